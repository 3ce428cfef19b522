"""Elements of HTML's that stand side by side: grids and flexible rows, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from deckgen.deck.blocks import Block, Columns
from deckgen.patterns import regex
from deckgen.readers.html_tags import style_of
from deckgen.source import Span

_COUNT = regex(r"(?:.*:)?grid-cols-(\d{1,2})")
_NAMED = regex(r"(?:columns|cols|row|flex|grid|container|two-columns?|columns?-\d|multi-?columns?)")
_LAID_OUT = regex(r"(?:flex|grid)")
MOST = 8
"""Columns that a slide can hold."""


class Grid(Struct, frozen=True):
    """How the children of an element stand."""

    columns: int = 0
    """Columns of a row; 0 for all children in one row."""
    shares: tuple[float, ...] = ()
    """Of the width, adding up to 1; nothing for equal ones."""
    places_all: bool = True
    """Every child is a cell, not only those that say that they are columns."""


def grid_of(name: str, at: Mapping[str, str]) -> Grid | None:
    """How an element places its children side by side; None if it does not."""
    classes = at.get("class", "").split()
    style = at.get("style", "")
    display = style_of(style, "display")
    counts = [int(match[1]) for word in classes if (match := _COUNT.fullmatch(word))]
    if "flex-col" in classes or style_of(style, "flex-direction").startswith("column"):
        return None
    if template := style_of(style, "grid-template-columns"):
        return _templated(template)
    if counts and "grid" in classes:
        return Grid(min(counts[0], MOST))
    if _LAID_OUT.search(display):
        return Grid() if "flex" in display else None
    if "r-hstack" in classes:
        return Grid()
    if any(map(_NAMED.fullmatch, classes)) or name in ("columns", "row"):
        if "grid" in classes or "container" in classes:
            return Grid(places_all=False)
        return Grid(places_all="flex" in classes)
    return Grid(min(counts[0], MOST)) if counts else None


def _templated(template: str) -> Grid | None:
    """`1fr 2fr`, `repeat(3, 1fr)`"""
    if repeated := re.match(r"repeat\(\s*(\d{1,2})", template):
        count = int(repeated[1])
        return Grid(min(count, MOST)) if count > 1 else None
    parts = template.split()
    numbers = [match[1] for part in parts if (match := re.fullmatch(r"([\d.]+)(?:fr|%)", part))]
    if not 1 < len(parts) <= MOST:
        return None
    try:
        shares = [float(number) for number in numbers]
    except ValueError:
        shares = []
    total = sum(shares)
    given = len(shares) == len(parts) and total > 0
    return Grid(len(parts), tuple(share / total for share in shares) if given else ())


def in_rows(cells: Sequence[tuple[Block, ...]], grid: Grid, span: Span) -> list[Block]:
    """The cells in their order, row by row."""
    shown = [cell for cell in cells if cell]
    count = grid.columns or min(len(shown), MOST)
    if count < 2:
        return [block for cell in shown for block in cell]
    found: list[Block] = []
    for start in range(0, len(shown), count):
        row = shown[start : start + count]
        if len(shown) == 1:
            found += row[0]
            continue
        padded = (*row, *(((),) * (count - len(row)) if len(shown) > count else ()))
        shares = grid.shares if len(grid.shares) == len(padded) else (1 / len(padded),) * len(padded)
        found.append(Columns(padded, span, shares))
    return found
