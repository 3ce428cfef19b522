"""A directed graph in layers (Sugiyama, Tagawa, Toda 1981), for graphs as small as a slide holds.

Our own: the libraries that do this well are under the GPL (python-igraph; grandalf under that or the EPL) or drive a
program that users would have to install (Graphviz).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence, Set

from msgspec import Struct

from deckgen.layout.diagrams.corners import can_turn, corners, turned_path
from deckgen.layout.diagrams.straight import Node, straight
from deckgen.layout.diagrams.trees import tree_places
from deckgen.themes.model import Box

SWEEPS = 8
ENDS = 0.75
"""Points between a box and the ends of its arrows: at its outline, where a program that leads them anew has them."""
PORT = 12.0
"""Between the ends of arrows at one side of a box."""
LANE = 30.0
"""Beyond the boxes, for an arrow that leads back around them."""
LOOP = 20.0
SLIM = 8.0
"""Room across for an edge that passes through a layer."""


class Graph(Struct, frozen=True):
    """Boxes, and arrows between them by number."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int], ...]
    turns: bool = False
    """Arrows may turn at right angles, …"""
    halfway: bool = True
    """… those with labels, too, in the middle of their way."""


class Placed(Struct, frozen=True):
    """Where the middle of each box stands, and each arrow's way; (along, across)."""

    places: tuple[tuple[float, float], ...]
    paths: tuple[tuple[tuple[float, float], ...], ...]
    size: tuple[float, float]


def layered(
    graph: Graph, *, gap: float, beside: float, labels: Sequence[float] = (), around: bool = True,
    slim: float = SLIM,
) -> Placed:  # fmt: skip
    """Place `graph`: `gap` points between layers, or as much as the label of an arrow between them takes (`labels` has
    one for each edge, 0 for none), `beside` between boxes of one, `slim` across where an arrow passes them. An arrow
    that leads back over several layers goes around all boxes, if nothing stands in its way."""
    turned = back_edges(graph)
    ways = _ways(graph, turned)
    layer = _layers(len(graph.nodes), ways)
    outer = [(a, b) for a, b in graph.edges if around and (a, b) in turned and layer[a] - layer[b] > 1]
    kept = [edge for edge in graph.edges if edge[0] != edge[1] and edge not in outer]
    ways = [edge[::-1] if edge in turned else edge for edge in kept]
    nodes = list(graph.nodes)
    routes: list[list[int]] = []
    for a, b in ways:
        route = [a]
        for between in range(layer[a] + 1, layer[b]):
            nodes.append(Node(0.0, slim))
            layer.append(between)
            route.append(len(nodes) - 1)
        routes.append([*route, b])
    rows = _ordered(nodes, layer, routes)
    tree = None if outer or len(nodes) > len(graph.nodes) else tree_places(nodes, ways, beside)
    across = tree or straight(nodes, rows, routes, _across(nodes, rows, routes, beside), beside)
    last = {row[-1] for row in rows}
    if any(not {a, b} <= last for a, b in outer):
        return layered(graph, gap=gap, beside=beside, labels=labels, around=False, slim=slim)
    turns = graph.turns and not turned and can_turn(layer, ways, across)
    kept_labels = [(way, label) for way, label in zip(graph.edges, labels, strict=False) if way not in outer]
    gaps = _gaps(graph, layer, [gap] * len(rows), kept_labels, turns=turns)
    spans = _spans(nodes, rows, gaps)
    middles = [
        spans[layer[n]][0] + nodes[n].along / 2 if turns else sum(spans[layer[n]]) / 2
        for n in range(len(nodes))
    ]
    places = [*zip(middles, across, strict=True)]
    paths: list[tuple[tuple[float, float], ...]] = []
    ordered, ports = iter(routes), {} if turns else _ports(nodes, places, routes)
    turnings = iter(_turnings(graph, ways, nodes, middles, labels, gap / 2) if turns else ())
    width = max(across[n] + nodes[n].across / 2 for n in range(len(nodes)))
    for a, b in graph.edges:
        if a == b:
            paths.append(_loop(places[a], nodes[a]))
            continue
        if (a, b) in outer:
            width += LANE
            paths.append(_around(a, b, nodes, places, width))
            continue
        route = next(ordered)
        path = _path(route, nodes, places, ports)
        if turns:
            path = turned_path(path, next(turnings))
        path = _past_boxes(path, [(rows[layer[n]], places[n]) for n in route[1:-1]], nodes, places)
        paths.append(path[::-1] if (a, b) in turned else path)
    return Placed(tuple(places[: len(graph.nodes)]), tuple(paths), (spans[-1][1], width))


def _gaps(
    graph: Graph, layer: Sequence[int], gaps: list[float], labels: Sequence[tuple[tuple[int, int], float]],
    *, turns: bool,
) -> list[float]:  # fmt: skip
    """What is between the layers, or as much as the `labels` of arrows need; those that turn have them on a half."""
    for (a, b), label in labels:
        if label and a != b:
            between = (layer[a] + layer[b] - 1) // 2  # where the middle of its way is
            room = label if not turns else 2 * label if graph.halfway else label + gaps[-1] / 2
            gaps[between] = max(gaps[between], room)
    return gaps


def _turnings(
    graph: Graph, ways: Sequence[tuple[int, int]], nodes: Sequence[Node], middles: Sequence[float],
    labels: Sequence[float], off: float,
) -> list[float]:  # fmt: skip
    """How far along each arrow turns; one with a label, where it does not turn halfway, `off` points from its fan."""
    edges = [
        (middle - node.along / 2, middle + node.along / 2)
        for middle, node in zip(middles, nodes, strict=True)
    ]
    own = [label for (a, b), label in zip(graph.edges, labels, strict=False) if a != b] or [0.0] * len(ways)
    return corners(ways, edges, [off if label and not graph.halfway else 0.0 for label in own])


def _spans(
    nodes: Sequence[Node], rows: Sequence[Sequence[int]], gaps: Sequence[float]
) -> list[tuple[float, float]]:
    """Where each layer begins and ends; the `gaps` are behind them."""
    found, depth = [], 0.0
    for row, behind in zip(rows, gaps, strict=True):
        most = max(nodes[n].along for n in row)
        found.append((depth, depth + most))
        depth += most + behind
    return found


def back_edges(graph: Graph) -> set[tuple[int, int]]:
    """Edges that close a circle, as a walk from the first box finds them."""
    after: dict[int, list[int]] = {}
    for a, b in graph.edges:
        after.setdefault(a, []).append(b)
    found: set[tuple[int, int]] = set()
    state = [0] * len(graph.nodes)  # 1: on the way, 2: done
    for start in range(len(graph.nodes)):
        stack = [(start, iter(after.get(start, ())))] if not state[start] else []
        state[start] = state[start] or 1
        while stack:
            node, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                state[node] = 2
                stack.pop()
            elif state[target] == 1:
                found.add((node, target))
            elif state[target] == 0:
                state[target] = 1
                stack.append((target, iter(after.get(target, ()))))
    return found


def layers_of(graph: Graph) -> list[int]:
    """In which layer each box stands."""
    return _layers(len(graph.nodes), _ways(graph, back_edges(graph)))


def _ways(graph: Graph, turned: Set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The edges from box to box, all of which lead on."""
    return [(b, a) if (a, b) in turned else (a, b) for a, b in graph.edges if a != b]


def _layers(count: int, ways: Sequence[tuple[int, int]]) -> list[int]:
    """The longest way that leads to each box."""
    layer = [0] * count
    for _ in range(count):
        changed = False
        for a, b in ways:
            if layer[b] <= layer[a]:
                layer[b] = layer[a] + 1
                changed = True
        if not changed:
            break
    return layer


def _ordered(nodes: Sequence[Node], layer: Sequence[int], routes: Sequence[Sequence[int]]) -> list[list[int]]:
    """Each layer's boxes in an order with few crossings: by the mean of their neighbours, to and fro."""
    rows: list[list[int]] = [[] for _ in range(max(layer) + 1)]
    for number in range(len(nodes)):
        rows[layer[number]].append(number)
    before, behind = _neighbours(len(nodes), routes)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        near = before if forth else behind
        for row in rows if forth else reversed(rows):
            place = {n: i for other in rows for i, n in enumerate(other)}
            means = {n: sum(place[m] for m in near[n]) / len(near[n]) if near[n] else place[n] for n in row}
            row.sort(key=lambda n: means[n])
    return rows


def _neighbours(count: int, routes: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[list[int]]]:
    before: list[list[int]] = [[] for _ in range(count)]
    behind: list[list[int]] = [[] for _ in range(count)]
    for route in routes:
        for a, b in itertools.pairwise(route):
            behind[a].append(b)
            before[b].append(a)
    return before, behind


def _across(
    nodes: Sequence[Node], rows: Sequence[Sequence[int]], routes: Sequence[Sequence[int]], beside: float
) -> list[float]:
    """Places across: near the mean of the neighbours, in order, none over another."""
    found = [0.0] * len(nodes)
    for row in rows:
        at = 0.0
        for n in row:
            found[n] = at + nodes[n].across / 2
            at += nodes[n].across + beside
    before, behind = _neighbours(len(nodes), routes)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        near = before if forth else behind
        for row in rows if forth else reversed(rows):
            wanted = [sum(found[m] for m in near[n]) / len(near[n]) if near[n] else found[n] for n in row]
            placed: list[float] = []
            for n, want in zip(row, wanted, strict=True):
                least = -1e9
                if placed:
                    last = row[len(placed) - 1]
                    least = placed[-1] + (nodes[last].across + nodes[n].across) / 2 + beside
                placed.append(max(want, least))
            drift = sum(p - w for p, w in zip(placed, wanted, strict=True)) / len(row)
            for n, place in zip(row, placed, strict=True):
                found[n] = place - drift
    edge = min(found[n] - nodes[n].across / 2 for n in range(len(nodes)))
    return [place - edge for place in found]


def _ports(
    nodes: Sequence[Node], places: Sequence[tuple[float, float]], routes: Sequence[Sequence[int]]
) -> dict[tuple[int, int], float]:
    """For a box and its neighbour on a route, how far from its middle their arrow ends: several on one side stand
    apart, in the order of where they come from."""
    sides: dict[tuple[int, bool], list[int]] = {}
    for route in routes:
        sides.setdefault((route[0], True), []).append(route[1])
        sides.setdefault((route[-1], False), []).append(route[-2])
    found = {}
    for (node, _), others in sides.items():
        others = sorted(set(others), key=lambda other: places[other][1])
        step = min(PORT, 0.6 * nodes[node].across / len(others))
        for number, other in enumerate(others):
            found[node, other] = (number - (len(others) - 1) / 2) * step
    return found


def _loop(place: tuple[float, float], node: Node) -> tuple[tuple[float, float], ...]:
    """From a box back to itself, around one of its sides."""
    along, edge = place[0], place[1] - node.across / 2
    near, far = along - node.along / 4, along + node.along / 4
    return (far, edge), (far, edge - LOOP), (near, edge - LOOP), (near, edge - ENDS)


def _around(
    a: int, b: int, nodes: Sequence[Node], places: Sequence[tuple[float, float]], lane: float
) -> tuple[tuple[float, float], ...]:
    """From the side of one box to that of another, along a lane beyond all boxes."""
    ends = [(places[n][0], places[n][1] + nodes[n].across / 2 + ENDS) for n in (a, b)]
    return ends[0], (ends[0][0], lane), (ends[1][0], lane), ends[1]


def _path(
    route: Sequence[int], nodes: Sequence[Node], places: Sequence[tuple[float, float]],
    ports: Mapping[tuple[int, int], float],
) -> tuple[tuple[float, float], ...]:  # fmt: skip
    """From the edge of the first box to the edge of the last, from the middle of each or as far from it as `ports`
    say."""
    first, last = route[0], route[-1]
    away, home = ports.get((first, route[1]), 0.0), ports.get((last, route[-2]), 0.0)
    return (
        (places[first][0] + nodes[first].along / 2 + ENDS, places[first][1] + away),
        *(places[n] for n in route[1:-1]),
        (places[last][0] - nodes[last].along / 2 - ENDS, places[last][1] + home),
    )


def _past_boxes(
    path: tuple[tuple[float, float], ...],
    between: Sequence[tuple[Sequence[int], tuple[float, float]]],
    nodes: Sequence[Node],
    places: Sequence[tuple[float, float]],
) -> tuple[tuple[float, float], ...]:
    """The path, level where it passes boxes whose corners it would cut; `between` its ends are rows of nodes, and where
    it crosses them."""
    found, left, before = list(path), [*between], 0
    while len(left) != before:  # what leads to one that is level is steeper, and may cut others
        before = len(left)
        for row, point in [*left]:
            boxes = [Box.around(places[n], nodes[n].along, nodes[n].across) for n in row if nodes[n].along]
            at = found.index(point)
            pieces = itertools.pairwise(found[at - 1 : at + 2])
            if any(box.is_crossed_by(piece) for piece in pieces for box in boxes):
                half = max(box.width for box in boxes) / 2
                found[at : at + 1] = (point[0] - half, point[1]), (point[0] + half, point[1])
                left.remove((row, point))
    return tuple(found)
