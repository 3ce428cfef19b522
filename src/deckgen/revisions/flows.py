"""Boxes of a flow that are renamed in a drawing: in its source each stands wherever an arrow leads to it."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.revisions.diagrams import Around
from deckgen.revisions.lines import Lines

LANGUAGE = "flow"
"""Whose source this is about."""
_BETWEEN = regex(r"([ \t]*-+>[ \t]*|[ \t]*→[ \t]*|:[ \t].*$)")
"""Arrows, and the label behind the last box."""


def rename_box(lines: Lines, around: Around, old: str, new: str) -> None:
    """Give a box another name in all lines of its flow, or a label other words."""
    for number in around.numbers:
        parts = _BETWEEN.split(lines.now(number, number)[len(around.margin) :])
        named = [_renamed(part, old, new) for part in parts]
        if named != parts:
            lines.replace(number, number, f"{around.margin}{''.join(named)}")


def _renamed(part: str, old: str, new: str) -> str:
    label = re.match(r":[ \t]+", part)
    head = label[0] if label else part[: len(part) - len(part.lstrip())]
    words = part[len(head) :]
    return head + words.replace(old, new) if words.strip() == old else part
