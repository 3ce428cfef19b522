"""A theme's design tokens: what decides how it looks, by what it is for. Lengths are points.

The defaults here are what every template gets that says nothing of its own. `theme.toml` beside a template and a deck's
`theme-options` change them, group by group.
"""

from __future__ import annotations

from deckgen.model import Model


class ChartTokens(Model, frozen=True, kw_only=True):
    """Charts."""

    palette: tuple[str, ...] = ("accent1", "accent2", "accent4", "accent5", "accent3", "accent6")
    """Of series and slices, in order; further ones come darker, then lighter."""
    stepped_back: str = "muted@60+40"
    """Marks beside one that stands out."""
    grid: str = "shade@92"
    dark_grid: str = "ink@35"
    hatched_ground: int = 40
    """Share in percent of its colour that the ground of a hatched surface has."""
    line: float = 2.5
    """Widths of lines: of data …"""
    fine: float = 1.5
    """… of references and error bars …"""
    axis: float = 1.0
    grid_line: float = 0.75
    edge: float = 1.5
    """… and between slices."""
    marker: float = 8.0
    """Diameter."""
    gap: int = 60
    """Between groups of bars, in percent of a bar's width as spreadsheets have it …"""
    touching_gap: int = 6
    """… and between those of a histogram."""
    overlap: int = -6
    """Of the bars in a group; less than nothing for a gap."""
    hole: int = 58
    """Diameter of a ring's hole, in percent of its own."""
    bubble: float = 0.25
    """Diameter of the largest bubble, in shares of the plot's shorter side."""
    band: int = 30
    """Opacity in percent of a band of data …"""
    reference: int = 18
    """… and of one that is only a reference."""
    large: float = 18.0
    """Type sizes: in a chart that has the slide …"""
    text: float = 16.0
    small: float = 14.0
    """… in one less high than a third of it …"""
    source: float = 12.0
    """… and of the source."""
    panel_gap: float = 26.0
    tick_gap: float = 7.0
    """From a tick's label to its axis."""


class Tokens(Model, frozen=True, kw_only=True):
    """All of them."""

    chart: ChartTokens = ChartTokens()
