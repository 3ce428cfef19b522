"""The marks of one panel as SVG: for each series a group, with the values at its marks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.charts import Areas, Bands, Bars, Bubbles, Lines, Series, Slices
from deckgen.layout.charts.model import Panel, Pattern
from deckgen.layout.charts.rounds import slice_text
from deckgen.layout.charts.scales import stack_of
from deckgen.layout.charts.style import (
    bar_place,
    bar_width,
    bubble_width,
    mark_color,
    marker,
    name_color,
    slice_middle,
    surface,
    tint,
)
from deckgen.layout.model import LINE_HEIGHT
from deckgen.themes.model import Theme
from deckgen.writers.html.charts.plane import Plane, places, within
from deckgen.writers.html.charts.svg import Point, circle, fill, line, number, path, rectangle, stroke, words

RISE = 0.34
"""From the middle of a line of text to its baseline, in em."""
VALUE_GAP = 2.6
"""From a mark to its value, in points; the value's own line is around that."""
CAP = 4.0
"""Half the width of an error bar's ends."""


class Marks(Struct, frozen=True):
    """Draws the series of one panel; ids begin with `name`."""

    panel: Panel
    theme: Theme
    plane: Plane
    name: str

    def groups(self) -> list[str]:
        """What is inside each series' group; of a pie, inside its one."""
        chart = self.panel.chart
        match chart.marks:
            case Lines():
                return [self._line(series, number) for number, series in enumerate(chart.series)]
            case Bars() as bars:
                draw = self._floating if bars.floating else self._stacked if bars.stacked else self._clustered
                return [draw(number) for number in range(len(chart.series))]
            case Areas():
                return [self._area(number) for number in range(len(chart.series))]
            case Bands():
                return [self._band(series) for series in chart.series]
            case Slices() as slices:
                return ["".join(self._slices(slices))]
            case Bubbles():
                return [self._bubbles(series) for series in chart.series]
            case _:
                assert_never(chart.marks)

    def over(self) -> list[str]:
        """What is inside the groups of the lines over the bars."""
        chart, own = self.panel.chart, self.panel.over_y
        plane = Plane(replace(self.panel, y=own), self.plane.plot) if own else self.plane
        drawn = replace(self, plane=plane)
        return [drawn._line(series, number) for number, series in enumerate(chart.over, len(chart.series))]

    def surface(self, index: int, color: str) -> str:
        """The attributes of a surface of series or slice `index`: its colour, or its hatching."""
        own, filled = self._look(index, color)
        return fill(own, self.theme) if filled == "solid" else f' fill="url(#{self.name}-h{index})"'

    def _look(self, index: int, color: str) -> tuple[str, Pattern]:
        return surface(self.panel, index, color)

    def hatchings(self) -> Iterator[str]:
        """`<pattern>`s for surfaces that only a legend names."""
        chart = self.panel.chart
        for index in range(len(chart.names)):
            color, hatching = self._look(index, name_color(chart, index))
            if hatching == "solid":
                continue
            ground = fill(tint(color, self.theme), self.theme)
            bars = f'<rect width="2.5" height="8"{fill(color, self.theme)}/>'
            bars += f'<rect width="8" height="2.5"{fill(color, self.theme)}/>' if hatching == "grid" else ""
            turn = {"up": 45, "down": -45, "grid": 0}[hatching]
            yield (
                f'<pattern id="{self.name}-h{index}" width="8" height="8" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate({turn})"><rect width="8" height="8"{ground}/>{bars}</pattern>'
            )

    def sample(self, index: int, at: Point, size: float) -> str:
        """What stands before a name in the legend, from `at` on its baseline."""
        chart, tokens = self.panel.chart, self.theme.tokens.chart
        if not (chart.is_pointed or (chart.over and index >= len(chart.series))):
            look = self.surface(index, name_color(chart, index))
            return rectangle(at, (at[0] + 1.3 * size, at[1] - 0.7 * size), look)
        series, middle = chart.every_series[index], at[1] - RISE * size
        center = at[0] + 0.65 * size, middle
        if isinstance(chart.marks, Bubbles):
            return circle(center, 0.31 * size, fill(series.color, self.theme))
        found = ""
        if series.line:
            look = stroke(series.color, tokens.line, self.theme, dashed=series.dashed)
            found = line((at[0], middle), (at[0] + 1.3 * size, middle), look)
        return found + (self._marker(index, center, series.color) if series.marker else "")

    # -- marks -------------------------------------------------------------------------------

    def _line(self, series: Series, index: int) -> str:
        found = self._stroked(series) if series.line else ""
        if series.marker:
            dots = (point for run in self.plane.points(series) for point in run)
            found += "".join(self._marker(index, point, series.color) for point in dots)
        values = self._values(index) if index < len(self.panel.chart.series) else ""
        return found + self._errors(series, places(series)) + values

    def _stroked(self, series: Series) -> str:
        look = stroke(series.color, self.theme.tokens.chart.line, self.theme, dashed=series.dashed)
        cap = "" if series.dashed else ' stroke-linecap="round"'
        return path(self.plane.points(series), f'{look}{cap} stroke-linejoin="round" fill="none"')

    def _marker(self, index: int, at: Point, color: str) -> str:
        x, y = at
        half, look = self.theme.tokens.chart.marker / 2, fill(color, self.theme)
        match marker(index):
            case "circle":
                return circle(at, half, look)
            case "square":
                return rectangle((x - half, y - half), (x + half, y + half), look)
            case "triangle":
                return path([[(x - half, y + half), (x, y - half), (x + half, y + half)]], look, closed=True)
            case "diamond":
                corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]
                return path([corners], look, closed=True)

    def _errors(self, series: Series, along: Sequence[float]) -> str:
        look = stroke("text", self.theme.tokens.chart.fine, self.theme)
        bars = []
        for place, value, (down, up) in zip(along, series.y, series.errors, strict=False):
            if value is None:
                continue
            for end in (value - down, value + up):
                x, y = self.plane.at(place, within(self.panel.y, end))
                middle = self.plane.at(place, value)
                across = ((0, CAP), (0, -CAP)) if self.panel.chart.is_lying else ((CAP, 0), (-CAP, 0))
                bars.append([middle, (x, y)])
                bars.append([(x + dx, y + dy) for dx, dy in across])
        return path(bars, look) if bars else ""

    def _bar(self, place: float, low: float, high: float, look: str) -> str:
        """A bar of the chart's width around `place`, as far as the axis goes."""
        half, y = bar_width(self.panel.chart, self.theme.tokens.chart) / 2, self.panel.y
        if max(low, high) < y.low or min(low, high) > y.high:
            return ""
        ends = within(y, low), within(y, high)
        return rectangle(self.plane.at(place - half, ends[0]), self.plane.at(place + half, ends[1]), look)

    def _clustered(self, index: int) -> str:
        chart, tokens = self.panel.chart, self.theme.tokens.chart
        series, shift = chart.series[index], bar_place(chart, index, tokens)
        foot = self.panel.y.low if self.panel.y.base else 0.0
        found = "".join(
            self._bar(place + shift, foot, value, self.surface(index, mark_color(chart, index, place)))
            for place, value in enumerate(series.y)
            if value is not None
        )
        found += self._errors(series, [place + shift for place in range(len(series.y))])
        return found + self._values(index)

    def _stacked(self, index: int) -> str:
        edge = stroke("ground", self.theme.tokens.chart.axis, self.theme)
        look = self.surface(index, self.panel.chart.series[index].color) + edge
        ends = stack_of(self.panel.chart, index)
        bars = (self._bar(place, low, high, look) for place, (low, high) in enumerate(ends) if low != high)
        return "".join(bars) + self._values(index)

    def _floating(self, index: int) -> str:
        series = self.panel.chart.series[index]
        return "".join(
            self._bar(place, low, high, fill(series.color, self.theme))
            for place, (low, high) in enumerate(zip(series.low, series.y, strict=True))
            if low is not None and high is not None
        )

    def _area(self, index: int) -> str:
        ends = stack_of(self.panel.chart, index)
        above = [self.plane.at(place, high) for place, (_, high) in enumerate(ends)]
        below = [self.plane.at(place, low) for place, (low, _) in enumerate(ends)]
        look = self.surface(index, self.panel.chart.series[index].color)
        return path([[*above, *reversed(below)]], look, closed=True) + self._values(index)

    def _band(self, series: Series) -> str:
        """A surface between two lines; a series without a lower one is a line."""
        if not series.low:
            return self._stroked(series)
        runs: list[list[tuple[Point, Point]]] = [[]]
        for place, low, high in zip(places(series), series.low, series.y, strict=True):
            if low is None or high is None:
                runs.append([])
            else:
                runs[-1].append((self.plane.at(place, low), self.plane.at(place, high)))
        outlines = [[*(high for _, high in run), *(low for low, _ in reversed(run))] for run in runs]
        return path(outlines, fill(series.color, self.theme, self.theme.tokens.chart.band), closed=True)

    def _bubbles(self, series: Series) -> str:
        tokens = self.theme.tokens.chart
        look = fill(series.color, self.theme, 75) + stroke("ground", tokens.axis, self.theme)
        return "".join(
            circle(
                self.plane.at(x, y), bubble_width(self.panel.chart, size, self.panel.plot, tokens) / 2, look
            )
            for x, y, size in zip(series.x, series.y, series.sizes, strict=True)
            if y is not None
        )

    def _slices(self, slices: Slices) -> Iterator[str]:
        """From twelve o'clock on, clockwise; names and shares around."""
        chart, tokens, plot = self.panel.chart, self.theme.tokens.chart, self.plane.plot
        center, radius = (plot.x + plot.width / 2, plot.y + plot.height / 2), plot.width / 2
        hole = radius * tokens.hole / 100 if slices.ring else 0.0
        shares = [max(0.0, value or 0.0) for value in chart.series[0].y]
        total, done, labels = sum(shares) or 1.0, 0.0, ""
        for index, (name, share) in enumerate(zip(chart.categories, shares, strict=True)):
            begin, end = done / total, (done + share) / total
            done += share
            if share:
                look = self.surface(index, mark_color(chart, 0, index))
                yield _slice(
                    center, radius, hole, begin, end, look + stroke("ground", tokens.edge, self.theme)
                )
            if self.panel.values is not None:
                x, y = slice_middle(center, radius, hole, math.pi * (begin + end))
                dx, dy = self.panel.slice_shifts[index]
                at = (x + dx * self.panel.box.width, y + dy * self.panel.box.height)
                labels += self._slice_label(at, name, slice_text(chart, self.panel.values, share, total))
        yield labels

    def _slice_label(self, center: Point, name: str, share: str) -> str:
        """Its lines around their place: the name is the legend's, if there is one."""
        size, lines = self.panel.size, [share] if self.panel.legend else [name, share]
        first = (center[0], center[1] + (RISE - (len(lines) - 1) * LINE_HEIGHT / 2) * size)
        return words(lines, first, size, "text", self.theme, "middle", leading=1.1)

    # -- values ------------------------------------------------------------------------------

    def _values(self, index: int) -> str:
        """The value at each mark: above a standing bar or point, at the end of a lying bar, inside a stack."""
        if self.panel.values is None:
            return ""
        chart, size = self.panel.chart, self.panel.value_size
        series = chart.series[index]
        own = {label.point for label in self.panel.labels if label.series == index}
        shift = bar_place(chart, index, self.theme.tokens.chart)
        found = ""
        for point, value in enumerate(series.y):
            at = self.panel.value_places[index][point]
            if value is None or point in own or at == "none":
                continue
            place, color, anchor = places(series)[point] + shift, "text", "middle"
            x, y = self.plane.at(place, within(self.panel.y, value))
            if chart.is_stacked:
                x, y = self.plane.at(place, sum(stack_of(chart, index)[point]) / 2)
                y, color = y + 0.25 * size, self.theme.text_on(series.color)
            elif chart.is_lying:
                x, y = x + (VALUE_GAP if value >= 0 else -VALUE_GAP), y + 0.25 * size
                anchor = "start" if value >= 0 else "end"
            elif at == "inside":
                y, color = y + 0.9 * size + VALUE_GAP, self.theme.text_on(mark_color(chart, index, point))
            elif at == "below" or (value < 0 and chart.is_clustered):
                y += 0.9 * size + (VALUE_GAP if at else 0.0)
            else:
                y -= VALUE_GAP + 0.27 * size
            found += words([self.panel.values.text(value)], (x, y), size, color, self.theme, anchor)  # type: ignore[arg-type]
        return found


def _slice(center: Point, radius: float, hole: float, begin: float, end: float, look: str) -> str:
    """A piece of a round, or of its ring around a `hole`, between two shares of the turn."""
    if end - begin >= 0.9995:  # an arc can't come back to where it begins, nor nearly
        ring = circle(center, (radius + hole) / 2, f' fill="none" stroke-width="{number(radius - hole)}"')
        return circle(center, radius, look) if not hole else ring.replace("/>", f"{_as_stroke(look)}/>")

    def on(share: float, far: float) -> str:
        angle = 2 * math.pi * share
        return f"{number(center[0] + far * math.sin(angle))} {number(center[1] - far * math.cos(angle))}"

    wide, far, near = int(end - begin > 0.5), number(radius), number(hole)
    inner = f"L{on(end, hole)}A{near} {near} 0 {wide} 0 {on(begin, hole)}Z" if hole else f"L{on(0, 0)}Z"
    return f'<path d="M{on(begin, radius)}A{far} {far} 0 {wide} 1 {on(end, radius)}{inner}"{look}/>'


def _as_stroke(look: str) -> str:
    """The fill of a look as the colour of a line."""
    return " stroke=" + look.split(" fill=", 1)[1].split(" ", 1)[0]
