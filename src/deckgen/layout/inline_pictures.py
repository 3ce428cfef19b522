"""Pictures in lines of text: how large they are, and where they stand once the lines are broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.figures import InlinePicture
from deckgen.deck.inlines import OBJECT, Inlines, Run, plain_text
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import PICTURE_SPACE, measure_words, picture_size, slice_inlines
from deckgen.layout.model import Frame, LaidParagraph, PlacedPicture, TableFrame, TextFrame
from deckgen.themes.model import Box, FontRole

MIDDLE = 0.38
"""Em above the baseline at which the middle of a picture stands: that of the capitals."""


def with_pictures(frames: Sequence[Frame], fonts: Fonts) -> list[Frame]:
    """`frames`, their paragraphs with the pictures in them at their places."""
    return [_frame(frame, fonts) for frame in frames]


def _frame(frame: Frame, fonts: Fonts) -> Frame:
    if isinstance(frame, TextFrame) and any(map(_has_pictures, frame.paragraphs)):
        role: FontRole = "title" if frame.role == "title" else "body"
        return replace(frame, paragraphs=tuple(_paragraph(p, fonts, role) for p in frame.paragraphs))
    if isinstance(frame, TableFrame) and any(_has_pictures(cell) for row in frame.rows for cell in row.cells):
        rows = (
            replace(row, cells=tuple(_paragraph(c, fonts, "body") for c in row.cells)) for row in frame.rows
        )
        return replace(frame, rows=tuple(rows))
    return frame


def _has_pictures(paragraph: LaidParagraph) -> bool:
    return any(isinstance(item, Run) and item.marks.picture is not None for item in paragraph.inlines)


def _paragraph(paragraph: LaidParagraph, fonts: Fonts, role: FontRole) -> LaidParagraph:
    """The paragraph with its pictures' boxes, and the gaps in its text that they need."""
    if not _has_pictures(paragraph):
        return paragraph
    space = fonts.face(role).width("\u00a0")
    text = plain_text(paragraph.inlines)
    pictures = [item for item in paragraph.inlines if isinstance(item, Run) and item.marks.picture]
    found: list[PlacedPicture] = []
    start = 0
    for line in paragraph.lines:
        while start < len(text) and text[start] != line.text[:1]:
            start += 1  # past the break that ended the line before
        for place in (m.start() for m in re.finditer(OBJECT, line.text)):
            if len(found) == len(pictures):
                break
            run = pictures[len(found)]
            before = slice_inlines(paragraph.inlines, start, start + place)
            offset = _width(before, fonts, role, paragraph.bold) * paragraph.size
            found.append(_placed(run, paragraph, line.x, line.width, line.baseline, offset))
        start += len(line.text)
    inlines = tuple(
        _with_gap(item, space) if isinstance(item, Run) and item.marks.picture else item
        for item in paragraph.inlines
    )
    return replace(paragraph, inlines=inlines, pictures=tuple(found))


def _placed(
    run: Run, paragraph: LaidParagraph, x: float, width: float, baseline: float, offset: float
) -> PlacedPicture:
    picture = run.marks.picture
    assert picture is not None
    across, down = (side * paragraph.size for side in picture_size(picture))
    left = x + width - offset - across if paragraph.right_to_left else x + offset
    top = baseline - MIDDLE * paragraph.size - down / 2
    return PlacedPicture(Box(left, top, across, down), picture, run.marks.link)


def _width(inlines: Inlines, fonts: Fonts, role: FontRole, bold: bool) -> float:
    count = sum(isinstance(item, Run) and item.marks.picture is not None for item in inlines)
    words = measure_words(inlines, fonts, role, bold=bold)
    return sum(word.width + word.space for word in words) - PICTURE_SPACE * count


def _with_gap(run: Run, space: float) -> Run:
    picture = run.marks.picture
    assert isinstance(picture, InlinePicture)
    gap = max(0.0, picture_size(picture)[0] - space)
    return Run(run.text, replace(run.marks, picture=replace(picture, gap=gap)))
