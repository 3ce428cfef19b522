"""A picture on the whole slide."""

from __future__ import annotations

from deckgen.deck.figures import Picture
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import FigureItem
from deckgen.layout.model import FigureFrame
from deckgen.layout.page import Page
from deckgen.themes.model import Box, LayoutKind

FILLING = (1.45, 2.1)
"""Width over height of a picture that may fill a slide."""
LEAST_PIXELS = 800
"""Width of such a picture."""


def _place(given: Given) -> tuple[Page, ...] | None:
    """The picture on the whole slide, never cropped or stretched."""
    item, whole = given.flow[0] if len(given.flow) == 1 else None, given.whole
    if not isinstance(item, FigureItem):
        return None
    figure = item.figure
    art = figure.art
    if not isinstance(art, Picture):
        return None
    shape = art.width / art.height
    large = art.width >= LEAST_PIXELS or art.media_type == "image/svg+xml"
    fills = (
        FILLING[0] <= shape <= FILLING[1]
        and large
        and not (figure.width or item.caption or given.slide.title)
    )
    if not given.is_asked and not fills:
        return None
    width = min(whole.width, whole.height * shape)
    box = Box((whole.width - width) / 2, (whole.height - width / shape) / 2, width, width / shape)
    alt = figure.alt or art.name
    frame = FigureFrame(box=box, art=art, alt=alt, span=figure.span, link=figure.link, step=item.step)
    return (given.page(Fitted((frame,), 0.0, whole.height), LayoutKind.PICTURE),)


PICTURE = Arrangement(choice=LayoutChoice.PICTURE, takes="a picture alone", place=_place)
