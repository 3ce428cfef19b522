"""Models of growing size with the abilities that appear: PaLM 8B → 62B → 540B.

Google AI blog, 4 April 2022 (Pathways Language Model), and Chowdhery et al. 2022 (arXiv:2204.02311).
Only the rows marked as verified are drawn. Each disc's area grows with the logarithm of the size.
"""

from __future__ import annotations

import math

from deckgen.charts.data import rows
from deckgen.charts.words import Words
from deckgen.deck.figures import Drawing, Shape

WIDTH, HEIGHT = 840.0, 316.0
_SIZES = (("8B", 8.0, "accent1"), ("62B", 62.0, "accent4"), ("540B", 540.0, "accent2"))
_CENTERS = (92.0, 322.0, 592.0)
_AXIS = 150.0


def emergence_tree(lang: str) -> Drawing:
    """The drawing, its words in `lang`."""
    words = Words(lang)
    column = "capability_fr" if words.french else "capability"
    shapes: list[Shape] = []
    edges = []
    for (name, size, color), center in zip(_SIZES, _CENTERS, strict=True):
        radius = 26 + 46 * math.log10(size / 8) / math.log10(540 / 8)
        edges.append((center - radius, center + radius))
        box = (center - radius, _AXIS - radius, 2 * radius, 2 * radius)
        label = 17.0 + 9 * (radius - 26) / 46
        shapes.append(Shape("circle", *box, fill=color, text=name, color="paper", size=label, bold=True))
    for (_, right), (left, _) in zip(edges, edges[1:], strict=False):
        shapes.append(Shape("arrow", right + 8, _AXIS, left - right - 16, 0, stroke="muted"))
    for (name, _, color), center in zip(_SIZES, _CENTERS, strict=True):
        new = [
            row[column]
            for row in rows("palm_capabilities")
            if row["first_shown_at"] == name and row["verified"] == "yes"
        ]
        top = _AXIS + 84
        for index, ability in enumerate(new):
            y = top + index * 24
            shapes.append(
                Shape("text", center - 88, y, 220, 24, text=f"+ {ability}", color=color, size=17,
                      align="left")
            )  # fmt: skip
    shapes.append(
        Shape("text", 0, 0, WIDTH, 24, text="PaLM : " + words("billion parameters") if words.french
              else "PaLM: " + words("billion parameters"), color="muted", size=15, align="left")
    )  # fmt: skip
    shapes.append(
        Shape("text", 0, HEIGHT - 14, WIDTH, 14, color="muted", size=12, align="right",
              text=words("Source: ") + "Google AI, 4 avril 2022 ; Chowdhery et al. 2022" if words.french
              else "Source: Google AI, 4 April 2022; Chowdhery et al. 2022")
    )  # fmt: skip
    description = words(
        "Three sizes of PaLM, 8B, 62B and 540B parameters, each with the abilities that appear with it."
    )
    return Drawing("emergence-tree", WIDTH, HEIGHT, tuple(shapes), description, min_width=640)
