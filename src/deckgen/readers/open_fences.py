"""Fences that are never closed: they end where their slide does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.readers.outline_items import DivClose, DivOpen, Heading, Item, SectionBreak, SlideBreak

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext


def closed_at_slides(items: Sequence[Item], context: ReadContext) -> Sequence[Item]:
    """`items` with fences that are left open closed before a heading no lower than the title of their slide."""
    left = _left_open(items)
    if not left:
        return items
    found: list[Item] = []
    open_: list[int] = []
    title = 0
    for at, item in enumerate(items):
        match item:
            case DivOpen() | DivClose():
                _match(open_, at, item)
            case SlideBreak() | SectionBreak():
                open_.clear()
                title = 0
            case Heading() if not open_:
                title = item.level
            case Heading() if item.level <= title and not left.isdisjoint(open_):
                for start in open_:
                    message = "this fence is still open where its slide ends"
                    context.report(
                        "fence-not-closed", "warning", message, items[start].span, "close it with `:::`"
                    )
                found += (DivClose(item.span) for _ in open_)
                open_.clear()
                title = item.level
            case _:
                pass
        found.append(item)
    return found


def _left_open(items: Sequence[Item]) -> set[int]:
    left, open_ = set[int](), list[int]()
    for at, item in enumerate(items):
        match item:
            case DivOpen() | DivClose():
                _match(open_, at, item)
            case SlideBreak() | SectionBreak():
                left.update(open_)
                open_.clear()
            case _:
                pass
    return left | {*open_}


def _match(open_: list[int], at: int, item: DivOpen | DivClose) -> None:
    """Keep in `open_` where the fences begin that are open behind the item at `at`; elements of HTML are none."""
    if item.tag:
        return
    if isinstance(item, DivOpen):
        open_.append(at)
    elif open_:
        open_.pop()


def closed_grids(items: Sequence[Item]) -> Sequence[Item]:
    """A grid that is never closed is none: it would hold all slides behind it."""
    if not any(isinstance(item, DivOpen) and item.attributes and item.attributes.grid for item in items):
        return items
    open_tags: list[int] = []
    counts = Counter[str]()  # of the names of those that are open
    found = list(items)
    for index, item in enumerate(items):
        if isinstance(item, DivOpen) and item.tag:
            open_tags.append(index)
            counts[item.tag] += 1
        elif isinstance(item, DivClose) and counts[item.tag]:
            closed = ""
            while closed != item.tag:
                closed = getattr(items[open_tags.pop()], "tag", "")
                counts[closed] -= 1
        elif isinstance(item, SlideBreak | SectionBreak):
            open_tags.clear()  # they are closed there
            counts.clear()
    for at in open_tags:
        opening = found[at]
        if isinstance(opening, DivOpen) and opening.attributes and opening.attributes.grid:
            bare = replace(opening.attributes, grid=None, classes=())
            found[at] = replace(opening, attributes=bare)
    return found
