"""Widths of a table's columns by the lines that its cells break into: room goes from where it is spare to where it
saves a line."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deckgen.deck.inlines import plain_text
from deckgen.layout.flow import Cell, TableItem
from deckgen.layout.lines import break_lines
from deckgen.layout.text import PRUDENCE

MOST_CELLS = 160
"""Of a table that is looked at in this way."""
SHORT, TORN = 18, 3
"""Characters of a cell that is read at a glance, and lines in which it no longer is."""
SPARE = 1.01
"""Over what its lines take, of a column that gives room to others."""
FINE = 1.0
"""Points to which a width is found."""


class Grid(Struct, frozen=True):
    """The cells of a table, with what they are set at."""

    rows: tuple[tuple[Cell, ...], ...]
    sizes: tuple[float, ...]
    """Of type, row by row (pt)."""
    side: float
    """Left and right of what a cell holds (pt)."""

    def broken(self, row: int, column: int, width: float) -> tuple[int, float]:
        """How many lines a cell has in a column of that width, and the width that these need (both in points)."""
        cell, size = self.rows[row][column], self.sizes[row]
        around = 2 * self.side + cell.tail * size
        lines = break_lines(cell.words, max(1.0, width - around) * PRUDENCE / size)
        return len(lines), max(line.width for line in lines) * size / PRUDENCE * SPARE + around

    def wider(self, row: int, column: int, width: float, most: float) -> float | None:
        """The least width of a column (pt), up to `most`, at which a cell has fewer lines; None for none."""
        count = self.broken(row, column, width)[0]
        if count < 2 or self.broken(row, column, most)[0] >= count:
            return None
        low, high = width, most
        while high - low > FINE:
            middle = (low + high) / 2
            low, high = (low, middle) if self.broken(row, column, middle)[0] < count else (middle, high)
        return min(most, max(high, self.broken(row, column, high)[1]))


def with_fewer_lines(item: TableItem, widths: Sequence[float], grid: Grid) -> tuple[float, ...]:
    """The columns' widths (pt), of the same sum, so that the table is as low as they can make it, and of its cells as
    few as possible are broken; as they are, where nothing is won."""
    columns, rows = range(len(widths)), range(len(grid.rows))
    if (
        item.joined
        or item.shares
        or item.fixed is not None
        or len(widths) < 2
        or len(rows) * len(widths) > MOST_CELLS
    ):
        return tuple(widths)
    counts = [[grid.broken(row, column, widths[column])[0] for column in columns] for row in rows]
    if all(count < 2 for each in counts for count in each):
        return tuple(widths)
    needed = [
        widths[column]
        if any(grid.rows[row][column].figures for row in rows)
        else min(widths[column], max(grid.broken(row, column, widths[column])[1] for row in rows))
        for column in columns
    ]
    before, free = _cost(counts), sum(widths) - sum(needed)
    while step := _best(grid, needed, counts, free):
        column, width = step
        free -= width - needed[column]
        needed[column] = width
        for row in rows:
            counts[row][column] = grid.broken(row, column, width)[0]
    torn = any(
        counts[row][column] >= TORN and len(plain_text(grid.rows[row][column].inlines)) <= SHORT
        for row in rows
        for column in columns
    )
    if torn or _cost(counts) >= before:
        return tuple(widths)
    return tuple(width * sum(widths) / sum(needed) for width in needed)


def _best(
    grid: Grid, needed: Sequence[float], counts: Sequence[Sequence[int]], free: float
) -> tuple[int, float] | None:
    """The column that saves most for the room it takes, and the width at which it does."""
    found: list[tuple[tuple[float, float], int, float]] = []
    for column, now in enumerate(needed):
        wider = {
            grid.wider(row, column, now, now + free) for row in range(len(counts)) if counts[row][column] > 1
        }
        for width in sorted(each for each in wider if each is not None):
            changed = [
                [*each[:column], grid.broken(row, column, width)[0], *each[column + 1 :]]
                for row, each in enumerate(counts)
            ]
            saved = [old - new for old, new in zip(_cost(counts), _cost(changed), strict=True)]
            room = max(FINE, width - now)
            found.append(((saved[0] / room, saved[1] / room), column, width))
    score, column, width = max(found, default=((0.0, 0.0), 0, 0.0))
    return (column, width) if score > (0.0, 0.0) else None


def _cost(counts: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Lines of the whole table, and of all its cells."""
    return sum(map(max, counts)), sum(map(sum, counts))
