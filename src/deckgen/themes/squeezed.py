"""A theme beside something that takes a part of its slides."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.themes.model import Box, LayoutKind, Placeholder, Theme

WIDE = 0.6
"""Share of the width of all that a place takes over most of a slide."""
NEARLY = 0.75
"""Of the width that a place would have were all scaled, what it has to keep at its own distances."""
_CHROME = frozenset(("ftr", "dt", "sldNum"))
"""What stays where it is if it has room there."""


def squeezed(theme: Theme, rest: Box) -> Theme:
    """The theme with its layouts' placeholders in the part `rest` (points) of the slide's width: those over most of it
    at the same distances from its sides, others side by side as they are."""
    boxes = [
        place.box for layout in theme.layouts.values() for place in (layout.title, *layout.bodies) if place
    ]
    boxes = [box for box in boxes if box.width < theme.width]  # not those that fill the slide
    margin = min((box.x for box in boxes), default=0.0)
    edge = max((box.right for box in boxes), default=theme.width)
    right = rest.width - (theme.width - edge)
    share = max(0.2, (right - margin) / (edge - margin))
    numbers = [place.box for place in theme.layouts[LayoutKind.CONTENT].chrome if place.type == "sldNum"]

    def moved(place: Placeholder) -> tuple[float, float]:
        """Where a place begins in `rest`, and its width."""
        box = place.box
        if place.type in _CHROME and box.right <= right:
            return box.x, box.width
        taken = sum(number.width for number in numbers if number.x > box.x)
        if place.type == "ftr" and right - taken - box.x > box.width * share:
            return box.x, right - taken - box.x
        x, width = margin + (box.x - margin) * share, box.width * share
        if place.type == "sldNum":
            return x + width - box.width, box.width
        left = box.width - (theme.width - rest.width)
        if box.width >= WIDE * (edge - margin) and left >= NEARLY * width:
            return box.x, left
        return x, width

    def place(place: Placeholder) -> Placeholder:
        x, width = moved(place)
        return replace(place, box=replace(place.box, x=rest.x + x, width=width), moved=True)

    layouts = {kind: layout.with_places(place) for kind, layout in theme.layouts.items()}
    return replace(theme, layouts=layouts)
