"""What a heading is on a slide that it neither begins nor titles."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from deckgen.deck.blocks import Block, Paragraph, Subheading
from deckgen.deck.inlines import plain_text, without_pictures
from deckgen.deck.numbers import is_fact
from deckgen.readers.attributes import NO_ATTRIBUTES
from deckgen.readers.drafts import Draft
from deckgen.readers.outline_items import Heading


def is_spacer(item: Heading) -> bool:
    """True for a heading that is there for its height alone."""
    bare = (
        item.attributes == NO_ATTRIBUTES and not item.label and without_pictures(item.inlines) is item.inlines
    )
    return bare and not plain_text(item.inlines).strip()


def goes_on(now: Draft, item: Heading) -> bool:
    """True for a heading below the title: a lower one, or a second line right below it."""
    follows = not now.blocks and item.span.line == now.span.last_line + 1
    return 0 < now.level < item.level or (follows and item.level == now.level)


def counts(blocks: Sequence[Block]) -> bool:
    """True for numbers, each with a paragraph below it; and for nothing yet."""
    pairs = itertools.zip_longest(blocks[::2], blocks[1::2])
    return all(
        isinstance(number, Subheading) and is_fact(plain_text(number.inlines).strip()) and isinstance(words, Paragraph)
        for number, words in pairs
    )  # fmt: skip
