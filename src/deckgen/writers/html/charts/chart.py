"""`ChartFrame` → `<svg>`: everything has its place already."""

from __future__ import annotations

from html import escape

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.charts import Bubbles
from deckgen.layout.charts.axes import position
from deckgen.layout.charts.compose import LINE
from deckgen.layout.charts.legends import LEGEND_LINE
from deckgen.layout.charts.model import Caption, ChartFrame, Label, LaidAxis, Panel
from deckgen.layout.charts.style import grid_color, has_grid, over_color
from deckgen.themes.model import Box, Theme
from deckgen.writers.html.charts.marks import Marks
from deckgen.writers.html.charts.plane import Plane
from deckgen.writers.html.charts.svg import Anchor, fill, line, number, rectangle, stroke, words

# Where office suites set the words of a native chart, as measured in LibreOffice's PDF. In points or em.
AXIS_GAP, EDGE_GAP = 3.1, 7.1
"""From an axis to its ticks' labels, and from the plot's left edge to labels that stand there wherever the axis is."""
TICK_RISE, LABEL_RISE = 0.2, 0.25
"""From the middle of a tick's label, and of one beside a mark, to its baseline."""
MARK_GAP = 2.9
"""From a mark's edge to its label."""
LEADING = 1.1
"""From line to line of a label: PowerPoint has 1.2, LibreOffice 1.0."""
INSET = 2.0
"""Of a title in its box."""
INDENT = 0.6
"""Of a legend's entries, in em."""
_SVG = 'xmlns="http://www.w3.org/2000/svg"'


def chart_svg(frame: ChartFrame, theme: Theme, place: str) -> str:
    """A figure of charts as large as its frame; its ids begin with `place`."""
    ids = escape(place)
    title = " ".join(" ".join(panel.title) for panel in frame.panels if panel.title) or frame.alt
    size = f"{number(frame.box.width)} {number(frame.box.height)}"
    panels = "".join(
        _Panel(_moved(panel, frame.box), theme, f"{ids}-{at}", steps).svg()
        for at, (panel, steps) in enumerate(zip(frame.panels, frame.panel_steps, strict=True))
    )
    above = _caption(frame.title, frame.box, theme, "text", "start", bold=True)
    below = _caption(frame.source, frame.box, theme, "muted", "end")
    return (
        f'<svg {_SVG} role="img" aria-labelledby="{ids}-t {ids}-d" viewBox="0 0 {size}">'
        f'<title id="{ids}-t">{escape(title)}</title><desc id="{ids}-d">{escape(frame.alt)}</desc>'
        f"{panels}{above}{below}</svg>"
    )


def _caption(
    caption: Caption | None, box: Box, theme: Theme, color: str, anchor: Anchor, *, bold: bool = False
) -> str:
    if caption is None:
        return ""
    x = (caption.box.right if anchor == "end" else caption.box.x) - box.x
    first = (x, caption.box.y - box.y + caption.size)
    return words(caption.lines, first, caption.size, color, theme, anchor, bold=bold)


def _moved(panel: Panel, frame: Box) -> Panel:
    """The panel from its frame's corner on."""

    def box(box: Box) -> Box:
        return replace(box, x=box.x - frame.x, y=box.y - frame.y)

    titles = (
        title and replace(title, box=box(title.box)) for title in (panel.below_title, panel.beside_title)
    )
    below, beside = titles
    legend = panel.legend and replace(panel.legend, box=box(panel.legend.box))
    return replace(
        panel, box=box(panel.box), plot=box(panel.plot), below_title=below, beside_title=beside, legend=legend
    )


class _Panel(Struct, frozen=True):
    panel: Panel
    theme: Theme
    name: str
    steps: tuple[int, ...]

    def svg(self) -> str:
        """Behind the marks the grid, and what lies across; on them all words."""
        panel = self.panel
        plane = Plane(panel, panel.plot)
        marks = Marks(panel, self.theme, plane, self.name)
        groups = [self._group(number, inner) for number, inner in enumerate(marks.groups())]
        drawn = "".join(groups)
        over = "".join(self._group(n, inner) for n, inner in enumerate(marks.over(), len(panel.chart.series)))
        clip = ""
        if not panel.chart.is_round and plane.overflows:
            plot = panel.plot
            shape = rectangle((plot.x, plot.y), (plot.right, plot.bottom), "")
            clip = f'<clipPath id="{self.name}-c">{shape}</clipPath>'
        hatchings = "".join(marks.hatchings())
        found = f"<defs>{hatchings}{clip}</defs>" if hatchings or clip else ""
        if clip:
            drawn = f'<g clip-path="url(#{self.name}-c)">{drawn}</g>'
        if panel.chart.is_round:
            return found + drawn + self._title() + self._legend(marks)
        foot = self._foot(plane)
        ordered = foot + drawn if panel.chart.is_pointed else drawn + foot + over
        labels = "".join(self._label(label, plane) for label in panel.labels)
        text = self._across() + self._up() + self._at_right() + self._title() + self._legend(marks) + labels
        return found + self._grid(plane) + self._references(plane) + ordered + text

    def _group(self, series: int, inner: str) -> str:
        """The marks of one series; they appear at a click of their own where the chart is shown step by step."""
        step = self.steps[series] if series < len(self.steps) else 0
        shown = f' class="fragment" data-fragment-index="{step - 1}"' if step else ""
        called = "" if self.panel.chart.is_round else self.panel.chart.every_series[series].name
        return f'<g id="{self.name}-s{series}" data-series="{escape(called)}"{shown}>{inner}</g>'

    def _title(self) -> str:
        panel = self.panel
        size = panel.title_size
        return words(
            panel.title, (panel.box.x + INSET, panel.box.y + 1.05 * size), size, "text", self.theme, bold=True
        )

    def _grid(self, plane: Plane) -> str:
        panel = self.panel
        if not has_grid(panel, self.theme):
            return ""
        look = stroke(grid_color(self.theme), self.theme.tokens.chart.grid_line, self.theme)
        return "".join(self._lying_at(tick.value, plane, look) for tick in panel.y.ticks)

    def _foot(self, plane: Plane) -> str:
        value = plane.foot() if self.panel.stands_on_zero else self.panel.y.low
        return self._lying_at(value, plane, stroke("muted", self.theme.tokens.chart.axis, self.theme))

    def _lying_at(self, value: float, plane: Plane, look: str) -> str:
        """A line across the plot at a value."""
        x = self.panel.x
        return line(plane.at(x.low, value), plane.at(x.high, value), look)

    def _references(self, plane: Plane) -> str:
        """Lines and bands across the plot, without their words."""
        x, y, tokens = self.panel.x, self.panel.y, self.theme.tokens.chart
        found = ""
        for reference in self.panel.chart.references:
            along = reference.axis == "y"
            if reference.high is None:
                ends = ((x.low, reference.low), (x.high, reference.low))
                if not along:
                    ends = ((reference.low, y.low), (reference.low, y.high))
                look = stroke("muted", tokens.fine, self.theme, dashed=True)
                found += line(plane.at(*ends[0]), plane.at(*ends[1]), look)
            else:
                corners = ((x.low, reference.low), (x.high, reference.high))
                if not along:
                    corners = ((reference.low, y.low), (reference.high, y.high))
                look = fill("muted", self.theme, tokens.reference)
                found += rectangle(plane.at(*corners[0]), plane.at(*corners[1]), look)
        return found

    def _across(self) -> str:
        """Ticks' labels and title below the plot."""
        panel, plot = self.panel, self.panel.plot
        axis = panel.y if panel.chart.is_lying else panel.x
        found = ""
        for tick in () if axis.axis.hidden else axis.ticks[:: axis.skip]:
            x = plot.x + position(axis, tick.value) * plot.width
            if axis.turned:
                at = (x + 0.3 * axis.size, plot.bottom + AXIS_GAP + 0.8 * axis.size)
                found += words([tick.label], at, axis.size, "text", self.theme, "end", turn=-45)
            else:
                at = (x, plot.bottom + AXIS_GAP + 0.96 * axis.size)
                found += words(
                    tick.label.split("\n"), at, axis.size, "text", self.theme, "middle", leading=LEADING
                )
        if title := panel.below_title:
            at = (title.box.x + title.box.width / 2, title.box.y + 0.85 * title.size)
            found += words(title.lines, at, title.size, "text", self.theme, "middle")
        return found

    def _up(self) -> str:
        """Ticks' labels and title left of the plot."""
        panel, plot = self.panel, self.panel.plot
        lying = panel.chart.is_lying
        axis: LaidAxis = panel.x if lying else panel.y
        gap = EDGE_GAP if lying or panel.begins_at_edge else AXIS_GAP
        found = ""
        for tick in () if axis.axis.hidden else axis.ticks[:: axis.skip]:
            share = position(axis, tick.value)
            middle = plot.y + (share if lying else 1 - share) * plot.height
            lines = tick.label.split("\n")
            at = (plot.x - gap, _first(middle, len(lines), axis.size, TICK_RISE))
            found += words(lines, at, axis.size, "text", self.theme, "end", leading=LEADING)
        if title := panel.beside_title:
            middle = title.box.y + title.box.height / 2
            for place, text in enumerate(title.lines if title.upwards else ()):
                at = (title.box.x + (1 + place * LINE) * title.size, middle)
                found += words([text], at, title.size, "text", self.theme, "middle", turn=-90)
            if not title.upwards:
                at = (title.box.x, title.box.y + 0.95 * title.size)
                found += words(title.lines, at, title.size, "text", self.theme)
        return found

    def _at_right(self) -> str:
        """Ticks' labels of the axis that lines over bars have to themselves."""
        axis, plot = self.panel.over_y, self.panel.plot
        if axis is None:
            return ""
        color, found = over_color(self.panel.chart, self.theme), ""
        for tick in axis.ticks:
            y = plot.bottom - position(axis, tick.value) * plot.height + TICK_RISE * axis.size
            found += words([tick.label], (plot.right + AXIS_GAP, y), axis.size, color, self.theme)
        return found

    def _legend(self, marks: Marks) -> str:
        legend = self.panel.legend
        if legend is None:
            return ""
        size, x, y = legend.size, legend.box.x, legend.box.y + 0.95 * legend.size
        found = ""
        for index, (name, need) in enumerate(zip(self.panel.chart.names, legend.widths, strict=False)):
            if index and not index % legend.columns:
                x, y = legend.box.x, y + LEGEND_LINE * size
            found += marks.sample(index, (x + INDENT * size, y), size)
            found += words([name], (x + (INDENT + 1.6) * size, y), size, "text", self.theme)
            x += need
        return found

    def _gap(self, label: Label) -> float:
        """From the middle of the mark to the words beside it."""
        chart = self.panel.chart
        if isinstance(chart.marks, Bubbles):
            return label.gap - 4.0 + MARK_GAP
        marked = label.series < len(chart.series) and chart.series[label.series].marker
        return MARK_GAP + (self.theme.tokens.chart.marker / 2 if marked else 0.0)

    def _label(self, label: Label, plane: Plane) -> str:
        """Words at a mark, on the side of it that the layout has found."""
        x, y = plane.at(*label.at)
        x, y = x + label.shift, y - label.rise
        size, gap, lines = self.panel.size_of(label), self._gap(label), label.text.split("\n")
        anchor: Anchor = "middle"
        match label.place:
            case "right":
                at, anchor = (x + gap, _first(y, len(lines), size, LABEL_RISE)), "start"
            case "left":
                at, anchor = (x - gap, _first(y, len(lines), size, LABEL_RISE)), "end"
            case "center":
                at = (x, _first(y, len(lines), size, LABEL_RISE))
            case "above":
                at = (x, y - gap - ((len(lines) - 1) * LEADING + 0.27) * size)
            case "below":
                at = (x, y + gap + 0.74 * size)
        return words(lines, at, size, label.color, self.theme, anchor, bold=label.bold, leading=LEADING)


def _first(middle: float, lines: int, size: float, rise: float) -> float:
    """The baseline of the first of `lines` around `middle`."""
    return middle + (rise - (lines - 1) / 2 * LEADING) * size
