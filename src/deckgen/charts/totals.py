"""Rows and columns that are the sum of the others, which no part of a whole is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.charts.cells import Cell, number
from deckgen.charts.table import DataTable
from deckgen.deck.numbers import TOTAL

_NEAR = 0.005
"""Share by which rounded parts may miss their sum."""


def without_total_row(table: DataTable, decimal: str) -> tuple[DataTable, Cell | None]:
    """The table without a last row that adds up the others, and the cell that names it."""
    if len(table.rows) < 3 or not (name := _named(table.rows[-1])):
        return table, None
    columns = [_values(column, decimal) for column in zip(*table.rows, strict=True)]
    sums = [column for column in columns if not any(map(math.isnan, column))]
    if not sums or not all(_adds_up(column[:-1], column[-1]) for column in sums):
        return table, None
    return replace(table, rows=table.rows[:-1]), name


def without_total_column(table: DataTable, decimal: str) -> tuple[DataTable, str]:
    """The table without a last column that adds up the others behind the first one, and its name."""
    if len(table.names) < 4 or not table.rows or not TOTAL.match(table.names[-1].strip()):
        return table, ""
    for row in table.rows:
        values = [value for value in _values(row[1:], decimal) if not math.isnan(value)]
        if len(values) < 2 or not _adds_up(values[:-1], values[-1]):
            return table, ""
    kept = tuple(row[:-1] for row in table.rows)
    return replace(table, names=table.names[:-1], rows=kept), table.names[-1]


def _named(row: Sequence[Cell]) -> Cell | None:
    return next((cell for cell in row if TOTAL.match(cell.text.strip())), None)


def _values(cells: Sequence[Cell], decimal: str) -> list[float]:
    found = (number(cell.text, decimal) for cell in cells)
    return [math.nan if value is None else value for value in found]


def _adds_up(parts: Sequence[float], whole: float) -> bool:
    return math.isclose(sum(parts), whole, rel_tol=_NEAR)
