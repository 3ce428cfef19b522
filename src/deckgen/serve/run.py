"""Starting and stopping the server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from deckgen.cache import Cache
from deckgen.options import Options
from deckgen.serve.app import Served
from deckgen.serve.preview import Preview
from deckgen.serve.state import Live


def serve(
    path: Path,
    options: Options,
    cache: Cache,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    ready: Callable[[str], None] = lambda _address: None,
    told: Callable[[Live], None] = lambda _live: None,
) -> None:
    """Serve the deck at `path` until interrupted; `ready` is called with its address once it is there, `told` with
    every new state of the deck.

    Takes the next free port if `port` is taken; 0 means any. Raises `OSError` if `host` is not this machine's.
    """
    with _bound(host, port) as listener, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(Preview(path, options, cache, told), host, listener, ready))


async def _serve(preview: Preview, host: str, listener: socket.socket, ready: Callable[[str], None]) -> None:
    import uvicorn

    port = listener.getsockname()[1]
    served = Served(preview, secrets.token_urlsafe(24), secrets.token_hex(4), port, asyncio.Event())
    local = host in ("127.0.0.1", "::1", "localhost")
    names = frozenset() if local else frozenset((host, socket.gethostname()))
    gc.set_threshold(20_000, 10, 10)  # unlike a build, this goes on
    await preview.start()
    config = uvicorn.Config(
        served.app(names), log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1,
        server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    watching = asyncio.create_task(served.watch())
    shown = "localhost" if local else host
    query = "" if local else f"?token={served.token}"
    ready(f"http://{shown}:{port}/{query}")
    try:
        await server.serve(sockets=[listener])
    finally:
        served.stop.set()
        preview.close()
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    tries = range(port, port + 20) if port else (0,)
    for number in tries:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OSError:
            listener.close()
            if number == tries[-1]:
                raise
            continue
        listener.listen(128)
        return listener
    raise OSError(f"no port is free at {host}")
