"""The lines of a text with LaTeX in it, with what its preamble's names stand for, and a command that opens on each."""

from __future__ import annotations

from itertools import pairwise

from deckgen.patterns import regex

_MACRO = regex(
    r"\\(?:newcommand|renewcommand|def)\*?[ \t]*\{?(\\[A-Za-z]+)\}?[ \t]*\{[ \t]*"
    r"(\\(?:begin|end)\{\w+\}(?:\[[^\[\]]*\])?)[ \t]*\}"
)
"""Defines a name for a line of LaTeX's."""
_ROW_AND_COLUMN = regex(r"([ \t]*\\begin\{columns\}(?:\[[^\[\]]*\])?)[ \t]*(\\column(?![a-z]).*)")


def lines_of(text: str, preamble: str) -> list[str]:
    """As many lines as the text has: a column that begins in the line of its row has the empty one below."""
    names = dict(_MACRO.findall(preamble)) if "\\begin" in preamble else {}
    lines = text.split("\n")
    if names:
        parts = (line.strip().partition(" ") for line in lines)
        lines = [
            f"{names[name]} {rest}".rstrip() if name in names else line
            for line, (name, _, rest) in zip(lines, parts, strict=True)
        ]
    for at, (line, below) in enumerate(pairwise(lines)):
        if not below.strip() and (match := _ROW_AND_COLUMN.fullmatch(line)):
            lines[at : at + 2] = match[1], match[2]
    return lines
