"""A built-in figure by itself, as SVG and PNG."""

from __future__ import annotations

from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing
from deckgen.layout.charts.compose import compose
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.fonts import Fonts
from deckgen.resources import shipped
from deckgen.source import Span
from deckgen.themes.model import Box, Theme
from deckgen.writers.html.charts.chart import chart_svg
from deckgen.writers.html.drawings import drawing_svg

WIDTH = 840.0
"""Points: as wide as the content of a slide."""
PNG_WIDTH = 1680
"""Pixels."""


def figure_svg(art: ChartGroup | Drawing, theme: Theme) -> str:
    """The figure as large as it stands on a slide of its own, for any program that shows SVG."""
    if isinstance(art, Drawing):
        box = Box(0, 0, art.width, art.height)
        svg = drawing_svg(art, theme, art.description).replace(' width="100%" height="100%"', "", 1)
    else:
        box = Box(0, 0, WIDTH, WIDTH / art.aspect)
        frame = ChartFrame(box=box, group=art, alt=art.description, span=Span(1))
        svg = chart_svg(compose(frame, Fonts(theme), theme), theme, art.name)
    font = theme.fonts["body"]
    space = "" if "xmlns=" in svg[:100] else ' xmlns="http://www.w3.org/2000/svg"'
    head = f'{space} width="{box.width:g}" height="{box.height:g}" font-family="{font.twin}, {font.name}, sans-serif"'
    return svg.replace("<svg", f"<svg{head}", 1) + "\n"


def figure_png(svg: str, theme: Theme) -> bytes:
    """The drawing of `figure_svg` in pixels, in the theme's font."""
    import resvg_py

    files = [str(path) for path in sorted(shipped("web", "fonts").glob(f"{theme.fonts['body'].twin}-*.ttf"))]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=PNG_WIDTH, font_files=files))
