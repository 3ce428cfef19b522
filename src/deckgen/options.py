"""What a command says of how decks are built, whatever they say themselves."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Options(Struct, frozen=True):
    """As `deckgen.build` has them."""

    theme: str = ""
    outline: str = ""
    trust: bool = False
    allow: tuple[Path, ...] = ()
    """Folders outside the project that decks may read."""
    dialect: str = ""
    """Whose Markdown decks are written in; nothing for what they say or show."""
