"""What lies on one another in reveal.js's page (`r-stack`) is seen side by side here: nothing in it has to go for the
next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Fragment
from deckgen.patterns import regex
from deckgen.readers.html_names import GOES, WAYS

STACK = "r-stack"
_CLASSES = regex(r"""(\bclass[ \t]*=[ \t]*["'])([^"'<>]*)""", re.IGNORECASE)


def staying(html: str) -> str:
    """The text, as long as before, without what goes in its stack: what was there first is there all the time, what
    passes stays."""
    before, sign, inside = html.partition(STACK)
    return before + sign + _CLASSES.sub(lambda match: match[1] + _stays(match[2]), inside)


def _stays(classes: str) -> str:
    gone = (GOES, "fragment") if GOES in classes.split() else WAYS
    return re.sub(r"[^\s]+", lambda word: " " * len(word[0]) if word[0] in gone else word[0], classes)


def standing(blocks: Sequence[Block]) -> Iterator[Block]:
    """The same of blocks that are read."""
    for block in blocks:
        if isinstance(block, Fragment) and block.click and not block.click.comes:
            yield from block.blocks
        elif isinstance(block, Fragment) and block.click and block.click.until:
            yield replace(block, click=replace(block.click, until=0))
        else:
            yield block
