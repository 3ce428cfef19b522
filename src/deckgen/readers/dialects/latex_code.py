"""The lines of a deck in which LaTeX's commands are shown, and not meant: code, however it is set off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.patterns import regex

FENCE = regex(r"[ \t>]*(`{3,}|~{3,})")
VERBATIM = frozenset(("verbatim", "lstlisting", "minted", "semiverbatim", "alltt"))
_VERBATIM = regex(rf"[ \t]*\\begin\{{({'|'.join(sorted(VERBATIM))})\*?\}}")
_MARKER = regex(r"([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\S")


def code_lines(lines: Sequence[str]) -> Iterator[bool]:
    """For each line, whether it is code: in a fence or a verbatim environment with what bounds it, or indented."""
    fence = ends = ""
    for at, line in enumerate(lines):
        mark = FENCE.match(line) if not ends else None
        inside = bool(fence or ends or mark)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif ends:
            ends = "" if line.lstrip().startswith(ends) else ends
        elif not fence and (begins := _VERBATIM.match(line)):
            ends, inside = f"\\end{{{begins[1]}", True
        yield inside or is_indented(lines, at)


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
