"""The PowerPoint file that is kept up to date behind the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from deckgen.building import build
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.serve.preview import PAUSE, Preview


async def keep_powerpoint(preview: Preview, output: Path, told: Callable[[str], None]) -> None:
    """Write the deck's .pptx into `output` now, and again whenever its author pauses after a change. `told` is
    called with what there is to say at the terminal."""
    with preview.listeners.queue() as changes:
        while True:
            wrong = await preview.aside.run(_built, preview.path, output, preview.options, preview.memory)
            if wrong:
                told(wrong)
            await changes.get()
            quiet = False
            while not quiet:
                try:
                    await asyncio.wait_for(changes.get(), PAUSE)
                except TimeoutError:
                    quiet = True


def _built(path: Path, output: Path, options: Options, memory: Memory) -> str:
    """Why nothing was written, or nothing. (What is wrong with the deck the preview says.)"""
    done = build(
        path, to=("pptx",), output=output, theme=options.theme, outline=options.outline, dialect=options.dialect,
        trust=options.trust, allow=options.allow, memory=memory,
    )  # fmt: skip
    trouble = (found.message for found in done.diagnostics if found.code in ("cannot-write", "own-source"))
    return "" if done.written else next(trouble, "")
