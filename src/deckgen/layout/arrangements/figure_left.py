"""Figures at the left, text at the right."""

from __future__ import annotations

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import FigureItem
from deckgen.layout.page import Page
from deckgen.layout.pages import plan_pages


def beside_text(given: Given) -> list[Page] | None:
    """Figures on the side that each of them says; None without any."""
    if not any(isinstance(item, FigureItem) for item in given.flow):
        return None
    return plan_pages(given.flow, given.region, given.setter)


FIGURE_LEFT = Arrangement(choice=LayoutChoice.FIGURE_LEFT, takes="a figure, and text", place=beside_text)
