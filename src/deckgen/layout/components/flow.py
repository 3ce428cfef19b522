"""A flow: boxes and arrows from lines such as `A -> B: label`, as a drawing."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Fence
from deckgen.deck.figures import Drawing, Shape
from deckgen.deck.inlines import is_right_to_left
from deckgen.diagnostics import Diagnostic, nearest
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.components.flow_labels import Around, along, beside
from deckgen.layout.components.graph_layout import SLIM, Graph, layered
from deckgen.layout.components.graph_lines import Node
from deckgen.layout.model import LINE_HEIGHT
from deckgen.patterns import regex
from deckgen.source import Span
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box

LEAST_SCALE = 0.7
"""A drawing shrunk further can't be read in a room."""
ROW = 5
"""Boxes of a chain that stand in one row; a longer chain turns back."""
SHAPE = 2.55
"""Width over height of the place where a figure usually stands."""
ROOM = 345.0
"""Height in points of such a place: a drawing that it does not hold as it is, is drawn closer."""
MOST_BOXES = 120
DIRECTIONS = ("right", "down")
_GAP = regex(r"(?<![«])[^\S\u00a0\u202f]+(?![»:;!?])")
"""Where a line may end; not inside the guillemets of a word, nor at a no-break space."""
_ARROW = regex(r"\s*-+>\s*|\s*→\s*")
_SETTING = regex(r"direction\s*:\s*(.*?)\s*")


class _Flow(Struct, eq=False):
    ruler: Ruler
    tokens: DiagramTokens
    nodes: dict[str, int] = field(default_factory=dict)
    edges: dict[tuple[int, int], str] = field(default_factory=dict)
    direction: str = ""

    def node(self, name: str) -> int:
        return self.nodes.setdefault(name, len(self.nodes))

    def box_lines(self, name: str) -> list[str]:
        width = self.tokens.box_width[1] - 2 * self.tokens.padding
        return _wrapped(name, width, self.tokens.text, self.ruler)

    def label_width(self, text: str) -> float:
        lines = _wrapped(text, self.tokens.label_width, self.tokens.label, self.ruler)
        return max((self.ruler.width(line, self.tokens.label) for line in lines), default=0.0)


def read_flow(
    fence: Fence, ruler: Ruler, tokens: DiagramTokens
) -> tuple[Drawing | None, tuple[Diagnostic, ...]]:
    """The drawing of a flow. Each line is a box, or boxes joined by ` -> ` with a label after the last.

    `direction: right` or `direction: down` on a line of its own says where it leads; without it, the
    direction is taken that leaves the text larger.
    """
    findings: list[Diagnostic] = []
    flow = _Flow(ruler, tokens)
    for number, line in enumerate(fence.text.split("\n")):
        span = Span(fence.span.line + number, fence.span.column, length=len(line.rstrip()))
        _read_line(line.strip(), span, flow, findings)
    if not flow.nodes:
        findings.append(Diagnostic("empty-flow", "error", "this flow has no boxes", fence.span))
        return None, tuple(findings)
    if len(flow.nodes) > MOST_BOXES or len(flow.edges) > 2 * MOST_BOXES:
        message = f"this flow has {len(flow.nodes)} boxes and {len(flow.edges)} arrows"
        hint = f"{MOST_BOXES} boxes are the most that are drawn; a slide shows a dozen"
        findings.append(Diagnostic("flow-too-large", "error", message, fence.span, hint))
        return None, tuple(findings)
    name = fence.id or "flow"
    drawn = _drawings(flow, name)
    if min(map(_measure, drawn)) > ROOM:
        close = replace(
            tokens, box_width=tokens.close_width, gap=tokens.close_gap, beside=tokens.close_beside
        )
        drawn += _drawings(replace(flow, tokens=close), name)
    best = min(drawn, key=_measure)
    return (_mirrored(best) if all(map(is_right_to_left, flow.nodes)) else best), tuple(findings)


def _mirrored(drawing: Drawing) -> Drawing:
    """As those read it who begin at the right."""
    sides: Mapping[str, Literal["left", "center", "right"]] = {"left": "right", "right": "left"}

    def other(shape: Shape) -> Shape:
        is_line = shape.kind in ("line", "arrow")
        x = drawing.width - shape.x - (0.0 if is_line else shape.width)
        width = -shape.width if is_line else shape.width
        return replace(shape, x=x, width=width, align=sides.get(shape.align, shape.align))

    return replace(drawing, shapes=tuple(map(other, drawing.shapes)))


def _measure(drawing: Drawing) -> float:
    """Of the height of a place of the usual shape that holds it."""
    return max(drawing.width / SHAPE, drawing.height)


def _drawings(flow: _Flow, name: str) -> list[Drawing]:
    """The ways to draw it."""
    sizes = [_size(box, flow) for box in flow.nodes]
    sizes = [(width, max(height for _, height in sizes)) for width, _ in sizes]
    chain = _chain(flow)
    names = " → ".join(flow.nodes)
    if chain and len(chain) > ROW and not flow.direction:
        return [_framed(name, _folded(flow, chain, sizes), names)]
    ways = [flow.direction] if flow.direction else list(DIRECTIONS)
    return [_framed(name, _drawn(flow, sizes, way), names) for way in ways]


def _framed(name: str, shapes: Sequence[Shape], description: str) -> Drawing:
    """A drawing as large as what it shows, labels and half a line's width included."""
    left = min(min(s.x, s.x + s.width) for s in shapes) - 1.5
    top = min(min(s.y, s.y + s.height) for s in shapes) - 1.5
    width = max(max(s.x, s.x + s.width) for s in shapes) + 1.5 - left
    height = max(max(s.y, s.y + s.height) for s in shapes) + 1.5 - top
    moved = tuple(replace(shape, x=shape.x - left, y=shape.y - top) for shape in shapes)
    return Drawing(
        name=name,
        width=width,
        height=height,
        shapes=moved,
        description=description,
        min_width=LEAST_SCALE * width,
    )


def _read_line(line: str, span: Span, flow: _Flow, findings: list[Diagnostic]) -> None:
    if not line or line.startswith("#"):
        return
    if match := _SETTING.fullmatch(line):
        if match[1] in DIRECTIONS:
            flow.direction = match[1]
        else:
            hint = nearest(match[1], DIRECTIONS)
            findings.append(
                Diagnostic("unknown-direction", "error", f"`{match[1]}` is no direction", span, hint)
            )
        return
    parts = _ARROW.split(line)
    label = ""
    if len(parts) > 1:
        last, colon, after = parts[-1].partition(": ")
        if colon:
            parts[-1], label = last, after.strip()
    if not all(part.strip() for part in parts):
        findings.append(
            Diagnostic(
                "broken-flow", "error", "an arrow joins two boxes", span, "`A -> B` or `A -> B: label`"
            )
        )
    ids = [flow.node(part.strip()) for part in parts if part.strip()]
    for place, (one, other) in enumerate(itertools.pairwise(ids)):
        known = flow.edges.get((one, other), "")
        new = label if place == len(ids) - 2 else ""
        flow.edges[one, other] = " / ".join(text for text in (known, new) if text)


CRUMB = 2
"""Characters that have no line of their own."""


def _wrapped(text: str, width: float, size: float, ruler: Ruler) -> list[str]:
    lines: list[str] = []
    for word in _GAP.split(text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ruler.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 1 and len(lines[-1]) <= CRUMB:
        lines[-2:] = [f"{lines[-2]} {lines[-1]}"]
    return lines


def _size(name: str, flow: _Flow) -> tuple[float, float]:
    """Width and height of a box."""
    tokens = flow.tokens
    lines = flow.box_lines(name)
    widest = max(flow.ruler.width(line, tokens.text) for line in lines)
    width = max(tokens.box_width[0], widest + 2 * tokens.padding)
    return width, len(lines) * LINE_HEIGHT * tokens.text + 1.6 * tokens.padding


def _chain(flow: _Flow) -> list[int]:
    """The boxes in order, if they stand one behind the other; else nothing."""
    after = dict(flow.edges.keys())
    starts = set(range(len(flow.nodes))) - set(after.values())
    if len(after) != len(flow.edges) or len(set(after.values())) != len(after) or len(starts) != 1:
        return []
    found = [starts.pop()]
    while found[-1] in after:
        found.append(after[found[-1]])
    return found if len(found) == len(flow.nodes) else []


def _box(flow: _Flow, name: str, box: Box, *, first: bool) -> Shape:
    fill, color = flow.tokens.first if first else flow.tokens.box
    return Shape(
        kind="round",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        fill=fill,
        stroke=flow.tokens.outline,
        text="\n".join(flow.box_lines(name)),
        color=color,
        size=flow.tokens.text,
    )


def _folded(flow: _Flow, chain: Sequence[int], sizes: Sequence[tuple[float, float]]) -> list[Shape]:
    """A long chain in rows that lead to the right and back in turn."""
    names = list(flow.nodes)
    rows = -(-len(chain) // ROW)
    in_row = -(-len(chain) // rows)
    width = max(size[0] for size in sizes)
    height = max(size[1] for size in sizes)
    labels = [flow.edges[pair] for pair in itertools.pairwise(chain)]
    tokens = flow.tokens
    gap = max([tokens.gap, *(flow.label_width(label) + 2 * tokens.label_gap for label in labels if label)])
    shapes: list[Shape] = []
    places: list[Box] = []
    for place, node in enumerate(chain):
        row, column = divmod(place, in_row)
        if row % 2:
            column = in_row - 1 - column
        places.append(Box(column * (width + gap), row * (height + tokens.gap), width, height))
        shapes.append(_box(flow, names[node], places[-1], first=place == 0))
    for (one, other), label in zip(itertools.pairwise(places), labels, strict=True):
        if one.y == other.y:
            way = 1 if other.x > one.x else -1
            start, end = (one.right, other.x) if way > 0 else (one.x, other.right)
            middle = one.y + height / 2
            shapes += _arrow(
                flow, [(start + tokens.clear * way, middle), (end - tokens.clear * way, middle)], label
            )
        else:
            middle = one.x + width / 2
            shapes += _arrow(
                flow, [(middle, one.bottom + tokens.clear), (middle, other.y - tokens.clear)], label
            )
    return shapes


def _drawn(flow: _Flow, sizes: Sequence[tuple[float, float]], way: str) -> list[Shape]:
    """Boxes in layers, and the arrows between them."""
    right = way == "right"
    nodes = tuple(Node(*size) if right else Node(size[1], size[0]) for size in sizes)
    tokens = flow.tokens
    high = 2 * LINE_HEIGHT * tokens.label + 6.4
    out = Counter(a for a, _ in flow.edges)  # arrows that fan out need room to part
    needs = [
        0.0
        if not label
        else flow.label_width(label) + (2 + out[a] // 3) * tokens.label_gap
        if right
        else high
        for (a, _), label in flow.edges.items()
    ]
    room = 2 * LINE_HEIGHT * tokens.label if right and any(needs) else 0.0  # for words above and below others
    placed = layered(
        Graph(nodes, tuple(flow.edges)), gap=tokens.gap, beside=tokens.beside, labels=needs, slim=SLIM + room
    )

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return point if right else (point[1], point[0])

    paths: list[Sequence[tuple[float, float]]] = []
    sides: list[int] = []
    for (a, b), places in zip(flow.edges, placed.paths, strict=True):
        back = a != b and (b, a) in flow.edges
        path = [at(point) for point in places]
        forth = True
        if back:  # two that lead to and fro stand side by side
            forth = list(flow.edges).index((a, b)) < list(flow.edges).index((b, a))
            off = (-0.5 if forth else 0.5) * tokens.pair
            path = [(x, y + off) if right else (x + off, y) for x, y in path]
        paths.append(path)
        sides.append((-1 if forth else 1) if back or a == b else 0)
    shapes: list[Shape] = []
    across = [place[1] for place in placed.places]
    middle = (min(across) + max(across)) / 2
    boxes = [
        Box(x - wide / 2, y - high / 2, wide, high)
        for (x, y), (wide, high) in zip(map(at, placed.places), sizes, strict=True)
    ]
    said, labels = list[Box](), list[Shape]()
    for number, (label, side) in enumerate(zip(flow.edges.values(), sides, strict=True)):
        others = [
            part for other in (*paths[:number], *paths[number + 1 :]) for part in itertools.pairwise(other)
        ]
        drawn = _arrow(flow, paths[number], label, side, Around(others, [*boxes, *said], middle, right))
        words = [each for each in drawn if each.kind == "text"]
        said += (Box(each.x, each.y, each.width, each.height) for each in words)
        shapes += (each for each in drawn if each.kind != "text")
        labels += words
    shapes += labels  # no line is drawn over them
    starts = set(range(len(sizes))) - {end for _, end in flow.edges} or {0}
    for number, (name, box) in enumerate(zip(flow.nodes, boxes, strict=True)):
        shapes.append(_box(flow, name, box, first=number in starts))
    return shapes


def _arrow(
    flow: _Flow, path: Sequence[tuple[float, float]], label: str, side: int = 0, around: Around | None = None
) -> list[Shape]:
    """Lines along a path, the last with a head, and the label in the middle: above a level line, beside a slanting one
    where nothing is in its way, on any other; or on that `side` of it, -1 for above or left and 1 for below or
    right."""
    shapes = [
        Shape(kind="line", x=x1, y=y1, width=x2 - x1, height=y2 - y1, stroke=flow.tokens.edge)
        for (x1, y1), (x2, y2) in itertools.pairwise(path)
    ]
    shapes[-1] = replace(shapes[-1], kind="arrow")
    if not label:
        return shapes
    middle = (len(path) - 1) // 2
    line = (x1, y1), (x2, y2) = path[middle], path[middle + 1]
    tokens = flow.tokens
    lines = _wrapped(label, tokens.label_width, tokens.label, flow.ruler)
    width, height = flow.label_width(label) * 1.06 + 4, len(lines) * LINE_HEIGHT * tokens.label
    level, upright = abs(y2 - y1) < 1, abs(x2 - x1) < 1
    x, y = (x1 + x2) / 2 - width / 2, (y1 + y2) / 2 - height / 2
    fill = ""
    if level and side:
        y += (height / 2 + tokens.clear) * side
    elif level:
        place = along(Box(x, y, width, height), line, tokens, around)
        x, y = place.x, place.y
        fill = "" if around is None or around.is_free(place) else "ground"
    elif upright and side:
        x += (width / 2 + tokens.clear) * side
    elif around and (free := beside(Box(x, y, width, height), line, side, tokens, around)):
        x, y = free.x, free.y
    else:
        fill = "ground"
    shapes.append(
        Shape(
            kind="text", x=x, y=y, width=width, height=height, fill=fill, text="\n".join(lines), size=tokens.label
        )
    )  # fmt: skip
    return shapes
