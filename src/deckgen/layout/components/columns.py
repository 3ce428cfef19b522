"""Content side by side."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.layout.flow import ColumnsItem, FigureItem, Flow, Para
from deckgen.layout.model import Frame, Placed
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.model import Box


def place_columns(item: ColumnsItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    """The frames of all columns from the top of `box`, and the height of the highest."""
    gaps = setter.tokens.space.gutter * (len(item.columns) - 1)
    x = box.x
    frames: list[Frame] = []
    height = 0.0
    for column, share in zip(map(_centred, item.columns), item.widths, strict=True):
        width = (box.width - gaps) * share
        placed = place(column, Box(x, box.y, width, box.height), body, setter)
        frames += placed.frames
        height = max(height, placed.height)
        x += width + setter.tokens.space.gutter
    return Placed(tuple(frames), height)


def _centred(column: Flow) -> Flow:
    """Words under a lone picture stand in its middle."""
    first, *words = column or (None,)
    if not isinstance(first, FigureItem) or len(words) != 1 or not isinstance(word := words[0], Para):
        return column
    return column if word.markers or word.align else (first, replace(word, align="center"))
