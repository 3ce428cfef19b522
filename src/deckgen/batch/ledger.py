"""What a batch has made already, in a file beside it: one that was interrupted goes on where it was."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import decode, encode
from msgspec.msgpack import encode as packed

from deckgen.batch.jobs import DeckJob, DeckMade
from deckgen.building import state_of
from deckgen.model import fingerprint, key_of
from deckgen.store import code

NAME = ".deckgen-batch.jsonl"


class _Entry(Struct, frozen=True, omit_defaults=True):
    key: str
    """Of all that went into a deck but files."""
    files: tuple[tuple[str, int], ...]
    """Names and bytes of what it gave."""
    state: str
    """Tells the files that it read, as they were."""
    read: tuple[str, ...] | None = None
    """These; None for the same as in the entry before."""


class Ledger:
    """The decks in `folder` that are made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, _Entry] = {}
        self._reads: dict[str, tuple[str, ...]] = {}
        self._last: tuple[str, ...] | None = None
        self._states: dict[tuple[str, ...], str] = {}
        self._file: IO[bytes] | None = None
        path = folder / NAME
        for line in path.read_bytes().splitlines() if path.is_file() else ():
            try:
                entry = decode(line, type=_Entry)
            except (DecodeError, ValidationError):
                continue  # the last line, cut off
            self._last = entry.read if entry.read is not None else self._last
            self._known[entry.key], self._reads[entry.key] = entry, self._last or ()

    def has(self, job: DeckJob) -> bool:
        """True if the deck's files are there, and nothing that they came from has changed."""
        key = _key(job)
        entry = self._known.get(key)
        if entry is None or entry.state != self._state(self._reads[key]):
            return False
        return all(_size(self.folder / name) == size for name, size in entry.files)

    def add(self, job: DeckJob, made: DeckMade) -> None:
        """Write down that a deck's files are written."""
        if self._file is None:
            self._file = (self.folder / NAME).open("ab")
            self._file.write(b"\n")  # behind a line that was cut off
            self._last = None
        files = tuple((file.name, file.size) for file in made.files)
        read = None if made.read == self._last else made.read
        self._last = made.read
        self._file.write(encode(_Entry(_key(job), files, self._state(made.read), read)) + b"\n")
        self._file.flush()

    def close(self) -> None:
        """No more is made."""
        if self._file is not None:
            self._file.close()

    def _state(self, files: tuple[str, ...]) -> str:
        if files not in self._states:
            self._states[files] = state_of(files).hex()
        return self._states[files]


def _key(job: DeckJob) -> str:
    told = (str(job.path), job.name, job.to, repr(job.options))
    return fingerprint(key_of(packed(told), key_of(code())))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
