"""How the values at the marks of a chart are written, and how large: so that none touches its neighbour."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.charts import Bars, Chart
from deckgen.layout.charts.numbers import Numbers, power_for
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.charts.scales import values_shown
from deckgen.themes.figure_tokens import ChartTokens
from deckgen.themes.model import Box

BETWEEN = 3.0
"""Points between two values side by side."""
HIGH = 1.1
"""Of a value, in em."""
GROUP = 0.8
"""Share of its place that a group of bars has."""
ABRIDGED = 10_000
"""From here on a number may be written in thousands where it has no room."""


def value_style(
    chart: Chart, lang: str, plot: Box, size: float, ruler: Ruler, tokens: ChartTokens
) -> tuple[Numbers | None, float] | None:
    """How values are written in a `plot` of about that size, and at which size (pt), at most `size`; None if they are
    wanted, and there is no room for them."""
    values = values_shown(chart, lang)
    if values is None or chart.is_round or not isinstance(chart.marks, Bars):
        return values, size
    sizes = sorted({each for each in (size, tokens.small, tokens.source) if each <= size}, reverse=True)
    styles = (values, _abridged(values, chart))
    fitting = ((style, each) for style in styles if style for each in sizes
               if _stand_apart(chart, style, plot, each, ruler))  # fmt: skip
    return next(fitting, None)


def _abridged(values: Numbers, chart: Chart) -> Numbers | None:
    """Thousands or millions with a letter, as exact as a chart of columns can be read."""
    most = max(
        (abs(value) for series in chart.series for value in series.y if value is not None), default=0.0
    )
    if values.style != "plain" or chart.y.style is not None or most < ABRIDGED:
        return None
    power = power_for(most, values.lang)
    digits = 0 if most >= 100 * 10**power else 1
    return replace(values, style="compact", power=power, digits=digits, grouped=True)


def _stand_apart(chart: Chart, values: Numbers, plot: Box, size: float, ruler: Ruler) -> bool:
    """True if no value of a bar touches that of the next one."""
    beside = len(chart.series) if chart.is_clustered else 1
    share = GROUP if beside > 1 else 1.0
    length = plot.height if chart.is_lying else plot.width
    pitch = share * length / max(1, len(chart.categories) * beside)
    if chart.is_lying:
        return HIGH * size <= pitch
    known = (value for series in chart.series for value in series.y if value is not None)
    return all(ruler.width(values.text(value), size) + BETWEEN <= pitch for value in known)
