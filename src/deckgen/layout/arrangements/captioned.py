"""A picture with its words, in the places that the template has for both."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Footnote
from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.deck.walk import flowing_blocks
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import FigureItem, Para
from deckgen.layout.model import Frame, TextFrame
from deckgen.layout.page import Page
from deckgen.layout.picture_places import covering, ends_at_edge, whole_in
from deckgen.themes.model import LayoutKind, Placeholder
from deckgen.themes.places import LARGE, share_of

LONGEST = 400
"""Characters beside a picture that are still its words."""
AS_LARGE = 0.7
"""Of the type size of content, that several paragraphs beside a picture have."""


def _place(given: Given) -> tuple[Page, ...] | None:
    layouts = given.setter.theme.layouts
    layout = layouts[LayoutKind.CAPTIONED]
    if layout.part == layouts[LayoutKind.CONTENT].part or not layout.pictures or not given.slide.title:
        return None
    figures = [item for item in given.flow if isinstance(item, FigureItem)]
    words = [item for item in given.flow if isinstance(item, Para)]
    if len(figures) != 1 or len(words) + 1 != len(given.flow):
        return None
    (item,) = figures
    aside = 0.0 if layout.title and layout.title.align == "left" else 0.5
    place = layout.pictures[0]
    feet = [each for each in layout.chrome if each.type == "ftr" and given.slide.footer]
    others = [each.box for each in (*feet, *layout.bodies)]
    is_free = not any(place.box.meets(box) for box in others)
    at_edge = is_free and ends_at_edge(place.box, given.whole)
    picture = (covering(item, place) if at_edge else None) or whole_in(item, place, aside)
    slide = (given.whole.width, given.whole.height)
    if not words and layout.bodies and share_of(layout.bodies[0], slide) >= LARGE:
        return None  # the other place is for more than what a picture is called
    words = [*((item.caption,) if item.caption else ()), *words]
    if picture is None or (not words and layout.bodies):
        return None
    notes = any(isinstance(block, Footnote) for block in flowing_blocks(given.slide))
    if notes and picture.box.bottom > given.region.bottom + 0.5:
        return None  # they would stand on it
    frames: list[Frame] = [picture]
    size = 0.0
    if words:
        text = _words(words, layout.bodies[0], given) if layout.bodies else None
        if text is None:
            return None
        frames.append(text)
        size = text.paragraphs[0].size
    return (given.page(Fitted(tuple(frames), size, given.region.height), LayoutKind.CAPTIONED),)


def _words(words: Sequence[Para], place: Placeholder, given: Given) -> TextFrame | None:
    """The words in their place, at the largest size at which it holds them; None if there are too many."""
    setter = given.setter
    if sum(len(plain_text(para.inlines)) for para in words) > LONGEST:
        return None
    usual = setter.theme.layouts[LayoutKind.CONTENT].bodies
    is_said = len(words) > 1 or any(para.markers for para in words)
    least = max(min(setter.tokens.type.body), AS_LARGE * usual[0].size if usual else 0.0)
    if is_said and place.size < least:
        return None  # it is not what the picture is called
    return given.in_place([replace(para, role="text") for para in words], place, "body")


CAPTIONED = Arrangement(
    choice=LayoutChoice.CAPTIONED,
    takes="a picture and few words, and a template with places for both",
    place=_place,
)
