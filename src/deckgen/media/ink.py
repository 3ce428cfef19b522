"""Pictures that one sees through, and what of them would not be seen on a dark or a light slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from deckgen.deck.figures import NO_INK, Ink
from deckgen.patterns import regex
from deckgen.themes.colors import BLACK, WHITE, luminance

if TYPE_CHECKING:
    from PIL import Image

DARK, LIGHT = 0.045, 0.57
"""Relative luminance up to which ink is lost on a black ground, and from which on a white one (contrast is 1.7)."""
_SIDE, _SIDE_OF_LINES = 96, 240
"""Pixels of each side that are looked at, of pictures and of drawings, whose lines and letters are thin."""
_CLEAR, _INKED, _INKED_OF_LINES = 32, 128, 64
"""Levels of opacity up to which nothing is seen of a pixel, and from which it is ink."""
_LEAST_CLEAR = 0.2
"""Share of a picture that one sees through, at least, for its ground to be the slide's."""
_LOST = 0.92
"""Share of a piece of ink that is so dark, or so light, for all of it to be lost …"""
_GROUND = (0.75, 0.12)
"""… but for one that fills so much of its box, and the box so much of the picture: it is a ground itself."""


def ink_of(image: Image.Image, *, of_lines: bool = False) -> Ink:
    """What of a picture is in pieces that are dark as a whole, and in such as are light; `of_lines` is true for a
    drawing."""
    from PIL import Image

    if not (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info):
        return NO_INK
    side, inked = (_SIDE_OF_LINES, _INKED_OF_LINES) if of_lines else (_SIDE, _INKED)
    small = image.convert("RGBA").resize((side, side), Image.Resampling.BOX)
    data = small.tobytes()
    opacity = data[3::4]
    if sum(level <= _CLEAR for level in opacity) < _LEAST_CLEAR * len(opacity):
        return NO_INK
    lights = {
        at: luminance(data[4 * at : 4 * at + 3].hex().upper())
        for at, level in enumerate(opacity)
        if level >= inked
    }
    dark = light = 0
    for piece in _pieces(set(lights), side):
        if not _is_ink(piece, side):
            continue
        dark += len(piece) if sum(lights[at] <= DARK for at in piece) >= _LOST * len(piece) else 0
        light += len(piece) if sum(lights[at] >= LIGHT for at in piece) >= _LOST * len(piece) else 0
    return Ink(dark / len(lights), light / len(lights)) if lights else NO_INK


def _is_ink(piece: Sequence[int], side: int) -> bool:
    """False for what the ink of a picture stands on."""
    columns, rows = [at % side for at in piece], [at // side for at in piece]
    box = (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1)
    return len(piece) < _GROUND[0] * box or box < _GROUND[1] * side * side


def _pieces(ink: set[int], side: int) -> Iterator[list[int]]:
    """The pixels that hang together."""
    while ink:
        piece, left = list[int](), [ink.pop()]
        while left:
            at = left.pop()
            piece.append(at)
            beside = (
                at - side,
                at + side,
                *([at - 1] if at % side else []),
                *([at + 1] if (at + 1) % side else []),
            )
            for each in beside:
                if each in ink:
                    ink.remove(each)
                    left.append(each)
        yield piece


LONGEST = 100_000
"""Characters of a drawing that is looked at: logos and marks are no longer."""
_SAID = frozenset(("title", "desc", "metadata"))
_BEFORE = _SAID | {"defs"}
_DRAWN = frozenset(("path", "polygon", "polyline", "circle", "ellipse", "line"))
_PLAIN = frozenset(("svg", "g")) | _SAID | _DRAWN
"""Elements of drawings of which all is known: no text, pictures, styles, gradients, and no rectangle that may be its
ground."""
_HEX = regex(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_NAMED = {"black": BLACK, "white": WHITE, "currentcolor": BLACK}
_UNKNOWN = frozenset(
    ("style", "class", "opacity", "fill-opacity", "stroke-opacity", "filter", "mask", "clip-path")
)
"""Attributes by which a colour may be another one."""


def ink_of_drawing(text: str) -> Ink | None:
    """The same of an SVG file whose shapes are all dark, or all light; nothing for one that has to be drawn to tell."""
    from lxml import etree

    if len(text) > LONGEST:
        return None
    try:
        root = etree.fromstring(text.encode())
        if _has_ground(root):
            return NO_INK
        colors = [*_colors(root, BLACK, "")]
    except (etree.XMLSyntaxError, ValueError, RecursionError):
        return None
    lights = [luminance(color) for color in colors]
    if not lights:
        return NO_INK
    return Ink(float(max(lights) <= DARK), float(min(lights) >= LIGHT))


def _has_ground(root: Any) -> bool:
    """True where the first thing drawn is a rectangle as large as the drawing."""
    first = next((each for each in root if str(each.tag).rpartition("}")[2] not in _BEFORE), None)
    if first is None or not str(first.tag).endswith("}rect") or _UNKNOWN & set(first.attrib):
        return False
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = box[2:] if len(box) == 4 else (root.get("width"), root.get("height"))
    whole = first.get("width") in ("100%", width) and first.get("height") in ("100%", height)
    return whole and first.get("fill", "black") not in ("none", "transparent") and not first.get("transform")


def _colors(element: Any, fill: str, stroke: str) -> Iterator[str]:
    """The colours of an element's shapes. Raises `ValueError` where not all of them are known."""
    name = str(element.tag).rpartition("}")[2]
    if not isinstance(element.tag, str):
        return
    if name not in _PLAIN or _UNKNOWN & set(element.attrib):
        raise ValueError(name)
    if name in _SAID:
        return
    fill, stroke = _color(element.get("fill"), fill), _color(element.get("stroke"), stroke)
    if name in _DRAWN:
        yield from filter(None, (fill, stroke))
    for child in element:
        yield from _colors(child, fill, stroke)


def _color(said: str | None, inherited: str) -> str:
    if said is None or said.strip().lower() == "inherit":
        return inherited
    value = said.strip()
    if value.lower() == "none":
        return ""
    if _HEX.fullmatch(value):
        digits = value[1:].upper()
        return digits if len(digits) == 6 else re.sub("(.)", r"\1\1", digits)
    if value.lower() not in _NAMED:
        raise ValueError(value)
    return _NAMED[value.lower()]
