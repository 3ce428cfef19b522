"""Places as high as what stood in them when they were drawn, which grow with it: as high as their slide allows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.themes.box import Box
from deckgen.themes.layouts import ReadLayout
from deckgen.themes.model import Placeholder

_FOOT = 0.12
"""Of the slide's height, below the lowest place."""
_MORE = 1.3
"""Times its height from which a place is made higher."""
_STRIP = 0.2
"""Of the slide's height: a lone place for content that is no higher has been drawn for a line."""
_NEAR = 4.0
"""Points by which edges differ that are meant to be one."""
_OPENING = ("title", "secHead")
"""Types of layouts on which a line or two stand."""


def grown(read: Sequence[ReadLayout], height: float) -> list[ReadLayout]:
    """The layouts, such places as high as what stands below them lets them be; a strip alone below a title is as wide
    as that."""
    return [each if each.type in _OPENING else _grown(each, height) for each in read]


def _grown(read: ReadLayout, height: float) -> ReadLayout:
    layout = read.layout
    others = [layout.title, *layout.bodies, *layout.chrome, *layout.pictures]
    title = layout.title

    def higher(place: Placeholder) -> Placeholder:
        box = place.box
        is_lone = title is not None and layout.bodies == (place,) and not layout.pictures
        is_strip = is_lone and place.type == "obj" and box.height < _STRIP * height
        if not (place.grows or is_strip) or place.anchor != "top" or place.fill is not None:
            return place
        width = box.width
        if is_strip and title is not None and abs(title.box.x - box.x) < _NEAR:
            width = max(width, title.box.width)
        below = [
            other.bounds.y
            for other in others
            if other is not None and other is not place and other.bounds.y >= box.bottom
            and other.bounds.x < box.x + width and box.x < other.bounds.right
        ]  # fmt: skip
        bottom = min([*below, (1 - _FOOT) * height])
        if bottom - box.y < _MORE * box.height:
            return place
        return replace(place, box=Box(box.x, box.y, width, bottom - box.y), moved=True)

    return replace(read, layout=replace(layout, bodies=tuple(map(higher, layout.bodies))))
