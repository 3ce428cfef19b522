"""What stands in places of the template's by name: each place holds what it is for, as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from deckgen.deck.slides import Group
from deckgen.layout.arrange import fitting
from deckgen.layout.build_flow import flow_of
from deckgen.layout.flow import FigureItem, Para
from deckgen.layout.model import Frame, TextFrame
from deckgen.layout.picture_places import covering, whole_in
from deckgen.layout.placeholders import fill_placeholders
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Placeholder

Words = Callable[[Sequence[Para], Placeholder], TextFrame]
"""Sets paragraphs as a place has them."""


def frames_in(place: Placeholder, group: Group, setter: Typesetter, words: Words) -> tuple[Frame, ...] | None:
    """The frames of what stands in a place; None where it has no room there at any size."""
    flow = flow_of((group,), setter.fonts)
    if all(isinstance(item, Para) and not item.markers for item in flow):
        paras = [item for item in flow if isinstance(item, Para)]
        return (replace(words(paras, place), span=group.span),) if paras else ()
    only = flow[0] if len(flow) == 1 else None
    if place.type == "pic" and isinstance(only, FigureItem) and only.caption is None:
        picture = covering(only, place) or whole_in(only, place, 0.5, least=0.0)
        if picture:
            return (picture,)
    done = fitting(flow, place.inner, setter.tokens.type.down_from(place.size), setter)
    return fill_placeholders(done.frames, (place,)) if done else None
