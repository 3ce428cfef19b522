"""Many decks at once, on the cores of this machine or on a cluster."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from msgspec import Struct
from msgspec.structs import replace

from deckgen.batch.jobs import DeckJob, DeckMade, make_deck
from deckgen.crew import may_help, processors

AHEAD = 4
"""Jobs for each process that wait or run: enough that none is idle, few enough that any number fits into memory."""
TRIES = 3
"""Times that a deck is begun whose process dies."""


class _Begun(Struct, frozen=True):
    job: DeckJob
    times: int = 0


def build_many(
    decks: Iterable[DeckJob], *, executor: Executor | None = None, workers: int = 0
) -> Iterator[DeckMade]:
    """Make each of the decks; what comes of one is given as soon as it is there.

    `executor` is any of `concurrent.futures`, or Dask's (`Client(…).get_executor()`); without one there are as many
    processes as this machine has processors, or `workers`. Jobs are taken from `decks` as they are needed. A deck whose
    process dies is begun anew, at most `TRIES` times, then it is among the failures.
    """
    workers = workers or processors()
    if executor is not None:
        yield from _with(executor, iter(decks), AHEAD * max(workers, 8))
        return
    left, again = iter(decks), list[_Begun]()
    if may_help() and (first := next(left, None)) is not None:
        yield make_deck(first)  # what all decks share is there when the others are forked
    while True:
        # A program with threads can't be forked.
        context = multiprocessing.get_context("fork" if may_help() else "spawn")
        pool = ProcessPoolExecutor(workers, context, initializer=_leave_interrupts)
        try:
            again = yield from _in_pool(pool, left, again, AHEAD * workers)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        pool.shutdown(wait=not again)  # else it may end just when the program does, which complains of that
        if not again:
            return


def _in_pool(
    pool: ProcessPoolExecutor, left: Iterator[DeckJob], again: list[_Begun], most: int
) -> Generator[DeckMade, None, list[_Begun]]:
    """As much as one pool can do; what is to be done again as the pool broke.

    Those that were at work then are begun one at a time: so it shows which of them it is.
    """
    running: dict[Future[DeckMade], _Begun] = {}
    broken: list[_Begun] = []
    while True:
        room = 1 if again else most
        while not broken and len(running) < room and (begun := _next(again, left)) is not None:
            try:
                running[pool.submit(make_deck, begun.job)] = replace(begun, times=begun.times + 1)
            except BrokenProcessPool:
                broken.append(begun)
        if not running:
            return broken + again
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            begun = running.pop(future)
            if isinstance(future.exception(), BrokenProcessPool) and begun.times < TRIES:
                broken.append(begun)
            else:
                yield _result(future, begun.job)


def _with(executor: Executor, left: Iterator[DeckJob], most: int) -> Iterator[DeckMade]:
    """The same with somebody else's executor, which sees to processes that die itself."""
    running: dict[Future[DeckMade], DeckJob] = {}
    while True:
        while len(running) < most and (job := next(left, None)) is not None:
            running[executor.submit(make_deck, job)] = job
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield _result(future, running.pop(future))


def _next(again: list[_Begun], left: Iterator[DeckJob]) -> _Begun | None:
    if again:
        return again.pop(0)
    job = next(left, None)
    return _Begun(job) if job is not None else None


def _result(future: Future[DeckMade], job: DeckJob) -> DeckMade:
    try:
        return future.result()
    except BrokenProcessPool:
        said = f"the process that made it died, {TRIES} times"
    except (Exception, CancelledError) as error:
        said = f"{type(error).__name__}: {error}"
    return DeckMade(job.number, job.name, errors=(said,))


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that asked for the decks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
