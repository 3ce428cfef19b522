"""Bang et al. 2023 (arXiv:2302.04023): ChatGPT is right in 63.41 % of 10 categories of reasoning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from deckgen.charts.translations import Words
from deckgen.deck.figures import Drawing, Shape

SCORE = 63.41
"""Percent: the mean over logical, non-textual and commonsense reasoning (abstract of the paper)."""
_BAR = 26.0


def reasoning(lang: str) -> Drawing:
    """The drawing, its words in `lang`; in a narrow place what the number says stands in two lines."""
    words = Words(lang)
    number = f"{words.number(SCORE)}\u202f%" if words.french else f"{SCORE}%"
    what = words("of the answers are right, over 10 categories of reasoning")
    source = f"{words('Source: ')}Bang et al. 2023 (arXiv:2302.04023), {words('ChatGPT, abstract')}"
    wide = _drawn(760.0, 120, number, [what], source)
    narrow = _drawn(420.0, 92, number, what.split(", ", 1), source)
    return replace(wide, ways=(wide, narrow))


def _drawn(width: float, size: float, number: str, lines: Sequence[str], source: str) -> Drawing:
    y = size + 38
    shapes = [_words(number, 0, width, size + 30, size, "series1", bold=True)]
    for line in lines:
        shapes.append(_words(line, y, width, 32, 24, "text"))
        y += 32
    y += 26
    shapes += (
        Shape(kind="rectangle", x=0, y=y, width=width, height=_BAR, fill="shade@92"),
        Shape(kind="rectangle", x=0, y=y, width=width * SCORE / 100, height=_BAR, fill="series1"),
        _words("0", y + 34, width, 24, 16, "text"),
        _words("100", y + 34, width, 24, 16, "text", align="right"),
        _words(source, y + 98, width, 16, 12, "muted", align="right"),
    )
    return Drawing(
        name="reasoning", width=width, height=y + 114, shapes=tuple(shapes),
        description=f"{number} {' '.join(lines)}", min_width=640, turned=len(lines) > 1,
    )  # fmt: skip


def _words(
    text: str, y: float, width: float, height: float, size: float, color: str, *, bold: bool = False,
    align: Literal["left", "right"] = "left",
) -> Shape:  # fmt: skip
    return Shape(
        kind="text",
        x=0,
        y=y,
        width=width,
        height=height,
        text=text,
        color=color,
        size=size,
        bold=bold,
        align=align,
    )
