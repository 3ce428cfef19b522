"""A theme on a slide whose ground is its own colour: what can't be told from that stands there in a shade that can."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.themes.colors import LARGE_CONTRAST, LEAST_CONTRAST, contrast, mixed
from deckgen.themes.model import Theme

_TEXTS = ("accent", "emphasis", "positive", "negative")
"""Roles of words, and of boxes that words stand in: of those that are seen well one of paper and ink is."""
_STEPS = 20
"""Shades that are tried between the ground and the text's colour."""


def standing_on(theme: Theme, ground: str) -> Theme:
    """The theme with `ground` (six hexadecimal digits) in place of its own, and its colours in shades that are seen on
    it as well as on that: text with a contrast of 4.5 at the most, bullets and charts with 3."""
    usual = theme.color("ground")
    on = replace(theme, roles={**theme.roles, "ground": ground}, own_ground=ground)
    if ground == usual:
        return on

    def seen(value: str, most: float = LARGE_CONTRAST) -> str:
        # Nobody has chosen how well a theme's colours are seen on its twin's ground.
        least = most if theme.dark else min(most, contrast(theme.color(value), usual))
        shade = on.readable(value, least=least)
        return theme.roles["text"] if shade == "text" else shade

    def faint(value: str) -> str:
        """As far from the ground as on the usual one; text is read."""
        least = min(LEAST_CONTRAST, contrast(theme.color(value), usual))
        shades = (mixed(theme.color("text"), ground, step / _STEPS) for step in range(1, _STEPS))
        return next((each for each in shades if contrast(each, ground) >= least), theme.roles["text"])

    roles = {
        **on.roles,
        **{name: seen(theme.roles[name], LEAST_CONTRAST) for name in _TEXTS},
        **{name: faint(name) for name in ("muted", "rule")},
    }
    on = replace(on, roles=roles)
    bullets, chart = theme.tokens.bullets, theme.tokens.chart
    color = bullets.color if bullets.color in roles else seen(bullets.color)
    chart = replace(
        chart,
        palette=tuple(map(seen, chart.palette)),
        stepped_back=tuple(map(faint, chart.stepped_back)),
        dark_stepped_back=tuple(map(faint, chart.dark_stepped_back)),
        grid=faint(chart.grid),
        dark_grid=faint(chart.dark_grid),
    )
    tokens = replace(theme.tokens, bullets=replace(bullets, color=color), chart=chart)
    return replace(on, roles=roles, tokens=tokens)
