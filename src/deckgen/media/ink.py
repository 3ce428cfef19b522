"""What is drawn in pictures that one sees through: how dark or light it is, as it may not be seen on a slide."""

from __future__ import annotations

import re
from math import sqrt
from typing import TYPE_CHECKING

from deckgen.deck.figures import INK_LEVELS
from deckgen.patterns import regex
from deckgen.themes.colors import BLACK, WHITE, luminance

if TYPE_CHECKING:
    from PIL import Image

_SIDE = 64
"""Pixels of each side that are looked at."""
_CLEAR, _OPAQUE = 32, 160
"""Levels of opacity up to which nothing is seen of a pixel, and from which it is ink."""
_LEAST_CLEAR = 0.25
"""Share of a picture that one sees through, at least, for its ground to be the slide's."""
_HEX = regex(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
_RGB = regex(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)")
_BLACK = regex(r"\bblack\b", re.IGNORECASE)
_WHITE = regex(r"\bwhite\b", re.IGNORECASE)
_OTHER = regex(
    r"(?:fill|stroke|stop-color|[^-]color)\s*[:=]\s*[\"']?(?!none|black|white|inherit|currentColor|transparent|url|rgb|#)[a-z]+",
    re.IGNORECASE,
)
"""A colour by another name, a picture or a filter: nothing is known of those."""
_DARK, _LIGHT = 0.2, 0.6
"""Luminance below which all colours of a drawing are dark, and above which they are light."""
_LONGEST = 100_000
"""Characters of a drawing that is looked at: logos and marks are no longer."""
_UNKNOWN = ("<image", "<filter", "<pattern", "<foreignObject")


def ink_of(image: Image.Image) -> bytes:
    """`Picture.ink` of pixels."""
    from PIL import Image

    if not (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info):
        return b""
    small = image.convert("RGBA").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    data = small.tobytes()
    pixels = [data[at : at + 4] for at in range(0, len(data), 4)]
    if sum(pixel[3] <= _CLEAR for pixel in pixels) < _LEAST_CLEAR * len(pixels):
        return b""
    return _levels([f"{r:02X}{g:02X}{b:02X}" for r, g, b, a in pixels if a >= _OPAQUE])


def ink_of_drawing(text: str) -> bytes:
    """The same of an SVG file by the colours that it names, where these are all dark or all light."""
    if len(text) > _LONGEST or any(each in text for each in _UNKNOWN) or _OTHER.search(text):
        return b""
    colors = [each if len(each) == 6 else "".join(sign * 2 for sign in each) for each in _HEX.findall(text)]
    colors += ["".join(map(_channel, each)) for each in _RGB.findall(text)]
    colors += [WHITE] * bool(_WHITE.search(text))
    colors += [BLACK] * bool(_BLACK.search(text) or not colors)  # what names none is black
    lights = [luminance(each) for each in colors]
    return _levels(colors) if max(lights) < _DARK or min(lights) > _LIGHT else b""


def _channel(text: str) -> str:
    value = float(text.rstrip("%")) * (2.55 if text.endswith("%") else 1)
    return f"{min(255, round(value)):02X}"


def _levels(colors: list[str]) -> bytes:
    """How many of the colours are as dark or light as each level, as shares of 255."""
    counts = [0] * INK_LEVELS
    for color in colors:
        counts[min(INK_LEVELS - 1, int(INK_LEVELS * sqrt(luminance(color))))] += 1
    return bytes(round(255 * count / len(colors)) for count in counts) if colors else b""
