"""A band across a plot, as lines side by side that are as thick together as it is wide.

LibreOffice reckons with half a line's thickness beyond its ends. One as thick as a wide band reaches out of the chart
by that, and all of the chart shrinks, its letters with it. No line is thicker here than there is room beyond the plot.
"""

from __future__ import annotations

import math

from deckgen.deck.charts import Reference
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
