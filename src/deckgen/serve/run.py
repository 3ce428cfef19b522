"""Starting and stopping the server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.options import Options
from deckgen.serve.app import Served
from deckgen.serve.guard import REMOTE, Doors
from deckgen.serve.live import Live
from deckgen.serve.powerpoint import keep_powerpoint
from deckgen.serve.preview import Preview
from deckgen.serve.remote import Remote, own_address
from deckgen.serve.returning import Returns

LOCAL = ("127.0.0.1", "::1", "localhost")


class Plan(Struct, frozen=True):
    """How a deck is served."""

    host: str = "127.0.0.1"
    port: int = 8000
    """The next free one is taken if it is not; 0 means any."""
    remote: bool = False
    """Phones in the local network may turn slides."""
    powerpoint: Path | None = None
    """The folder in which the .pptx is kept up to date."""


class Addresses(Struct, frozen=True):
    """Where the deck is."""

    page: str
    remote: str
    """For phones; empty if there are none."""


def serve(
    path: Path,
    options: Options,
    memory: Memory,
    plan: Plan,
    *,
    ready: Callable[[Addresses], None] = lambda _addresses: None,
    told: Callable[[Live], None] = lambda _live: None,
    warned: Callable[[str], None] = lambda _words: None,
) -> None:
    """Serve the deck at `path` until interrupted; `ready` is called with its addresses once it is there, `told` with
    every new state of the deck, `warned` with what else goes wrong.

    Raises `OSError` if `plan.host` is not this machine's.
    """
    host = "0.0.0.0" if plan.remote and plan.host in LOCAL else plan.host
    if threading.current_thread() is threading.main_thread():
        # uvicorn raises what it caught once more: it is to end the other process, too, as Ctrl+C does.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _bound(host, plan.port) as listener, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(Preview(path, options, memory, told), plan, listener, ready, warned))


async def _serve(
    preview: Preview,
    plan: Plan,
    listener: socket.socket,
    ready: Callable[[Addresses], None],
    warned: Callable[[str], None],
) -> None:
    import uvicorn

    from deckgen.serve.connections import TimedProtocol

    port = listener.getsockname()[1]
    stop = asyncio.Event()
    local = plan.host in LOCAL
    names = frozenset() if local else frozenset((plan.host, socket.gethostname()))
    doors = Doors(port, page_token(preview.path), names, secrets.token_urlsafe(12) if plan.remote else "")
    near = own_address() if local or plan.host == "0.0.0.0" else plan.host
    phones = f"http://{near}:{port}{REMOTE}?token={doors.remote}" if plan.remote else ""
    remote = Remote(preview=preview, address=phones, token=doors.remote, stop=stop)
    returns = Returns(preview)
    served = Served(preview, doors.token, secrets.token_hex(4), stop, remote, returns)
    gc.set_threshold(20_000, 10, 10)  # unlike a build, this goes on
    await preview.start()
    config = uvicorn.Config(
        served.app(doors), log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1,
        server_header=False, http=TimedProtocol,
    )  # fmt: skip
    server = uvicorn.Server(config)
    tasks = [asyncio.create_task(served.watch()), asyncio.create_task(returns.notice(stop, plan.powerpoint))]
    if plan.powerpoint is not None:
        tasks.append(asyncio.create_task(keep_powerpoint(preview, plan.powerpoint, warned)))
    name = "localhost" if local else plan.host
    ready(Addresses(f"http://{name}:{port}/?token={doors.token}", phones))
    try:
        await server.serve(sockets=[listener])
    finally:
        stop.set()
        preview.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


TOKEN_AGE = 86_400.0
"""Seconds for which a deck's pages keep their token, so that they go on when its server is started again."""


def page_token(path: Path) -> str:
    """The secret of the pages of the deck at `path`; where it can be kept, only this user can read it."""
    new = secrets.token_urlsafe(24)
    name = fingerprint(str(path.absolute()).encode("utf-8", "surrogateescape"))
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    kept = Path(os.environ.get("DECKGEN_CONFIG") or Path(base) / "deckgen") / "tokens" / name
    try:
        if kept.is_file() and time.time() - kept.stat().st_mtime < TOKEN_AGE:
            known = kept.read_text(encoding="ascii").strip()
            return known if len(known) == len(new) else new
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(new)
    except (OSError, ValueError):
        pass
    return new


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
