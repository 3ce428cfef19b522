"""In which order the shapes of a slide are read, and which stand beside each other: by their places alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct

from deckgen.powerpoint.model import ShownShape
from deckgen.themes.box import Box

_OVERLAP = 0.25
"""Share of the smaller shape's side by which two may overlap and count as apart."""
MOST_COLUMNS = 4
_ALIKE = 0.7
"""How high a row of a grid is at least, over another one."""


class Stack(Struct, frozen=True):
    """Parts below each other."""

    parts: tuple[Part, ...]


class Beside(Struct, frozen=True):
    """Parts side by side, from left to right."""

    parts: tuple[Part, ...]


Part: TypeAlias = ShownShape | Stack | Beside


def read_order(shapes: Sequence[ShownShape]) -> Part:
    """The shapes as they are read: cut where a gap runs through all of them, first into columns, then into rows (the
    recursive X-Y cut of Nagy and Seth, 1984)."""
    if len(shapes) == 1:
        return shapes[0]
    columns = _cut(shapes, lambda box: (box.x, box.right))
    if bands := _bands(shapes, columns):
        return Stack(tuple(map(read_order, bands)))
    if 1 < len(columns) <= MOST_COLUMNS:
        return Beside(tuple(read_order(each) for each in columns))
    rows = _cut(shapes, lambda box: (box.y, box.y + box.height))
    if len(rows) > 1:
        return Stack(tuple(read_order(each) for each in rows))
    if len(columns) > 1:
        return Beside(tuple(read_order(each) for each in columns))
    lines: list[ShownShape] = sorted(shapes, key=lambda each: (round(each.box.y / 12), each.box.x))
    return Stack(tuple(lines))


def _bands(shapes: Sequence[ShownShape], columns: Sequence[Sequence[ShownShape]]) -> list[list[ShownShape]]:
    """The rows of a grid, in which each column has something in each and they are alike: cards, or pictures with words
    below them. Nothing for any others."""
    rows = _cut(shapes, lambda box: (box.y, box.y + box.height))
    if len(columns) < 2 or len(rows) < 2:
        return []
    places = [{*map(id, column)} for column in columns]
    if not all(place & {*map(id, row)} for row in rows for place in places):
        return []
    heights = [max(shape.box.height for shape in row) for row in rows]
    for period in range(1, len(rows) // 2 + 1):
        repeats = len(rows) % period == 0
        pairs = zip(heights, heights[period:], strict=False)
        if repeats and all(min(pair) >= _ALIKE * max(pair) for pair in pairs):
            return [
                [shape for row in rows[first : first + period] for shape in row]
                for first in range(0, len(rows), period)
            ]
    return []


def flat(part: Part) -> list[ShownShape]:
    """The shapes one after the other."""
    return [part] if isinstance(part, ShownShape) else [shape for each in part.parts for shape in flat(each)]


def _cut(shapes: Sequence[ShownShape], side: Callable[[Box], tuple[float, float]]) -> list[list[ShownShape]]:
    """The groups between which there is a gap along one side."""
    groups: list[list[ShownShape]] = []
    end = shortest = 0.0
    for shape in sorted(shapes, key=lambda each: side(each.box)):
        first, last = side(shape.box)
        least = min(shortest, last - first) if groups else 0.0
        if groups and first < end - _OVERLAP * least:
            groups[-1].append(shape)
            end, shortest = max(end, last), max(shortest, last - first)
        else:
            groups.append([shape])
            end, shortest = last, last - first
    return groups
