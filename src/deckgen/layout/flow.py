"""Blocks → a flat flow of items, each measured once, ready to be placed at any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias, assert_never

from deckgen.deck.blocks import (
    Align,
    Block,
    CodeBlock,
    Columns,
    Figure,
    ListBlock,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.slides import Group, LayoutChoice
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import Word, break_lines, measure_words
from deckgen.layout.model import Marker, ParagraphRole
from deckgen.source import Span

LONGEST_LEAD = 160
"""Characters; a longer paragraph before a list is text like any other."""
FIGURE_SIDES = (LayoutChoice.FIGURE_LEFT, LayoutChoice.FIGURE_RIGHT, LayoutChoice.FIGURE_BELOW)
_BULLETS = ("•", "–")
_TASKS = {True: "☑", False: "☐"}


class Para(NamedTuple):
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

    @property
    def level(self) -> int:
        """List level, 0 for the first (and for plain text)."""
        return max(0, len(self.markers) - 1)


class CodeItem(NamedTuple):
    """Lines of code."""

    lines: tuple[str, ...]
    words: tuple[tuple[Word, ...], ...]
    language: str
    longest: float
    """Width in em of the longest line of the whole: code that goes on keeps its size."""
    span: Span
    identity: int
    opens_group: bool = False


class Cell(NamedTuple):
    """A table cell, measured."""

    inlines: Inlines
    words: tuple[Word, ...]
    align: Align
    bold: bool


class TableItem(NamedTuple):
    """Rows of a table; `header` is repeated wherever the table goes on."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    least: tuple[float, ...]
    """For each column of the whole table, the width in em of its longest word."""
    most: tuple[float, ...]
    """The same of its longest line. A table that goes on keeps its column widths."""
    span: Span
    identity: int
    opens_group: bool = False


class FigureItem(NamedTuple):
    """A figure, its art loaded."""

    figure: Figure
    opens_group: bool = False
    side: LayoutChoice = LayoutChoice.AUTO
    """Where its author wants it."""

    @property
    def span(self) -> Span:
        """Where its author put it."""
        return self.figure.span


class QuoteItem(NamedTuple):
    """A quotation set apart."""

    paras: tuple[Para, ...]
    span: Span
    identity: int
    opens_group: bool = False


class ColumnsItem(NamedTuple):
    """Flows side by side."""

    columns: tuple[tuple[FlowItem, ...], ...]
    widths: tuple[float, ...]
    span: Span
    opens_group: bool = False


FlowItem: TypeAlias = Para | CodeItem | TableItem | FigureItem | QuoteItem | ColumnsItem
Flow: TypeAlias = tuple[FlowItem, ...]


def flow_of(groups: Sequence[Group], fonts: Fonts, choice: LayoutChoice = LayoutChoice.AUTO) -> Flow:
    """The flow of a slide's groups; `choice` is where figures should stand."""
    builder = _Builder(fonts)
    items: list[FlowItem] = []
    for number, group in enumerate(groups):
        flow = list(builder.blocks(group.blocks, ()))
        if flow and number:
            flow[0] = flow[0]._replace(opens_group=True)
        items += flow
    if choice in FIGURE_SIDES:
        items = [i._replace(side=choice) if isinstance(i, FigureItem) else i for i in items]
    return tuple(items)


class _Builder(NamedTuple):
    fonts: Fonts

    def blocks(self, blocks: Sequence[Block], markers: tuple[float, ...]) -> Iterator[FlowItem]:
        for index, block in enumerate(blocks):
            match block:
                case Paragraph():
                    after = blocks[index + 1] if index + 1 < len(blocks) else None
                    leads = isinstance(after, ListBlock | Table | CodeBlock) and not markers
                    leads = leads and len(plain_text(block.inlines)) <= LONGEST_LEAD
                    role: ParagraphRole = "lead" if leads else "text"
                    if is_small(block.inlines):
                        role = "small"
                    yield self.para(block.inlines, block.span, role, markers, align=block.align)
                case Subheading():
                    yield self.para(block.inlines, block.span, "subheading", markers)
                case ListBlock():
                    yield from self.list(block, markers)
                case CodeBlock():
                    lines = tuple(block.text.split("\n"))
                    words = tuple(self.code_words(line) for line in lines)
                    longest = max(sum(w.width + w.space for w in line) for line in words)
                    yield CodeItem(lines, words, block.language, longest, block.span, id(block))
                case Table():
                    yield self.table(block)
                case Figure():
                    yield FigureItem(block)
                case Quotation():
                    yield from self.quotation(block)
                case Columns():
                    columns = tuple(tuple(self.blocks(column, ())) for column in block.columns)
                    shares = block.widths or (1 / len(columns),) * len(columns)
                    yield ColumnsItem(columns, shares, block.span)
                case _:
                    assert_never(block)

    def para(
        self, inlines: Inlines, span: Span, role: ParagraphRole, markers: tuple[float, ...],
        *, align: Align = "", marker: Marker | None = None,
    ) -> Para:  # fmt: skip
        words = measure_words(inlines, self.fonts, "body", bold=role == "subheading")
        return Para(inlines, words, span, role, marker, markers, align=align)

    def code_words(self, line: str) -> tuple[Word, ...]:
        return measure_words((Run(line.expandtabs(4)),), self.fonts, "mono")

    def list(self, block: ListBlock, markers: tuple[float, ...]) -> Iterator[FlowItem]:
        depth = len(markers)
        texts = []
        for index, item in enumerate(block.items):
            if item.checked is not None:
                texts.append(Marker(_TASKS[item.checked]))
            elif block.ordered:
                texts.append(Marker(f"{block.start + index}.", block.start + index))
            else:
                texts.append(Marker(_BULLETS[depth % 2]))
        face = self.fonts.face("body")
        inner = (*markers, max(face.width(marker.text) for marker in texts))
        for item, marker in zip(block.items, texts, strict=True):
            if item.blocks and all(isinstance(inner_block, Figure) for inner_block in item.blocks):
                yield from self.blocks(item.blocks, inner)
                continue
            first, *rest = item.blocks or (Paragraph((), item.span),)
            if isinstance(first, Paragraph | Subheading):
                yield self.para(
                    first.inlines, first.span,
                    "subheading" if isinstance(first, Subheading) else "item", inner,
                    marker=marker,
                )  # fmt: skip
            else:
                yield self.para((), item.span, "item", inner, marker=marker)
                rest = [first, *rest]
            yield from self.blocks(rest, inner)

    def quotation(self, block: Quotation) -> Iterator[FlowItem]:
        """Neighbouring paragraphs of a quotation together; anything else in it stands between them."""
        run: list[Para] = []
        for number, item in enumerate((*self.blocks(block.blocks, ()), None)):
            if isinstance(item, Para):
                run.append(item)
                continue
            if run:
                # Its pieces are one when the quotation is cut, but not across what stands between.
                yield QuoteItem(tuple(run), block.span, id(block) + number)
                run = []
            if item is not None:
                yield item

    def table(self, block: Table) -> TableItem:
        def cells(row: tuple[Inlines, ...], *, bold: bool) -> tuple[Cell, ...]:
            return tuple(
                Cell(cell, measure_words(cell, self.fonts, "body", bold=bold), align, bold)
                for cell, align in zip(row, block.align, strict=True)
            )

        rows = tuple(cells(row, bold=False) for row in block.rows)
        header = cells(block.header, bold=True) if block.header else ()
        columns = list(zip(*((header, *rows) if header else rows), strict=True))
        least = tuple(max(0.5, *(_longest_word(cell) for cell in column)) for column in columns)
        most = tuple(max(0.5, *(_longest_line(cell) for cell in column)) for column in columns)
        return TableItem(header, rows, least, most, block.span, id(block))


def _longest_word(cell: Cell) -> float:
    return max((word.width for word in cell.words), default=0.0)


def _longest_line(cell: Cell) -> float:
    """Width in em if nothing but hard breaks ends a line."""
    return max(line.width for line in break_lines(cell.words, 1e9))


def is_small(inlines: Inlines) -> bool:
    """True if all of a paragraph's text is marked small."""
    runs = [item for item in inlines if isinstance(item, Run)]
    return bool(runs) and all(run.marks.small for run in runs)
