"""A slide as a `<section>`, without what it gets from the others."""

from __future__ import annotations

from deckgen.model import Model
from deckgen.writers.html.addresses import Address, FileGap, Gap
from deckgen.writers.html.font_needs import FontNeeds


class Section(Model, frozen=True, kw_only=True):
    """Its text, with gaps."""

    pieces: tuple[str | Gap, ...]
    notes: str = ""
    """What its speaker says, as HTML."""
    needs: FontNeeds

    def html(self, address: Address, number: str) -> str:
        """The section, with addresses for its files and its number as it is shown."""
        return "".join(
            piece
            if isinstance(piece, str)
            else address(piece.content, piece.media_type)
            if isinstance(piece, FileGap)
            else number
            for piece in self.pieces
        )
