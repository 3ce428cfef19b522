"""How marks look, in both decks: colours, widths, markers, patterns, from the theme's tokens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec.structs import replace

from deckgen.deck.charts import Bars, Chart, Color
from deckgen.layout.charts.model import Panel, Pattern
from deckgen.themes.colors import contrast, is_dark, told_apart
from deckgen.themes.figure_tokens import ChartTokens
from deckgen.themes.model import Box, Theme

Marker: TypeAlias = Literal["circle", "square", "triangle", "diamond"]
MARKERS: tuple[Marker, ...] = ("circle", "square", "triangle", "diamond")
"""In turn, so that series differ without colour."""
PATTERNS: tuple[Pattern, ...] = ("solid", "up", "down", "grid")
ALIKE = 12.0
"""Colours nearer than this (ΔE*ab) are not told apart in a legend."""
MOST_SLICES, THIN_SLICE = 8, 0.04
SEEN = 3.0
"""Contrast of a mark with its ground (WCAG 2.2, 1.4.11)."""
PALE = 2.0
"""That of a surface in a company's colour which is left as it is; a line is too thin for it."""


def legible(chart: Chart, theme: Theme) -> Chart:
    """On dark ground, or a slide's own, series in other shades of the theme's colours: all of a theme that is turned
    dark, and those that can hardly be seen of any other. On light ground so are lines in its palest colours."""
    ground = theme.color("ground")
    is_light = not (theme.own_ground or is_dark(ground))
    if is_light and not (chart.is_pointed or chart.over):
        return chart

    def seen(color: Color) -> Color:
        if not color.startswith(("accent", "series", "lit")):
            return color
        if theme.dark and not theme.own_ground:
            return theme.readable(color)
        if is_light and contrast(theme.color(color), ground) >= PALE:
            return color
        return color if contrast(theme.color(color), ground) >= SEEN else theme.readable(color, least=SEEN)

    found: list[Color] = []
    for one in chart.series:
        color = one.color if is_light and not chart.is_pointed else seen(one.color)
        alike = [other for other in found if told_apart(theme.color(color), theme.color(other)) < ALIKE]
        if alike and color != one.color and len(set(found)) < len(chart.series):
            steps = () if is_light else _STEPS
            color = next(
                (each for each in steps if _is_free(each, found, theme)), one.color if is_light else color
            )
        found.append(color)
    series = zip(chart.series, found, strict=True)
    return replace(
        chart,
        series=tuple(replace(one, color=color) for one, color in series),
        over=tuple(replace(one, color=seen(one.color)) for one in chart.over),
    )


_STEPS: tuple[Color, ...] = ("text", "text@80", "text@65", "muted")
"""For series whose own colours can't be told apart on their ground."""


def _is_free(color: Color, taken: Sequence[Color], theme: Theme) -> bool:
    digits = theme.color(color)
    is_seen = contrast(digits, theme.color("ground")) >= SEEN
    return is_seen and all(told_apart(digits, theme.color(other)) >= ALIKE for other in taken)


def grid_color(theme: Theme) -> Color:
    """Of the lines behind a chart: there, and no more."""
    return theme.tokens.chart.dark_grid if theme.dark else theme.tokens.chart.grid


def has_grid(panel: Panel, theme: Theme) -> bool:
    """True if lines lie behind the chart: none do where the theme has none, or where each mark has its value."""
    return theme.tokens.chart.grid_line > 0 and not (panel.y.axis.hidden and panel.values)


def mark_color(chart: Chart, series: int, point: int) -> Color:
    """The colour of one bar or slice."""
    if not chart.emphasis:
        return f"series{point + 1}" if chart.is_round else chart.series[series].color
    if point in chart.emphasis:
        return f"lit{chart.emphasis.index(point) + 1}" if chart.is_round else "lit1"
    others = [other for other in range(point) if other not in chart.emphasis]
    return f"back{len(others) + 1}" if chart.is_round else "back1"


def name_color(chart: Chart, number: int) -> Color:
    """The colour of what name `number` of a legend stands for."""
    return mark_color(chart, 0, number) if chart.is_round else chart.every_series[number].color


def over_color(chart: Chart, theme: Theme) -> Color:
    """The colour of the axis that lines over bars have to themselves: that of a single one."""
    return theme.readable(chart.over[0].color) if len(chart.over) == 1 else "text"


def gap_width(chart: Chart, tokens: ChartTokens) -> int:
    """Between groups of bars, in percent of a bar's width."""
    return tokens.touching_gap if isinstance(chart.marks, Bars) and chart.marks.touching else tokens.gap


def bar_width(chart: Chart, tokens: ChartTokens) -> float:
    """Width of a bar in categories, as a spreadsheet computes it."""
    count = len(chart.series) if chart.is_clustered else 1
    return 1 / (count - (count - 1) * tokens.overlap / 100 + gap_width(chart, tokens) / 100)


def bar_place(chart: Chart, series: int, tokens: ChartTokens) -> float:
    """From the middle of a category to the middle of a bar."""
    if not chart.is_clustered:
        return 0.0
    return bar_width(chart, tokens) * (1 - tokens.overlap / 100) * (series - (len(chart.series) - 1) / 2)


def bubble_width(chart: Chart, size: float, plot: Box, tokens: ChartTokens) -> float:
    """Diameter of a bubble in points; its area stands for its size, as spreadsheets have it."""
    largest = max((value for series in chart.series for value in series.sizes), default=0.0) or 1.0
    return tokens.bubble * min(plot.width, plot.height) * math.sqrt(max(0.0, size) / largest)


def slices_labelled(chart: Chart) -> bool:
    """True if there is room around a pie for the names of its slices."""
    shares = [value or 0.0 for value in chart.series[0].y]
    total = sum(shares) or 1.0
    thin = [share / total < THIN_SLICE for share in shares]
    neighbours = zip(thin, (*thin[1:], thin[0]), strict=True)
    return len(shares) <= MOST_SLICES and not (len(shares) > 2 and any(a and b for a, b in neighbours))


def slice_middle(
    center: tuple[float, float], radius: float, hole: float, angle: float
) -> tuple[float, float]:
    """The middle of a piece of a round with a hole of radius `hole`; angles go clockwise from twelve o'clock."""
    far = (radius + hole) / 2
    return center[0] + far * math.sin(angle), center[1] - far * math.cos(angle)


def surface(panel: Panel, number: int, color: Color) -> tuple[Color, Pattern]:
    """The colour of a surface of series or slice `number`, which would have `color`, and how that fills it."""
    if number >= len(panel.surfaces):
        return color, "solid"
    own, filled = panel.surfaces[number]
    return own if color == name_color(panel.chart, number) else color, filled


def surfaces(chart: Chart, theme: Theme) -> tuple[tuple[Color, Pattern], ...]:
    """The colour of each surface that only a legend names, and how that fills it: where for some eyes it is hardly
    another than an earlier one's, a shade that is; hatched where there is none. Text needs solid ground."""
    has_surface = not chart.is_pointed and not (isinstance(chart.marks, Bars) and chart.marks.floating)
    if not has_surface or (chart.is_stacked and chart.values):
        return ()
    names = range(len(chart.names) - len(chart.over))
    found: list[tuple[Color, Pattern]] = []
    for place in names:
        own = name_color(chart, place)
        shades = _shades(own, theme) if len(names) <= MOST_SHADED else iter((own,))
        shade = next((each for each in shades if _is_apart(each, found, theme)), "")
        taken = {known for other, known in found if not _is_apart(own, [(other, known)], theme)}
        free = [each for each in PATTERNS if each not in taken]
        found.append(
            (shade, "solid") if shade else (own, free[0] if free else PATTERNS[place % len(PATTERNS)])
        )
    return tuple(found)


MOST_SHADED = 12
"""Surfaces that can be told apart by shades."""
_SHADES = ("", "@75+25", "@70", "@60+40", "@55")
"""Of a colour, as it is first, then a little lighter or darker."""


def _shades(color: Color, theme: Theme) -> Iterator[Color]:
    """The shades of a colour that are seen on the ground."""
    ground = theme.color("ground")
    return (
        f"{color}{shade}"
        for shade in _SHADES
        if not shade or contrast(theme.color(f"{color}{shade}"), ground) >= SEEN
    )


def _is_apart(color: Color, others: Sequence[tuple[Color, Pattern]], theme: Theme) -> bool:
    digits = theme.color(color)
    return all(told_apart(digits, theme.color(other)) >= ALIKE for other, _ in others)


def tint(color: Color, theme: Theme) -> Color:
    """The ground of a hatched surface."""
    share = theme.tokens.chart.hatched_ground
    return f"{theme.resolved(color)[0]}@{share}+{100 - share}"


def marker(number: int) -> Marker:
    """The marker of series `number`."""
    return MARKERS[number % len(MARKERS)]
