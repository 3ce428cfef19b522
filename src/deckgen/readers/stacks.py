"""What lies on one another in reveal.js's page (`r-stack`) is seen side by side here: nothing in it has to go for the
next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Fragment

STACK = "r-stack"


def standing(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a stack: what was there first is there all the time, what passes stays."""
    for block in blocks:
        if isinstance(block, Fragment) and not block.click.comes:
            yield from block.blocks
        elif isinstance(block, Fragment) and block.click.until:
            yield replace(block, click=replace(block.click, until=0))
        else:
            yield block
