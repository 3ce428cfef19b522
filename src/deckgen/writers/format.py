"""What an output format is. One is a package here and a line in `registry.py`, or an entry point `deckgen.writers` of
another package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from deckgen.errors import DeckgenError
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory


class Format(Struct, frozen=True):
    """A way to write a deck."""

    name: str
    """As in `--to NAME`."""
    write: Callable[[LaidOutDeck, Memory], Iterator[tuple[str, bytes | Iterable[bytes]]]]
    """Gives each file as what its name ends with (behind the deck's: `.pptx`, `-01.png`) and its bytes, a large one's
    in pieces. Raises `WriteError`, before the first of them."""


class WriteError(DeckgenError):
    """Why a format can't be written here, in words for the author; `code` is its diagnostic's."""

    def __init__(self, message: str, code: str = "not-written") -> None:
        super().__init__(message)
        self.code = code
