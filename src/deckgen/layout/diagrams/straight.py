"""Boxes of a graph that stand nearly in one line are put into it: an arrow between neighbours that falls by a few
points looks like a slip of the hand."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from msgspec import Struct

NEAR = 0.5
"""Of the smaller box's size across, what the middles of two may differ by."""


class Node(Struct, frozen=True):
    """A box: its size along the direction of the graph and across it (points)."""

    along: float
    across: float


def straight(
    nodes: Sequence[Node], rows: Sequence[Sequence[int]], routes: Sequence[Sequence[int]], places: Sequence[float],
    beside: float,
) -> list[float]:  # fmt: skip
    """The `places` across, with boxes that an arrow joins in one line where they are nearly so, and where that leaves
    `beside` points between those of a row (an array of numbers of nodes)."""
    found = list(places)
    row_of = {node: number for number, row in enumerate(rows) for node in row}
    lines = {node: [node] for node in row_of}
    links = {pair for route in routes for pair in itertools.pairwise(route)}
    for a, b in sorted(links, key=lambda pair: (abs(found[pair[0]] - found[pair[1]]), pair)):
        line = lines[a] + lines[b]
        near = NEAR * min(nodes[a].across, nodes[b].across)
        if (
            lines[a] is lines[b]
            or abs(found[a] - found[b]) > near
            or len({row_of[n] for n in line}) < len(line)
        ):
            continue
        mean = sum(found[node] for node in line) / len(line)
        for place in (mean, found[a], found[b]):
            tried = dict.fromkeys(line, place)
            if all(_has_room(nodes, rows[row_of[node]], found, tried, beside) for node in line):
                for node in line:
                    found[node], lines[node] = place, line
                break
    edge = min(place - node.across / 2 for place, node in zip(found, nodes, strict=True))
    return [place - edge for place in found]


def _has_room(
    nodes: Sequence[Node],
    row: Sequence[int],
    places: Sequence[float],
    tried: Mapping[int, float],
    beside: float,
) -> bool:
    """True if no two boxes of a row would stand nearer to each other than they may, or than they do."""
    for one, other in itertools.pairwise(row):
        apart = tried.get(other, places[other]) - tried.get(one, places[one])
        least = (nodes[one].across + nodes[other].across) / 2 + beside
        if apart < min(least, places[other] - places[one]) - 0.01:
            return False
    return True
