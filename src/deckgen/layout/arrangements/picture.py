"""A picture on the whole slide."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.captions import Row, captioned
from deckgen.layout.flow import FigureItem
from deckgen.layout.model import FigureFrame, Rule
from deckgen.layout.page import Page
from deckgen.layout.text import Typesetter
from deckgen.source import Span
from deckgen.themes.colors import luminance
from deckgen.themes.model import Box, LayoutKind, Theme

FILLING = (1.45, 2.1)
"""Width over height of a picture that may fill a slide."""
OF_PHOTOGRAPHS = (0.4, 3.2)
"""The same of a photograph, which has a dark wall around it."""
LEAST_PIXELS = 800
"""Width of such a picture."""


def _place(given: Given) -> tuple[Page, ...] | None:
    """The picture on the whole slide, or on what a title leaves for content, never cropped or stretched."""
    item, whole = given.flow[0] if len(given.flow) == 1 else None, given.whole
    if not isinstance(item, FigureItem):
        return None
    figure = item.figure
    art = figure.art
    if not isinstance(art, Picture):
        return None
    shape = art.width / art.height
    large = art.width >= LEAST_PIXELS or art.is_drawing
    low, high = OF_PHOTOGRAPHS if art.is_photograph else FILLING
    fills = low <= shape <= high and large and not (figure.width or item.caption or given.slide.title)
    if not given.is_asked and (not fills or _is_drawn_on(given.setter.theme)):
        return None

    def place(_: Sequence[FigureItem], room: Box, setter: Typesetter) -> Row:
        width = min(room.width, room.height * shape)
        box = Box.around((room.x + room.width / 2, room.y + room.height / 2), width, width / shape)
        alt = figure.alt or art.name
        edge = setter.tokens.space.margins[0]
        frame = FigureFrame(box=box, art=art, alt=alt, span=figure.span, link=figure.link)
        return (frame,), (Box(max(edge, box.x), box.y, min(box.width, room.width - 2 * edge), box.height),)

    below = given.setter.tokens.space.caption_gap if item.caption else 0.0
    room = given.region if given.slide.title else whole
    room = replace(room, height=room.height - below)
    frames = captioned((item,), room, given.setter, place)
    if art.is_photograph and not (item.caption or given.slide.title or given.slide.background):
        frames = (*_around(whole, frames[0].box, given.setter.theme, figure.span), *frames)
    return (given.page(Fitted(frames, 0.0, whole.height), LayoutKind.PICTURE),)


def _is_drawn_on(theme: Theme) -> bool:
    """True where a template has a band or logo on the slide: nothing covers these unasked."""
    return any(theme.art.get(part) for part in theme.layouts[LayoutKind.PICTURE].layers)


_NEAR = 2.0
"""Points that nobody sees at a picture's side."""


def _around(room: Box, box: Box, theme: Theme, span: Span) -> tuple[Rule, ...]:
    """What a photograph leaves of the slide is as dark as a wall: white bars at its sides would be a mistake."""
    dark = min(map(theme.color, ("text", "ground")), key=luminance)
    if max(room.width - box.width, room.height - box.height) < _NEAR:
        return ()
    return (Rule(box=room, fill=dark, span=span),)


PICTURE = Arrangement(choice=LayoutChoice.PICTURE, takes="a picture alone", place=_place)
