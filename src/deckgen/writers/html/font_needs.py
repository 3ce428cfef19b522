"""What the fonts of a page must have."""

from __future__ import annotations

from deckgen.model import Model
from deckgen.themes.model import FontRole


class FaceUse(Model, frozen=True, order=True):
    """One face of one of the theme's fonts."""

    role: FontRole
    bold: bool
    italic: bool


class FontNeeds(Model, frozen=True):
    """What the fonts of a page must have."""

    characters: str = ""
    """Each of them once."""
    faces: frozenset[FaceUse] = frozenset()
    maths: str = ""
    """Characters in formulas, each once."""

    def __le__(self, other: FontNeeds) -> bool:
        letters = set(self.characters) <= set(other.characters) and set(self.maths) <= set(other.maths)
        return letters and self.faces <= other.faces
