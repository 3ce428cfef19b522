"""Boxes of a flow that are renamed in a drawing: in its source each stands wherever an arrow leads to it."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.revisions.lines import Lines

_OPENS = regex(r"[ \t]*(`{3,}|~{3,})[ \t]*\{?\.?flow\b")
_BETWEEN = regex(r"([ \t]*-+>[ \t]*|[ \t]*→[ \t]*|:[ \t].*$)")
"""Arrows, and the label behind the last box."""


def flow_around(lines: Lines, number: int) -> range:
    """The lines of the flow that line `number` is part of; none if it is part of no flow."""
    first = number
    while first > 0 and not re.match(r"[ \t]*(?:`{3,}|~{3,})", lines.line(first)):
        first -= 1
    if first == number or not (opening := _OPENS.match(lines.line(first))):
        return range(0)
    last = number
    while last <= len(lines.base) and not lines.line(last).lstrip().startswith(opening[1]):
        last += 1
    return range(first + 1, last)


def rename_box(lines: Lines, fence: range, old: str, new: str) -> None:
    """Give a box another name in all lines of its flow, or a label other words."""
    for number in fence:
        parts = _BETWEEN.split(lines.now(number, number))
        named = [_renamed(part, old, new) for part in parts]
        if named != parts:
            lines.replace(number, number, "".join(named))


def _renamed(part: str, old: str, new: str) -> str:
    label = re.match(r":[ \t]+", part)
    head = label[0] if label else part[: len(part) - len(part.lstrip())]
    words = part[len(head) :]
    return head + words.replace(old, new) if words.strip() == old else part
