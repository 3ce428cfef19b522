"""Readings above words (`<ruby>漢字<rt>かんじ</rt></ruby>`): behind them in parentheses here, as in browsers
that have no ruby (HTML, the `rp` element)."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.inlines import Marks, Run

_EAST = "\u2e80"
"""From here on letters are those of languages with wide parentheses."""


def opening(before: Sequence[object], marks: Marks) -> Run:
    """What stands before a reading."""
    text = before[-1].text if before and isinstance(before[-1], Run) else ""
    return Run("（" if text[-1:] >= _EAST else " (", marks)


def closing(before: Sequence[object], marks: Marks) -> Run:
    """What stands behind it."""
    signs = [each.text for each in before if isinstance(each, Run) and each.text in ("（", " (")]
    return Run("）" if signs[-1:] == ["（"] else ")", marks)
