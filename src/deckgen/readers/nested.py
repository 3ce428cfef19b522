"""Blocks where no slide can begin: in lists, quotations and cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Block
from deckgen.readers.div_items import Notes, blocks_in
from deckgen.readers.divs import resolve_divs
from deckgen.readers.outline_items import DivClose, DivOpen, Item, as_block

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

_FENCES = (DivOpen, DivClose)


def within(items: Sequence[Item], context: ReadContext) -> tuple[tuple[Block, ...], list[Item]]:
    """What stands inside a list, a quotation or a cell, where no slide can begin; and the notes among it, which are
    the slide's."""
    if not any(isinstance(item, DivOpen) for item in items):
        return tuple(map(as_block, items)), []
    found = resolve_divs([item if isinstance(item, _FENCES) else as_block(item) for item in items], context)
    notes: list[Item] = []
    for each in found:
        if isinstance(each, Notes):
            notes += [DivOpen("notes", each.blocks[0].span), *each.blocks, DivClose(each.blocks[0].span)]
    return blocks_in([each for each in found if not isinstance(each, Notes)]), notes
