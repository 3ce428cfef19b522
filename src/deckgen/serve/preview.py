"""The deck that is being served: the one place that changes while the server runs."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from deckgen.file_states import FileStates
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.options import Options
from deckgen.serve.events import Listeners
from deckgen.serve.live import Live, Media, live_deck
from deckgen.serve.patch import Patch, findings_of, patch
from deckgen.serve.watch import watched
from deckgen.serve.worker import Worker

PAUSE = 1.0
"""Seconds without an edit, after which there is time for what can wait."""
_UNREADABLE = frozenset(("yaml-syntax", "toml-syntax"))
"""With these a deck is not what its author means; the last one stays."""


class Preview:
    """Follows one file, and tells all who listen what to change."""

    def __init__(
        self, path: Path, options: Options, memory: Memory, told: Callable[[Live], None] = lambda _live: None
    ) -> None:
        self.path = path
        self.options = options
        self.memory = memory
        self.told = told
        """Called with each new deck, such as to say what is wrong with it at the terminal."""
        self.revision = 0
        self.live: Live | None = None
        """The deck as it is."""
        self.shown: Live | None = None
        """The last one that could be shown."""
        self._states = FileStates()
        self._old_media: Media = {}
        """A page may still ask for what it showed before."""
        self._findings: tuple[dict[str, Any], ...] = ()
        self.listeners = Listeners()
        """Get all patches."""
        self.aside = Worker()
        """Where long work is done."""
        self._turn = asyncio.Lock()
        self._quiet: asyncio.TimerHandle | None = None

    async def start(self) -> Live:
        """Build the deck for the first time."""
        async with self._turn:
            live = await self._now()
            self._accept(live)
            self._tidy()
        return live

    def close(self) -> None:
        """Nothing more will be asked."""
        if self._quiet is not None:
            self._quiet.cancel()
        self.memory.close()
        self.aside.close()

    def files(self) -> frozenset[Path]:
        """What the deck was made of, and what was looked for in vain."""
        return watched(self.live.prepared.files if self.live else (str(self.path),))

    async def follow(self, changed: set[Path]) -> None:
        """Files have changed."""
        async with self._turn:
            if self._quiet is not None:
                self._quiet.cancel()  # the memory is not written while a deck is being made
            self._accept(await self._now())
            self._quiet = asyncio.get_running_loop().call_later(PAUSE, self._tidy)

    def everything(self) -> dict[str, Any]:
        """For a page that knows nothing of what it shows: all slides."""
        if self.live is None:
            return Patch(start=0, removed=0, inserted=()).message(self.revision)
        change = patch(None, self.shown or self.live, self.memory)
        change = replace(change, edited=None, findings=findings_of(self.live))
        return {**change.message(self.revision), "all": True}

    def file(self, name: str) -> tuple[Content, str] | None:
        """A picture, film or sound by the name that its address has, with its media type."""
        return (self.shown.media.get(name) if self.shown else None) or self._old_media.get(name)

    async def _now(self) -> Live:
        """The deck as its files are now."""
        return await asyncio.to_thread(
            live_deck, self.path, self.options, self.memory, self._states, self.shown
        )

    def _tidy(self) -> None:
        """The author pauses: what was made is written to disk, and what is no longer used is looked for."""
        self.memory.flush()
        gc.unfreeze()  # what was frozen may be garbage by now
        gc.collect()
        gc.freeze()  # a large deck's objects are not looked through again and again

    def _accept(self, now: Live) -> None:
        """Make `now` the deck, and tell the listeners."""
        before, self.live = self.live, now
        found = {finding.code for finding in now.findings if finding.severity == "error"}
        if now.laid is None or (found & _UNREADABLE and self.shown is not None):
            change = Patch(start=0, removed=0, inserted=(), findings=findings_of(now))
        else:
            change = patch(self.shown, now, self.memory)
            self._old_media = self.shown.media if self.shown else {}
            self.shown = now
        same_text = before is not None and before.source.text == now.source.text
        if change.is_empty and change.findings == self._findings and same_text:
            # An editor may have read the file in between, when it was another one.
            self.listeners.tell({"unchanged": True, "findings": change.findings})
            return
        self._findings = change.findings
        self.revision += 1
        self.listeners.tell(change.message(self.revision))
        self.told(now)
