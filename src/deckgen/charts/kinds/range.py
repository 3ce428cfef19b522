"""Bars from a lower to an upper value, and bands between two lines."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.charts.kind import ChartKind, Columns
from deckgen.charts.spacing import evenly_spaced
from deckgen.deck.charts import Bands, Bars, Chart, Series


def _has_ends(columns: Columns, chart: Chart, called: str = "band") -> Chart | None:
    if any(series.low for series in chart.series):
        return chart
    hint = "name the column of the lower ends: `low: NAME`"
    message = f"a {called} chart has two ends"
    columns.read.error("no-data", message, columns.read.root.span, hint)
    return None


def _ranges(columns: Columns, chart: Chart) -> Chart | None:
    """Each with its lower end below its upper one."""
    if _has_ends(columns, chart, "range") is None:
        return None
    if lacking := [series.name for series in chart.series if not series.low]:
        hint = "a range chart has one column of upper ends, and `low:` names that of the lower ones"
        columns.read.error("no-data", f"`{lacking[0]}` has no lower ends", columns.read.root.span, hint)
        return None
    return replace(chart, series=tuple(map(_ordered, chart.series)))


def _ordered(series: Series) -> Series:
    """A range whose lower ends are the lower ones; one that lacks an end has neither."""
    ends = [
        (None, None) if a is None or b is None else (min(a, b), max(a, b))
        for a, b in zip(series.low, series.y, strict=True)
    ]
    return replace(series, low=tuple(a for a, _ in ends), y=tuple(b for _, b in ends))


def _bands(columns: Columns, chart: Chart) -> Chart | None:
    return evenly_spaced(columns, chart) if _has_ends(columns, chart) else None


RANGE = ChartKind(
    name="range", marks=Bars(floating=True), keys=("low",), only_first="ranges stand behind one another",
    finish=_ranges,
)  # fmt: skip
BAND = ChartKind(name="band", marks=Bands(), keys=("low",), finish=_bands)
