"""The table style that a template has made its default (ECMA-376 part 1, §20.1.4.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from deckgen.themes.art import ground_color, opacity_of
from deckgen.themes.drawingml.fills import NO_FILL, Fills
from deckgen.themes.names import EMU_PER_POINT, A, number

OFFICE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""The default of every new file: nobody has chosen it."""


class TableStyle(Struct, frozen=True):
    """What of it can be said in tokens: colours as six hexadecimal digits, nothing for none."""

    id: str
    header: str
    header_text: str
    band: str
    ground: str
    rule: tuple[float, str]
    """Between rows: width in points, and colour."""
    header_rule: tuple[float, str]


def default_style(root: Any, fills: Fills) -> TableStyle | None:
    """The default of a `tableStyles` part; None where that is Office's own, or is not in it."""
    wanted = root.get("def", "")
    style = next((each for each in root if each.get("styleId") == wanted), None)
    if style is None or wanted.upper() == OFFICE:
        return None
    whole, first = style.find(f"{A}wholeTbl"), style.find(f"{A}firstRow")
    band = next((_fill(style.find(f"{A}{name}"), fills) for name in ("band1H", "band2H")), "")
    ink = fills.inks.palette.get(fills.inks.slot("tx1"), "000000")
    return TableStyle(
        wanted, _fill(first, fills), _ink(first, fills) or _ink(whole, fills) or ink, band, _fill(whole, fills),
        _edge(whole, "insideH", fills), _edge(first, "bottom", fills),
    )  # fmt: skip


def _of(part: Any, path: str, read: Callable[[Any], str]) -> str:
    found = part.find(path) if part is not None else None
    return read(found) if found is not None else ""


def _fill(part: Any, fills: Fills) -> str:
    def read(style: Any) -> str:
        own = style.find(f"{A}fill")
        found = fills.own(own) if own is not None else None
        if found is None and (reference := style.find(f"{A}fillRef")) is not None:
            found = fills.listed(reference)
        is_seen = found is not None and found is not NO_FILL and opacity_of(found) > 0
        return ground_color(found) if found is not None and is_seen else ""

    return _of(part, f"{A}tcStyle", read)


def _ink(part: Any, fills: Fills) -> str:
    def read(style: Any) -> str:
        paint = fills.inks.paint([each for each in style if each.tag.endswith("Clr")])
        return paint.digits if paint else ""

    return _of(part, f"{A}tcTxStyle", read)


def _edge(part: Any, name: str, fills: Fills) -> tuple[float, str]:
    line = part.find(f"{A}tcStyle/{A}tcBdr/{A}{name}/{A}ln") if part is not None else None
    if line is None or line.find(f"{A}noFill") is not None:
        return 0.0, ""
    paint = fills.inks.paint(line.find(f"{A}solidFill"))
    return (number(line.get("w"), 12700) / EMU_PER_POINT, paint.digits) if paint else (0.0, "")
