"""A slide's blocks as a flat flow of items, each measured once, ready to be placed at any size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from deckgen.deck.blocks import Align, CalloutKind, Figure
from deckgen.deck.clicks import ALWAYS, Step
from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.maths import Formula
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.lines import Word
from deckgen.layout.maths import Extent
from deckgen.layout.model import Marker, ParagraphRole
from deckgen.model import Model, Variant
from deckgen.source import Span
from deckgen.themes.text_style import Caps

FIGURE_SIDES = (LayoutChoice.FIGURE_LEFT, LayoutChoice.FIGURE_RIGHT, LayoutChoice.FIGURE_BELOW)


class Para(Variant, frozen=True, kw_only=True):
    """One paragraph of a text frame."""

    inlines: Inlines
    words: tuple[Word, ...]
    span: Span
    role: ParagraphRole = "text"
    marker: Marker | None = None
    markers: tuple[float, ...] = ()
    """For each list level down to this one, the width in em of its widest marker."""
    opens_group: bool = False
    align: Align = ""
    identity: int = 0
    """Pieces of one cut item share it."""
    step: Step = ALWAYS
    label: str = ""
    """Of a footnote."""
    bold: bool = False
    """As its role or the theme has it …"""
    italic: bool = False
    caps: Caps = ""
    color: str = ""
    """… six hexadecimal digits, if not the text's."""
    scale: float = 1.0
    """Type size that its author gives to all of its words, over what the layout has for it …"""
    is_sized: bool = False
    """… as one that is the same on every slide."""

    @property
    def level(self) -> int:
        """List level, 0 for the first (and for plain text)."""
        return max(0, len(self.markers) - 1)


class CodeLine(Model, frozen=True):
    """One line of code, with its place in the whole, from 1."""

    number: int
    inlines: Inlines
    words: tuple[Word, ...]


class CodeItem(Variant, frozen=True, kw_only=True):
    """Lines of code."""

    lines: tuple[CodeLine, ...]
    longest: float
    """Width in em of the longest line of the whole: code that goes on keeps its size."""
    usual: float = 0.0
    """The width that most of its lines do not pass."""
    span: Span
    identity: int
    opens_group: bool = False
    title: str = ""
    first_number: int | None = None
    steps: tuple[frozenset[int], ...] = ()
    """Lines that stand out, the first ones as soon as the code is there …"""
    clicks: tuple[int, ...] = ()
    """… and the others at one of these each."""
    step: Step = ALWAYS
    language: str = ""
    alone: bool = False
    """It has the slide's whole width, and nothing stands below it."""
    size: float = 0.0
    """Points, where it is set as the code beside it is."""


class EquationItem(Variant, frozen=True, kw_only=True):
    """A formula on a line of its own."""

    formula: Formula
    text: str
    extent: Extent
    span: Span
    number: Para | None = None
    """What others call it by, at its right."""
    opens_group: bool = False
    step: Step = ALWAYS


class Cell(Model, frozen=True):
    """A table cell, measured."""

    inlines: Inlines
    words: tuple[Word, ...]
    align: Align
    bold: bool
    figures: tuple[Figure, ...] = ()
    lit: bool = False
    """It stands out."""
    tail: float = 0.0
    """Em that it keeps free at its right, so that decimal signs stand below each other."""
    across: int = 1
    """Columns that it takes; 0 for a place that a cell at its left takes."""
    down: int = 1
    """Rows that it takes, its own and those below."""
    continues: bool = False
    """It is a part of the cell above, whose text it says again where a page begins with it."""


class TableItem(Variant, frozen=True, kw_only=True):
    """Rows of a table; those of its `head` are repeated wherever the table goes on."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    least: tuple[float, ...]
    """For each column of the whole table, the width in em of its longest word …"""
    whole: tuple[float, ...]
    """… and of what had better stay on a line: dates, names, numbers with what they count."""
    most: tuple[float, ...]
    """The same of its longest line. A table that goes on keeps its column widths."""
    span: Span
    identity: int
    opens_group: bool = False
    step: Step = ALWAYS
    total: bool = False
    """Its last row adds up what stands above."""
    joined: bool = False
    """Some of its cells take several columns or rows."""
    shares: tuple[float, ...] = ()
    """Of the width, as its author wants them."""
    tight: bool = False
    """Its rows are low, so that it fits."""
    fixed: tuple[float, float, float, tuple[float, ...]] | None = None
    """For that width and body size, the type size and the columns' widths: all pieces of a table share them."""


class FigureItem(Variant, frozen=True):
    """A figure, its art loaded."""

    figure: Figure
    opens_group: bool = False
    side: LayoutChoice = LayoutChoice.AUTO
    """Where its author wants it."""
    step: Step = ALWAYS
    rows: int = 1
    """Of figures on the slide, of which it stands in one."""
    steps: tuple[int, ...] = ()
    """Clicks at which a chart's series appear."""
    caption: Para | None = None
    """Below it."""
    tallest: float = 0.0
    """Height (points) that it shares with others in a row; 0 for none."""

    @property
    def span(self) -> Span:
        """Where its author put it."""
        return self.figure.span


class QuoteItem(Variant, frozen=True):
    """A quotation set apart."""

    paras: tuple[Para, ...]
    span: Span
    identity: int
    opens_group: bool = False
    step: Step = ALWAYS


class CalloutItem(Variant, frozen=True, kw_only=True):
    """A box with a title and what it holds; or a quotation that holds more than words, without a kind."""

    kind: CalloutKind | None
    title: Para | None
    flow: tuple[FlowItem, ...]
    span: Span
    opens_group: bool = False
    step: Step = ALWAYS


class ColumnsItem(Variant, frozen=True):
    """Flows side by side."""

    columns: tuple[tuple[FlowItem, ...], ...]
    widths: tuple[float, ...]
    span: Span
    opens_group: bool = False
    step: Step = ALWAYS
    tabs: bool = False
    edges: tuple[tuple[float, float], ...] = ()
    """Where each begins and how wide it is, in shares of the whole width, if their layout says so."""


class ComponentItem(Variant, frozen=True, kw_only=True):
    """Content with a shape."""

    name: str
    heading: tuple[FlowItem, ...]
    """Its title, as the heading of ordinary content."""
    flow: tuple[FlowItem, ...]
    """All of it, as ordinary content …"""
    parts: tuple[tuple[FlowItem, ...], ...]
    """… and piece by piece: the items of its list without their markers, or each heading with what is below it, or each
    block."""
    options: Mapping[str, str]
    span: Span
    taller: float = 0.0
    """Points by which it is higher than what it holds, as those beside it are."""
    opens_group: bool = False
    step: Step = ALWAYS


FlowItem: TypeAlias = (
    Para
    | CodeItem
    | EquationItem
    | TableItem
    | FigureItem
    | QuoteItem
    | CalloutItem
    | ColumnsItem
    | ComponentItem
)
Flow: TypeAlias = tuple[FlowItem, ...]


def is_small(inlines: Inlines) -> bool:
    """True if all of a paragraph's text is marked small."""
    runs = [item for item in inlines if isinstance(item, Run)]
    return bool(runs) and all(run.marks.small for run in runs)


def labels_of(flow: Flow) -> set[str]:
    """Labels of the footnotes that `flow` refers to."""
    found: set[str] = set()
    for item in flow:
        match item:
            case Para():
                found |= {run.marks.note for run in item.inlines if isinstance(run, Run)}
            case QuoteItem():
                found |= labels_of(item.paras)
            case CalloutItem():
                found |= labels_of((*((item.title,) if item.title else ()), *item.flow))
            case ColumnsItem():
                for column in item.columns:
                    found |= labels_of(column)
            case ComponentItem():
                found |= labels_of(item.flow)
            case TableItem():
                for cell in (cell for row in (*item.head, *item.rows) for cell in row):
                    found |= {run.marks.note for run in cell.inlines if isinstance(run, Run)}
            case FigureItem():
                found |= labels_of((item.caption,) if item.caption else ())
            case CodeItem() | EquationItem():
                pass
            case _:
                assert_never(item)
    return found - {""}
