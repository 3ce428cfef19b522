"""Who may ask for what. Any page that a browser has open can send requests to a server on the same machine, and a
name on the web can be made to point at it (DNS rebinding); neither gets an answer here."""

from __future__ import annotations

import asyncio
import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from msgspec import Struct
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
COOKIE = "deckgen"
HEADER = "x-deckgen-token"
REMOTE = "/remote"
"""Where phones may go."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; media-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "frame-src 'self' vscode:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}  # fmt: skip


class Doors(Struct, frozen=True):
    """Who may come in, and to what."""

    port: int
    token: str
    """The secret of this deck's pages, which all need, as others may have accounts on this machine: with it one may
    do all."""
    names: frozenset[str] = frozenset()
    """Hosts beyond this machine's own that the author has given."""
    remote: str = ""
    """The secret of phones, which may see what is below `/remote` and turn slides; empty if there are none."""


class Guard(Struct, frozen=True, eq=False):
    """Lets through what comes from our own pages, by the names that this server has."""

    app: ASGIApp
    doors: Doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, _in_time(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        is_remote = scope["path"] == REMOTE or scope["path"].startswith(f"{REMOTE}/")
        if not self._is_ours(host, scope, is_remote=is_remote):
            return PlainTextResponse("this server does not go by that name", 421)
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return PlainTextResponse("not from another page", 403)
        site = headers.get("sec-fetch-site", "none")
        opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site not in ("none", "same-origin") and not (opened and scope["method"] == "GET"):
            return PlainTextResponse("not from another page", 403)
        token = self.doors.remote if is_remote else self.doors.token
        if scope["method"] not in ("GET", "HEAD") and not _same(headers.get(HEADER, ""), token):
            return PlainTextResponse("this needs the token of this run", 403)
        cookie = f"{COOKIE}-{self.doors.port}"  # a browser sends cookies to all ports of a host
        return _ticket(scope, headers, token, cookie + REMOTE.replace("/", "-") if is_remote else cookie)

    def _is_ours(self, host: str, scope: Scope, *, is_remote: bool) -> bool:
        name, _, port = host.rpartition(":")
        if not port.isdecimal() or int(port) != self.doors.port:
            return False
        if name in LOOPBACK and _is_local(scope):
            return True
        if name in self.doors.names:
            return True
        if not (self.doors.names or (is_remote and self.doors.remote)):
            return False
        reached = scope.get("server")
        return bool(reached and name.strip("[]") == reached[0])


def _ticket(scope: Scope, headers: Headers, token: str, cookie: str) -> Response | None:
    """A token has to be shown: from the address the first time, then from a cookie."""
    if _same(_cookie(headers, cookie), token):
        return None
    given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
    if _same(given, token):
        return _kept(token, scope, cookie)
    return PlainTextResponse("this needs the token of this run: take the address from the terminal", 403)


def _same(given: str, token: str) -> bool:
    return bool(token) and hmac.compare_digest(token.encode(), given.encode())


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and client[0] in ("127.0.0.1", "::1")


def _cookie(headers: Headers, name: str) -> str:
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _kept(token: str, scope: Scope, cookie: str) -> Response | None:
    """Away from the address with the token, which then stands in a cookie only."""
    if scope["method"] != "GET":
        return None
    response = RedirectResponse(scope["path"], 303)
    response.set_cookie(cookie, token, httponly=True, samesite="lax", path="/")
    return response


BODY_TIME = 20.0
"""Seconds for a request's body to come."""


def _in_time(receive: Receive) -> Receive:
    """Gives up a request of which only half comes."""
    is_whole = False

    async def received() -> Message:
        nonlocal is_whole
        if is_whole:  # what is waited for now is the end of the connection
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), BODY_TIME)
        except TimeoutError:
            return {"type": "http.disconnect"}
        is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return received


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message.get("headers", ())}
            ours = ((name.encode(), value.encode()) for name, value in _HEADERS.items())
            missing = [header for header in ours if header[0] not in known]
            message["headers"] = [*message.get("headers", ()), *missing]
        await send(message)

    return sent
