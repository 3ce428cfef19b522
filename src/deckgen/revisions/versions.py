"""A version of a deck: a Markdown or PowerPoint file, as it is or as git has it (`talk.md@HEAD~3`)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from deckgen.errors import DeckgenError
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.powerpoint.model import ShownDeck
from deckgen.powerpoint.package import open_data
from deckgen.powerpoint.slides import read_slides
from deckgen.revisions.base import built
from deckgen.revisions.git import blob
from deckgen.source import Source
from deckgen.source_files import printable, read_source

POWERPOINT = (".pptx", ".potx", ".ppsx", ".pptm")


class Version(Struct, frozen=True):
    """What a version says."""

    name: str
    deck: ShownDeck


def load(named: str, memory: Memory) -> Version:
    """The version of that name. Raises `DeckgenError`."""
    path, at, revision = named.rpartition("@")
    if at and not Path(named).exists():
        return Version(named, _read(Path(path), blob(Path(path), revision), memory))
    return Version(named, _read(Path(named), None, memory))


def _read(path: Path, data: bytes | None, memory: Memory) -> ShownDeck:
    if path.suffix.lower() in POWERPOINT:
        try:
            return read_slides(open_data(path.read_bytes() if data is None else data, str(path)))
        except OSError as error:
            raise DeckgenError(f"{path} can't be read: {error.strerror}") from error
    if data is not None:
        source, problem = Source.from_text(str(path), printable(data.decode("utf-8-sig", "replace"))), None
    else:
        source, problem = read_source(path)
    if problem is not None:
        raise DeckgenError(f"{path}: {problem.message}")
    return built(source, path, Options(), memory)[1]
