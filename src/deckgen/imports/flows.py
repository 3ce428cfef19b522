"""Boxes that arrows join, as a flow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import plain_text
from deckgen.patterns import regex
from deckgen.powerpoint.model import Connector, Flow, ShownShape, Words, links_of
from deckgen.themes.box import Box

_LONGEST = 80
"""Characters of what stands in a box."""
_MOST = 40
"""Boxes of a flow."""
_NEAR = 30.0
"""Points from the middle of an arrow within which a short text is its label."""
_SIGNS = regex(r"-+>|→|:[ \t]|^#|^direction\s*:")
"""What means something else in a line of a flow."""


class Flows(Struct, frozen=True):
    """The shapes of a slide, those that arrows join as one."""

    shapes: tuple[ShownShape, ...]
    unsaid: int = 0
    """Arrows that join what is no box with a few words."""
    links: int = 0
    """Of words in boxes: a flow has none."""


def with_flows(shapes: Sequence[ShownShape], connectors: Sequence[Connector]) -> Flows:
    """Each group of boxes that arrows join in the place of its first box."""
    by_id = {shape.id: shape for shape in shapes}
    glued = [
        each for each in connectors if each.start in by_id and each.end in by_id and each.start != each.end
    ]
    unsaid = sum(any(each.heads) for each in connectors if each not in glued)
    found, links = list(shapes), 0
    for group in _groups(glued):
        boxes = [shape for shape in shapes if shape.id in group]
        arrows = [each for each in glued if each.start in group]
        names = {shape.id: _name(shape) for shape in boxes}
        if len(boxes) > _MOST or not all(names.values()) or len({*names.values()}) < len(names):
            unsaid += len(arrows)
            continue
        others = [shape for shape in found if shape.id not in group]
        labels = dict(_labels(arrows, others))
        links += len({link for shape in boxes for link in links_of(shape.content)})
        text = "\n".join(_lines(boxes, arrows, names, labels))
        used = group | {shape.id for shape in labels.values()}
        flow = replace(boxes[0], role="text", box=_around([shape.box for shape in boxes]), content=Flow(text))
        at = found.index(boxes[0])
        found[at] = flow
        found = [shape for shape in found if shape is flow or shape.id not in used]
    return Flows(tuple(found), unsaid, links)


def _groups(connectors: Sequence[Connector]) -> list[set[int]]:
    """The ids of shapes that arrows join, directly or through others."""
    found: list[set[int]] = []
    for each in connectors:
        met = [group for group in found if each.start in group or each.end in group]
        found = [group for group in found if group not in met]
        found.append({each.start, each.end}.union(*met))
    return found


def _name(shape: ShownShape) -> str:
    """What a box says, on one line; nothing for what can't stand in a flow."""
    if not isinstance(shape.content, Words) or shape.role == "title":
        return ""
    said = [plain_text(each.inlines) for each in shape.content.paragraphs]
    text = " ".join(" ".join(said).split())
    marked = any(each.marker for each in shape.content.paragraphs)
    return text if len(text) <= _LONGEST and not marked and not _SIGNS.search(text) else ""


def _labels(
    arrows: Sequence[Connector], others: Sequence[ShownShape]
) -> Iterator[tuple[Connector, ShownShape]]:
    """For each arrow the short text beside its middle."""
    free = [shape for shape in others if shape.role == "text" and _name(shape)]
    for arrow in arrows:
        x, y = arrow.box.x + arrow.box.width / 2, arrow.box.y + arrow.box.height / 2
        near = [(away, shape) for shape in free if (away := _away(shape.box, x, y)) < _NEAR]
        if near:
            _, label = min(near, key=lambda pair: pair[0])
            free.remove(label)
            yield arrow, label


def _away(box: Box, x: float, y: float) -> float:
    """The distance of a point from a box."""
    across = max(box.x - x, 0.0, x - box.right)
    down = max(box.y - y, 0.0, y - box.bottom)
    return float((across**2 + down**2) ** 0.5)


def _lines(
    boxes: Sequence[ShownShape], arrows: Sequence[Connector], names: dict[int, str],
    labels: dict[Connector, ShownShape],
) -> Iterator[str]:  # fmt: skip
    spread = _around([shape.box for shape in boxes])
    if spread.height > spread.width:
        yield "direction: down"
    places = {shape.id: (shape.box.x + shape.box.y, shape.box.y) for shape in boxes}
    pairs = map(_way, arrows)
    for start, end, arrow in sorted(pairs, key=lambda pair: (places[pair[0]], places[pair[1]])):
        label = re.sub(r"\s+", " ", _name(labels[arrow])) if arrow in labels else ""
        yield f"{names[start]} -> {names[end]}" + (f": {label}" if label else "")


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _way(arrow: Connector) -> tuple[int, int, Connector]:
    """From where to where; one with a head at its start alone leads back."""
    ends = (arrow.end, arrow.start) if arrow.heads == (True, False) else (arrow.start, arrow.end)
    return (*ends, arrow)
