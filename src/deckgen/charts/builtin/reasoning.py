"""Bang et al. 2023 (arXiv:2302.04023): ChatGPT is right in 63.41 % of 10 categories of reasoning."""

from __future__ import annotations

from deckgen.charts.translations import Words
from deckgen.deck.figures import Drawing, Shape

WIDTH, HEIGHT = 760.0, 330.0
SCORE = 63.41
"""Percent: the mean over logical, non-textual and commonsense reasoning (abstract of the paper)."""
_BAR = 26.0


def reasoning(lang: str) -> Drawing:
    """The drawing, its words in `lang`."""
    words = Words(lang)
    number = f"{words.number(SCORE)}\u202f%" if words.french else f"{SCORE}%"
    filled = WIDTH * SCORE / 100
    what = words("of the answers are right, over 10 categories of reasoning")
    shapes = (
        Shape(
            kind="text",
            x=0,
            y=0,
            width=WIDTH,
            height=150,
            text=number,
            color="series1",
            size=120,
            bold=True,
            align="left",
        ),
        Shape(
            kind="text", x=0, y=158, width=WIDTH, height=32, text=what, color="text", size=24, align="left"
        ),
        Shape(kind="rectangle", x=0, y=216, width=WIDTH, height=_BAR, fill="shade@92"),
        Shape(kind="rectangle", x=0, y=216, width=filled, height=_BAR, fill="series1"),
        Shape(kind="text", x=0, y=250, width=WIDTH, height=24, text="0", color="text", size=16, align="left"),
        Shape(
            kind="text", x=0, y=250, width=WIDTH, height=24, text="100", color="text", size=16, align="right"
        ),
        Shape(
            kind="text",
            x=0,
            y=HEIGHT - 16,
            width=WIDTH,
            height=16,
            color="muted",
            size=12,
            align="right",
            text=f"{words('Source: ')}Bang et al. 2023 (arXiv:2302.04023), {words('ChatGPT, abstract')}",
        ),
    )
    return Drawing(
        name="reasoning",
        width=WIDTH,
        height=HEIGHT,
        shapes=shapes,
        description=f"{number} {what}",
        min_width=640,
    )
