"""How marks look, in both decks: colours, widths in points, markers, dashes."""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from deckgen.deck.charts import Chart, Color
from deckgen.themes.model import Box, Theme

Marker: TypeAlias = Literal["circle", "square", "triangle", "diamond"]
MARKERS: tuple[Marker, ...] = ("circle", "square", "triangle", "diamond")
"""In turn, so that series differ without colour."""
Pattern: TypeAlias = Literal["solid", "up", "down", "grid"]
PATTERNS: tuple[Pattern, ...] = ("solid", "up", "down", "grid")
PALETTE: tuple[Color, ...] = ("accent1", "accent2", "accent4", "accent5", "accent3", "accent6")
POINTED = frozenset({"line", "scatter", "band", "bubble"})
"""Kinds whose marks are lines or points."""
STEPPED_BACK = "muted@60+40"
"""Marks beside one that stands out."""
GRID, DARK_GRID = "shade@92", "ink@35"
LINE_WIDTH, FINE_WIDTH, AXIS_WIDTH, GRID_WIDTH = 2.5, 1.5, 1.0, 0.75
MARKER_SIZE = 8.0
"""Diameter."""
GAP_WIDTH, OVERLAP = 60, -6
"""Of columns, in percent of a column's width, as spreadsheets have it."""
HISTOGRAM_GAP = 6
HOLE = 58
"""Diameter of a doughnut's hole, in percent."""
LARGEST_BUBBLE = 0.25
"""Diameter of the largest bubble over the plot's shorter side, as spreadsheets have it."""
MOST_SLICES, THIN_SLICE = 8, 0.04


def palette(number: int) -> Color:
    """The colour of series or slice `number`; after six they come darker, then lighter."""
    color = PALETTE[number % len(PALETTE)]
    shades = ("", "@60", "@60+40")
    return color + shades[number // len(PALETTE) % len(shades)]


def grid_color(theme: Theme) -> Color:
    """Of the lines behind a chart: there, and no more."""
    return DARK_GRID if theme.dark else GRID


def mark_color(chart: Chart, series: int, point: int) -> Color:
    """The colour of one column or slice."""
    if chart.kind in ("pie", "doughnut"):
        return STEPPED_BACK if chart.emphasis and point not in chart.emphasis else palette(point)
    if chart.emphasis and point not in chart.emphasis:
        return STEPPED_BACK
    return chart.series[series].color


def bar_width(chart: Chart) -> float:
    """Width of a column or lying bar, in categories, as a spreadsheet computes it."""
    gap = HISTOGRAM_GAP if chart.kind == "histogram" else GAP_WIDTH
    count = len(chart.series) if chart.kind in ("column", "bar") else 1
    return 1 / (count - (count - 1) * OVERLAP / 100 + gap / 100)


def bar_place(chart: Chart, series: int) -> float:
    """From the middle of a category to the middle of a column."""
    if chart.kind not in ("column", "bar"):
        return 0.0
    return bar_width(chart) * (1 - OVERLAP / 100) * (series - (len(chart.series) - 1) / 2)


def bubble_width(chart: Chart, size: float, plot: Box) -> float:
    """Diameter of a bubble in points; its area stands for its size."""
    largest = max((value for series in chart.series for value in series.sizes), default=0.0) or 1.0
    return LARGEST_BUBBLE * min(plot.width, plot.height) * math.sqrt(max(0.0, size) / largest)


def slices_labelled(chart: Chart) -> bool:
    """True if there is room around a pie for the names of its slices."""
    shares = [value or 0.0 for value in chart.series[0].y]
    total = sum(shares) or 1.0
    thin = [share / total < THIN_SLICE for share in shares]
    neighbours = zip(thin, (*thin[1:], thin[0]), strict=True)
    return len(shares) <= MOST_SLICES and not (len(shares) > 2 and any(a and b for a, b in neighbours))


def pattern(chart: Chart, number: int, *, legend: bool) -> Pattern:
    """How the surface of series or slice `number` is filled: solid, or, where only a legend names it,
    hatched in turn, so that it can be told apart without colour. Text needs solid ground."""
    surface = chart.kind in ("column", "bar", "stacked", "area", "pie", "doughnut")
    several = len(chart.names) > 1 and not chart.emphasis
    if not (legend and surface and several) or (chart.kind in ("stacked", "area") and chart.values):
        return "solid"
    return PATTERNS[number % len(PATTERNS)]


def tint(color: Color) -> Color:
    """The ground of a hatched surface."""
    return f"{color.partition('@')[0]}@40+60"


def marker(number: int) -> Marker:
    """The marker of series `number`."""
    return MARKERS[number % len(MARKERS)]
