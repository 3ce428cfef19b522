"""The type scale and the spaces that follow from it. All in points."""

from __future__ import annotations

from deckgen.layout.flow import Para, is_small
from deckgen.layout.fonts import SMALL_SCALE
from deckgen.layout.model import LINE_HEIGHT

INDENT = 22.0
"""Least hanging indent of a list level."""
FRAME_GAP = 14.0
"""Between frames that stand one below the other."""
COLUMN_GAP = 28.0
SPLIT_SIZE = 20.0
"""Body size at which a slide is split, if its section allows."""
SMALL_PRINT = 12.0
"""Footnotes, sources, chrome."""
TABLE_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
CODE_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
LAST_RESORT = (10.0, 8.0, 6.0)
"""Below what is legible in a room: only for what can't be cut, and reported."""


def para_size(para: Para, body: float, sizes: tuple[float, ...]) -> float:
    """The type size of a paragraph where body text is set at `body`."""
    if para.role == "credit":
        return max(SMALL_PRINT, round(body * 0.7))
    if para.role == "caption":
        return max(SMALL_PRINT, round(body * 0.7))
    if para.role == "small":
        size = max(SMALL_PRINT, round(body * 0.6))
        # Runs that are marked small are set smaller than their paragraph already.
        return size / SMALL_SCALE if is_small(para.inlines) else size
    if para.level > 0:
        return next((size for size in sizes if size < body), body)
    return body


def hanging(para: Para, level: int, size: float) -> float:
    """Space for the marker of one list level."""
    return max(INDENT, round((para.markers[level] + 0.4) * size))


def left_indent(para: Para, body: float, sizes: tuple[float, ...]) -> float:
    """Where the paragraph's text starts, from the frame's edge."""
    if not para.markers:
        return 0.0
    nested = next((size for size in sizes if size < body), body)
    return sum(hanging(para, level, nested if level else body) for level in range(len(para.markers)))


def space_before(para: Para, previous: Para | None, body: float) -> float:
    """Space above a paragraph; nothing above the first of a frame."""
    if previous is None:
        return 0.0
    if para.opens_group or para.role == "subheading":
        share = 0.75
    elif para.marker is not None:
        share = 0.45 if para.level == 0 else 0.22
    elif para.markers:
        share = 0.25
    else:
        share = 0.5
    return round(share * body, 1)


def line_height(size: float) -> float:
    """Distance between baselines."""
    return LINE_HEIGHT * size
