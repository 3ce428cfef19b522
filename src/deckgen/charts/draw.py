"""`ChartGroup` → SVG with real text, and PNG, drawn by matplotlib in the theme's colours and font.

matplotlib takes a second to import: only a chart that is not in the cache gets here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from deckgen.cache import fingerprint
from deckgen.deck.figures import Chart, ChartGroup, Picture, Series
from deckgen.resources import shipped
from deckgen.themes.model import Theme

TEXT = 16.0
SMALL = 12.0
"""Type sizes in points: text, and the source in small print."""
TITLE_CHARACTER = 0.52
"""Mean width in em of a bold character."""
PNG_DPI = 192
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def draw_chart(group: ChartGroup, width: float, height: float, theme: Theme) -> Picture:
    """Draw a group of charts at `width` × `height` points."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    font_name = _register_font(theme)
    settings: Any = {
        "font.family": font_name, "font.size": TEXT, "svg.fonttype": "none",
        "svg.hashsalt": group.name, "text.color": _hex("ink", theme), "axes.linewidth": 0.8,
        "axes.edgecolor": _hex("muted", theme), "axes.labelcolor": _hex("ink", theme),
        "xtick.color": _hex("ink", theme), "ytick.color": _hex("ink", theme),
        "axes.unicode_minus": False, "path.simplify": False,
    }  # fmt: skip
    with mpl.rc_context(settings):
        figure = Figure(figsize=(width / 72, height / 72))
        figure.patch.set_alpha(0)
        _compose(figure, group, width, height, theme)
        svg, png = BytesIO(), BytesIO()
        figure.set_canvas(FigureCanvasSVG(figure))
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        FigureCanvasAgg(figure)
        figure.savefig(png, dpi=PNG_DPI, format="png", metadata={"Software": None})
    clean = _clean(svg.getvalue().decode("utf-8"), group.name, font_name, theme)
    return Picture(f"{group.name}.svg", clean.encode("utf-8"), "image/svg+xml", width, height, png.getvalue())


def _compose(figure: Any, group: ChartGroup, width: float, height: float, theme: Theme) -> None:
    """Place the charts side by side inside margins, the source under them."""
    titled = any(chart.title for chart in group.charts)
    top, bottom = (34.0 if titled else 10.0), 74.0
    gaps = [_left_margin(chart) for chart in group.charts]
    rights = [_right_margin(chart) for chart in group.charts]
    room = width - sum(gaps) - sum(rights)
    total = sum(chart.weight for chart in group.charts)
    edges = [0.0]
    for chart, gap, right in zip(group.charts, gaps, rights, strict=True):
        edges.append(edges[-1] + gap + room * chart.weight / total + right)
    size = _title_size(group.charts, [edge + gap for edge, gap in zip(edges, gaps, strict=False)], width)
    for chart, left, gap, right, end in zip(group.charts, edges, gaps, rights, edges[1:], strict=False):
        box = ((left + gap) / width, bottom / height, (end - left - gap - right) / width,
               (height - top - bottom) / height)  # fmt: skip
        _draw(figure.add_axes(box), chart, theme, size)
    figure.text(
        1 - 2 / width, 2 / height, group.source, size=SMALL, color=_hex("muted", theme), ha="right",
        va="bottom",
    )  # fmt: skip


def _left_margin(chart: Chart) -> float:
    if chart.y.hidden:
        return 30.0
    return 58.0 if chart.y.title else 22.0


def _right_margin(chart: Chart) -> float:
    """Room for labels at the lines' ends."""
    longest = max((len(s.label) for s in chart.series if s.line and chart.kind == "line"), default=0)
    return 8.0 + longest * 0.5 * TEXT


def _title_size(charts: Sequence[Chart], starts: Sequence[float], width: float) -> float:
    """One size in points at which every title ends before the next, or at the figure's edge."""
    titled = [(start, chart.title) for start, chart in zip(starts, charts, strict=True) if chart.title]
    ends = [start for start, _ in titled[1:]] + [width]
    rooms = [
        (end - start - 6) / (TITLE_CHARACTER * len(title))
        for (start, title), end in zip(titled, ends, strict=True)
    ]
    return min([TEXT + 1, *(max(SMALL, room) for room in rooms)])


def _draw(axes: Any, chart: Chart, theme: Theme, title_size: float) -> None:
    if chart.kind == "bar":
        _bars(axes, chart, theme)
    else:
        for series in chart.series:
            _line(axes, series, theme)
    _axis(axes.xaxis, chart.x, axes, "x")
    _axis(axes.yaxis, chart.y, axes, "y")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if chart.y.hidden:
        axes.spines["left"].set_visible(False)
        axes.yaxis.set_visible(False)
    else:
        axes.grid(axis="y", color=_hex("shade", theme), linewidth=1.2)
        axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=6)
    for note in chart.notes:
        axes.text(
            note.x, note.y, note.text, color=_hex(note.color, theme), ha=note.align,
            weight="bold" if note.bold else "normal",
        )  # fmt: skip
    if chart.title:
        axes.set_title(chart.title, loc="left", size=title_size, weight="bold", pad=10)


def _line(axes: Any, series: Series, theme: Theme) -> None:
    color = _hex(series.color, theme)
    axes.plot(
        series.x, series.y, color=color, linewidth=2.6 if series.line else 0,
        linestyle="--" if series.dashed else "-", marker="o" if series.marker else "", markersize=6,
        solid_capstyle="round", clip_on=False,
    )  # fmt: skip
    if series.label:
        axes.annotate(
            series.label, (series.x[-1], series.y[-1]), (9, series.label_dy), color=color,
            textcoords="offset points", va="center", weight="bold", annotation_clip=False,
        )  # fmt: skip


def _bars(axes: Any, chart: Chart, theme: Theme) -> None:
    """Grouped columns with their values above and their names inside at the foot."""
    count = len(chart.series)
    width = 0.8 / count
    for index, series in enumerate(chart.series):
        offset = (index - (count - 1) / 2) * width
        places = [number + offset for number in range(len(series.x))]
        axes.bar(places, series.y, width * 0.94, color=_hex(series.color, theme))
        for place, value, text in zip(places, series.y, series.value_labels, strict=False):
            axes.text(place, value + 0.015, text, ha="center", va="bottom", weight="bold",
                      size=TEXT + 3, color=_hex(series.color, theme))  # fmt: skip
            axes.text(place, 0.018, series.label, ha="center", va="bottom", rotation=90, color="white",
                      size=TEXT)  # fmt: skip
    categories = chart.series[0].x
    axes.set_xticks(range(len(categories)), [str(name) for name in categories], weight="bold")


def _axis(axis: Any, spec: Any, axes: Any, name: str) -> None:
    from matplotlib.ticker import FixedLocator, NullLocator

    if spec.log:
        getattr(axes, f"set_{name}scale")("log")
        axis.set_minor_locator(NullLocator())
    if spec.low is not None and spec.high is not None:
        getattr(axes, f"set_{name}lim")(spec.low, spec.high)
    if spec.ticks:
        labels = spec.tick_labels or [power_of_ten(value) for value in spec.ticks]
        axis.set_major_locator(FixedLocator(spec.ticks))
        getattr(axes, f"set_{name}ticklabels")(labels)
    if spec.title:
        getattr(axes, f"set_{name}label")(spec.title, labelpad=6)


def power_of_ten(value: float) -> str:
    """10ⁿ, with 1 as itself."""
    exponent = round(math.log10(value))
    return "1" if exponent == 0 else "10" + str(exponent).translate(_SUPERSCRIPTS)


def _hex(name: str, theme: Theme) -> str:
    return "#" + theme.color(name)


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


def _clean(svg: str, name: str, font_name: str, theme: Theme) -> str:
    """Only the `<svg>` element, ids made unique to this chart, the font's whole family named."""
    start = svg.index("<svg")
    body = re.sub(r"<metadata>.*?</metadata>", "", svg[start:], flags=re.DOTALL)
    prefix = f"c{fingerprint(name.encode())[:6]}"
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r"url\(#", f"url(#{prefix}-", body)
    body = re.sub(r'href="#', f'href="#{prefix}-', body)
    font = theme.fonts["body"]
    family = f"{font.twin}, {font.name}, sans-serif"
    return body.replace(f"font-family: '{font_name}'", f"font-family: {family}").rstrip() + "\n"
