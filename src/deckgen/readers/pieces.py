"""What a line of text is made of, in reading order, before it becomes runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from deckgen.deck.blocks import Block, Figure, Footnote
from deckgen.deck.inlines import Inline
from deckgen.readers.slice_model import SlideSettings
from deckgen.source import Span


class SoftBreak(Struct, frozen=True):
    """A newline in the source that is no line break on the slide."""


class ElementIs(Struct, frozen=True):
    """reveal.js's `<!-- .element: class="fragment" -->`: attributes of what it stands behind."""

    attributes: Mapping[str, str]


class Comment(Struct, frozen=True):
    """An HTML comment, without its delimiters."""

    text: str


class Said(Struct, frozen=True):
    """What the speaker says, in an element inside a line."""

    text: str


ShownPiece: TypeAlias = Inline | SoftBreak | Figure | ElementIs
"""What may stand in a paragraph …"""


Piece: TypeAlias = ShownPiece | SlideSettings | Comment | Said | Footnote
"""… and what beside it belongs to the slide."""
ReadBlocks: TypeAlias = Callable[[str, Span], Sequence[Block]]
"""The blocks in a text that stands at a place."""
