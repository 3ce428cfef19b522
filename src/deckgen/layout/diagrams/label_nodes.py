"""Labels that stand on their arrows as boxes do: in layers of their own, so that none is over another or a box."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.layout.diagrams.apart import placed_apart
from deckgen.layout.diagrams.layers import SLIM, Graph, Placed, back_edges
from deckgen.layout.diagrams.straight import Node
from deckgen.themes.figure_tokens import DiagramTokens

NEAR = 0.6
"""Of what is between two boxes, what is between a box and a label."""


def with_labels(
    graph: Graph, labels: Mapping[int, Node], tokens: DiagramTokens
) -> tuple[Placed, Mapping[int, tuple[float, float]]]:
    """`graph` in layers, and the middles of the `labels` of its edges, by the numbers of these: an edge with one leads
    to it and on from it."""
    turned = back_edges(graph)
    nodes, edges, needs = list(graph.nodes), list[tuple[int, int]](), list[float]()
    own: dict[int, int] = {}
    for number, (a, b) in enumerate(graph.edges):
        start, end = (b, a) if (a, b) in turned else (a, b)
        if number in labels and a != b:
            own[number] = len(nodes)
            nodes.append(labels[number])
            edges += ((start, own[number]), (own[number], end))
            needs += (0.0, 0.0)
        else:
            edges.append((start, end))
            needs.append(tokens.gap)
    placed = placed_apart(
        Graph(tuple(nodes), tuple(edges)),
        gap=NEAR * tokens.gap,
        beside=tokens.beside,
        labels=needs,
        slim=SLIM,
    )
    paths, ways = [], iter(placed.paths)
    for number, edge in enumerate(graph.edges):
        path = next(ways)
        if number in own:
            path = (*path, *next(ways))
        paths.append(path[::-1] if edge in turned else path)
    middles = {number: placed.places[node] for number, node in own.items()}
    return Placed(placed.places[: len(graph.nodes)], tuple(paths), placed.size), middles
