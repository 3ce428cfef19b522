"""What is written at the marks: names at the ends of lines, inside bars, beside points.

A legend is what remains where names don't fit at their marks.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from deckgen.deck.charts import Areas, Bands, Chart, Lines, Series
from deckgen.layout.charts.axes import position, value_at
from deckgen.layout.charts.model import Label, LabelPlace, LaidAxis
from deckgen.layout.charts.numbers import Numbers
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.charts.scales import last_point, stack_of
from deckgen.layout.charts.spread import spread
from deckgen.layout.charts.style import bar_place
from deckgen.themes.box import Line
from deckgen.themes.model import Box, Theme

WIDEST = 0.6
"""Share of the plot's width that a name beside it may take."""
ACCENTS = 0.17
"""From the top of a line to its capitals, in em: a name below a mark comes nearer by so much."""
NOTE = 0.4
"""The same of a line of a note inside it."""
BESIDE = 3.0
"""Points from a marker to words beside it that are not its series' own."""
ON_IT = 1.0
"""Points that these may stand beside its middle and be about it."""
ONE_POINT = 3.0
"""Points of two series that near are one (pt)."""
FURTHEST = 2.2
"""Lines that a label may be moved to keep clear of others; beyond that there is a legend."""
PAST = 0.1
"""Steps, in its size, in which a name is moved past the lines of others."""


class Labeller:
    """Finds labels for one chart, whose plot stands where `plot` says."""

    def __init__(
        self, chart: Chart, x: LaidAxis, y: LaidAxis, plot: Box, size: float, values: Numbers | None,
        ruler: Ruler, theme: Theme,
    ) -> None:  # fmt: skip
        self.chart = chart
        self.x, self.y = x, y
        self.plot = plot
        self.size = size
        self.values = values
        self.ruler = ruler
        self.theme = theme
        self.tokens = theme.tokens.chart

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a value stands, in points from the slide's top left."""
        across = self.plot.x + position(self.x, x) * self.plot.width
        return across, self.plot.bottom - position(self.y, y) * self.plot.height

    def places(self, series: Series) -> dict[int, tuple[float, float]]:
        """Where the points of a series stand, by their number."""
        return {
            point: self.point(series.x[point] if series.x else float(point), value)
            for point, value in enumerate(series.y)
            if value is not None
        }

    def names(self) -> tuple[Label, ...] | None:
        """The names of the series at their marks; None if they need a legend."""
        chart = self.chart
        if not chart.named and not chart.is_round:
            return ()
        if chart.over:  # their ends lie over bars
            return None
        if chart.is_round or (len(chart.series) < 2 and not any(series.label for series in chart.series)):
            return ()
        if self.at_ends:
            ends = None if any(map(_is_only_coloured, chart.series)) else self.ends()
            return None if ends is None else ()
        if chart.is_clustered and not chart.is_lying:
            return self._above_columns() if self.values else None
        if chart.is_stacked and not chart.is_lying:
            return self._inside_stacks()
        return None

    @property
    def at_ends(self) -> bool:
        """True if the names of series stand behind their last points."""
        joined = all(series.line or all_named(series) for series in self.chart.series)
        return isinstance(self.chart.marks, Bands) or (isinstance(self.chart.marks, Lines) and joined)

    @property
    def names_ends(self) -> bool:
        """True if they have names to be told apart by."""
        series = self.chart.series
        return self.at_ends and self.chart.named and (len(series) > 1 or any(each.label for each in series))

    def ends(self, *, named: bool = True) -> tuple[Label, ...] | None:
        """Names behind the last point of each series and behind each line across, moved apart where
        they would overlap; None if they would have to be moved too far."""
        found = [*self._of_lines()]
        if named and self.names_ends:
            found += self._of_series()
        sides = [self._side_of_next(label) for label in found]
        inside = [replace(label, place=side) for label, side in zip(found, sides, strict=True) if side]
        found = [label for label, side in zip(found, sides, strict=True) if not side]
        found.sort(key=lambda label: self.point(*label.at)[1])
        line = 1.15 * self.size
        here = [self.point(*label.at)[1] for label in found]
        wanted = [y + self._past_lines(label, FURTHEST * line) for label, y in zip(found, here, strict=True)]
        heights = [line * (label.text.count("\n") + 1) for label in found]
        placed = spread(wanted, heights, self.plot.y, self.plot.bottom)
        widest = WIDEST * self.plot.width
        moved = any(abs(a - b) > FURTHEST * line for a, b in zip(wanted, placed, strict=True))
        if named and (moved or any(self.box(label).width > widest for label in found)):
            return None
        apart = zip(found, placed, here, strict=True)
        return (*inside, *(self.off_marks(replace(label, rise=y - now)) for label, now, y in apart))

    def _past_lines(self, label: Label, furthest: float) -> float:
        """How far below its point (points; above it if negative) the name of a series that ends within the plot is
        clear of the lines of others, 0 where it is clear beside it or nowhere."""
        box = self.box(label)
        if label.series >= len(self.chart.series) or box.x > self.plot.right:
            return 0.0
        near = [step * PAST * self.size for step in range(1 + int(furthest / (PAST * self.size)))]
        ways = (way for distance in near for way in (distance, -distance))
        others = [*self._segments(without=label.series)]
        boxes = ((way, replace(box, y=box.y + way)) for way in ways)
        return next((way for way, each in boxes if not any(map(each.is_crossed_by, others))), 0.0)

    def _segments(self, without: int) -> Iterator[Line]:
        """The pieces of the lines of all series but one."""
        for number, series in enumerate(self.chart.series):
            if series.line and number != without:
                yield from itertools.pairwise(self.places(series).values())

    def off_marks(self, label: Label) -> Label:
        """Words that are not a series' own, away from the marker on which they would begin."""
        marked = [series for series in self.chart.series if series.marker]
        if label.series < len(self.chart.series) or not marked:
            return label
        (x, y), half = self.point(*label.at), self.tokens.marker / 2
        beside = label.place in ("left", "right")
        high = self.size / 2 + half if beside else ON_IT
        places = (place for series in marked for place in self.places(series).values())
        if not any(abs(across - x) < half and abs(up - y + label.rise) < high for across, up in places):
            return label
        aside = {"right": half + BESIDE, "left": -half - BESIDE}.get(label.place, 0.0)
        rise = {"above": half, "below": -half}.get(label.place, 0.0)
        return replace(label, shift=label.shift + aside, rise=label.rise + rise)

    def _side_of_next(self, label: Label) -> LabelPlace | Literal[""]:
        """Where the name of a series stands whose last point is one that another series goes on from, as a forecast
        does: on the side to which that does not go."""
        if label.series >= len(self.chart.series):
            return ""
        x, y = self.point(*label.at)
        for number, series in enumerate(self.chart.series):
            places = [*self.places(series).values()]
            here = next((n for n, (a, b) in enumerate(places) if math.dist((a, b), (x, y)) < ONE_POINT), -1)
            if number != label.series and 0 <= here < len(places) - 1:
                return "below" if places[here + 1][1] <= y else "above"
        return ""

    def _ink(self, series: Series) -> str:
        """Its colour, as words can have it; of one that has stepped back, that of what matters less."""
        return self.theme.readable("muted" if series.color.startswith("back") else series.color)

    def _of_series(self) -> Iterator[Label]:
        for number, series in enumerate(self.chart.series):
            last = last_point(series)
            value = series.y[last] if series.y else None
            text = series.label or series.name
            if value is None or not text or (not series.line and all_named(series)):
                continue
            if isinstance(self.chart.marks, Bands) and series.low and series.low[last] is not None:
                value = (value + (series.low[last] or 0.0)) / 2
            at = (series.x[last] if series.x else float(last), value)
            if self.values:
                text = f"{text} {self.values.text(value)}"
            yield Label(
                series=number, point=last, text=text, place="right", color=self._ink(series), at=at,
                named=not series.label or series.label == series.name, valued=self.values is not None, bold=True,
                gap=self.tokens.label_gap,
            )  # fmt: skip

    def _of_lines(self) -> Iterator[Label]:
        """Behind the right end of each line or band that lies across the plot."""
        ends_at_edge = self.x.categorical and self.x.low == 0
        ends_at_edge |= any(series.x and max(series.x) == self.x.high for series in self.chart.series)
        gap = self.tokens.label_gap if ends_at_edge else self.tokens.line_gap
        for number, reference in enumerate(self.chart.references, len(self.chart.series) + 1):
            if reference.axis != "y" or not reference.text:
                continue
            value = reference.low
            if reference.high is not None:
                middle = (position(self.y, reference.low) + position(self.y, reference.high)) / 2
                value = value_at(self.y, middle)
            color = self.theme.readable("muted")
            text = self.ruler.wrap(reference.text, 0.5 * NOTE * self.plot.width, self.size)
            if not self.x.categorical:
                yield Label(
                    series=number,
                    point=2,
                    text=text,
                    place="right",
                    color=color,
                    at=(self.x.high, value),
                    gap=gap,
                )
                continue
            last = len(self.chart.categories) - 1
            edge = (1 - position(self.x, last)) * self.plot.width
            yield Label(
                series=number,
                point=last,
                text=reference.text,
                place="right",
                color=color,
                at=(float(last), value),
                gap=gap,
                shift=edge,
            )

    def _above_columns(self) -> tuple[Label, ...] | None:
        """Over the values of the first group."""
        assert self.values is not None
        width = 0.8 * self.plot.width / (len(self.chart.categories) * len(self.chart.series))
        labels = []
        for number, one in enumerate(self.chart.series):
            value = one.y[0]
            if value is None or value < 0 or self.ruler.width(one.name, self.size, bold=True) > width:
                return None
            text = f"{one.name}\n{self.values.text(value)}"
            color = self.theme.readable(one.color)
            at = (bar_place(self.chart, number, self.tokens), value)
            labels.append(
                Label(
                    series=number,
                    point=0,
                    text=text,
                    place="above",
                    color=color,
                    at=at,
                    named=True,
                    valued=True,
                    bold=True,
                    gap=self.tokens.bar_gap,
                )
            )
        return tuple(labels)

    def beyond_errors(self, taken: Sequence[Label]) -> tuple[Label, ...]:
        """The values of columns beyond their error bars, which would strike them through; those of `taken`, too."""
        if self.values is None or not self.chart.is_clustered or not any(s.errors for s in self.chart.series):
            return tuple(taken)
        own = {(label.series, label.point) for label in taken}
        others = (each for each in self.values_of_columns() if (each.series, each.point) not in own)
        return tuple(map(self.beyond, (*taken, *others)))

    def values_of_columns(self) -> Iterator[Label]:
        """The values of columns that stand on them."""
        if self.values is None or not self.chart.is_clustered or self.chart.is_lying:
            return
        for number, series in enumerate(self.chart.series):
            for place, value in enumerate(series.y):
                if value is None:
                    continue
                at = (place + bar_place(self.chart, number, self.tokens), value)
                yield Label(series=number, point=place, text=self.values.text(value), color="text", valued=True,
                            place="below" if value < 0 else "above", at=at, gap=self.tokens.bar_gap)  # fmt: skip

    def beyond(self, label: Label) -> Label:
        """The label as far from its column as the error reaches."""
        series = self.chart.series[label.series]
        if label.point >= len(series.errors) or not label.valued:
            return label
        value, (down, up) = series.y[label.point] or 0.0, series.errors[label.point]
        end = min(max(value - down if value < 0 else value + up, self.y.low), self.y.high)
        return replace(label, rise=(position(self.y, end) - position(self.y, value)) * self.plot.height)

    def _inside_stacks(self) -> tuple[Label, ...] | None:
        """In the largest piece of each series."""
        slot = self.plot.width / max(1, len(self.chart.categories))
        width = (1.2 if isinstance(self.chart.marks, Areas) else 0.6) * slot
        labels = []
        for number, one in enumerate(self.chart.series):
            places = range(len(one.y))
            if isinstance(self.chart.marks, Areas) and len(one.y) > 2:
                places = range(1, len(one.y) - 1)
            best = max(places, key=lambda place: abs(one.y[place] or 0.0), default=0)
            low, high = stack_of(self.chart, number)[best]
            height = abs(position(self.y, high) - position(self.y, low)) * self.plot.height
            text = one.name
            if self.values:
                text = f"{one.name} {self.values.text(one.y[best] or 0.0)}"
            if height < 1.25 * self.size or width < self.ruler.width(text, self.size) + 4:
                return None
            ink = self.theme.text_on(one.color)
            at = (float(best), (low + high) / 2)
            labels.append(
                Label(
                    series=number,
                    point=best,
                    text=text,
                    place="center",
                    color=ink,
                    at=at,
                    named=True,
                    valued=self.values is not None,
                    gap=self.tokens.label_gap,
                )
            )
        return tuple(labels)

    def box(self, label: Label) -> Box:
        """What its words cover."""
        lines = label.text.count("\n") + 1
        width, height = self.ruler.width(label.text, self.size, bold=label.bold), 1.2 * self.size * lines
        x, y = self.point(*label.at)
        x, y = x + label.shift, y - label.rise
        match label.place:
            case "right":
                return Box(x + label.gap, y - height / 2, width, height)
            case "left":
                return Box(x - label.gap - width, y - height / 2, width, height)
            case "above":
                return Box(x - width / 2, y - label.gap - height, width, height)
            case "below":
                return Box(x - width / 2, y + label.gap - ACCENTS * self.size, width, height)
            case "center":
                return Box(x - width / 2, y - height / 2, width, height)


def _is_only_coloured(series: Series) -> bool:
    """True for points that have names of their own, and whose series only a legend can name."""
    return bool(series.name) and not series.line and all_named(series) and series.name not in series.points


def all_named(series: Series) -> bool:
    """True if every point has its own name: the series then needs none."""
    return bool(series.points) and all(series.points)
