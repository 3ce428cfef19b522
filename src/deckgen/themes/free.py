"""What a template's own shapes and texts leave of a place: no words stand across a logo or a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckgen.themes.art import Art, Paint, Words
from deckgen.themes.box import Box
from deckgen.themes.model import Placeholder, SlideLayout

_GROUND = 0.6
"""Share of a place from which a shape is what it stands on, not what stands in its way."""
_MOST = 0.35
"""Of a place that may be cut away; where more is in the way, its author has put it there."""
_GAP = 6.0
"""Points that stay between words and a shape."""
_FOOT = 6.0
"""Points by which a place may reach into one at the slide's foot, as many do."""
_LEAST = 1.0
"""Points by which they must overlap."""


def with_free_places(
    layout: SlideLayout, art: Mapping[str, tuple[Art, ...]], words: Mapping[str, tuple[Words, ...]]
) -> SlideLayout:
    """The layout with its title's and its content's places where nothing else stands."""
    obstacles = [
        *(shape.box for part in layout.layers for shape in art.get(part, ()) if _is_seen(shape)),
        *(text.box for part in layout.layers for text in words.get(part, ())),
    ]

    feet = [place.box for place in layout.chrome]

    def freed(place: Placeholder) -> Placeholder:
        inner = place.inner
        free = free_of(inner, obstacles)
        low = [box for box in feet if box.y > (free.y + free.bottom) / 2 and free.bottom - box.y > _FOOT]
        free = free_of(free, low)
        if free == inner:
            return place
        left, top, right, bottom = place.insets
        insets = (
            left + free.x - inner.x, top + free.y - inner.y, right + inner.right - free.right,
            bottom + inner.bottom - free.bottom,
        )  # fmt: skip
        return replace(place, insets=insets, moved=True)

    title = freed(layout.title) if layout.title else None
    return replace(layout, title=title, bodies=tuple(map(freed, layout.bodies)))


def _is_seen(shape: Art) -> bool:
    faint = isinstance(shape.fill, Paint) and shape.fill.opacity < 0.3 and shape.stroke is None
    return not faint


def free_of(box: Box, obstacles: Sequence[Box]) -> Box:
    """The largest part of a box that none of the obstacles reaches into, cut at one side for each."""
    free = box
    for other in obstacles:
        across = min(free.right, other.right) - max(free.x, other.x)
        down = min(free.bottom, other.bottom) - max(free.y, other.y)
        if across < _LEAST or down < -_LEAST or (down < _LEAST and other.height > _LEAST):
            continue
        if across * max(down, 1.0) >= _GROUND * free.width * free.height:
            continue
        best = max(_cuts(free, other), key=lambda cut: cut.width * cut.height)
        if best.width * best.height >= (1 - _MOST) * box.width * box.height:
            free = best
    return free


def _cuts(free: Box, other: Box) -> Iterator[Box]:
    """What is left above, below, left and right of an obstacle."""
    top, bottom = other.bottom + _GAP, other.y - _GAP
    left, right = other.right + _GAP, other.x - _GAP
    yield Box(free.x, free.y, free.width, max(0.0, bottom - free.y))
    yield Box(free.x, top, free.width, max(0.0, free.bottom - top))
    yield Box(free.x, free.y, max(0.0, right - free.x), free.height)
    yield Box(left, free.y, max(0.0, free.right - left), free.height)
