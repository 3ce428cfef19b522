"""Connections that do not wait for ever: one that sends no whole request in time is closed."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_TIME = 20.0
"""Seconds for a request's first lines to come."""


class TimedProtocol(H11Protocol):
    """uvicorn's, with a clock that runs while a request has begun and its head is not there."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A browser may open a connection before it needs it, but not keep it so."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Some of a request, or all of it."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            if self._clock is None:
                self._start()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """The other side has gone."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._clock = self.loop.call_later(HEAD_TIME, self._give_up)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _give_up(self) -> None:
        self._clock = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
