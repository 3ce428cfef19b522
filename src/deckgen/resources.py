"""Where the files that deckgen ships are: templates, chart data, reveal.js and fonts."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


DEFAULT_THEME = "board"
"""The theme of a deck that names none."""


def shipped(*parts: str) -> Path:
    """Path of a shipped file, in an installed wheel or in a checkout.

    `templates/` and `assets/` stand at the repository's root; the wheel carries them inside the
    package. `web/` (reveal.js, fonts) is written into the package by the build hook.
    """
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _PACKAGE.parents[1].joinpath(*parts)
