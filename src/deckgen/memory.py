"""What steps have made, kept under the hash of all that went into it: nothing ever has to be invalidated.

What is kept is data, MessagePack that is read by its type: in this process, and for the next one in a SQLite file,
which several processes may use at once. A memory that can't be read or written is no error: the work is then done
again.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any, TypeVar
from weakref import WeakValueDictionary

import msgspec

from deckgen.diagnostics import Warned
from deckgen.handed import Handed, Outbox
from deckgen.model import Content, fingerprint, key_of
from deckgen.store import AT_ONCE, Store, groups

T = TypeVar("T")
FEWEST = 75
"""Slides that are worth a process of their own."""
FIRST = 16
"""Of these, what one process does before there are others: no more than a quarter of the fewest."""
TURNS = 8
"""In which it does so many: the last one is short, and nobody waits for it for long."""
SAMPLED = 8
"""Of so many slides, one is looked for first: those that are not known mostly stand together."""
FEW = 16_000
"""Bytes that are kept with what they belong to."""
WAITING = 1_000_000
"""Bytes that wait to be written to disk, together."""
_ALONE = threading.RLock()
"""msgspec crashes where two threads learn what a type is made of at the same time."""


class Memory:
    """Results by key. One for `folder` None lasts as long as its process."""

    def __init__(self, folder: Path | None, processes: int = 1) -> None:
        self.folder = folder
        self.processes = processes
        """How many may work at once on what is not known yet."""
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
        """At work on a part of a deck."""
        self._found: dict[bytes, memoryview | None] = {}
        """What was looked for together, until it is asked for."""
        self._contents: WeakValueDictionary[str, Content] = WeakValueDictionary()
        """Bytes that somebody holds: a picture on many slides is read once."""
        self._decoders: dict[Any, msgspec.msgpack.Decoder[Any]] = {}
        self._store = Store(folder)

    def depends_on(self, beside: bytes) -> None:
        """Tell what results depend on that no key names: other packages' code."""
        self._store.beside = beside

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
        """The same for each of many `keys` (hashes), which `make` gives by index: several processes make what is not
        known, if there is much. With a step that `ends` the way of a slide, no other one of the deck asks for it."""
        names = [step + key for key in keys]
        if self._in_part:
            yield from (self.one(name, kind, partial(make, at)) for at, name in enumerate(names))
            return
        if self.may_be_helped(len(names)):
            unknown = self.much_unknown(names)

            def ahead(part: range) -> None:
                for at in unknown[part.start : part.stop]:
                    self.one(names[at], kind, partial(make, at))

            self.ahead(len(unknown), ahead)
        for first in range(0, len(names), AT_ONCE):
            some = names[first : first + AT_ONCE]
            self.look_up(some)
            for at, name in enumerate(some, first):
                found: T | None = self.held(name)
                if found is None:
                    found = self.recall(name, kind, partial(make, at))
                if ends and self.for_one_deck:
                    self.forget((name,))
                yield found

    def in_groups(
        self, step: bytes, keys: Sequence[bytes], kind: Any, make: Callable[[int], T], *, ends: bool = False
    ) -> Iterator[T]:
        """`each` for what is hardly sooner found than made: it is kept in groups of some eight."""
        cut = list(groups(keys))

        def some(at: int) -> tuple[T, ...]:
            first, group = cut[at]
            return tuple(map(make, range(first, first + len(group))))

        wholes = [key_of(b"".join(group)) for _, group in cut]
        yield from chain.from_iterable(self.each(step, wholes, tuple[kind, ...], some, ends=ends))

    def much_unknown(self, names: Sequence[bytes]) -> list[int]:
        """The indexes of those names under which nothing is kept, if they may be worth more processes than this one."""
        few = len(self.unknown(names[::SAMPLED])) * SAMPLED
        return self.unknown(names) if self.may_be_helped(few) else []

    def unknown(self, names: Sequence[bytes]) -> list[int]:
        """The indexes of those names under which nothing is kept."""
        wanted = [at for at, name in enumerate(names) if not self._has(name)]
        there = self._store.there([names[at] for at in wanted])
        return [at for at in wanted if names[at] not in there]

    def look_up(self, names: Sequence[bytes]) -> None:
        """Find together what will be asked for next: that takes a third of the time that one after the other does."""
        now, before = self._now, self._before
        wanted = [name for name in names if name not in before and name not in now and not self._has(name)]
        if wanted:
            self._found |= {**dict.fromkeys(wanted), **self._store.values(wanted)}

    def may_be_helped(self, count: int, fewest: int = 0) -> bool:
        """True if so much work, at least `fewest` for each, is worth more processes than this one, and there can be
        some."""
        if not (self.processes > 1 and count >= 2 * (fewest or FEWEST) and not self._in_part):
            return False
        from deckgen.crew import may_help

        return may_help()

    def ahead(
        self, count: int, work: Callable[[range], object], fewest: int = 0, *, turns: int = TURNS
    ) -> None:
        """Let several processes `work` on parts of `range(count)` in turns, if there is enough for two, `fewest` each,
        which take so many `turns`: what they keep, this one knows when it comes to it."""
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
            cut = parts(range(alone, count), max(1, fewest // turns))
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
        self._store = self._store.another()
        for part in turns:
            work(part)

    def one(self, name: bytes, kind: Any, make: Callable[[], T]) -> T:
        """The same for what no other process knows, as part of some work."""
        found = self.known(name, kind) if name in self._handed else self.last(name)
        if found is None:
            found = make()
            if self._out is None:
                self.keep(name, found)
            else:  # the others want to know it, this one does not
                self._write(name, msgspec.msgpack.encode(found, enc_hook=self._encoded))
        return found  # type: ignore[no-any-return]

    def _has(self, name: bytes) -> bool:
        return name in self._now or name in self._before or name in self._new or name in self._handed

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

    def look_up_traces(self, names: Sequence[bytes]) -> None:
        """`look_up` for what `trace` will be asked for."""
        self.look_up([b"traced" + name for name in names])

    def known(self, name: bytes, kind: Any) -> Any:
        """What is kept under a name; None if nothing is."""
        found = self.held(name)
        if found is None:
            found = self._stored(name, kind)
            self._handed.drop(name)
            if found is not None:
                self._now[name] = found
        return found

    def held(self, name: bytes) -> Any:
        """The same, of what this process has had in its hands in this turn or the last."""
        found = self._now.get(name)
        if found is None and (found := self._before.get(name)) is not None:
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
        self._now, self._before, self._found = {}, {}, {}
        self._handed.close()

    def turn(self) -> None:
        """Begin another deck, or the same one anew: what the last one did not ask for is forgotten."""
        self._before, self._now, self._found = self._now, {}, {}
        self._handed.close()

    def _stored(self, name: bytes, kind: Any) -> object:
        data = self._data(name)
        if data is None:
            return None
        with _ALONE, contextlib.suppress(msgspec.MsgspecError, ValueError, TypeError):
            return self._decoder(kind).decode(data)
        return None

    def _data(self, name: bytes) -> bytes | memoryview | None:
        """What is kept under a name and not known in this process yet."""
        waiting = self._new.get(name)
        if waiting is None:
            waiting = self._handed.get(name)
        if waiting is not None:
            return waiting
        return self._found.pop(name) if name in self._found else self._store.values((name,)).get(name)

    def _decoder(self, kind: Any) -> msgspec.msgpack.Decoder[Any]:
        if kind not in self._decoders:
            self._decoders[kind] = msgspec.msgpack.Decoder(kind, dec_hook=self._decoded)
        return self._decoders[kind]

    def _encoded(self, value: object) -> tuple[str, int, str, bytes]:
        """Bytes are kept once, under their hash, but for a few; those of a file stay there."""
        if not isinstance(value, Content):
            raise TypeError(type(value).__name__)
        if value.path:
            return value.digest, value.size, value.path, b""
        if value.size <= FEW:
            return value.digest, value.size, "", value.read()
        self._write(value.digest.encode(), value.read())
        return value.digest, value.size, "", b""

    def _decoded(self, _kind: type, value: Any) -> Content:
        digest, size, path, own = value
        if path:
            return Content(digest, size, Path(path).read_bytes, path)
        content = self._contents.get(digest)
        if content is None:
            data = own if size <= FEW else self._data(digest.encode())
            if data is None:
                raise ValueError("it is there no more")
            self._contents[digest] = content = Content(digest, size, partial(bytes, data))
        return content

    def flush(self) -> None:
        """Write what is new to disk."""
        new, self._new, self._waiting = self._new, {}, 0  # another thread may have something new meanwhile
        self._store.write(new)

    def close(self) -> None:
        """Write what is new, and let go of the file."""
        self.flush()
        self._handed.close()
        self._store.close()


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


def memory_of_one() -> Memory:
    """The same for a deck that is built once."""
    memory = default_memory()
    memory.for_one_deck = True
    return memory
