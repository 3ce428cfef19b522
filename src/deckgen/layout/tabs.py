"""Sets of tabs: side by side in a file and on paper; in the page one at a time, in the place of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from deckgen.deck.inlines import Run
from deckgen.layout.clicks import clicks
from deckgen.layout.flow import ColumnsItem, Flow, Para
from deckgen.layout.model import LINE_HEIGHT, Frame, Panel, TabSet
from deckgen.layout.stack import place_stack
from deckgen.layout.text import Typesetter
from deckgen.source import Span
from deckgen.themes.model import Box

_LABEL = 0.8
"""Size of a tab's name over that of the text."""


def tab_sets(
    flow: Flow, frames: Sequence[Frame], region: Box, size: float, setter: Typesetter,
    finish: Callable[[Sequence[Frame]], tuple[Frame, ...]],
) -> tuple[TabSet, ...]:  # fmt: skip
    """The sets of tabs on a slide whose frames stand already, text at `size` points; `finish` is done to the frames of
    each panel. What appears click by click stays side by side."""
    tabbed = (item for item in flow if isinstance(item, ColumnsItem) and item.tabs)
    found = []
    for _, group in groupby(tabbed, key=lambda item: item.span.line):
        columns = [column for item in group for column in item.columns]
        spans = [item.span for column in columns for item in column]
        lines = (min(span.line for span in spans), max(span.last_line for span in spans)) if spans else (0, 0)
        made = _set(columns, lines, frames, region, size, setter)
        if made:
            found.append(
                replace(made, panels=tuple(replace(p, frames=finish(p.frames)) for p in made.panels))
            )
    return tuple(found)


def _set(
    columns: Sequence[Flow], lines: tuple[int, int], frames: Sequence[Frame], region: Box, size: float,
    setter: Typesetter,
) -> TabSet | None:  # fmt: skip
    inside = [index for index, frame in enumerate(frames) if _is_in(frame.span, lines)]
    if not inside or clicks([frames[index] for index in inside]):
        return None
    top = min(frames[index].box.y for index in inside)
    below = [
        f.box.y for f in frames if f.box.y >= top and not _is_in(f.span, lines) and f.box.x < region.right
    ]
    bottom = min([region.bottom, *below])
    label = max(setter.tokens.type.caption, round(_LABEL * size, 1))
    high = LINE_HEIGHT * label + 1.5 * setter.tokens.space.frame_gap
    room = Box(region.x, top + high, region.width, bottom - top - high)
    panels = list(_panels(columns, room, size, setter))
    if len(panels) != len(columns):
        return None
    return TabSet(Box(region.x, top, region.width, high), label, tuple(panels), tuple(inside))


def _is_in(span: Span, lines: tuple[int, int]) -> bool:
    return lines[0] <= span.line <= lines[1]


def _panels(columns: Sequence[Flow], room: Box, size: float, setter: Typesetter) -> Iterator[Panel]:
    """Each column below its name, as large as it fits; none for one that does not."""
    for number, (first, *rest) in enumerate(filter(None, columns), 1):
        named = isinstance(first, Para) and first.role == "subheading"
        flow = tuple(rest) if named else (first, *rest)
        label = first.inlines if isinstance(first, Para) and named else ()
        for step in (size, *(s for s in setter.tokens.type.body if s < size)):
            placed = place_stack(flow, room, step, setter) if flow else None
            if placed is None or placed.height <= room.height:
                yield Panel(label or (Run(f"{number}"),), placed.frames if placed else ())
                break
