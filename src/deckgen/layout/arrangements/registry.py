"""Arrangements by an author's choice, and those that a slide is offered without one."""

from __future__ import annotations

from typing import assert_never

from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrangements.arrangement import Arrangement
from deckgen.layout.arrangements.captioned import CAPTIONED
from deckgen.layout.arrangements.closing import CLOSING
from deckgen.layout.arrangements.columns import COLUMNS
from deckgen.layout.arrangements.content import CONTENT
from deckgen.layout.arrangements.cover import COVER
from deckgen.layout.arrangements.fact import FACT
from deckgen.layout.arrangements.figure_below import FIGURE_BELOW
from deckgen.layout.arrangements.figure_left import FIGURE_LEFT
from deckgen.layout.arrangements.figure_right import FIGURE_RIGHT
from deckgen.layout.arrangements.picture import PICTURE
from deckgen.layout.arrangements.quotation import QUOTATION
from deckgen.layout.arrangements.section import SECTION
from deckgen.layout.arrangements.statement import STATEMENT

OFFERED = (FACT, CAPTIONED, STATEMENT, QUOTATION, PICTURE)
"""For a slide that holds one thing: the first that takes it."""


def arrangement_of(choice: LayoutChoice) -> Arrangement | None:
    """What an author asks for; None if that is left to us."""
    match choice:
        case LayoutChoice.AUTO:
            return None
        case LayoutChoice.COVER:
            return COVER
        case LayoutChoice.SECTION:
            return SECTION
        case LayoutChoice.CLOSING:
            return CLOSING
        case LayoutChoice.CONTENT:
            return CONTENT
        case LayoutChoice.FACT:
            return FACT
        case LayoutChoice.STATEMENT:
            return STATEMENT
        case LayoutChoice.QUOTATION:
            return QUOTATION
        case LayoutChoice.PICTURE:
            return PICTURE
        case LayoutChoice.CAPTIONED:
            return CAPTIONED
        case LayoutChoice.COLUMNS:
            return COLUMNS
        case LayoutChoice.FIGURE_LEFT:
            return FIGURE_LEFT
        case LayoutChoice.FIGURE_RIGHT:
            return FIGURE_RIGHT
        case LayoutChoice.FIGURE_BELOW:
            return FIGURE_BELOW
        case _:
            assert_never(choice)
