"""Where everything in a figure of charts stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.charts import Chart, Lines, Slices
from deckgen.layout.charts.inner_labels import inner_labels
from deckgen.layout.charts.labels import Labeller
from deckgen.layout.charts.legends import LegendRows, legend_rows
from deckgen.layout.charts.model import AxisTitle, Caption, ChartFrame, LaidAxis, Panel, ValuePlace
from deckgen.layout.charts.rounds import SliceLabel, is_cramped, round_in, shifts, slice_labels
from deckgen.layout.charts.ruler import Ruler, ruler_of
from deckgen.layout.charts.scales import ended, lay_axes, over_axis
from deckgen.layout.charts.style import legible, slices_labelled, surfaces
from deckgen.layout.charts.value_places import beside_stacks, value_places
from deckgen.layout.charts.value_styles import value_style
from deckgen.layout.fonts import Fonts
from deckgen.themes.model import Box, Theme

LINE = 1.2
CLEAR = 0.7
"""Em from words above a plot to its edge: half of the topmost tick's label is there."""
TITLE_FOOT = 5.0
"""Below an axis's title: PowerPoint's and LibreOffice's boxes around it reach so far (pt)."""
AROUND = 0.26
"""Share of the width that the name of a slice beside its pie may take."""
MOST_LEGEND = 0.45
"""Share of the height that a legend may take."""
MOST_SHARES = 16
"""Slices whose shares are written around a pie that a legend names."""
WIDEST_NAME = 0.36
"""Share of the width that names beside lying bars may take."""


class _Margins(Struct, frozen=True):
    left: float
    top: float
    right: float
    bottom: float


def compose(frame: ChartFrame, fonts: Fonts, theme: Theme) -> ChartFrame:
    """`frame` with its panels."""
    ruler, tokens = ruler_of(fonts), theme.tokens.chart
    size = tokens.text if frame.box.height >= tokens.roomy else tokens.small
    if (
        frame.box.width / len(frame.group.charts) >= tokens.spacious[0]
        and frame.box.height >= tokens.spacious[1]
    ):
        size = tokens.large
    box = frame.box
    title = source = None
    if frame.group.title:
        title = _caption(frame.group.title, box, size + 2, ruler, bold=True)
        box = box.inset(0, title.box.height + 6, 0, 0)
    if frame.group.source:
        source = _caption(frame.group.source, box, tokens.source, ruler)
        high = source.box.height
        source = replace(source, box=Box(box.x, box.bottom - high, box.width, high))
        box = box.inset(0, 0, 0, min(high + 5, 0.4 * box.height))
    charts = tuple(legible(chart, theme) for chart in frame.group.charts)
    total = sum(chart.weight for chart in charts)
    room = box.width - tokens.panel_gap * (len(charts) - 1)
    x = box.x
    drafts = []
    for chart in charts:
        part = Box(x, box.y, room * chart.weight / total, box.height)
        drafts.append(_Draft(chart, part, size, frame.group.lang, ruler, theme))
        x += part.width + tokens.panel_gap
    title_size = min((draft.title_size() for draft in drafts if draft.chart.title), default=size)
    titles = [draft.title(title_size) for draft in drafts]
    margins = [draft.margins(title, title_size) for draft, title in zip(drafts, titles, strict=True)]
    # Side by side, all plots begin and end at one height.
    top, bottom = max(m.top for m in margins), max(m.bottom for m in margins)
    panels = tuple(
        draft.panel(replace(margin, top=top, bottom=bottom), title, title_size)
        for draft, margin, title in zip(drafts, margins, titles, strict=True)
    )
    return replace(frame, panels=panels, title=title, source=source)


def _caption(text: str, box: Box, size: float, ruler: Ruler, *, bold: bool = False) -> Caption:
    """Lines as wide as `box`; the box is as high as they are."""
    lines = tuple(ruler.wrap(text, box.width - 2, size, bold=bold).split("\n"))
    return Caption(lines, replace(box, height=len(lines) * LINE * size), size)


class _Draft:
    """One chart on the way to a panel."""

    def __init__(self, chart: Chart, box: Box, size: float, lang: str, ruler: Ruler, theme: Theme) -> None:
        self.box, self.size = box, size
        self.ruler, self.theme = ruler, theme
        self.tokens = theme.tokens.chart
        self.pie = chart.is_round
        self.crowded = False
        plot = box.inset(50, 30, 20, 40)
        written = value_style(chart, lang, plot, size, ruler, self.tokens)
        if written is None:
            self.crowded = bool(chart.values)
            chart = replace(chart, values=False)
        self.chart = chart
        self.values, self.value_size = written or (None, size)
        self.x, self.y = lay_axes(chart, plot, size, lang)
        self.over_y = over_axis(chart, plot, size, lang)
        if self.x.categorical and not self.pie:
            self.x = self._fitted(self.x, plot)
        if self.values and chart.is_clustered:
            self.y = replace(self.y, axis=replace(self.y.axis, hidden=True))
        self.legend: LegendRows | None = None
        below, beside = (self.y, self.x) if chart.is_lying else (self.x, self.y)
        self.below = self._title_lines(below, 0.85 * plot.width)
        # Above the plot it is read without turning one's head; office suites have one such place, which is a title's.
        self.upwards = bool(chart.title)
        self.beside = self._title_lines(beside, 0.85 * (plot.height if self.upwards else box.width))
        self.named = self._labeller(plot).names()
        if self.named is not None and self._labeller(plot).names_ends:
            self.x = ended(self.x, chart)
        if self.pie:
            widest = max((ruler.width(name, size) for name in chart.categories), default=0.0)
            most = WIDEST_NAME if chart.emphasis else AROUND
            self.around = slices_labelled(chart) and widest <= most * box.width
            self.values = self.values if self.around or len(chart.categories) <= MOST_SHARES else None
        self.slices = self._slices()
        if self.pie and self.around and not chart.emphasis and is_cramped(plot, self.slices):
            self.around = False
            self.slices = self._slices()
        if self.named is None or (self.pie and not self.around):
            self._make_legend()

    def _slices(self) -> list[SliceLabel]:
        named = self.pie and self.around
        return slice_labels(self.chart, self.values, self.ruler, self.size, self.tokens, named=named)

    def _labeller(self, plot: Box) -> Labeller:
        return Labeller(self.chart, self.x, self.y, plot, self.size, self.values, self.ruler, self.theme)

    def _make_legend(self) -> None:
        sizes = (self.size, min(self.tokens.small, self.size))
        highest = MOST_LEGEND * self.box.height
        self.legend = legend_rows(self.chart.names, self.box.width, sizes, self.ruler, highest)
        self.crowded = self.crowded or len(self.legend.widths) < len(self.chart.names)

    @property
    def _is_dashed(self) -> bool:
        """True if any line in it is."""
        return bool(self.chart.references) or any(series.dashed for series in self.chart.series)

    @property
    def _legend_height(self) -> float:
        return self.legend.height if self.legend else 0.0

    def _title_lines(self, axis: LaidAxis, room: float) -> tuple[tuple[str, ...], float]:
        """The lines of an axis's title and their size: one or two, smaller if they must be."""
        if not axis.axis.title or self.pie:
            return (), self.size
        for size in (self.size, self.tokens.small):
            lines = tuple(self.ruler.wrap(axis.axis.title, room, size).split("\n"))
            if len(lines) <= 2 and max(self.ruler.width(line, size) for line in lines) <= room * 1.1:
                return lines, size
        self.crowded = True
        least = self.tokens.small
        return tuple(self.ruler.cut("\n".join(lines[:2]), room, least).split("\n")), least

    def title_size(self) -> float:
        """The largest size at which the title stands on one line, or on two at the size of the text."""
        for size in (self.size + 2, self.size):
            if self.ruler.width(self.chart.title, size, bold=True) <= self.box.width:
                return size
        return self.size

    def title(self, size: float) -> tuple[str, ...]:
        """Its lines."""
        if not self.chart.title:
            return ()
        return tuple(self.ruler.wrap(self.chart.title, self.box.width, size, bold=True).split("\n"))

    def _fitted(self, axis: LaidAxis, plot: Box) -> LaidAxis:
        """Names wrapped, smaller or turned, so that they stand side by side."""
        names = [tick.label for tick in axis.ticks]
        if self.chart.is_lying:
            return self._fitted_beside(axis, names, plot.height / len(names))
        slot = plot.width / len(names) - 4
        for size in (self.size, self.size - 2, self.tokens.small, self.tokens.source):
            wrapped = [self.ruler.wrap(name, slot, size) for name in names]
            fits = max(self.ruler.width(name, size) for name in wrapped) <= slot
            if fits and max(name.count("\n") for name in wrapped) < 3:
                return _renamed(axis, wrapped, size)
        size = self.size - 2
        skip = max(1, math.ceil(1.15 * size / (slot + 4)))
        self.crowded = self.crowded or skip > 1
        longest = 0.5 * self.box.height
        if max(self.ruler.width(name, size) for name in names) > longest:
            self.crowded = True
            axis = _renamed(axis, [self.ruler.cut(name, longest, size) for name in names], size)
        return replace(axis, size=size, turned=True, skip=skip)

    def _fitted_beside(self, axis: LaidAxis, names: Sequence[str], slot: float) -> LaidAxis:
        """Names beside lying bars: in a third of the width, as small as the bars are thin."""
        width = WIDEST_NAME * self.box.width
        for size in (self.size, self.tokens.small, self.tokens.source):
            wrapped = [self.ruler.wrap(name, width, size) for name in names]
            if max(name.count("\n") + 1 for name in wrapped) * LINE * size <= slot + 4:
                break
        shown = [self.ruler.cut(name, width, size) for name in wrapped]
        skip = max(1, math.ceil(LINE * size / (slot + 4)))
        self.crowded = self.crowded or skip > 1 or shown != wrapped
        return replace(_renamed(axis, shown, size), skip=skip)

    # -- margins -----------------------------------------------------------------------------

    def margins(self, title: Sequence[str], title_size: float) -> _Margins:
        """Space around the plot for all that is written outside it."""
        top = len(title) * LINE * title_size + (10 if title else 0)
        top += self._legend_height
        above = 0.0 if self.upwards else _thickness(self.beside)
        has_ticks = not (self.pie or self.chart.is_lying or self.y.axis.hidden)
        clear = 0.5 if self.legend and not above else 1.0  # it has some space below
        top += above + (clear * CLEAR * self.size if above or (has_ticks and (title or self.legend)) else 0)
        if self.pie:
            return _Margins(0, top + 4, 0, 4)
        along, across = self._category_side(), self._value_side()
        lying = self.chart.is_lying
        left, bottom = (along, across) if lying else (across, along)
        right = max(self._right(left), 8.0)
        if self.x.turned:  # the first name reaches out to the left
            slot = (self.box.width - left - right) / len(self.x.ticks)
            reach = 0.71 * self.ruler.width(self.x.ticks[0].label, self.x.size) + 8
            left = max(left, min(reach - slot / 2, 0.35 * self.box.width))
        elif self._is_ended_by_ticks:
            left = max(left, self.ruler.width(self.x.ticks[0].label, self.x.size) / 2 + 2)
        return _Margins(left, max(top, 0.7 * self.size), right, bottom)

    @property
    def _at_side(self) -> float:
        """Room at the left for a title that reads upwards."""
        return _thickness(self.beside) if self.upwards else 0.0

    def _category_side(self) -> float:
        """Below the plot; left of it where bars lie."""
        labels = [tick.label for tick in self.x.ticks]
        title = self._at_side if self.chart.is_lying else _thickness(self.below)
        if self.x.axis.hidden:
            return title + 4
        if self.chart.is_lying:
            return (
                max(self.ruler.width(label, self.x.size) for label in labels)
                + self.tokens.tick_gap
                + 3
                + title
            )
        lines = max((label.count("\n") + 1 for label in labels), default=1)
        height = lines * LINE * self.x.size
        if self.x.turned:
            height = max(self.ruler.width(label, self.x.size) for label in labels) * 0.71 + self.x.size
            height = min(height, 0.4 * self.box.height)
        return height + self.tokens.tick_gap + title

    def _value_side(self) -> float:
        """Left of the plot; below it where bars lie."""
        title = _thickness(self.below) if self.chart.is_lying else self._at_side
        if self.y.axis.hidden:
            return title + 4
        if self.chart.is_lying:
            return LINE * self.size + self.tokens.tick_gap + title
        return (
            max(self.ruler.width(t.label, self.size) for t in self.y.ticks) + self.tokens.tick_gap + 3 + title
        )

    @property
    def _is_ended_by_ticks(self) -> bool:
        """True if words below the plot may reach over its sides by half of their width."""
        x = self.x
        return bool(x.ticks) and not (x.axis.hidden or x.turned) and (not x.categorical or x.low == 0)

    def _right(self, left: float) -> float:
        """Right of the plot: names at the ends of lines, half of the last tick's label, an axis of lines over bars."""
        need = 8.0
        if self.over_y:
            need += self.tokens.tick_gap + max(
                self.ruler.width(t.label, self.size) for t in self.over_y.ticks
            )
        if self._is_ended_by_ticks:
            last = self.x.ticks[-1]
            plot = Box(0, 0, self.box.width - left - need, 100)
            over = self._labeller(plot).point(last.value, self.y.low)[0] - plot.width
            need = max(need, over + self.ruler.width(last.label, self.size) / 2)
        plot = Box(0, 0, max(60.0, self.box.width - left - need), max(60.0, self.box.height - 80))
        ends = self._labeller(plot).ends(named=not self.legend) or ()
        for label in () if self.chart.is_lying else ends:
            width = self.ruler.width(label.text, self.size, bold=label.bold) + label.gap + 4
            narrow = replace(plot, width=max(60.0, self.box.width - left - max(need, width)))
            end = self._labeller(narrow).point(label.at[0], self.y.low)[0] + label.shift
            need = max(need, min(end + width - narrow.width, 0.45 * self.box.width))
        return need

    # -- the panel ---------------------------------------------------------------------------

    def panel(self, margins: _Margins, title: tuple[str, ...], title_size: float) -> Panel:
        """The chart in its place."""
        tamed = self._tamed(margins)
        plot = self.box.inset(tamed.left, tamed.top, tamed.right, tamed.bottom)
        if self.pie:
            plot = round_in(plot, self.slices)
        marks = self.chart.marks
        places: tuple[tuple[ValuePlace, ...], ...] = ()
        moved = shifts(self.slices, marks, plot, self.box, self.tokens) if isinstance(marks, Slices) else ()
        legend = None
        if self.legend:
            y = self.box.y + len(title) * LINE * title_size + (8 if title else 0)
            y += 0.0 if self.upwards else _thickness(self.beside)
            legend = self.legend.placed(self.box.x, y, self.box.width, dashed=self._is_dashed)
        labeller = self._labeller(plot)
        named = () if self.legend else labeller.names()
        if named is None:  # they fitted the plot as it was guessed, and do not fit as it is
            self._make_legend()
            own = self.margins(title, title_size)  # nothing is named at the right any more
            top = margins.top + self._legend_height
            return self.panel(
                replace(margins, top=top, right=min(own.right, margins.right)), title, title_size
            )
        if not self.pie:
            ends = labeller.ends(named=not self.legend) or ()
            named = labeller.beyond_errors(named)
            named = (*named, *ends, *inner_labels(labeller, (*named, *ends)))
            labelled = {(label.series, label.point) for label in named}
            named = (*named, *beside_stacks(labeller, self.value_size, labelled))
            places = value_places(labeller, self.value_size, labelled)
            left_out = isinstance(self.chart.marks, Lines) and any("none" in each for each in places)
            self.crowded = self.crowded or left_out
        below, beside = self._axis_titles(plot)
        return Panel(
            box=self.box,
            plot=plot,
            chart=self.chart,
            x=self.x,
            y=self.y,
            over_y=self.over_y,
            size=self.size,
            title=title,
            title_size=title_size,
            below_title=below,
            beside_title=beside,
            labels=named,
            legend=legend,
            surfaces=surfaces(self.chart, self.theme) if legend else (),
            values=self.values,
            value_size=self.value_size,
            value_places=places,
            slice_shifts=moved,
            crowded=self.crowded,
        )

    def _axis_titles(self, plot: Box) -> tuple[AxisTitle | None, AxisTitle | None]:
        """Where the titles stand: below in the middle of the plot, and at the left above it, or in the middle of that
        side."""
        found: list[AxisTitle | None] = []
        for at_left, (lines, size) in ((False, self.below), (True, self.beside)):
            if not lines:
                found.append(None)
                continue
            wide = max(self.ruler.width(line, size) for line in lines)
            high = len(lines) * LINE * size
            box = Box(plot.x + (plot.width - wide) / 2, self.box.bottom - high - TITLE_FOOT, wide, high)
            if at_left:
                box = Box(self.box.x, self.box.y, wide, high)
            if at_left and self.upwards:
                box = Box(self.box.x, plot.y + (plot.height - wide) / 2, high, wide)
            found.append(AxisTitle(lines, box, size, upwards=at_left and self.upwards))
        return found[0], found[1]

    def _tamed(self, margins: _Margins) -> _Margins:
        """Margins that leave a third of the box to the plot, whatever is written around it."""
        across, up = margins.left + margins.right, margins.top + margins.bottom
        narrow = min(1.0, 0.67 * self.box.width / max(across, 1.0))
        low = min(1.0, 0.67 * self.box.height / max(up, 1.0))
        self.crowded = self.crowded or narrow < 1 or low < 1
        return _Margins(
            margins.left * narrow, margins.top * low, margins.right * narrow, margins.bottom * low
        )


def _thickness(title: tuple[tuple[str, ...], float]) -> float:
    """Room across for an axis's title."""
    lines, size = title
    return (len(lines) * LINE + 0.25) * size if lines else 0.0


def _renamed(axis: LaidAxis, names: Sequence[str], size: float) -> LaidAxis:
    ticks = tuple(replace(t, label=name) for t, name in zip(axis.ticks, names, strict=True))
    return replace(axis, ticks=ticks, size=size)
