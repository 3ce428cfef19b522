"""Whether the numbers or dates along an axis of names are as far apart as they are drawn."""

from __future__ import annotations

from itertools import pairwise

from deckgen.charts.cells import all_days, all_numbers, day, has_month_first, known, number
from deckgen.charts.kind import Columns
from deckgen.deck.charts import Chart
from deckgen.diagnostics import Diagnostic

MOST_UNEVEN = 1.5
"""How many times as long as the shortest the longest step may be: months and quarters are not all alike."""
WEEKEND = 4.0
"""Days between two working days, at the most."""


def evenly_spaced(columns: Columns, chart: Chart) -> Chart:
    """The chart as it is; surfaces over numbers or dates that are drawn at equal distances and are not are reported."""
    cells, read = columns.table.column(columns.across), columns.read
    month_first = has_month_first(cells, read.month_first)
    if all_days(cells, month_first=month_first):
        places, usual = [day(text, month_first=month_first) for text in known(cells)], WEEKEND
    elif all_numbers(cells, read.decimal):
        places, usual = [number(text, read.decimal) for text in known(cells)], 0.0
    else:
        return chart
    order = list(dict.fromkeys(place for place in places if place is not None))
    steps = [abs(after - before) for before, after in pairwise(order)]
    if len(steps) < 2 or max(steps) <= max(usual, MOST_UNEVEN * min(steps)):
        return chart
    message = f"`{columns.across}` is not evenly spaced: a surface has its values at equal distances"
    hint = "choose `line` or `scatter`, or give a row for each step"
    read.findings.append(Diagnostic("uneven-steps", "warning", message, read.root.span, hint))
    return chart
