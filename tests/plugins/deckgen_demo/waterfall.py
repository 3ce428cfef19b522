"""A chart of gains and losses, each bar from where the one before it ends."""

from itertools import accumulate

from msgspec.structs import replace

from deckgen.charts.kind import ChartKind, Columns
from deckgen.deck.charts import Bars, Chart


def _running(columns: Columns, chart: Chart) -> Chart | None:
    series = chart.series[0]
    ends = list(accumulate(value or 0.0 for value in series.y))
    pairs = zip([0.0, *ends], ends, strict=False)
    low, high = zip(*((min(pair), max(pair)) for pair in pairs), strict=True)
    return replace(chart, series=(replace(series, low=low, y=high),))


WATERFALL = ChartKind(
    name="waterfall",
    marks=Bars(floating=True),
    one_column=True,
    only_first="bars follow one another",
    finish=_running,
)
