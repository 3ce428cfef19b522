"""Who may ask for what. Any page that a browser has open can send requests to a server on the same machine, and a
name on the web can be made to point at it (DNS rebinding); neither gets an answer here."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
COOKIE = "deckgen"
HEADER = "x-deckgen-token"
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; media-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Guard:
    """Lets through what comes from our own pages, by the names that this server has."""

    app: ASGIApp
    token: str
    """The secret of this run."""
    port: int
    names: frozenset[str] = frozenset()
    """Hosts beyond this machine's own that the author has given; if there are any, all need a token."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host, scope):
            return PlainTextResponse("this server does not go by that name", 421)
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return PlainTextResponse("not from another page", 403)
        site = headers.get("sec-fetch-site", "none")
        opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site not in ("none", "same-origin") and not (opened and scope["method"] == "GET"):
            return PlainTextResponse("not from another page", 403)
        if scope["method"] not in ("GET", "HEAD") and not self._has(headers.get(HEADER, "")):
            return PlainTextResponse("this needs the token of this run", 403)
        return self._ticket(scope, headers)

    def _is_ours(self, host: str, scope: Scope) -> bool:
        name, _, port = host.rpartition(":")
        if not port.isdecimal() or int(port) != self.port:
            return False
        if name in LOOPBACK and _is_local(scope):
            return True
        reached = scope.get("server")
        return name in self.names or bool(self.names and reached and name.strip("[]") == reached[0])

    def _ticket(self, scope: Scope, headers: Headers) -> Response | None:
        """Beyond this machine every page needs a token: from the address the first time, then from a cookie."""
        if not self.names or _is_local(scope) or self._has(_cookie(headers)):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if self._has(given):
            return _kept(given, scope)
        return PlainTextResponse("this needs the token of this run: take the address from the terminal", 403)

    def _has(self, given: str) -> bool:
        return hmac.compare_digest(self.token.encode(), given.encode())


def _is_local(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and client[0] in ("127.0.0.1", "::1")


def _cookie(headers: Headers) -> str:
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _kept(token: str, scope: Scope) -> Response | None:
    """Away from the address with the token, which then stands in a cookie only."""
    if scope["method"] != "GET":
        return None
    response = RedirectResponse(scope["path"], 303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    return response


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message.get("headers", ())}
            ours = ((name.encode(), value.encode()) for name, value in _HEADERS.items())
            missing = [header for header in ours if header[0] not in known]
            message["headers"] = [*message.get("headers", ()), *missing]
        await send(message)

    return sent
