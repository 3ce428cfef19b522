"""The slide that ends a deck: thanks, and where to find its author."""

from __future__ import annotations

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement
from deckgen.layout.arrangements.cover import opening
from deckgen.themes.model import LayoutKind

CLOSING = Arrangement(
    choice=LayoutChoice.CLOSING, takes="a title and a few lines of text", layout=LayoutKind.CLOSING,
    place=opening(LayoutKind.CLOSING),
)  # fmt: skip
