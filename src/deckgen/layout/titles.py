"""Titles: as large as the theme has them if two lines hold them, smaller if not."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, plain_text
from deckgen.layout.lines import break_lines, measure_words, slice_inlines
from deckgen.layout.model import LINE_HEIGHT, LaidParagraph, TextFrame, TextRole
from deckgen.layout.text import FREE_ABOVE, PRUDENCE, Typesetter
from deckgen.source import Span
from deckgen.themes.model import Placeholder


class SetTitle(Struct, frozen=True):
    """A title in its frame, and the words for which there was no room."""

    frame: TextFrame
    overflow: Inlines


def set_title(
    inlines: Inlines, place: Placeholder, span: Span, setter: Typesetter, level: int,
    role: TextRole = "title",
) -> SetTitle:  # fmt: skip
    """Set a title in its placeholder.

    Large sizes are for one or two lines; below 60 % of the placeholder's size any number of lines
    that fits will do. What does not fit even at the smallest size overflows.
    """
    words = measure_words(inlines, setter.fonts, "title", bold=place.bold)
    inner = place.inner
    sizes = [place.size, *(step for step in setter.tokens.type.title if step < place.size)]
    for size in sizes:
        lines = break_lines(words, inner.width * PRUDENCE / size)
        most = int(inner.height / (LINE_HEIGHT * size) + 0.02)
        comfortable = min(most, 2) if size > 0.6 * place.size else most
        if len(lines) <= comfortable:
            break
    overflow: Inlines = ()
    most = max(1, int(inner.height / (LINE_HEIGHT * size) + 0.02))
    if len(lines) > most:
        length = len(plain_text(inlines))
        cut = lines[most - 1].end
        overflow = slice_inlines(inlines, cut, length)
        inlines = slice_inlines(inlines, 0, cut)
        words = measure_words(inlines, setter.fonts, "title", bold=place.bold)
    lines = break_lines(words, inner.width / size)
    height = len(lines) * LINE_HEIGHT * size
    free = FREE_ABOVE[place.anchor] * (inner.height - height)
    rtl = setter.right_to_left(inlines)
    top = replace(inner, y=inner.y + free)
    placed = setter.place(plain_text(inlines), lines, top, size, place.align, rtl=rtl)
    paragraph = LaidParagraph(
        inlines=inlines, role="text", size=size, lines=placed, bold=place.bold, align=place.align,
        foreign=setter.fonts.foreign(plain_text(inlines), "title"), right_to_left=rtl,
    )  # fmt: skip
    frame = TextFrame(
        role=role,
        box=place.box,
        paragraphs=(paragraph,),
        span=span,
        color=place.color,
        placeholder=place,
        insets=place.insets,
        anchor=place.anchor,
        level=level,
    )
    return SetTitle(frame, overflow)
