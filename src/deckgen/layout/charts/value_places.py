"""Where the value at each mark stands: above it, unless another mark, another value or a line across is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from deckgen.deck.charts import Bars, Lines
from deckgen.layout.charts.labels import Labeller
from deckgen.layout.charts.model import Label, ValuePlace
from deckgen.layout.charts.placing import lines_across
from deckgen.layout.charts.scales import is_low, stack_of
from deckgen.layout.charts.spread import spread
from deckgen.layout.charts.style import bar_width
from deckgen.layout.charts.value_styles import HIGH
from deckgen.themes.model import Box

FLAT = 0.1
"""Slope of a line that does not count."""
NEAR = 3.0
"""How near another mark may come (pt)."""


def value_places(
    labeller: Labeller, size: float, named: Collection[tuple[int, int]]
) -> tuple[tuple[ValuePlace, ...], ...]:
    """For each series, where the values of its marks stand, which are of that `size`; those of marks that are `named`
    stand with their name."""
    chart = labeller.chart
    if labeller.values is None or chart.is_round:
        return ()
    if isinstance(chart.marks, Lines):
        return _beside_points(labeller, named)
    return tuple(
        tuple(_on_bar(labeller, size, number, point) for point in range(len(series.y)))
        for number, series in enumerate(chart.series)
    )


def beside_stacks(labeller: Labeller, size: float, named: Collection[tuple[int, int]]) -> Iterator[Label]:
    """The values of pieces too low for them, at the right of their stacks if there is room between these."""
    chart, values = labeller.chart, labeller.values
    if values is None or not isinstance(chart.marks, Bars) or not chart.is_stacked or chart.is_lying:
        return
    slot = labeller.plot.width / len(chart.categories)
    half = bar_width(chart, labeller.tokens) * slot / 2
    room = slot / 2 - half
    for point in range(len(chart.categories)):
        low = [
            number
            for number, series in enumerate(chart.series)
            if series.y[point]
            and (number, point) not in named
            and is_low(chart, number, point, labeller.y, labeller.plot, size)
        ]
        middles = {number: sum(stack_of(chart, number)[point]) / 2 for number in low}
        low.sort(key=middles.__getitem__, reverse=True)  # from above
        at = [(float(point), middles[number]) for number in low]
        wanted = [labeller.point(*each)[1] for each in at]
        placed = spread(wanted, [HIGH * size] * len(low), labeller.plot.y, labeller.plot.bottom)
        for number, each, here, there in zip(low, at, wanted, placed, strict=True):
            text = values.text(chart.series[number].y[point] or 0.0)
            wide = labeller.ruler.width(text, size)
            if wide + NEAR <= room:
                yield Label(
                    series=number, point=point, text=text, place="center", color="text", at=each, valued=True,
                    gap=labeller.tokens.bar_gap, shift=half + NEAR + wide / 2, rise=here - there,
                )  # fmt: skip


def _on_bar(labeller: Labeller, size: float, number: int, point: int) -> ValuePlace:
    chart = labeller.chart
    if is_low(chart, number, point, labeller.y, labeller.plot, size):
        return "none"
    value = chart.series[number].y[point]
    if not isinstance(chart.marks, Bars) or chart.is_lying or not chart.is_clustered or value is None:
        return ""
    top, foot = labeller.point(0, value)[1], labeller.point(0, max(0.0, labeller.y.low))[1]
    gap = labeller.tokens.bar_gap
    label = Box(0, top - gap - HIGH * size, 1, HIGH * size)
    is_struck = any(
        label.y < across < label.bottom for across in lines_across(labeller.chart, labeller.point)
    )
    return "inside" if is_struck and value > 0 and foot - top > label.height + 2 * gap else ""


def _beside_points(
    labeller: Labeller, named: Collection[tuple[int, int]]
) -> tuple[tuple[ValuePlace, ...], ...]:
    """Above or below each point: where the line does not go, and nothing else stands; nowhere, if both are taken."""
    values, size, gap = labeller.values, labeller.size, labeller.tokens.bar_gap
    assert values is not None
    places = [*map(labeller.places, labeller.chart.series)]
    dots = [(number, x, y) for number, each in enumerate(places) for x, y in each.values()]
    ticks, taken = [*_ticks_beside(labeller)], list[Box]()
    found: list[tuple[ValuePlace, ...]] = []
    for number, series in enumerate(labeller.chart.series):
        row: list[ValuePlace] = []
        for point, value in enumerate(series.y):
            if value is None or (number, point) in named:
                row.append("")
                continue
            x, y = places[number][point]
            wide = labeller.ruler.width(values.text(value), size)
            above = Box(x - wide / 2, y - gap - HIGH * size, wide, HIGH * size)
            below = Box(x - wide / 2, y + gap, wide, HIGH * size)
            ways: list[tuple[ValuePlace, Box]] = [("", above), ("below", below)]
            if _stands_below(places[number], point):
                ways.reverse()
            others = [(a, b) for other, a, b in dots if other != number]
            free = [way for way in ways if not _is_taken(way[1], taken, others, labeller)]
            free.sort(key=lambda way: any(map(way[1].meets, ticks)))
            row.append(free[0][0] if free else "none")
            taken += [free[0][1]] if free else []
        found.append(tuple(row))
    return tuple(found)


def _ticks_beside(labeller: Labeller) -> Iterator[Box]:
    """Where the numbers at the left of the plot stand."""
    size, plot = labeller.size, labeller.plot
    for tick in () if labeller.y.axis.hidden else labeller.y.ticks:
        wide = labeller.ruler.width(tick.label, size) + labeller.tokens.tick_gap
        yield Box(plot.x - wide, labeller.point(0, tick.value)[1] - size / 2, wide, size)


def _stands_below(places: dict[int, tuple[float, float]], point: int) -> bool:
    """True where the line beside a point goes up more steeply than down."""
    x, y = places[point]
    beside = [places[at] for at in (point - 1, point + 1) if at in places]
    slopes = [(y - there) / max(1.0, abs(x - across)) for across, there in beside]
    return sum(max(0.0, slope) for slope in slopes) > sum(max(0.0, -slope) for slope in slopes) + FLAT


def _is_taken(
    label: Box, taken: Collection[Box], dots: Collection[tuple[float, float]], labeller: Labeller
) -> bool:
    dot = any(
        label.x - NEAR < x < label.right + NEAR and label.y - NEAR < y < label.bottom + NEAR for x, y in dots
    )
    outside = (
        label.y < labeller.plot.y - labeller.tokens.bar_gap - HIGH * labeller.size - 1
        or label.bottom > labeller.plot.bottom
    )
    return (
        any(map(label.meets, taken))
        or dot
        or outside
        or any(label.y < across < label.bottom for across in lines_across(labeller.chart, labeller.point))
    )
