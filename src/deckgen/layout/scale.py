"""The type scale and the spaces that follow from it. All in points."""

from __future__ import annotations

from deckgen.layout.flow import Para, is_small
from deckgen.layout.fonts import SMALL_SCALE
from deckgen.layout.model import LINE_HEIGHT
from deckgen.themes.tokens import Tokens


def para_size(para: Para, body: float, tokens: Tokens) -> float:
    """The type size of a paragraph where body text is set at `body`."""
    return para.scale * _role_size(para, body, tokens)


def _role_size(para: Para, body: float, tokens: Tokens) -> float:
    sizes = tokens.type
    if para.role == "credit":
        return max(sizes.small, round(body * sizes.credit))
    if para.role == "caption":
        return min(body, sizes.caption)
    if para.role == "small":
        size = max(sizes.small, round(body * sizes.small_share))
        # Runs that are marked small are set smaller than their paragraph already.
        return size / SMALL_SCALE if is_small(para.inlines) else size
    if para.level > 0:
        return next((size for size in sizes.body if size < body), body)
    return body


def hanging(para: Para, level: int, size: float, tokens: Tokens) -> float:
    """Space for the marker of one list level."""
    return max(tokens.space.indent, round((para.markers[level] + 0.4) * size))


def left_indent(para: Para, body: float, tokens: Tokens) -> float:
    """Where the paragraph's text starts, from the frame's edge."""
    if not para.markers:
        return 0.0
    nested = next((size for size in tokens.type.body if size < body), body)
    sizes = ((nested if level else body) * para.scale for level in range(len(para.markers)))
    return sum(hanging(para, level, size, tokens) for level, size in enumerate(sizes))


def space_before(para: Para, previous: Para | None, body: float, tokens: Tokens) -> float:
    """Space above a paragraph; nothing above the first of a frame."""
    if previous is None:
        return 0.0
    space = tokens.space
    if para.opens_group or para.role == "subheading":
        share = space.group
    elif para.marker is not None:
        share = space.item if para.level == 0 else space.nested
    elif para.markers:
        share = space.hanging
    else:
        share = space.paragraph
    return round(share * body * para.scale, 1)


def line_height(size: float) -> float:
    """Distance between baselines."""
    return LINE_HEIGHT * size
