"""The rows of the table: what is measured, and its goal."""

from __future__ import annotations

import math
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import sessions
from benchmarks.bench import Bench
from benchmarks.measure import Measured, NoFigure, Run, cpu, middle, paired, peak, wall

Measure = Callable[[Bench], Measured]


@dataclass(frozen=True, slots=True)
class Figure:
    """A row with its numbers, as JSON has it."""

    name: str
    unit: str
    goal: float | None
    """For the ratio where there is one, else for what was measured."""
    at_least: bool = False
    """The goal is a lower limit."""
    against: str = ""
    """Whose number `theirs` is."""
    ours: float | None = None
    theirs: float | None = None
    ratio: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal or a number."""
        judged = self.ours if self.ratio is None else self.ratio
        if judged is None or self.goal is None:
            return None
        return judged >= self.goal if self.at_least else judged <= self.goal


@dataclass(frozen=True, slots=True)
class Row:
    """A figure that can be measured."""

    name: str
    measure: Measure
    goal: float | None = None
    unit: str = "s"
    against: str = ""
    at_least: bool = False

    def figure(self, bench: Bench) -> Figure:
        """Measure it; what can't be measured here says why."""
        try:
            got, note = self.measure(bench), ""
        except NoFigure as why:
            got, note = Measured(None), str(why)
        return Figure(
            self.name,
            self.unit,
            self.goal,
            self.at_least,
            self.against,
            got.ours,
            got.theirs,
            got.ratio,
            note,
        )


def _pairs(
    session: Callable[[Bench], sessions.Runs], ours: str, theirs: str, by: Callable[[Run], float] = wall
) -> Measure:
    def measure(bench: Bench) -> Measured:
        runs = session(bench)
        return paired(runs[ours], runs[theirs], by)

    return measure


def _start(word: str) -> Measure:
    return lambda bench: Measured(middle(sessions.start(bench)[word]))


def _one_edited(bench: Bench) -> Measured:
    runs = sessions.one_edited(bench)
    ours, theirs = middle(runs["edited"]), middle(runs["full"])
    return Measured(ours, theirs, ours / theirs)


def _growth(kind: str) -> Measure:
    def measure(bench: Bench) -> Measured:
        runs = sessions.growth(bench, kind)
        large, small = middle(runs["3000"]), middle(runs["1000"])
        return Measured(large, small, large / small)

    return measure


def _exponent(kind: str) -> Measure:
    """Of the power law that least squares find in the logarithms."""

    def measure(bench: Bench) -> Measured:
        runs = sessions.growth(bench, kind)
        sizes = [math.log(size) for size in sessions.SIZES]
        times = [math.log(middle(runs[str(size)])) for size in sessions.SIZES]
        return Measured(statistics.linear_regression(sizes, times).slope)

    return measure


def _memory(slides: int) -> Measure:
    return lambda bench: Measured(peak(*sessions.growth(bench, "mixed")[str(slides)]))


def _memory_share(slides: int) -> Measure:
    def measure(bench: Bench) -> Measured:
        ours = peak(*sessions.growth(bench, "mixed")[str(slides)])
        theirs = peak(sessions.pandocs(bench, slides))
        return Measured(ours, theirs, ours / theirs)

    return measure


def _each(kind: str, count: int) -> Measure:
    return lambda bench: Measured(middle(sessions.pictures(bench, kind)["first"]) / count)


def _again(kind: str) -> Measure:
    return lambda bench: Measured(middle(sessions.pictures(bench, kind)["again"]))


def _pictures_memory(kind: str) -> Measure:
    return lambda bench: Measured(peak(*sessions.pictures(bench, kind)["first"]))


def _live(slides: int) -> Measure:
    return lambda bench: Measured(sessions.live(bench, slides))


def _opening(bench: Bench) -> Measured:
    return Measured(sessions.opening(bench, 1000))


def _batch(bench: Bench) -> Measured:
    cores, pairs = os.cpu_count() or 1, sessions.batch(bench)
    ratio = statistics.median(ours / (alone * cores) for ours, alone in pairs)
    ours, alone = (statistics.median(each) for each in zip(*pairs, strict=True))
    return Measured(ours, alone * cores, ratio)


_farid, _pptx, _html = sessions.farid, sessions.to_pptx, sessions.to_html

ROWS = (
    Row("Farid unchanged, CPU", _pairs(_farid, "unchanged", "pandoc", cpu), 1.0, against="pandoc"),
    Row("Farid unchanged, wall", _pairs(_farid, "unchanged", "pandoc"), 1.0, against="pandoc"),
    Row("Farid edited, CPU", _pairs(_farid, "edited", "pandoc", cpu), 1.0, against="pandoc"),
    Row("Farid edited, wall", _pairs(_farid, "edited", "pandoc"), 1.0, against="pandoc"),
    Row("Farid from nothing, CPU", _pairs(_farid, "first", "edited", cpu), 2.0, against="edited"),
    Row("Farid from nothing, wall", _pairs(_farid, "first", "edited"), 2.0, against="edited"),
    Row("`deckgen --help`", _start("--help"), 0.08),
    Row("`deckgen --version`", _start("--version"), 0.08),
    Row("1,000 mixed slides to .pptx", _pairs(_pptx, "deckgen", "pandoc"), 0.10, against="pandoc"),
    Row("1,000 mixed slides to HTML", _pairs(_html, "deckgen", "pandoc"), 0.4, against="pandoc"),
    Row(
        "1,000 mixed slides to HTML in one file", _pairs(_html, "deckgen", "pandoc in one file"), 0.4,
        against="pandoc",
    ),
    Row("1,000 mixed slides, one edited", _one_edited, 0.2, against="all"),
    Row("3,000 mixed slides", _growth("mixed"), 3.0, against="1,000"),
    Row("mixed slides, exponent", _exponent("mixed"), unit=""),
    Row("3,000 illustrated slides", _growth("illustrated"), 3.0, against="1,000"),
    Row("illustrated slides, exponent", _exponent("illustrated"), unit=""),
    Row("1,000 mixed slides, memory", _memory(1000), 150, "MB"),
    Row("1,000 mixed slides, share of memory", _memory_share(1000), 0.3, "MB", against="pandoc"),
    Row("3,000 mixed slides, memory", _memory(3000), 300, "MB"),
    Row("3,000 mixed slides, share of memory", _memory_share(3000), 0.3, "MB", against="pandoc"),
    Row("40 photographs of 12 megapixels, each", _each("photos", 40), 0.2),
    Row("40 photographs unchanged", _again("photos"), 1.0),
    Row("40 photographs, memory", _pictures_memory("photos"), 300, "MB"),
    Row("50 drawings of 1 MB, each", _each("drawings", 50), 0.2),
    Row("50 drawings unchanged", _again("drawings"), 1.0),
    Row("50 drawings, memory", _pictures_memory("drawings"), 300, "MB"),
    Row("live, 12 slides", _live(12), 30, "ms"),
    Row("live, 1,000 slides", _live(1000), 50, "ms"),
    Row("opening 1,000 slides", _opening, 1.5),
    Row("batch", _batch, 0.9, "decks/s", against="one process × cores", at_least=True),
)  # fmt: skip
