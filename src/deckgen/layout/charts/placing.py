"""Names of points and notes inside a plot: each where it covers neither marks, lines nor other words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.deck.charts import Bubbles, Chart, Lines
from deckgen.layout.charts.model import Label, LabelPlace
from deckgen.layout.charts.style import bar_place, bar_width, bubble_width
from deckgen.themes.figure_tokens import ChartTokens
from deckgen.themes.model import Box

MOST_MARKS = 200
"""Marks that names keep clear of; among more there is no clear place anyway."""
MOST_STEPS = 200
"""Places that are looked at along a line from point to point."""
STEP = 6.0
"""Points from one of them to the next."""
BETWEEN = 6.0
"""Points between two names side by side."""
ROUNDS = 4
"""How often all names look for a better place once the others have theirs."""
LEAN = 0.7
"""Lines that a name beside its mark may stand higher or lower."""
DRIFTS = (0.25, -0.25, 0.45, -0.45)
"""How much of its width a name above or below its mark may stand aside."""
HIT = 30.0
"""How much worse it is to cover anything at all than a square point of it."""
RANK = 2.0
"""How much worse each further side is than the one before."""
OUTSIDE = 20.0
"""How much worse a point beyond the plot is than a square point of something covered."""
_SIDES: tuple[LabelPlace, ...] = ("right", "above", "left", "below")

_Edges: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of a box."""
Point = Callable[[float, float], tuple[float, float]]
"""From data units to points on the slide."""


def obstacles(chart: Chart, point: Point, plot: Box, tokens: ChartTokens) -> list[Box]:
    """What names keep clear of: marks, the lines between them, and lines across the plot; nothing where there are too
    many."""
    if sum(len(series.y) for series in chart.series) > MOST_MARKS:
        return []
    return [
        *_marks(chart, point, plot, tokens),
        *_along_lines(chart, point, tokens),
        *(Box(plot.x, y - 1, plot.width, 2) for y in lines_across(chart, point)),
    ]


def settled(
    labels: Sequence[Label], box_of: Callable[[Label], Box], busy: Sequence[Box], plot: Box
) -> tuple[Label, ...]:
    """`labels` on the sides of their marks where they cover least; all look again once the others have their places."""
    if not labels:
        return ()
    choices = [tuple(_candidates(label, box_of(label))) for label in labels]
    boxes = [[box_of(choice) for choice in each] for each in choices]
    taken = [_edges(box) for box in busy]
    costs = [[_cost(box, taken, plot) + RANK * rank for rank, box in enumerate(each)] for each in boxes]
    edges = [[_edges(box) for box in each] for each in boxes]
    around = [[_edges(_around(box)) for box in each] for each in boxes]
    # Whoever has the fewest free places chooses first; or they choose from one side to the other.
    scarce = sorted(range(len(labels)), key=lambda n: sum(cost < HIT for cost in costs[n]))
    across = sorted(range(len(labels)), key=lambda n: boxes[n][0].x)
    chosen = min(
        (_chosen(order, edges, around, costs) for order in (scarce, across, across[::-1])),
        key=lambda found: found[0],
    )
    return tuple(each[place] for each, place in zip(choices, chosen[1], strict=True))


def least(
    candidates: Sequence[Label], box_of: Callable[[Label], Box], busy: Sequence[Box], plot: Box
) -> Label:
    """The candidate that covers least, the first of several."""
    taken = [_edges(box) for box in busy]
    costs = [_cost(box_of(each), taken, plot) + RANK * rank for rank, each in enumerate(candidates)]
    return candidates[costs.index(min(costs))]


def _chosen(
    order: Sequence[int],
    boxes: Sequence[Sequence[_Edges]],
    around: Sequence[Sequence[_Edges]],
    costs: Sequence[Sequence[float]],
) -> tuple[float, list[int]]:
    """What it costs in all, and which of its boxes each takes if they choose in that order, none `around` which
    another one is."""
    chosen: dict[int, int] = {}
    total = 0.0
    for _ in range(ROUNDS):
        before, total = dict(chosen), 0.0
        for number in order:
            others = [around[other][place] for other, place in chosen.items() if other != number]
            now = [
                alone + _covered(box, others) for alone, box in zip(costs[number], boxes[number], strict=True)
            ]
            chosen[number] = now.index(min(now))
            total += min(now)
        if chosen == before:
            break
    return total, [chosen[number] for number in range(len(order))]


def _around(box: Box) -> Box:
    """A name and the least space between it and another."""
    return box.inset(-BETWEEN, 0.0, -BETWEEN, 0.0)


def _candidates(label: Label, box: Box) -> Iterator[Label]:
    """Beside, above and below the mark; then at its four corners."""
    line = box.height / (label.text.count("\n") + 1)
    for side in _SIDES:
        yield replace(label, place=side)
    for side in ("right", "left"):
        for up in (LEAN, -LEAN):
            yield replace(label, place=side, rise=label.rise + up * line)
    for side in ("above", "below"):
        for aside in DRIFTS:
            yield replace(label, place=side, shift=label.shift + aside * box.width)


def _edges(box: Box) -> _Edges:
    return box.x, box.y, box.right, box.bottom


def _cost(box: Box, busy: Sequence[_Edges], plot: Box) -> float:
    out = max(0.0, box.right - plot.right - 6) + max(0.0, plot.x - box.x)
    out += max(0.0, plot.y - box.y - 6) + max(0.0, box.bottom - plot.bottom)
    return _covered(_edges(box), busy) + OUTSIDE * out


def _covered(box: _Edges, others: Sequence[_Edges]) -> float:
    """What it costs to cover `others` with `box`: asked for some hundred thousand pairs."""
    left, top, right, bottom = box
    cost = 0.0
    for x, y, far, foot in others:
        if x < right and y < bottom and far > left and foot > top:
            width = (far if far < right else right) - (x if x > left else left)
            height = (foot if foot < bottom else bottom) - (y if y > top else top)
            cost += HIT + width * height
    return cost


def _marks(chart: Chart, point: Point, plot: Box, tokens: ChartTokens) -> Iterator[Box]:
    """What single points cover, or single columns."""
    columns = chart.is_clustered and not chart.is_lying
    wide = bar_width(chart, tokens) / 2 if columns else 0.0
    for number, series in enumerate(chart.series):
        for place, (x, y) in enumerate(zip(series.x or range(len(series.y)), series.y, strict=False)):
            if y is not None and columns:
                middle = x + bar_place(chart, number, tokens)
                (left, top), (right, foot) = point(middle - wide, y), point(middle + wide, 0.0)
                yield Box(left, min(top, foot), right - left, abs(foot - top))
            elif y is not None:
                half = tokens.marker / 2 + 2
                if isinstance(chart.marks, Bubbles):
                    half = bubble_width(chart, series.sizes[place], plot, tokens) / 2
                across, up = point(x, y)
                yield Box(across - half, up - half, 2 * half, 2 * half)


def _along_lines(chart: Chart, point: Point, tokens: ChartTokens) -> Iterator[Box]:
    """Small boxes along the lines of joined series."""
    half = tokens.line / 2 + 1.5
    for series in chart.series:
        if not series.line or not isinstance(chart.marks, Lines):
            continue
        xs = series.x or tuple(map(float, range(len(series.y))))
        for (x1, y1), (x2, y2) in itertools.pairwise(zip(xs, series.y, strict=True)):
            if y1 is None or y2 is None:
                continue
            (a, b), (c, d) = point(x1, y1), point(x2, y2)
            if not all(map(math.isfinite, (a, b, c, d))):
                continue
            steps = max(1, min(MOST_STEPS, int(math.hypot(c - a, d - b) / STEP)))
            for step in range(steps + 1):
                x, y = a + (c - a) * step / steps, b + (d - b) * step / steps
                yield Box(x - half, y - half, 2 * half, 2 * half)


def lines_across(chart: Chart, point: Point) -> Iterator[float]:
    """Where lines lie across the plot, from the slide's top."""
    x = next((x for series in chart.series for x in series.x), 0.0)
    for reference in chart.references:
        if reference.high is None and reference.axis == "y":
            yield point(x, reference.low)[1]
