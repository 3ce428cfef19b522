"""What the fonts of a page must have for a slide."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from deckgen.deck.figures import Drawing
from deckgen.deck.inlines import Run
from deckgen.deck.maths import Formula
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import EquationFrame, FigureFrame, Frame, LaidOutSlide, TableFrame, TextFrame
from deckgen.themes.model import FontRole
from deckgen.writers.html.font_needs import FaceUse, FontNeeds
from deckgen.writers.html.fonts import math_characters
from deckgen.writers.html.notes import notes_formulas

AS_INHERITED = ("title", "subtitle", "eyebrow", "ordinal", "header", "footer", "date", "number", "counted")
"""Roles of text that is set as its place has it."""


def needs_of(slide: LaidOutSlide, beside: FontNeeds) -> FontNeeds:
    """Characters and faces of all the text on a slide, and of what stands `beside` it."""
    characters: set[str] = {*"0123456789/.•–", *beside.characters}
    faces = {FaceUse("body", bold=False, italic=False), *beside.faces}
    for text, role, look in _texts(slide):
        characters.update(text.text, text.text.upper() if look.caps else "")
        marks = text.marks
        used: FontRole = "mono" if marks.code or marks.keyboard else role
        faces.add(FaceUse(used, bold=look.bold or marks.bold, italic=look.italic or marks.italic))
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


class _Look(Struct, frozen=True):
    """What text inherits from where it stands."""

    bold: bool
    italic: bool
    caps: bool


def _texts(slide: LaidOutSlide) -> Iterator[tuple[Run, FontRole, _Look]]:
    for frame in slide.frames:
        style = None
        if isinstance(frame, TextFrame):
            place = frame.placeholder
            role: FontRole = place.face if place else "body"
            role = (
                "mono"
                if frame.role in ("code", "filename")
                else "title"
                if frame.role == "title" and not place
                else role
            )
            paragraphs = frame.paragraphs
            style = place.styles[0] if place and place.styles and frame.role in AS_INHERITED else None
        elif isinstance(frame, TableFrame):
            role = "body"
            paragraphs = tuple(cell for row in frame.rows for cell in row.cells)
        else:
            continue
        for paragraph in paragraphs:
            for item in paragraph.inlines:
                if isinstance(item, Run):
                    slanted = paragraph.italic or (style is not None and style.italic)
                    yield (
                        item,
                        role,
                        _Look(paragraph.bold, slanted, bool(paragraph.caps or (style and style.caps))),
                    )
