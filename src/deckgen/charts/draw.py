"""`ChartFrame` → SVG with real text, and PNG, drawn by matplotlib in the theme's colours and font.

Everything has its place already: matplotlib draws the marks inside the plot and puts words where the
layout says. It takes a second to import: only a chart that is not in the cache gets here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from deckgen.charts.marks import draw_marks, legend_sample, surface
from deckgen.deck.figures import Picture
from deckgen.layout.charts.axes import position
from deckgen.layout.charts.compose import LEGEND_LINE, LINE, TICK_GAP
from deckgen.layout.charts.model import ChartFrame, Label, LaidAxis, Panel
from deckgen.layout.charts.style import AXIS_WIDTH, GRID_WIDTH, POINTED, grid_color, mark_color
from deckgen.model import Content, fingerprint
from deckgen.resources import shipped
from deckgen.themes.model import Theme
from deckgen.themes.typefaces import FALLBACK_FAMILY

PNG_DPI = 192
_RISE = 0.34
"""From the middle of a line to its baseline, in em."""


def draw_chart(frame: ChartFrame, theme: Theme, *, png: bool = False) -> Picture:
    """Draw a figure of charts as large as its frame; as PNG, too, if asked."""
    from matplotlib.figure import Figure

    box = frame.box
    with matplotlib_style(theme, frame.group.name):
        figure = Figure(figsize=(box.width / 72, box.height / 72))
        figure.patch.set_alpha(0)
        for panel in frame.panels:
            _Artist(figure, frame, panel, theme).draw()
        artist = _Artist(figure, frame, frame.panels[0], theme)
        if title := frame.title:
            for number, line in enumerate(title.lines):
                y = title.box.y + (1 + number * LINE) * title.size
                artist.write(line, title.box.x, y, title.size, "ink", "left", bold=True)
        if source := frame.source:
            for number, line in enumerate(source.lines):
                y = source.box.y + (1 + number * LINE) * source.size
                artist.write(line, source.box.right, y, source.size, "muted", "right")
        return save(figure, frame.group.name, theme, png=png)


@contextmanager
def matplotlib_style(theme: Theme, salt: str) -> Iterator[None]:
    """matplotlib in the theme's font and colours; `salt` makes the ids of an SVG always the same."""
    import matplotlib as mpl
    from cycler import cycler

    ink, muted = f"#{theme.color('ink')}", f"#{theme.color('muted')}"
    colors = [f"#{theme.color(name)}" for name in ("accent1", "accent2", "accent4", "accent5", "accent3")]
    settings: Any = {
        "font.family": _register_font(theme), "font.size": 16, "svg.fonttype": "none",
        "svg.hashsalt": salt, "text.color": ink, "axes.linewidth": AXIS_WIDTH, "axes.edgecolor": muted,
        "axes.labelcolor": ink, "xtick.color": ink, "ytick.color": ink, "axes.unicode_minus": False,
        "path.simplify": False, "hatch.linewidth": 2.0, "axes.spines.top": False, "axes.spines.right": False,
        "axes.titleweight": "bold", "axes.titlelocation": "left", "lines.linewidth": 2.5,
        "figure.facecolor": "none", "axes.facecolor": "none", "legend.frameon": False,
        "axes.prop_cycle": cycler(color=colors),
    }  # fmt: skip
    with mpl.rc_context(settings):
        yield


def save(figure: Any, name: str, theme: Theme, *, png: bool) -> Picture:
    """A matplotlib figure as SVG with its size in points, and as PNG if asked."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    svg, pixels = BytesIO(), BytesIO()
    with warnings.catch_warnings():
        # What the font lacks comes from the page's other fonts, of which matplotlib knows nothing.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        figure.set_canvas(FigureCanvasSVG(figure))
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        if png:
            FigureCanvasAgg(figure)
            figure.savefig(pixels, dpi=PNG_DPI, format="png", metadata={"Software": None})
    clean = _clean(svg.getvalue().decode("utf-8"), name, theme)
    width, height = (float(side) * 72 for side in figure.get_size_inches())
    return Picture(
        name=f"{name}.svg",
        data=Content.of(clean.encode("utf-8")),
        media_type="image/svg+xml",
        width=width,
        height=height,
        fallback=Content.of(pixels.getvalue()) if png else None,
    )


class _Artist:
    """Draws one panel; all lengths are points, from the top left corner of the slide."""

    def __init__(self, figure: Any, frame: ChartFrame, panel: Panel, theme: Theme) -> None:
        self.figure = figure
        self.frame = frame.box
        self.panel = panel
        self.theme = theme

    def draw(self) -> None:
        panel = self.panel
        chart, plot = panel.chart, panel.plot
        axes = self.figure.add_axes(
            (
                (plot.x - self.frame.x) / self.frame.width,
                (self.frame.bottom - plot.bottom) / self.frame.height,
                plot.width / self.frame.width,
                plot.height / self.frame.height,
            )
        )
        axes.set_axis_off()
        for number, line in enumerate(panel.title):
            y = panel.box.y + (number + 1.0) * panel.title_size * LINE - 0.2 * panel.title_size
            self.write(line, panel.box.x, y, panel.title_size, "ink", "left", bold=True)
        self._legend()
        if chart.kind in ("pie", "doughnut"):
            draw_marks(axes, panel, self.theme)
            return
        lying = chart.kind == "bar"
        across, up = (panel.y, panel.x) if lying else (panel.x, panel.y)
        for name, axis in (("x", across), ("y", up)):
            if axis.base:
                getattr(axes, f"set_{name}scale")("log", base=axis.base)
            getattr(axes, f"set_{name}lim")(axis.low, axis.high)
        if lying:
            axes.invert_yaxis()
        self._grid(axes, lying)
        draw_marks(axes, panel, self.theme)
        self._across(across, lying)
        self._up(up, lying)
        for label in panel.labels:
            self._label(axes, label)

    def write(
        self, text: str, x: float, y: float, size: float, color: str, align: str, *, bold: bool = False,
        turn: float = 0.0,
    ) -> None:  # fmt: skip
        """One line of text with its baseline at `y`."""
        self.figure.text(
            (x - self.frame.x) / self.frame.width, (self.frame.bottom - y) / self.frame.height, text,
            size=size, color=f"#{self.theme.color(color)}", ha=align, va="baseline", rotation=turn,
            rotation_mode="anchor", weight="bold" if bold else "normal", parse_math=False,
        )  # fmt: skip

    def _grid(self, axes: Any, lying: bool) -> None:
        values, panel = self.panel.y, self.panel
        if not (values.axis.hidden and panel.values):
            draw = axes.axvline if lying else axes.axhline
            for tick in values.ticks:
                draw(
                    tick.value,
                    color=f"#{self.theme.color(grid_color(self.theme))}",
                    linewidth=GRID_WIDTH,
                    zorder=0,
                )
        draw = axes.axvline if lying else axes.axhline
        if panel.x.categorical:
            foot = values.low if values.base else min(max(0.0, values.low), values.high)
        else:
            foot = values.low
        color = f"#{self.theme.color('muted')}"
        draw(foot, color=color, linewidth=AXIS_WIDTH, zorder=3, clip_on=False)

    def _across(self, axis: LaidAxis, lying: bool) -> None:
        """Ticks' labels and title below the plot."""
        plot = self.panel.plot
        for tick in () if axis.axis.hidden else axis.ticks[:: axis.skip]:
            x = plot.x + position(axis, tick.value) * plot.width
            parts = tick.label.split("\n")
            for number, part in enumerate(parts):
                y = plot.bottom + TICK_GAP + (number * LINE + 0.85) * axis.size
                if axis.turned:
                    y = plot.bottom + TICK_GAP + 0.6 * axis.size
                    self.write(part, x + 0.3 * axis.size, y, axis.size, "ink", "right", turn=45)
                else:
                    self.write(part, x, y, axis.size, "ink", "center")
        if title := self.panel.below_title:
            for number, line in enumerate(title.lines):
                y = title.box.y + (1 + number * LINE) * title.size
                self.write(line, title.box.x + title.box.width / 2, y, title.size, "ink", "center")

    def _up(self, axis: LaidAxis, lying: bool) -> None:
        """Ticks' labels and title left of the plot."""
        plot = self.panel.plot
        for tick in () if axis.axis.hidden else axis.ticks[:: axis.skip]:
            share = position(axis, tick.value)
            middle = plot.y + (share if lying else 1 - share) * plot.height
            parts = tick.label.split("\n")
            for number, part in enumerate(parts):
                y = middle + ((number - (len(parts) - 1) / 2) * LINE + _RISE) * axis.size
                self.write(part, plot.x - TICK_GAP, y, axis.size, "ink", "right")
        if title := self.panel.beside_title:
            for number, line in enumerate(title.lines):
                x = title.box.x + (1 + number * LINE) * title.size
                middle = title.box.y + title.box.height / 2
                self.write(line, x, middle, title.size, "ink", "center", turn=90)

    def _legend(self) -> None:
        panel = self.panel
        if panel.legend is None:
            return
        from matplotlib.lines import Line2D
        from matplotlib.patches import Rectangle

        chart, size = panel.chart, panel.legend.size
        box = panel.legend.box
        x, y = box.x, box.y + 1.05 * size
        for number, (name, need) in enumerate(zip(chart.names, panel.legend.widths, strict=True)):
            if x > box.x and x + need > box.right + size:
                x, y = box.x, y + LEGEND_LINE * size
            middle = self.frame.bottom - y + _RISE * size
            places = [(at - self.frame.x) / self.frame.width for at in (x, x + 0.65 * size, x + 1.3 * size)]
            heights = [middle / self.frame.height] * 3
            if chart.kind in POINTED:
                style = legend_sample(chart, number, self.theme, size)
                self.figure.add_artist(Line2D(places, heights, markevery=[1], **style))
            else:
                pie = chart.kind in ("pie", "doughnut")
                color = mark_color(chart, 0, number) if pie else chart.series[number].color
                corner = places[0], (self.frame.bottom - y) / self.frame.height
                wide, high = 1.3 * size / self.frame.width, 0.7 * size / self.frame.height
                look = {"linewidth": 0} | surface(panel, number, color, self.theme)
                self.figure.add_artist(Rectangle(corner, wide, high, **look))
            self.write(name, x + 1.6 * size, y, size, "ink", "left")
            x += need

    def _label(self, axes: Any, label: Label) -> None:
        gap = label.gap
        offset, across, up = {
            "right": ((gap, 0), "left", "center_baseline"), "left": ((-gap, 0), "right", "center_baseline"),
            "above": ((0, gap), "center", "bottom"), "below": ((0, -gap), "center", "top"),
            "center": ((0, 0), "center", "center_baseline"), "base": ((0, gap), "center", "bottom"),
        }[label.place]  # fmt: skip
        axes.annotate(
            label.text, label.at, (offset[0] + label.shift, offset[1] + label.rise),
            textcoords="offset points", ha=across, va=up, color=f"#{self.theme.color(label.color)}",
            annotation_clip=False, size=self.panel.size, rotation=90 if label.turned else 0,
            weight="bold" if label.bold else "normal", parse_math=False,
        )  # fmt: skip


def _register_font(theme: Theme) -> str:
    """Make the body font's twin known to matplotlib and return its name."""
    from matplotlib import font_manager

    twin = theme.fonts["body"].twin
    name = ""
    for face in ("400-normal", "700-normal"):
        path = shipped("web", "fonts", f"{twin}-latin-{face}.ttf")
        font_manager.fontManager.addfont(path)
        name = font_manager.FontProperties(fname=path).get_name()
    return name


def _clean(svg: str, name: str, theme: Theme) -> str:
    """Only the `<svg>` element, ids made unique to this chart, the font's whole family named."""
    start = svg.index("<svg")
    body = re.sub(r"<metadata>.*?</metadata>", "", svg[start:], flags=re.DOTALL)
    prefix = f"c{fingerprint(name.encode())[:6]}"
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r"url\(#", f"url(#{prefix}-", body)
    body = re.sub(r'href="#', f'href="#{prefix}-', body)
    font = theme.fonts["body"]
    family = f"font-family: {font.twin}, {FALLBACK_FAMILY}, {font.name}, sans-serif"
    return re.sub(r"font-family: '[^']*'", family, body).rstrip() + "\n"
