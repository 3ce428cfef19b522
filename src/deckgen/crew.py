"""Helpers: processes that take parts of the work in turns, and hand over what came of it in a file each.

They are forked, so that they begin with all that is known here and start in some milliseconds. Where that can't be done
(other systems, a program with threads) there are none, and the work is done alone; so it is if a helper dies.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import IO

MOST = 8
"""Processes for one deck: each takes memory, and the last steps are one's alone."""
MOST_PARTS = 256
"""Of one step's work: as many as a byte tells apart."""


def processors() -> int:
    """How many this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes() -> int:
    """How many processes may work on a deck here."""
    return min(MOST, processors()) if sys.platform == "linux" else 1


def may_help() -> bool:
    """True where helpers can be forked now: a lock that another thread holds would never be free in them."""
    return sys.platform == "linux" and threading.active_count() == 1


def parts(whole: range, fewest: int) -> list[range]:
    """`whole` in parts of about the same length, none shorter than `fewest` if it is not itself."""
    count = max(1, min(MOST_PARTS, len(whole) // fewest))
    cuts = [whole.start + len(whole) * part // count for part in range(count + 1)]
    return [range(first, last) for first, last in pairwise(cuts)]


class Turns:
    """Parts of some work, each for whichever process asks first: none waits while there are any left, however long one
    takes and however fast the others are."""

    def __init__(self, parts: Sequence[range]) -> None:
        self._parts = parts
        self._left, end = os.pipe()  # a byte for each, which one process alone can read
        os.write(end, bytes(range(len(parts))))
        os.close(end)

    def __iter__(self) -> Iterator[range]:
        while taken := os.read(self._left, 1):
            yield self._parts[taken[0]]

    def close(self) -> None:
        """Nobody asks any more."""
        os.close(self._left)


class Crew:
    """This process and others, as many as asked for together, which take the `parts` in turns: the others `work` on
    those they get, and write what comes of it to a file each."""

    def __init__(
        self, parts: Sequence[range], processes: int, work: Callable[[Iterable[range], IO[bytes]], None]
    ) -> None:
        self.turns = Turns(parts)
        self._running: list[tuple[int, IO[bytes]]] = []
        _give_back()
        with contextlib.suppress(OSError):  # no more processes: the rest is done alone
            for _ in range(min(processes, len(parts)) - 1):
                self._running.append(_begun(partial(work, self.turns)))

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
            # Ctrl+C may come right after its end.
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
            file.close()
        self._running = []
        self.turns.close()


def _give_back() -> None:
    """Return to the system what has been freed: glibc keeps it, and each process would come to have its own copy."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


def _begun(work: Callable[[IO[bytes]], None]) -> tuple[int, IO[bytes]]:
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
            work(file)
            file.flush()
            status = 0
        finally:
            os._exit(status)
    return process, file
