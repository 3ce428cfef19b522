"""What an arrangement is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Align
from deckgen.deck.slides import LayoutChoice, Slide
from deckgen.layout.arrange import Fitted
from deckgen.layout.flow import Flow, Para
from deckgen.layout.lines import measure_words
from deckgen.layout.model import TextFrame, TextRole
from deckgen.layout.page import Page
from deckgen.layout.text import FREE_ABOVE, Typesetter
from deckgen.themes.model import Box, LayoutKind, Placeholder
from deckgen.themes.places import told_in_two


class Given(Struct, frozen=True, kw_only=True):
    """A slide that is to be arranged."""

    slide: Slide
    setter: Typesetter
    flow: Flow = ()
    """What it holds …"""
    region: Box
    """… where that goes …"""
    whole: Box
    """… and all of the slide (points)."""
    is_asked: bool = False
    """Its author wants it so."""

    def place(self, kind: LayoutKind) -> Placeholder | None:
        """The first place of a layout made for one thing; None where the template has no such layout."""
        layouts = self.setter.theme.layouts
        there, content = layouts[kind], layouts[LayoutKind.CONTENT]
        is_own = there.part != content.part or told_in_two(there, kind) is not None
        return there.bodies[0] if there.bodies and is_own else None

    def voiced(self, paras: Sequence[Para], place: Placeholder | None) -> list[Para]:
        """Paragraphs as that place has its text: in its font, its weight, at its side."""
        if place is None:
            return list(paras)
        fonts = self.setter.fonts
        side: Align = "" if place.align == "left" else place.align
        return [
            replace(
                para,
                words=measure_words(
                    para.inlines, fonts, place.face, bold=place.bold or para.role == "subheading"
                ),
                align=para.align or side,
            )
            for para in paras
        ]  # fmt: skip

    def size_in(self, paras: Sequence[Para], place: Placeholder) -> float | None:
        """The largest size, in points, at which that place holds the paragraphs; None for none."""
        room, height = place.inner, self.setter.height
        sizes = self.setter.tokens.type.down_from(place.size)
        return next((size for size in sizes if height(paras, room.width, size) <= room.height), None)

    def in_place(self, words: Sequence[Para], place: Placeholder, role: TextRole) -> TextFrame | None:
        """The words in that place, as it has them, at the largest size at which it holds them; None if there are too
        many."""
        setter, inner = self.setter, place.inner
        paras = self.voiced(words, place)
        size = self.size_in(paras, place)
        if size is None:
            return None
        free = FREE_ABOVE[place.anchor] * (inner.height - setter.height(paras, inner.width, size))
        laid, _ = setter.set(paras, replace(inner, y=inner.y + free), size)
        italic = bool(place.styles) and place.styles[0].italic
        paragraphs = tuple(replace(each, color="", bold=place.bold, italic=italic) for each in laid)
        return TextFrame(
            role=role, box=place.box, paragraphs=paragraphs, span=words[0].span, color=place.color, placeholder=place,
            insets=place.insets, anchor=place.anchor, step=words[0].step,
        )  # fmt: skip

    def page(self, fitted: Fitted, layout: LayoutKind) -> Page:
        """All of it on one slide, on a layout with a type size of its own."""
        return Page(self.flow, fitted.size, False, fitted, layout)


class Arrangement(Struct, frozen=True, kw_only=True):
    """One way to arrange a slide."""

    choice: LayoutChoice
    """What its author writes: `{layout=statement}`."""
    takes: str
    """What it takes, in words for an author whose slide it has refused."""
    place: Callable[[Given], Sequence[Page] | None]
    """What stands on which slide; None if this is nothing for it."""
    layout: LayoutKind = LayoutKind.CONTENT
    """The template's slide layout that it opens a part of the deck with, in place of that for content."""
