"""Where the label of a slanting arrow stands."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.themes.box import Line
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box


class Around(Struct, frozen=True):
    """What there is beside an arrow."""

    lines: Sequence[Line]
    """Those of all others …"""
    boxes: Sequence[Box]
    """… and the boxes."""
    middle: float
    """Of the drawing, across the way in which it leads."""
    right: bool
    """It leads to the right, not down."""

    def is_free(self, place: Box) -> bool:
        """True if no line runs through it, and no box stands there."""
        return not any(map(place.is_crossed_by, self.lines)) and not any(map(place.meets, self.boxes))


def beside(label: Box, line: Line, side: int, tokens: DiagramTokens, around: Around) -> Box | None:
    """Where a label in the middle of a slanting line stands clear of it, at a `side` of it if it is one of two."""
    if side:
        return _at_side(label, line, side, tokens, around)
    ways = (_at_side(label, line, way, tokens, around) for way in (-1, 1))
    return _clear_of(label, line, tokens, around) or next(filter(None, ways), None)


def along(label: Box, line: Line, tokens: DiagramTokens, around: Around | None) -> Box:
    """Where a label stands above a level line, or below it, where no other line runs through it and no box stands; in
    the middle above it if there is no such place."""
    (x1, _), (x2, _) = line
    off = label.height / 2 + tokens.clear
    slack = max(0.0, abs(x2 - x1) - label.width) / 2
    places = [
        replace(label, x=label.x + aside * slack, y=label.y + way * off)
        for aside in (0.0, 0.5, 1.0, -0.5, -1.0)
        for way in (-1, 1)
    ]
    free = (place for place in places if around is None or around.is_free(place))
    return next(free, places[0])


def _clear_of(label: Box, line: Line, tokens: DiagramTokens, around: Around) -> Box | None:
    """Where a label that would stand on a slanting line stands clear of it: farther from the middle of the drawing, as
    far along as before, where there are no boxes. None if that is far, or another line would run through it."""
    (x1, y1), (x2, y2) = line
    along, across, half, length = x2 - x1, y2 - y1, label.height / 2, label.width / 2
    if not around.right:
        along, across, half, length = across, along, length, half
    rise = length * abs(across / along) if along else 3 * half
    if rise >= 3 * half:
        return None
    outside = (y1 + y2 if around.right else x1 + x2) > 2 * around.middle + 1
    away = (half + rise + _off(tokens)) * (1 if outside else -1)
    place = replace(label, y=label.y + away) if around.right else replace(label, x=label.x + away)
    return None if any(map(place.is_crossed_by, around.lines)) else place


def _off(tokens: DiagramTokens) -> float:
    """From a line to the words beside it, or to their corner: they stand clear of its head, too."""
    return tokens.clear + tokens.head / 4


_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.9)
"""Shares of an arrow's way at which its label may stand, the best one first."""


def _at_side(label: Box, line: Line, side: int, tokens: DiagramTokens, around: Around) -> Box | None:
    """Where a label in the middle of one of two slanting lines to and fro stands beside it: above it or at its left for
    a `side` of -1, or beyond the other line; None where others run through all such places."""
    (x1, y1), (x2, y2) = line
    length = math.hypot(x2 - x1, y2 - y1)
    across, down = (y2 - y1) / length, (x1 - x2) / length
    turn = side if (down if abs(down) >= abs(across) else across) > 0 else -side
    far = (abs(across) * label.width + abs(down) * label.height) / 2 + _off(tokens)
    for off in (turn * far, -turn * (far + tokens.pair)):
        for share in _ALONG:
            place = replace(
                label,
                x=label.x + (share - 0.5) * (x2 - x1) + off * across,
                y=label.y + (share - 0.5) * (y2 - y1) + off * down,
            )
            if around.is_free(place):
                return place
    return None
