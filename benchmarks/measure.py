"""Whole processes, by the kernel's own account of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import Family

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that `ru_maxrss` counts in."""


@dataclass(frozen=True, slots=True)
class Run:
    """What processes took one after the other, those that they started included."""

    cpu: float
    """Seconds of processor time, user and system."""
    wall: float
    """Seconds."""
    memory: float
    """Megabytes that one of the commands held at most: its largest process, or, looked at ten times a second, it and
    its children together.

    The kernel counts for a process what its parent held, too, when it began: who measures stays small.
    """


Command = Sequence[str | Path]
Job = Callable[[], Run]


class NoFigure(Exception):  # noqa: N818 (the table says it, and goes on)
    """Why there is no figure, in words."""


class Missing(NoFigure):
    """What it needs, this machine or this deckgen has not."""


def run(*commands: Command, cache: Path | None = None) -> Run:
    """Run the commands one after the other; deckgen remembers in the folder `cache`. Raises `NoFigure` if one fails."""
    # Python may keep what it has compiled, as for anyone who has not asked it not to.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["DECKGEN_CACHE"] = str(cache or "")
    cpu = wall = memory = 0.0
    for command in commands:
        family, started = Family(), time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with family.watched(process.pid):
            _, status, used = os.wait4(process.pid, 0)
            wall += time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            raise NoFigure(f"failed: {(again.stderr.strip() or 'without a word').splitlines()[0]}")
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss * _UNIT / 1e6, family.peak)
    return Run(cpu, wall, memory)


def in_turns(jobs: Mapping[str, Job], rounds: int, *, warm: bool = True) -> dict[str, list[Run]]:
    """Runs of every job, A B A B, so that a slow moment of the machine slows all; `warm` adds a round that does not
    count."""
    for job in jobs.values() if warm else ():
        job()
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            runs[name].append(job())
    return runs


def cpu(run: Run) -> float:
    """Seconds of processor time."""
    return run.cpu


def wall(run: Run) -> float:
    """Seconds."""
    return run.wall


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, and what it is held against."""

    ours: float | None
    theirs: float | None = None
    ratio: float | None = None


def paired(ours: Sequence[Run], theirs: Sequence[Run], by: Callable[[Run], float]) -> Measured:
    """Medians of both, and the median of the pairs' ratios."""
    a, b = [by(one) for one in ours], [by(one) for one in theirs]
    ratio = statistics.median(x / y for x, y in zip(a, b, strict=True))
    return Measured(statistics.median(a), statistics.median(b), ratio)


def middle(runs: Sequence[Run]) -> float:
    """Median seconds."""
    return statistics.median(one.wall for one in runs)


def peak(*runs: Run) -> float:
    """Megabytes."""
    return max(one.memory for one in runs)
