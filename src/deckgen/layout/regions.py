"""Where a slide's content goes."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.layout.backgrounds import drawn_on
from deckgen.themes.model import Box, LayoutKind, Placeholder, SlideLayout, Theme

_SAME_EDGE = 2.0
"""Points by which places that begin at one edge may differ."""


def body_region(layout: SlideLayout, theme: Theme) -> Box:
    """Where the slide's content goes: the body placeholder, or the space that it would have."""
    content = theme.layouts[LayoutKind.CONTENT]
    body = layout.bodies[0] if layout.bodies else (content.bodies[0] if content.bodies else None)
    if body is None:
        return Box(0, 0, theme.width, theme.height).inset(*theme.tokens.space.margins)
    inner = body.inner
    if layout.title is None and content.title is not None:
        top = min(inner.y, content.title.inner.y)  # it may stand below or beside
        above = replace(inner, y=top, height=inner.y - top)
        drawn = (box for box in drawn_on(layout, theme) if not (box.y <= top and box.bottom >= inner.bottom))
        if not any(map(above.meets, drawn)):  # a logo stays clear of what has no title
            return replace(inner, y=top, height=inner.bottom - top)
    return inner


def from_the_edge(layout: SlideLayout, theme: Theme) -> SlideLayout:
    """A section's layout without its number: what stands further in for that begins where others do."""
    title, usual = layout.title, theme.layouts[LayoutKind.CONTENT].title
    number = layout.bodies[1].box if len(layout.bodies) > 1 else None
    if title is None or number is None or usual is None or number.right > title.box.x:
        return layout
    edge, box = max(number.x, usual.box.x), title.box
    if edge >= box.x or number.bottom <= box.y or number.y >= box.bottom:
        return layout

    def moved(place: Placeholder) -> Placeholder:
        stands_in = abs(place.box.x - box.x) < _SAME_EDGE
        wide = replace(place.box, x=edge, width=place.box.right - edge)
        return replace(place, box=wide, moved=True) if stands_in else place

    return replace(layout, title=moved(title), bodies=tuple(map(moved, layout.bodies)))
