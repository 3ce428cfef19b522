"""The lines of a deck in which LaTeX's commands are shown, and not meant: code, however it is set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from deckgen.code_fences import fence_behind
from deckgen.patterns import regex

VERBATIM = frozenset(
    ("verbatim", "Verbatim", "BVerbatim", "lstlisting", "minted", "semiverbatim", "alltt", "code")
)
_VERBATIM = regex(rf"[ \t]*\\begin\{{({'|'.join(sorted(VERBATIM))})\*?\}}")
_MARKER = regex(r"([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")


def code_lines(lines: Sequence[str]) -> Iterator[bool]:
    """For each line, whether it is code: in a fence or a verbatim environment with what bounds it, or indented."""
    for at, code in enumerate(set_off(lines)):
        yield bool(code) or is_indented(lines, at)


def set_off(lines: Iterable[str]) -> Iterator[Literal["", "fence", "verbatim"]]:
    """For each line, what sets it off as code."""
    fence = ends = ""
    for line in lines:
        above, fence = fence, "" if ends else fence_behind(line, fence)
        if above or fence:
            yield "fence"
        elif ends:
            yield "verbatim"
            ends = "" if line.lstrip().startswith(ends) else ends
        elif begins := _VERBATIM.match(line):
            yield "verbatim"
            ends = f"\\end{{{begins[1]}"
        else:
            yield ""


def is_indented(lines: Sequence[str], at: int) -> bool:
    """True for a line that is indented code: four spaces further in than the text around it."""
    indent = _indent(lines[at])
    if indent < 4:
        return False
    for line in reversed(lines[max(0, at - 60) : at]):
        marker = _MARKER.match(line)
        if marker and len(marker[1]) <= indent:
            return indent - len(marker[1]) >= 4
        if line.strip() and _indent(line) == 0:
            return True
    return True


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
