"""What a figure shows: a picture, a chart, a drawing, or what is still missing."""

from typing import Literal, TypeAlias

from deckgen.deck.charts import ChartGroup, Color
from deckgen.model import Content, Model, Variant
from deckgen.source import Span

SVG = "image/svg+xml"
LIGHTS = (32, 18)
"""Columns and rows of the grid in which the luminance of a picture is told."""


class Ink(Model, frozen=True):
    """What is drawn in a picture: the share of it in pieces that are dark as a whole, and in such as are light."""

    dark: float = 0.0
    light: float = 0.0


NO_INK = Ink()


class Picture(Variant, frozen=True, eq=False, kw_only=True):
    """An image file, read and checked."""

    name: str
    """File name, for people."""
    data: Content
    media_type: str
    width: float
    """Natural size in pixels."""
    height: float
    fallback: Content | None = None
    """A drawing as PNG, if it had to be drawn when it was read."""
    is_photograph: bool = False
    """In the format that cameras write, and not on white paper as scans and screenshots are."""
    lights: bytes = b""
    """How dark and how light it is where, if that matters (behind a slide): for each cell of a grid of `LIGHTS`, row by
    row, the least and the greatest relative luminance in it, their square roots as shares of 255."""
    ink: Ink = NO_INK
    """Of one that is seen through."""

    @property
    def is_drawing(self) -> bool:
        """True for lines and shapes, which are sharp at any size; PowerPoint shows them only beside a PNG."""
        return self.media_type == SVG


class InlinePicture(Model, frozen=True, eq=False, kw_only=True):
    """A picture in a line of text, by reference until `deckgen.media` has resolved it."""

    target: str
    alt: str
    span: Span
    width: str = ""
    """As its author wrote it: `20px`, `1em`; nothing for as high as the text."""
    height: str = ""
    art: Picture | None = None
    gap: float = 0.0
    """Em by which a no-break space has to be wider to make room for it, once the layout has measured it."""
    running: float = 0.0
    """Type size (pt) of the header or footer that it stands in, beside which a logo is higher; 0 in text."""


ShapeKind: TypeAlias = Literal[
    "circle", "rectangle", "round", "pill", "diamond", "hexagon", "slanted", "store", "line", "arrow", "text"
]
"""What a shape is; a store is a cylinder, what is slanted a parallelogram."""


class Shape(Model, frozen=True, eq=False, kw_only=True):
    """One element of a drawing; the box is in points from the drawing's top left corner.

    A line or arrow leads from there over `width` and `height`, which may be negative; one with a `bend` goes in three
    straight pieces.
    """

    kind: ShapeKind
    x: float
    y: float
    width: float
    height: float
    fill: Color = ""
    stroke: Color = ""
    text: str = ""
    color: Color = "text"
    size: float = 14.0
    """Type size in points."""
    bold: bool = False
    align: Literal["left", "center", "right"] = "center"
    dashed: bool = False
    """Its line is …"""
    weight: float = 1.0
    """… and so many times as wide as others."""
    bend: Literal["", "level", "upright"] = ""
    """How a line begins that turns in the middle of its way, and again to end as it began."""
    joins: tuple[int, int] = (-1, -1)
    """The shapes of the drawing, by number, from which a line leads and to which; -1 for none."""


class Drawing(Variant, frozen=True, eq=False, kw_only=True):
    """Shapes on a canvas of `width` × `height` points, scaled as one."""

    name: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str
    min_width: float = 560.0
    turned: bool = False
    """It leads in another direction than its author wants."""
    close: bool = False
    """Its boxes stand closer than usual."""
    ways: "tuple[Drawing, ...]" = ()
    """Itself and others of the same, for places of other shapes; none if there is only this one."""


class Film(Variant, frozen=True, eq=False):
    """Video or sound, with the picture that stands for it."""

    name: str
    data: Content
    media_type: str
    poster: Picture

    @property
    def is_video(self) -> bool:
        """False for sound."""
        return self.media_type.startswith("video/")


class Page(Variant, frozen=True, eq=False):
    """A page on the web that HTML would show in a frame: here a poster that leads to it."""

    label: str
    address: str


class Missing(Variant, frozen=True, eq=False):
    """A figure that is not there (yet): shown as a visible placeholder."""

    label: str
    """What the author wrote for it: a description, alternative text or a file name."""
    reason: str = ""


Art: TypeAlias = Picture | ChartGroup | Drawing | Film | Page | Missing
