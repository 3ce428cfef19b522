"""A slide while it is being filled."""

from __future__ import annotations

from msgspec import Struct, field

from deckgen.deck.blocks import Align, Block, Footnote
from deckgen.deck.inlines import Inlines
from deckgen.readers.settings import Settings
from deckgen.source import Span


class Draft(Struct, eq=False, kw_only=True):
    """A slide while it is being filled."""

    span: Span
    title: Inlines = ()
    level: int = 0
    """Heading level of the title; 0 for a section's header or no title."""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    id: str = ""
    label: str = ""
    """What it is called where its title is a picture."""
    fits: bool = False
    """Its title is as large as fits."""
    align: Align = ""
    """On which side that stands."""
    settings: Settings = field(default_factory=Settings)
    section: str | None = None
    """The section that this slide opens."""
    in_notes: bool = False
    slots: list[tuple[int, str]] = field(default_factory=list)
    """Where among the blocks a part for another side of the slide begins, and what it is called."""
    late_notes: list[Block] = field(default_factory=list)
    """What the speaker says if nothing follows on the slide."""
