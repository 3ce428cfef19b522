"""`LaidOutDeck` → one HTML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from deckgen.deck.figures import Drawing
from deckgen.deck.inlines import Run
from deckgen.deck.maths import Formula
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.fonts import Fonts
from deckgen.layout.model import (
    EquationFrame,
    FigureFrame,
    Frame,
    LaidOutDeck,
    TableFrame,
    TextFrame,
)
from deckgen.memory import Memory
from deckgen.resources import shipped
from deckgen.themes.model import FontRole, Theme
from deckgen.themes.typefaces import FALLBACK_FAMILY
from deckgen.writers.html.fonts import FaceUse, font_faces, math_characters, math_face
from deckgen.writers.html.notes import notes_formulas
from deckgen.writers.html.sections import Drawn, SectionWriter
from deckgen.writers.html.text import PX, STYLE

_FONT_ROLES: Mapping[str, FontRole] = {"title": "title", "code": "mono", "filename": "mono"}
_SLOT = "<!--deckgen:{}-->"
_SLOTS = ("lang", "title", "fonts", "slides", "live")


def write_html(deck: LaidOutDeck, drawn: Drawn, memory: Memory, tail: str = "") -> bytes:
    """Write `deck` as a page that needs nothing else, with `tail` at its end; `drawn` gives charts as pictures."""
    writer = SectionWriter(deck.lang, drawn)
    return page(deck, [writer.write(slide) for slide in deck.slides], fonts_of(deck), memory, tail)


def page(deck: LaidOutDeck, sections: Sequence[str], fonts: str, memory: Memory, live: str = "") -> bytes:
    """The page around the `sections`, with its `fonts`, and with what a server adds to it (`live`).

    It depends on the theme alone and is kept in `cache`.
    """
    shell = _cached_shell(deck.theme, memory)
    lang = f' lang="{escape(deck.lang or "und")}"'  # a page has to say, and be it that it does not know
    filled = {
        "lang": lang,
        "title": escape(deck.title or "deckgen"),
        "fonts": fonts,
        "slides": "\n".join(sections),
        "live": live,
    }
    parts = [shell[0]]
    for name, after in zip(_SLOTS, shell[1:], strict=True):
        parts += [filled[name], after]
    return "".join(parts).encode("utf-8")


def _cached_shell(theme: Theme, memory: Memory) -> tuple[str, ...]:
    made_of = (shipped("templates", name).read_bytes() for name in ("deck.html.j2", "present.js"))
    key = (theme.digest, STYLE, FALLBACK_FAMILY, *made_of)
    return memory.remember("shell", key, tuple[str, ...], lambda: _shell(theme))


def theme_style(theme: Theme, memory: Memory) -> str:
    """The style sheet of a theme, as it stands in its pages."""
    _, _, rest = "".join(_cached_shell(theme, memory)).partition('<style id="theme">')
    return rest.partition("</style>")[0]


def fonts_of(deck: LaidOutDeck) -> str:
    """The style sheet with the fonts that the deck's text needs."""
    characters, faces = _used(deck)
    rules = [*font_faces(characters, faces, Fonts(deck.theme)), *math_face(_formulas(deck))]
    return "\n".join(rules)


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
        present_js=shipped("templates", "present.js").read_text(encoding="utf-8"),
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


def needs_of(deck: LaidOutDeck) -> frozenset[object]:
    """What the fonts must have for this deck: characters, faces, and formulas' characters."""
    characters, faces = _used(deck)
    return frozenset((*characters, *faces, *map(repr, math_characters(_formulas(deck)))))


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
