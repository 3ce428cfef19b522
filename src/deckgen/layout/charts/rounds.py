"""Pies and rings: how large they are, and where the names of their slices stand around them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.charts import Chart, Slices
from deckgen.layout.charts.numbers import Numbers
from deckgen.layout.charts.ruler import Ruler
from deckgen.themes.figure_tokens import ChartTokens
from deckgen.themes.model import Box

LINE = 1.2
"""From one line of a label to the next, in em."""
LEAST = 20.0
"""Radius in points."""
FURTHEST, STEP = 60.0, 6.0
"""How far from its place a label may stand to be clear of others, and the steps in which one is looked for …"""
_TURNS = [math.radians(sign * angle) for angle in range(6, 19, 6) for sign in (1, -1)]
"""… or how far around the round."""
_WAYS = [(STEP * step, turn) for step in range(int(FURTHEST / STEP) + 1) for turn in (0.0, *_TURNS)]
FARTHER = 2.0
"""A way outwards over one as long around, which leaves the round as large as it is."""
LEAST_SHARE = 0.5
"""Of the height that a round has, beside the names of its slices."""
RADII = 30
"""Sizes of a round that are tried."""
BARE = 8.0
"""Free around a round without labels, in points."""


class SliceLabel(Struct, frozen=True):
    """A share, perhaps with a name above it: half its width and height in points, and towards where it stands."""

    half: tuple[float, float]
    across: float
    down: float
    gap: float
    """Between the round and it, in points."""

    def center(self, radius: float) -> tuple[float, float]:
        """From the middle of a round so large: the nearest place at which the label does not touch it."""
        wide, high = self.half
        a, b, free = abs(self.across), abs(self.down), radius + self.gap
        if b and a * (free + high) <= wide * b:  # it stands upon the round, or hangs below it
            far = (free + high) / b
        elif a and b * (free + wide) <= high * a:  # it stands beside it
            far = (free + wide) / a
        else:  # a corner is nearest
            along = a * wide + b * high
            far = along + math.sqrt(max(0.0, along**2 - wide**2 - high**2 + free**2))
        return far * self.across, far * self.down

    def turned(self, angle: float) -> SliceLabel:
        """Where it stands further around, in radians clockwise."""
        cos, sin = math.cos(angle), math.sin(angle)
        across, down = self.across * cos - self.down * sin, self.across * sin + self.down * cos
        return replace(self, across=across, down=down)


def slice_labels(
    chart: Chart, values: Numbers | None, ruler: Ruler, size: float, tokens: ChartTokens, *, named: bool
) -> list[SliceLabel]:
    """The labels around a round, clockwise from twelve o'clock, at `size` points: shares, below names where it is
    `named`; none if they are not shown."""
    if values is None or not isinstance(chart.marks, Slices):
        return []
    shares = [max(0.0, value or 0.0) for value in chart.series[0].y]
    total, done, found = sum(shares) or 1.0, 0.0, []
    for name, share in zip(chart.categories, shares, strict=True):
        angle = 2 * math.pi * (done + share / 2) / total
        done += share
        text = slice_text(chart, values, share, total)
        said = (name, text) if named else (text,)
        wide = max(ruler.width(text, size) for text in said)
        half = (wide / 2, len(said) * LINE * size / 2)
        found.append(SliceLabel(half, math.sin(angle), -math.cos(angle), tokens.slice_gap))
    return found


def slice_text(chart: Chart, values: Numbers, value: float, total: float) -> str:
    """A slice's share of all, or its value where the author wants those."""
    return values.text(100 * value / total if chart.shows_shares else value)


def round_in(plot: Box, labels: Sequence[SliceLabel]) -> Box:
    """The largest square in `plot` that leaves room for the labels around the round in it."""
    large = max(LEAST, min(plot.width, plot.height) / 2 - BARE)
    tries = (LEAST + (large - LEAST) * step / RADII for step in range(RADII, 0, -1))
    radius = next((each for each in tries if _fit(labels, each, plot)), LEAST)
    return Box(plot.x + plot.width / 2 - radius, plot.y + plot.height / 2 - radius, 2 * radius, 2 * radius)


def is_cramped(plot: Box, labels: Sequence[SliceLabel]) -> bool:
    """True for labels beside which the round in `plot` would be small: a legend leaves it more room."""
    return round_in(plot, labels).height < LEAST_SHARE * plot.height


def centers(labels: Sequence[SliceLabel], radius: float) -> list[tuple[float, float]]:
    """The labels' middles from that of the round: each as near to its slice as the ones before it leave room for, as
    those of small slices side by side would lie on one another."""
    found: list[tuple[float, float]] = []
    ways: list[tuple[float, float]] | None = None
    turned = 0.0
    for label in labels:
        place, turn = label.center(radius), 0.0
        if not _is_free(place, label, found, labels):
            ways = ways or sorted(_WAYS, key=lambda way: FARTHER * way[0] + radius * abs(way[1]))
            for far, turn in ways:
                other = label.turned(turn).center(radius + far)
                if turn >= turned and _is_free(other, label, found, labels):  # in the order of their slices
                    place = other
                    break
        turned = min(turn, 0.0)
        found.append(place)
    return found


def _is_free(
    place: tuple[float, float],
    label: SliceLabel,
    found: Sequence[tuple[float, float]],
    labels: Sequence[SliceLabel],
) -> bool:
    """True where none of the labels `found` so far stands."""
    known = zip(found, labels, strict=False)
    return not any(_overlap(place, label.half, other, each.half) for other, each in known)


def _overlap(
    one: tuple[float, float], half: tuple[float, float], other: tuple[float, float], its: tuple[float, float]
) -> bool:
    return abs(one[0] - other[0]) < half[0] + its[0] + STEP and abs(one[1] - other[1]) < half[1] + its[1]


def _fit(labels: Sequence[SliceLabel], radius: float, plot: Box) -> bool:
    found: list[tuple[float, float]] = []
    for (x, y), label in zip(centers(labels, radius), labels, strict=True):
        wide, high = label.half
        inside = 2 * (abs(x) + wide) <= plot.width and 2 * (abs(y) + high) <= plot.height
        if not inside or not _is_free((x, y), label, found, labels):
            return False
        found.append((x, y))
    return True


def shifts(
    labels: Sequence[SliceLabel], marks: Slices, plot: Box, box: Box, tokens: ChartTokens
) -> tuple[tuple[float, float], ...]:
    """From the middle of each slice to its label's, in shares of the width and height of the chart's `box`."""
    radius = plot.width / 2
    middle = radius * (1 + tokens.hole / 100) / 2 if marks.ring else radius / 2
    places = zip(centers(labels, radius), labels, strict=True)
    return tuple(
        ((x - middle * label.across) / box.width, (y - middle * label.down) / box.height)
        for (x, y), label in places
    )
