"""Tables: column widths from what the cells hold, row heights from the lines they break into."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from deckgen.layout.flow import Cell, TableItem
from deckgen.layout.lines import break_lines
from deckgen.layout.model import LaidParagraph, LaidRow, TableFrame
from deckgen.layout.scale import LAST_RESORT, TABLE_SIZES, line_height
from deckgen.layout.text import PRUDENCE, Typesetter
from deckgen.themes.model import Box


def cell_padding(columns: int) -> tuple[float, float]:
    """Left and right, top and bottom, of each cell: less of it where columns are many."""
    return (8.0, 4.0) if columns <= 10 else (4.0, 3.0) if columns <= 20 else (1.0, 2.0)


CUT = 11.0
"""Width in em beyond which a word, most often an address, may be cut so that others have room."""
NEARLY_FULL = 0.55
"""A table that needs this share of the width by itself is given all of it."""
LEAST_SHARE = 0.45
"""Any other gets at least this."""
COMFORTABLE = 14.0
"""Points; before a table is set smaller than this, its longest words are cut."""


def table_size(item: TableItem, width: float, body: float) -> tuple[float, tuple[float, ...]]:
    """The largest size up to `body` at which every word fits its column, and the columns' widths."""
    sizes = [size for size in (*TABLE_SIZES, *LAST_RESORT) if size <= body] or [body]
    for longest in (inf, CUT):
        for size in sizes:
            if longest == CUT or size >= COMFORTABLE:
                widths, fits = column_widths(item, size, width, longest)
                if fits:
                    return size, widths
    size = next((size for size in reversed(TABLE_SIZES) if size <= body), sizes[-1])
    return size, column_widths(item, size, width, CUT)[0]


def column_widths(
    item: TableItem, size: float, available: float, longest: float
) -> tuple[tuple[float, ...], bool]:
    """Widths in points, and whether every word fits its column; words are cut at `longest` em."""
    least, most = [min(width, longest) for width in item.least], item.most
    padding = 2 * cell_padding(len(least))[0] + 1.0
    room = available - padding * len(least)
    if room <= 0:
        return (available / len(least),) * len(least), False
    lows, highs = [w * size for w in least], [w * size * 1.01 for w in most]
    if sum(highs) <= room:
        natural = sum(highs) / room
        wide = room / sum(highs) if natural >= NEARLY_FULL else max(1.6, LEAST_SHARE / natural)
        stretch = min(room / sum(highs), wide if len(highs) > 1 else 1.0)
        widths = [high * stretch for high in highs]
        fits = True
    elif sum(lows) <= room:
        widths = _shared_out(lows, highs, room - sum(lows))
        fits = True
    else:
        # Even shares first, so that one monstrous word does not starve its neighbours.
        share = room / len(lows)
        small = sum(min(low, share) for low in lows)
        over = sum(max(0.0, low - share) for low in lows)
        free = room - small
        widths = [min(low, share) + free * max(0.0, low - share) / over for low in lows]
        fits = False
    return tuple(width + padding for width in widths), fits


def _shared_out(lows: Sequence[float], highs: Sequence[float], free: float) -> list[float]:
    """Columns that need little more than their longest word get it; the others share what is left."""
    slack = [max(0.0, high - low) for high, low in zip(highs, lows, strict=True)]
    modest = [s if s <= free / (2 * len(slack)) else 0.0 for s in slack]
    rest = [s - m for s, m in zip(slack, modest, strict=True)]
    left = free - sum(modest)
    total = sum(rest) or 1.0
    return [low + m + left * r / total for low, m, r in zip(lows, modest, rest, strict=True)]


def row_heights(item: TableItem, widths: Sequence[float], size: float) -> list[float]:
    """Height of the header (if any) and of each row."""
    rows = [item.header, *item.rows] if item.header else list(item.rows)
    return [_height(row, widths, size) for row in rows]


def _height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    side, end = cell_padding(len(row))
    lines = max(
        len(break_lines(cell.words, max(1.0, width - 2 * side) * PRUDENCE / size))
        for cell, width in zip(row, widths, strict=True)
    )
    return lines * line_height(size) + 2 * end


def set_table(item: TableItem, box: Box, body: float, typesetter: Typesetter) -> TableFrame:
    """The table in `box` (its height is what the rows need), beside body text at `body` points."""
    size, widths = table_size(item, box.width, body)
    heights = row_heights(item, widths, size)
    rows = [item.header, *item.rows] if item.header else list(item.rows)
    side, end = cell_padding(len(widths))
    y = box.y
    laid = []
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        x = box.x
        cells: list[LaidParagraph] = []
        for cell, width in zip(row, widths, strict=True):
            inner = Box(x, y, width, height).inset(side, end, side, end)
            bold = bool(item.header) and number == 0
            color = typesetter.theme.color("paper") if bold else ""
            cells.append(
                typesetter.single(
                    cell.inlines, cell.words, inner, size, bold=bold, color=color, align=cell.align
                )
            )
            x += width
        laid.append(LaidRow(height, tuple(cells)))
        y += height
    frame = Box(box.x, box.y, sum(widths), sum(heights))
    return TableFrame(frame, widths, tuple(laid), bool(item.header), (side, end), item.span)
