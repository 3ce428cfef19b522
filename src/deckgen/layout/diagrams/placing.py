"""Where the boxes of a flow stand, and the way of each arrow: clusters first, each as one box of what it is in."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.diagrams import Arrow, Flow
from deckgen.layout.diagrams.apart import placed_apart
from deckgen.layout.diagrams.boxes import LEVEL
from deckgen.layout.diagrams.label_nodes import with_labels
from deckgen.layout.diagrams.layers import ENDS, SLIM, Graph, Placed, layers_of
from deckgen.layout.diagrams.straight import Node
from deckgen.layout.model import LINE_HEIGHT
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box

EVEN = 1.5
"""How many times as broad as others the broadest box of a layer may be for them to be as broad."""
Path: TypeAlias = tuple[tuple[float, float], ...]
_Size: TypeAlias = tuple[float, float]


class Plan(Struct, frozen=True):
    """The places of boxes and, behind them, of clusters; the way of each arrow by its number, and on which side its
    label stands if it is one of two to and fro (-1 above or left, 1 below or right)."""

    boxes: Mapping[int, Box]
    paths: Mapping[int, Path]
    sides: Mapping[int, int]
    size: _Size
    labels: Mapping[int, tuple[float, float]] = {}
    """The middles of labels that have places of their own, by the numbers of their arrows."""


class Planner(Struct, frozen=True):
    """Places a flow that leads to the right, or else down."""

    flow: Flow
    sizes: Sequence[_Size]
    titles: Sequence[_Size]
    """Of the clusters."""
    label_size: Callable[[str], _Size]
    tokens: DiagramTokens
    right: bool
    apart: bool = False
    """Labels have places of their own, as boxes do."""

    def plan(self, inside: int = -1) -> Plan:
        """What is in a cluster, or outside of all; from its top left corner."""
        inner = {number: self.plan(number) for number, _ in self._clusters(inside)}
        items = self._items(inside)
        sizes = [self._size(item, inner) for item in items]
        home = {item: place for place, item in enumerate(items)}
        for number, plan in inner.items():
            home.update(dict.fromkeys(plan.boxes, home[self._count + number]))
        arrows = {n: arrow for n, arrow in enumerate(self.flow.arrows) if self._is_here(arrow, home)}
        ends = [(home[arrow.start], home[arrow.end]) for arrow in arrows.values()]
        sizes = self._even(items, sizes, ends)
        placed, middles = self._layered(sizes, ends, list(arrows.values()))
        labels = {number: self._at(middles[n]) for n, number in enumerate(arrows) if n in middles}
        boxes = {
            item: Box.around(self._at(at), *size)
            for item, at, size in zip(items, placed.places, sizes, strict=True)
        }
        paths, sides = self._paths(placed, ends, list(arrows))
        for number, plan in inner.items():
            corner = boxes[self._count + number]
            x, y = corner.x + self._inset, corner.y + self._top(number)
            x += max(0.0, corner.width - 2 * self._inset - plan.size[0]) / 2
            boxes.update(
                {item: Box(box.x + x, box.y + y, box.width, box.height) for item, box in plan.boxes.items()}
            )
            paths.update({n: tuple((a + x, b + y) for a, b in path) for n, path in plan.paths.items()})
            labels.update({n: (a + x, b + y) for n, (a, b) in plan.labels.items()})
            sides.update(plan.sides)
        self._put_in_line(arrows, boxes, paths)
        paths = {
            n: self._to_inner(self.flow.arrows[n], path, boxes) if n in arrows else path
            for n, path in paths.items()
        }
        return Plan(boxes, paths, sides, self._at(placed.size), labels)

    @property
    def _count(self) -> int:
        return len(self.flow.nodes)

    @property
    def _inset(self) -> float:
        """From the frame of a cluster to what is in it."""
        return self.tokens.padding

    def _top(self, cluster: int) -> float:
        """From its upper edge to what is in it."""
        return self._inset + self.titles[cluster][1]

    def _clusters(self, inside: int) -> list[tuple[int, int]]:
        """Those directly in a cluster, each with the number behind the boxes."""
        return [(n, self._count + n) for n, each in enumerate(self.flow.clusters) if each.parent == inside]

    def _items(self, inside: int) -> list[int]:
        """Boxes and clusters directly in a cluster, in the order of their first boxes."""
        held = {node for each in self.flow.clusters for node in each.nodes}
        nodes = range(self._count) if inside < 0 else self.flow.clusters[inside].nodes
        found = [(node, node) for node in nodes if inside >= 0 or node not in held]
        found += [(self._first(n), number) for n, number in self._clusters(inside)]
        return [number for _, number in sorted(found)]

    def _first(self, cluster: int) -> int:
        inner = [self._first(n) for n, _ in self._clusters(cluster)]
        return min([*self.flow.clusters[cluster].nodes, *inner], default=self._count)

    def _size(self, item: int, inner: Mapping[int, Plan]) -> _Size:
        if item < self._count:
            return self.sizes[item]
        cluster = item - self._count
        wide, high = inner[cluster].size
        wide = max(wide, self.titles[cluster][0]) + 2 * self._inset
        return wide, self._top(cluster) + high + self._inset

    def _even(
        self, items: Sequence[int], sizes: Sequence[_Size], ends: Sequence[tuple[int, int]]
    ) -> list[_Size]:
        """Boxes of one layer as long as each other along the way; as broad, too, where they nearly are."""
        layers = layers_of(Graph(tuple(Node(0.0, 0.0) for _ in items), tuple(ends)))
        found = list(sizes)
        for layer in set(layers):
            row = [n for n, item in enumerate(items) if layers[n] == layer and self._is_box(item)]
            most = (
                self._at(tuple(map(max, zip(*(sizes[n] for n in row), strict=True)))) if row else (0.0, 0.0)
            )
            for n in row:
                across = self._at(sizes[n])[1]
                found[n] = self._at((most[0], most[1] if most[1] < EVEN * across else across))
        return found

    def _is_box(self, item: int) -> bool:
        return item < self._count and self.flow.nodes[item].shape in LEVEL

    def _is_here(self, arrow: Arrow, home: Mapping[int, int]) -> bool:
        """True if it joins two things of these, or one with itself."""
        ends = home.get(arrow.start), home.get(arrow.end)
        return None not in ends and (ends[0] != ends[1] or arrow.start == arrow.end)

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        """From along and across to the right and down."""
        return point if self.right else (point[1], point[0])

    def _layered(
        self, sizes: Sequence[_Size], ends: Sequence[tuple[int, int]], arrows: Sequence[Arrow]
    ) -> tuple[Placed, Mapping[int, tuple[float, float]]]:
        """Places along and across, and the middles of labels that have their own, by the places of their arrows."""
        tokens = self.tokens
        if not sizes:
            return Placed((), (), (0.0, 0.0)), {}
        nodes = tuple(Node(*self._at(size)) for size in sizes)
        if self.apart:
            labels = {
                n: Node(*self._at(self.label_size(each.label))) for n, each in enumerate(arrows) if each.label
            }
            return with_labels(Graph(nodes, tuple(ends)), labels, tokens)
        high = 2 * LINE_HEIGHT * tokens.label + 1.6 * tokens.clear
        out = Counter(a for a, _ in ends)  # arrows that fan out need room to part
        needs = [
            0.0 if not arrow.label
            else self.label_size(arrow.label)[0] + (2 + out[a] // 3) * tokens.label_gap if self.right
            else high
            for arrow, (a, _) in zip(arrows, ends, strict=True)
        ]  # fmt: skip
        room = (
            2 * LINE_HEIGHT * tokens.label if self.right and any(needs) else 0.0
        )  # for words above and below others
        graph = Graph(nodes, tuple(ends), turns=not self.flow.clusters, halfway=not self.right)
        return placed_apart(graph, gap=tokens.gap, beside=tokens.beside, labels=needs, slim=SLIM + room), {}

    def _paths(
        self, placed: Placed, ends: Sequence[tuple[int, int]], numbers: Sequence[int]
    ) -> tuple[dict[int, Path], dict[int, int]]:
        """Ways and sides; two that lead to and fro stand side by side."""
        paths: dict[int, Path] = {}
        sides: dict[int, int] = {}
        for (a, b), places, number in zip(ends, placed.paths, numbers, strict=True):
            back = a != b and (b, a) in ends and not self.apart
            path = tuple(map(self._at, places))
            forth = True
            if back:
                forth = ends.index((a, b)) < ends.index((b, a))
                off = (-0.5 if forth else 0.5) * self.tokens.pair
                path = tuple((x, y + off) if self.right else (x + off, y) for x, y in path)
            paths[number] = path
            sides[number] = (-1 if forth else 1) if back or a == b else 0
        return paths, sides

    def _put_in_line(
        self, arrows: Mapping[int, Arrow], boxes: dict[int, Box], paths: dict[int, Path]
    ) -> None:
        """Move boxes whose only arrow leads to a box inside of a cluster, or comes from one, to stand in line with
        that."""
        counts = Counter(end for arrow in arrows.values() for end in (arrow.start, arrow.end))
        held = {node for each in self.flow.clusters for node in each.nodes}
        for number, arrow in arrows.items():
            for box, other in ((arrow.start, arrow.end), (arrow.end, arrow.start)):
                if box in held or counts[box] != 1 or other not in held or box >= self._count:
                    continue
                off = self._across(boxes[other]) - self._across(boxes[box])
                x, y = (0.0, off) if self.right else (off, 0.0)
                there = replace(boxes[box], x=boxes[box].x + x, y=boxes[box].y + y)
                around = there.inset(*(-self._inset,) * 4)
                if any(around.meets(each) for n, each in boxes.items() if n != box):
                    continue
                boxes[box] = there
                path, at = list(paths[number]), 0 if box == arrow.start else -1
                path[at] = path[at][0] + x, path[at][1] + y
                paths[number] = tuple(path)

    def _across(self, box: Box) -> float:
        """Where its middle is across the way in which the flow leads."""
        return box.y + box.height / 2 if self.right else box.x + box.width / 2

    def _to_inner(self, arrow: Arrow, path: Path, boxes: Mapping[int, Box]) -> Path:
        """The way led on to boxes inside of clusters: straight, or around where boxes or titles stand in it."""
        for turned, end in ((False, arrow.end), (True, arrow.start)):
            way = path[::-1] if turned else path
            if end >= self._count or touches(boxes[end], way[-1], ENDS):
                continue
            ends = arrow.start, arrow.end
            others = [box for n, box in boxes.items() if n < self._count and n not in ends]
            tried = [self._led_to(boxes[end], way), *self._led_around(boxes[end], way, boxes)]
            if led := next((each for each in tried if not _is_barred(each[len(way) - 2 :], others)), None):
                path = led[::-1] if turned else led
        return path

    def _led_around(self, box: Box, way: Path, boxes: Mapping[int, Box]) -> list[Path]:
        """Ways along the outside of the cluster at which `way` ends, and then across to the box in it: the shorter one
        first."""
        (x, y), off = way[-1], 2 * self.tokens.clear
        around = [each for n, each in boxes.items() if n >= self._count and each.holds(box)]
        if not around:
            return []
        whole = max(around, key=lambda each: each.width * each.height)
        middle, level = box.x + box.width / 2, box.y + box.height / 2
        found: list[Path] = []
        for before in (True, False):
            if self.right:
                lane = whole.y - off if before else whole.bottom + off
                near = box.y - ENDS if before else box.bottom + ENDS
                found.append((*way[:-1], (x, lane), (middle, lane), (middle, near)))
            else:
                lane = whole.x - off if before else whole.right + off
                near = box.x - ENDS if before else box.right + ENDS
                found.append((*way[:-1], (lane, y), (lane, level), (near, level)))
        return sorted(found, key=lambda each: sum(itertools.starmap(math.dist, itertools.pairwise(each))))

    def _led_to(self, box: Box, way: Path) -> Path:
        """The way up to the side of `box` from which it comes."""
        (x1, y1), (x2, y2) = way[-2:]
        clear, middle, level = ENDS, box.x + box.width / 2, box.y + box.height / 2
        if self.right and abs(x2 - x1) < 1:  # from a lane beside all boxes
            return (*way[:-2], (middle, y1), (middle, box.y - clear if y1 < level else box.bottom + clear))
        if not self.right and abs(y2 - y1) < 1:
            return (*way[:-2], (x1, level), (box.x - clear if x1 < middle else box.right + clear, level))
        if self.right:
            return (*way[:-1], (box.x - clear if x2 >= x1 else box.right + clear, level))
        return (*way[:-1], (middle, box.y - clear if y2 >= y1 else box.bottom + clear))


def _is_barred(path: Path, others: Sequence[Box]) -> bool:
    """True if a box stands in the way."""
    return any(other.is_crossed_by(piece) for piece in itertools.pairwise(path) for other in others)


def touches(box: Box, point: tuple[float, float], clear: float) -> bool:
    """True if an arrow that ends at `point` ends at the box."""
    x, y = point
    near = clear + 0.5
    return box.x - near <= x <= box.right + near and box.y - near <= y <= box.bottom + near


def parts(paths: Mapping[int, Path], but: int) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of all ways but one."""
    return [piece for n, path in paths.items() if n != but for piece in itertools.pairwise(path)]
