"""The slide that opens a section."""

from __future__ import annotations

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement
from deckgen.layout.arrangements.cover import opening
from deckgen.themes.model import LayoutKind

SECTION = Arrangement(
    choice=LayoutChoice.SECTION, takes="a title and a few lines of text", layout=LayoutKind.SECTION,
    place=opening(LayoutKind.SECTION),
)  # fmt: skip
