"""A built-in figure by itself, as SVG and PNG."""

from __future__ import annotations

from pathlib import Path

from deckgen.charts.drawings import drawing_svg
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing, Picture
from deckgen.layout.charts.compose import compose
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.fonts import Fonts
from deckgen.memory import default_memory
from deckgen.model import Content
from deckgen.resources import shipped
from deckgen.source import Source, Span
from deckgen.themes.model import Box, Theme
from deckgen.themes.registry import load_theme

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


def show_figure(name: str, lang: str, theme: str, output: Path) -> tuple[Path, Path]:
    """Write the built-in figure `name` into the folder `output` as SVG and PNG.

    Raises `KeyError` if there is no such figure, `OSError` if the files can't be written.
    """
    from deckgen.charts.registry import BUILTIN

    art = BUILTIN[name](lang)
    chosen = load_theme(theme, Source.from_text("", ""), default_memory())
    if chosen.value is None:
        raise OSError(None, chosen.found[0].message)
    picture = show(art, chosen.value)
    output.mkdir(parents=True, exist_ok=True)
    svg, png = output / f"{name}.svg", output / f"{name}.png"
    svg.write_bytes(picture.data.read())
    png.write_bytes(picture.fallback.read() if picture.fallback else b"")
    return svg, png
