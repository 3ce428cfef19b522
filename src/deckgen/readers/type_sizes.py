"""Type sizes that authors give in CSS: over the text around them, or over the slide's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block
from deckgen.deck.inlines import Inlines, Run, SizeUnit, with_marks
from deckgen.deck.walk import map_inlines
from deckgen.patterns import regex

_SIZE = regex(r"([\d.]+)\s*(em|rem|%|px|pt|vw)?")
_WORDS = {"xx-small": 0.6, "x-small": 0.75, "small": 0.85, "smaller": 0.85, "medium": 1.0,
          "large": 1.2, "larger": 1.2, "x-large": 1.5, "xx-large": 2.0}  # fmt: skip
USUAL_SIZE = 32.0
"""CSS pixels of body text on the slides of a tool that says nothing else …"""
TITLE_SCALE = 1.5
"""… and the size of titles over it."""
TITLE_SIZE = TITLE_SCALE * USUAL_SIZE
_LEAST, _MOST = 0.3, 4.0
_OVER: Mapping[str, float] = {"px": USUAL_SIZE, "pt": 0.75 * USUAL_SIZE, "vw": 2.5}


def scale_of(size: str) -> tuple[float, SizeUnit]:
    """A CSS type size over that of the text around it, 0 if it is not known; with a unit, over the slide's text."""
    size = size.lower()
    if size in _WORDS:
        return _WORDS[size], ""
    match = _SIZE.fullmatch(size)
    if match is None or match[1].count(".") > 1 or not match[1].strip("."):
        return 0.0, ""
    value, unit = float(match[1]), match[2] or ""
    scale = value / (100.0 if unit == "%" else _OVER.get(unit, 1.0))
    over: SizeUnit = "rem" if unit == "rem" else "px" if unit in _OVER else ""
    return (min(_MOST, max(_LEAST, scale)) if scale else 0.0), over


def in_title(inlines: Inlines) -> Inlines:
    """Text that becomes a title, with sizes that were given over the slide's text over those of titles."""
    return _rescaled(inlines, {"px": 1 / TITLE_SCALE, "rem": 1 / TITLE_SCALE})


def over_text(
    title: Inlines, blocks: Sequence[Block], size: float, root: float
) -> tuple[Inlines, list[Block]]:
    """A slide's text with its sizes over those of its tool, whose text has `size` px and `rem` `root` px."""
    shares = {"px": USUAL_SIZE / size, "rem": root / size}
    return _rescaled(title, shares), [
        map_inlines(block, lambda text: _rescaled(text, shares)) for block in blocks
    ]


def _rescaled(inlines: Inlines, shares: Mapping[str, float]) -> Inlines:
    if not any(isinstance(item, Run) and item.marks.unit for item in inlines):
        return inlines
    return with_marks(inlines, lambda marks: replace(marks, scale=marks.scale * shares.get(marks.unit, 1.0)))
