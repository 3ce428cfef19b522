"""The deck that is being served: the one place that changes while the server runs."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.options import Options
from deckgen.serve.elsewhere import Elsewhere
from deckgen.serve.events import Listeners
from deckgen.serve.files import files_of
from deckgen.serve.patch import Patch, findings_of, patch
from deckgen.serve.proof import digest, true_digest
from deckgen.serve.state import Live, whole
from deckgen.source_files import read_source

LONG = 0.1
"""Seconds. A deck that takes longer to build is read whole in another process."""
PAUSE = 1.0
"""Seconds without an edit, after which a deck that has taken the short way is read whole."""
TIDY = 50
"""Revisions after which what is no longer used is looked for, if the author never pauses."""
_UNREADABLE = frozenset(("yaml-syntax", "toml-syntax"))
"""With these a deck is not what its author means; the last one stays."""


_MEDIA = re.compile(r"media/([0-9a-f]{32})")
Media = dict[str, tuple[bytes, str]]
"""Files by the name in their address, with their media type."""


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
        self._media: Media = {}
        self._old_media: Media = {}
        """A page may still ask for what it showed before."""
        self._findings: tuple[dict[str, Any], ...] = ()
        self._files = frozenset((path.absolute(),))
        self.listeners = Listeners()
        """Get all patches."""
        self.aside = Elsewhere()
        """Where long work is done."""
        self._turn = asyncio.Lock()
        self._proof: asyncio.Task[None] | None = None

    async def start(self) -> Live:
        """Build the deck for the first time."""
        async with self._turn:
            live = await self._whole()
            self._accept(live)
        return live

    def close(self) -> None:
        """Nothing more will be asked."""
        if self._proof is not None:
            self._proof.cancel()
        self.aside.close()

    def files(self) -> frozenset[Path]:
        """What the deck was made of when it was last read whole, or when its author last paused."""
        return self._files

    async def follow(self, changed: set[Path]) -> None:
        """Files have changed."""
        async with self._turn:
            if self._proof is not None:
                self._proof.cancel()
            await self._next(only_text=changed <= {self.path.absolute(), self.path.resolve()})
        if self.revision % TIDY == 0:  # old slides refer to each other; the patch leaves first
            asyncio.get_running_loop().call_later(0.1, gc.collect)

    def everything(self) -> dict[str, Any]:
        """For a page that knows nothing of what it shows: all slides."""
        if self.live is None:
            return Patch(start=0, removed=0, inserted=()).message(self.revision)
        change = patch(None, self.shown or self.live, self.memory)
        change = replace(change, edited=None, findings=findings_of(self.live))
        return {**change.message(self.revision), "all": True}

    def file(self, name: str) -> tuple[bytes, str] | None:
        """A picture, film or sound by the name that its address has, with its media type."""
        return self._media.get(name) or self._old_media.get(name)

    def _address(self, data: Content, media_type: str) -> str:
        name = data.digest
        self._media[name] = (data.read(), media_type)
        return f"media/{name}"

    async def _whole(self) -> Live:
        return await asyncio.to_thread(whole, self.path, self.options, self.memory, self._address, self.shown)

    async def _next(self, *, only_text: bool) -> None:
        """Go on to what the files hold now."""
        old = self.live
        if old is not None and old is self.shown and only_text:
            source, problem = read_source(self.path)
            if problem is None and source.text == old.source.text:
                return
        self._accept(await self._whole())

    async def _prove(self) -> None:
        """Read the whole deck when its author pauses, and mend what the short way got wrong."""
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(PAUSE)
            gc.collect()
            if self.live is not None:
                self._files = files_of(self.live.source, self.live.read, self.path, self.options)
            if self.live is None:
                return
            if self.live.seconds > LONG:
                true = await self.aside.run(true_digest, self.path, self.options, self.memory)
            else:
                true = await asyncio.to_thread(true_digest, self.path, self.options, self.memory)
            if true is None:
                return
            now = digest(self.live)
            if now.text == true.text and now != true:
                live = await self._whole()
                if live.source.text == self.live.source.text:
                    self._accept(live)

    def _tidy(self, now: Live) -> None:
        """All of `now` was built: what it does not show can go with the next such deck."""
        self._files = files_of(now.source, now.read, self.path, self.options)
        if now.seconds > LONG and self._proof is None:
            gc.collect()
            gc.freeze()  # a large deck's objects are not looked through again and again
        if now.laid is not None:
            used = set(_MEDIA.findall("".join(now.sections)))
            self._old_media = {name: file for name, file in self._media.items() if name not in used}
            self._media = {name: file for name, file in self._media.items() if name in used}

    def _accept(self, now: Live) -> None:
        """Make `now` the deck, and tell the listeners."""
        before, self.live = self.live, now
        self._tidy(now)
        found = {finding.code for finding in now.findings if finding.severity == "error"}
        if now.laid is None or (found & _UNREADABLE and self.shown is not None):
            change = Patch(start=0, removed=0, inserted=(), findings=findings_of(now))
        else:
            change = patch(self.shown, now, self.memory)
            self.shown = now
        same_text = before is not None and before.source.text == now.source.text
        if change.is_empty and change.findings == self._findings and same_text:
            return
        self._findings = change.findings
        self.revision += 1
        self.told(now)
        self.listeners.tell(change.message(self.revision))
