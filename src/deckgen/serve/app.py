"""The addresses of the server, and what stands behind each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deckgen.resources import shipped
from deckgen.serve.editor import Editor
from deckgen.serve.events import SIGN_OF_LIFE, Message, event, event_stream, messages, sent
from deckgen.serve.guard import Doors, Guard
from deckgen.serve.open import opened
from deckgen.serve.patch import findings_of
from deckgen.serve.preview import Preview
from deckgen.serve.remote import Remote
from deckgen.serve.returning import Returns
from deckgen.serve.source_map import line_of, named_place, place_of
from deckgen.serve.watch import changes
from deckgen.themes.model import TemplateError
from deckgen.themes.registry import modes_of, theme_names
from deckgen.writers.html.writer import page

KINDS = {".js": "text/javascript", ".css": "text/css"}
"""What a page may have of `templates/serve/`."""


class Served(Struct, frozen=True, eq=False):
    """One run of the server: its deck, and who may do what."""

    preview: Preview
    token: str
    """The secret of this run."""
    epoch: str
    """Tells this run's pages from those of an earlier one."""
    stop: asyncio.Event
    remote: Remote
    returns: Returns

    def app(self, who: Doors) -> Guard:
        """The application, for those whom `who` lets in."""
        routes = [
            Route("/", self.deck),
            Route("/events", self.events),
            Route("/media/{name}", self.media),
            Route("/assets/{name}", self.asset),
            Route("/deck.pptx", self.pptx),
            Route("/open", self.open, methods=["POST"]),
            *Editor(self.preview, self._settings()).routes(),
            *self.remote.routes(),
            *self.returns.routes(),
            Route("/favicon.ico", lambda _request: Response(status_code=204)),
        ]
        return Guard(Starlette(routes=routes), who)

    async def watch(self) -> None:
        """Follow the files until the server stops."""
        async for changed in changes(self.preview.files, self.stop):
            await self.preview.follow(changed)

    async def deck(self, _request: Request) -> Response:
        """The deck's page."""
        shown = self.preview.shown
        if shown is None or shown.laid is None:
            return Response(_empty(self._tail()), media_type="text/html")
        data = b"".join(page(shown.laid, shown.sections, shown.fonts, self.preview.memory, self._tail()))
        return Response(data, media_type="text/html")

    def _tail(self) -> str:
        live = self.preview.live
        now = {"revision": self.preview.revision, "findings": findings_of(live) if live else ()}
        return (
            '<link rel="stylesheet" href="assets/live.css">\n'
            f"{self._settings(now)}\n"
            '<script type="module" src="assets/live.js"></script>\n'
        )

    def _settings(self, now: Mapping[str, object] = MappingProxyType({})) -> str:
        """What a page is told of this run, and of the deck as it is `now`."""
        settings = {
            "epoch": self.epoch, "token": self.token, "file": self.preview.path.name,
            "remote": self.remote.address, "themes": [*chain.from_iterable(map(modes_of, theme_names()))], **now,
        }  # fmt: skip
        data = json.dumps(settings).replace("<", "\\u003c")
        return f'<script type="application/json" id="deckgen">{data}</script>'

    async def events(self, request: Request) -> Response:
        """Patches, as server-sent events."""
        known = request.headers.get("last-event-id") or request.query_params.get("known", "")
        return event_stream(self._events(known))

    async def _events(self, known: str) -> AsyncIterator[str]:
        with self.preview.listeners.queue() as queue, self.remote.turns.queue(queue):
            if known != f"{self.epoch}-{self.preview.revision}":
                yield self._event(self.preview.everything())
            else:
                yield SIGN_OF_LIFE
            async for message in messages(queue, self.stop):
                yield self._event(message) if message else SIGN_OF_LIFE

    def _event(self, message: Message) -> str:
        number = message.get("revision")
        return event(message, f"{self.epoch}-{number}" if number is not None else "")

    async def media(self, request: Request) -> Response:
        """A picture, film or sound of the deck's."""
        found = self.preview.file(request.path_params["name"])
        if found is None:
            return PlainTextResponse("there is no such file in this deck", 404)
        headers = {"cache-control": "private, max-age=31536000, immutable"}
        data = await asyncio.to_thread(found[0].read)
        return Response(data, media_type=found[1], headers=headers)

    async def asset(self, request: Request) -> Response:
        """What the served page needs beyond the deck's own."""
        known = {path.name: path for path in shipped("templates", "serve").iterdir() if path.suffix in KINDS}
        path = known.get(request.path_params["name"])
        if path is None:
            return PlainTextResponse("there is no such file", 404)
        return FileResponse(path, media_type=KINDS[path.suffix])

    async def pptx(self, _request: Request) -> Response:
        """The PowerPoint file of the deck as it is now."""
        from deckgen.pipeline import finished
        from deckgen.writers.pptx.writer import write_pptx

        shown = self.preview.shown
        if shown is None or shown.laid is None:
            return PlainTextResponse("there is no deck to download", 404)
        try:
            laid = finished(shown.prepared, self.preview.memory)
            data = await asyncio.to_thread(lambda: b"".join(write_pptx(laid.value, self.preview.memory)))
        except TemplateError as error:
            return PlainTextResponse(str(error), 409)
        name = quote(self.preview.path.stem)
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}.pptx"}
        kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        return Response(data, media_type=kind, headers=headers)

    async def open(self, request: Request) -> Response:
        """Show the source of what stands on a slide in the author's editor, or say its line (`here`)."""
        asked = await sent(request)
        live = self.preview.shown
        if live is None or asked is None:
            return JSONResponse({}, 400)
        if at := _whole(asked.get("at")):
            place = named_place(live, str(asked.get("file", "")), at)
        else:
            index, offset = _whole(asked.get("slide")), _whole(asked.get("line"))
            place = place_of(live, line_of(live, index, offset, str(asked.get("words", ""))[:400]))
        if place.is_own and asked.get("here"):
            return JSONResponse({"line": place.line, "here": True})
        path = self.preview.path if place.is_own else Path(place.source.path)
        return JSONResponse({"line": place.line, **opened(path, place.line)})


def _whole(value: object) -> int:
    """A number that a page has sent, or 0."""
    return value if isinstance(value, int) and 0 <= value < 10_000_000 else 0


def _empty(tail: str) -> str:
    return (
        '<!doctype html><html><head><meta charset="utf-8"><title>deckgen</title></head><body>'
        f'<div class="reveal"><div class="slides"></div></div>{tail}</body></html>'
    )
