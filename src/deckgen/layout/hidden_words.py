"""Words in a colour that cannot be seen on their ground: white ones on white, as a theme or a picture is missing that
they were made for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import Inline, Run
from deckgen.deck.slides import Background
from deckgen.diagnostics import Diagnostic, Warned
from deckgen.layout.model import Frame, LaidParagraph, Rule, TextFrame
from deckgen.patterns import regex
from deckgen.source import Span
from deckgen.themes.colors import contrast, mixed
from deckgen.themes.model import SlideLayout, Theme

_DIGITS = regex(r"[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
UNSEEN = 1.35
"""Contrast below which words can hardly be made out."""


def made_seen(
    frames: Sequence[Frame], background: Background | None, layout: SlideLayout, theme: Theme, span: Span
) -> Warned[tuple[Frame, ...]]:
    """The frames; words that could not be seen on a plain ground, or on what is painted below them, have the colour of
    those around them, and are reported."""
    ground = plain_ground(background, layout, theme)
    unseen: dict[str, None] = {}

    def seen(item: Inline, below: str) -> Inline:
        if not isinstance(item, Run) or not item.marks.color or item.marks.fill or item.marks.highlight:
            return item
        if not _is_lost(item.marks.color, below):
            return item
        unseen[item.marks.color] = None
        return Run(item.text, replace(item.marks, color=""))

    def paragraph(laid: LaidParagraph, below: str) -> LaidParagraph:
        inlines = tuple(seen(item, below) for item in laid.inlines)
        return replace(laid, inlines=inlines) if inlines != laid.inlines else laid

    def frame(each: Frame) -> Frame:
        if not isinstance(each, TextFrame) or each.fill:
            return each
        below = next((rule.fill for rule in painted if rule.box.holds(each.box)), ground)
        if _is_lost(each.color, below) or any(map(each.box.meets, art)):
            return each
        return replace(each, paragraphs=tuple(paragraph(laid, below) for laid in each.paragraphs))

    art = [shape.bounds for shape in layout.drawn(theme.art)]
    painted = [each for each in reversed(frames) if isinstance(each, Rule) and each.opacity == 1]
    if not ground:
        return Warned(tuple(frames))
    shown = tuple(map(frame, frames))
    if not unseen:
        return Warned(shown)
    named = ", ".join(f"`#{color}`" for color in unseen)
    message = f"words in {named} can't be seen on this ground: they have the colour of the text"
    return Warned(shown, (Diagnostic("low-contrast", "warning", message, span, "choose another colour"),))


def _is_lost(color: str, ground: str) -> bool:
    """True for a colour that says what it is, and not what it is for."""
    if not _DIGITS.fullmatch(color):
        return False
    seen = mixed(color, ground, int(color[6:], 16) / 255) if color[6:] else color
    return contrast(seen, ground) < UNSEEN


def plain_ground(background: Background | None, layout: SlideLayout, theme: Theme) -> str:
    """The one colour that the slide's words stand on; nothing where there is more than one."""
    if background is not None and (background.picture or background.gradient):
        return ""
    if background is not None and background.color:
        return background.color
    if layout.ground:
        return ""
    return theme.color("ground") if theme.dark else layout.background
