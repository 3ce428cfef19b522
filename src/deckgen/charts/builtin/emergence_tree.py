"""Models of growing size with the abilities that appear: PaLM 8B → 62B → 540B.

Google AI blog, 4 April 2022 (Pathways Language Model), and Chowdhery et al. 2022 (arXiv:2204.02311).
Only the rows marked as verified are drawn. Each disc's area is in proportion to the size.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.data import rows
from deckgen.charts.translations import Words
from deckgen.deck.figures import Drawing, Shape

_SIZES = (("8B", 8, "back1"), ("62B", 62, "text"), ("540B", 540, "lit1"))
_ROOMY = 26.0
"""Radius from which the size stands in the disc, not beside it."""


class _Stage(Struct, frozen=True):
    """A model: its size in words, its share of the largest disc's radius, its colour, what it can do as the first."""

    label: str
    share: float
    color: str
    abilities: tuple[str, ...]


def emergence_tree(lang: str) -> Drawing:
    """The drawing, its words in `lang`: from left to right, and from the top down for a narrow place."""
    words = Words(lang)
    column = "capability_fr" if words.french else "capability"
    verified = [row for row in rows("palm_capabilities") if row["verified"] == "yes"]
    stages = [
        _Stage(
            f"{size} Mds" if words.french else name,
            math.sqrt(size / 540),
            color,
            tuple(row[column] for row in verified if row["first_shown_at"] == name),
        )
        for name, size, color in _SIZES
    ]
    source = "Google AI, 4 avril 2022" if words.french else "Google AI, 4 April 2022"
    said = f"{words('PaLM, billions of parameters')}. {words('Source: ')}{source} ; Chowdhery et al. 2022"
    description = words(
        "Three sizes of PaLM, 8B, 62B and 540B parameters, each with the abilities that appear with it."
    )
    across, down = _across(stages, said), _down(stages, said)
    wide, narrow = (
        Drawing(name="emergence-tree", width=width, height=height, shapes=shapes, description=description,
                min_width=640, turned=turned)
        for (width, height, shapes), turned in ((across, False), (down, True))
    )  # fmt: skip
    return replace(wide, ways=(wide, narrow))


_Canvas: TypeAlias = tuple[float, float, tuple[Shape, ...]]
"""Width, height, and what stands there."""


def _across(stages: Sequence[_Stage], source: str) -> _Canvas:
    width, height, axis, largest = 840.0, 292.0, 92.0, 88.0
    shapes: list[Shape] = []
    edges = []
    for stage, left in zip(stages, (0.0, 290.0, 590.0), strict=True):
        radius = largest * stage.share
        edges.append((left, left + 2 * radius))
        shapes.append(_disc(stage, left, axis - radius, radius))
        if radius < _ROOMY:
            shapes.append(_words(stage.label, left, axis - radius - 30, 120, stage.color, bold=True))
        shapes += (
            _words(f"+ {ability}", left, axis + 96 + 25 * at, 250, stage.color)
            for at, ability in enumerate(stage.abilities)
        )
    for (_, right), (left, _) in itertools.pairwise(edges):
        shapes.append(
            Shape(kind="arrow", x=right + 10, y=axis, width=left - right - 20, height=0, stroke="muted")
        )
    shapes.append(_small(source, height - 15, width, "right"))
    return width, height, tuple(shapes)


def _down(stages: Sequence[_Stage], source: str) -> _Canvas:
    width, axis, largest, step = 420.0, 66.0, 66.0, 25.0
    shapes: list[Shape] = []
    y, foot = 0.0, 0.0
    for stage in stages:
        radius = largest * stage.share
        named = 0.0 if radius >= _ROOMY else step
        high = max(2 * radius, named + step * len(stage.abilities))
        if foot:
            shapes.append(
                Shape(
                    kind="arrow",
                    x=axis,
                    y=foot + 8,
                    width=0,
                    height=y + high / 2 - radius - foot - 16,
                    stroke="muted",
                )
            )
        shapes.append(_disc(stage, axis - radius, y + high / 2 - radius, radius))
        top = y + (high - named - step * len(stage.abilities)) / 2
        if named:
            shapes.append(_words(stage.label, 2 * largest + 24, top, width, stage.color, bold=True))
        shapes += (
            _words(f"+ {ability}", 2 * largest + 24, top + named + step * at, width, stage.color)
            for at, ability in enumerate(stage.abilities)
        )
        foot, y = y + high / 2 + radius, y + high + 34
    shapes += (_small(line, y - 14 + 15 * at, width, "left") for at, line in enumerate(source.split(". ", 1)))
    return width, y + 18, tuple(shapes)


def _disc(stage: _Stage, x: float, y: float, radius: float) -> Shape:
    return Shape(
        kind="circle", x=x, y=y, width=2 * radius, height=2 * radius, fill=stage.color,
        text=stage.label if radius >= _ROOMY else "", color="ground", size=28 if radius > 60 else 16, bold=True,
    )  # fmt: skip


def _words(text: str, x: float, y: float, width: float, color: str, *, bold: bool = False) -> Shape:
    return Shape(
        kind="text",
        x=x,
        y=y,
        width=width,
        height=25,
        text=text,
        color=color,
        size=18,
        bold=bold,
        align="left",
    )


def _small(text: str, y: float, width: float, align: Literal["left", "right"]) -> Shape:
    return Shape(
        kind="text", x=0, y=y, width=width, height=15, color="muted", size=12, align=align, text=text
    )
