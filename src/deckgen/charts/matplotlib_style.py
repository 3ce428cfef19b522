"""The theme as matplotlib's style sheet, for authors' own plots. It takes a second to import."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from deckgen.deck.figures import SVG, Picture
from deckgen.model import Content, fingerprint
from deckgen.resources import shipped
from deckgen.themes.model import Theme

PNG_DPI = 192


@contextmanager
def matplotlib_style(theme: Theme, salt: str) -> Iterator[None]:
    """matplotlib in the theme's font and colours; `salt` makes the ids of an SVG always the same."""
    import matplotlib as mpl
    from cycler import cycler

    ink, muted = f"#{theme.color('text')}", f"#{theme.color('muted')}"
    tokens = theme.tokens.chart
    settings: Any = {
        "font.family": _register_font(theme), "font.size": tokens.text,
        # As outlines: a picture can't bring the theme's font to every machine.
        "svg.fonttype": "path",
        "svg.hashsalt": salt, "text.color": ink, "axes.linewidth": tokens.axis, "axes.edgecolor": muted,
        "axes.labelcolor": ink, "xtick.color": ink, "ytick.color": ink, "axes.unicode_minus": False,
        "path.simplify": False, "hatch.linewidth": 2.0, "axes.spines.top": False, "axes.spines.right": False,
        "axes.titleweight": "bold", "axes.titlelocation": "left", "lines.linewidth": tokens.line,
        "figure.facecolor": "none", "axes.facecolor": "none", "legend.frameon": False,
        "axes.prop_cycle": cycler(color=series_colors(theme)),
    }  # fmt: skip
    with mpl.rc_context(settings):
        yield


def series_colors(theme: Theme) -> tuple[str, ...]:
    """Of series, in order; `#RRGGBB`."""
    return tuple(f"#{theme.color(name)}" for name in theme.tokens.chart.palette)


def save(figure: Any, name: str) -> Picture:
    """A matplotlib figure as SVG with its size in points, and as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    svg, pixels = BytesIO(), BytesIO()
    with warnings.catch_warnings():
        # What the font lacks comes from the page's other fonts, of which matplotlib knows nothing.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        figure.set_canvas(FigureCanvasSVG(figure))
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        FigureCanvasAgg(figure)
        figure.savefig(pixels, dpi=PNG_DPI, format="png", metadata={"Software": None})
    clean = _clean(svg.getvalue().decode("utf-8"), name)
    width, height = (float(side) * 72 for side in figure.get_size_inches())
    return Picture(
        name=f"{name}.svg",
        data=Content.of(clean.encode("utf-8")),
        media_type=SVG,
        width=width,
        height=height,
        fallback=Content.of(pixels.getvalue()),
    )


def _register_font(theme: Theme) -> str:
    """Make the body font's twin known to matplotlib and return its name."""
    from matplotlib import font_manager

    twin = theme.fonts["body"].twin
    name = ""
    for face in ("400-normal", "700-normal"):
        path = shipped("web", "fonts", f"{twin}-latin-{face}.ttf")
        font_manager.fontManager.addfont(path)
        name = font_manager.FontProperties(fname=path).get_name()
    return name


def _clean(svg: str, name: str) -> str:
    """Only the `<svg>` element, ids made unique to this plot."""
    start = svg.index("<svg")
    body = re.sub(r"<metadata>.*?</metadata>", "", svg[start:], flags=re.DOTALL)
    prefix = f"c{fingerprint(name.encode())[:6]}"
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r"url\(#", f"url(#{prefix}-", body)
    return re.sub(r'href="#', f'href="#{prefix}-', body).rstrip() + "\n"
