"""Which lines of Markdown are code between fences (CommonMark 0.31, 4.5), before a parser has seen them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckgen.patterns import regex

OPENING = regex(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<signs>`{3,}(?=[^`]*$)|~{3,})")
"""Behind the markers of lists and quotations, too; behind backticks stand none, or they are code in a line."""


def fence_behind(line: str, fence: str = "") -> str:
    """The signs of the fence that is open below a line, where `fence` is open above it: as many or more of the same
    close it, with nothing behind them."""
    if fence:
        bare = line.strip(" \t>\r\n")
        return "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
    mark = OPENING.match(line) if "```" in line or "~~~" in line else None
    return mark["signs"] if mark else ""


def fenced(lines: Iterable[str]) -> Iterator[str]:
    """For each line, the signs of the fence that it opens, closes or stands in; nothing for text."""
    fence = ""
    for line in lines:
        above, fence = fence, fence_behind(line, fence)
        yield above or fence
