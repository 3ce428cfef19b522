"""An outline of Logseq's as a tree of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart

_BULLET = regex(r"([ \t]*)-(?:[ \t]+(.*)|[ \t]*)$")
_BREAKS = regex(r"#{1,6}[ \t]|-{3}|#\+")
_INDENT = regex(r"[ \t]*")
_BOXES = "QUOTE|NOTE|TIP|IMPORTANT|CAUTION|WARNING|PINNED|CENTER|EXAMPLE|SRC|VERSE|COMMENT|QUERY|EXPORT"
BEGIN = regex(rf"[ \t]*(?:-[ \t]+)?#\+BEGIN_({_BOXES})\b[ \t]*(.*)", re.IGNORECASE)
END = regex(rf"[ \t]*#\+END_({_BOXES})[ \t]*", re.IGNORECASE)
"""Parts between such lines, as Org has them."""
DEEPEST = 40
"""Levels of an outline; what is deeper stands on the last."""


class Block(Struct):
    """A bullet with its lines, or text at the margin."""

    indent: int
    """Columns before its bullet; -1 for text at the margin."""
    lines: list[str]
    """Without its bullet and what they are indented by."""
    children: list[Block] = field(default_factory=list)
    depth: int = 0
    """How many embedded blocks it stands in."""


def outline_of(apart: Apart) -> list[Block]:
    """The blocks at the margin, with those below them. Code is not looked into."""
    lines = apart.text.split("\n")
    top: list[Block] = []
    above: list[Block] = []
    boxed = 0
    ends = _box_ends(lines)
    for number, line in enumerate(lines):
        match = _BULLET.match(line) if number >= boxed else None
        if number in ends:
            boxed = max(boxed, ends[number] + 1)
        if match:
            indent = len(match[1].expandtabs(4))
            while above and (not -1 < above[-1].indent < indent or len(above) >= DEEPEST):
                above.pop()
            block = Block(indent, [])
            (above[-1].children if above else top).append(block)
            above.append(block)
            line = match[2] or ""
        elif not above or (
            number >= boxed and above[-1].indent >= 0 and _is_outside(line, lines[number - 1])
        ):
            above = [Block(-1, [])]
            top.append(above[0])
        else:
            line = dedented(line, above[-1].indent + 2)
        above[-1].lines += _opened(line, above[-1].indent + 2, apart)
    return top


def _is_outside(line: str, before: str) -> bool:
    """True for text at the margin that is no part of the item above."""
    return line[:1] not in ("", " ", "\t") and (not before.strip() or bool(_BREAKS.match(line)))


def dedented(line: str, columns: int) -> str:
    """The line without so many columns of what it is indented by, or without all of them."""
    if columns <= 0:
        return line
    blank = (_INDENT.match(line) or [""])[0]
    return " " * max(0, len(blank.expandtabs(4)) - columns) + line[len(blank) :]


def _opened(line: str, columns: int, apart: Apart) -> Iterator[str]:
    """The lines of a block of code that a line is the mark of, each taken out again; any other line as it is."""
    code = apart.block(line)
    if not code:
        yield line
        return
    for at, each in enumerate(code.split("\n")):
        yield apart.keep(dedented(each, columns) if at else each)


def _box_ends(lines: Sequence[str]) -> dict[int, int]:
    """The line of `#+BEGIN_X` → that of the `#+END_X` that closes it, in the same item."""
    found: dict[int, int] = {}
    waiting: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(lines):
        if "#+" not in line:
            bullet = _BULLET.match(line) if waiting else None
            if bullet:
                indent = len(bullet[1].expandtabs(4))
                waiting = {name: open_ for name, open_ in waiting.items() if open_[1] < indent}
            continue
        if begin := BEGIN.match(line):
            indent = len((_INDENT.match(line) or [""])[0].expandtabs(4)) - (not _BULLET.match(line))
            waiting.setdefault(begin[1].upper(), (number, indent))
        elif (end := END.fullmatch(line)) and (opened := waiting.pop(end[1].upper(), None)):
            found[opened[0]] = number
            waiting = {name: other for name, other in waiting.items() if other[0] < opened[0]}
    return found
