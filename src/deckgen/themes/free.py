"""What a template's own shapes and texts leave of a place: no words stand across a logo or a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckgen.themes.art import Art, Words, opacity_of
from deckgen.themes.box import Box
from deckgen.themes.model import Placeholder, SlideLayout
from deckgen.themes.under import covers

_GROUND = 0.6
"""Share of a place from which a shape is what it stands on, not what stands in its way."""
_MOST = 0.35
"""Of a place that may be cut away; where more is in the way, its author has put it there."""
_GAP = 6.0
"""Points that stay between words and a shape."""
_FOOT = 6.0
"""Points by which a place may reach into one at the slide's foot, as many do."""
_EDGE = 18.0
"""Points between words and the slide's edge, of a place that hangs over it."""
_FAINT, _OPAQUE = 0.3, 0.95
"""Opacity of what nobody sees behind words, and of what hides all that is below it."""
_LEAST = 1.0
"""Points by which they must overlap."""


def with_free_places(
    layout: SlideLayout, art: Mapping[str, tuple[Art, ...]], words: Mapping[str, tuple[Words, ...]],
    size: tuple[float, float],
) -> SlideLayout:  # fmt: skip
    """The layout with its title's and its content's places where nothing else stands, on a slide of that `size`."""
    obstacles = [
        *(shape.bounds for shape in _seen([shape for part in layout.layers for shape in art.get(part, ())])),
        *(text.bounds for part in layout.layers for text in words.get(part, ())),
    ]

    feet = [place.bounds for place in layout.chrome]

    def freed(place: Placeholder) -> Placeholder:
        inner = place.inner
        free = free_of(_on_slide(inner, size), obstacles)
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

    def inside(place: Placeholder) -> Placeholder:
        box = place.bounds
        x = min(_GAP if box.x < 0 else box.x, max(0.0, size[0] - box.width))
        y = min(max(box.y, 0.0), max(0.0, size[1] - box.height - _FOOT))
        if abs(x - box.x) < _LEAST and box.bottom <= size[1] + _LEAST:
            return place
        there = place.box
        return replace(place, box=replace(there, x=there.x + x - box.x, y=there.y + y - box.y), moved=True)

    title = freed(layout.title) if layout.title else None
    chrome = tuple(map(inside, layout.chrome))
    return replace(layout, title=title, bodies=tuple(map(freed, layout.bodies)), chrome=chrome)


def _on_slide(box: Box, size: tuple[float, float]) -> Box:
    """The part of a place that lies on the slide, where it hangs over an edge."""
    left, top = max(box.x, _EDGE if box.x < 0 else 0.0), max(box.y, _EDGE if box.y < 0 else 0.0)
    right = size[0] - _EDGE if box.right > size[0] + _LEAST else box.right
    bottom = size[1] - _EDGE if box.bottom > size[1] + _LEAST else box.bottom
    return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))


def _seen(shapes: Sequence[Art]) -> Iterator[Art]:
    """Those that stand in the way of words: neither faint nor painted over."""
    for at, shape in enumerate(shapes):
        is_faint = shape.fill is not None and opacity_of(shape.fill) < _FAINT and shape.stroke is None
        over = (other for other in shapes[at + 1 :] if other.fill and opacity_of(other.fill) >= _OPAQUE)
        if not (is_faint or any(_hides(other, shape.bounds) for other in over)):
            yield shape


def _hides(shape: Art, box: Box) -> bool:
    """True if a shape is drawn over all of a box, as far as five points of it tell."""
    shares = ((0.5, 0.5), (0.05, 0.05), (0.95, 0.05), (0.05, 0.95), (0.95, 0.95))
    return all(covers(shape, (box.x + x * box.width, box.y + y * box.height)) for x, y in shares)


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
