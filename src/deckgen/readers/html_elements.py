"""Elements of HTML's while they are open, and what containers come to when they close."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from deckgen.deck.blocks import Align, Block, Figure, ListItem, Paragraph, Subheading, Table, TableCell
from deckgen.deck.inlines import Inline, Inlines, LineBreak, merge_runs
from deckgen.readers.grids import Grid
from deckgen.source import Span


class Open(Struct, eq=False, kw_only=True):
    """An element that is still open and collects blocks."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    rows: list[list[TableCell]] = field(default_factory=list)
    header_rows: int = 0
    start: int = 1
    appears: bool = False
    """At a click."""
    caption: Inlines = ()
    grid: Grid | None = None
    cells: list[tuple[Block, ...]] = field(default_factory=list)


def cell_of(blocks: Sequence[Block], table: Open) -> TableCell:
    """A cell holds text and pictures: other blocks move below the table."""
    inlines: list[Inline] = []
    figures: list[Figure] = []
    for block in blocks:
        if isinstance(block, Figure):
            figures.append(block)
        elif isinstance(block, Paragraph | Subheading):
            if inlines:
                inlines.append(LineBreak())
            inlines += block.inlines
        else:
            table.blocks.append(block)
    return TableCell(merge_runs(inlines), tuple(figures))


def table_of(table: Open, span: Span) -> list[Block]:
    """The table, and what stands below it."""
    rows = [row for row in table.rows if row]
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return table.blocks
    full = [tuple(row) + (TableCell(()),) * (columns - len(row)) for row in rows]
    header, body = (full[0], full[1:]) if table.header_rows else ((), full)
    align: tuple[Align, ...] = tuple("" for _ in range(columns))
    return [Table(align, header, tuple(body), span, table.caption), *table.blocks]
