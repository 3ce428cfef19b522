"""Anything, on as many slides as it needs."""

from __future__ import annotations

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.page import Page
from deckgen.layout.pages import plan_pages


def _place(given: Given) -> list[Page]:
    return plan_pages(given.flow, given.region, given.setter)


CONTENT = Arrangement(choice=LayoutChoice.CONTENT, takes="anything", place=_place)
