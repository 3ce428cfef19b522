"""Slides as `<section>`s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from msgspec import Struct

from deckgen.deck.figures import Picture
from deckgen.deck.slides import Gradient, Transition
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import Frame, LaidOutSlide, TextFrame
from deckgen.themes.model import Theme
from deckgen.writers.html.addresses import Address, data_uri
from deckgen.writers.html.frames import FrameWriter
from deckgen.writers.html.text import TextWriter

Drawn = Callable[[ChartFrame, Theme], Picture]
"""Charts as a picture of their frame's size, in a theme's colours."""


class SectionWriter(Struct, frozen=True, eq=False):
    """Writes the slides of one deck."""

    lang: str
    """The deck's."""
    drawn: Drawn
    address: Address = data_uri
    """How the page gets at a file: it carries it, or asks for it."""
    live: bool = False
    """For a page that is served: elements say where in their slide's source they stand, and slide
    numbers are left to the page, so that a new slide does not change the text of all behind it."""

    def write(self, slide: LaidOutSlide) -> str:
        """One slide."""
        theme = slide.theme
        text = TextWriter(theme, slide.id, self.address)
        writer = FrameWriter(theme, text, lambda frame: self.drawn(frame, theme), slide, self.address)
        frames = "".join(writer.decoration(decoration) for decoration in slide.layout.decorations)
        for frame in slide.frames:
            html = writer.write(frame)
            frames += _placed(html, frame, slide) if self.live else html
        lang = f' lang="{escape(slide.lang)}"' if slide.lang and slide.lang != self.lang else ""
        at = lang + self._background(slide) + _attributes(slide)
        notes = ""
        if slide.notes:
            from deckgen.writers.html.notes import notes_html

            notes = f'<aside class="notes">{notes_html(slide.notes, text)}</aside>'
        called = f'<h2 class="sr">{escape(slide.label)}</h2>' if slide.label and not slide.title else ""
        return f'<section id="{escape(slide.id)}"{at}>{called}{frames}{notes}</section>'

    def _background(self, slide: LaidOutSlide) -> str:
        """reveal.js's attributes for what a slide stands on."""
        own = slide.background
        color = own.color if own and own.color else slide.layout.background
        if own is None and slide.theme.dark:
            color = slide.theme.color("paper")
        found = "" if color == "FFFFFF" else f' data-background-color="#{color}"'
        if own and own.picture:
            uri = self.address(own.picture.data, own.picture.media_type)
            found += f' data-background-image="{uri}" data-background-size="100% 100%"'
        elif own and own.gradient:
            found += f' data-background-gradient="{gradient_css(own.gradient)}"'
        return found


def _placed(html: str, frame: Frame, slide: LaidOutSlide) -> str:
    """An element with its line in the slide's source, counted from the slide's first."""
    line = f' data-line="{max(0, frame.span.line - slide.span.line)}"'
    tag, space, rest = html.partition(" ")
    if isinstance(frame, TextFrame) and frame.role == "number":
        shown = f">{frame.text}<"
        before, _, after = rest.partition(shown)
        total = "c/t" if "/" in frame.text else "c"
        rest = f'data-number="{total}" {before}><{after}'
    return f"{tag}{line}{space}{rest}"


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
    theme = slide.theme
    shown = {**theme.palette, "accent1": theme.color(theme.readable("accent1"))} if theme.dark else {}
    if slide.links != "hlink":
        shown["hlink"] = theme.color(slide.links)
    if shown:
        colors = "".join(f"--{name}:#{value};" for name, value in shown.items())
        found += f' style="{colors}"'
    return found


_TRANSITIONS: Mapping[Transition, str] = {"push": "slide", "cover": "slide"}
"""Those that reveal.js has under another name."""
