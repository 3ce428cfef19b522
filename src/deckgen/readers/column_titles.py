"""Headings that title columns, where others begin slides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from deckgen.patterns import regex
from deckgen.readers.outline_items import DivClose, DivOpen, Heading, Item, SectionBreak, SlideBreak

MOST = 8
"""Columns that headings make."""
_COLUMNS = regex(r"\.?columns|\{[^{}]*\.columns\b[^{}]*\}")
_COLUMN = regex(r"\.?column|\{[^{}]*\.column\b[^{}]*\}")


class _Fence(Struct, eq=False):
    name: str
    inside: list[int] = field(default_factory=list)
    """Headings right in it."""
    titles: list[int] = field(default_factory=list)
    """Those in its columns."""


def titles_of_columns(items: Sequence[Item]) -> frozenset[int]:
    """Which items are headings in fenced columns that are closed on their slide: in one of these, or several of one
    level, each of which begins one; and a lone one below the title of their slide. A first heading that no other one is
    like stays the title of a slide."""
    found, open_, above = set[int](), list[_Fence](), 0
    for at, item in enumerate(items):
        match item:
            case DivOpen() if item.attributes is None:
                open_.append(_Fence(_kind(item.info.strip())))
            case DivClose() if not item.tag and open_:
                done = open_.pop()
                if done.name == "columns":
                    found.update(
                        done.titles or _alike(items, done.inside) or _below(items, done.inside, above)
                    )
                elif open_:
                    own = [*done.inside, *done.titles]
                    (open_[-1].titles if done.name == "column" else open_[-1].inside).extend(own)
            case Heading() if open_:
                open_[-1].inside.append(at)
            case Heading():
                above = item.level
            case SlideBreak() | SectionBreak():
                open_.clear()
                above = 0
            case _:
                pass
    return frozenset(found)


def _below(items: Sequence[Item], inside: Sequence[int], above: int) -> list[int]:
    """A lone heading that is lower than the one `above` it, whose slide this is."""
    levels = [item.level for at in inside if isinstance(item := items[at], Heading)]
    return list(inside) if len(levels) == 1 and 0 < above < levels[0] else []


def _kind(info: str) -> str:
    return "columns" if _COLUMNS.fullmatch(info) else "column" if _COLUMN.fullmatch(info) else ""


def _alike(items: Sequence[Item], inside: Sequence[int]) -> list[int]:
    """Those of the highest level that several have, and what stands below them."""
    levels = [item.level for at in inside if isinstance(item := items[at], Heading)]
    many = min((level for level in levels if levels.count(level) > 1), default=0)
    first = next((n for n, level in enumerate(levels) if level == many), 0)
    below = levels[first:]
    if not many or many != min(below) or below.count(many) > MOST:
        return []
    return list(inside[first:])
