"""Boxes of a diagram: how large each is for its words, and the shape that shows it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.diagrams import Node, NodeShape
from deckgen.deck.figures import Shape, ShapeKind
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.diagrams.words import Words, set_words
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box, Theme

ROUND = 0.8
"""Of a circle's padding: its words are nearest to it at their corners."""
NARROW = 0.8
"""Of the usual width, that of words in a shape that narrows towards its ends."""
LID = 0.125
"""Of its shorter side, half of the height of a cylinder's lid; there is as much of it at the foot (ECMA-376-1,
presetShapeDefinitions)."""
RING = 0.45
"""Of a ring's diameter, that of the dot inside it."""
_KINDS: dict[NodeShape, ShapeKind] = {
    "round": "round", "pill": "pill", "circle": "circle", "diamond": "diamond", "hexagon": "hexagon",
    "slanted": "slanted", "store": "store", "dot": "circle", "ring": "circle", "bar": "rectangle", "bare": "text",
}  # fmt: skip
LEVEL: tuple[NodeShape, ...] = ("round", "pill", "hexagon", "slanted")
"""Shapes that have one height in a diagram."""
JOINED: tuple[NodeShape, ...] = ("round", "pill", "circle", "diamond")
"""Shapes to the middle of whose sides lines are joined."""


class DrawnBox(Struct, frozen=True):
    """A box, its words set."""

    node: Node
    words: Words
    width: float
    height: float


def boxes_of(
    nodes: Sequence[Node], ruler: Ruler, tokens: DiagramTokens, *, alike: bool, right: bool = True
) -> list[DrawnBox]:
    """The boxes of a flow that leads to the `right` or down, as large as their words need; those of usual shapes have
    one height where they are `alike`."""
    found = [_box(node, ruler, tokens, right=right) for node in nodes]
    most = max((box.height for box in found if box.node.shape in LEVEL), default=0.0)
    return [replace(box, height=most) if alike and box.node.shape in LEVEL else box for box in found]


def _box(node: Node, ruler: Ruler, tokens: DiagramTokens, *, right: bool) -> DrawnBox:
    room, padding = tokens.box_width[1] - 2 * tokens.padding, tokens.padding
    narrow = NARROW * room if node.shape in ("circle", "diamond") else room
    words = set_words(node.text, narrow, tokens.text, ruler)
    width = max(tokens.box_width[0], words.width + 2 * padding)
    height = words.height + 1.6 * padding
    match node.shape:
        case "circle":
            width = height = math.hypot(words.width, words.height) + ROUND * padding
        case "diamond":  # of all that hold the words, the one with the least surface
            width, height = 2 * words.width + padding, 2 * words.height + padding / 2
            if not node.text:
                width = height = 2 * tokens.dot
        case "pill" | "hexagon" | "slanted":
            width += height / 2
        case "store":  # words stand below its lid
            height = (words.height + padding / 2) / (1 - 3 * LID)
            if height > width:
                height = words.height + padding / 2 + 3 * LID * width
        case "dot" | "ring":
            width = height = tokens.dot
        case "bar":
            width, height = (tokens.dot / 2, tokens.bar) if right else (tokens.bar, tokens.dot / 2)
        case "bare":
            width, height = words.width + padding, words.height
        case "round":
            pass
    return DrawnBox(node, words, width, height)


def shapes_of(drawn: DrawnBox, place: Box, theme: Theme, *, stands_out: bool) -> list[Shape]:
    """The shape of a box; one where a flow begins `stands_out`."""
    tokens, node = theme.tokens.diagram, drawn.node
    fill, ink = tokens.first if stands_out else tokens.box
    outline = tokens.outline
    if node.fill:
        fill, ink, outline = node.fill, theme.text_on(node.fill), node.fill
    if node.shape in ("dot", "ring", "bar"):
        fill = outline = tokens.edge
    if node.shape == "bare":
        fill = outline = ""
        ink = "text"
    whole = Shape(
        kind=_KINDS[node.shape], x=place.x, y=place.y, width=place.width, height=place.height,
        fill="" if node.shape == "ring" else fill, stroke=outline, text=drawn.words.text, color=ink,
        size=drawn.words.size,
    )  # fmt: skip
    if node.shape != "ring":
        return [whole]
    off = place.width * (1 - RING) / 2
    return [whole, replace(whole, x=place.x + off, y=place.y + off, width=place.width * RING,
                           height=place.height * RING, fill=fill)]  # fmt: skip
