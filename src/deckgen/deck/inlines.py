"""Text inside a block: runs, as PowerPoint has them, flat and in reading order."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from msgspec.structs import replace

from deckgen.deck.clicks import ALWAYS, Click, Step
from deckgen.deck.figures import InlinePicture
from deckgen.deck.maths import Formula
from deckgen.model import Model, Variant
from deckgen.patterns import regex

SizeUnit: TypeAlias = Literal["", "px", "rem"]


class Marks(Model, frozen=True, kw_only=True):
    """How a run differs from the text around it."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    highlight: bool = False
    small: bool = False
    keyboard: bool = False
    small_caps: bool = False
    scale: float = 1.0
    """Type size over that of the text around it …"""
    unit: SizeUnit = ""
    """… or over the slide's: its author gives it in such a unit, and elements around it change nothing."""
    color: str = ""
    """Six hexadecimal digits, a theme's colour by name (`string`), or nothing."""
    fill: str = ""
    """Colour behind it: six hexadecimal digits, or nothing."""
    link: str = ""
    """Where it leads: an address, a path, or `#id` of a slide."""
    tooltip: str = ""
    lang: str = ""
    """Language tag of the run if it is not the slide's."""
    direction: str = ""
    """`ltr` or `rtl` if its author says so."""
    math: Formula | None = None
    """The formula that the run stands for; its text is what the author typed."""
    picture: InlinePicture | None = None
    """The picture that stands in the line in place of the run's text."""
    note: str = ""
    """Label of the footnote that it refers to."""
    abbreviation: str = ""
    """What it is short for."""
    fragment: int = 0
    """Which part of its line that has a click of its own it belongs to, counted from 1; 0 for none …"""
    click: Click = Click()
    """… that click …"""
    step: Step = ALWAYS
    """… and when it is shown, once the layout has counted them."""


def is_typed_plainly(inlines: Iterable[object]) -> bool:
    """True for words that are no code, link or emphasis: a sign among them may be meant as one."""
    runs = (item.marks for item in inlines if isinstance(item, Run))
    return not any(marks.code or marks.link or marks.bold or marks.italic for marks in runs)


BEFORE = 1000
"""More fragments than a slide has: those with an index of reveal.js's come before those without one."""
APART = 100
"""Clicks within one of them, of code step by step."""


def order_of_index(index: int) -> int:
    """When a fragment with that index of reveal.js's appears, as `Fragment` counts."""
    return (index - BEFORE) * APART


def index_of_order(order: int) -> int | None:
    """The index of reveal.js's that it was; None for any other."""
    return order // APART + BEFORE if order < 0 else None


PLAIN = Marks()
OBJECT = "\ufffc"
"""The text of a run that is a picture: Unicode's object replacement character."""


class Run(Variant, frozen=True):
    """Characters that share their marks."""

    text: str
    marks: Marks = PLAIN


class LineBreak(Variant, frozen=True):
    """A line end that the author asked for."""


Inline: TypeAlias = Run | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


def plain_text(inlines: Inlines) -> str:
    """The characters alone; a hard break is a newline."""
    return "".join(item.text if isinstance(item, Run) else "\n" for item in inlines)


_BLANKS = regex(r"[ \t\n\v]+")


def single_spaced(text: str) -> str:
    """A text on one line; spaces at which no line may break stay what they are."""
    return _BLANKS.sub(" ", text).strip()


def with_marks(inlines: Inlines, change: Callable[[Marks], Marks]) -> Inlines:
    """The same words, each run marked as `change` has it."""
    return tuple(
        replace(item, marks=change(item.marks)) if isinstance(item, Run) else item for item in inlines
    )


def without_pictures(inlines: Inlines) -> Inlines:
    """The words alone, as a title is shown elsewhere than on its slide."""
    kept = [item for item in inlines if not (isinstance(item, Run) and item.marks.picture is not None)]
    if len(kept) == len(inlines):
        return inlines
    joined = (
        Run(item.text.replace("  ", " "), item.marks) if isinstance(item, Run) else item
        for item in merge_runs(kept)
    )
    return trim(tuple(joined))


def is_right_to_left(text: str) -> bool:
    """The direction of the first letter that has one, as `dir="auto"` in HTML."""
    if text.isascii():
        return False
    sides = (unicodedata.bidirectional(char) for char in text)
    return next((side != "L" for side in sides if side in ("L", "R", "AL")), False)


def direction_of(inlines: Inlines) -> str:
    """`rtl` or `ltr` where all of a paragraph is marked so; nothing leaves it to its first letter."""
    said = {item.marks.direction for item in inlines if isinstance(item, Run)}
    return said.pop() if len(said) == 1 else ""


def merge_runs(inlines: list[Inline]) -> Inlines:
    """Join neighbours that share their marks and drop empty runs."""
    merged: list[Inline] = []
    pending: list[str] = []
    marks = PLAIN
    for item in inlines:
        if isinstance(item, Run) and pending and item.marks == marks:
            pending.append(item.text)
            continue
        if pending:
            merged.append(Run("".join(pending), marks))
            pending = []
        if not isinstance(item, Run):
            merged.append(item)
        elif item.text:
            pending, marks = [item.text], item.marks
    if pending:
        merged.append(Run("".join(pending), marks))
    return tuple(merged)


def trim(inlines: Inlines) -> Inlines:
    """Without spaces, newlines and hard breaks at either end, and without spaces around those in between (no-break
    spaces are text)."""
    items = list(inlines)
    while items and _is_blank(items[0]):
        items.pop(0)
    while items and _is_blank(items[-1]):
        items.pop()
    if items and isinstance(first := items[0], Run):
        items[0] = Run(first.text.lstrip(_SPACES), first.marks)
    if items and isinstance(last := items[-1], Run):
        items[-1] = Run(last.text.rstrip(_SPACES), last.marks)
    for at, item in enumerate(items):
        if isinstance(item, LineBreak):
            before, after = items[at - 1], items[at + 1]
            if isinstance(before, Run) and not before.marks.code:
                items[at - 1] = Run(before.text.rstrip(_SPACES), before.marks)
            if isinstance(after, Run) and not after.marks.code:
                items[at + 1] = Run(after.text.lstrip(_SPACES), after.marks)
    return tuple(item for item in items if isinstance(item, LineBreak) or item.text)


_SPACES = " \t\n"


def _is_blank(item: Inline) -> bool:
    return isinstance(item, LineBreak) or not item.text.strip(_SPACES)
