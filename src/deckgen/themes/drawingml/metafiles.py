"""Drawings in Windows' two metafile formats, as logos come in."""

from __future__ import annotations

import re
import struct

from msgspec import Struct

from deckgen.themes.art import Art, Outline, Stroke
from deckgen.themes.box import Box
from deckgen.themes.drawingml.emf import read_emf
from deckgen.themes.drawingml.wmf import read_wmf

_NEAR = 0.5
"""Points by which a shape may reach over the edge."""


class Drawing(Struct, frozen=True):
    """What a metafile draws."""

    shapes: tuple[Art, ...] = ()
    left_out: bool = False
    """There is more, which is no shape."""


def drawing_of(data: bytes, box: Box) -> Drawing:
    """The shapes of a metafile in a box on the slide; none for one that can't be read, or that holds none."""
    try:
        canvas, frame = read_emf(data) if data[40:44] == b" EMF" else read_wmf(data)
    except (struct.error, IndexError, ZeroDivisionError, OverflowError, ValueError):
        return Drawing()
    left, top, width, height = frame
    if not width or not height:
        return Drawing()
    across, down = box.width / width, box.height / height
    found = []
    for path, brush, pen in canvas.shapes:
        scaled = _scaled(path, across, down, -left * across, -top * down)
        is_inside, is_whole = _within(scaled, box)
        if not is_inside:
            continue
        stroke = Stroke(pen.paint, max(0.25, pen.width * abs(across))) if pen else None
        found.append(Art(box, (Outline(scaled),), brush, stroke, clipped=not is_whole))
    return Drawing(tuple(found), canvas.left_out and bool(found))


def _within(path: str, box: Box) -> tuple[bool, bool]:
    """Whether some of a path stands in a box that begins at 0, and whether all of it does."""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", path)]
    xs, ys = numbers[::2], numbers[1::2]
    if not (xs and ys):
        return True, True
    is_inside = max(xs) >= 0 and min(xs) <= box.width and max(ys) >= 0 and min(ys) <= box.height
    least, (right, bottom) = -_NEAR, (box.width + _NEAR, box.height + _NEAR)
    return is_inside, min(*xs, *ys) >= least and max(xs) <= right and max(ys) <= bottom


def _scaled(path: str, across: float, down: float, x: float, y: float) -> str:
    """A path of absolute steps (M, L, C, Z), each with its numbers, at another scale and place."""
    found = re.findall(r"[MLCZ]|-?[\d.]+", path)
    numbers = 0
    for index, part in enumerate(found):
        if part in "MLCZ":
            continue
        value = float(part)
        found[index] = f"{value * across + x:.2f}" if numbers % 2 == 0 else f"{value * down + y:.2f}"
        numbers += 1
    return " ".join(found)
