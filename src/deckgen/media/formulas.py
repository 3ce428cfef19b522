"""Formulas as pictures, for programs that show no equations."""

from __future__ import annotations

import warnings

from deckgen.deck.figures import SVG, Picture
from deckgen.deck.mathml import mathml
from deckgen.deck.maths import Formula
from deckgen.latex_parser import load_parser
from deckgen.media.drawn import draw_svg
from deckgen.media.outlines import draw_outlines
from deckgen.memory import Memory
from deckgen.model import Content

SIZE = 40.0
"""Pixels of an em in the drawing."""
SHARP = 2
"""Pixels of the PNG for each point of the slide: it is for programs that show neither equations nor SVG."""


def draw_formula(formula: Formula, color: str, size: float, memory: Memory) -> Picture | None:
    """The formula in `color` (six hexadecimal digits), `SIZE` pixels an em, with a PNG for type of `size` points; None
    if it can't be drawn.

    ziamath draws MathML with the same font as the page, in Python alone.
    """
    xml = mathml(formula, color=color)

    def now() -> Picture | str:
        warnings.simplefilter("ignore")  # ziamath opens its font in an old way
        load_parser()  # ziamath has it read LaTeX, which is not asked of it here
        try:
            from ziamath.config import config
            from ziamath.zmath import Math

            import deckgen.media.formula_glyphs
            import deckgen.media.formula_rows
            import deckgen.media.formula_sizes  # noqa: F401 - ziamath finds all three

            config.svg2 = False  # paths where they stand: drawn in three quarters of the time of `<use>`
            maths = Math(xml, size=SIZE)
            width, height = maths.getsize()
            # An accent forgets its colour, and so do lines.
            svg = maths.svg().replace('="black"', f'="#{color}"')
            wide = max(1, round(SHARP * size / SIZE * width))
            if xml.count("mathcolor") > 1:  # of several colours
                png = draw_svg(svg, wide, round(wide * height / width))
            else:
                png = draw_outlines(svg, wide, color)
        except Exception:  # whatever it can't draw is shown as text instead
            return ""
        return Picture(
            name=formula.latex,
            data=Content.of(svg.encode()),
            media_type=SVG,
            width=width,
            height=height,
            fallback=Content.of(png),
        )

    with warnings.catch_warnings():
        drawn = memory.remember("formula-picture", (xml, color, size), Picture | str, now)
    return None if isinstance(drawn, str) else drawn
