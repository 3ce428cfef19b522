"""Long work in another process, where it delays no edit."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """One process that waits for work, at a low priority."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """What `work`, a function of a module, returns for values that can be pickled; None if the process died."""
        assert not named
        if self._pool is None:
            # A fresh process: a copy of this one would inherit its connections.
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)
        except (BrokenProcessPool, OSError):
            self._pool = None
            return None

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _end_with(parent: int) -> None:
    """End when the process that asked for work has: it may have been killed, and then says nothing."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _begin() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(15)
