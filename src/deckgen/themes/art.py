"""What a template draws around the places for text: grounds, shapes, pictures. Lengths are points."""

import math
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec.structs import replace

from deckgen.model import Content, Model, Variant
from deckgen.themes.box import Box
from deckgen.themes.colors import mixed


class Paint(Variant, frozen=True):
    """One colour."""

    digits: str
    """Six hexadecimal digits."""
    opacity: float = 1.0


class Shading(Variant, frozen=True):
    """From one colour to others."""

    stops: tuple[tuple[float, Paint], ...]
    """Shares of its length, in order."""
    angle: float = 0.0
    """Degrees clockwise; 0 runs from left to right."""
    center: tuple[float, float] | None = None
    """Where it is round: shares of width and height."""
    inner: tuple[float, float, float, float] | None = None
    """Where it runs out from a rectangle in all four directions: left, top, right, bottom, as shares."""


class PictureFill(Variant, frozen=True):
    """A picture, as large as what it fills."""

    content: Content
    media_type: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Shares that are cut off: left, top, right, bottom. Less than nothing leaves a margin."""
    opacity: float = 1.0
    tile: tuple[float, float, float, float] | None = None
    """Where it is laid side by side: the first one's left, top, width and height, in points."""


Fill: TypeAlias = Paint | Shading | PictureFill
SHEET = Paint("FFFFFF")
"""What all slides lie on."""


class Stroke(Model, frozen=True):
    """A line around or along a shape."""

    paint: Paint
    width: float
    dashes: tuple[float, ...] = ()
    """Lengths of dash and gap in turn."""


class Outline(Model, frozen=True):
    """One path of a shape."""

    path: str
    """As SVG has it, from the top left corner of the shape's box."""
    filled: bool = True
    stroked: bool = True
    light: float = 0.0
    """How much of white its fill is mixed with; less than nothing for black."""


class Art(Model, frozen=True):
    """A shape or picture."""

    box: Box
    outlines: tuple[Outline, ...]
    fill: Fill | None = None
    stroke: Stroke | None = None
    angle: float = 0.0
    """Degrees clockwise around the middle of its box."""
    flips: tuple[bool, bool] = (False, False)
    """Left for right, top for bottom."""
    clipped: bool = False
    """What reaches beyond its box is not seen."""

    @property
    def bounds(self) -> Box:
        """What it takes once it is turned."""
        return self.box.turned(self.angle)

    def unturned(self, x: float, y: float) -> tuple[float, float]:
        """A point of the slide, as it would be if the shape were not turned."""
        if not self.angle:
            return x, y
        turn = math.radians(-self.angle)
        middle = self.box.x + self.box.width / 2, self.box.y + self.box.height / 2
        right, low = x - middle[0], y - middle[1]
        across, down = math.cos(turn), math.sin(turn)
        return middle[0] + right * across - low * down, middle[1] + right * down + low * across


class Piece(Model, frozen=True):
    """Characters that look alike."""

    text: str
    size: float
    color: str
    """Six hexadecimal digits."""
    bold: bool = False
    italic: bool = False
    face: Literal["title", "body"] = "body"
    is_number: bool = False
    """The slide's number stands there."""


class WordsLine(Model, frozen=True):
    """A paragraph of them."""

    pieces: tuple[Piece, ...]
    align: Literal["left", "center", "right"]
    size: float


class Words(Model, frozen=True):
    """A text that stands on every slide of a layout."""

    box: Box
    insets: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    anchor: Literal["top", "middle", "bottom"]
    lines: tuple[WordsLine, ...]
    angle: float = 0.0
    """Degrees clockwise, of the box …"""
    turned: float = 0.0
    """… and of the lines in it."""
    wraps: bool = True

    @property
    def bounds(self) -> Box:
        """What it takes once it is turned."""
        return self.box.turned(self.angle)


def ground_color(fill: Fill) -> str:
    """The one colour, as six hexadecimal digits, that stands for a fill."""
    match fill:
        case Paint():
            return fill.digits
        case Shading():
            return _mean([paint.digits for _, paint in fill.stops])
        case PictureFill():
            return _mean_of_picture(fill.content)


def opacity_of(fill: Fill) -> float:
    """How much of what is below it a fill hides, from 0 to 1."""
    match fill:
        case Paint() | PictureFill():
            return fill.opacity
        case Shading():
            return sum(paint.opacity for _, paint in fill.stops) / len(fill.stops)


def toned(fill: Fill, light: float) -> Fill:
    """A colour mixed with white, or with black for less than nothing; other fills as they are."""
    if not isinstance(fill, Paint) or not light:
        return fill
    return replace(fill, digits=mixed("FFFFFF" if light > 0 else "000000", fill.digits, abs(light)))


def page_color(ground: Fill) -> str:
    """The one colour of a slide's ground: one that can be seen through lies on the sheet."""
    return mixed(ground_color(ground), SHEET.digits, opacity_of(ground))


def _mean(colors: list[str]) -> str:
    channels = [[int(digits[i : i + 2], 16) for digits in colors] for i in (0, 2, 4)]
    return "".join(f"{round(sum(values) / len(values)):02X}" for values in channels)


_CELLS = (16, 9)
"""Of a picture, whose colours are told apart."""


def paint_at(fill: PictureFill, across: float, down: float) -> Paint:
    """A picture's colour around a point of what it fills, given as shares of its width and height, and how much of what
    is below it that hides."""
    left, top, right, bottom = fill.crop
    x = left + across * (1 - left - right)
    y = top + down * (1 - top - bottom)
    column, row = (
        min(count - 1, max(0, int(share * count))) for share, count in zip((x, y), _CELLS, strict=True)
    )
    there = _paints_of(fill.content, _CELLS)[row * _CELLS[0] + column]
    return Paint(there.digits, there.opacity * fill.opacity)


def _mean_of_picture(content: Content) -> str:
    (mean,) = _paints_of(content, (1, 1))
    return mixed(mean.digits, SHEET.digits, mean.opacity)


@lru_cache(64)
def _paints_of(content: Content, cells: tuple[int, int]) -> tuple[Paint, ...]:
    """The mean colours of a picture's parts, row by row, and how much each part hides."""
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(content.read())) as image:
            image.draft("RGB", (64, 64))
            see_through = image.mode in ("P", "LA", "PA", "RGBA")
            whole = image.convert("RGBA").convert("RGBa") if see_through else image.convert("RGB")
            small = whole.resize(cells, Image.Resampling.BOX).convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        return (SHEET,) * (cells[0] * cells[1])
    pixels = small.tobytes()
    return tuple(
        Paint(pixels[at : at + 3].hex().upper(), pixels[at + 3] / 255) for at in range(0, len(pixels), 4)
    )
