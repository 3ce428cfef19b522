"""A deck's text, cut where a slide surely begins and a block parser has nothing open.

Slices can be read one by one, in any order: what begins in one of them ends in it. Where it is not sure that a cut is
one, there is none: a slice may well hold several slides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect
from deckgen.readers.slide_marks import Mark


class Slice(Model, frozen=True):
    """Lines of a file."""

    text: str
    first: int
    """The line of the file that its first one is, from 1."""
    rule_below: bool = False
    """It ends at a rule, or one follows below."""


def divide(text: str, first: int, marks: Sequence[Mark], *, levels: int) -> list[Slice]:
    """The slices of `text`, which begins at line `first` of its file; headings down to level `levels` begin one."""

    def begins(mark: Mark) -> bool:
        if mark.is_rule or levels in (0, LOWEST):
            return mark.is_rule or levels == LOWEST
        return 0 < mark.level <= levels

    held = _below_backgrounds(text, marks)
    cuts = [mark.at for mark in marks if mark.is_cut and mark.at and begins(mark) and mark.at not in held]
    last_rule = max((mark.at for mark in marks if mark.is_rule), default=-1)
    slices, start, line = [], 0, first
    for end in (*cuts, len(text)):
        slices.append(Slice(text[start:end], line, end <= last_rule))
        line += text.count("\n", start, end)
        start = end
    return slices


_BACKGROUND = regex(r"[^\n]*\n(?:\s|!\[bg[^\]\n]*\]\([^()\n]*\)|<!--(?:(?!-->).)*-->)*", re.DOTALL)
"""A rule, and nothing below it but what its slide stands on."""


def _below_backgrounds(text: str, marks: Sequence[Mark]) -> set[int]:
    """The places of headings of slides whose backgrounds stand above them."""
    if "![bg" not in text:
        return set()
    pairs = [(one, other) for one, other in pairwise(marks) if one.is_rule and not other.is_rule]
    between = ((other.at, text[one.at : other.at]) for one, other in pairs)
    return {at for at, part in between if "![bg" in part and _BACKGROUND.fullmatch(part.lstrip("\n"))}


def slide_level(text: str, marks: Sequence[Mark]) -> int:
    """The level of the highest heading with something to see right below it; the lowest there is for a text without."""
    found = LOWEST
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        if not 0 < mark.level < found or not (mark.is_cut or _is_underlined(text, mark)):
            continue
        end = after.at if after else len(text)
        below = text[mark.at : end].partition("\n")[2]
        if (
            after
            and after.level
            and not below.strip().count("\n")
            and not _NUMBER_SIGNS.match(text, after.at)
        ):
            continue  # the words of the next heading, which is underlined
        if _UNSEEN.sub("", below).strip():
            found = mark.level
    return found


_UNSEEN = regex(
    r"<!--.*?(?:-->|\Z)|(?:^|\n):{3,}[ \t]*(?:\{[ \t]*)?\.?notes\b.*?(?:\n:{3,}[ \t]*(?=\n|\Z)|\Z)", re.DOTALL
)
"""What the audience does not see: comments, and what the speaker says."""


def _is_underlined(text: str, mark: Mark) -> bool:
    """True for the line below a heading of one line, which has a blank one above it."""
    *_, above, title = ("\n", "", *text[max(0, mark.at - LONGEST_TITLE) : mark.at].split("\n")[:-1])
    return text[mark.at : mark.at + 1] in "=-" and not above.strip() and title[:1] not in ("", " ", "\t", "|")


def is_separated(marks: Sequence[Mark], dialect: Dialect) -> bool:
    """A file with a rule for every three headings at least says itself where slides begin; but not one most of whose
    headings stand between two rules with several of their level: there, rules are for slides without a title."""
    rules = sum(mark.is_rule for mark in marks)
    if dialect.is_strict:
        return True
    headings = len(marks) - rules
    return rules > 0 and headings <= 3 * rules and 2 * _crowded(marks) <= headings


def _crowded(marks: Sequence[Mark]) -> int:
    """How many headings of the first two levels stand between two rules with more of their level, three at least."""
    found = first = second = 0
    for mark in (*marks, Mark(at=marks[-1].at, is_rule=True, is_cut=True)):
        if mark.is_rule:
            found += sum(count for count in (first, second) if count >= SEVERAL)
            first = second = 0
        elif mark.level <= 2:
            first, second = first + (mark.level == 1), second + (mark.level == 2)
    return found


LONGEST_TITLE = 500
"""Characters that are looked at above an underline."""
LOWEST = 6
"""Of headings' levels."""
SEVERAL = 3
"""Headings of one level that stand together are slides."""


_NUMBER_SIGNS = regex(r"(?: {0,3}|[-*+][ \t]+)#{1,6}(?:[ \t](.*))?$", re.MULTILINE)


def heading_at(text: str, mark: Mark) -> tuple[int, str] | None:
    """Level and words of the heading at a mark, if it is one at the margin."""
    from deckgen.readers.attributes import trailing

    if not mark.level:
        return None
    if match := _NUMBER_SIGNS.match(text, mark.at):
        words = (match[1] or "").strip(" \t")
        bare = words.rstrip("#")
        is_closed = bare != words and (not bare or bare[-1] in " \t")
        return mark.level, trailing(bare.rstrip(" \t") if is_closed else words)[0]
    above = text[text.rfind("\n", 0, mark.at - 1) + 1 : mark.at - 1]
    return mark.level, trailing(above.strip())[0]
