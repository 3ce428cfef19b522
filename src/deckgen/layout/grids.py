"""Pictures with words below them, side by side in rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import plain_text
from deckgen.layout.flow import ColumnsItem, FigureItem, Flow, Para, TableItem
from deckgen.source import Span

MOST_IN_A_ROW = 4
MOST_ON_A_SLIDE = 12
MOST_SAID = 140
"""Characters of an item that stands above its picture."""


def with_low_rows(flow: Flow) -> Flow:
    """`flow` with low rows in its tables; nothing if there is none."""
    if not any(isinstance(item, TableItem) for item in flow):
        return ()
    return tuple(replace(item, tight=True) if isinstance(item, TableItem) else item for item in flow)


def captioned_grid(flow: Flow) -> Flow:
    """Figures, each with words below it, side by side, in rows where they are many; nothing if that is not the flow,
    or if they are more than a slide has room for."""
    parts = _captioned(flow)
    if not 2 <= len(parts) <= MOST_ON_A_SLIDE or (len(parts) > 3 and any(len(part) > 2 for part in parts)):
        return ()
    rows = 1 if len(parts) <= 3 else -(-len(parts) // MOST_IN_A_ROW)
    count = -(-len(parts) // rows)
    found = []
    for start in range(0, len(parts), count):
        row = [_low(part, rows) for part in parts[start : start + count]]
        row += [()] * (count - len(row))
        found.append(ColumnsItem(tuple(row), (1 / count,) * count, flow[0].span))
    return tuple(found)


def illustrated(items: Sequence[Flow], span: Span) -> Flow:
    """The items of a list side by side, in rows where they are many, if several have a picture each: below all of them
    nobody would know whose they are. Nothing for any other list."""
    pictures = [sum(isinstance(each, FigureItem) for each in item) for item in items]
    if (
        sum(pictures) < 2
        or max(pictures) > 1
        or len(items) > MOST_ON_A_SLIDE
        or not all(map(_is_short, items))
    ):
        return ()
    rows = -(-len(items) // MOST_IN_A_ROW)
    count = -(-len(items) // rows)
    parts = [
        tuple(replace(each, rows=rows) if isinstance(each, FigureItem) else each for each in item)
        for item in items
    ]
    parts += [()] * (rows * count - len(parts))
    each_row = (tuple(parts[start : start + count]) for start in range(0, len(parts), count))
    return tuple(ColumnsItem(row, (1 / count,) * count, span) for row in each_row)


def _is_short(item: Flow) -> bool:
    """True for a few words, perhaps with a picture."""
    words = [each for each in item if isinstance(each, Para)]
    plain = all(len(each.markers) <= 1 for each in words) and all(
        isinstance(each, Para | FigureItem) for each in item
    )
    return plain and sum(len(plain_text(each.inlines)) for each in words) <= MOST_SAID


def in_grids(flow: Flow) -> list[Flow]:
    """More figures with words below them than one slide shows, for several slides; nothing for any other flow."""
    parts = _captioned(flow)
    if len(parts) <= MOST_ON_A_SLIDE or any(len(part) > 2 for part in parts):
        return []
    slides = -(-len(parts) // MOST_ON_A_SLIDE)
    count = -(-len(parts) // slides)
    return [
        tuple(item for part in parts[start : start + count] for item in part)
        for start in range(0, len(parts), count)
    ]


def _captioned(flow: Flow) -> list[Flow]:
    """Each figure with the words below it; nothing if anything else is there."""
    starts = [index for index, item in enumerate(flow) if isinstance(item, FigureItem)]
    if starts[:1] != [0]:
        return []
    parts = [flow[low:high] for low, high in itertools.pairwise([*starts, len(flow)])]
    for _, *words in parts:
        if not words or not all(isinstance(item, Para) and not item.markers for item in words):
            return []
    return parts


def _low(part: Flow, rows: int) -> Flow:
    """A figure as low as so many rows on a slide ask for, its words in the middle below it."""
    figure, *words = part
    low = replace(figure, rows=rows) if isinstance(figure, FigureItem) else figure
    return (
        low,
        *(replace(word, align=word.align or "center") if isinstance(word, Para) else word for word in words),
    )
