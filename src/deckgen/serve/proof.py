"""Reading a large deck whole in another process, to compare: there it delays no edit."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from deckgen.cache import Cache, fingerprint
from deckgen.options import Options
from deckgen.serve.state import Live, whole


class Digest(NamedTuple):
    """What a deck comes to, short enough to be sent."""

    text: str
    shown: str
    """Its slides, fonts and findings."""


def digest(live: Live) -> Digest:
    """The digest of a deck."""
    found = [(f.code, f.severity, f.message, repr(f.span)) for f in live.findings]
    parts = (*live.sections, live.fonts, repr(sorted(found)), repr(live.lines))
    return Digest(fingerprint(live.source.text.encode()), fingerprint("\0".join(parts).encode()))


class Prover:
    """One process that waits for work, at a low priority."""

    def __init__(self, path: Path, options: Options, cache: Cache) -> None:
        self._asked = (path, options, cache)
        self._pool: ProcessPoolExecutor | None = None

    async def digest(self) -> Digest | None:
        """What the deck on disk comes to, read from the beginning; None if that can't be said."""
        if self._pool is None:
            # A fresh process: a copy of this one would inherit its connections.
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, _digest, *self._asked)
        except (BrokenProcessPool, OSError):
            self._pool = None
            return None

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    if hasattr(os, "nice"):
        os.nice(15)


def _digest(path: Path, options: Options, cache: Cache) -> Digest:
    return digest(whole(path, options, cache, lambda data, _kind: f"media/{fingerprint(data)}"))
