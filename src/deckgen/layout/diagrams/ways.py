"""Which of several drawings of the same fits a place."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.figures import Drawing
from deckgen.themes.model import Box

USUAL = Box(0, 0, 880.0, 345.0)
"""The place where a figure usually stands."""
SMALLER = 1.2
"""How much larger the words may be in another direction than in that which the author wants …"""
READ = 0.75
"""… where they are at least so large in that."""


def scale_of(drawing: Drawing, place: Box) -> float:
    """How large `place` lets it be, and with it its words: 1 as it is drawn."""
    return min(place.width / drawing.width, place.height / drawing.height)


def best_way(drawn: Sequence[Drawing], place: Box) -> Drawing:
    """The one that `place` lets be largest; rather as its author wants, where that has its size or nearly that of the
    largest; with boxes closer than usual where they would be smaller than they are drawn."""
    usual = [each for each in drawn if not each.close]
    if any(scale_of(each, place) >= 1 for each in usual):
        drawn = usual
    largest = max(drawn, key=lambda each: scale_of(each, place))
    kept = max((each for each in drawn if not each.turned), key=lambda each: scale_of(each, place))
    most = scale_of(largest, place)
    return kept if scale_of(kept, place) >= min(1.0, max(most / SMALLER, min(most, READ))) else largest
