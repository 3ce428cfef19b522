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
    ways: Sequence[tuple[int, int]], edges: Sequence[tuple[float, float]], offs: Sequence[float]
) -> list[float]:
    """How far along each arrow turns, where the boxes reach from one of their `edges` to the other: in the middle of
    the way, or so many points (`offs`, where that is not 0) behind the box from which several come, or else before that
    to which several lead. Arrows that share a piece turn at the same place."""
    into = Counter(b for _, b in ways)
    fans: dict[tuple[int, int], list[int]] = {}
    for at, (a, b) in enumerate(ways):
        fans.setdefault((-1, b) if into[b] > 1 else (a, -1), []).append(at)
    found = [0.0] * len(ways)
    for (start, _), fan in fans.items():
        low = max(edges[ways[at][0]][1] for at in fan)
        high = min(edges[ways[at][1]][0] for at in fan)
        off = max(offs[at] for at in fan)
        turn = (low + high) / 2 if not off else low + off if start >= 0 else high - off
        for at in fan:
            found[at] = turn
    return found


def turned_path(path: tuple[tuple[float, float], ...], along: float) -> tuple[tuple[float, float], ...]:
    """A way that goes across from one end to the other there, if only over nothing."""
    (x1, y1), (x2, y2) = path
    if abs(y1 - y2) < NEAR:
        y2 = y1
    return (x1, y1), (along, y1), (along, y2), (x2, y2)
