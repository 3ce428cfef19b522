"""The file that steps' results are kept in: SQLite, which several processes may use at once."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

FILE = "steps.sqlite"
LARGEST = 600_000_000
"""Bytes of the file; beyond that the entries that were not used for longest are dropped."""
OLDEST = 30
"""Days that an entry stays without being used."""
DAY = 86_400


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
