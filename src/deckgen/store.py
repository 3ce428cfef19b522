"""The file that steps' results are kept in: SQLite, which several processes may use at once; and whose results they
are."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec

from deckgen.model import key_of
from deckgen.resources import shipped
from deckgen.version import __version__

if TYPE_CHECKING:
    import sqlite3

FILE = "steps.sqlite"
LARGEST = 600_000_000
"""Bytes of the file; beyond that the entries that were not used for longest are dropped."""
OLDEST = 30
"""Days that an entry stays without being used."""
DAY = 86_400
UNVERSIONED = b"plugins"
"""What begins so is kept whatever there is beside it: it is how that is found out."""
_LEFT_OUT = ("__pycache__", "web")
"""Folders of this code's: what Python makes of it, and what it brings along, which a stamp of its own tells."""
_CHECK = 4
"""Bytes before each entry, which tell whether the rest is what was written under its name."""
_ENDS = 32
"""A group of keys that are kept as one entry ends at one whose first byte is less …"""
_MOST = 32
"""… or when it has so many."""
AT_ONCE = 64
"""Entries that are looked for in one query."""


class Store:
    """The file in a folder, which is opened when it is asked for; None keeps nothing. What can't be read is not there,
    what can't be written is not kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.beside = b""
        """Tells what entries depend on that no name tells: other packages' code."""
        self._file: sqlite3.Connection | None = None
        self._is_open = False
        self._used: list[bytes] = []
        """Entries that were not used for a day, and now are."""
        self._alone = threading.RLock()

    def another(self) -> Store:
        """The same for another process, as a connection is its process's own."""
        other = Store(self.folder)
        other.beside = self.beside
        return other

    def there(self, names: Sequence[bytes]) -> set[bytes]:
        """Those of the names that it has."""
        return set(self._rows("name", names))

    def values(self, names: Sequence[bytes]) -> dict[bytes, memoryview]:
        """What it has under these names, if it is what was written."""
        found, recent = {}, time.time() - DAY
        for name, (versioned, data, used) in self._rows("name, value, used", names).items():
            value = memoryview(data)
            if _check(versioned, value[_CHECK:]) == value[:_CHECK]:
                found[name] = value[_CHECK:]
                if used < recent:
                    self._used.append(versioned)
        return found

    def write(self, new: Mapping[bytes, bytes]) -> None:
        """Keep these values under their names."""
        if self.folder is None or not (new or self._used):
            return
        import sqlite3

        now = int(time.time())
        seen, self._used = self._used, []  # another thread may have something new meanwhile
        with contextlib.suppress(sqlite3.Error):
            file = self._file = self._opened() or _connect(self.folder)
            if file is not None:
                named = [(self._versioned(name), data) for name, data in new.items()]
                rows = [(name, _check(name, data) + data, now) for name, data in named]
                with file:
                    file.executemany("insert or replace into steps values (?, ?, ?)", rows)
                    file.executemany(
                        "update steps set used = ? where name = ?", [(now, each) for each in seen]
                    )
                _prune(file, now)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
        self._file, self._is_open = None, False

    def _opened(self) -> sqlite3.Connection | None:
        if not self._is_open:
            self._is_open = True
            if self.folder is not None and (self.folder / FILE).exists():
                self._file = _connect(self.folder)
        return self._file

    def _rows(self, columns: str, names: Sequence[bytes]) -> dict[bytes, tuple[Any, ...]]:
        """These columns where it has the names."""
        if not (names and self._opened()):
            return {}
        import sqlite3

        own = {self._versioned(name): name for name in names}
        with self._alone, contextlib.suppress(sqlite3.Error):
            file = self._opened()
            rows = _rows(file, columns, list(own)) if file else ()
            # A spoilt index leads to rows under names that nobody asked for.
            return {own[row[0]]: row for row in rows if row[0] in own}
        return {}

    def _versioned(self, name: bytes) -> bytes:
        """The name under which this very code keeps an entry, with what there is beside it."""
        return key_of(name, _version(b"" if name.startswith(UNVERSIONED) else self.beside))


def _rows(file: sqlite3.Connection, columns: str, names: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
    """These columns of the entries that are there, in any order."""
    for first in range(0, len(names), AT_ONCE):
        some = [*names[first : first + AT_ONCE]]
        wanted = [*some, *some[-1:] * (AT_ONCE - len(some))] if len(names) > 1 else some
        # Two queries in all, which SQLite keeps as it has understood them.
        marks = ", ".join("?" * len(wanted))
        yield from file.execute(f"select {columns} from steps where name in ({marks})", wanted)


def _connect(folder: Path) -> sqlite3.Connection | None:
    """The file, made if it is not there; a broken one is put aside."""
    import sqlite3

    path = folder / FILE
    for _ in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            store = sqlite3.connect(path, timeout=5.0, check_same_thread=False)
            # A crash of the machine may cost the file, never give a wrong entry: each is checked.
            store.execute("pragma synchronous = off")
            if not path.stat().st_size:
                store.execute(
                    "create table if not exists steps (name blob primary key, value blob, used integer)"
                )
                store.execute(f"pragma user_version = {int(time.time()) // DAY}")
            return store
        except sqlite3.OperationalError:
            return None  # in use for too long, or not to be written
        except sqlite3.Error:
            with contextlib.suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None


def _prune(store: sqlite3.Connection, now: int) -> None:
    """Drop what is old, and what is too much, once a day."""
    (pruned,) = store.execute("pragma user_version").fetchone()
    size = store.execute("pragma page_count").fetchone()[0] * store.execute("pragma page_size").fetchone()[0]
    if size <= LARGEST and now // DAY == pruned:
        return
    with store:
        store.execute(f"pragma user_version = {now // DAY}")
        store.execute("delete from steps where used < ?", (now - OLDEST * DAY,))
        (kept,) = store.execute("select coalesce(sum(length(value)), 0) from steps").fetchone()
        oldest = store.execute("select name, length(value) from steps order by used").fetchall()
        for name, length in oldest if kept > LARGEST // 2 and size > LARGEST else ():
            store.execute("delete from steps where name = ?", (name,))
            kept -= length
            if kept <= LARGEST // 2:
                break
    store.execute("vacuum")


def _check(name: bytes, data: bytes | memoryview) -> bytes:
    """CRC-32 of both, as a spoilt index gives one entry under another's name: it is to find what a disk has spoilt."""
    return crc32(data, crc32(name)).to_bytes(_CHECK, "big")


def groups(keys: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """Some eight keys each, with the index of the first. Where one ends follows from the keys: one that is new
    changes its own group alone, wherever it stands."""
    first = 0
    for index, key in enumerate(keys, 1):
        if key[0] < _ENDS or index - first == _MOST or index == len(keys):
            yield first, keys[first:index]
            first = index


@cache
def _version(beside: bytes) -> bytes:
    """Tells this code, with what there is beside it."""
    return key_of(code() + beside)


@cache
def code() -> bytes:
    """Tells this code, what it ships and the libraries beside it from any other version."""
    parts = [__version__]
    for folder in (Path(__file__).parent, shipped("templates"), shipped("assets")):
        parts += sorted(_stamps(str(folder)))
    with contextlib.suppress(OSError):
        parts.append(shipped("web", "stamp").read_text(encoding="ascii"))
    parts.append(str(os.stat(Path(msgspec.__file__).parents[1]).st_mtime_ns))  # where libraries are installed
    return key_of("\n".join(parts).encode("utf-8", "surrogatepass"))


def _stamps(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _stamps(entry.path) if entry.name not in _LEFT_OUT else []
            else:
                state = entry.stat()
                found.append(f"{entry.path}|{state.st_size}|{state.st_mtime_ns}")
    return found
