"""Drawn grids in which cells take several columns or rows: each cell is the rectangle that its borders draw.

The way is docutils': from a corner along a border to the right, down along bars, and back (reStructuredText, “grid
tables”).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

_ACROSS, _DOWN = frozenset("-=:+"), frozenset("|+")
MOST_CORNERS = 3000
"""In one grid that is looked through."""


class Rectangle(Struct, frozen=True, order=True):
    """A cell's borders: numbers of lines, and of characters in them."""

    top: int
    left: int
    bottom: int
    right: int


def rectangles(lines: Sequence[str]) -> list[Rectangle]:
    """The cells of a grid, row by row; none where its borders leave a place that is no cell's, or two's."""
    width = max(map(len, lines))
    full = [line.ljust(width) for line in lines]
    corners = [(y, x) for y, line in enumerate(full) for x, sign in enumerate(line) if sign == "+"]
    if len(corners) > MOST_CORNERS:
        return []
    grid = _Grid(full, corners)
    found = [cell for corner in corners if (cell := grid.cell(*corner))]
    columns, rows = sides(found)
    places = [place for cell in found for place in _places(cell, columns, rows)]
    whole = len(set(places)) == len(places) == (len(columns) - 1) * (len(rows) - 1)
    return sorted(found) if whole else []


def sides(cells: Sequence[Rectangle]) -> tuple[list[int], list[int]]:
    """Where borders of columns and of rows stand."""
    columns = sorted({side for cell in cells for side in (cell.left, cell.right)})
    return columns, sorted({side for cell in cells for side in (cell.top, cell.bottom)})


def _places(cell: Rectangle, columns: Sequence[int], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    return product(
        range(rows.index(cell.top), rows.index(cell.bottom)),
        range(columns.index(cell.left), columns.index(cell.right)),
    )


class _Grid:
    """The corners of a grid by line and by column, and how far the borders lead from each."""

    def __init__(self, lines: Sequence[str], corners: Sequence[tuple[int, int]]) -> None:
        self.right: dict[tuple[int, int], list[int]] = {}
        self.down: dict[tuple[int, int], list[int]] = {}
        columns = ["".join(column) for column in zip(*lines, strict=True)]
        for y, x in corners:
            self.right[y, x] = _reached(lines[y], x, _ACROSS)
            self.down[y, x] = _reached(columns[x], y, _DOWN)

    def cell(self, top: int, left: int) -> Rectangle | None:
        """The smallest rectangle whose upper left corner this is."""
        below = set(self.down[top, left])
        for right in self.right[top, left]:
            for bottom in self.down[top, right]:
                if bottom in below and right in self.right[bottom, left]:
                    return Rectangle(top, left, bottom, right)
        return None


def _reached(line: str, start: int, border: frozenset[str]) -> list[int]:
    """The corners to which the border leads that begins at `start`."""
    found = []
    for at in range(start + 1, len(line)):
        if line[at] not in border:
            break
        if line[at] == "+":
            found.append(at)
    return found
