"""Waiting for changes on disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

STEP = 1
"""Milliseconds for which further changes are waited for: an editor's save is often two or three at once."""
GOES_OUT = 0.01
"""Seconds in which what follows from changes is sent, before it is looked what to wait for next."""
_NEVER = frozenset((".pptx", ".html", ".pdf", ".swp", ".tmp", ".bak"))
"""What is made of a deck, and what editors leave beside it."""


async def changes(files: Callable[[], frozenset[Path]], stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    """Sets of files that have changed, until `stop`. Folders are watched, not files: many editors save by
    putting another file in the old one's place."""
    while not stop.is_set():
        wanted = files()
        folders = _folders(wanted)
        async for changed in _in_folders(folders, stop):
            paths = {path for path in changed if path.suffix not in _NEVER or path in wanted}
            if paths:
                yield paths
                await asyncio.sleep(GOES_OUT)
            if stop.is_set() or _folders(files()) != folders:
                break


def watched(names: Iterable[str]) -> frozenset[Path]:
    """The files of these names: links, and what they lead to."""
    found = {Path(name).absolute() for name in names}
    return frozenset(found | {path.resolve() for path in found})


def _folders(files: frozenset[Path]) -> frozenset[Path]:
    """The folders that they lie in, and those in which a missing folder would appear."""
    found = set()
    for file in files:
        found.add(next((folder for folder in file.parents if folder.is_dir()), file.parent))
    return frozenset(found)


async def _in_folders(folders: frozenset[Path], stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    from watchfiles import awatch

    watching = awatch(
        *folders, recursive=False, step=STEP, debounce=50, rust_timeout=400, yield_on_timeout=True,
        stop_event=stop, watch_filter=_is_worth_a_look,
    )  # fmt: skip
    async for changed in watching:
        yield {Path(name) for _, name in changed}


def _is_worth_a_look(_change: object, name: str) -> bool:
    base = name.rpartition("/")[2]
    return not (
        base.startswith(".") or base.endswith("~") or base == "4913"
    )  # Vim tries whether it may write
