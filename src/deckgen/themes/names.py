"""Names and units of the format."""

from __future__ import annotations

from typing import Any

from lxml import etree

from deckgen.patterns import regex

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU_PER_POINT = 12700
DRAWN = regex(r"ppt/slide(?:Masters|Layouts)/[^/]+\.xml")
"""Parts that say how slides look."""
WHOLE = 100_000
"""Shares are written in thousandths of a per cent."""
_MOST = 1e12
"""No length, share or angle of a file is more."""
FULL_TURN = 360 * 60_000
"""Angles are written in 60,000ths of a degree."""


def as_part(root: Any) -> bytes:
    """An element as the bytes of a package's part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def is_on(value: str | None) -> bool:
    """An attribute that is true."""
    return value in ("1", "true", "on")


def number(value: str | None, default: float = 0.0) -> float:
    """An attribute that is a number; shares may be written with a per cent sign."""
    if not value:
        return default
    try:
        found = float(value[:-1]) * 1000 if value.endswith("%") else float(value)
    except ValueError:
        return default
    return found if abs(found) < _MOST else default
