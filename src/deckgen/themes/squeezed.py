"""A theme beside something that takes a part of its slides."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.themes.model import Box, Placeholder, Theme

WIDE = 0.6
"""Share of the width of all that a place takes over most of a slide."""


def squeezed(theme: Theme, rest: Box) -> Theme:
    """The theme with its layouts' placeholders in the part `rest` (points) of the slide's width: those over most of it
    at the same distances from its sides, others side by side as they are."""
    boxes = [
        place.box for layout in theme.layouts.values() for place in (layout.title, *layout.bodies) if place
    ]
    boxes = [box for box in boxes if box.width < theme.width]  # not those that fill the slide
    margin = min((box.x for box in boxes), default=0.0)
    edge = max((box.right for box in boxes), default=theme.width)
    share = max(0.2, (rest.width - margin - (theme.width - edge)) / (edge - margin))

    def place(place: Placeholder) -> Placeholder:
        x, width = rest.x + margin + (place.box.x - margin) * share, place.box.width * share
        if place.box.width >= WIDE * (edge - margin):
            x, width = rest.x + place.box.x, max(width, place.box.width - (theme.width - rest.width))
        if place.type == "sldNum":
            x, width = x + width - place.box.width, place.box.width
        return replace(place, box=replace(place.box, x=x, width=width), moved=True)

    layouts = {kind: layout.with_places(place) for kind, layout in theme.layouts.items()}
    return replace(theme, layouts=layouts)
