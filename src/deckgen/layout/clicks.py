"""Clicks of one shown slide, counted from 1 without gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.clicks import NEXT, Click, Step
from deckgen.deck.inlines import Inline, Inlines, Run
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import Frame, LaidParagraph, TextFrame


def counted_anew(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """`frames` with their clicks as 1, 2, 3 …; a slide that went on starts with none behind it."""
    used = sorted({step for frame in frames for step in _clicks(frame)} - {0, NEXT})
    if not used:
        return tuple(frames)
    first = {step: number for number, step in enumerate(used, 1)}
    return tuple(_with(frame, first) for frame in frames)


def with_clicks(inlines: Inlines, at: Callable[[Click], Step]) -> Inlines:
    """`inlines`, each part that appears by itself when its click says, which `at` counts."""
    steps: dict[int, Step] = {}
    found: list[Inline] = []
    for item in inlines:
        if isinstance(item, Run) and (part := item.marks.fragment):
            if part not in steps:
                steps[part] = at(item.marks.click)
            item = Run(item.text, replace(item.marks, step=steps[part]))
        found.append(item)
    return tuple(found)


def clicks(frames: Sequence[Frame]) -> int:
    """How many there are."""
    return max((step for frame in frames for step in _clicks(frame)), default=0)


def _clicks(frame: Frame) -> Iterator[int]:
    yield from (frame.step.comes, frame.step.goes)
    if isinstance(frame, ChartFrame):
        yield from frame.steps
    if isinstance(frame, TextFrame):
        for paragraph in frame.paragraphs:
            yield from (paragraph.step.comes, paragraph.step.goes)
            for item in paragraph.inlines:
                if isinstance(item, Run):
                    yield from (item.marks.step.comes, item.marks.step.goes)


def _with(frame: Frame, clicks: dict[int, int]) -> Frame:
    numbered = replace(frame, step=frame.step.counted(clicks)) if frame.step else frame
    if isinstance(numbered, ChartFrame) and numbered.steps:
        return replace(numbered, steps=tuple(clicks[step] for step in numbered.steps))
    if isinstance(numbered, TextFrame):
        return replace(numbered, paragraphs=tuple(_paragraph(p, clicks) for p in numbered.paragraphs))
    return numbered


def _paragraph(paragraph: LaidParagraph, clicks: dict[int, int]) -> LaidParagraph:
    inlines: Inlines = tuple(
        Run(item.text, replace(item.marks, step=item.marks.step.counted(clicks)))
        if isinstance(item, Run) and item.marks.step
        else item
        for item in paragraph.inlines
    )
    return replace(paragraph, inlines=inlines, step=paragraph.step.counted(clicks))
