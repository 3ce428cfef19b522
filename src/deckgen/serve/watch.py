"""Waiting for changes on disk."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

STEP = 1
"""Milliseconds for which further changes are waited for: an editor's save is often two or three at once."""
SETTLES = 0.02
"""Seconds after which a change counts that may be a part of a save, where the system says when one is whole."""
LOOKS_UP = 0.4
"""Seconds after which it is looked whether other folders are to be watched now."""
GOES_OUT = 0.01
"""Seconds in which what follows from changes is sent, before it is looked what to wait for next."""
_NEVER = frozenset((".pptx", ".html", ".pdf", ".swp", ".tmp", ".bak"))
"""What is made of a deck, and what editors leave beside it."""


async def changes(files: Callable[[], frozenset[Path]], stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    """Sets of files that have changed, until `stop`. Folders are watched, not files: many editors save by
    putting another file in the old one's place."""
    anew = False
    while not stop.is_set():
        wanted = files()
        folders = _folders(wanted)
        async for changed in _in_folders(folders, files, stop, anew=anew):
            paths = {path for path in changed if path.suffix not in _NEVER or path in wanted}
            if paths:
                yield paths
                await asyncio.sleep(GOES_OUT)
            if stop.is_set() or _folders(files()) != folders:
                break
        anew = True


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


async def _in_folders(
    folders: frozenset[Path], files: Callable[[], frozenset[Path]], stop: asyncio.Event, *, anew: bool
) -> AsyncIterator[set[Path]]:
    """What changes in these folders, and from time to time that nothing does; ends where one of them is gone. Where
    they are watched `anew`, something may have changed before."""
    if sys.platform == "linux":
        try:
            async for changed in _as_told(folders, files, anew=anew):
                yield changed
        except OSError:  # too many folders are watched already
            pass
        else:
            return
    from watchfiles import awatch

    watching = awatch(
        *folders, recursive=False, step=STEP, debounce=50, rust_timeout=round(1000 * LOOKS_UP),
        yield_on_timeout=True, stop_event=stop, watch_filter=lambda _, name: _is_worth_a_look(name),
    )  # fmt: skip
    async for found in watching:
        yield {Path(name) for _, name in found}


async def _as_told(
    folders: frozenset[Path], files: Callable[[], frozenset[Path]], *, anew: bool
) -> AsyncIterator[set[Path]]:
    """The same by inotify, which says when a file is whole: nothing is waited for then, where the others wait for two
    steps. Raises `OSError` where a folder can't be watched."""
    from inotify_simple import INotify, flags

    whole = flags.CLOSE_WRITE | flags.MOVED_TO
    gone = flags.DELETE_SELF | flags.MOVE_SELF | flags.UNMOUNT
    wanted = whole | gone | flags.MODIFY | flags.CREATE | flags.DELETE | flags.MOVED_FROM
    loop, some = asyncio.get_running_loop(), set[Path]()
    with INotify() as kernel:
        names = {kernel.add_watch(folder, wanted): folder for folder in folders}
        if anew:
            yield set(folders)
        since = loop.time()
        while True:
            await _readable(kernel.fileno(), since + SETTLES - loop.time() if some else LOOKS_UP)
            events = kernel.read(timeout=0)
            told = [each for each in events if each.name and _is_worth_a_look(each.name)]
            since = since if some else loop.time()
            some |= {names[each.wd] / each.name for each in told}
            done = {names[each.wd] / each.name for each in told if each.mask & whole}
            if any(each.mask & (gone | flags.Q_OVERFLOW) for each in events):
                yield some | folders
                return
            if not done.isdisjoint(files()) or not some or loop.time() >= since + SETTLES:
                yield some
                some = set()


async def _readable(file: int, seconds: float) -> None:
    """Wait until there is something to read, no longer than that."""
    loop, there = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(file, there.set)
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await there.wait()
    finally:
        loop.remove_reader(file)


def _is_worth_a_look(path: str) -> bool:
    base = path.rpartition("/")[2]
    is_trial = base == "4913"  # Vim tries whether it may write
    return not (is_trial or base.startswith(".") or base.endswith("~"))
