"""The laid-out deck as JSON or as readable text: the contract that tests hold renderers to."""

from __future__ import annotations

import json
from typing import Any

from deckgen.layout.charts.model import ChartFrame, Panel
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
from deckgen.themes.model import Box


def as_json(deck: LaidOutDeck) -> str:
    """Slides with their frames; boxes and baselines in points from the slide's top left."""
    data = {
        "title": deck.title,
        "lang": deck.lang,
        "theme": deck.theme.name,
        "width": deck.theme.width,
        "height": deck.theme.height,
        "sections": [
            {"title": section.title, "slides": [_slide(deck, slide) for slide in section.slides]}
            for section in deck.sections
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _slide(deck: LaidOutDeck, slide: LaidOutSlide) -> dict[str, Any]:
    return {
        "number": slide.number,
        "id": slide.id,
        "kind": slide.kind.value,
        "layout": deck.layout_of(slide).part,
        "title": slide.title,
        "part": slide.part,
        "parts": slide.parts,
        "line": slide.line,
        "frames": [_frame(frame, slide.above) for frame in slide.frames],
    }


def _frame(frame: Frame, above: int) -> dict[str, Any]:
    box = _rounded(frame.box)
    common: dict[str, Any] = {"box": box, "span": [frame.span.line + above, frame.span.last_line + above]}
    match frame:
        case TextFrame():
            sizes = sorted({p.size for p in frame.paragraphs}, reverse=True)
            paragraphs = [_paragraph(paragraph) for paragraph in frame.paragraphs]
            return {"kind": frame.role, **common, "sizes": sizes, "paragraphs": paragraphs}
        case TableFrame():
            rows = [[_paragraph(cell) for cell in row.cells] for row in frame.rows]
            widths = [round(width, 2) for width in frame.widths]
            return {"kind": "table", **common, "widths": widths, "rows": rows}
        case FigureFrame():
            return {"kind": "figure", **common, "art": type(frame.art).__name__, "alt": frame.alt}
        case ChartFrame():
            return {"kind": "chart", **common, "charts": [_panel(p) for p in frame.panels], "alt": frame.alt}
        case EquationFrame():
            return {"kind": "equation", **common, "sizes": [frame.size], "text": frame.text}
        case Rule():
            return {"kind": "rule", **common}


def _rounded(box: Box) -> list[float]:
    return [round(value, 2) for value in (box.x, box.y, box.width, box.height)]


def _panel(panel: Panel) -> dict[str, Any]:
    """A chart as both writers get it: its plot in points, its axes' ranges, the words at its marks."""
    found: dict[str, Any] = {"kind": panel.chart.kind, "plot": _rounded(panel.plot)}
    if panel.title:
        found["title"] = " ".join(panel.title)
    for name, axis in (("x", panel.x), ("y", panel.y)):
        ticks = [tick.label for tick in axis.ticks]
        found[name] = {"title": axis.axis.title, "low": axis.low, "high": axis.high, "ticks": ticks}
    found["series"] = [{"name": s.name, "color": s.color, "points": len(s.y)} for s in panel.chart.series]
    found["labels"] = [label.text for label in panel.labels]
    return found


def _paragraph(paragraph: LaidParagraph) -> dict[str, Any]:
    found: dict[str, Any] = {"size": paragraph.size, "level": paragraph.level}
    if paragraph.marker:
        found["marker"] = paragraph.marker.text
    found["lines"] = [
        {"text": line.text, "x": round(line.x, 2), "baseline": round(line.baseline, 2),
         "width": round(line.width, 2)}
        for line in paragraph.lines
    ]  # fmt: skip
    return found


def as_text(deck: LaidOutDeck) -> str:
    """The same for a person: a line a frame."""
    rows = []
    for section in deck.sections:
        if section.title:
            rows.append(f"── {section.title}")
        for slide in section.slides:
            part = f" ({slide.part}/{slide.parts})" if slide.parts > 1 else ""
            rows.append(f"{slide.number:4}  {slide.title or '(no title)'}{part}  · line {slide.line}")
            for frame in slide.frames:
                data = _frame(frame, slide.above)
                x, y, width, height = data["box"]
                place = f"{x:.0f},{y:.0f} {width:.0f}×{height:.0f}"
                sizes = " ".join(f"{size:g}" for size in data.get("sizes", ()))
                rows.append(f"        {data['kind']:<10} {place:<18} {sizes}".rstrip())
    return "\n".join(rows)
