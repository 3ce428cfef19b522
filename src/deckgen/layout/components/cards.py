"""`::: cards`: each item of a list (or each heading with what is below it) in a box of its own, side by side."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.layout.components.component import Component
from deckgen.layout.flow import ComponentItem
from deckgen.layout.model import Frame, Placed, Rule
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.model import Box

MOST = 4
"""In one row."""


def _place(item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    tokens, gap = setter.tokens.card, setter.tokens.space.figure_gap
    rows = -(-len(item.parts) // MOST)
    count = -(-len(item.parts) // rows)
    width = (box.width - gap * (count - 1)) / count
    frames: list[Frame] = []
    y = box.y
    for first in range(0, len(item.parts), count):
        row = item.parts[first : first + count]
        outer = [Box(box.x + at * (width + gap), y, width, box.height) for at in range(len(row))]
        placed = [
            place(part, each.inset(*tokens.insets), body, setter)
            for part, each in zip(row, outer, strict=True)
        ]
        height = max(each.height for each in placed) + tokens.insets[1] + tokens.insets[3]
        for part, inner, each in zip(row, placed, outer, strict=True):
            ground = Rule(
                box=replace(each, height=height), fill=setter.theme.color(tokens.ground), span=item.span,
                step=part[0].step,
            )  # fmt: skip
            bar = replace(
                ground, box=replace(each, height=tokens.bar), fill=setter.theme.color(tokens.bar_color)
            )
            frames += (ground, bar, *inner.frames)
        y += height + gap
    return Placed(tuple(frames), y - gap - box.y)


CARDS = Component(name="cards", place=_place)
