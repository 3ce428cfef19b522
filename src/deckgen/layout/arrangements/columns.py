"""A list in two or three columns."""

from __future__ import annotations

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.lists import list_in_columns
from deckgen.layout.page import Page
from deckgen.layout.pages import plan_pages


def _place(given: Given) -> list[Page] | None:
    if not list_in_columns(given.flow, given.region, given.setter, wanted=True):
        return None
    return plan_pages(given.flow, given.region, given.setter, columns=True)


COLUMNS = Arrangement(
    choice=LayoutChoice.COLUMNS, takes="a list of several items, with a line or two above it", place=_place
)
