"""Where a slide's content goes."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.layout.backgrounds import drawn_on
from deckgen.themes.model import Box, LayoutKind, SlideLayout, Theme


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
