"""A flow as a drawing: in the direction that its author wants, or that leaves its words largest."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.diagrams import Arrow, Direction, Flow
from deckgen.deck.figures import Drawing, Shape
from deckgen.deck.inlines import is_right_to_left
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.diagrams.arrows import (
    WIDER,
    arrow_lines,
    box_of,
    joined,
    label_at,
    label_shape,
    label_words,
    moved,
)
from deckgen.layout.diagrams.both_sides import both_sides
from deckgen.layout.diagrams.boxes import JOINED, DrawnBox, boxes_of, shapes_of
from deckgen.layout.diagrams.flow_labels import Around
from deckgen.layout.diagrams.layers import ENDS
from deckgen.layout.diagrams.placing import Path, Plan, Planner, parts, touches
from deckgen.layout.diagrams.ways import USUAL, best_way
from deckgen.layout.diagrams.words import Words, set_words
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box, Theme

LEAST_SCALE = 0.7
"""A drawing shrunk further can't be read in a room."""
ROW = 5
"""Boxes of a chain that stand in one row; a longer chain turns back."""
BORDER = 1.5
"""Around a drawing (pt): half of a line's width."""


def draw_flow(flow: Flow, name: str, ruler: Ruler, theme: Theme) -> Drawing:
    """The drawing of a flow."""
    tokens = theme.tokens.diagram
    close = replace(tokens, box_width=tokens.close_width, gap=tokens.close_gap, beside=tokens.close_beside)
    narrow = replace(theme, tokens=replace(theme.tokens, diagram=close))
    drawn = _ways(_Drawer.of(flow, ruler, theme), name)
    drawn += (replace(each, close=True) for each in _ways(_Drawer.of(flow, ruler, narrow), name))
    if all(is_right_to_left(node.text) for node in flow.nodes if node.text):
        drawn = [replace(mirrored(each), turned=each.turned, close=each.close) for each in drawn]
    return replace(best_way(drawn, USUAL), ways=tuple(drawn))


class _Drawer(Struct, frozen=True):
    flow: Flow
    boxes: Sequence[DrawnBox]
    titles: Sequence[Words]
    """Of clusters."""
    ruler: Ruler
    theme: Theme

    @classmethod
    def of(cls, flow: Flow, ruler: Ruler, theme: Theme, *, right: bool = True) -> _Drawer:
        """One for a flow that leads to the `right` or down; its words are set as the theme has it."""
        tokens = theme.tokens.diagram
        boxes = boxes_of(flow.nodes, ruler, tokens, alike=flow.alike, right=right)
        wide = 2 * tokens.box_width[1]
        titles = [set_words(each.title, wide, tokens.label, ruler, bold=True) for each in flow.clusters]
        return cls(flow, boxes, titles, ruler, theme)

    def label_size(self, text: str) -> tuple[float, float]:
        """Width and height of a label."""
        words = self.label(text)
        return words.width * WIDER + 4, words.height

    def planner(self, *, right: bool, apart: bool = False) -> Planner:
        sizes = [(box.width, box.height) for box in self.boxes]
        titles = [(words.width * WIDER + 4, words.height) for words in self.titles]
        tokens = self.theme.tokens.diagram
        return Planner(self.flow, sizes, titles, self.label_size, tokens, right, apart)

    def label(self, text: str) -> Words:
        return label_words(text, self.ruler, self.theme.tokens.diagram)

    @property
    def starts(self) -> set[int]:
        """Boxes to which no arrow leads; none where the author has given boxes colours."""
        if any(node.fill for node in self.flow.nodes):
            return set()
        led = {arrow.end for arrow in self.flow.arrows if arrow.start != arrow.end}
        led |= {arrow.start for arrow in self.flow.arrows if all(arrow.heads)}
        return set(range(len(self.flow.nodes))) - led or {0}

    def framed(self, name: str, shapes: Sequence[Shape]) -> Drawing:
        """A drawing of its shapes."""
        described = " → ".join(" ".join(node.text.split()) for node in self.flow.nodes if node.text)
        return framed(name, shapes, self.flow.title, described, self.ruler, self.theme)

    def box(self, number: int, place: Box, *, first: bool) -> list[Shape]:
        return shapes_of(self.boxes[number], place, self.theme, stands_out=first)


def _ways(drawer: _Drawer, name: str) -> list[Drawing]:
    """The ways to draw a flow, that which its author wants first."""
    flow = drawer.flow
    chain = _chain(flow)
    folded = [drawer.framed(name, _folded(drawer, chain))] if len(chain) > ROW else []
    if folded and not flow.direction:
        return folded
    ways: list[Direction] = [flow.direction] if flow.direction else ["right", "down"]
    if not flow.insists and flow.direction:
        ways.append("down" if flow.direction in ("right", "left") else "right")
    drawn = [_drawn(drawer, name, way) for way in ways]
    if flow.insists:
        return drawn
    first, *others = drawn
    if flow.direction == "right" and (plan := both_sides(drawer.planner(right=True))):
        shapes = _shapes(drawer, plan, right=True)
        return [drawer.framed(name, shapes), first, *(replace(each, turned=True) for each in others)]
    return [first, *(replace(each, turned=bool(flow.direction)) for each in (*others, *folded))]


def _drawn(drawer: _Drawer, name: str, way: Direction) -> Drawing:
    right = way in ("right", "left")
    drawer = _Drawer.of(drawer.flow, drawer.ruler, drawer.theme, right=right)
    shapes = _shapes(drawer, drawer.planner(right=right).plan(), right=right)
    if _is_crowded(shapes):
        shapes = _shapes(drawer, drawer.planner(right=right, apart=True).plan(), right=right)
    drawing = drawer.framed(name, shapes)
    return mirrored(drawing) if way == "left" else _upside_down(drawing) if way == "up" else drawing


def framed(
    name: str, shapes: Sequence[Shape], title: str, description: str, ruler: Ruler, theme: Theme
) -> Drawing:
    """A drawing as large as what it shows, labels and half a line's width included, with its title above."""
    tokens = theme.tokens.diagram
    left = min(min(s.x, s.x + s.width) for s in shapes)
    top = min(min(s.y, s.y + s.height) for s in shapes)
    wide = max(max(s.x, s.x + s.width) for s in shapes) - left
    high = max(max(s.y, s.y + s.height) for s in shapes) - top
    above = 0.0
    if title:
        words = set_words(title, wide, tokens.text, ruler, bold=True)
        above, wide = words.height + tokens.title_gap, max(wide, words.width)
        head = Shape(kind="text", x=left, y=top - above, width=wide, height=words.height, text=words.text,
                     size=tokens.text, bold=True, align="left")  # fmt: skip
        shapes = [*shapes, head]
    return Drawing(
        name=name, width=wide + 2 * BORDER, height=high + above + 2 * BORDER,
        shapes=tuple(moved(shape, BORDER - left, BORDER + above - top) for shape in shapes),
        description=description, min_width=LEAST_SCALE * (wide + 2 * BORDER),
    )  # fmt: skip


def mirrored(drawing: Drawing) -> Drawing:
    """As those read it who begin at the right."""
    sides: Mapping[str, Literal["left", "center", "right"]] = {"left": "right", "right": "left"}

    def other(shape: Shape) -> Shape:
        is_line = shape.kind in ("line", "arrow")
        x = drawing.width - shape.x - (0.0 if is_line else shape.width)
        width = -shape.width if is_line else shape.width
        return replace(shape, x=x, width=width, align=sides.get(shape.align, shape.align))

    return replace(drawing, shapes=tuple(map(other, drawing.shapes)))


def _upside_down(drawing: Drawing) -> Drawing:
    def other(shape: Shape) -> Shape:
        is_line = shape.kind in ("line", "arrow")
        y = drawing.height - shape.y - (0.0 if is_line else shape.height)
        return replace(shape, y=y, height=-shape.height if is_line else shape.height)

    return replace(drawing, shapes=tuple(map(other, drawing.shapes)))


def _chain(flow: Flow) -> list[int]:
    """The boxes in order, if they stand one behind the other; else nothing."""
    pairs = [(arrow.start, arrow.end) for arrow in flow.arrows]
    if _is_round(flow):
        pairs = pairs[:-1]
    after = dict(pairs)
    starts = set(range(len(flow.nodes))) - set(after.values())
    is_chain = len(after) == len(pairs) == len(set(after.values())) and len(starts) == 1
    if not is_chain or flow.clusters:
        return []
    found = [starts.pop()]
    while found[-1] in after:
        found.append(after[found[-1]])
    return found if len(found) == len(flow.nodes) else []


def _is_round(flow: Flow) -> bool:
    """True for a circle whose last arrow leads from the end of its second row to the first box, right above."""
    count = len(flow.nodes)
    last = flow.arrows[-1] if flow.arrows else None
    return (
        last is not None
        and ROW < count <= 2 * ROW
        and not count % 2
        and (last.start, last.end) == (count - 1, 0)
    )


def _folded(drawer: _Drawer, chain: Sequence[int]) -> list[Shape]:
    """A long chain in rows that lead to the right and back in turn."""
    tokens, boxes = drawer.theme.tokens.diagram, drawer.boxes
    rows = -(-len(chain) // ROW)
    in_row = -(-len(chain) // rows)
    width, height = max(box.width for box in boxes), max(box.height for box in boxes)
    arrow_of = {(arrow.start, arrow.end): arrow for arrow in drawer.flow.arrows}
    ways = list(itertools.pairwise([*chain, chain[0]] if _is_round(drawer.flow) else chain))
    arrows = [arrow_of[pair] for pair in ways]
    needs = [drawer.label(arrow.label).width + 2 * tokens.label_gap for arrow in arrows if arrow.label]
    gap = max([tokens.gap, *needs])
    shapes: list[Shape] = []
    places: list[Box] = []
    numbers: dict[int, int] = {}
    for place, node in enumerate(chain):
        row, column = divmod(place, in_row)
        if row % 2:
            column = in_row - 1 - column
        cell = Box(column * (width + gap), row * (height + tokens.gap), width, height)
        box = boxes[node]
        if box.node.shape not in ("round", "pill", "slanted", "hexagon"):
            cell = Box(
                cell.x + (width - box.width) / 2, cell.y + (height - box.height) / 2, box.width, box.height
            )
        places.append(cell)
        numbers[node] = len(shapes)
        shapes += drawer.box(node, places[-1], first=place == 0 and node in drawer.starts)
    for (one, other), arrow in zip(itertools.pairwise([*places, places[0]]), arrows, strict=False):
        if arrow.line == "none":
            continue
        middle, level = one.x + one.width / 2, one.y + one.height / 2
        if abs(level - other.y - other.height / 2) < 1:
            way = 1 if other.x > one.x else -1
            start, end = (one.right, other.x) if way > 0 else (one.x, other.right)
            path: Path = ((start + ENDS * way, level), (end - ENDS * way, level))
        else:
            down = other.y > one.y
            path = (
                (middle, one.bottom + ENDS if down else one.y - ENDS),
                (middle, other.y - ENDS if down else other.bottom + ENDS),
            )
        shapes += arrow_lines(path, arrow.line, arrow.heads, tokens, (arrow.start, arrow.end))
        if arrow.label:
            shapes.append(label_shape(drawer.label(arrow.label), path, tokens))
    return joined(shapes, numbers)


def _shapes(drawer: _Drawer, plan: Plan, *, right: bool) -> list[Shape]:
    """Frames of clusters, arrows, their labels, and boxes in layers over them."""
    flow, tokens = drawer.flow, drawer.theme.tokens.diagram
    boxes = {number: box for number, box in plan.boxes.items() if number < len(flow.nodes)}
    shapes = list(_frames(drawer, plan))
    busy = [*boxes.values(), *(box_of(shape) for shape in shapes if shape.kind == "text")]
    across = [box.y + box.height / 2 if right else box.x + box.width / 2 for box in boxes.values()]
    middle = (min(across) + max(across)) / 2
    labels: list[Shape] = []
    for number, path in sorted(plan.paths.items()):
        arrow = flow.arrows[number]
        if arrow.line == "none":
            continue
        # Programs lead lines that are joined to one point: two to and fro would be one, and one to the edge of a
        # cluster would go on to the box in it.
        near = zip((arrow.start, arrow.end), (path[0], path[-1]), strict=True)
        start, end = (n if n in boxes and touches(boxes[n], at, ENDS) else -1 for n, at in near)
        ends = (-1, -1) if plan.sides[number] else (start, end)
        whole = all(n >= 0 and flow.nodes[n].shape in JOINED for n in ends)
        drawn = _at_outlines(path, arrow, flow, boxes, right=right)
        shapes += arrow_lines(drawn, arrow.line, arrow.heads, tokens, ends, whole=whole)
        if number in plan.labels:
            labels.append(label_at(drawer.label(arrow.label), plan.labels[number]))
        elif arrow.label:
            around = Around(parts(plan.paths, number), busy, middle, right)
            labels.append(label_shape(drawer.label(arrow.label), path, tokens, plan.sides[number], around))
            busy.append(box_of(labels[-1]))
    shapes += labels  # no line is drawn over them
    numbers: dict[int, int] = {}
    for number in range(len(flow.nodes)):
        numbers[number] = len(shapes)
        shapes += drawer.box(number, boxes[number], first=number in drawer.starts)
    return joined(shapes, numbers)


def _at_outlines(path: Path, arrow: Arrow, flow: Flow, boxes: Mapping[int, Box], *, right: bool) -> Path:
    """The way from and to the outlines of diamonds, which its ends beside their tips do not reach."""
    found = list(path)
    for at, node in ((0, arrow.start), (-1, arrow.end)):
        box = boxes.get(node)
        if box is None or flow.nodes[node].shape != "diamond":
            continue
        x, y = found[at]
        middle = box.x + box.width / 2, box.y + box.height / 2
        if right and not box.x < x < box.right:
            inwards = min(1.0, abs(y - middle[1]) / (box.height / 2)) * box.width / 2
            found[at] = (x - inwards if x > middle[0] else x + inwards), y
        elif not right and not box.y < y < box.bottom:
            inwards = min(1.0, abs(x - middle[0]) / (box.width / 2)) * box.height / 2
            found[at] = x, (y - inwards if y > middle[1] else y + inwards)
    return tuple(found)


def _is_crowded(shapes: Sequence[Shape]) -> bool:
    """True if a label is over another one or over a box."""
    labels = [box_of(shape) for shape in shapes if shape.kind == "text"]
    boxes = [box_of(shape) for shape in shapes if shape.text and shape.kind != "text"]
    return any(map(_meet, itertools.combinations(labels, 2))) or any(
        map(_meet, itertools.product(labels, boxes))
    )


def _meet(two: tuple[Box, Box]) -> bool:
    return two[0].meets(two[1])


def _title_place(box: Box, words: Words, plan: Plan, tokens: DiagramTokens) -> Box:
    """Of the title in a cluster's frame: at the upper left, or right where only there no arrow runs through it."""
    room = box.width - 2 * tokens.padding
    left = Box(
        box.x + tokens.padding, box.y + tokens.padding / 2, min(room, words.width * WIDER + 4), words.height
    )
    right = replace(left, x=left.x + room - left.width)
    lines = [piece for path in plan.paths.values() for piece in itertools.pairwise(path)]
    free = (place for place in (left, right) if not any(map(place.is_crossed_by, lines)))
    return next(free, left)


def _frames(drawer: _Drawer, plan: Plan) -> list[Shape]:
    """Frames of clusters, the outer ones first, each with its title at its upper left."""
    tokens, flow = drawer.theme.tokens.diagram, drawer.flow
    found = []
    for number, cluster in enumerate(flow.clusters):
        box, words = plan.boxes[len(flow.nodes) + number], drawer.titles[number]
        frame = Shape(
            kind="rectangle",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            stroke=tokens.frame,
            dashed=True,
        )
        depth, outer = 0, cluster.parent
        while outer >= 0:
            depth, outer = depth + 1, flow.clusters[outer].parent
        found.append((depth, frame))
        if cluster.title:
            title = Shape(
                kind="text", x=0.0, y=0.0, width=0.0, height=words.height, text=words.text, size=words.size,
                bold=True, align="left", color=tokens.frame_title,
            )  # fmt: skip
            place = _title_place(box, words, plan, tokens)
            found.append((depth, replace(title, x=place.x, y=place.y, width=place.width)))
    return [shape for _, shape in sorted(found, key=lambda each: each[0])]
