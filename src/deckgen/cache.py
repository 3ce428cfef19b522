"""What one build can leave for the next: parsed templates, drawn charts, page shells.

Entries are keyed by everything that they were made from, so nothing ever has to be invalidated.
A cache that can't be read or written is no error: the work is then done again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from deckgen.version import __version__

T = TypeVar("T")
DIGEST = hashlib.sha256().digest_size
"""Bytes before each entry, which tell whether the rest is what was written."""


class Cache(Struct, frozen=True, eq=False):
    """A folder of entries."""

    folder: Path | None

    def remember(self, kind: str, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """The entry of `kind` for `key`, made now if it is not there."""
        if self.folder is None:
            return make()
        text = repr((__version__, kind, key)).encode("utf-8", "surrogatepass")
        path = self.folder / f"{kind}-{hashlib.sha256(text).hexdigest()[:32]}"
        try:
            data = path.read_bytes()
            if hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
                raise ValueError("altered")
            found: T = pickle.loads(data[DIGEST:])
        except Exception:  # a file that was not written whole, or was altered, fails in any way
            found = make()
            self._store(path, found)
        return found

    def _store(self, path: Path, entry: object) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = path.with_name(f"{path.name}.{os.getpid()}")
            data = pickle.dumps(entry, protocol=5)
            temporary.write_bytes(hashlib.sha256(data).digest() + data)
            temporary.replace(path)
        except OSError:
            pass


NO_CACHE = Cache(None)


def default_cache() -> Cache:
    """`~/.cache/deckgen` (or as XDG has it), or `DECKGEN_CACHE`; an empty value of that means none."""
    given = os.environ.get("DECKGEN_CACHE")
    if given is not None:
        return Cache(Path(given) if given else None)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Cache(Path(base) / "deckgen")


def code(name: str) -> str:
    """Fingerprint of one of our own source files: part of the key of what it makes."""
    return fingerprint(Path(__file__).parent.joinpath(name).read_bytes())


def fingerprint(data: bytes) -> str:
    """A short name for content."""
    return hashlib.sha256(data).hexdigest()[:32]
