"""What the fonts of a page must have for a slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.deck.figures import Drawing
from deckgen.deck.inlines import Run
from deckgen.deck.maths import Formula
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import EquationFrame, FigureFrame, Frame, LaidOutSlide, TableFrame, TextFrame
from deckgen.themes.model import FontRole
from deckgen.writers.html.font_needs import FaceUse, FontNeeds
from deckgen.writers.html.fonts import math_characters
from deckgen.writers.html.notes import notes_formulas

_FONT_ROLES: Mapping[str, FontRole] = {"title": "title", "code": "mono", "filename": "mono"}


def needs_of(slide: LaidOutSlide) -> FontNeeds:
    """Characters and faces of all the text on a slide."""
    characters: set[str] = set("0123456789/.•–")
    faces = {FaceUse("body", bold=False, italic=False)}
    for text, role, bold in _texts(slide):
        characters.update(text.text)
        marks = text.marks
        used: FontRole = "mono" if marks.code or marks.keyboard else role
        faces.add(FaceUse(used, bold=bold or marks.bold, italic=marks.italic))
    drawn = [text for frame in slide.frames for text in _drawn_texts(frame)]
    if drawn:  # charts and drawings set their own text in these two
        faces.add(FaceUse("body", bold=True, italic=False))
        characters.update(*drawn)
    maths = math_characters(_formulas(slide))
    return FontNeeds("".join(sorted(characters)), frozenset(faces), "".join(sorted(maths)))


def _formulas(slide: LaidOutSlide) -> Iterator[Formula]:
    """Every formula on the slide and in its notes."""
    for frame in slide.frames:
        if isinstance(frame, EquationFrame):
            yield frame.formula
    yield from notes_formulas(slide.notes)
    yield from (run.marks.math for run, _, _ in _texts(slide) if run.marks.math is not None)


def _drawn_texts(frame: Frame) -> Iterator[str]:
    """The words in a chart or drawing."""
    if isinstance(frame, ChartFrame):
        for caption in (frame.title, frame.source):
            yield from caption.lines if caption else ()
        for panel in frame.panels:
            yield from (*panel.title, *panel.chart.names, *panel.chart.categories)
            yield from (tick.label for axis in (panel.x, panel.y) for tick in axis.ticks)
            yield from (panel.x.axis.title, panel.y.axis.title, "…%-+,. \u202f")
            yield from (label.text for label in panel.labels)
    elif isinstance(frame, FigureFrame) and isinstance(frame.art, Drawing):
        yield from (shape.text for shape in frame.art.shapes)


def _texts(slide: LaidOutSlide) -> Iterator[tuple[Run, FontRole, bool]]:
    for frame in slide.frames:
        if isinstance(frame, TextFrame):
            place = frame.placeholder
            role: FontRole = _FONT_ROLES.get(frame.role, place.face if place else "body")
            paragraphs = frame.paragraphs
        elif isinstance(frame, TableFrame):
            role = "body"
            paragraphs = tuple(cell for row in frame.rows for cell in row.cells)
        else:
            continue
        for paragraph in paragraphs:
            for item in paragraph.inlines:
                if isinstance(item, Run):
                    yield item, role, paragraph.bold
