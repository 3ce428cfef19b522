"""A kicker: the small line that some set above a slide's title."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Paragraph
from deckgen.deck.inlines import plain_text
from deckgen.deck.numbers import is_fact
from deckgen.readers.drafts import Draft
from deckgen.readers.outline_items import Heading

LONGEST = 60
"""Characters."""


def kicker(draft: Draft, heading: Heading) -> Paragraph | None:
    """What a slide holds so far, if that is the line above a `heading` that is its title: a short line alone, or
    a lower heading."""
    match draft.blocks:
        case [] if draft.level > heading.level > 0 and not is_fact(plain_text(draft.title).strip()):
            line = Paragraph(draft.title, draft.span, detail="kicker")
        case [Paragraph() as only] if draft.level == 0 and heading.level < 3:
            line = replace(only, detail="kicker")
        case _:
            return None
    words = plain_text(line.inlines)
    is_line = 0 < len(words) <= LONGEST and "\n" not in words
    return line if is_line and not words.rstrip().endswith((".", ":", "!", "?")) else None


def is_kicker(blocks: Sequence[Block]) -> bool:
    """True for a kicker alone."""
    match blocks:
        case [Paragraph(detail="kicker")]:
            return True
    return False
