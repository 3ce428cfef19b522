"""Shares of a whole, round or as a ring."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.charts.cells import number
from deckgen.charts.kind import ChartKind, Columns
from deckgen.deck.charts import Chart, Slices


def _shares(columns: Columns, chart: Chart) -> Chart | None:
    """Slices of what is more than nothing."""
    read = columns.read
    for cell in columns.table.column(columns.y_names[0]):
        value = number(cell.text, read.decimal)
        if value is not None and value < 0:
            read.error("not-a-number", "a slice can't be less than nothing", cell.span, "", cell)
    series = chart.series[0]
    shares = tuple(max(0.0, value or 0.0) for value in series.y)
    if not sum(shares):
        read.error("no-data", "no slice is larger than nothing", read.root.span)
        return None
    return replace(chart, series=(replace(series, y=shares),))


PIE = ChartKind(
    name="pie", marks=Slices(), keys=("series", "percent"), one_column=True,
    only_first="slices are parts of one whole", min_width=260.0, finish=_shares,
)  # fmt: skip
DOUGHNUT = replace(PIE, name="doughnut", marks=Slices(ring=True))
