"""Captions below figures, on one line where figures stand in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.flow import FigureItem
from deckgen.layout.model import Frame, TextFrame, moved
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box

Row: TypeAlias = tuple[tuple[Frame, ...], Sequence[Box]]
"""Figures side by side, and the place of each: its caption is no wider."""
MOST_TRIES = 4


def captioned(
    items: Sequence[FigureItem],
    area: Box,
    setter: Typesetter,
    place: Callable[[Sequence[FigureItem], Box, Typesetter], Row],
) -> tuple[Frame, ...]:
    """The row that `place` makes of figures in what their captions leave of `area`, each figure with its caption behind
    it, each at its click; nothing where it makes none."""
    frames, cells = place(items, area, setter)
    kept = 0.0
    for _ in range(MOST_TRIES):
        each = zip(items, frames, cells, strict=False)
        needed = max((_height(item, frame, cell, setter) for item, frame, cell in each), default=0.0)
        if needed <= kept or not frames:
            break
        kept = needed
        frames, cells = place(items, replace(area, height=max(20.0, area.height - kept)), setter)
    bottom = max((frame.box.bottom for frame in frames), default=0.0)
    found: list[Frame] = []
    for item, frame, cell in zip(items, frames, cells, strict=False):
        there = moved(frame, 0.0, bottom - frame.box.bottom) if item.caption and len(items) > 1 else frame
        found.append(_stepped(there, item))
        found += _caption(item, there, cell, setter)
    return tuple(found)


def is_caption(frame: Frame) -> bool:
    """True for what stands below a figure."""
    return isinstance(frame, TextFrame) and frame.role == "caption"


def without_captions(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """The figures among the frames of a gallery."""
    return tuple(frame for frame in frames if not is_caption(frame))


def _stepped(frame: Frame, item: FigureItem) -> Frame:
    """The frame at the click at which its figure appears."""
    if isinstance(frame, ChartFrame):
        return replace(frame, step=item.step, steps=item.steps)
    return replace(frame, step=item.step)


def _height(item: FigureItem, frame: Frame, cell: Box, setter: Typesetter) -> float:
    """What a caption takes below its figure; 0 for none."""
    if item.caption is None:
        return 0.0
    place = _place(frame.box, cell, setter)
    tokens = setter.tokens
    return tokens.space.caption_gap + setter.height((item.caption,), place.width, tokens.type.caption)


def _place(box: Box, cell: Box, setter: Typesetter) -> Box:
    """From the figure's left edge on, as wide as the figure; or wider, if that is narrow."""
    width = min(cell.width, max(box.width, setter.tokens.space.caption_width))
    x = max(cell.x, min(box.x, cell.right - width))
    return Box(x, box.bottom + setter.tokens.space.caption_gap, width, 0.0)


def _caption(item: FigureItem, frame: Frame, cell: Box, setter: Typesetter) -> list[TextFrame]:
    if item.caption is None:
        return []
    place = _place(frame.box, cell, setter)
    laid, height = setter.set((item.caption,), place, setter.tokens.type.caption)
    box = replace(place, height=height)
    color = setter.theme.color("muted")
    return [TextFrame(role="caption", box=box, paragraphs=laid, span=item.span, color=color, step=item.step)]
