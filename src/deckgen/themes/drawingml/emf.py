"""Enhanced Metafiles: their shapes, without bitmaps and text ([MS-EMF] 2.3)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from deckgen.themes.art import Paint, Stroke
from deckgen.themes.drawingml.canvas import (
    MOST,
    Canvas,
    Frame,
    Object,
    Points,
    brush_of,
    ellipse,
    line,
    pen_of,
    rectangle,
)


def read_emf(data: bytes) -> tuple[Canvas, Frame]:
    """What it draws, and what of that is the picture. Raises `struct.error` and `IndexError`."""
    canvas = Canvas()
    bounds, edges = struct.unpack_from("<4i", data, 8), struct.unpack_from("<4i", data, 24)
    device, millimetres = struct.unpack_from("<2i", data, 72), struct.unpack_from("<2i", data, 80)
    scale = [d / (100 * m) if m else 0.0 for d, m in zip(device, millimetres, strict=True)]
    frame = (
        edges[0] * scale[0], edges[1] * scale[1], (edges[2] - edges[0]) * scale[0], (edges[3] - edges[1]) * scale[1],
    )  # fmt: skip
    if not frame[2] or not frame[3]:
        left, top, right, bottom = map(float, bounds)
        frame = (left, top, right - left, bottom - top)
    at = struct.unpack_from("<I", data, 4)[0]
    for _ in range(MOST):
        kind, size = struct.unpack_from("<2I", data, at)
        if kind == 14 or size < 8:
            break
        _emf_record(kind, data[at + 8 : at + size], canvas)
        at += size
    if canvas.view is None:
        return canvas, canvas.window if canvas.window != (0.0, 0.0, 1.0, 1.0) else frame
    # From the device's units back into those of the window.
    (vx, vy, vw, vh), (wx, wy, ww, wh) = canvas.view, canvas.window
    back = (ww / vw, wh / vh)
    return canvas, (
        (frame[0] - vx) * back[0] + wx,
        (frame[1] - vy) * back[1] + wy,
        frame[2] * back[0],
        frame[3] * back[1],
    )


def _emf_points(body: bytes, start: int, count: int, *, short: bool) -> Points:
    flat = struct.unpack_from(f"<{2 * count}{'h' if short else 'i'}", body, start)
    return tuple((float(x), float(y)) for x, y in zip(flat[::2], flat[1::2], strict=True))


_SHORT: Mapping[int, int] = {85: 2, 86: 3, 87: 4, 88: 5, 89: 6, 90: 7, 91: 8}
"""Records with points of 16 bits → the same with 32."""
_STOCK: Mapping[int, Object] = {
    0: Paint("FFFFFF"), 1: Paint("C0C0C0"), 2: Paint("808080"), 3: Paint("404040"), 4: Paint("000000"),
    5: Paint("FFFFFF", 0.0), 6: Stroke(Paint("FFFFFF"), 0.0), 7: Stroke(Paint("000000"), 0.0),
    8: Stroke(Paint("000000", 0.0), 0.0),
}  # fmt: skip


def _emf_record(kind: int, body: bytes, canvas: Canvas) -> None:
    if kind in _SHORT or 2 <= kind <= 8:
        _emf_curve(_SHORT.get(kind, kind), body, canvas, short=kind in _SHORT)
        return
    if handler := _EMF.get(kind):
        handler(body, canvas)
    elif kind in (76, 77, 78, 79, 80, 81, 83, 84, 114):
        canvas.left_out = True


def _emf_curve(kind: int, body: bytes, canvas: Canvas, *, short: bool) -> None:
    (count,) = struct.unpack_from("<I", body, 16)
    if kind in (7, 8):
        (_, total) = struct.unpack_from("<2I", body, 16)
        lengths = struct.unpack_from(f"<{count}I", body, 24)
        points, path = _emf_points(body, 24 + 4 * count, total, short=short), ""
        for length in lengths:
            path, points = path + line(canvas, points[:length], closed=kind == 8), points[length:]
        canvas.figure(path, filled=kind == 8)
        return
    points = _emf_points(body, 20, count, short=short)
    if not points:
        return
    if kind in (3, 4):
        canvas.figure(line(canvas, points, closed=kind == 3), filled=kind == 3)
        return
    first, rest = (canvas.at, points) if kind in (5, 6) else (points[0], points[1:])
    opens = kind == 2 or canvas.path is None or not canvas.path
    start = f"M{canvas.text((first,))}" if opens else ""
    canvas.figure(f"{start}{'C' if kind in (2, 5) else 'L'}{canvas.text(rest)}", filled=False)
    canvas.at = points[-1]


def _window(body: bytes, canvas: Canvas, *, extent: bool) -> None:
    x, y = map(float, struct.unpack_from("<2i", body))
    canvas.window = (*canvas.window[:2], x, y) if extent else (x, y, *canvas.window[2:])


def _view(body: bytes, canvas: Canvas, *, extent: bool) -> None:
    x, y = map(float, struct.unpack_from("<2i", body))
    now = canvas.view or (0.0, 0.0, 1.0, 1.0)
    canvas.view = (*now[:2], x or 1.0, y or 1.0) if extent else (x, y, *now[2:])


def _world(body: bytes, canvas: Canvas) -> None:
    canvas.world = struct.unpack_from("<6f", body)


def _changed_world(body: bytes, canvas: Canvas) -> None:
    a, b, c, d, e, f = struct.unpack_from("<6f", body)
    (mode,) = struct.unpack_from("<I", body, 24)
    p, q, r, s, t, u = canvas.world
    if mode == 1:
        canvas.world = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    elif mode == 2:
        canvas.world = (
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        )
    elif mode == 3:
        canvas.world = (
            p * a + q * c,
            p * b + q * d,
            r * a + s * c,
            r * b + s * d,
            t * a + u * c + e,
            t * b + u * d + f,
        )


def _brush(body: bytes, canvas: Canvas) -> None:
    number, style, color = struct.unpack_from("<3I", body)
    canvas.objects[number] = brush_of(style, color)


def _pen(body: bytes, canvas: Canvas) -> None:
    number, style, width, _, color = struct.unpack_from("<IIiiI", body)
    canvas.objects[number] = pen_of(style, width, color)


def _wide_pen(body: bytes, canvas: Canvas) -> None:
    (number,) = struct.unpack_from("<I", body)
    style, width, _, color = struct.unpack_from("<4I", body, 20)
    canvas.objects[number] = pen_of(style, width, color)


def _selected(body: bytes, canvas: Canvas) -> None:
    (number,) = struct.unpack_from("<I", body)
    if number & 0x80000000:
        canvas.objects[number] = _STOCK.get(number & 0x7FFFFFFF)
    canvas.select(number)


def _moved(body: bytes, canvas: Canvas) -> None:
    x, y = struct.unpack_from("<2i", body)
    canvas.at = (float(x), float(y))
    if canvas.path is not None:
        canvas.path.append(f"M{canvas.text((canvas.at,))}")


def _to(body: bytes, canvas: Canvas) -> None:
    x, y = struct.unpack_from("<2i", body)
    start = "" if canvas.path else f"M{canvas.text((canvas.at,))}"
    canvas.at = (float(x), float(y))
    canvas.figure(f"{start}L{canvas.text((canvas.at,))}", filled=False)


def _begun(_: bytes, canvas: Canvas) -> None:
    canvas.path = []


def _ended(_: bytes, canvas: Canvas) -> None:
    canvas.closed, canvas.path = "".join(canvas.path or ()), None


def _shut(_: bytes, canvas: Canvas) -> None:
    if canvas.path:
        canvas.path.append("Z")


def _rect(body: bytes, canvas: Canvas) -> None:
    left, top, right, bottom = struct.unpack_from("<4i", body)
    canvas.figure(line(canvas, rectangle(left, top, right, bottom), closed=True), filled=True)


def _round(body: bytes, canvas: Canvas) -> None:
    canvas.figure(ellipse(canvas, *map(float, struct.unpack_from("<4i", body))), filled=True)


_EMF: Mapping[int, Callable[[bytes, Canvas], None]] = {
    9: lambda body, canvas: _window(body, canvas, extent=True),
    10: lambda body, canvas: _window(body, canvas, extent=False),
    11: lambda body, canvas: _view(body, canvas, extent=True),
    12: lambda body, canvas: _view(body, canvas, extent=False),
    27: _moved, 33: lambda _, canvas: canvas.save(), 34: lambda _, canvas: canvas.restore(),
    35: _world, 36: _changed_world, 37: _selected, 38: _pen, 39: _brush,
    42: _round, 43: _rect, 54: _to, 59: _begun, 60: _ended, 61: _shut,
    62: lambda _, canvas: canvas.draw(canvas.closed, stroked=False),
    63: lambda _, canvas: canvas.draw(canvas.closed),
    64: lambda _, canvas: canvas.draw(canvas.closed, filled=False),
    95: _wide_pen,
}  # fmt: skip
