"""Models of growing size with the abilities that appear: PaLM 8B → 62B → 540B.

Google AI blog, 4 April 2022 (Pathways Language Model), and Chowdhery et al. 2022 (arXiv:2204.02311).
Only the rows marked as verified are drawn. Each disc's area is in proportion to the size.
"""

from __future__ import annotations

import itertools
import math

from deckgen.charts.data import rows
from deckgen.charts.translations import Words
from deckgen.deck.figures import Drawing, Shape

WIDTH, HEIGHT = 840.0, 292.0
_SIZES = (("8B", 8, "back1"), ("62B", 62, "text"), ("540B", 540, "lit1"))
_LEFT = (0.0, 290.0, 590.0)
"""Where each model's column begins."""
_AXIS = 92.0
_LARGEST = 88.0
"""Radius of the last disc."""
_ROOMY = 26.0
"""Radius from which the size stands in the disc, not above it."""


def emergence_tree(lang: str) -> Drawing:
    """The drawing, its words in `lang`."""
    words = Words(lang)
    column = "capability_fr" if words.french else "capability"
    verified = [row for row in rows("palm_capabilities") if row["verified"] == "yes"]
    shapes: list[Shape] = []
    edges = []
    for (name, size, color), left in zip(_SIZES, _LEFT, strict=True):
        radius = _LARGEST * math.sqrt(size / 540)
        edges.append((left, left + 2 * radius))
        label, inside = f"{size} Mds" if words.french else name, radius >= _ROOMY
        shapes.append(
            Shape(kind="circle", x=left, y=_AXIS - radius, width=2 * radius, height=2 * radius, fill=color,
                  text=label if inside else "", color="ground", size=28 if radius > 60 else 16, bold=True)
        )  # fmt: skip
        if not inside:
            shapes.append(
                Shape(kind="text", x=left, y=_AXIS - radius - 30, width=120, height=24, text=label, color=color,
                      size=18, bold=True, align="left")
            )  # fmt: skip
        abilities = [row[column] for row in verified if row["first_shown_at"] == name]
        for index, ability in enumerate(abilities):
            shapes.append(
                Shape(
                    kind="text",
                    x=left,
                    y=_AXIS + 96 + 25 * index,
                    width=250,
                    height=25,
                    text=f"+ {ability}",
                    color=color,
                    size=18,
                    align="left",
                )
            )
    for (_, right), (left, _) in itertools.pairwise(edges):
        shapes.append(
            Shape(kind="arrow", x=right + 10, y=_AXIS, width=left - right - 20, height=0, stroke="muted")
        )
    source = "Google AI, 4 avril 2022" if words.french else "Google AI, 4 April 2022"
    shapes.append(
        Shape(kind="text", x=0, y=HEIGHT - 15, width=WIDTH, height=15, color="muted", size=12, align="right",
              text=f"{words('PaLM, billions of parameters')}. {words('Source: ')}{source} ; "
              "Chowdhery et al. 2022")
    )  # fmt: skip
    description = words(
        "Three sizes of PaLM, 8B, 62B and 540B parameters, each with the abilities that appear with it."
    )
    return Drawing(
        name="emergence-tree",
        width=WIDTH,
        height=HEIGHT,
        shapes=tuple(shapes),
        description=description,
        min_width=640,
    )
