"""The blocks that a slide is made of. Each knows the span of source that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from deckgen.deck.figures import Art
from deckgen.deck.inlines import Inlines
from deckgen.source import Span

Align: TypeAlias = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paragraph:
    """Running text."""

    inlines: Inlines
    span: Span
    align: Align = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Subheading:
    """A heading below the slide's title."""

    level: int
    inlines: Inlines
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ListItem:
    """One item with all that hangs on it."""

    blocks: tuple[Block, ...]
    span: Span
    checked: bool | None = None
    """State of a task; None for a plain item."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ListBlock:
    """A bulleted list, or a numbered one that starts at `start`."""

    items: tuple[ListItem, ...]
    span: Span
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CodeBlock:
    """Text whose every space counts."""

    text: str
    span: Span
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table:
    """Rows of cells; `header` may be empty. `align` has one entry a column."""

    align: tuple[Align, ...]
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Quotation:
    """Somebody's words."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fence:
    """A code fence that describes a figure."""

    kind: Literal["chart", "flow"]
    text: str
    span: Span
    """Of its first line; the column says how far it is indented."""
    id: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Figure:
    """A picture, chart or drawing, by reference until `deckgen.media` has resolved it."""

    target: str
    """Path, address, `chart:NAME`, or nothing for a figure still to be drawn."""
    alt: str
    span: Span
    title: str = ""
    width: str = ""
    """As the author wrote it: `60%`, `300px`, `8cm`; nothing for as large as fits."""
    link: str = ""
    fence: Fence | None = None
    """Where it is described, if it is described in place."""
    art: Art | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Columns:
    """Blocks side by side."""

    columns: tuple[tuple[Block, ...], ...]
    span: Span
    widths: tuple[float, ...] = ()
    """Shares of the width, adding up to 1; empty for equal."""


Block: TypeAlias = Paragraph | Subheading | ListBlock | CodeBlock | Table | Quotation | Figure | Columns
