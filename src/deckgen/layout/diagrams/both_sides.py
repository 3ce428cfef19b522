"""A tree whose root stands in the middle: half of its branches lead to the right, the others to the left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.diagrams import Flow
from deckgen.layout.diagrams.placing import Plan, Planner
from deckgen.themes.model import Box

LEAST_LEAVES = 5
"""A tree with fewer stands on one side."""


def both_sides(planner: Planner) -> Plan | None:
    """The plan of a mind map with its root, the first box, in the middle; None for what is no tree or a small one."""
    flow = planner.flow
    below = _below(flow)
    if below is None:
        return None
    leaves = [_leaves(branch, below) for branch in below[0]]
    if len(leaves) < 2 or sum(leaves) < LEAST_LEAVES:
        return None
    splits = range(1, len(leaves))
    split = min(splits, key=lambda at: (max(sum(leaves[:at]), sum(leaves[at:])), -at))
    right, left = (_half(planner, _within(half, below)) for half in (below[0][:split], below[0][split:]))
    middle = right.boxes[0].x + right.boxes[0].width / 2
    level = right.boxes[0].y + right.boxes[0].height / 2
    root = left.boxes[0]
    around, down = middle + root.x + root.width / 2, level - root.y - root.height / 2
    boxes = {n: Box(around - box.right, box.y + down, box.width, box.height) for n, box in left.boxes.items()}
    paths = {n: tuple((around - x, y + down) for x, y in path) for n, path in left.paths.items()}
    both = {**boxes, **right.boxes}
    wide = max(box.right for box in both.values()) - min(box.x for box in both.values())
    high = max(box.bottom for box in both.values()) - min(box.y for box in both.values())
    return Plan(both, {**paths, **right.paths}, {**left.sides, **right.sides}, (wide, high))


def _below(flow: Flow) -> Mapping[int, Sequence[int]] | None:
    """What hangs at each box, if they are a tree below the first one whose lines have no heads."""
    found: dict[int, list[int]] = {number: [] for number in range(len(flow.nodes))}
    for arrow in flow.arrows:
        if any(arrow.heads) or arrow.start >= arrow.end or arrow.label:
            return None
        found[arrow.start].append(arrow.end)
    led = sorted(end for ends in found.values() for end in ends)
    return found if not flow.clusters and led == [*range(1, len(flow.nodes))] else None


def _leaves(number: int, below: Mapping[int, Sequence[int]]) -> int:
    return sum(_leaves(each, below) for each in below[number]) or 1


def _within(branches: Sequence[int], below: Mapping[int, Sequence[int]]) -> list[int]:
    """All boxes of `branches`."""
    return [n for branch in branches for n in (branch, *_within(below[branch], below))]


def _half(planner: Planner, numbers: Sequence[int]) -> Plan:
    """The root and some of the boxes, led to the right, by their numbers in the whole."""
    kept = [0, *sorted(numbers)]
    place = {number: at for at, number in enumerate(kept)}
    arrows = [(n, arrow) for n, arrow in enumerate(planner.flow.arrows) if arrow.end in place]
    flow = replace(
        planner.flow,
        nodes=tuple(planner.flow.nodes[n] for n in kept),
        arrows=tuple(replace(arrow, start=place[arrow.start], end=place[arrow.end]) for _, arrow in arrows),
    )
    plan = replace(planner, flow=flow, sizes=[planner.sizes[n] for n in kept]).plan()
    return Plan(
        {kept[at]: box for at, box in plan.boxes.items()},
        {arrows[at][0]: path for at, path in plan.paths.items()},
        {arrows[at][0]: side for at, side in plan.sides.items()},
        plan.size,
    )
