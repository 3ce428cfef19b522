"""Slides as `<section>`s."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Run
from deckgen.deck.slides import Gradient, Transition
from deckgen.layout.model import Frame, LaidOutDeck, LaidOutSlide, TextFrame
from deckgen.themes.model import LayoutKind, SlideLayout, Theme
from deckgen.writers.html.addresses import Gaps
from deckgen.writers.html.art import art_element
from deckgen.writers.html.colors import variables
from deckgen.writers.html.frames import FrameWriter
from deckgen.writers.html.needs import needs_of
from deckgen.writers.html.section import Section
from deckgen.writers.html.tabs import with_tabs
from deckgen.writers.html.text import TextWriter
from deckgen.writers.html.words import words_html, words_needs

PAPER = "FFFFFF"
"""What a page stands on anyway, where the theme's ground is that, too."""


class SectionWriter(Struct, frozen=True, eq=False):
    """Writes the slides of one deck."""

    deck: LaidOutDeck
    live: bool = False
    """For a page that is served: elements say where in their slide's source they stand, and slide
    numbers are left to the page, so that a new slide does not change the text of all behind it."""
    faces: int = 1
    """In how many the page is shown: with two, both say what they stand on."""

    def write(self, slide: LaidOutSlide) -> Section:
        """One slide."""
        theme, layout = self.deck.theme_of(slide), self.deck.layout_of(slide)
        gaps = Gaps()
        text = TextWriter(theme, slide.id, gaps.address)
        writer = FrameWriter(theme, text, slide, gaps.address)
        frames = art_element(layout, theme, own_ground=slide.background is not None)
        frames += words_html(layout, theme, gaps.number)
        frames += "".join(map(writer.write, slide.background.scrims if slide.background else ()))
        written = [writer.write(_unnumbered(frame, gaps), self._at(frame, slide)) for frame in slide.frames]
        frames += with_tabs(slide, written, writer) if slide.tabs else "".join(written)
        lang = f' lang="{escape(slide.lang)}"' if slide.lang and slide.lang != self.deck.lang else ""
        at = lang + self._background(slide, layout, theme, gaps) + _attributes(slide, theme)
        notes = ""
        if slide.notes:
            from deckgen.writers.html.notes import notes_html

            notes = notes_html(slide.notes, text)
        aside = f'<aside class="notes">{notes}</aside>' if notes else ""
        called = f'<h2 class="sr">{escape(slide.label)}</h2>' if slide.label and not slide.title else ""
        html = f'<section id="{escape(slide.id)}"{at}>{called}{frames}{aside}</section>'
        return Section(
            pieces=gaps.pieces(html), notes=notes, needs=needs_of(slide, words_needs(layout, theme))
        )

    def _background(self, slide: LaidOutSlide, layout: SlideLayout, theme: Theme, gaps: Gaps) -> str:
        """reveal.js's attributes for what a slide stands on."""
        own = slide.background
        color = own.color if own and own.color else layout.background
        if own is None and theme.dark:
            color = theme.color("ground")
        plain = color == PAPER == self.deck.theme.color("ground") and self.faces == 1
        found = "" if plain else f' data-background-color="#{color}"'
        if own and own.picture:
            uri = gaps.address(own.picture.data, own.picture.media_type)
            found += f' data-background-image="{uri}" data-background-size="100% 100%"'
        elif own and own.gradient:
            found += f' data-background-gradient="{gradient_css(own.gradient)}"'
        return found

    def _at(self, frame: Frame, slide: LaidOutSlide) -> str:
        """An element's line in the slide's source, counted from the slide's first, for a page that is served."""
        if not self.live:
            return ""
        line = f' data-line="{max(0, frame.span.line - slide.span.line)}"'
        if isinstance(frame, TextFrame) and frame.role == "number":
            line += f' data-number="{"c/t" if "/" in frame.text else "c"}"'
        return line


def _unnumbered(frame: Frame, gaps: Gaps) -> Frame:
    """The slide's number with a gap for it."""
    if not isinstance(frame, TextFrame) or frame.role != "number":
        return frame
    first = replace(frame.paragraphs[0], inlines=(Run(gaps.number()),))
    return replace(frame, paragraphs=(first,))


def gradient_css(gradient: Gradient) -> str:
    """A gradient as CSS has it."""
    stops = ",".join(f"#{color} {share:.4g}" for share, color in ((100 * s, c) for s, c in gradient.stops))
    stops = stops.replace(",", "%,") + "%"
    way = "circle at center" if gradient.radial else f"{gradient.angle:g}deg"
    return f"{'radial' if gradient.radial else 'linear'}-gradient({way},{stops})"


_REVEALS = frozenset(
    ("fragment", "stack", "past", "present", "future", "visible", "current-fragment", "scroll-page")
)
"""Classes by which reveal.js says itself what becomes of a slide, and which are no author's."""


def _attributes(slide: LaidOutSlide, theme: Theme) -> str:
    """Transition, direction, visibility, classes, and the colours of a slide with a ground of its own."""
    found = ""
    if slide.transition:
        found += f' data-transition="{_TRANSITIONS.get(slide.transition, slide.transition)}"'
    if slide.direction:
        found += f' dir="{slide.direction}"'
    if slide.layout is LayoutKind.SECTION:
        found += " data-section"
    if slide.hidden:
        found += ' data-visibility="hidden"'
    if classes := [name for name in slide.classes if name not in _REVEALS]:
        found += f' class="{escape(" ".join(classes))}"'
    shown = variables(theme) if theme.dark or theme.own_ground else {}
    if slide.links != "hlink":
        shown["hlink"] = theme.color(slide.links)
    if shown:
        colors = "".join(f"--{name}:#{value};" for name, value in shown.items())
        found += f' style="{colors}"'
    return found


_TRANSITIONS: Mapping[Transition, str] = {"push": "slide", "cover": "slide"}
"""Those that reveal.js has under another name."""
