"""The laid-out deck as JSON, with its schema, or as readable text: the contract that tests hold renderers to."""

from __future__ import annotations

from typing import Any, assert_never

import msgspec
from msgspec.structs import replace

from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import EquationFrame, FigureFrame, Frame, LaidOutDeck, Rule, TableFrame, TextFrame
from deckgen.model import Content


def as_json(deck: LaidOutDeck) -> str:
    """The deck with its theme, slides and frames, as `schema` describes it. What is as by default is left out; bytes of
    files are their hash."""
    sections = tuple(
        replace(section, slides=tuple(replace(slide, key=b"") for slide in section.slides))
        for section in deck.sections
    )
    data = msgspec.json.encode(replace(deck, sections=sections), enc_hook=_hash)
    return msgspec.json.format(data, indent=1).decode()


def schema() -> str:
    """The JSON schema (2020-12) of what `as_json` writes. Lengths are points from the slide's top left corner, colours
    six hexadecimal digits; the models' own docstrings say more."""
    found = msgspec.json.schema(LaidOutDeck, schema_hook=_hash_schema)
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "deckgen inspect --json",
        **found,
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode()


def _hash(value: object) -> str:
    if isinstance(value, Content):
        return value.digest
    raise TypeError(type(value).__name__)


def _hash_schema(kind: type) -> dict[str, Any]:
    if kind is Content:
        return {"type": "string", "description": "The first 32 digits of a file's SHA-256."}
    raise TypeError(kind.__name__)


def as_text(deck: LaidOutDeck) -> str:
    """The same for a person: a line a frame."""
    rows = []
    for section in deck.sections:
        if section.title:
            rows.append(f"── {section.title}")
        for slide in section.slides:
            part = f" ({slide.part}/{slide.parts})" if slide.parts > 1 else ""
            rows.append(f"{slide.number:4}  {slide.title or '(no title)'}{part}  · line {slide.line}")
            rows += (_row(frame) for frame in slide.frames)
    return "\n".join(rows)


def _row(frame: Frame) -> str:
    x, y, width, height = (round(v, 2) for v in (frame.box.x, frame.box.y, frame.box.width, frame.box.height))
    place = f"{x:.0f},{y:.0f} {width:.0f}×{height:.0f}"
    sizes = " ".join(f"{size:g}" for size in _sizes(frame))
    return f"        {_name(frame):<10} {place:<18} {sizes}".rstrip()


def _name(frame: Frame) -> str:
    match frame:
        case TextFrame():
            return frame.role
        case TableFrame():
            return "table"
        case FigureFrame():
            return "figure"
        case ChartFrame():
            return "chart"
        case EquationFrame():
            return "equation"
        case Rule():
            return "rule"
        case _:
            assert_never(frame)


def _sizes(frame: Frame) -> list[float]:
    if isinstance(frame, TextFrame):
        return sorted({paragraph.size for paragraph in frame.paragraphs}, reverse=True)
    return [frame.size] if isinstance(frame, EquationFrame) else []
