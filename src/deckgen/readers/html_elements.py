"""Elements of HTML's while they are open, and what containers come to when they close."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Block, ListItem, Numbering, TableCell
from deckgen.deck.clicks import Click
from deckgen.deck.inlines import Inlines
from deckgen.readers.grids import Grid
from deckgen.readers.joined_cells import table_on_grid
from deckgen.source import Span


class Open(Struct, eq=False, kw_only=True):
    """An element that is still open and collects blocks."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    rows: list[list[TableCell]] = field(default_factory=list)
    header_rows: int = 0
    start: int = 1
    numbering: Numbering = "1"
    click: Click | None = None
    """At which it appears."""
    caption: Inlines = ()
    grid: Grid | None = None
    look: Mapping[str, str] | None = None
    """Of a box."""
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    takes: tuple[int, int] = (1, 1)
    """Columns and rows, of a cell."""


def table_of(table: Open, span: Span) -> list[Block]:
    """The table, and what stands below it."""
    rows = [row for row in table.rows if row]
    if not rows:
        return table.blocks
    found = table_on_grid(rows, table.header_rows if table.header_rows < len(rows) else 1, span)
    return [replace(found, caption=table.caption or found.caption), *table.blocks]
