"""Long lists of short items, in columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from deckgen.layout.arrange import fitting
from deckgen.layout.flow import ColumnsItem, Flow, Para
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box

LEAST_ITEMS = 8
MOST_SLIDES = 12


def list_in_columns(flow: Flow, region: Box, setter: Typesetter, *, wanted: bool) -> list[Flow]:
    """The list in two or three columns, on as many slides as it needs, text before it above the first.

    Nothing for a list that has long items, or that is short enough for one column and not `wanted`
    in several.
    """
    start = next((i for i, item in enumerate(flow) if isinstance(item, Para) and item.markers), 0)
    items = [item for item in flow[start:] if isinstance(item, Para) and item.markers]
    tops = _tops(items)
    plain = all(isinstance(item, Para) for item in flow) and len(items) == len(flow) - start
    if not plain or tops[:1] != [0] or len(tops) < (2 if wanted else LEAST_ITEMS):
        return []
    if not wanted and setter.height(items, region.width, setter.tokens.type.column_list) <= region.height:
        return []
    counts = [n for n in (2, 3) if wanted or _short(items, _width(region, n, setter), setter)]
    sizes = [size for size in setter.tokens.type.body if size >= setter.tokens.type.split] or [
        setter.tokens.type.split
    ]
    for slides, count in itertools.product(range(1, MOST_SLIDES), counts):
        parts = [_columns(part, count) for part in _shares(items, slides)]
        parts[0] = (*flow[:start], *parts[0])
        if all(fitting(part, region, sizes, setter) for part in parts):
            return parts
    return []


def _width(region: Box, count: int, setter: Typesetter) -> float:
    return (region.width - setter.tokens.space.gutter * (count - 1)) / count


def _short(items: Sequence[Para], width: float, setter: Typesetter) -> bool:
    return all(len(setter.lines(item, width, setter.tokens.type.split)) == 1 for item in items)


def _columns(items: Sequence[Para], count: int) -> Flow:
    parts = _shares(items, count)
    parts += [()] * (count - len(parts))
    return (ColumnsItem(tuple(parts), (1 / count,) * count, items[0].span),)


def _tops(items: Sequence[Para]) -> list[int]:
    """Where the items of the first level are, each with what hangs on it."""
    return [i for i, item in enumerate(items) if item.level == 0 and item.marker]


def _shares(items: Sequence[Para], count: int) -> list[tuple[Para, ...]]:
    """`items` in `count` parts of as many whole items each; the first ones may have one more."""
    tops = _tops(items)
    whole, more = divmod(len(tops), count)
    firsts = [n * whole + min(n, more) for n in range(count) if n * whole + min(n, more) < len(tops)]
    edges = [*(tops[first] for first in firsts), len(items)]
    return [tuple(items[low:high]) for low, high in itertools.pairwise(edges)]
