"""What fences hold: notes, columns side by side, and how text in them looks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Columns, Fragment, Paragraph, Pause, Subheading
from deckgen.model import Variant
from deckgen.readers.attributes import Attributes
from deckgen.readers.fence_styles import FenceStyle
from deckgen.readers.grids import Grid, in_rows
from deckgen.readers.outline_items import Heading, NotesBelow, SectionBreak, SlideBreak, Slot
from deckgen.readers.slice_model import SlideSettings
from deckgen.source import Span


class Notes(Variant, frozen=True, eq=False):
    """Speaker notes for the slide that they stand on."""

    blocks: tuple[Block, ...]
    is_last: bool = False
    """They are none if anything follows them there."""


Resolved: TypeAlias = Block | Heading | SlideBreak | SectionBreak | SlideSettings | Notes | NotesBelow | Slot


FULL = 1.02
"""Of the width that columns with widths of their own take: a further one begins another row."""


def settled(items: Sequence[Resolved], span: Span | None) -> list[Resolved]:
    """`.column` fences that no `.columns` holds: neighbours stand side by side, a lone one dissolves."""
    found: list[Resolved] = []
    run: list[Columns] = []  # neighbours that are single columns

    def settle() -> None:
        if len(run) > 1:
            found.extend(side_by_side(run, span or run[0].span))
        else:
            found.extend(block for column in run for block in column.columns[0])
        run.clear()

    for item in items:
        if isinstance(item, Columns) and len(item.columns) == 1:
            if sum(sum(column.widths) for column in (*run, item)) > FULL:
                settle()
            run.append(item)
        else:
            settle()
            found.append(item)
    settle()
    return found


def side_by_side(items: Sequence[Resolved], span: Span, grid: Grid | None = None) -> list[Resolved]:
    """The `.column` fences inside `.columns`, side by side; what stands before
    them stays there, what stands between them follows. In a grid of HTML's all
    is cells, row by row."""
    if grid is not None and (grid.places_all or grid.columns):
        cells = [
            item.columns[0] if isinstance(item, Columns) and len(item.columns) == 1 else blocks_in((item,))
            for item in items
        ]
        shares = [item.widths[0] for item in items if isinstance(item, Columns) and len(item.widths) == 1]
        if not grid.shares and len(shares) == len(cells) and all(shares):
            grid = replace(grid, shares=tuple(share / sum(shares) for share in shares))
        return [*in_rows(cells, grid, span)]
    items = _after_pauses(items)
    columns = [item for item in items if isinstance(item, Columns) and len(item.columns) == 1]
    held = {id(column) for column in columns}
    rest = [item for item in items if id(item) not in held]
    if not columns:
        return _by_headings(rest, span)
    first = next(index for index, item in enumerate(items) if id(item) in held)
    before, rest = rest[:first], rest[first:]
    shares = [column.widths[0] if column.widths else 0.0 for column in columns]
    given = sum(shares)
    missing = shares.count(0.0)
    free = max(0.1 * missing, 1 - given) / missing if missing else 0.0
    widths = [share or free for share in shares]
    total = sum(widths)
    row = Columns(tuple(column.columns[0] for column in columns), span, tuple(w / total for w in widths))
    return [*before, row, *rest]


def _by_headings(items: Sequence[Resolved], span: Span) -> list[Resolved]:
    """A column for each of the highest headings, with what stands below it."""
    levels = [item.level for item in items if isinstance(item, Subheading)]
    if levels.count(min(levels, default=0)) < 2:
        return [*items]
    starts = [
        at for at, item in enumerate(items) if isinstance(item, Subheading) and item.level == min(levels)
    ]
    parts = [blocks_in(items[first:end]) for first, end in itertools.pairwise([*starts, len(items)])]
    return [*items[: starts[0]], Columns(tuple(parts), span, (1 / len(parts),) * len(parts))]


def _after_pauses(items: Sequence[Resolved]) -> list[Resolved]:
    """A pause between columns: those behind it appear with the click."""
    found: list[Resolved] = []
    paused = False
    for item in items:
        if isinstance(item, Pause) and any(isinstance(each, Columns) for each in found):
            paused = True
        elif paused and isinstance(item, Columns) and len(item.columns) == 1:
            found.append(replace(item, columns=((Fragment(item.columns[0], item.span),),)))
            paused = False
        else:
            found += [Pause(item.span)] if paused and isinstance(item, Paragraph) else []
            found.append(item)
            paused = False
    return found


_USUAL = {"%": 1 / 100, "px": 0.75 / 864, "pt": 1 / 864, "cm": 28.35 / 864, "mm": 2.835 / 864, "in": 72 / 864,
          "em": 24 / 864, "rem": 24 / 864}  # fmt: skip
"""Units → shares of the width that the content of a slide of 16:9 usually has (points)."""


def share_of(attributes: Attributes) -> float:
    """The share of the width that a column asks for; 0 for none."""
    if flex := attributes.values.get("flex", ""):
        return float(flex)
    match = re.fullmatch(r"(\d{1,5}(?:\.\d{1,5})?)(%|[a-z]+)", attributes.values.get("width", "").strip())
    return float(match[1]) * _USUAL.get(match[2], 0.0) if match else 0.0


def blocks_in(items: Sequence[Resolved]) -> tuple[Block, ...]:
    found: list[Block] = []
    for item in items:
        match item:
            case Heading():
                found.append(Subheading(item.level, item.inlines, item.span))
            case Notes():
                found += item.blocks
            case SlideBreak() | SectionBreak() | NotesBelow() | Slot() | SlideSettings():
                pass  # these close every fence first
            case _:
                found.append(item)
    return tuple(found)


def marked_item(item: Resolved, style: FenceStyle) -> Resolved:
    """What the attributes of a fence say of the text in it."""
    match item:
        case Heading():
            return replace(item, inlines=style.inlines(item.inlines))
        case Notes():
            return replace(item, blocks=tuple(map(style.block, item.blocks)))
        case SlideBreak() | SectionBreak() | NotesBelow() | Slot() | SlideSettings():
            return item
        case _:
            return style.block(item)
