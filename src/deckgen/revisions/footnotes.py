"""Edited footnotes: their words without the number that stands before them, and what refers to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, Run, with_marks
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines

NOTE = regex(r"[ \t]*\[\^(?P<label>[^\[\]\n]+)\]:[ \t]*")
"""Before the words of one."""


def as_note(inlines: Inlines) -> Inlines:
    """What one says: its number gone, and all of it no higher than text, as whoever types into the number has it."""
    runs = [item for item in inlines if isinstance(item, Run)]
    is_high = all(item.marks.superscript or item.text.isspace() for item in runs)
    found = [*(with_marks(inlines, lambda marks: replace(marks, superscript=False)) if is_high else inlines)]
    if runs and runs[0].marks.superscript and isinstance(found[0], Run):
        rest = re.sub(r"^\d+\s*", "", runs[0].text)
        found[:1] = [replace(found[0], text=rest)] if rest else []
    if found and isinstance(found[0], Run):
        found[0] = replace(found[0], text=found[0].text.lstrip())
    return tuple(found)


def is_shared(lines: Lines, label: str) -> bool:
    """True for a footnote that is referred to at several places, on each of whose slides it stands."""
    return _count(label, lines.base) > 1


def is_referred_to_less(lines: Lines, label: str) -> bool:
    """True if one of these places is gone."""
    now = [lines.now(number, number) for number in range(1, len(lines.base) + 1)]
    return _count(label, now) < _count(label, lines.base)


def _count(label: str, texts: Sequence[str]) -> int:
    mark = re.compile(rf"\[\^{re.escape(label)}\](?!:)")
    return sum(len(mark.findall(text)) for text in texts)


def remove_reference(lines: Lines, label: str) -> bool:
    """Take out what refers to a footnote; False if that is in several places, as its words are shown for each."""
    mark = re.compile(rf"\[\^{re.escape(label)}\](?!:)")
    found = [number for number in range(1, len(lines.base) + 1) if mark.search(lines.now(number, number))]
    if len(found) != 1 or len(mark.findall(lines.now(found[0], found[0]))) != 1:
        return False
    lines.replace(found[0], found[0], mark.sub("", lines.now(found[0], found[0])))
    return True
