"""Fences that are never closed: they end where their slide does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
