"""A phone as a remote control: it sees the notes, and turns the slides of the page that presents."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

from msgspec import Struct, field
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deckgen.layout.model import LaidOutSlide
from deckgen.resources import shipped
from deckgen.serve.events import SIGN_OF_LIFE, Listeners, event, event_stream, messages, sent
from deckgen.serve.preview import Preview
from deckgen.writers.html.writer import page

TURNS = frozenset(("next", "previous", "pause", "first"))


class Remote(Struct, eq=False, kw_only=True):
    """What phones ask for, and what the presenting page says."""

    preview: Preview
    address: str
    """Of the phones' page, with its token; empty if phones are not wanted."""
    token: str
    stop: asyncio.Event
    phones: Listeners = field(default_factory=Listeners)
    turns: Listeners = field(default_factory=Listeners)
    slide: int = 0
    """The slide that is shown, from 0."""
    presenter: str = ""
    """The page that shows it, of several that may be open."""

    def routes(self) -> list[Route]:
        """Its addresses: those below `/remote` are for phones."""
        return [
            Route("/remote", self.page),
            Route("/remote/remote.js", self.script),
            Route("/remote/deck", self.deck),
            Route("/remote/media/{name}", self.media),
            Route("/remote/events", self.events),
            Route("/remote/turn", self.turn, methods=["POST"]),
            Route("/shown", self.shown, methods=["POST"]),
            Route("/phone.svg", self.code),
        ]

    async def page(self, _request: Request) -> Response:
        """The phone's page."""
        text = shipped("templates", "serve", "remote.html").read_text(encoding="utf-8")
        data = json.dumps({"token": self.token}).replace("<", "\\u003c")
        script = f'<script type="application/json" id="deckgen">{data}</script>'
        return Response(text.replace("<!-- settings -->", script), media_type="text/html")

    async def script(self, _request: Request) -> Response:
        """Its program."""
        return FileResponse(shipped("templates", "serve", "remote.js"), media_type="text/javascript")

    async def deck(self, _request: Request) -> Response:
        """The slides, for a phone to show."""
        shown = self.preview.shown
        if shown is None or shown.laid is None:
            return PlainTextResponse("there is no deck to show", 404)
        data = b"".join(page(shown.laid, shown.sections, shown.fonts, self.preview.memory))
        return Response(data, media_type="text/html")

    async def media(self, request: Request) -> Response:
        """A picture, film or sound of theirs."""
        found = self.preview.file(request.path_params["name"])
        if found is None:
            return PlainTextResponse("there is no such file in this deck", 404)
        return Response(await asyncio.to_thread(found[0].read), media_type=found[1])

    async def events(self, _request: Request) -> Response:
        """What is on the slide that is shown, each time it is another."""
        return event_stream(self._events())

    async def _events(self) -> AsyncIterator[str]:
        with self.phones.queue() as queue:
            yield event(self.state())
            async for message in messages(queue, self.stop):
                yield event(message) if message else SIGN_OF_LIFE

    async def turn(self, request: Request) -> Response:
        """A phone wants another slide."""
        asked = await sent(request) or {}
        where = asked.get("to")
        if not isinstance(where, str) or where not in TURNS:
            return PlainTextResponse("there is no such turn", 400)
        self.turns.tell({"turn": where, "page": self.presenter})
        return JSONResponse({})

    async def shown(self, request: Request) -> Response:
        """The page says which slide it shows."""
        asked = await sent(request) or {}
        slide, page = asked.get("slide"), str(asked.get("page", ""))[:40]
        if asked.get("leaves") is True:
            self.presenter = "" if page == self.presenter else self.presenter
            return JSONResponse({})
        if not isinstance(slide, int):
            return PlainTextResponse("this needs a slide", 400)
        if asked.get("presents") is True or not self.presenter:
            self.presenter = page
        if page == self.presenter:
            self.slide = slide
            self.phones.tell(self.state())
        return JSONResponse({})

    def state(self) -> dict[str, Any]:
        """What a phone shows: number, title and notes (as HTML) of the slide, and the next one's title."""
        live = self.preview.shown
        slides = live.laid.slides if live and live.laid else ()
        if live is None or not slides:
            return {"slide": 0, "slides": 0, "title": "", "notes": "", "next": "", "lang": "", "revision": 0}
        at = max(0, min(self.slide, len(slides) - 1))
        return {
            "slide": at + 1, "slides": len(slides), "title": _name(slides[at], at),
            "notes": live.notes[at], "lang": slides[at].lang or (live.laid.lang if live.laid else ""),
            "next": _name(slides[at + 1], at + 1) if at + 1 < len(slides) else "",
            "revision": self.preview.revision,
        }  # fmt: skip

    async def code(self, _request: Request) -> Response:
        """The address as a QR code."""
        if not self.address:
            return PlainTextResponse("phones are not wanted: start with --remote", 404)
        import segno

        drawn = BytesIO()
        segno.make(self.address, error="m").save(drawn, kind="svg", scale=8, light="#fff", title="QR code")
        return Response(drawn.getvalue(), media_type="image/svg+xml")


def _name(slide: LaidOutSlide, at: int) -> str:
    part = f" ({slide.part}/{slide.parts})" if slide.parts > 1 else ""
    return f"{slide.title or at + 1}{part}"


def own_address() -> str:
    """This machine's address in the local network; `127.0.0.1` if it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: this only asks which way it would go
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
