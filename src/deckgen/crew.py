"""Helpers: processes that do a part of the work each, and hand over what came of it in a file.

They are forked, so that they begin with all that is known here and start in some milliseconds. Where that can't be done
(other systems, a program with threads) there are none, and the work is done alone; so it is if a helper dies.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import IO, TypeVar

T = TypeVar("T")
MOST = 8
"""Processes for one deck: each takes memory, and the last steps are one's alone."""


def processors() -> int:
    """How many this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes() -> int:
    """How many processes may work on a deck here."""
    return min(MOST, processors()) if sys.platform == "linux" else 1


def may_help() -> bool:
    """True where helpers can be forked now: a lock that another thread holds would never be free in them."""
    return sys.platform == "linux" and threading.active_count() == 1


def shares(count: int, most: int, fewest: int) -> list[range]:
    """`range(count)` in at most `most` pieces of about the same length, none shorter than `fewest`."""
    pieces = max(1, min(most, count // fewest))
    cuts = [count * piece // pieces for piece in range(pieces + 1)]
    return [range(first, last) for first, last in pairwise(cuts)]


class Crew:
    """`work` on each of some parts, each in a process of its own, which writes what comes of it to a file."""

    def __init__(self, parts: Sequence[T], work: Callable[[T, IO[bytes]], None]) -> None:
        self._running: list[tuple[int, IO[bytes]]] = []
        with contextlib.suppress(OSError):  # no more processes: the rest is done alone
            for part in parts:
                self._running.append(_begun(part, work))

    def results(self) -> Iterator[IO[bytes]]:
        """Their files, in order, as soon as they are whole; of a process that fails there is none."""
        while self._running:
            process, file = self._running[0]
            _, status = os.waitpid(process, 0)
            del self._running[0]
            if status == 0:
                yield file
            else:
                file.close()

    def stop(self) -> None:
        """End those that still run."""
        for process, file in self._running:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            file.close()
        self._running = []


def _begun(part: T, work: Callable[[T, IO[bytes]], None]) -> tuple[int, IO[bytes]]:
    """A process and the nameless file that it writes to."""
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when nobody has it
    try:
        process = os.fork()
    except OSError:
        file.close()
        raise
    if process == 0:
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            work(part, file)
            file.flush()
            status = 0
        finally:
            os._exit(status)
    return process, file
