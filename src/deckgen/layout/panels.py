"""Places of a template that have a ground of their own: it is whole below all that stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.slides import Slide
from deckgen.layout.model import Frame, Rule, TextFrame
from deckgen.themes.model import SlideLayout, Theme
from deckgen.themes.under import own_ground


def is_on_panel(frame: TextFrame) -> bool:
    """True for a text that is a part of what stands in its place, whose ground lies below all of that."""
    is_shared = frame.role in ("body", "statement", "quotation") and not frame.is_whole_place
    return frame.placeholder is not None and is_shared


def panels(placed: Sequence[Frame], layout: SlideLayout, slide: Slide, top: float) -> Iterator[Frame]:
    """What places are filled with in which something else than their text alone stands: charts and tables bring no
    ground, and that of a text which is a part of it would end with its lines. What is above `top` is the title's."""
    taken = [frame.placeholder for frame in placed if isinstance(frame, TextFrame) and not is_on_panel(frame)]
    for place in layout.bodies:
        if place not in taken and (fill := own_ground(place)):
            middles = ((f.box.x + f.box.width / 2, f.box.y + f.box.height / 2) for f in placed)
            if any(
                place.box.x < x < place.box.right and place.box.y < y < place.box.bottom for x, y in middles
            ):
                high = max(place.box.y, top - place.insets[1])
                whole = replace(place.box, y=high, height=place.box.bottom - high)
                yield Rule(box=whole, fill=fill, span=slide.span)


def stand_on_panels(frames: Sequence[Frame], layout: SlideLayout, usual: SlideLayout, theme: Theme) -> bool:
    """True if none of the frames would stand on the edge of a place of the layout that is filled, or of what it draws
    and the `usual` one does not."""
    others = [shape.bounds for shape in usual.drawn(theme.art)]
    drawn = [shape.bounds for shape in layout.drawn(theme.art)]
    filled = [place.box for place in layout.bodies if own_ground(place)]
    return not any(
        frame.box.meets(box) and not (box.x <= frame.box.x and frame.box.right <= box.right)
        for frame in frames
        for box in (*filled, *(each for each in drawn if each not in others))
    )
