"""Arrows of a diagram: lines from point to point, heads, and the words at them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from deckgen.deck.diagrams import LineStyle
from deckgen.deck.figures import Shape
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.diagrams.flow_labels import Around, along, beside
from deckgen.layout.diagrams.words import Words, set_words
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box

THICK = 2.0
"""Of the width of other arrows, that of a thick one."""
HALF = 0.01
"""Of an arrow's way, how far off its middle one may turn that turns there."""
WIDER = 1.06
"""Room for a label over its width: other programs set it a little wider."""


def label_words(text: str, ruler: Ruler, tokens: DiagramTokens) -> Words:
    """The label of an arrow in its lines."""
    return set_words(text, tokens.label_width, tokens.label, ruler)


def arrow_lines(
    path: Sequence[tuple[float, float]], line: LineStyle, heads: tuple[bool, bool], tokens: DiagramTokens,
    ends: tuple[int, int] = (-1, -1), *, whole: bool = False,
) -> list[Shape]:  # fmt: skip
    """The pieces of an arrow; one with two heads and a single piece is two arrows from its middle. `ends` are the boxes
    from which it leads and to which, by number; one that turns halfway may be a `whole` that bends."""
    way, share = _bend(path)
    bend = way if whole and not all(heads) and abs(share - 0.5) < HALF else ""
    if is_straight := bool(way) and path[1] == path[2]:
        bend = ""
    if bend or is_straight:
        path = path[0], path[-1]
    if len(path) == 2 and all(heads):
        (x1, y1), (x2, y2) = path
        path = (path[0], ((x1 + x2) / 2, (y1 + y2) / 2), path[1])
    pieces = list(itertools.pairwise(path))
    found = []
    for number, (start, end) in enumerate(pieces):
        is_first, is_last = number == 0, number == len(pieces) - 1
        joins = ends[0] if is_first else -1, ends[1] if is_last else -1
        at_start, at_end = is_first and heads[0], is_last and heads[1]
        if at_start:
            (start, end), joins = (end, start), joins[::-1]
        found.append(
            Shape(
                kind="arrow" if at_start or at_end else "line", x=start[0], y=start[1], width=end[0] - start[0],
                height=end[1] - start[1], stroke=tokens.edge, dashed=line == "dashed",
                weight=THICK if line == "thick" else 1.0, joins=joins, bend=bend,
            )
        )  # fmt: skip
    return found


def _bend(path: Sequence[tuple[float, float]]) -> tuple[Literal["", "level", "upright"], float]:
    """How a way begins that goes on as it began, once it has turned twice, and the share of it before its corners."""
    if len(path) == 4:
        (x1, y1), (a, b), (c, d), (x2, y2) = path
        if b == y1 and a == c and d == y2 and (x1 < a < x2 or x1 > a > x2):
            return "level", (a - x1) / (x2 - x1)
        if a == x1 and b == d and c == x2 and (y1 < b < y2 or y1 > b > y2):
            return "upright", (b - y1) / (y2 - y1)
    return "", 0.5


def _own_piece(path: Sequence[tuple[float, float]], around: Around | None) -> Sequence[tuple[float, float]]:
    """The first or last piece of an arrow that turns: the longer one that it shares with no other arrow."""
    shared = {tuple(line) for line in around.lines} if around else set[object]()
    ends = sorted((path[2:], path[:2]), key=lambda piece: -math.dist(*piece))
    return next((piece for piece in ends if tuple(piece) not in shared), ends[0])


def label_shape(
    words: Words,
    path: Sequence[tuple[float, float]],
    tokens: DiagramTokens,
    side: int = 0,
    around: Around | None = None,
) -> Shape:
    """The label in the middle of a path: above a level line, beside a slanting one where nothing is in its way, on any
    other; or on that `side` of it, -1 for above or left and 1 for below or right."""
    if _bend(path)[0]:
        path = _own_piece(path, around)
    middle = (len(path) - 1) // 2
    line = (x1, y1), (x2, y2) = path[middle], path[middle + 1]
    width, height = words.width * WIDER + 4, words.height
    level, upright = abs(y2 - y1) < 1, abs(x2 - x1) < 1
    x, y = (x1 + x2) / 2 - width / 2, (y1 + y2) / 2 - height / 2
    fill = ""
    if level and side:
        y += (height / 2 + tokens.clear) * side
    elif level:
        place = along(Box(x, y, width, height), line, tokens, around)
        x, y = place.x, place.y
        fill = "" if around is None or around.is_free(place) else "ground"
    elif upright and side:
        x += (width / 2 + tokens.clear) * side
    elif around and (free := beside(Box(x, y, width, height), line, side, tokens, around)):
        x, y = free.x, free.y
    else:
        fill = "ground"
    return Shape(
        kind="text", x=x, y=y, width=width, height=height, fill=fill, text=words.text, size=words.size
    )


def label_at(words: Words, middle: tuple[float, float]) -> Shape:
    """A label on its arrow, around that point."""
    width, height = words.width * WIDER + 4, words.height
    x, y = middle[0] - width / 2, middle[1] - height / 2
    return Shape(
        kind="text", x=x, y=y, width=width, height=height, fill="ground", text=words.text, size=words.size
    )


def box_of(shape: Shape) -> Box:
    """Where a shape stands."""
    return Box(shape.x, shape.y, shape.width, shape.height)


def moved(shape: Shape, x: float, y: float) -> Shape:
    """The shape so much further right and down."""
    return replace(shape, x=shape.x + x, y=shape.y + y)


def joined(shapes: Sequence[Shape], places: Mapping[int, int]) -> list[Shape]:
    """The shapes, with lines that name their boxes by `places` of these among them."""
    return [
        shape
        if shape.joins == (-1, -1)
        else replace(shape, joins=(places.get(shape.joins[0], -1), places.get(shape.joins[1], -1)))
        for shape in shapes
    ]
