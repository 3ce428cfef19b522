"""Namespaces and small helpers for the parts' XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deckgen.patterns import regex

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
EMU = 12700
"""English metric units in a point."""
_STRANGE = regex(r"(?:v|am3d|aink|iact|pslz|psez|psuz)\b")
"""Extensions whose elements are not read here: drawings of 2000, models, ink, zooms."""


def local(element: Any) -> str:
    """An element's name without its namespace; nothing for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any) -> Iterator[Any]:
    """An element's children; of alternatives (`mc:AlternateContent`) those of the one that is for us."""
    for child in element if element is not None else ():
        if child.tag == f"{MC}AlternateContent":
            yield from _chosen(child)
        elif isinstance(child.tag, str):
            yield child


def _chosen(alternatives: Any) -> Iterator[Any]:
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    if choice is not None and not _STRANGE.search(choice.get("Requires") or ""):
        return children(choice)
    return children(fallback if fallback is not None else choice)


def whole(element: Any, name: str, default: int = 0) -> int:
    """An attribute that is a whole number."""
    try:
        return int(element.get(name, default)) if element is not None else default
    except ValueError:
        return default


def number_of(text: str) -> float | None:
    """A finite number in words; None for what is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def flag(element: Any, name: str = "val", default: bool = False) -> bool:
    """An attribute that is `1` or `true`; an element without it is a yes."""
    if element is None:
        return default
    return element.get(name, "1" if name == "val" else "0") in ("1", "true", "on")
