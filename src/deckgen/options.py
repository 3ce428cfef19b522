"""What a command says of how decks are built, whatever they say themselves."""

from __future__ import annotations

import os
from collections.abc import Sequence
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
    carries: bool = True
    """A .pptx file has its source in it."""
    values: tuple[tuple[str, str], ...] = ()
    """What `{{ name }}` stands for, beside the front matter's own."""


def paths_of(given: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> tuple[Path, ...]:
    """One path, or several: a text is one, not as many as it has letters."""
    return (Path(given),) if isinstance(given, str | os.PathLike) else tuple(map(Path, given))
