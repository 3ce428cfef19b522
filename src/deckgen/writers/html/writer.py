"""`LaidOutDeck` → one HTML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from deckgen.cache import Cache
from deckgen.deck.figures import Drawing, Picture
from deckgen.deck.inlines import Run
from deckgen.deck.maths import Formula
from deckgen.deck.slides import Gradient, Transition
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.fonts import Fonts
from deckgen.layout.model import (
    EquationFrame,
    FigureFrame,
    Frame,
    LaidOutDeck,
    LaidOutSlide,
    TableFrame,
    TextFrame,
)
from deckgen.resources import shipped
from deckgen.themes.model import FontRole, Theme
from deckgen.themes.typefaces import FALLBACK_FAMILY
from deckgen.writers.html.fonts import FaceUse, font_faces, math_face
from deckgen.writers.html.frames import FrameWriter, data_uri
from deckgen.writers.html.notes import notes_formulas
from deckgen.writers.html.text import PX, STYLE, TextWriter

Drawn = Callable[[ChartFrame, Theme], Picture]
"""Charts as a picture of their frame's size, in a theme's colours."""
_FONT_ROLES: Mapping[str, FontRole] = {"title": "title", "code": "mono", "filename": "mono"}
_SLOT = "<!--deckgen:{}-->"
_SLOTS = ("lang", "title", "fonts", "slides")


def write_html(deck: LaidOutDeck, drawn: Drawn, cache: Cache) -> bytes:
    """Write `deck` as a page; `drawn` gives charts as pictures.

    The page around the slides depends on the theme alone and is kept in `cache`.
    """
    theme = deck.theme
    key = (theme.digest, STYLE, FALLBACK_FAMILY, shipped("templates", "deck.html.j2").read_bytes())
    shell = cache.remember("shell", key, lambda: _shell(theme))
    slides = "\n".join(_section(slide, deck, drawn) for slide in deck.slides)
    characters, faces = _used(deck)
    lang = f' lang="{escape(deck.lang)}"' if deck.lang else ""
    filled = {
        "lang": lang,
        "title": escape(deck.title or "deckgen"),
        "fonts": "\n".join([*font_faces(characters, faces, Fonts(theme)), *math_face(_formulas(deck))]),
        "slides": slides,
    }
    parts = [shell[0]]
    for name, after in zip(_SLOTS, shell[1:], strict=True):
        parts += [filled[name], after]
    return "".join(parts).encode("utf-8")


def _shell(theme: Theme) -> tuple[str, ...]:
    """The page, cut at the places where a deck's own parts go."""
    from jinja2 import Environment, FileSystemLoader

    def read(*parts: str) -> str:
        return shipped("web", *parts).read_text(encoding="utf-8")

    environment = Environment(loader=FileSystemLoader(shipped("templates")), autoescape=True)
    html = environment.get_template("deck.html.j2").render(
        reveal_css=read("reveal", "reset.css") + read("reveal", "reveal.css"),
        reveal_js=read("reveal", "reveal.js"),
        notes_js=read("reveal", "notes.js"),
        style=STYLE,
        palette=theme.palette,
        fonts={
            role: f"{font.twin},{FALLBACK_FAMILY},{_quoted(font.name)}" for role, font in theme.fonts.items()
        },
        width=round(theme.width * PX),
        height=round(theme.height * PX),
        slot={name: _SLOT.format(name) for name in _SLOTS},
    )
    pieces = []
    for name in _SLOTS:
        before, _, html = html.partition(_SLOT.format(name))
        pieces.append(before)
    return (*pieces, html)


def _quoted(name: str) -> str:
    return "'" + "".join(c for c in name if c.isalnum() or c in " -") + "'"


def _section(slide: LaidOutSlide, deck: LaidOutDeck, drawn: Drawn) -> str:
    theme = slide.theme
    writer = FrameWriter(theme, TextWriter(theme, slide.id), lambda frame: drawn(frame, theme), slide)
    frames = "".join(writer.decoration(decoration) for decoration in slide.layout.decorations)
    frames += "".join(writer.write(frame) for frame in slide.frames)
    lang = f' lang="{escape(slide.lang)}"' if slide.lang and slide.lang != deck.lang else ""
    at = lang + _background(slide) + _attributes(slide)
    notes = ""
    if slide.notes:
        from deckgen.writers.html.notes import notes_html

        notes = f'<aside class="notes">{notes_html(slide.notes, writer.text)}</aside>'
    return f'<section id="{escape(slide.id)}"{at}>{frames}{notes}</section>'


def _background(slide: LaidOutSlide) -> str:
    """reveal.js's attributes for what a slide stands on."""
    own = slide.background
    color = own.color if own and own.color else slide.layout.background
    if own is None and slide.theme.dark:
        color = slide.theme.color("paper")
    found = "" if color == "FFFFFF" else f' data-background-color="#{color}"'
    if own and own.picture:
        uri = data_uri(own.picture.data, own.picture.media_type)
        found += f' data-background-image="{uri}" data-background-size="100% 100%"'
    elif own and own.gradient:
        found += f' data-background-gradient="{gradient_css(own.gradient)}"'
    return found


def gradient_css(gradient: Gradient) -> str:
    """A gradient as CSS has it."""
    stops = ",".join(f"#{color} {share:.4g}" for share, color in ((100 * s, c) for s, c in gradient.stops))
    stops = stops.replace(",", "%,") + "%"
    way = "circle at center" if gradient.radial else f"{gradient.angle:g}deg"
    return f"{'radial' if gradient.radial else 'linear'}-gradient({way},{stops})"


def _attributes(slide: LaidOutSlide) -> str:
    """Transition, direction, visibility, classes, and the colours of a slide with a dark background."""
    found = ""
    if slide.transition:
        found += f' data-transition="{_TRANSITIONS.get(slide.transition, slide.transition)}"'
    if slide.direction:
        found += f' dir="{slide.direction}"'
    if slide.hidden:
        found += ' data-visibility="hidden"'
    if slide.classes:
        found += f' class="{escape(" ".join(slide.classes))}"'
    if slide.theme.dark:
        theme = slide.theme
        shown = {**theme.palette, "accent1": theme.color(theme.readable("accent1"))}
        colors = "".join(f"--{name}:#{value};" for name, value in shown.items())
        found += f' style="{colors}"'
    return found


_TRANSITIONS: Mapping[Transition, str] = {"push": "slide", "cover": "slide"}
"""Those that reveal.js has under another name."""


def _used(deck: LaidOutDeck) -> tuple[set[str], set[FaceUse]]:
    """Characters and faces of all the text in the deck."""
    characters: set[str] = set("0123456789/.•–")
    faces = {FaceUse("body", bold=False, italic=False)}
    for text, role, bold in _texts(deck):
        characters.update(text.text)
        marks = text.marks
        used: FontRole = "mono" if marks.code or marks.keyboard else role
        faces.add(FaceUse(used, bold=bold or marks.bold, italic=marks.italic))
    drawn = [text for slide in deck.slides for frame in slide.frames for text in _drawn_texts(frame)]
    if drawn:  # charts and drawings set their own text in these two
        faces.add(FaceUse("body", bold=True, italic=False))
        characters.update(*drawn)
    return characters, faces


def _formulas(deck: LaidOutDeck) -> Iterator[Formula]:
    """Every formula on the slides and in their notes."""
    for slide in deck.slides:
        for frame in slide.frames:
            if isinstance(frame, EquationFrame):
                yield frame.formula
        yield from notes_formulas(slide.notes)
    yield from (run.marks.math for run, _, _ in _texts(deck) if run.marks.math is not None)


def _drawn_texts(frame: Frame) -> Iterator[str]:
    """The words in a chart or drawing."""
    if isinstance(frame, ChartFrame):
        for caption in (frame.title, frame.source):
            yield from caption.lines if caption else ()
        for panel in frame.panels:
            yield from (*panel.title, *panel.chart.names, *panel.chart.categories)
            yield from (tick.label for axis in (panel.x, panel.y) for tick in axis.ticks)
            yield from (panel.x.axis.title, panel.y.axis.title, "…%-+,. \u202f")
            yield from (label.text for label in panel.labels)
    elif isinstance(frame, FigureFrame) and isinstance(frame.art, Drawing):
        yield from (shape.text for shape in frame.art.shapes)


def _texts(deck: LaidOutDeck) -> Iterator[tuple[Run, FontRole, bool]]:
    for slide in deck.slides:
        for frame in slide.frames:
            if isinstance(frame, TextFrame):
                role: FontRole = _FONT_ROLES.get(frame.role, "body")
                paragraphs = frame.paragraphs
            elif isinstance(frame, TableFrame):
                role = "body"
                paragraphs = tuple(cell for row in frame.rows for cell in row.cells)
            else:
                continue
            for paragraph in paragraphs:
                for item in paragraph.inlines:
                    if isinstance(item, Run):
                        yield item, role, paragraph.bold
