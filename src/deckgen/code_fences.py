"""Which lines of Markdown are code between fences (CommonMark 0.31, 4.5), before a parser has seen them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from deckgen.patterns import regex

_MARKER = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
OPENING = regex(rf"[ \t]*(?P<quoted>>[ \t>]*)?(?:{_MARKER})*(?P<signs>`{{3,}}(?=[^`]*$)|~{{3,}})")
"""Behind the markers of lists and quotations, too; behind backticks stand none, or they are code in a line."""
_ITEM = regex(rf"[ \t>]*{_MARKER}\S")


def fence_behind(line: str, fence: str = "") -> str:
    """The signs of the fence that is open below a line, where `fence` is open above it: as many or more of the same
    close it, with nothing behind them. One in a quotation has `>` before its signs, and ends with that."""
    if fence:
        quoted, signs = fence.startswith(">"), fence.lstrip(">")
        if quoted and not line.lstrip().startswith(">"):
            return ""
        bare = line.strip(" \t>\r\n" if quoted else " \t\r\n")
        return "" if bare.startswith(signs) and not bare.strip(signs[0]) else fence
    mark = OPENING.match(line) if "```" in line or "~~~" in line else None
    return (">" if mark["quoted"] else "") + mark["signs"] if mark else ""


def fenced(lines: Iterable[str]) -> Iterator[str]:
    """For each line, the fence that it opens, closes or stands in, as `fence_behind` gives it; nothing for text, and
    for code that is indented. One in an item of a list ends with that."""
    fence, in_list = "", False
    for line in lines:
        at_margin = bool(line.strip()) and line[0] not in " \t>"
        above, fence = fence, fence_behind(line, fence)
        if above and ((in_list and at_margin and fence) or (above[0] == ">" and line.lstrip()[:1] != ">")):
            above, fence = "", fence_behind(line)  # the list, or the quotation, is over
        if not above:
            in_list = bool(_ITEM.match(line)) or (in_list and not at_margin)
            if not in_list and line.startswith(("    ", "\t")):
                fence = ""
        yield above or fence


def blocks_of_code(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each block of code between fences, the line that opens it and the one that closes it, or the number of lines
    where none does."""
    opened, before = 0, ""
    for at, fence in enumerate(fenced(lines)):
        if fence and not before:
            opened = at
        if before and (not fence or not fence_behind(lines[at], before)):
            yield opened, at
            fence = ""
        before = fence
    if before:
        yield opened, len(lines)
