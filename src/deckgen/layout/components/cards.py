"""`::: cards`: each item of a list (or each heading with what is below it) in a box of its own, side by side."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.layout.components.component import Component
from deckgen.layout.flow import ComponentItem
from deckgen.layout.model import Frame, Placed, Rule, moved
from deckgen.layout.text import Place, Typesetter, tears
from deckgen.themes.model import Box

MOST = 4
"""In one row …"""
FEWER = 2
"""… and where a word has no room in so narrow a box."""


def _place(item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    placed = _in_rows(item, box, body, setter, place, MOST)
    if len(item.parts) > FEWER and any(map(tears, placed.frames)):
        # Three stand below each other: two and one leave a hole.
        fewer = _in_rows(item, box, body, setter, place, 1 if len(item.parts) == MOST - 1 else FEWER)
        if fewer.height <= box.height and not any(map(tears, fewer.frames)):
            return fewer
    return placed


def _in_rows(
    item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place, most: int
) -> Placed:
    tokens, gap = setter.tokens.card, setter.tokens.space.figure_gap
    rows = -(-len(item.parts) // most)
    count = -(-len(item.parts) // rows)
    width = (box.width - gap * (count - 1)) / count
    inner = width - tokens.insets[0] - tokens.insets[2]
    ends = tokens.insets[1] + tokens.insets[3]
    room = Box(
        box.x, box.y, inner, (box.height - gap * (rows - 1)) / rows - ends
    )  # figures take what is left of it
    parts = [place(part, room, body, setter) for part in item.parts]
    starts = range(0, len(parts), count)
    heights = [max(each.height for each in parts[first : first + count]) for first in starts]
    if rows * (max(heights) + ends) + gap * (rows - 1) <= box.height:  # all alike, where there is room
        heights = [max(heights)] * rows
    frames: list[Frame] = []
    y = box.y
    for first, height in zip(starts, heights, strict=True):
        for at, part in enumerate(parts[first : first + count]):
            x = box.x + at * (width + gap)
            ground = Rule(
                box=Box(x, y, width, height + ends), fill=setter.theme.color(tokens.ground), span=item.span,
                step=item.parts[first + at][0].step,
            )  # fmt: skip
            bar = replace(ground, box=Box(x, y, width, tokens.bar), fill=setter.theme.color(tokens.bar_color))
            across, down = x + tokens.insets[0] - box.x, y + tokens.insets[1] - box.y
            frames += (ground, bar, *(moved(frame, across, down) for frame in part.frames))
        y += height + ends + gap
    return Placed(tuple(frames), y - gap - box.y)


CARDS = Component(name="cards", place=_place)
