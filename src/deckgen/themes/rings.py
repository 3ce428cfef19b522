"""What an outline is around: its path as polygons."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import atan2, cos, hypot, pi, sin, sqrt

from deckgen.patterns import regex

_TOKEN = regex(r"[A-Za-z]|-?[\d.]+(?:e-?\d+)?")
_COUNTS = {"M": 2, "L": 2, "C": 6, "Q": 4, "A": 7, "H": 1, "V": 1}
_STEPS = 8
"""Straight lines in place of a curve."""
Point = tuple[float, float]


def is_within(point: Point, path: str) -> bool:
    """True for a point inside of a path in SVG's absolute commands, by the rule of even and odd."""
    inside = False
    for (left, top, right, bottom), ring in _parts(path):
        if left <= point[0] <= right and top <= point[1] <= bottom:
            inside ^= _is_inside(*point, ring)
    return inside


@lru_cache(1024)
def _parts(path: str) -> tuple[tuple[tuple[float, float, float, float], list[Point]], ...]:
    """The rings of a path, each with its left, top, right and bottom: many points are asked of one."""
    return tuple(
        ((min(xs), min(ys), max(xs), max(ys)), ring)
        for ring in _rings(path)
        for xs, ys in [tuple(zip(*ring, strict=True))]
    )


def _rings(path: str) -> Iterator[list[Point]]:
    ring: list[Point] = []
    letter, numbers = "M", list[float]()
    for token in _TOKEN.findall(path):
        if token.isalpha():
            letter, numbers = token, []
            if token in "MZ" and ring:
                yield ring
                ring = []
            continue
        numbers.append(float(token))
        if len(numbers) == _COUNTS.get(letter, 2):
            ring += _drawn(letter, ring[-1] if ring else (0.0, 0.0), numbers)
            numbers = []
    if ring:
        yield ring


def _drawn(letter: str, last: Point, numbers: Sequence[float]) -> list[Point]:
    """The points that a command leads through, its end the last."""
    match letter:
        case "H":
            return [(numbers[0], last[1])]
        case "V":
            return [(last[0], numbers[0])]
        case "C" | "Q":
            points = [last, *zip(numbers[::2], numbers[1::2], strict=True)]
            return [_curved(points, step / _STEPS) for step in range(1, _STEPS + 1)]
        case "A":
            return _arc(last, numbers)
    return [(numbers[-2], numbers[-1])]


def _curved(points: Sequence[Point], share: float) -> Point:
    """A point of a Bézier curve (de Casteljau's way)."""
    while len(points) > 1:
        points = [
            (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
            for (x1, y1), (x2, y2) in itertools.pairwise(points)
        ]
    return points[0]


def _arc(start: Point, numbers: Sequence[float]) -> list[Point]:
    """Points of an arc of an ellipse that is not turned (SVG 1.1, F.6.5)."""
    across, down, _, is_large, is_swept, *end = numbers
    if not across or not down:
        return [(end[0], end[1])]
    x, y = (start[0] - end[0]) / 2 / across, (start[1] - end[1]) / 2 / down
    half = max(1e-9, hypot(x, y))
    grown = max(1.0, half)  # radii that do not reach are larger
    away = sqrt(max(0.0, (grown / half) ** 2 - 1)) * (-1 if bool(is_large) == bool(is_swept) else 1)
    middle = away * y, -away * x
    first, last = atan2(y - middle[1], x - middle[0]), atan2(-y - middle[1], -x - middle[0])
    if is_swept and last < first:
        last += 2 * pi
    if not is_swept and last > first:
        last -= 2 * pi
    across, down = across * grown, down * grown
    center = (
        (start[0] + end[0]) / 2 + middle[0] * across / grown,
        (start[1] + end[1]) / 2 + middle[1] * down / grown,
    )
    turns = (first + (last - first) * step / _STEPS for step in range(1, _STEPS))
    return [*((center[0] + across * cos(t), center[1] + down * sin(t)) for t in turns), (end[0], end[1])]


def _is_inside(x: float, y: float, ring: Sequence[Point]) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
