"""Slides of two columns on the layout that a template has for them."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.blocks import Columns
from deckgen.deck.slides import LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.themes.model import LayoutKind, Theme
from deckgen.themes.places import row_of

_ALIKE = 0.1
"""Share of their width by which the places of two columns may differ."""
_NEAR = 3.0
"""Points by which places differ from the halves of another that are meant to be these."""


def with_two(slide: Slide, theme: Theme) -> Theme | None:
    """The theme with its layout for two contents in place of that for content, for a slide of two columns; None for any
    other, and where its places are the halves of that for content."""
    content, two = theme.layouts[LayoutKind.CONTENT], theme.layouts[LayoutKind.TWO]
    if two.part == content.part or slide.kind is not SlideKind.CONTENT or not slide.title:
        return None
    blocks = blocks_of(slide)
    only = blocks[0] if len(blocks) == 1 and slide.layout is LayoutChoice.AUTO else None
    row = row_of(two, 2)
    if not isinstance(only, Columns) or len(only.columns) != 2 or len(set(only.widths)) > 1 or not row:
        return None
    left, right = (place.inner for place in row)
    gutter = theme.tokens.space.gutter
    if right.x - left.right < gutter / 2 or abs(left.width - right.width) > _ALIKE * max(
        left.width, right.width
    ):
        return None
    if content.bodies and content.title == two.title:
        whole = content.bodies[0].inner
        middle = whole.x + whole.width / 2
        wanted = (whole.x, middle - gutter / 2, middle + gutter / 2, whole.right, whole.y, whole.y)
        found = (left.x, left.right, right.x, right.right, left.y, right.y)
        if all(abs(one - other) < _NEAR for one, other in zip(wanted, found, strict=True)):
            return None
    return replace(theme, layouts={**theme.layouts, LayoutKind.CONTENT: two})
