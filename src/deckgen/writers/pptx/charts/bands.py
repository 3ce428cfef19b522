"""Bands: those between two lines of values, and those across a plot.

One across a plot is lines side by side that are as thick together as it is wide.

LibreOffice reckons with half a line's thickness beyond its ends. One as thick as a wide band reaches out of the chart
by that, and all of the chart shrinks, its letters with it. No line is thicker here than there is room beyond the plot.
"""

from __future__ import annotations

import math

from deckgen.deck.charts import Reference, Series
from deckgen.layout.charts.axes import position, value_at
from deckgen.layout.charts.model import Panel

LEAST_ROOM = 6.0
"""Points beyond the plot that are reckoned with at the least."""


def strokes(reference: Reference, panel: Panel) -> list[tuple[float, float]]:
    """For each line of a band, the value of its axis that it stands at, and its width in points."""
    assert reference.high is not None
    lies = reference.axis == "y"
    axis, plot, box = panel.y if lies else panel.x, panel.plot, panel.box
    if lies:
        room, length = min(plot.x - box.x, box.right - plot.right), plot.height
    else:
        room, length = min(plot.y - box.y, box.bottom - plot.bottom), plot.width
    ends = (position(axis, reference.low), position(axis, reference.high))
    low, high = (min(1.0, max(0.0, end)) for end in ends)  # what lies beyond the plot is not seen
    whole = abs(high - low) * length
    if not whole:
        return []
    count = max(1, math.ceil(whole / (2 * max(LEAST_ROOM, room))))
    return [
        (value_at(axis, low + (number + 0.5) / count * (high - low)), whole / count)
        for number in range(count)
    ]


def middles(series: Series) -> list[float | None]:
    """For each place the middle of a band there."""
    return [
        None if low is None or high is None else (low + high) / 2
        for low, high in zip(series.low, series.y, strict=True)
    ]


def floor_and_rest(series: Series) -> tuple[list[float | None], list[float | None]]:
    """What a band is stacked of: the invisible part below it, and itself. Surfaces fall to zero where they have no
    value: there a band is as thin as nothing, on the way from its middle before to that behind."""
    known = [(place, middle) for place, middle in enumerate(middles(series)) if middle is not None]
    floor: list[float | None] = []
    rest: list[float | None] = []
    for place, (low, high) in enumerate(zip(series.low, series.y, strict=True)):
        if low is not None and high is not None:
            floor.append(low)
            rest.append(high - low)
            continue
        before = next((one for one in reversed(known) if one[0] < place), known[0] if known else (0, 0.0))
        behind = next((one for one in known if one[0] > place), before)
        share = (place - before[0]) / (behind[0] - before[0] or 1)
        floor.append(before[1] + min(1.0, max(0.0, share)) * (behind[1] - before[1]))
        rest.append(0.0)
    return floor, rest
