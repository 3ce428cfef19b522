"""Layouts that were made for slides of another size, as a file keeps them whose page was changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.themes.box import Box
from deckgen.themes.layouts import ReadLayout
from deckgen.themes.model import Placeholder, SlideLayout

_SIZES = ((720.0, 405.0), (720.0, 450.0), (720.0, 540.0), (960.0, 540.0), (960.0, 600.0), (960.0, 720.0),
          (780.0, 540.0), (842.0, 595.0), (595.0, 842.0), (540.0, 720.0))  # fmt: skip
"""Of slides, in points, as programs offer them."""
_LEFT = 2.0
"""Points by which a place may lie left of the slide, or above it, by chance."""
_OUTSIDE = 1.02
"""Over the slide's edge, as a share of its length, from which a place counts as outside."""


_SMALLER = 0.8
"""Share of the slide's width that layouts take which were made for a smaller one, at most."""
_EVEN = 4.0
"""Points by which margins of both sides differ by chance."""


_INSIDE = 12.0
"""Points of a place, across and down, that lie on the slide at least."""


def on_slide(read: Sequence[ReadLayout], width: float, height: float) -> list[ReadLayout]:
    """The layouts without places that stand beside the slide, for whoever fills it in."""

    def is_there(place: Placeholder) -> bool:
        box = place.box
        across = min(box.right, width) - max(box.x, 0.0)
        down = min(box.bottom, height) - max(box.y, 0.0)
        return min(across, down) >= min(_INSIDE, box.width, box.height)

    def only(layout: SlideLayout) -> SlideLayout:
        title, eyebrow = (
            each if each and is_there(each) else None for each in (layout.title, layout.eyebrow)
        )
        bodies, chrome, pictures, lines = (
            tuple(filter(is_there, each))
            for each in (layout.bodies, layout.chrome, layout.pictures, layout.lines)
        )
        return replace(
            layout, title=title, eyebrow=eyebrow, bodies=bodies, chrome=chrome, pictures=pictures, lines=lines
        )

    return [replace(each, layout=only(each.layout)) for each in read]


def rescaled(
    read: Sequence[ReadLayout], width: float, height: float
) -> tuple[list[ReadLayout], tuple[float, float] | None]:
    """The layouts, their places scaled to the slide if most have one outside it, or none reaches its last quarter, and
    the size they were made for."""
    ends = [
        (max(box.right for box in boxes), max(box.bottom for box in boxes))
        for boxes in map(_boxes, read)
        if boxes
    ]
    if any(box.x < -_LEFT or box.y < -_LEFT for each in read for box in _boxes(each)):
        return list(read), None  # nobody's page begins there: they hang over the edges
    beyond = [end for end in ends if end[0] > _OUTSIDE * width or end[1] > _OUTSIDE * height]
    smaller = _smaller(read, width, height)
    if 2 * len(beyond) > len(ends):
        right, bottom = max(end[0] for end in beyond), max(end[1] for end in beyond)
        fits = [size for size in _SIZES if size[0] >= right - 1 and size[1] >= bottom - 1]
        across, down = min(
            fits, key=lambda size: size[0] * size[1], default=(max(right, width), max(bottom, height))
        )
    elif smaller is not None:
        across, down = smaller
    else:  # one that reaches over the edge is a design
        return list(read), None
    scale = (width / across, height / down)

    def placed(place: Placeholder) -> Placeholder:
        box = place.box
        scaled = Box(box.x * scale[0], box.y * scale[1], box.width * scale[0], box.height * scale[1])
        return replace(place, box=scaled, moved=True)

    return [replace(each, layout=each.layout.with_places(placed)) for each in read], (across, down)


def _smaller(read: Sequence[ReadLayout], width: float, height: float) -> tuple[float, float] | None:
    """The size of slide that layouts were made for which end far from the right or lower edge of theirs, as far from
    that size's edge as they begin from the left or upper one."""
    boxes = [box for each in read for box in _boxes(each)]
    drawn = [art.box for each in read for art in each.art]
    if not boxes:
        return None
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    left = min(box.x for box in boxes)
    for across, down in _SIZES:
        is_narrower = across <= _SMALLER * width and down <= height * _OUTSIDE
        is_centred = abs((across - right) - left) < _EVEN and bottom <= down
        if is_narrower and is_centred and not any(box.right > across * _OUTSIDE for box in drawn):
            return across, down if down <= _SMALLER * height else height
    return None


def _boxes(read: ReadLayout) -> list[Box]:
    layout = read.layout
    places = [layout.title, layout.eyebrow, *layout.bodies, *layout.chrome]
    return [place.box for place in places if place is not None]
