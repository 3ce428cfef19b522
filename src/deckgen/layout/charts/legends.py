"""Rows of a legend, for series whose names don't fit at their marks."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deckgen.layout.charts.model import Legend
from deckgen.layout.charts.ruler import Ruler
from deckgen.themes.model import Box

LEGEND_LINE = 1.4
"""From one row of a legend to the next, in em."""
BELOW = 6.0
"""Points below it."""
SWATCH = 2.6
"""Width in em of the sample in a legend, with the space around it …"""
DASHED = 1.8
"""… and how much more office suites take for all of them where a line in the chart is dashed."""
MOST_ROWS = 2
"""More of them are set smaller."""


class LegendRows(Struct, frozen=True):
    """Entries of `widths`, so many of them in a row, of one size (pt)."""

    widths: tuple[float, ...]
    columns: int
    size: float

    @property
    def rows(self) -> int:
        return -(-len(self.widths) // self.columns)

    @property
    def height(self) -> float:
        """With the space below."""
        return self.rows * LEGEND_LINE * self.size + BELOW

    def placed(self, x: float, y: float, most: float, *, dashed: bool) -> Legend:
        """The legend from there on, `most` points wide or less."""
        more = 1 + (DASHED * self.columns if dashed else 0.0)
        width = min(most, sum(self.widths[: self.columns]) + self.size * more)
        return Legend(Box(x, y, width, self.height - BELOW), self.widths, self.columns, self.size)


def legend_rows(
    names: Sequence[str], room: float, sizes: Sequence[float], ruler: Ruler, highest: float
) -> LegendRows:
    """The legend of `names` in a width of `room`, in the first of `sizes` that takes few rows, or the last; of more
    than stand in `highest` points, the first.

    Entries of several rows stand below each other, as office suites set them, which leave out those that the height
    of a legend does not hold.
    """
    found = [_in_rows(names, room, size, ruler) for size in sizes]
    shown = next((each for each in found if each.rows <= MOST_ROWS), found[-1])
    count = len(names)
    while shown.height > highest and count > 1:
        count -= 1
        shown = _in_rows(names[:count], room, sizes[-1], ruler)
    return shown


def _in_rows(names: Sequence[str], room: float, size: float, ruler: Ruler) -> LegendRows:
    widths = tuple(ruler.width(name, size) + SWATCH * size for name in names)
    if sum(widths) <= room:
        return LegendRows(widths, len(widths), size)
    widest = min(max(widths), room)
    return LegendRows((widest,) * len(widths), int(room // widest), size)
