"""What a process and all that it started hold together."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks."""
_PROC = Path("/proc")


class Family:
    """The most that a process with children was seen to hold, in megabytes; 0 while it has had none.

    Of what processes share each counts its part (PSS). Only Linux says; elsewhere it stays 0.
    """

    def __init__(self) -> None:
        self.peak = 0.0

    @contextlib.contextmanager
    def watched(self, process: int) -> Iterator[None]:
        """Look from time to time, from a thread."""
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(_EVERY):
                with contextlib.suppress(OSError):  # some of them may just have ended
                    members = list(_descendants(process))
                    if len(members) > 1:
                        self.peak = max(self.peak, sum(map(_held, members)))

        looker = threading.Thread(target=look, daemon=True)
        looker.start()
        try:
            yield
        finally:
            ended.set()
            looker.join()


def _descendants(process: int) -> Iterator[int]:
    yield process
    for children in (_PROC / str(process) / "task").glob("*/children"):
        for child in children.read_text().split():
            yield from _descendants(int(child))


def _held(process: int) -> float:
    for line in (_PROC / str(process) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0
