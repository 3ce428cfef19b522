"""Glyphs of ziamath's font that are put into words once: it writes each outline anew wherever a glyph stands."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

from ziafont.glyph import SimpleGlyph
from ziamath.mathfont import MathFont
from ziamath.zmath import loadedfonts


class Outline(SimpleGlyph):
    """A glyph in its font's units, moved to its place."""

    described: str | None = None

    def svgpath(self, x0: float = 0, y0: float = 0, scale_factor: float = 1) -> Element:
        """Its path for a baseline that begins at `x0`, `y0`; an empty one if nothing is to be seen: ziamath would give
        its colour to the glyph before it."""
        if self.described is None:
            path = super().svgpath(scale_factor=1 / self.funits_to_points(1))
            self.described = path.get("d", "") if path is not None else ""
        if not self.described:
            return Element("path", {"d": ""})
        scale = self.funits_to_points(1, scale_factor)
        moved = f"translate({x0:.3f} {y0:.3f}) scale({scale:.5f})"
        return Element("path", {"transform": moved, "d": self.described})


class Font(MathFont):
    """ziamath's own, with such glyphs."""

    def glyph_fromid(self, glyphid: int) -> SimpleGlyph:
        """The glyph of a number. Raises `LookupError` for the one that stands for all characters that are missing."""
        if glyphid == 0:
            raise LookupError("the font has no such character")
        return _outline(self, glyphid)


@cache
def _outline(font: Font, number: int) -> Outline:
    glyph = MathFont.glyph_fromid(font, number)
    return Outline(glyph.index, glyph.operators, glyph.bbox, font)


loadedfonts["default"].__class__ = Font  # reading it a second time would take longer than ten formulas do
