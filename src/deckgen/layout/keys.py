"""What tells a slide that is written from any other."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.layout.model import LaidOutSlide, TextFrame
from deckgen.model import key_of


def written_keys(slides: Iterable[LaidOutSlide], beside: str) -> list[bytes]:
    """For each slide, what tells what a writer makes of it, with what it knows `beside`: all but the slide's number."""
    shared = key_of(beside.encode())
    return [slide.key + shared + _numbers(slide) for slide in slides]


def _numbers(slide: LaidOutSlide) -> bytes:
    """How its number is shown."""
    found = ""
    for frame in slide.frames:
        if isinstance(frame, TextFrame):
            if frame.role == "number":
                found += f" {frame.paragraphs[0].size}"
            elif frame.role == "counted":
                found += f" {frame.text}"
    return found.encode()
