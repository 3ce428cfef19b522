"""What deckgen raises where an author's mistakes can't be collected."""

from __future__ import annotations


class DeckgenError(Exception):
    """Why something can't be done, in words for whoever asked for it."""
