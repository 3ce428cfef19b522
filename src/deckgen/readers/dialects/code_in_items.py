"""Code in items of lists whose lines stand at the margin: as lazy ones, they belong to the item, as Pandoc has it."""

from __future__ import annotations

from deckgen.code_fences import OPENING
from deckgen.patterns import regex

_ITEM = regex(r"[ \t]*(?:[-*+]|#\.|\(?\w{1,4}[.)])[ \t]+\S")
_INDENT = regex(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")


MOST_LINES = 1000
"""Of a block of code whose end is looked for."""


def with_code_in_items(text: str) -> str:
    """The text with such lines as far from the margin as what opens their fence."""
    if not any(
        signs in text and text.count(signs) > text.count(f"\n{signs}") + text.startswith(signs)
        for signs in ("```", "~~~")
    ):
        return text  # all stand at the margin
    lines = text.split("\n")
    in_list, at = False, 0
    while at < len(lines):
        line = lines[at]
        begins = _ITEM.match(line) and (in_list or not line.startswith(("    ", "\t")))
        in_list = bool(begins) or (in_list and (not line.strip() or line[0] in " \t"))
        opened = OPENING.match(line)
        at += 1
        if opened is None or opened["quoted"]:
            continue
        end = _end(lines, at, opened["signs"], in_item=in_list)
        if not in_list:
            at = end + 1 if end else at
            continue
        behind = _INDENT.match(line)
        width = behind.end() if behind else 0
        least = min((_width(each) for each in lines[at:end] if each.strip()), default=width)
        if end and least < width:
            more = " " * (width - least)
            lines[at:end] = [more + each if each.strip() else each for each in lines[at:end]]
            lines[end] = " " * width + lines[end].strip()
        at = end + 1 if end else at
    return "\n".join(lines)


def _end(lines: list[str], start: int, signs: str, *, in_item: bool) -> int:
    """The line that closes a fence; 0 where, for one in an item, another part of the text begins before."""
    for at in range(start, min(len(lines), start + MOST_LINES)):
        bare = lines[at].strip()
        if bare.startswith(signs) and not bare.strip(signs[0]):
            return at
        if in_item and bare and not lines[at - 1].strip() and lines[at][0] not in " \t":
            return 0
    return 0


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
