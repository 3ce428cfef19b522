"""Where values stand in the picture of a chart."""

from __future__ import annotations

from msgspec import Struct

from deckgen.deck.charts import Series
from deckgen.layout.charts.axes import position
from deckgen.layout.charts.model import LaidAxis, Panel
from deckgen.themes.model import Box
from deckgen.writers.html.charts.svg import Point


class Plane(Struct, frozen=True):
    """The plot of a panel, in points from the frame's top left corner."""

    panel: Panel
    plot: Box

    def at(self, along: float, value: float) -> Point:
        """A place on the first axis and a value. (Categories of lying bars run downwards.)"""
        x, y = position(self.panel.x, along), position(self.panel.y, value)
        if self.panel.chart.is_lying:
            return self.plot.x + y * self.plot.width, self.plot.y + x * self.plot.height
        return self.plot.x + x * self.plot.width, self.plot.bottom - y * self.plot.height

    def foot(self) -> float:
        """The value from which bars rise: zero, where the axis has it."""
        y = self.panel.y
        return y.low if y.base else min(max(0.0, y.low), y.high)

    def points(self, series: Series) -> list[list[Point]]:
        """The points of a series, in runs without a gap."""
        runs: list[list[Point]] = [[]]
        for along, value in zip(places(series), series.y, strict=True):
            if value is None:
                runs.append([])
            else:
                runs[-1].append(self.at(along, value))
        return [run for run in runs if run]

    @property
    def overflows(self) -> bool:
        """True if marks lie beyond the ends that the author set: they are cut off, as PowerPoint does."""
        return any(
            not (axis.low <= value <= axis.high)
            for series in self.panel.chart.series
            for axis, values in ((self.panel.x, series.x), (self.panel.y, (*series.y, *series.low)))
            for value in values
            if value is not None
        )


def places(series: Series) -> tuple[float, ...]:
    """Where the points of a series stand on the first axis: at their numbers, or at 0, 1, 2 …"""
    return series.x or tuple(map(float, range(len(series.y))))


def within(axis: LaidAxis, value: float) -> float:
    """`value`, or the end of the axis that it lies beyond."""
    return min(max(value, axis.low), axis.high)
