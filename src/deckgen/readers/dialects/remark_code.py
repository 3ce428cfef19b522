"""Which lines of a remark deck are code, and what is marked in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from deckgen.patterns import regex
from deckgen.readers.cells import shown_of

_IN_CODE = regex(r"(?<!`)(`+)(?!`)[^`]+\1(?!`)")
_FENCE = regex(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^`]*)$")
_ITEM = regex(r"(?:[-*+]|\d{1,9}[.)])[ \t]")

TEXT, CODE, HIDDEN = 0, 1, 2
"""What a line is: text, code or in a comment, and of a cell whose code is not shown."""


def outside_code(line: str, pattern: re.Pattern[str], value: Callable[[re.Match[str]], str]) -> str:
    """The line with what `value` makes of the pattern's matches in its text."""
    if "`" not in line:
        return pattern.sub(value, line)
    codes = [match.span() for match in _IN_CODE.finditer(line)]
    found, at = "", 0
    for start, end in (*codes, (len(line), len(line))):
        found += pattern.sub(value, line[at:start]) + line[start:end]
        at = end
    return found


def code_of(lines: list[str], values: Mapping[str, str], stars: bool) -> bytearray:
    """Which lines are code; marks in it of lines that stand out go to its first line."""
    kinds = bytearray(len(lines))
    last_end = max((n for n, line in enumerate(lines) if "-->" in line), default=-1)
    at, is_listed = 0, False
    while at < len(lines):
        line = lines[at]
        is_listed = bool(_ITEM.match(line)) if line[:1].strip() else is_listed
        opening = _FENCE.match(line) if is_listed or not line.startswith("    ") else None
        end = at
        if opening:
            mark = opening[1]
            close = re.compile(rf"[ \t]*{mark[0]}{{{len(mark)},}}[ \t]*(\]+[ \t]*)?$")
            end, closing = _end(lines, at, close)
            hidden = shown_of("\n".join(lines[at + 1 : end]), opening[2].strip(), values) in (
                "nothing",
                "no output",
            )
            kinds[at : end + 1] = bytes((HIDDEN if hidden else CODE,)) * (end + 1 - at)
            if closing and closing[1]:
                kinds[end] = TEXT  # the box around it ends there, too
            _highlight(lines, at, end, stars)
        elif at < last_end and line.lstrip().startswith("<!--") and "-->" not in line:
            end = next((n for n in range(at + 1, len(lines)) if "-->" in lines[n]), at)
            kinds[at : end + 1] = bytes((CODE if end > at else TEXT,)) * (end + 1 - at)
        at = end + 1
    return kinds


def _end(lines: list[str], first: int, close: re.Pattern[str]) -> tuple[int, re.Match[str] | None]:
    """The line that closes what opens on the `first`, or the last one."""
    for number in range(first + 1, len(lines)):
        if match := close.match(lines[number]):
            return number, match
    return len(lines) - 1, None


def _highlight(lines: list[str], first: int, end: int, stars: bool) -> None:
    """Lines that end in `#<<`, or begin with `*`, stand out."""
    chosen = []
    for at in range(first + 1, end):
        bare = lines[at].rstrip()
        bare = bare.removesuffix("#<<").rstrip() if bare.endswith("#<<") else lines[at]
        if stars and bare.startswith("*"):
            bare = re.sub(r"^\*( ?)", r"\1\1", bare)
            chosen.append(at - first)
        elif bare != lines[at]:
            chosen.append(at - first)
        lines[at] = bare
    if chosen:
        lines[first] = f"{lines[first].rstrip()} {{{','.join(map(str, chosen))}}}"


MOST_BELOW = 200
"""Lines below a fence in which an empty one is looked for."""
_OPENS = regex(r" *(`{3,}|~{3,})[^`\n]*")


def closed(lines: list[str]) -> list[str]:
    """With fences that remark takes as closed by what stands behind a line of code (its lexer's `FENCES`) closed in the
    line below that; what stands there goes down into the next empty one."""
    signs = ""
    for at, line in enumerate(lines):
        if not signs:
            signs = match[1] if (match := _OPENS.fullmatch(line)) else ""
        elif (bare := line.rstrip(" ")).endswith(signs):
            inside = bare.removesuffix(signs).rstrip()
            near = range(at + 1, min(len(lines), at + MOST_BELOW))
            empty = next((n for n in near if not lines[n].strip()), 0)
            if inside.strip(signs[0]) and empty:
                lines[at : empty + 1] = (inside, signs, *lines[at + 1 : empty])
            signs = ""
    return lines
