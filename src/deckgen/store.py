"""The file that steps' results are kept in: SQLite, which several processes may use at once; and whose results they
are."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
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
_LEFT_OUT = ("__pycache__", "web")
"""Folders of this code's: what Python makes of it, and what it brings along, which a stamp of its own tells."""
CHECK = 4
"""Bytes before each entry, which tell whether the rest is what was written under its name."""
_ENDS = 32
"""A group of keys that are kept as one entry ends at one whose first byte is less …"""
_MOST = 32
"""… or when it has so many."""


def connect(folder: Path) -> sqlite3.Connection | None:
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


def prune(store: sqlite3.Connection, now: int) -> None:
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


def check(name: bytes, data: bytes | memoryview) -> bytes:
    """CRC-32 of both, as a spoilt index gives one entry under another's name: it is to find what a disk has spoilt."""
    return crc32(data, crc32(name)).to_bytes(CHECK, "big")


def groups(keys: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    """Some eight keys each, with the index of the first. Where one ends follows from the keys: one that is new
    changes its own group alone, wherever it stands."""
    first = 0
    for index, key in enumerate(keys, 1):
        if key[0] < _ENDS or index - first == _MOST or index == len(keys):
            yield first, keys[first:index]
            first = index


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
