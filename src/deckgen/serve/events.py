"""Who is told of what happens, and how: server-sent events."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import StreamingResponse

Message = dict[str, Any]
Queue = asyncio.Queue[Message]
BEAT = 15.0
"""Seconds after which a silent connection gets a sign of life."""


class Listeners:
    """Queues, of which each gets every message."""

    def __init__(self) -> None:
        self._queues: set[Queue] = set()

    @contextlib.contextmanager
    def queue(self, mine: Queue | None = None) -> Iterator[Queue]:
        """A queue of all messages from now on; `mine`, if that one is to get these, too."""
        mine = mine or asyncio.Queue()
        self._queues.add(mine)
        try:
            yield mine
        finally:
            self._queues.discard(mine)

    def tell(self, message: Message) -> None:
        """Send a message to all."""
        for queue in self._queues:
            queue.put_nowait(message)


def event_stream(events: AsyncIterator[str]) -> StreamingResponse:
    """The response that sends `events`."""
    return StreamingResponse(events, media_type="text/event-stream")


def event(message: Message, name: str = "") -> str:
    """A message as the browser's EventSource reads it; a page that loses the connection tells the `name` of the last
    one it got."""
    number = f"id: {name}\n" if name else ""
    return f"{number}data: {json.dumps(message)}\n\n"


async def messages(queue: Queue, stop: asyncio.Event) -> AsyncIterator[Message | None]:
    """What comes until the server stops; None where for a while nothing does."""
    while not stop.is_set():
        message: Message | None = None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BEAT):
                message = await queue.get()
        yield message


async def sent(request: Request) -> Message | None:
    """What a page has sent, if it is a JSON object."""
    try:
        found = await request.json()
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


SIGN_OF_LIFE = ": still here\n\n"
