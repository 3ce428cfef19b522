"""Building files again whenever what they are made of changes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from deckgen.file_states import FileStates
from deckgen.memory import default_memory
from deckgen.options import Options
from deckgen.pipeline import run
from deckgen.serve.watch import changes, watched


def rebuild(decks: Sequence[Path], options: Options, build: Callable[[Path], object]) -> None:
    """Call `build` with each deck of which a file has changed, until interrupted."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_rebuild(decks, options, build))


async def _rebuild(decks: Sequence[Path], options: Options, build: Callable[[Path], object]) -> None:
    made_of = {deck: _files(deck, options) for deck in decks}
    async for changed in changes(lambda: frozenset().union(*made_of.values()), asyncio.Event()):
        for deck in decks:
            if made_of[deck] & changed:
                build(deck)
                made_of[deck] = _files(deck, options)


def _files(deck: Path, options: Options) -> frozenset[Path]:
    memory = default_memory()
    files = run(deck, options, memory, FileStates()).files
    memory.close()
    return watched(files)
