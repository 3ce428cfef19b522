"""What is read from the right stands from the right: frames of a slide, mirrored in the region that they fill."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.layout.model import Frame, LaidParagraph, LaidRow, TableFrame, TextFrame
from deckgen.themes.model import Box


def mirrored(frames: Sequence[Frame], region: Box) -> list[Frame]:
    """`frames` with left and right exchanged in `region`; what is inside a frame goes with it."""
    return [_frame(frame, region) for frame in frames]


def _frame(frame: Frame, region: Box) -> Frame:
    box = replace(frame.box, x=region.x + region.right - frame.box.right)
    if isinstance(frame, TextFrame):
        left, top, right, bottom = frame.insets
        dx = box.x + right - frame.box.x - left
        paragraphs = tuple(_moved(paragraph, dx) for paragraph in frame.paragraphs)
        return replace(frame, box=box, insets=(right, top, left, bottom), paragraphs=paragraphs)
    if isinstance(frame, TableFrame):
        rows = tuple(_row(row, frame, box) for row in frame.rows)
        return replace(frame, box=box, rows=rows)
    return replace(frame, box=box)


def _row(row: LaidRow, frame: TableFrame, box: Box) -> LaidRow:
    """The first cell at the right."""
    cells = []
    x = frame.box.x
    spans = row.joins or ((1, 1),) * len(row.cells)
    for column, (cell, width, (across, _)) in enumerate(zip(row.cells, frame.widths, spans, strict=True)):
        own = sum(frame.widths[column : column + max(1, across)])
        cells.append(_moved(cell, box.right - (x - frame.box.x) - own - x))
        x += width
    return replace(row, cells=tuple(cells))


def _moved(paragraph: LaidParagraph, dx: float) -> LaidParagraph:
    return replace(paragraph, lines=tuple(replace(line, x=line.x + dx) for line in paragraph.lines))
