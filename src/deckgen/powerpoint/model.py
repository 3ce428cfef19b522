"""What is on the slides of a file, as `imports` turns it into Markdown and `revisions` compares it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from deckgen.deck.blocks import Delimiter, Numbering
from deckgen.deck.inlines import Inlines, Run
from deckgen.themes.box import Box

Role: TypeAlias = Literal["title", "subtitle", "body", "text", "header", "footer", "date", "number"]
"""What a shape's place is for; `text` for one in none."""
FOOT: tuple[Role, ...] = ("footer", "date", "number", "header")
"""Places that say the same on all slides."""
Marker: TypeAlias = Literal["", "bullet", "number"]
ChartKind: TypeAlias = Literal[
    "column", "bar", "stacked", "line", "area", "pie", "doughnut", "scatter", "bubble", ""
]
"""As a chart block has them; nothing for one that it has not."""


class ShownParagraph(Struct, frozen=True):
    """A paragraph as it is set."""

    inlines: Inlines
    level: int = 0
    marker: Marker = ""
    sign: str = ""
    """Of a bullet."""
    numbering: Numbering = "1"
    delimiter: Delimiter = "."
    start: int = 1
    """Number of the first of a list."""
    size: float = 18.0
    """Points, of its first run."""
    bold: bool = False
    """Where it stands all text is bold, unless it says otherwise …"""
    italic: bool = False
    """… or italic."""


class Words(Struct, frozen=True):
    """Text of a shape."""

    paragraphs: tuple[ShownParagraph, ...]


class Grid(Struct, frozen=True):
    """A table: rows of cells, each with its paragraphs. A cell that others are merged with has what they held."""

    rows: tuple[tuple[tuple[ShownParagraph, ...], ...], ...]
    header: bool = True
    merged: bool = False
    takes: tuple[tuple[tuple[int, int], ...], ...] = ()
    """Columns and rows of each cell, where some are merged; 0 of both for one that another takes the place of."""


class Image(Struct, frozen=True):
    """A picture, film or sound."""

    name: str
    """Of its part, without folders."""
    data: bytes
    poster: bytes = b""
    """What stands for a film before it plays."""
    address: str = ""
    """Where it is, if it is not in the file."""
    link: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Shares of it that are cut off: left, top, right, bottom …"""
    turns: int = 0
    """… and quarters by which it is then turned, clockwise."""


class ChartSeries(Struct, frozen=True):
    """Numbers of a chart."""

    name: str
    names: tuple[str, ...]
    """Of its points on the axis; numbers in a scatter or bubble chart."""
    values: tuple[float | None, ...]
    sizes: tuple[float | None, ...] = ()
    number_format: str = ""


class ChartData(Struct, frozen=True):
    """A chart as a chart block can say it."""

    kind: ChartKind
    foreign_kind: str
    """As the file calls it."""
    series: tuple[ChartSeries, ...]
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    percent: bool = False
    values: bool = False
    """Each has its value beside it."""
    lies: bool = False
    """Its bars lie."""
    upwards: bool = False
    """Of bars that lie the first is the lowest."""
    log: tuple[bool, bool] = (False, False)
    lines: int = 0
    """So many of its series, the last ones, are lines over standing bars."""
    joined: bool = False
    """Lines join its points, which stand anywhere."""


class Diagram(Struct, frozen=True):
    """SmartArt: its words, as deep as they are in it."""

    kind: str
    """The last part of its layout's name: `process1`, `hierarchy2` …"""
    paragraphs: tuple[ShownParagraph, ...]


class Flow(Struct, frozen=True):
    """Boxes that arrows join, in the words of a flow: `A -> B: label`."""

    text: str


Content: TypeAlias = Words | Grid | Image | ChartData | Diagram | Flow


def paragraphs_of(content: Content) -> Iterator[ShownParagraph]:
    """All of what a shape says."""
    match content:
        case Words(paragraphs) | Diagram(_, paragraphs):
            yield from paragraphs
        case Grid(rows):
            yield from (each for row in rows for cell in row for each in cell)
        case _:
            return


def links_of(content: Content) -> Iterator[str]:
    """Where the words of a shape lead, in turn."""
    for paragraph in paragraphs_of(content):
        yield from (i.marks.link for i in paragraph.inlines if isinstance(i, Run) and i.marks.link)


class ShownShape(Struct, frozen=True):
    """A shape that says something."""

    id: int
    name: str
    role: Role
    box: Box
    """In points, groups undone."""
    content: Content
    alt: str = ""
    place: str = ""
    """Index of its placeholder; nothing for none."""


class Connector(Struct, frozen=True):
    """A line that is tied to two shapes, or to none."""

    start: int
    """The ids of the shapes; 0 for none."""
    end: int
    heads: tuple[bool, bool]
    """Whether it has an arrow's head at its start, and at its end."""
    box: Box
    """In points, groups undone."""


class ReviewComment(Struct, frozen=True):
    """A reviewer's comment."""

    author: str
    date: str
    text: str


class ShownSlide(Struct, frozen=True):
    """A slide."""

    id: int
    """PowerPoint's, which stays when slides move."""
    part: str
    layout: str
    """Name of its layout."""
    kind: str
    """Of that layout: `title`, `secHead`, `obj` … (ECMA-376, 19.7.15)."""
    shapes: tuple[ShownShape, ...]
    """In the order in which they are drawn."""
    notes: tuple[ShownParagraph, ...] = ()
    hidden: bool = False
    transition: str = ""
    comments: tuple[ReviewComment, ...] = ()
    clicks: tuple[tuple[int, int], ...] = ()
    """What comes at the first click, the second …: a shape's id, and the paragraph, or -1 for all of it."""
    left_out: tuple[str, ...] = ()
    """What is on it that can't be said here, in words."""
    connectors: tuple[Connector, ...] = ()
    ground: str = ""
    """Six hexadecimal digits, where it has a colour of its own behind it."""
    backdrop: Image | None = None
    """A picture of its own behind it."""


class ShownDeck(Struct, frozen=True):
    """A file."""

    width: float
    """Points."""
    height: float
    slides: tuple[ShownSlide, ...]
    sections: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Names, and the slides' ids."""
    title: str = ""
    author: str = ""
    lang: str = ""
    program: str = ""
    """That saved it."""
    layouts: tuple[str, ...] = ()
    """Names of its layouts."""
