"""What setting a deck leaves for the next time: a slide that is still the same object is not set again.

It is meant for decks that come again and again a little changed, as in a live preview.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from deckgen.deck.slides import Slide
from deckgen.diagnostics import Diagnostic, moved
from deckgen.layout.model import LaidOutSlide
from deckgen.layout.text import Typesetter

Plan = TypeVar("Plan")


class Shown(Struct, frozen=True):
    """A slide as set, with the number that it had then, and what was reported on the way."""

    slide: LaidOutSlide
    findings: tuple[Diagnostic, ...]


class Memory(Generic[Plan]):
    """Plans by the identity of their slide, shown slides by that of their plan.

    It holds for one theme and one deck's settings, and for the last deck.
    """

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter
        self._plans: dict[int, tuple[object, Plan]] = {}
        self._shown: dict[tuple[int, int, float], tuple[Plan, Shown]] = {}
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
        if not findings:
            return iter(())
        lines = self._lines.get(id(slide), slide.span.line) - slide.span.line
        return (moved(finding, lines) for finding in findings)

    def plan(self, slide: Slide) -> Plan | None:
        """The plan of `slide`, if it is known."""
        found = self._plans.get(id(slide))
        return found[1] if found else None

    def shown(self, plan: Plan, part: int, size: float) -> Shown | None:
        """Part `part` of a plan at body size `size` (pt), if it is known."""
        found = self._shown.get((id(plan), part, size))
        return found[1] if found else None

    def keep(
        self, plans: Sequence[tuple[Slide, Plan]], shown: Sequence[tuple[Plan, int, float, Shown]]
    ) -> None:
        """Remember this deck, and nothing else. (The slides and plans are kept, and with them their identities.)"""
        self._plans = {id(slide): (slide, plan) for slide, plan in plans}
        self._shown = {(id(plan), part, size): (plan, one) for plan, part, size, one in shown}
        self._lines = {}
