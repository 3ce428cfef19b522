"""Figures below the text."""

from __future__ import annotations

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement
from deckgen.layout.arrangements.figure_left import beside_text

FIGURE_BELOW = Arrangement(choice=LayoutChoice.FIGURE_BELOW, takes="a figure, and text", place=beside_text)
