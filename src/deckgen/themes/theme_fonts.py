"""A theme's fonts: what PowerPoint names, and what is measured and shipped in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.model import Model, fingerprint

TWINS: Mapping[str, str] = {
    "calibri": "carlito", "carlito": "carlito", "calibri light": "carlito", "aptos": "carlito",
    "cambria": "caladea", "caladea": "caladea",
    "georgia": "gelasio", "gelasio": "gelasio",
    "arial": "arimo", "arimo": "arimo", "helvetica": "arimo", "liberation sans": "arimo",
    "times new roman": "tinos", "tinos": "tinos", "times": "tinos", "liberation serif": "tinos",
    "courier new": "cousine", "cousine": "cousine", "liberation mono": "cousine",
}  # fmt: skip
"""Office font → the open font with the same advance widths."""


SFNT = (".ttf", ".otf")
"""Fonts that can be measured."""
MOST_FONTS = 200
"""Files in a folder of fonts that are looked at."""


class FaceFile(Model, frozen=True):
    """A font's file that a brand brings."""

    path: str
    bold: bool
    italic: bool
    digest: str
    """Fingerprint of its bytes."""


class Font(Model, frozen=True):
    """A pair: what PowerPoint names, and the twin that is measured and shipped with the HTML."""

    name: str
    twin: str
    """Its family in the page."""
    files: tuple[FaceFile, ...] = ()
    """Where it is no twin of ours: its own faces."""
    stretch: float = 1.0
    """By how much the twin's letters are made wider, in the page, too."""
    stands_in: bool = False
    """The twin is none: it is of the font's class, and about as wide."""
    named: bool = False
    """It is not the theme's own: text outside the template's places has it only by its name."""

    @property
    def family(self) -> str:
        """Its name in the page."""
        return self.twin if self.stretch == 1.0 else f"{self.twin}-{round(1000 * self.stretch)}"


def own_font(family: str, files: tuple[FaceFile, ...]) -> Font | None:
    """A font of its own files; None where the regular one is not among them."""
    if all(file.bold or file.italic for file in files):
        return None
    slug = re.sub("[^a-z0-9]+", "-", family.lower()).strip("-")
    return Font(family, f"own-{slug}-{fingerprint(family.encode())[:6]}", files)
