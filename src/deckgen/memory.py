"""What steps have made, kept under the hash of all that went into it: nothing ever has to be invalidated.

What is kept is data, MessagePack that is read by its type: in this process, and for the next one in a SQLite file,
which several processes may use at once. A memory that can't be read or written is no error: the work is then done
again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

import msgspec

from deckgen.diagnostics import Warned
from deckgen.model import Content, fingerprint, key_of
from deckgen.resources import shipped
from deckgen.version import __version__

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")
FILE = "steps.sqlite"
LARGEST = 600_000_000
"""Bytes of the file; beyond that the entries that were not used for longest are dropped."""
OLDEST = 30
"""Days that an entry stays without being used."""
_DAY = 86_400
_CHECK = 4
"""Bytes before each entry, which tell whether the rest is what was written under its name."""
_ENDS = 32
"""A group ends at a key whose first byte is less …"""
_MOST = 32
"""… or when it has so many."""


UNVERSIONED = b"plugins"
"""What begins so is kept whatever there is beside it: it is how that is found out."""
_ALONE = threading.RLock()
"""msgspec crashes where two threads learn what a type is made of at the same time."""


class Memory:
    """Results by key. One for `folder` None lasts as long as its process."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.beside = b""
        """Tells what results depend on that no key names: other packages' code."""
        self._now: dict[bytes, object] = {}
        self._before: dict[bytes, object] = {}
        """Of the turn before; what a turn does not ask for is forgotten with the next one."""
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}
        self._store: sqlite3.Connection | None = None
        self._is_open = False

    def remember(self, step: str, key: tuple[object, ...], kind: Any, make: Callable[[], T]) -> T:
        """What `step` gives for `key`, made now if it is not known; `kind` is its type."""
        name = fingerprint(repr((step, key)).encode("utf-8", "surrogatepass")).encode()
        return self.recall(name, kind, make)

    def recall(self, name: bytes, kind: Any, make: Callable[[], T]) -> T:
        """The same under a hash of all that goes into it."""
        found = self._found(name, kind)
        if found is None:
            found = make()
            self._keep(name, found)
        return found  # type: ignore[no-any-return]

    def together(self, step: bytes, keys: Sequence[bytes], kind: Any, make: Callable[[int], T]) -> list[T]:
        """The same for each of many `keys` (hashes), which `make` gives by index: in this process each for itself, on
        disk in groups, as what one slide alone comes to is hardly sooner found than made."""
        found: list[T] = []
        for first, group in groups(keys):
            names = [step + key for key in group]
            whole = key_of(b"".join(names))
            found += self.recall(whole, tuple[kind, ...], partial(self._each, names, first, make))
            for name, value in zip(names, found[first:], strict=True):
                self.hold(name, value)
        return found

    def _each(self, names: Sequence[bytes], first: int, make: Callable[[int], T]) -> tuple[T, ...]:
        return tuple(self.here(name, partial(make, index)) for index, name in enumerate(names, first))

    def traced(
        self, name: bytes, kind: Any, make: Callable[[], Warned[T]], states: Callable[[str], str]
    ) -> Warned[T]:
        """The same for what depends on files, too, and holds for as long as their `states` do; what found something
        wrong is made again the next time."""
        files = self._found(b"files" + name, tuple[str, ...])
        if files is not None:
            found = self._found(_with(name, files, states), kind)
            if found is not None:
                return found  # type: ignore[no-any-return]
        made = make()
        if not made.found:
            self._keep(b"files" + name, made.read)
            self._keep(_with(name, made.read, states), made)
        return made

    def known(self, name: bytes, kind: type[T]) -> T | None:
        """What was kept under a name that says nothing of what it holds: the last that `keep` was given."""
        found: T | None = self._found(name, kind)
        return found

    def keep(self, name: bytes, value: object) -> None:
        """Keep a value in place of the one before."""
        self._keep(name, value)

    def here(self, name: bytes, make: Callable[[], T]) -> T:
        """The same, for this process alone: what is too large to be written, or soon made."""
        found: Any = self._now.get(name)
        if found is None:
            found = self._before.get(name)
            self._now[name] = found = make() if found is None else found
        return found  # type: ignore[no-any-return]

    def hold(self, name: bytes, value: object) -> None:
        """Keep in this process what is known already."""
        self._now[name] = value

    def __reduce__(self) -> tuple[type[Memory], tuple[Path | None]]:
        """Another process has one of its own, in the same folder."""
        return Memory, (self.folder,)

    def _found(self, name: bytes, kind: Any) -> Any:
        found = self._now.get(name)
        if found is None:
            found = self._before.get(name)
            if found is None:
                found = self._stored(name, kind)
            if found is not None:
                self._now[name] = found
        return found

    def _keep(self, name: bytes, value: object) -> None:
        self._now[name] = value
        if self.folder is not None:
            self._new[name] = msgspec.msgpack.encode(value, enc_hook=self._encoded)

    def turn(self) -> None:
        """Begin another deck, or the same one anew: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def _stored(self, name: bytes, kind: Any) -> object:
        if self._opened() is None:
            return None
        import sqlite3

        with _ALONE, contextlib.suppress(sqlite3.Error, msgspec.MsgspecError, ValueError, TypeError):
            data = self._row(name)
            return self._decoder(kind).decode(data) if data is not None else None
        return None

    def _row(self, name: bytes) -> memoryview | None:
        """What is kept under a name, if it is what was written."""
        store = self._opened()
        query = "select value, used from steps where name = ?"
        versioned = self._versioned(name)
        row = store.execute(query, (versioned,)).fetchone() if store else None
        if row is None:
            return None
        value = memoryview(row[0])
        if _check(versioned, value[_CHECK:]) != value[:_CHECK]:
            return None
        if row[1] < time.time() - _DAY:
            self._used.append(name)
        return value[_CHECK:]

    def _versioned(self, name: bytes) -> bytes:
        """The name under which this very code keeps an entry, with what there is beside it."""
        beside = b"" if name.startswith(UNVERSIONED) else self.beside
        return key_of(name, key_of(_code() + beside))

    def _decoder(self, kind: Any) -> msgspec.msgpack.Decoder[Any]:
        if kind not in self._decoders:
            self._decoders[kind] = msgspec.msgpack.Decoder(kind, dec_hook=self._decoded)
        return self._decoders[kind]

    def _encoded(self, value: object) -> tuple[str, int, str]:
        """Bytes are kept once, under their hash; those of a file stay there."""
        if not isinstance(value, Content):
            raise TypeError(type(value).__name__)
        if not value.path:
            self._new[value.digest.encode()] = value.read()
        return value.digest, value.size, value.path

    def _decoded(self, _kind: type, value: Any) -> Content:
        digest, size, path = value
        if path:
            return Content(digest, size, Path(path).read_bytes, path)
        name = digest.encode()
        new = self._new.get(name)
        data = self._row(name) if new is None else new
        if data is None:
            raise ValueError("it is there no more")
        return Content(digest, size, partial(bytes, data))

    def _opened(self) -> sqlite3.Connection | None:
        if not self._is_open:
            self._is_open = True
            if self.folder is not None and (self.folder / FILE).exists():
                self._store = _connect(self.folder)
        return self._store

    def flush(self) -> None:
        """Write what is new to disk."""
        if self.folder is None or not (self._new or self._used):
            return
        import sqlite3

        now = int(time.time())
        try:
            store = self._opened() or _connect(self.folder)
            self._store = store
            if store is not None:
                new = [(self._versioned(name), data) for name, data in self._new.items()]
                rows = [(name, _check(name, data) + data, now) for name, data in new]
                with store:
                    store.executemany("insert or replace into steps values (?, ?, ?)", rows)
                    used = [(now, self._versioned(name)) for name in self._used]
                    store.executemany("update steps set used = ? where name = ?", used)
                _prune(store, now)
        except sqlite3.Error:
            pass
        self._new, self._used = {}, []

    def close(self) -> None:
        """Write what is new, and let go of the file."""
        self.flush()
        if self._store is not None:
            self._store.close()
        self._store, self._is_open = None, False


def groups(keys: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """Some eight keys each, with the index of the first. Where one ends follows from the keys: one that is new
    changes its own group alone, wherever it stands."""
    first = 0
    for index, key in enumerate(keys, 1):
        if key[0] < _ENDS or index - first == _MOST or index == len(keys):
            yield first, keys[first:index]
            first = index


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
                store.execute(f"pragma user_version = {int(time.time()) // _DAY}")
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
    if size <= LARGEST and now // _DAY == pruned:
        return
    with store:
        store.execute(f"pragma user_version = {now // _DAY}")
        store.execute("delete from steps where used < ?", (now - OLDEST * _DAY,))
        (kept,) = store.execute("select coalesce(sum(length(value)), 0) from steps").fetchone()
        oldest = store.execute("select name, length(value) from steps order by used").fetchall()
        for name, length in oldest if kept > LARGEST // 2 and size > LARGEST else ():
            store.execute("delete from steps where name = ?", (name,))
            kept -= length
            if kept <= LARGEST // 2:
                break
    store.execute("vacuum")


def _with(name: bytes, files: Sequence[str], states: Callable[[str], str]) -> bytes:
    """The name of a result for these contents of files."""
    text = "\0".join(map(states, files)).encode()
    return key_of(text, name[:64])


def _check(name: bytes, data: bytes | memoryview) -> bytes:
    """CRC-32 of both, as a spoilt index gives one entry under another's name: it is to find what a disk has spoilt."""
    return crc32(data, crc32(name)).to_bytes(_CHECK, "big")


@cache
def _code() -> bytes:
    """Tells this code, what it ships and the libraries beside it from any other version."""
    parts = [__version__]
    for folder in (Path(__file__).parent, shipped("templates"), shipped("assets")):
        parts += sorted(_stamps(str(folder)))
    parts.append(str(os.stat(Path(msgspec.__file__).parents[1]).st_mtime_ns))  # where libraries are installed
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


def _stamps(folder: str) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _stamps(entry.path) if entry.name != "__pycache__" else []
            else:
                state = entry.stat()
                found.append(f"{entry.path}|{state.st_size}|{state.st_mtime_ns}")
    return found


def default_memory() -> Memory:
    """In `~/.cache/deckgen` (or as XDG has it), or `DECKGEN_CACHE`; an empty value of that means none."""
    given = os.environ.get("DECKGEN_CACHE")
    if given is not None:
        return Memory(Path(given) if given else None)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Memory(Path(base) / "deckgen")
