"""The texts that a theme's masters and layouts have of their own: PowerPoint draws them, and so does the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from deckgen.themes.art import Piece, Words
from deckgen.themes.box import Box
from deckgen.themes.model import SlideLayout, Theme
from deckgen.writers.html.font_needs import FaceUse, FontNeeds
from deckgen.writers.html.text import px

_JUSTIFY = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}


def words_html(layout: SlideLayout, theme: Theme, number: Callable[[], str]) -> str:
    """All of a layout's, with the slide's number where they count."""
    return "".join(_words(each, number) for each in _all(layout, theme))


def words_needs(layout: SlideLayout, theme: Theme) -> FontNeeds:
    """What the page's fonts must have for them."""
    pieces = [piece for words in _all(layout, theme) for line in words.lines for piece in line.pieces]
    faces = frozenset(FaceUse(piece.face, bold=piece.bold, italic=piece.italic) for piece in pieces)
    return FontNeeds("".join(sorted({char for piece in pieces for char in piece.text})), faces)


def _all(layout: SlideLayout, theme: Theme) -> Iterator[Words]:
    for part in layout.layers:
        yield from theme.words.get(part, ())


def _words(words: Words, number: Callable[[], str]) -> str:
    box, (left, top, right, bottom) = words.box, words.insets
    if words.turned % 180:  # its lines run along its height
        box = Box.around((box.x + box.width / 2, box.y + box.height / 2), box.height, box.width)
        sides = (top, right, bottom, left) if words.turned < 180 else (bottom, left, top, right)
        left, top, right, bottom = sides
    style = (
        f"left:{px(box.x)};top:{px(box.y)};width:{px(box.width)};height:{px(box.height)};"
        f"justify-content:{_JUSTIFY[words.anchor]};padding:{px(top)} {px(right)} {px(bottom)} {px(left)}"
    )
    angle = words.angle + words.turned
    style += f";rotate:{angle:g}deg" if angle else ""
    style += "" if words.wraps else ";white-space:pre"
    lines = "".join(
        f'<p style="margin:0;font-size:{px(line.size)};text-align:{line.align}">'
        f"{''.join(_piece(piece, number) for piece in line.pieces) or '<br>'}</p>"
        for line in words.lines
    )
    return f'<div class="f" aria-hidden="true" style="{style}">{lines}</div>'


def _piece(piece: Piece, number: Callable[[], str]) -> str:
    if piece.text == "\n":
        return "<br>"
    style = f"font-size:{px(piece.size)};color:#{piece.color}"
    style += ";font-weight:700" if piece.bold else ""
    style += ";font-style:italic" if piece.italic else ""
    style += ";font-family:var(--title)" if piece.face == "title" else ""
    counted = ' data-number="c"' if piece.is_number else ""
    text = number() if piece.is_number else escape(piece.text, quote=False)
    return f'<span style="{style}"{counted}>{text}</span>'
