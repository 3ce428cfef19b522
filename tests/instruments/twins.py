"""The two renderings of a deck held against each other, word by word."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.instruments.placement import BULLETS
from tests.instruments.renderers import Word


@dataclass(frozen=True, slots=True)
class Agreement:
    """How words overlap: intersection over union of boxes an em high, 3/4 of it above the baseline."""

    ious: tuple[float, ...]
    apart: tuple[str, ...]
    """Words that overlap by less than half, or have no partner."""

    @property
    def share(self) -> float:
        """Of words that overlap by half or more."""
        return 1 - len(self.apart) / max(1, len(self.ious))

    @property
    def median(self) -> float:
        """Of all words."""
        return statistics.median(self.ious)


def agreement(ours: Iterable[Word], theirs: Iterable[Word]) -> Agreement:
    """Each of Chromium's words (`ours`) against the nearest of the same text in LibreOffice.

    LibreOffice's PDF gives right-to-left text in pieces from left to right, and splits words where
    their script changes; there, the pieces that lie where Chromium has the word are taken together.
    """
    slides: dict[int, list[Word]] = defaultdict(list)
    named: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in theirs:
        slides[word.slide].append(word)
        named[word.slide, word.text].append(word)
    ious = []
    apart = []
    for word in _whole(ours):
        if word.text in BULLETS:
            continue
        partners = named.get((word.slide, word.text), [])
        best = max((_iou(word, other) for other in partners), default=0.0)
        if not partners:
            best = _iou(word, _pieces(word, slides[word.slide]))
        ious.append(best)
        if best < 0.5:
            apart.append(f"slide {word.slide}: {word.text!r} {best:.2f} at {word.left:.0f},{word.top:.0f}")
    return Agreement(tuple(ious), tuple(apart))


def _whole(words: Iterable[Word]) -> list[Word]:
    """Words that a change of face had cut, in one again."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        if (
            last
            and last.slide == word.slide
            and abs(last.right - word.left) < 0.2
            and abs(last.baseline - word.baseline) < 0.1
        ):
            found[-1] = replace(last, text=last.text + word.text, right=word.right)
        else:
            found.append(word)
    return found


def _pieces(word: Word, others: Iterable[Word]) -> Word:
    """The parts that LibreOffice has where `word` stands, as one."""
    inside = [
        other
        for other in others
        if word.left - 2 <= (other.left + other.right) / 2 <= word.right + 2
        and abs(other.baseline - word.baseline) < 0.5 * word.size
    ]
    if not inside:
        return Word(word.slide, "", 0, 0, 0, 0, 0, 0)
    left, right = min(o.left for o in inside), max(o.right for o in inside)
    first = max(inside, key=lambda o: o.size)
    return Word(word.slide, word.text, left, first.top, right, first.bottom, first.baseline, first.size)


def _iou(one: Word, other: Word) -> float:
    wide = min(one.right, other.right) - max(one.left, other.left)
    tops = [word.baseline - 0.75 * word.size for word in (one, other)]
    high = min(tops[0] + one.size, tops[1] + other.size) - max(tops)
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    whole = (one.right - one.left) * one.size + (other.right - other.left) * other.size
    return both / (whole - both)
