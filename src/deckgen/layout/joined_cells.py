"""Cells of a table that take several columns or rows: what they need of each, and what is left of them where a table
goes on upon another slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from deckgen.layout.flow import Cell

Rows = Sequence[Sequence[Cell]]


def continued(rows: Rows) -> tuple[tuple[Cell, ...], ...]:
    """The rows with what each place below a cell's first row says where a slide begins with it."""
    found = [list(row) for row in rows]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            for below in range(1, cell.down):
                part = replace(cell, down=cell.down - below, continues=True)
                found[number + below][column] = part
    return tuple(map(tuple, found))


def closed(rows: Rows) -> tuple[tuple[Cell, ...], ...]:
    """These rows as a table of their own: no cell comes from above the first or goes on below the last."""
    return tuple(
        tuple(
            replace(cell, inlines=(), words=(), figures=(), tail=0.0)
            if cell.continues and number
            else replace(cell, down=min(cell.down, len(rows) - number), continues=False)
            for cell in row
        )
        for number, row in enumerate(rows)
    )


def groups(rows: Rows) -> Iterator[tuple[tuple[Cell, ...], ...]]:
    """Rows that cells join, together; any other alone."""
    start = end = 0
    for number, row in enumerate(rows):
        end = max(end, number + max((cell.down for cell in row if not cell.continues), default=1))
        if end == number + 1:
            yield tuple(map(tuple, rows[start:end]))
            start = end


def own_width(cell: Cell, column: int, widths: Sequence[float]) -> float:
    """Of the cell at `column`, in the unit of `widths`."""
    return sum(widths[column : column + max(1, cell.across)])


def is_shown(cell: Cell) -> bool:
    """False for a place that another cell takes."""
    return cell.across > 0 and not cell.continues


def column_needs(rows: Rows, need: Callable[[Cell], float], least: float) -> tuple[float, ...]:
    """What each column needs for the cells in it, and at least: what one that takes several columns needs beyond
    theirs is shared out by what each of them has."""
    needs = [least] * len(rows[0])
    wide: list[tuple[int, Cell]] = []
    for row in rows:
        for column, cell in enumerate(row):
            if cell.across > 1:
                wide.append((column, cell))
            elif cell.across:
                needs[column] = max(needs[column], need(cell))
    for column, cell in wide:
        have = sum(needs[column : column + cell.across])
        more = max(1.0, need(cell) / have)
        for at in range(column, column + cell.across):
            needs[at] *= more
    return tuple(needs)


def joins(row: Sequence[Cell]) -> tuple[tuple[int, int], ...]:
    """For each cell, the columns and rows that it takes."""
    return tuple((cell.across, cell.down) if is_shown(cell) else (0, 0) for cell in row)
