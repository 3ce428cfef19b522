"""Pictures in the places that a template has for them."""

from __future__ import annotations

from deckgen.deck.figures import Picture
from deckgen.layout.figures import crop_to
from deckgen.layout.flow import FigureItem
from deckgen.layout.model import FigureFrame
from deckgen.themes.model import Box, Placeholder

MOST_CUT = 0.4
"""Of a photograph that may be cut off for it to fill its place."""
_AT_EDGE = 1.0
"""Points from the slide's edge to a place that ends there."""
LEAST_SHARE = 0.4
"""Of its place that a picture has to fill."""


def ends_at_edge(place: Box, slide: Box) -> bool:
    """True for a place that ends at the slide's edge: a strip of ground beside a picture in it would be a mistake."""
    ends = (place.x, place.y, slide.right - place.right, slide.bottom - place.bottom)
    return min(ends) <= _AT_EDGE


def covering(item: FigureItem, place: Placeholder) -> FigureFrame | None:
    """A photograph that fills its place, as PowerPoint crops it; None for any other picture, for one whose size its
    author says, and where much of it would be lost."""
    figure, art, room = item.figure, item.figure.art, place.box
    if not isinstance(art, Picture) or not art.is_photograph or figure.width or figure.height:
        return None
    if not (room.width and room.height):
        return None
    crop = crop_to(art, room.width, room.height)
    if 2 * max(crop) > MOST_CUT:
        return None
    return FigureFrame(
        box=room, art=art, alt=figure.alt or art.name, span=figure.span, link=figure.link, placeholder=place,
        step=item.step, crop=crop,
    )  # fmt: skip


def whole_in(
    item: FigureItem, place: Placeholder, aside: float, least: float = LEAST_SHARE
) -> FigureFrame | None:
    """The whole picture in its place, `aside` of what it leaves free at its left; None if it fills less than `least` of
    it, or wants another size."""
    figure, art = item.figure, item.figure.art
    if not isinstance(art, Picture) or figure.width or figure.height:
        return None
    room = place.box
    scale = min(room.width / art.width, room.height / art.height)
    width, height = art.width * scale, art.height * scale
    if width * height < least * room.width * room.height:
        return None
    box = Box(room.x + aside * (room.width - width), room.y + (room.height - height) / 2, width, height)
    return FigureFrame(
        box=box, art=art, alt=figure.alt or art.name, span=figure.span, link=figure.link, placeholder=place,
        step=item.step,
    )  # fmt: skip
