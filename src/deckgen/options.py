"""What a command says of how decks are built, whatever they say themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """As `deckgen.build` has them."""

    theme: str = ""
    outline: str = ""
    trust: bool = False
    allow: tuple[Path, ...] = ()
    """Folders outside the project that decks may read."""
