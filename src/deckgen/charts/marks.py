"""The marks of each kind of chart, drawn with matplotlib into axes that have their range."""

from __future__ import annotations

import math
from typing import Any, assert_never

from deckgen.deck.charts import Chart, Series
from deckgen.layout.charts.model import Panel
from deckgen.layout.charts.scales import stack_of
from deckgen.layout.charts.style import (
    AXIS_WIDTH,
    FINE_WIDTH,
    HOLE,
    LINE_WIDTH,
    MARKER_SIZE,
    bar_place,
    bar_width,
    bubble_width,
    mark_color,
    marker,
    pattern,
    tint,
)
from deckgen.themes.model import Theme

_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D"}


_HATCHES = {"solid": "", "up": "//", "down": "\\\\", "grid": "++"}


def surface(panel: Panel, number: int, color: str, theme: Theme) -> dict[str, Any]:
    """Colours and hatching of columns, areas and slices: of series or slice `number`."""
    which = pattern(panel.chart, number, legend=panel.legend is not None)
    if which == "solid":
        return {"facecolor": _color(color, theme)}
    ground, lines = _color(tint(color), theme), _color(color, theme)
    return {"facecolor": ground, "edgecolor": lines, "hatch": _HATCHES[which], "linewidth": 0}


def draw_marks(axes: Any, panel: Panel, theme: Theme) -> None:
    """All marks of the panel's chart, with its references and the values at its marks."""
    _references(axes, panel, theme)
    kind = panel.chart.kind
    match kind:
        case "line" | "scatter":
            _lines(axes, panel, theme)
        case "column" | "bar" | "histogram":
            _columns(axes, panel, theme)
        case "stacked":
            _stacked(axes, panel, theme)
        case "area":
            _areas(axes, panel, theme)
        case "pie" | "doughnut":
            _slices(axes, panel, theme)
        case "bubble":
            _bubbles(axes, panel, theme)
        case "range":
            _ranges(axes, panel, theme)
        case "band":
            _bands(axes, panel, theme)
        case _:
            assert_never(kind)


def legend_sample(chart: Chart, number: int, theme: Theme, size: float) -> dict[str, Any]:
    """How the sample beside a name in the legend looks where marks are lines or points: as they do."""
    series = chart.series[number]
    style: dict[str, Any] = {"color": _color(series.color, theme), "linewidth": 0, "markeredgewidth": 0}
    if chart.kind == "bubble":
        return {**style, "marker": "o", "markersize": 0.62 * size}
    if series.marker:
        style |= {"marker": _MARKERS[marker(number)], "markersize": MARKER_SIZE}
    if series.line:
        style |= {"linewidth": LINE_WIDTH, "linestyle": (0, (4, 3)) if series.dashed else "-"}
    return style


def _color(name: str, theme: Theme) -> str:
    return f"#{theme.color(name)}"


def _xs(series: Series) -> tuple[float, ...]:
    return series.x or tuple(map(float, range(len(series.y))))


def _ys(series: Series) -> list[float]:
    return [math.nan if value is None else value for value in series.y]


def _overflows(panel: Panel) -> bool:
    """True if marks lie beyond the ends that the author set: they are cut off, as PowerPoint does."""
    return any(
        not (axis.low <= value <= axis.high)
        for series in panel.chart.series
        for axis, values in ((panel.x, series.x), (panel.y, series.y))
        for value in values
        if value is not None
    )


def _lines(axes: Any, panel: Panel, theme: Theme) -> None:
    for number, series in enumerate(panel.chart.series):
        color = _color(series.color, theme)
        dash = {"linestyle": (0, (4, 3)) if series.dashed else "-"}
        axes.plot(
            _xs(series), _ys(series), color=color, linewidth=LINE_WIDTH if series.line else 0,
            marker=_MARKERS[marker(number)] if series.marker else "", markersize=MARKER_SIZE,
            markeredgewidth=0, solid_capstyle="round", clip_on=_overflows(panel), zorder=4, **dash,
        )  # fmt: skip
        _error_bars(axes, series, _xs(series), theme)
        if panel.values:
            _values(axes, panel, number, theme)


def _error_bars(axes: Any, series: Series, xs: tuple[float, ...], theme: Theme) -> None:
    if series.errors:
        downs, ups = zip(*series.errors, strict=True)
        color = _color("ink", theme)
        axes.errorbar(
            xs, _ys(series), (downs, ups), fmt="none", ecolor=color, elinewidth=FINE_WIDTH, capsize=4,
            capthick=FINE_WIDTH, zorder=5, clip_on=False,
        )  # fmt: skip


def _columns(axes: Any, panel: Panel, theme: Theme) -> None:
    width = bar_width(panel.chart)
    lying = panel.chart.kind == "bar"
    low = panel.y.low if panel.y.base else 0.0
    for number, series in enumerate(panel.chart.series):
        places = [place + bar_place(panel.chart, number) for place in range(len(series.y))]
        heights = [0.0 if value is None else value - low for value in series.y]
        bars = (axes.barh if lying else axes.bar)(
            places, heights, width, **{"left" if lying else "bottom": low}, zorder=2
        )
        for point, bar in enumerate(bars):
            bar.set(**surface(panel, number, mark_color(panel.chart, number, point), theme))
        if not lying:
            _error_bars(axes, series, tuple(places), theme)
        if panel.values:
            _values(axes, panel, number, theme)


def _values(axes: Any, panel: Panel, number: int, theme: Theme) -> None:
    """The value at each mark: above a column, at the end of a lying bar, above a point."""
    assert panel.values is not None
    series = panel.chart.series[number]
    lying, stacked = panel.chart.kind == "bar", panel.chart.kind in ("stacked", "area")
    own = {label.point for label in panel.labels if label.series == number}
    for point, value in enumerate(series.y):
        if value is None or point in own:
            continue
        place = _xs(series)[point] + bar_place(panel.chart, number)
        at, offset, across, up = (place, value), (0.0, 4.0), "center", "baseline"
        color = "ink"
        if stacked:
            at = (place, sum(stack_of(panel.chart, number)[point]) / 2)
            offset, up, color = (0.0, 0.0), "center_baseline", theme.text_on(series.color)
        elif lying:
            at, offset = (value, place), (6.0 if value >= 0 else -6.0, 0.0)
            across, up = ("left" if value >= 0 else "right"), "center_baseline"
        elif value < 0:
            offset, up = (0.0, -4.0), "top"
        axes.annotate(
            panel.values.text(value), at, offset, textcoords="offset points", ha=across, va=up,
            size=panel.size, color=_color(color, theme), annotation_clip=False, parse_math=False,
        )  # fmt: skip


def _stacked(axes: Any, panel: Panel, theme: Theme) -> None:
    for number, series in enumerate(panel.chart.series):
        ends = stack_of(panel.chart, number)
        heights = [high - low for low, high in ends]
        edge = {"edgecolor": _color("paper", theme), "linewidth": AXIS_WIDTH}
        axes.bar(
            range(len(ends)), heights, bar_width(panel.chart), bottom=[low for low, _ in ends], zorder=2,
            **(edge | surface(panel, number, series.color, theme)),
        )  # fmt: skip
        if panel.values:
            _values(axes, panel, number, theme)


def _areas(axes: Any, panel: Panel, theme: Theme) -> None:
    for number, series in enumerate(panel.chart.series):
        below, tops = zip(*stack_of(panel.chart, number), strict=True)
        look = {"linewidth": 0} | surface(panel, number, series.color, theme)
        axes.fill_between(range(len(tops)), below, tops, zorder=2, **look)
        if panel.values:
            _values(axes, panel, number, theme)


def _ranges(axes: Any, panel: Panel, theme: Theme) -> None:
    """Columns from the lower to the upper value."""
    for series in panel.chart.series:
        low = [value or 0.0 for value in series.low]
        heights = [
            0.0 if high is None or bottom is None else high - bottom
            for high, bottom in zip(series.y, series.low, strict=True)
        ]
        color = _color(series.color, theme)
        axes.bar(range(len(low)), heights, bar_width(panel.chart), bottom=low, color=color, zorder=2)


def _bands(axes: Any, panel: Panel, theme: Theme) -> None:
    """A surface between two lines; series without a lower one are lines."""
    for series in panel.chart.series:
        if series.low:
            low = [math.nan if value is None else value for value in series.low]
            axes.fill_between(_xs(series), low, _ys(series), color=_color(series.color, theme), linewidth=0,
                              alpha=0.3, zorder=2)  # fmt: skip
        else:
            axes.plot(_xs(series), _ys(series), color=_color(series.color, theme), linewidth=LINE_WIDTH,
                      solid_capstyle="round", clip_on=_overflows(panel), zorder=4)  # fmt: skip


def _bubbles(axes: Any, panel: Panel, theme: Theme) -> None:
    for series in panel.chart.series:
        areas = [bubble_width(panel.chart, size, panel.plot) ** 2 for size in series.sizes]
        axes.scatter(
            series.x, _ys(series), s=areas, color=_color(series.color, theme), alpha=0.75,
            edgecolors=_color("paper", theme), linewidths=AXIS_WIDTH, zorder=4, clip_on=_overflows(panel),
        )  # fmt: skip


def _slices(axes: Any, panel: Panel, theme: Theme) -> None:
    chart = panel.chart
    shares = [max(0.0, value or 0.0) for value in chart.series[0].y]
    total = sum(shares) or 1.0
    ring = {"width": 1 - HOLE / 100} if chart.kind == "doughnut" else {}
    axes.set_xlim(-1, 1)
    axes.set_ylim(-1, 1)
    edge = {"edgecolor": _color("paper", theme), "linewidth": 1.5}
    wedges = axes.pie(shares, startangle=90, counterclock=False, radius=1.0, wedgeprops={**edge, **ring})[0]
    for point, wedge in enumerate(wedges):
        wedge.set(**surface(panel, point, mark_color(chart, 0, point), theme))
    axes.set_xlim(-1, 1)
    axes.set_ylim(-1, 1)
    if panel.values is None:
        return
    done = 0.0
    for name, share in zip(chart.categories, shares, strict=True):
        angle = 2 * math.pi * (done + share / 2) / total
        done += share
        across = "left" if math.sin(angle) > 0.2 else "right" if math.sin(angle) < -0.2 else "center"
        up = "bottom" if math.cos(angle) > 0.6 else "top" if math.cos(angle) < -0.6 else "center"
        axes.annotate(
            f"{name}\n{panel.values.text(100 * share / total)}", (math.sin(angle), math.cos(angle)),
            (10 * math.sin(angle), 8 * math.cos(angle)), textcoords="offset points", ha=across, va=up,
            size=panel.size, color=_color("ink", theme), annotation_clip=False, parse_math=False,
        )  # fmt: skip


def _references(axes: Any, panel: Panel, theme: Theme) -> None:
    """Lines and bands across the plot, without their words."""
    color = _color("muted", theme)
    for reference in panel.chart.references:
        along = reference.axis == "y"
        if reference.high is None:
            draw = axes.axhline if along else axes.axvline
            draw(reference.low, color=color, linewidth=FINE_WIDTH, linestyle=(0, (4, 3)), zorder=3)
        else:
            draw = axes.axhspan if along else axes.axvspan
            draw(reference.low, reference.high, color=color, alpha=0.18, linewidth=0, zorder=1)
