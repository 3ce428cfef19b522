"""What setting a deck leaves for the next time: a slide that is still the same object is not set again.

It is meant for decks that come again and again a little changed, as in a live preview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from deckgen.deck.slides import Slide
from deckgen.diagnostics import Diagnostic, moved
from deckgen.layout.model import LaidOutSlide
from deckgen.layout.text import Typesetter

Plan = TypeVar("Plan")


class Shown(NamedTuple):
    """A slide as set, with the number that it had then, and what was reported on the way."""

    slide: LaidOutSlide
    findings: tuple[Diagnostic, ...]


class Memory(Generic[Plan]):
    """Plans by the identity of their slide, shown slides by that of their plan.

    It holds for one theme and one deck's settings. What a deck did not use is forgotten with `forget`.
    """

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self._plans: dict[int, tuple[object, Plan]] = {}
        self._shown: dict[tuple[int, int, float], tuple[Plan, Shown]] = {}
        self._used: set[object] = set()
        self._lines: dict[int, int] = {}

    def copy(self) -> Memory[Plan]:
        """A memory of its own, for another thread."""
        other: Memory[Plan] = Memory(self.setter)
        other._plans, other._shown = dict(self._plans), dict(self._shown)
        return other

    def stands(self, slide: Slide, line: int) -> None:
        """`slide`, which may have been read from another place, begins at `line` of its file now."""
        self._lines[id(slide)] = line

    def found(self, slide: Slide, findings: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """What was reported of `slide`, at its place of now."""
        lines = self._lines.get(id(slide), slide.span.line) - slide.span.line
        return (moved(finding, lines) for finding in findings)

    def plan(self, slide: Slide, make: Callable[[], Plan]) -> Plan:
        """The plan of `slide`."""
        key = id(slide)
        self._used.add(key)
        if key not in self._plans:
            self._plans[key] = (slide, make())  # the slide is kept, and with it its identity
        return self._plans[key][1]

    def shown(
        self, plan: Plan, part: int, size: float, make: Callable[[], Shown], now: Callable[[Shown], Shown]
    ) -> Shown:
        """Part `part` of a plan at body size `size` (pt), made or remembered and then brought up to date by `now`."""
        key = (id(plan), part, size)
        self._used.add(key)
        _, known = self._shown.get(key) or (plan, make())
        shown = now(known)
        self._shown[key] = (plan, shown)
        return shown

    def forget(self) -> None:
        """Drop what was not asked for since the last time."""
        self._plans = {key: value for key, value in self._plans.items() if key in self._used}
        self._shown = {key: value for key, value in self._shown.items() if key in self._used}
        self._used, self._lines = set(), {}
