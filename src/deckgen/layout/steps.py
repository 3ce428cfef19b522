"""Clicks of one shown slide, counted from 1 without gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import Inline, Inlines, Run
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import Frame, LaidParagraph, Rule, TextFrame


def counted_anew(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """`frames` with their clicks as 1, 2, 3 …; a slide that went on starts with none behind it."""
    used = sorted({step for frame in frames for step in _steps(frame)} - {0})
    if not used:
        return tuple(frames)
    first = {step: number for number, step in enumerate(used, 1)}
    return tuple(_with(frame, first) for frame in frames)


def with_clicks(inlines: Inlines, click: Callable[[int], int]) -> Inlines:
    """`inlines`, each part that appears by itself with the `click` that its order gives."""
    steps: dict[int, int] = {}
    found: list[Inline] = []
    for item in inlines:
        if isinstance(item, Run) and (part := item.marks.fragment):
            if part not in steps:
                steps[part] = click(item.marks.order)
            item = Run(item.text, replace(item.marks, step=steps[part]))
        found.append(item)
    return tuple(found)


def clicks(frames: Sequence[Frame]) -> int:
    """How many there are."""
    return max((step for frame in frames for step in _steps(frame)), default=0)


def _steps(frame: Frame) -> Iterator[int]:
    yield frame.step
    if isinstance(frame, Rule):
        yield frame.until
    if isinstance(frame, ChartFrame):
        yield from frame.steps
    if isinstance(frame, TextFrame):
        for paragraph in frame.paragraphs:
            yield paragraph.step
            for item in paragraph.inlines:
                if isinstance(item, Run) and item.marks.step:
                    yield item.marks.step


def _with(frame: Frame, steps: dict[int, int]) -> Frame:
    numbered = replace(frame, step=steps.get(frame.step, 0))
    if isinstance(numbered, Rule):
        return replace(numbered, until=steps.get(numbered.until, 0))
    if isinstance(numbered, ChartFrame):
        return replace(numbered, steps=tuple(steps[step] for step in numbered.steps))
    if isinstance(numbered, TextFrame):
        return replace(numbered, paragraphs=tuple(_paragraph(p, steps) for p in numbered.paragraphs))
    return numbered


def _paragraph(paragraph: LaidParagraph, steps: dict[int, int]) -> LaidParagraph:
    inlines: Inlines = tuple(
        Run(item.text, replace(item.marks, step=steps[item.marks.step]))
        if isinstance(item, Run) and item.marks.step
        else item
        for item in paragraph.inlines
    )
    return replace(paragraph, inlines=inlines, step=steps.get(paragraph.step, 0))
