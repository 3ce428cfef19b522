"""What is imported, written into a folder of its own."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from deckgen.errors import DeckgenError
from deckgen.imports.deck import Imported
from deckgen.imports.sources import read_file
from deckgen.output import write_whole

DECK = "deck.md"


class Import(Struct, frozen=True):
    """What came of it."""

    deck: Path
    slides: int
    files: tuple[Path, ...]
    """Beside the deck."""
    left_out: tuple[tuple[int, str], ...]
    """Numbers of slides (0 for the deck as a whole), and what is not carried over."""


def import_file(path: Path, folder: Path) -> Import:
    """The deck at `path` as a folder; nothing that is there is written over. Raises `DeckgenError`."""
    if folder.exists() and not folder.is_dir():
        raise DeckgenError(f"{folder} is a file: choose another folder with `-o`")
    if folder.exists() and any(folder.iterdir()):
        raise DeckgenError(f"the folder {folder} is not empty: choose another one with `-o`")
    return _written(read_file(path), folder)


def _written(found: Imported, folder: Path) -> Import:
    files = []
    for name, data in {DECK: found.text.encode(), **found.files}.items():
        if problem := write_whole(folder / name, data):
            raise DeckgenError(problem.message)
        files.append(folder / name)
    return Import(files[0], found.slides, tuple(files[1:]), found.left_out)
