"""The theme's colours as CSS variables."""

from __future__ import annotations

from deckgen.themes.model import Theme


def variables(theme: Theme) -> dict[str, str]:
    """Name (without its dashes) → six hexadecimal digits: the format's colours, and what ours are for."""
    tokens = theme.tokens
    bullet = tokens.bullets.color
    bullet = theme.readable(bullet) if theme.dark else bullet
    roles = {"text": "text", "ground": "ground", "marked": "marked", "bullet": bullet}
    return {**theme.palette, **{name: theme.color(color) for name, color in roles.items()}}
