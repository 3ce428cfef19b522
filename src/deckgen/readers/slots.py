"""Parts of a slide that its author names (`::right::`): side by side, or one above the other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from deckgen.deck.blocks import Block, Columns
from deckgen.source import Span

_ABOVE = ("top", "header", "title", "default-top")
_BELOW = ("bottom", "footer", "note", "caption")
_ORDER = ("left", "default", "center", "middle", "right")
"""As parts stand from the left; any others as they are written."""


def in_slots(
    blocks: Sequence[Block], slots: Sequence[tuple[int, str]], span: Span, *, is_headed: bool, is_known: bool
) -> list[Block]:
    """The blocks in their parts. `slots` says where each begins and what it is called (`left:3` is three times as wide
    as others); what stands before the first one is the default part, or above all others in a layout that `is_headed`.
    The parts of a layout that nobody knows (`is_known`) follow each other."""
    widths = {name: _share(told) for name, _, told in (each.partition(":") for _, each in slots)}
    slots = [(at, name.partition(":")[0]) for at, name in slots]
    named = [name for _, name in slots]
    above_all = is_headed or ("left" in named and "default" not in named)
    edges = [(0, "top" if above_all else "default"), *slots, (len(blocks), "")]
    parts = [
        (name, tuple(blocks[low:high])) for (low, name), (high, _) in itertools.pairwise(edges) if low < high
    ]
    together: dict[str, tuple[Block, ...]] = {}  # one that is entered again goes on
    for name, part in parts:
        together[name] = (*together.get(name, ()), *part)
    parts = list(together.items())
    above = [block for name, part in parts if name in _ABOVE for block in part]
    below = [block for name, part in parts if name in _BELOW for block in part]
    beside = [(name, part) for name, part in parts if name not in (*_ABOVE, *_BELOW)]
    if all(name in _ORDER for name, _ in beside):
        beside.sort(key=lambda each: _ORDER.index(each[0]))
    elif not is_known:
        return [*above, *(block for _, part in beside for block in part), *below]
    if len(beside) < 2:
        return [*above, *(block for _, part in beside for block in part), *below]
    shares = [widths.get(name, 1.0) for name, _ in beside]
    columns = tuple(part for _, part in beside)
    return [*above, Columns(columns, span, tuple(each / sum(shares) for each in shares)), *below]


def _share(told: str) -> float:
    return float(told) if told.isdecimal() and 0 < int(told) < 1000 else 1.0
