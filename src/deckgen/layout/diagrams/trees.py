"""Where the boxes of a tree stand: what leads to others before the middle of them (Reingold, Tilford 1981)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deckgen.layout.diagrams.straight import Node


class _Branch(Struct):
    """A box and what hangs at it."""

    offsets: list[float]
    """Of the boxes that hang at it directly, from its own middle."""
    before: list[float]
    """Its edges in each layer from its own on, …"""
    behind: list[float]
    """… from its own middle."""


def tree_places(nodes: Sequence[Node], edges: Sequence[tuple[int, int]], beside: float) -> list[float] | None:
    """The middles across (points) of boxes, `beside` points between them, whose `edges` are a tree that grows from one
    box or comes together in one; None for others. Each edge leads one layer on."""
    below: list[list[int]] = [[] for _ in nodes]
    ends = {end for _, end in edges}
    turned = len(ends) < len(edges)
    for a, b in edges:
        below[b if turned else a].append(a if turned else b)
    hanging = [n for each in below for n in each]
    if len(edges) != len(nodes) - 1 or len(set(hanging)) < len(hanging):
        return None
    order = [next(iter(set(range(len(nodes))) - set(hanging)))]
    for n in order:
        order += below[n]
    branches: dict[int, _Branch] = {}
    for n in reversed(order):
        branches[n] = _branch(nodes[n], [branches[each] for each in below[n]], beside)
    found = [0.0] * len(nodes)
    for n in order:
        for each, offset in zip(below[n], branches[n].offsets, strict=True):
            found[each] = found[n] + offset
    edge = min(place - node.across / 2 for place, node in zip(found, nodes, strict=True))
    return [place - edge for place in found]


def _branch(node: Node, parts: Sequence[_Branch], beside: float) -> _Branch:
    """A box over the middle of its first and last part; parts stand as near to each other as all their layers let
    them."""
    half = node.across / 2
    if not parts:
        return _Branch([], [-half], [half])
    first, *others = parts
    before, behind, offsets = first.before, first.behind, [0.0]
    for part in others:
        offset = max(a - b for a, b in zip(behind, part.before, strict=False)) + beside
        offsets.append(offset)
        before += [offset + each for each in part.before[len(before) :]]
        behind[: len(part.behind)] = [offset + each for each in part.behind]
    middle = offsets[-1] / 2
    if middle:
        before[:] = [each - middle for each in before]
        behind[:] = [each - middle for each in behind]
    return _Branch([each - middle for each in offsets], [-half, *before], [half, *behind])
