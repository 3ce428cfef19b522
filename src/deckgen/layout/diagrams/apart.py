"""Parts of a graph that no arrow joins stand side by side, each by itself."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.layout.diagrams.layers import Graph, Placed, layered

FARTHER = 1.6
"""Of what is between two boxes, what is between two parts."""


def placed_apart(graph: Graph, *, gap: float, beside: float, labels: Sequence[float], slim: float) -> Placed:
    """`graph` in layers as `layered` has them (points); its parts one beside the other, what no arrow leads to last."""
    parts = _parts(graph)
    places: dict[int, tuple[float, float]] = {}
    paths: dict[int, tuple[tuple[float, float], ...]] = {}
    along, across = 0.0, 0.0
    for part in parts:
        own = [number for number, (a, _) in enumerate(graph.edges) if a in part]
        home = {node: place for place, node in enumerate(part)}
        inner = Graph(
            tuple(graph.nodes[node] for node in part),
            tuple((home[graph.edges[n][0]], home[graph.edges[n][1]]) for n in own),
            graph.turns,
            graph.halfway,
        )
        placed = layered(inner, gap=gap, beside=beside, labels=[labels[n] for n in own], slim=slim)
        places |= {node: (x, y + across) for node, (x, y) in zip(part, placed.places, strict=True)}
        paths |= {
            n: tuple((x, y + across) for x, y in path) for n, path in zip(own, placed.paths, strict=True)
        }
        along, across = max(along, placed.size[0]), across + placed.size[1] + FARTHER * beside
    return Placed(
        tuple(places[node] for node in range(len(graph.nodes))),
        tuple(paths[number] for number in range(len(graph.edges))),
        (along, across - FARTHER * beside),
    )


def _parts(graph: Graph) -> list[list[int]]:
    """Boxes that arrows join, in their order; those that none leads to or from together."""
    root = list(range(len(graph.nodes)))

    def top(node: int) -> int:
        while root[node] != node:
            node = root[node]
        return node

    for a, b in graph.edges:
        one, other = sorted((top(a), top(b)))
        root[other] = one
    found: dict[int, list[int]] = {}
    for node in root:
        found.setdefault(top(node), [])
    for node in range(len(root)):
        found[top(node)].append(node)
    joined = {node for edge in graph.edges for node in edge}
    parts = [part for part in found.values() if part[0] in joined]
    alone = [part[0] for part in found.values() if part[0] not in joined]
    return [*parts, *([alone] if alone else [])]
