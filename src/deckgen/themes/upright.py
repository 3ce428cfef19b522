"""Titles that run up a slide's side, as they stand on slides that are read from left to right: above the content."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.themes.box import Box
from deckgen.themes.model import Placeholder

_HIGH = 1.6
"""Height of a title's place in its type size: a line, with some room …"""
_GAP = 0.4
"""… and what is below it."""


def upright(
    title: Placeholder, bodies: Sequence[Placeholder], room: Box | None
) -> tuple[Placeholder | None, tuple[Placeholder, ...]]:
    """The title in a line above the content, which gives way to it, and the places for that; `room` is the master's
    place for text. None where nobody knows where content stands."""
    largest = max((place.box for place in bodies), key=lambda box: box.width * box.height, default=room)
    if largest is None:
        return None, tuple(bodies)
    left, right = min(place.box.x for place in bodies) if bodies else largest.x, largest.right
    right = max((place.box.right for place in bodies), default=right)
    high = _HIGH * title.size
    down = high + _GAP * title.size
    box = Box(left, largest.y, right - left, high)
    above = replace(title, box=box, anchor="top", vertical=False, unturned=True, moved=True)

    def lower(place: Placeholder) -> Placeholder:
        if place.box.y > largest.y + down or place.box.height < 2 * down:
            return place
        over = largest.y + down - place.box.y
        lowered = replace(place.box, y=place.box.y + over, height=place.box.height - over)
        return replace(place, box=lowered, moved=True)

    return above, tuple(map(lower, bodies))
