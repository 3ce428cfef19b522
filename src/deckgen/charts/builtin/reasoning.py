"""Bang et al. 2023 (arXiv:2302.04023): ChatGPT is right in 63.41 % of 10 categories of reasoning."""

from __future__ import annotations

from deckgen.charts.words import Words
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
        Shape("text", 0, 0, WIDTH, 150, text=number, color="accent1", size=120, bold=True, align="left"),
        Shape("text", 0, 158, WIDTH, 32, text=what, color="ink", size=24, align="left"),
        Shape("rectangle", 0, 216, WIDTH, _BAR, fill="shade@92"),
        Shape("rectangle", 0, 216, filled, _BAR, fill="accent1"),
        Shape("text", 0, 250, WIDTH, 24, text="0", color="ink", size=16, align="left"),
        Shape("text", 0, 250, WIDTH, 24, text="100", color="ink", size=16, align="right"),
        Shape("text", 0, HEIGHT - 16, WIDTH, 16, color="muted", size=12, align="right",
              text=f"{words('Source: ')}Bang et al. 2023 (arXiv:2302.04023), {words('ChatGPT, abstract')}"),
    )  # fmt: skip
    return Drawing("reasoning", WIDTH, HEIGHT, shapes, f"{number} {what}", min_width=640)
