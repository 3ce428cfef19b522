"""`LaidOutDeck` → its words as plain text, slide by slide: to be read, searched, counted or translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from deckgen.deck.charts import ChartGroup, Series
from deckgen.deck.figures import Drawing
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.notes import note_paragraphs
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import (
    EquationFrame,
    FigureFrame,
    Frame,
    LaidOutDeck,
    LaidOutSlide,
    LaidParagraph,
    Rule,
    TableFrame,
    TextFrame,
)
from deckgen.memory import Memory
from deckgen.writers.format import Format

_AROUND = frozenset({"part", "header", "footer", "number", "counted", "date"})
"""Roles of what stands around a slide's content."""


def text_of(deck: LaidOutDeck) -> str:
    """The whole deck."""
    parts = []
    for section in deck.sections:
        if section.title:
            parts.append(f"--- {section.title}\n")
        parts += (_slide(slide) for slide in section.slides)
    return "\n".join(parts)


def _slide(slide: LaidOutSlide) -> str:
    """Its number and title, and below them what it says, in reading order."""
    hidden = " (hidden)" if slide.hidden else ""
    part = f" ({slide.part}/{slide.parts})" if slide.parts > 1 else ""
    lines = [f"{slide.number}. {slide.title or slide.label}".rstrip() + part + hidden]
    for frame in slide.frames:
        found = [*_lines(frame)]
        lines += ["", *found] if found else []
    notes = [f"  {'  ' * level}{plain_text(words)}" for words, level in note_paragraphs(slide.notes)]
    lines += ["", "  Notes:", *notes] if notes else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(frame: Frame) -> Iterator[str]:
    match frame:
        case TextFrame():
            if frame.role == "code":
                yield from (f"      {plain_text(line.inlines)}" for line in frame.paragraphs)
            elif frame.role != "title" and frame.role not in _AROUND:
                yield from _paragraphs(frame.paragraphs)
        case TableFrame():
            for row in frame.rows:
                yield "   " + " | ".join(_said(cell.inlines).replace("\n", " ") for cell in row.cells)
        case EquationFrame():
            yield f"   {frame.text}"
        case FigureFrame():
            if frame.alt:
                yield f"   [{frame.alt}]"
            if isinstance(frame.art, Drawing):
                yield from (f"   {shape.text}".replace("\n", " ") for shape in frame.art.shapes if shape.text)
        case ChartFrame():
            yield f"   [{frame.alt}]"
            yield from (f"   {line}" for line in _chart(frame.group) if line)
        case Rule():
            pass
        case _:
            assert_never(frame)


def _chart(group: ChartGroup) -> Iterator[str]:
    """Its words and numbers, a line a series."""
    yield group.title
    for chart in group.charts:
        yield chart.title
        yield " / ".join(filter(None, (chart.y.title, chart.x.title)))
        for series in chart.series:
            along = chart.categories or tuple(f"{x:g}" for x in series.x)
            names = series.points or ("",) * len(series.y)
            values = (
                f"{name or place} {low}{value:g}".strip()
                for place, name, value, low in zip(along, names, series.y, _lows(series), strict=False)
                if value is not None
            )
            yield f"{series.label or series.name}: {'; '.join(values)}"
        yield from (note.text for note in chart.notes)
        yield from (reference.text for reference in chart.references)
    yield group.source


def _lows(series: Series) -> Iterator[str]:
    """What stands before each value: the lower end of a range."""
    return (f"{low:g} – " if low is not None else "" for low in series.low or (None,) * len(series.y))


def _paragraphs(paragraphs: Sequence[LaidParagraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        margin = "   " + "  " * paragraph.level
        marker = f"{paragraph.marker.text} " if paragraph.marker else ""
        first, *more = _said(paragraph.inlines).split("\n")
        yield f"{margin}{marker}{first}"
        yield from (f"{margin}{' ' * len(marker)}{line}" for line in more)


def _said(inlines: Inlines) -> str:
    """The words of a line, pictures in it by theirs."""
    return plain_text(tuple(_worded(item) if isinstance(item, Run) else item for item in inlines))


def _worded(run: Run) -> Run:
    picture = run.marks.picture
    return run if picture is None else Run(f"[{picture.alt}]" if picture.alt else "")


def _write(deck: LaidOutDeck, _memory: Memory) -> Iterator[tuple[str, bytes]]:
    yield ".txt", text_of(deck).encode("utf-8")


TXT = Format("txt", _write)
