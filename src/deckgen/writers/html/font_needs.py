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

    characters: frozenset[str] = frozenset()
    faces: frozenset[FaceUse] = frozenset()
    maths: frozenset[str] = frozenset()
    """Characters in formulas."""

    def __le__(self, other: FontNeeds) -> bool:
        return self.characters <= other.characters and self.faces <= other.faces and self.maths <= other.maths
