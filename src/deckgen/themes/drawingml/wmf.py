"""Windows Metafiles: their shapes, without bitmaps and text ([MS-WMF] 2.3)."""

from __future__ import annotations

import struct

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

_PLACEABLE = b"\xd7\xcd\xc6\x9a"


def read_wmf(data: bytes) -> tuple[Canvas, Frame]:
    """What it draws, and what of that is the picture. Raises `struct.error` and `IndexError`."""
    canvas = Canvas()
    at = 0
    frame = None
    if data[:4] == _PLACEABLE:
        left, top, right, bottom = struct.unpack_from("<4h", data, 6)
        frame = (float(left), float(top), float(right - left), float(bottom - top))
        at = 22
    at += 2 * struct.unpack_from("<H", data, at + 2)[0]
    for _ in range(MOST):
        size, kind = struct.unpack_from("<IH", data, at)
        if kind == 0 or size < 3:
            break
        _wmf_record(kind, data[at + 6 : at + 2 * size], canvas)
        at += 2 * size
    return canvas, frame if frame and canvas.window == (0.0, 0.0, 1.0, 1.0) else canvas.window


def _wmf_record(kind: int, body: bytes, canvas: Canvas) -> None:
    def words(count: int, start: int = 0) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}h", body, start)

    def points(count: int, start: int) -> Points:
        flat = words(2 * count, start)
        return tuple((float(x), float(y)) for x, y in zip(flat[::2], flat[1::2], strict=True))

    def add(made: Object) -> None:
        number = next(n for n in range(len(canvas.objects) + 1) if n not in canvas.objects)
        canvas.objects[number] = made

    match kind:
        case 0x020B:
            y, x = words(2)
            canvas.window = (float(x), float(y), *canvas.window[2:])
        case 0x020C:
            height, width = words(2)
            canvas.window = (*canvas.window[:2], float(width), float(height))
        case 0x02FC:
            style, color = struct.unpack_from("<HI", body)
            add(brush_of(style, color))
        case 0x02FA:
            style, width, _, color = struct.unpack_from("<HhhI", body)
            add(pen_of(style, width, color))
        case 0x00F7 | 0x01F9 | 0x02FB | 0x06FF | 0x0142:
            add(None)
        case 0x001E:
            canvas.save()
        case 0x0127:
            canvas.restore()
        case 0x012D:
            canvas.select(words(1)[0])
        case 0x01F0:
            canvas.objects.pop(words(1)[0], None)
        case 0x0324:
            canvas.draw(line(canvas, points(words(1)[0], 2), closed=True))
        case 0x0325:
            canvas.draw(line(canvas, points(words(1)[0], 2), closed=False), filled=False)
        case 0x0538:
            (count,) = words(1)
            counts, start, path = words(count, 2), 2 + 2 * count, ""
            for each in counts:
                path += line(canvas, points(each, start), closed=True)
                start += 4 * each
            canvas.draw(path)
        case 0x041B:
            bottom, right, top, left = words(4)
            canvas.draw(line(canvas, rectangle(left, top, right, bottom), closed=True))
        case 0x0418:
            bottom, right, top, left = words(4)
            canvas.draw(ellipse(canvas, left, top, right, bottom))
        case 0x0F43 | 0x0B41 | 0x0940 | 0x0A32 | 0x0521:
            canvas.left_out = True
