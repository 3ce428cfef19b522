"""The editor in the page: the deck's file beside its slides."""

from __future__ import annotations

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from deckgen.resources import shipped
from deckgen.serve.preview import Preview
from deckgen.serve.source_map import line_of, place_of, slide_at
from deckgen.serve.source_text import UnwritableError, read_source_text, save

LARGEST = 32_000_000
"""Bytes of text that a page may send."""


class Editor(Struct, frozen=True, eq=False):
    """What the editor's page asks for."""

    preview: Preview
    settings: str
    """What its pages are told of this run, as a script element."""

    def routes(self) -> list[Route]:
        """Its addresses."""
        return [
            Route("/edit", self.page),
            Route("/modules/{name}", self.module),
            Route("/file", self.file, methods=["GET"]),
            Route("/file", self.save, methods=["PUT"]),
            Route("/place", self.place),
        ]

    async def page(self, _request: Request) -> Response:
        """The page with both."""
        html = shipped("templates", "serve", "edit.html").read_text(encoding="utf-8")
        imports = shipped("web", "modules", "imports.json").read_text(encoding="utf-8")
        return Response(
            html.replace("<!-- imports -->", f'<script type="importmap">{imports}</script>').replace(
                "<!-- settings -->", self.settings
            ),
            media_type="text/html",
        )

    async def module(self, request: Request) -> Response:
        """A file of CodeMirror's."""
        known = {path.name: path for path in shipped("web", "modules").glob("*.js")}
        path = known.get(request.path_params["name"])
        if path is None:
            return PlainTextResponse("there is no such file", 404)
        return FileResponse(path, media_type="text/javascript", headers={"cache-control": "no-cache"})

    async def file(self, request: Request) -> Response:
        """The deck's text."""
        try:
            found = read_source_text(self.preview.path)
        except OSError as error:
            return PlainTextResponse(f"{self.preview.path.name} can't be read: {error.strerror}", 409)
        except UnicodeDecodeError:
            return PlainTextResponse(
                f"{self.preview.path.name} is not UTF-8, so it can't be edited here", 409
            )
        if not found.tag:
            return PlainTextResponse(f"{self.preview.path.name} is not there any more", 404)
        if request.headers.get("if-none-match") == _quoted(found.tag):
            return Response(status_code=304)
        return PlainTextResponse(found.text, headers={"etag": _quoted(found.tag)})

    async def save(self, request: Request) -> Response:
        """Write the deck's text, if the page has seen what it replaces."""
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return PlainTextResponse("this is too long for a deck", 413)
        tag = request.headers.get("if-match")
        if tag is None:
            return PlainTextResponse("this needs the tag of the text that it replaces", 428)
        try:
            text = (await request.body()).decode("utf-8")
            saved = save(self.preview.path, text, tag.strip('"'))
        except UnicodeDecodeError:
            return PlainTextResponse("this is not UTF-8", 400)
        except UnwritableError as error:
            return PlainTextResponse(str(error), 409)
        if saved is None:
            return PlainTextResponse(f"{self.preview.path.name} has changed on disk", 412)
        return Response(status_code=204, headers={"etag": _quoted(saved.tag)})

    async def place(self, request: Request) -> Response:
        """The slide of a line, or the line of a slide."""
        live = self.preview.shown
        asked = request.query_params
        if live is None or live.laid is None:
            return JSONResponse({"slide": 0, "line": 1})
        if asked.get("line", "").isdecimal():
            return JSONResponse({"slide": slide_at(live, int(asked["line"][:9]))})
        slide = int(asked["slide"][:9]) if asked.get("slide", "").isdecimal() else 0
        place = place_of(live, line_of(live, min(slide, len(live.laid.slides) - 1)))
        return JSONResponse({"line": place.line if place.is_own else 1})


def _quoted(tag: str) -> str:
    return f'"{tag}"'
