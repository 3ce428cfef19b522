"""What comes back from a deck's PowerPoint file: one that is dropped onto the page, or that somebody has edited beside
the deck. The page shows the differences, and its reader takes those that he wants."""

from __future__ import annotations

import asyncio
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct, to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deckgen.errors import DeckgenError
from deckgen.memory import Memory
from deckgen.output import keep_copy, write_whole
from deckgen.serve.events import sent
from deckgen.serve.preview import Preview
from deckgen.serve.source_text import UnwritableError, read_source_text, save

LARGEST = 250_000_000
"""Bytes of a file that a page may send."""
LOOKS = 2.0
"""Seconds between two looks at the files beside the deck."""


class Hunk(Struct, frozen=True):
    """Lines of the Markdown that would become others."""

    first: int
    """The line behind which they stand, from 0 …"""
    before: tuple[str, ...]
    after: tuple[str, ...]
    slide: str = ""
    """The heading above them."""
    both: bool = False
    """The Markdown has changed there, too."""


class Offer(Struct, frozen=True):
    """What a file has to offer."""

    name: str
    tag: str = ""
    """Tells the Markdown that it was held against."""
    hunks: tuple[Hunk, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    files: dict[str, bytes] = {}
    problem: str = ""
    """Why there is nothing, in words."""


def offered(path: Path, name: str, data: bytes, memory: Memory) -> Offer:
    """What the .pptx file `name` with these bytes has that the Markdown at `path` has not."""
    from deckgen.revisions.pull import pull

    try:
        source = read_source_text(path)
        pulled = pull(Path(name), path, memory, data=data)
    except (DeckgenError, OSError, UnicodeDecodeError) as error:
        return Offer(name, problem=str(error))
    lines = source.text.split("\n")
    alone = {(each.first, each.after) for each in _hunks(lines, pulled.preferring("ours").split("\n"))}
    hunks = tuple(
        Hunk(each.first, each.before, each.after, each.slide, (each.first, each.after) not in alone)
        for each in _hunks(lines, pulled.preferring("theirs").split("\n"))
    )
    return Offer(name, source.tag, hunks, pulled.left_out, pulled.files)


def _hunks(before: list[str], after: list[str]) -> list[Hunk]:
    found = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            above = (line for line in reversed(before[: i2 or 1]) if line.startswith(("#", "--- ")))
            heading = next(above, "").lstrip("#- ").partition(" {")[0]
            found.append(Hunk(i1, tuple(before[i1:i2]), tuple(after[j1:j2]), heading))
    return found


class Returns:
    """What pages ask of that."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.offer: Offer | None = None
        """The last one."""

    def routes(self) -> list[Route]:
        """Its addresses."""
        return [
            Route("/pull", self.look, methods=["POST"]),
            Route("/pull", self.last, methods=["GET"]),
            Route("/pull/take", self.take, methods=["POST"]),
        ]

    async def look(self, request: Request) -> Response:
        """The differences to a file that a page has sent."""
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return PlainTextResponse("this is too long for a presentation", 413)
        name = Path(request.query_params.get("name", "") or "file.pptx").name
        return self._told(await self._look(name, await request.body()))

    async def last(self, _request: Request) -> Response:
        """Those to the file that was edited beside the deck."""
        return self._told(self.offer or Offer("", problem="no PowerPoint file was edited"))

    def _told(self, offer: Offer) -> Response:
        plain = to_builtins(Offer(offer.name, offer.tag, offer.hunks, offer.left_out, {}, offer.problem))
        return JSONResponse({**plain, "files": list(offer.files)})

    async def _look(self, name: str, data: bytes) -> Offer:
        memory = self.preview.memory
        found = await self.preview.aside.run(offered, self.preview.path, name, data, memory)
        self.offer = found or Offer(name, problem="this file took too much to be read")
        return self.offer

    async def take(self, request: Request) -> Response:
        """Write what was chosen into the Markdown, over a copy of what was there."""
        asked, offer = await sent(request), self.offer
        chosen = asked.get("chosen") if asked else None
        if offer is None or not isinstance(chosen, list) or asked is None or asked.get("tag") != offer.tag:
            return PlainTextResponse("these differences are old: look at the file once more", 409)
        wanted = {number for number in chosen if isinstance(number, int) and 0 <= number < len(offer.hunks)}
        path = self.preview.path
        try:
            source = read_source_text(path)
            lines = source.text.split("\n")
            for hunk in reversed([hunk for number, hunk in enumerate(offer.hunks) if number in wanted]):
                lines[hunk.first : hunk.first + len(hunk.before)] = hunk.after
            if problem := keep_copy(path, path.read_bytes()):
                raise UnwritableError(problem.message)
            for name, data in offer.files.items() if wanted else ():
                target = path.parent / name
                if not target.exists() and (problem := write_whole(target, data)):
                    raise UnwritableError(problem.message)
            if save(path, "\n".join(lines), offer.tag) is None:
                return PlainTextResponse(
                    f"{path.name} has changed meanwhile: look at the file once more", 409
                )
        except (OSError, UnicodeDecodeError, UnwritableError) as error:
            return PlainTextResponse(str(error), 409)
        self.offer = None
        return JSONResponse({"taken": len(wanted)})

    async def notice(self, stop: asyncio.Event, output: Path | None) -> None:
        """Look from time to time whether somebody has edited the deck's PowerPoint file; pages are told."""
        path = self.preview.path
        folders = dict.fromkeys(
            (path.parent, path.parent / "build", Path("build"), *([output] if output else ()))
        )
        files = [folder / f"{path.stem}.pptx" for folder in folders]
        seen = {file: _state(file) for file in files}
        while not stop.is_set():
            await asyncio.sleep(LOOKS)
            for file in files:
                state = _state(file)
                if state and state != seen[file]:
                    await asyncio.sleep(LOOKS)  # who writes it is done
                    seen[file] = _state(file)
                    await self._noticed(file)

    async def _noticed(self, file: Path) -> None:
        try:
            data = file.read_bytes()
        except OSError:
            return
        offer = await self._look(file.name, data)
        if offer.hunks or (offer.left_out and not offer.problem):
            self.preview.listeners.tell({"powerpoint": file.name, "count": len(offer.hunks)})


def _state(file: Path) -> tuple[int, int]:
    try:
        state = file.stat()
    except OSError:
        return (0, 0)
    return state.st_mtime_ns, state.st_size
