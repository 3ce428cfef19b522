"""The blocks that a slide is made of. Each knows the span of source that it came from."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from deckgen.deck.clicks import Click
from deckgen.deck.figures import Art
from deckgen.deck.inlines import Inlines
from deckgen.deck.maths import Formula
from deckgen.model import Model, Variant
from deckgen.source import Span

Align: TypeAlias = Literal["", "left", "center", "right"]
Numbering: TypeAlias = Literal["1", "a", "A", "i", "I"]
"""Digits, letters or Roman numerals, as HTML's `type` has them …"""
Delimiter: TypeAlias = Literal[".", ")", "()"]
"""… and what stands behind a number, or around it."""
Detail: TypeAlias = Literal["", "author", "event", "date", "kicker", "aside"]
"""What a line of a cover says beside its title; a kicker is a small line above the title of any slide."""
CalloutKind: TypeAlias = Literal["note", "tip", "warning", "important", "caution"]


class Paragraph(Variant, frozen=True, eq=False):
    """Running text."""

    inlines: Inlines
    span: Span
    align: Align = ""
    detail: Detail = ""
    name: str = ""
    """For references, where it is the caption of several figures."""


class Subheading(Variant, frozen=True, eq=False):
    """A heading below the slide's title."""

    level: int
    inlines: Inlines
    span: Span


class ListItem(Model, frozen=True, eq=False):
    """One item with all that hangs on it."""

    blocks: tuple["Block", ...]
    span: Span
    checked: bool | None = None
    """State of a task; None for a plain item."""
    click: Click | None = None
    """Its own, if it has one."""


class ListBlock(Variant, frozen=True, eq=False):
    """A bulleted list, or a numbered one that starts at `start`."""

    items: tuple[ListItem, ...]
    span: Span
    ordered: bool = False
    start: int = 1
    incremental: bool | None = None
    """Its items appear one by one; None for what the slide says."""
    numbering: Numbering = "1"
    delimiter: Delimiter = "."


class CodeBlock(Variant, frozen=True, eq=False, kw_only=True):
    """Text whose every space counts."""

    text: str
    span: Span
    language: str = ""
    title: str = ""
    """Most often the name of a file."""
    lines: tuple[Inlines, ...] = ()
    """The same text, a line each, its words in the colours of their kind; empty for no colours."""
    first_number: int | None = None
    """Of its first line; None for no line numbers."""
    steps: tuple[frozenset[int], ...] = ()
    """Lines (from 1) that stand out, a step each; an empty one stands for all of them."""
    name: str = ""
    """For references."""


class Equation(Variant, frozen=True, eq=False):
    """A formula on a line of its own."""

    text: str
    """As its author typed it, delimiters and all."""
    formula: Formula
    span: Span
    name: str = ""
    """For references …"""
    number: str = ""
    """… which call it by what stands beside it."""


class TableCell(Model, frozen=True, eq=False):
    """What one cell holds: text, and pictures above it."""

    inlines: Inlines
    figures: tuple["Figure", ...] = ()
    across: int = 1
    """Columns that it takes …"""
    down: int = 1
    """… and rows. A place that another cell takes has 0 of both."""


class Table(Variant, frozen=True, eq=False):
    """Rows of cells; `header` may be empty. `align` has one entry a column."""

    align: tuple[Align, ...]
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    span: Span
    caption: Inlines = ()
    total: bool = False
    """Its author says that the last row adds up the others …"""
    highlight: tuple[int, ...] = ()
    """… and which columns, from 0, stand out."""
    shares: tuple[float, ...] = ()
    """Of its width, adding up to 1, where its author says so."""
    name: str = ""
    """For references."""
    upper: tuple[tuple[TableCell, ...], ...] = ()
    """Rows of its head above the header, whose cells stand above several columns."""
    part_of: str = ""
    """The name of the table that it is one of several of."""

    @property
    def every_row(self) -> tuple[tuple[TableCell, ...], ...]:
        """Those of its head, too; an empty header is none."""
        return (*self.upper, *((self.header,) if self.header else ()), *self.rows)


class Quotation(Variant, frozen=True, eq=False):
    """Somebody's words."""

    blocks: tuple["Block", ...]
    span: Span
    attribution: Inlines = ()
    """Whose they are, as its author typed it (`— Alan Kay`)."""


class Callout(Variant, frozen=True, eq=False):
    """A box that warns, advises or explains."""

    kind: CalloutKind
    title: Inlines
    blocks: tuple["Block", ...]
    span: Span
    name: str = ""
    """For references."""


class Component(Variant, frozen=True, eq=False):
    """Content with a shape: what stands in a `:::` fence whose class is a component's."""

    name: str
    blocks: tuple["Block", ...]
    span: Span
    options: Mapping[str, str] = {}
    """The fence's other attributes."""


class Definition(Model, frozen=True, eq=False):
    """A term with what it means, once or several times."""

    term: Inlines
    meanings: tuple[tuple["Block", ...], ...]
    span: Span


class Definitions(Variant, frozen=True, eq=False):
    """A list of them."""

    items: tuple[Definition, ...]
    span: Span


class Footnote(Variant, frozen=True, eq=False):
    """Small print at the slide's foot, for the runs whose mark names its label."""

    label: str
    blocks: tuple["Block", ...]
    span: Span


class Fence(Model, frozen=True, eq=False):
    """A code fence that describes a figure."""

    kind: str
    """`chart`, or a language of diagrams."""
    text: str
    span: Span
    """Of its first line; the column says how far it is indented."""
    id: str = ""


class Figure(Variant, frozen=True, eq=False, kw_only=True):
    """A picture, chart or drawing, by reference until `deckgen.media` has resolved it."""

    target: str
    """Path, address, `chart:NAME`, or nothing for a figure still to be drawn."""
    alt: str
    span: Span
    width: str = ""
    """As the author wrote it: `60%`, `300px`, `8cm`; nothing for as large as fits."""
    height: str = ""
    crop: bool = False
    """It covers a box of that width and height; else it stands in it whole."""
    link: str = ""
    poster: str = ""
    """Path of the picture that stands for a film before it plays."""
    caption: Inlines = ()
    """Below it."""
    fence: Fence | None = None
    """Where it is described, if it is described in place."""
    incremental: bool = False
    """The series of a chart appear one by one."""
    name: str = ""
    """For references."""
    part_of: str = ""
    """The name of the figure that it is one of several of."""
    art: Art | None = None


class Columns(Variant, frozen=True, eq=False):
    """Blocks side by side."""

    columns: tuple[tuple["Block", ...], ...]
    span: Span
    widths: tuple[float, ...] = ()
    """Shares of the width, adding up to 1; empty for equal."""
    tabs: bool = False
    """Each has a name and is shown alone, where that can be."""


class Pause(Variant, frozen=True, eq=False):
    """What follows on the slide appears at the next click."""

    span: Span


class Fragment(Variant, frozen=True, eq=False):
    """Blocks that appear, or go, at a click of their own."""

    blocks: tuple["Block", ...]
    span: Span
    click: Click = Click()


Block: TypeAlias = (
    Paragraph | Subheading | ListBlock | CodeBlock | Equation | Table | Quotation | Callout | Component | Definitions
    | Footnote | Figure | Columns | Pause | Fragment
)  # fmt: skip
