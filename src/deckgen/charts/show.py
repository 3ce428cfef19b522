"""A built-in figure by itself, as SVG and PNG."""

from __future__ import annotations

from deckgen.charts.drawings import drawing_svg
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing, Picture
from deckgen.layout.charts.compose import compose
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.fonts import Fonts
from deckgen.model import Content
from deckgen.resources import shipped
from deckgen.source import Span
from deckgen.themes.model import Box, Theme

WIDTH = 840.0
"""Points: as wide as the content of a slide."""
PNG_WIDTH = 1680
"""Pixels."""


def show(art: ChartGroup | Drawing, theme: Theme) -> Picture:
    """`art` as large as it stands on a slide of its own; SVG with its PNG."""
    if isinstance(art, Drawing):
        return _drawing(art, theme)
    from deckgen.charts.draw import draw_chart

    box = Box(0, 0, WIDTH, WIDTH / art.aspect)
    frame = compose(ChartFrame(box=box, group=art, alt=art.description, span=Span(1)), Fonts(theme), theme)
    return draw_chart(frame, theme, png=True)


def _drawing(drawing: Drawing, theme: Theme) -> Picture:
    import resvg_py

    font = theme.fonts["body"]
    family = f'font-family="{font.twin}, {font.name}, sans-serif"'
    size = f'width="{drawing.width:g}" height="{drawing.height:g}" {family}'
    svg = drawing_svg(drawing, theme, drawing.description)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        'width="100%" height="100%"', size, 1
    )
    files = [str(path) for path in sorted(shipped("web", "fonts").glob(f"{font.twin}-*.ttf"))]
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=PNG_WIDTH, font_files=files))
    return Picture(
        name=f"{drawing.name}.svg",
        data=Content.of(svg.encode("utf-8")),
        media_type="image/svg+xml",
        width=drawing.width,
        height=drawing.height,
        fallback=Content.of(png),
    )
