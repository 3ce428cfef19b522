"""Cells that take several columns or rows, as HTML and drawn grids have them → a place for each row and column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Align, Table, TableCell
from deckgen.source import Span

MOST = 200
"""Columns that one cell may take."""
EMPTY, TAKEN = TableCell(()), TableCell((), across=0, down=0)


def table_on_grid(rows: Sequence[Sequence[TableCell]], heads: int, span: Span) -> Table:
    """The table whose rows hold these cells, the first `heads` of them above all others."""
    grid = _on_grid(rows, heads)
    *upper, header = grid[:heads] or [()]
    if not any(cell.inlines or cell.figures for row in (*upper, header) for cell in row):
        upper, header = [], ()
    align: tuple[Align, ...] = tuple("" for _ in grid[0])
    return Table(align, header, tuple(grid[heads:]), span, upper=tuple(upper))


def _on_grid(rows: Sequence[Sequence[TableCell]], heads: int) -> list[tuple[TableCell, ...]]:
    """The cells of each row at their columns, rows of one length: a place that a cell of before takes is `TAKEN`, one
    that none does is empty. Columns in which no cell begins are none; no cell goes on from the head into the body."""
    places = _places(rows)
    columns = sorted({start for row in places for start, _ in row})
    found: list[list[TableCell]] = [[EMPTY] * len(columns) for _ in rows]
    for number, (row, own) in enumerate(zip(rows, places, strict=True)):
        for cell, (start, end) in zip(row, own, strict=True):
            first, last = bisect_left(columns, start), bisect_left(columns, end)
            down = min(cell.down, (heads if number < heads else len(rows)) - number)
            for below in found[number : number + down]:
                below[first:last] = [TAKEN] * (last - first)
            found[number][first] = replace(cell, across=last - first, down=down)
    return [tuple(row) for row in found]


def _places(rows: Sequence[Sequence[TableCell]]) -> list[list[tuple[int, int]]]:
    """For each cell the column in which it begins, the first that no cell of a row above reaches down to, and the one
    before which it ends (HTML, “forming a table”; there two cells may overlap, here the upper one has the place)."""
    free: dict[int, int] = {}
    found = []
    for number, row in enumerate(rows):
        end, places = 0, []
        for cell in row:
            start = end
            while free.get(start, 0) > number:
                start += 1
            end = start + 1
            while end < start + min(cell.across, MOST) and free.get(end, 0) <= number:
                end += 1
            free |= dict.fromkeys(range(start, end), number + cell.down)
            places.append((start, end))
        found.append(places)
    return found
