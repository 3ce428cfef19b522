"""What steps have made, kept under the hash of all that went into it: nothing ever has to be invalidated.

What is kept is data, MessagePack that is read by its type: in this process, and for the next one in a SQLite file,
which several processes may use at once. A memory that can't be read or written is no error: the work is then done
again.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar
from weakref import WeakValueDictionary

import msgspec

from deckgen.diagnostics import Warned
from deckgen.handed import Handed, Outbox
from deckgen.model import Content, fingerprint, key_of
from deckgen.store import CHECK, DAY, FILE, check, code, connect, groups, prune

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")
FEWEST = 75
"""Slides that are worth a process of their own."""
FIRST = 16
"""Of these, what one process does before there are others: no more than a quarter of the fewest."""
UNVERSIONED = b"plugins"
"""What begins so is kept whatever there is beside it: it is how that is found out."""
WAITING = 4_000_000
"""Bytes that wait to be written to disk, together."""
_ALONE = threading.RLock()
"""msgspec crashes where two threads learn what a type is made of at the same time."""


class Memory:
    """Results by key. One for `folder` None lasts as long as its process."""

    def __init__(self, folder: Path | None, processes: int = 1) -> None:
        self.folder = folder
        self.processes = processes
        """How many may work at once on what is not known yet."""
        self.beside = b""
        """Tells what results depend on that no key names: other packages' code."""
        self.for_one_deck = False
        """There will be no other deck, nor this one anew."""
        self._now: dict[bytes, object] = {}
        self._before: dict[bytes, object] = {}
        """Of the turn before; what a turn does not ask for is forgotten with the next one."""
        self._new: dict[bytes, bytes] = {}
        self._waiting = 0
        """Bytes of these."""
        self._handed = Handed()
        """What helpers have made, until it is asked for."""
        self._out: Outbox | None = None
        """Where this one puts what it makes, if it is a helper."""
        self._in_part = False
        """At work on a part of a deck: groups are made of the whole."""
        self._used: list[bytes] = []
        self._contents: WeakValueDictionary[str, Content] = WeakValueDictionary()
        """Bytes that somebody holds: a picture on many slides is read once."""
        self._decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}
        self._store: sqlite3.Connection | None = None
        self._is_open = False

    def remember(self, step: str, key: tuple[object, ...], kind: Any, make: Callable[[], T]) -> T:
        """What `step` gives for `key`, made now if it is not known; `kind` is its type."""
        name = fingerprint(repr((step, key)).encode("utf-8", "surrogatepass")).encode()
        return self.recall(name, kind, make)

    def recall(self, name: bytes, kind: Any, make: Callable[[], T]) -> T:
        """The same under a hash of all that goes into it."""
        found = self.known(name, kind)
        if found is None:
            found = make()
            self.keep(name, found)
        return found  # type: ignore[no-any-return]

    def together(self, step: bytes, keys: Sequence[bytes], kind: Any, make: Callable[[int], T]) -> list[T]:
        """What `each` gives, in a list."""
        return list(self.each(step, keys, kind, make))

    def each(
        self, step: bytes, keys: Sequence[bytes], kind: Any, make: Callable[[int], T], *, ends: bool = False
    ) -> Iterator[T]:
        """The same for each of many `keys` (hashes), which `make` gives by index: in this process each for itself, on
        disk in groups, as what one slide alone comes to is hardly sooner found than made. With a step that `ends` the
        way of a slide, no other one of the deck asks for it."""
        names = [step + key for key in keys]

        def some(indexes: Sequence[int]) -> tuple[T, ...]:
            return tuple(self.one(names[at], kind, partial(make, at)) for at in indexes)

        if self._in_part:
            yield from some(range(len(keys)))
            return
        if self.may_be_helped(len(keys)):
            unknown = self.unknown(step, keys, kind)

            def ahead(part: range) -> None:
                for at in unknown[part.start : part.stop]:
                    self.one(names[at], kind, partial(make, at))

            self.ahead(len(unknown), ahead)
        for first, group in groups(keys):
            last = first + len(group)
            whole = _whole(names[first:last])
            found: tuple[T, ...] = self.recall(whole, tuple[kind, ...], partial(some, range(first, last)))
            if ends and self.for_one_deck:
                self.forget((whole, *names[first:last]))
            else:
                self._now.update(zip(names[first:last], found, strict=True))
            yield from found

    def unknown(self, step: bytes, keys: Sequence[bytes], kind: Any) -> list[int]:
        """The indexes of those `keys` of which `together` knows nothing yet."""
        found: list[int] = []
        for first, group in groups(keys):
            names = [step + key for key in group]
            if self.known(_whole(names), tuple[kind, ...]) is None:
                found += (at for at, name in enumerate(names, first) if not self._has(name))
        return found

    def may_be_helped(self, count: int, fewest: int = 0) -> bool:
        """True if so much work, at least `fewest` for each, is worth more processes than this one, and there can be
        some."""
        if not (self.processes > 1 and count >= 2 * (fewest or FEWEST) and not self._in_part):
            return False
        from deckgen.crew import may_help

        return may_help()

    def ahead(self, count: int, work: Callable[[range], object], fewest: int = 0) -> None:
        """Let several processes `work` on parts of `range(count)` in turns, none shorter than `fewest`, if there is
        enough for two: what they keep, this one knows when it comes to it."""
        fewest = fewest or FEWEST
        if not self.may_be_helped(count, fewest):
            return
        from deckgen.crew import Crew, parts

        self._in_part = True
        crew = None
        try:
            # What all of them need is imported, and their fonts are opened, once.
            alone = min(FIRST, fewest // 4)
            work(range(alone))
            self.flush()
            cut = parts(range(alone, count), fewest)
            with contextlib.suppress(OSError):  # no more files or processes: it is done when it is asked for
                crew = Crew(cut, self.processes, partial(self._as_helper, work))
            for part in crew.turns if crew else ():
                work(part)
            for file in crew.results() if crew else ():
                for name, value in self._handed.take(file):
                    self._write(name, value)
        finally:
            if crew is not None:
                crew.stop()
            self._in_part = False

    def _as_helper(self, work: Callable[[range], object], turns: Iterable[range], file: IO[bytes]) -> None:
        """Do some parts of the work, and put what they come to into `file`."""
        self._out = Outbox(file)
        self._new = {}
        self._store, self._is_open = None, False  # a connection is its process's own
        for part in turns:
            work(part)

    def one(self, name: bytes, kind: Any, make: Callable[[], T]) -> T:
        """What is kept in this process alone, unless it is a helper: the others want to know it."""
        if name in self._handed:
            self.known(name, kind)
        if self._out is None:
            return self.here(name, make)
        found = self.last(name)
        made: Any = make() if found is None else found
        if name not in self._out:
            self._out.put(name, msgspec.msgpack.encode(made, enc_hook=self._encoded), kept=False)
        return made  # type: ignore[no-any-return]

    def _has(self, name: bytes) -> bool:
        return name in self._now or name in self._before or name in self._handed

    def traced(
        self, name: bytes, kind: Any, make: Callable[[], Warned[T]], states: Callable[[str], str]
    ) -> Warned[T]:
        """The same for what depends on files, too, and holds for as long as their `states` do; what found something
        wrong is made again the next time."""
        found = self.trace(name, kind, states)
        if found is not None:
            return found  # type: ignore[no-any-return]
        made = make()
        if not made.found:
            self.keep(b"traced" + name, (_told(made.read, states), made))
        return made

    def trace(self, name: bytes, kind: Any, states: Callable[[str], str]) -> Any:
        """What `traced` knows; None if it would have to be made."""
        files, made = self.known(b"traced" + name, tuple[str, kind]) or ("", None)
        return made if made is not None and files == _told(made.read, states) else None

    def known(self, name: bytes, kind: Any) -> Any:
        """What is kept under a name; None if nothing is."""
        found = self._now.get(name)
        if found is None:
            found = self._before.get(name)
            if found is None:
                found = self._stored(name, kind)
                self._handed.drop(name)
            if found is not None:
                self._now[name] = found
        return found

    def keep(self, name: bytes, value: object) -> None:
        """Keep a value, in place of the one before if the name does not tell all that went into it."""
        self._now[name] = value
        if self.folder is not None or self._out is not None:
            self._write(name, msgspec.msgpack.encode(value, enc_hook=self._encoded))

    def _write(self, name: bytes, data: bytes) -> None:
        """Put it among what is to be written, which a helper leaves to the others' process."""
        if self._out is not None:
            self._out.put(name, data, kept=self.folder is not None)
            return
        self._new[name] = data
        self._waiting += len(data)
        if self._waiting > WAITING:
            self.flush()

    def here(self, name: bytes, make: Callable[[], T]) -> T:
        """The same, for this process alone: what is too large to be written, or soon made."""
        found = self.last(name)
        self._now[name] = found = make() if found is None else found
        return found

    def last(self, name: bytes) -> Any:
        """What this process kept last under a name that tells what it is of, not all that it follows from."""
        return self._now.get(name, self._before.get(name))

    def hold(self, name: bytes, value: object) -> None:
        """Keep in this process what is known already."""
        self._now[name] = value

    def forget(self, names: Iterable[bytes]) -> None:
        """Let go of what nobody will ask for again."""
        for name in names:
            self._now.pop(name, None)

    def __reduce__(self) -> tuple[type[Memory], tuple[Path | None]]:
        """Another process has one of its own, in the same folder."""
        return Memory, (self.folder,)

    def clear(self) -> None:
        """Let go of all that is held in this process."""
        self._now, self._before = {}, {}
        self._handed.close()

    def turn(self) -> None:
        """Begin another deck, or the same one anew: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}
        self._handed.close()

    def _stored(self, name: bytes, kind: Any) -> object:
        if not (name in self._handed or name in self._new or self._opened()):
            return None
        import sqlite3

        with _ALONE, contextlib.suppress(sqlite3.Error, msgspec.MsgspecError, ValueError, TypeError):
            data = self._row(name)
            return self._decoder(kind).decode(data) if data is not None else None
        return None

    def _row(self, name: bytes) -> bytes | memoryview | None:
        """What is kept under a name, if it is what was written."""
        waiting = self._new.get(name)
        if waiting is None:
            waiting = self._handed.get(name)
        if waiting is not None:
            return waiting
        store = self._opened()
        query = "select value, used from steps where name = ?"
        versioned = self._versioned(name)
        row = store.execute(query, (versioned,)).fetchone() if store else None
        if row is None:
            return None
        value = memoryview(row[0])
        if check(versioned, value[CHECK:]) != value[:CHECK]:
            return None
        if row[1] < time.time() - DAY:
            self._used.append(name)
        return value[CHECK:]

    def _versioned(self, name: bytes) -> bytes:
        """The name under which this very code keeps an entry, with what there is beside it."""
        beside = b"" if name.startswith(UNVERSIONED) else self.beside
        return key_of(name, key_of(code() + beside))

    def _decoder(self, kind: Any) -> msgspec.msgpack.Decoder[Any]:
        if kind not in self._decoders:
            self._decoders[kind] = msgspec.msgpack.Decoder(kind, dec_hook=self._decoded)
        return self._decoders[kind]

    def _encoded(self, value: object) -> tuple[str, int, str]:
        """Bytes are kept once, under their hash; those of a file stay there."""
        if not isinstance(value, Content):
            raise TypeError(type(value).__name__)
        if not value.path:
            self._write(value.digest.encode(), value.read())
        return value.digest, value.size, value.path

    def _decoded(self, _kind: type, value: Any) -> Content:
        digest, size, path = value
        if path:
            return Content(digest, size, Path(path).read_bytes, path)
        content = self._contents.get(digest)
        if content is None:
            data = self._row(digest.encode())
            if data is None:
                raise ValueError("it is there no more")
            self._contents[digest] = content = Content(digest, size, partial(bytes, data))
        return content

    def _opened(self) -> sqlite3.Connection | None:
        if not self._is_open:
            self._is_open = True
            if self.folder is not None and (self.folder / FILE).exists():
                self._store = connect(self.folder)
        return self._store

    def flush(self) -> None:
        """Write what is new to disk."""
        if self.folder is None or not (self._new or self._used):
            return
        import sqlite3

        now = int(time.time())
        waiting, seen = self._new, self._used
        self._new, self._waiting, self._used = {}, 0, []  # another thread may have something new meanwhile
        try:
            store = self._opened() or connect(self.folder)
            self._store = store
            if store is not None:
                new = [(self._versioned(name), data) for name, data in waiting.items()]
                rows = [(name, check(name, data) + data, now) for name, data in new]
                with store:
                    store.executemany("insert or replace into steps values (?, ?, ?)", rows)
                    used = [(now, self._versioned(name)) for name in seen]
                    store.executemany("update steps set used = ? where name = ?", used)
                prune(store, now)
        except sqlite3.Error:
            pass

    def close(self) -> None:
        """Write what is new, and let go of the file."""
        self.flush()
        self._handed.close()
        if self._store is not None:
            self._store.close()
        self._store, self._is_open = None, False


def _whole(names: Sequence[bytes]) -> bytes:
    """The name of a group."""
    return key_of(b"".join(names))


def _told(files: Sequence[str], states: Callable[[str], str]) -> str:
    """Tells these files as they are."""
    return " ".join(map(states, files))


def default_memory() -> Memory:
    """In `~/.cache/deckgen` (or as XDG has it), or `DECKGEN_CACHE`; an empty value of that means none."""
    from deckgen.crew import processes

    given = os.environ.get("DECKGEN_CACHE")
    if given is not None:
        return Memory(Path(given) if given else None, processes())
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Memory(Path(base) / "deckgen", processes())
