"""Arrows that turn at right angles, as those of an organisation chart do."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

NEAR = 0.5
"""Points by which the ends of a straight arrow may lie off each other."""


def can_turn(layer: Sequence[int], ways: Sequence[tuple[int, int]], across: Sequence[float]) -> bool:
    """True if all arrows may turn between two layers: where some share a piece there, they come from one box or lead to
    one, and no other's piece runs over theirs."""
    out, into = Counter(a for a, _ in ways), Counter(b for _, b in ways)
    fans: dict[tuple[int, int, int], list[float]] = {}
    for a, b in ways:
        if layer[b] != layer[a] + 1 or (out[a] > 1 and into[b] > 1):
            return False
        fan = (a, -1) if out[a] > 1 else (-1, b)
        fans.setdefault((layer[a], *fan), []).extend((across[a], across[b]))
    spans: dict[int, list[tuple[float, float]]] = {}
    for (gap, *_), places in fans.items():
        spans.setdefault(gap, []).append((min(places), max(places)))
    rows = (itertools.pairwise(sorted(each)) for each in spans.values())
    return not any(one[1] + NEAR > other[0] for row in rows for one, other in row)


def corners(
    layer: Sequence[int], ways: Sequence[tuple[int, int]], spans: Sequence[tuple[float, float]], off: float
) -> list[float]:
    """How far along each arrow turns: `off` points behind the layer from which several come, or else before that to
    which several lead; `spans` are where the layers begin and end."""
    into = Counter(b for _, b in ways)
    return [spans[layer[b]][0] - off if into[b] > 1 else spans[layer[a]][1] + off for a, b in ways]


def turned_path(path: tuple[tuple[float, float], ...], along: float) -> tuple[tuple[float, float], ...]:
    """A way that goes across from one end to the other there, if only over nothing."""
    (x1, y1), (x2, y2) = path
    if abs(y1 - y2) < NEAR:
        y2 = y1
    return (x1, y1), (along, y1), (along, y2), (x2, y2)
