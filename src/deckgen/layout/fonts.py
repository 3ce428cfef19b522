"""Advance widths of the fonts that the theme names, read from their metric twins.

Kerning and ligatures are off in both decks (`kern="0"`, `font-kerning: none`), so that a word is
as wide as the sum of its characters in every renderer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from deckgen.deck.inlines import Marks
from deckgen.resources import shipped
from deckgen.themes.model import FontRole, Theme

CODE_SCALE = 0.92
"""Type size of code in running text: Courier New looks larger than its neighbours."""
SCRIPT_SCALE = 0.66
"""Type size of sub- and superscripts."""
SMALL_SCALE = 0.8


@dataclass(slots=True, eq=False, repr=False)
class Face:
    """One face: widths in em."""

    ascent: float
    descent: float
    advances: dict[str, float]
    words: dict[str, float] = field(default_factory=dict)
    """Words measured so far."""

    def width(self, text: str) -> float:
        """The width of `text` in em."""
        known = self.words.get(text)
        if known is None:
            advances = self.advances
            try:
                known = sum([advances[char] for char in text])
            except KeyError:
                known = sum(advances[c] if c in advances else fallback_advance(c) for c in text)
            if len(text) < 40:
                self.words[text] = known
        return known


def fallback_advance(char: str) -> float:
    """Width in em of a character that the theme's font does not have."""
    code = ord(char)
    if code < 0x20 or 0x300 <= code <= 0x36F or 0x200B <= code <= 0x200F or 0xFE00 <= code <= 0xFE0F:
        return 0.0
    if 0x1100 <= code <= 0x115F or 0x2E80 <= code <= 0xD7FF or 0xF900 <= code <= 0xFAFF:
        return 1.0
    if 0xFE30 <= code <= 0xFE6F or 0xFF01 <= code <= 0xFF60 or 0x20000 <= code <= 0x3FFFF:
        return 1.0
    if code >= 0x1F000 or 0x2600 <= code <= 0x27BF or 0x2B00 <= code <= 0x2BFF:
        return 1.3
    return 0.62 if code < 0x3000 else 1.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fonts:
    """The faces of a theme, loaded when first asked for."""

    theme: Theme
    faces: dict[str, Face] = field(default_factory=dict)

    def face(self, role: FontRole, *, bold: bool = False, italic: bool = False) -> Face:
        """The face of a role, in one of its four styles."""
        style = f"{700 if bold else 400}-{'italic' if italic else 'normal'}"
        name = f"{self.theme.fonts[role].twin}-{style}"
        found = self.faces.get(name)
        if found is None:
            found = self.faces[name] = _load(name)
        return found

    def of(self, marks: Marks, role: FontRole, *, bold: bool) -> tuple[Face, float]:
        """The face of a run, and its type size relative to the paragraph's."""
        family: FontRole = "mono" if marks.code or marks.keyboard else role
        face = self.face(family, bold=marks.bold or bold, italic=marks.italic)
        return face, run_scale(marks)


def run_scale(marks: Marks) -> float:
    """A run's type size over its paragraph's."""
    scale = CODE_SCALE if marks.code or marks.keyboard else 1.0
    if marks.small:
        scale *= SMALL_SCALE
    return scale


def _load(name: str) -> Face:
    path = shipped("web", "fonts", f"{name}.json")
    raw: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
    upem = float(str(raw["upem"]))
    advances = raw["advances"]
    assert isinstance(advances, list)
    widths = {char: width / upem for char, width in zip(str(raw["chars"]), advances, strict=True)}
    return Face(float(str(raw["ascent"])) / upem, float(str(raw["descent"])) / upem, widths)
