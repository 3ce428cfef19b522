"""`::: boxed`: what stands on a ground, between borders or beside a bar, in the colours of its author or the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from deckgen.layout.backgrounds import over, wants_light
from deckgen.layout.components.component import Component
from deckgen.layout.flow import ComponentItem
from deckgen.layout.model import Frame, LaidParagraph, Placed, Rule, TextFrame
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.colors import contrast
from deckgen.themes.model import Box, Theme
from deckgen.themes.standing import standing_on

SIDES = ("left", "right", "top", "bottom")
PIXEL = 0.75
"""Points of a pixel of CSS."""
THINNEST, THICKEST = 0.75, 8.0
"""Points of a line."""
AIR = 0.7
"""What is free above and below large words, over their size."""
SEEN = 1.02
"""Contrast from which on a ground is one."""


def _place(item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    paper = setter.theme.paper
    said = item.options.get("ground", "") or ("" if _lines(item) else setter.tokens.card.ground)
    ground = over(said, paper, setter.theme)
    ground = ground if ground and contrast(ground, paper) >= SEEN else ""
    lines = {side: _line(look, ground or paper, setter.theme) for side, look in _lines(item).items()}
    if not (ground or lines):
        return place(item.flow, box, body, setter)
    left, top, right, bottom = setter.tokens.card.insets
    top, bottom = max(top, AIR * body), max(bottom, AIR * body)
    if not ground and not lines.keys() & {"left", "right"}:
        left = right = 0.0  # a line above or below words that begin where all others do
    on = _on(setter, ground) if ground else setter
    placed = place(item.flow, box.inset(left, top, right, bottom), body, on)
    inside = (_marked(frame, setter.theme, on.theme) for frame in placed.frames)
    whole = replace(box, height=placed.height + top + bottom + item.taller)
    painted = _painted(whole, ground, lines)
    behind = (Rule(box=edge, fill=fill, span=item.span, step=item.step) for edge, fill in painted)
    return Placed((*behind, *inside), whole.height)


def _on(setter: Typesetter, ground: str) -> Typesetter:
    """What sets words on that ground: in the face of the theme that is read there."""
    theme = setter.theme
    return setter.with_theme(standing_on(theme.twin() if wants_light(ground, theme) else theme, ground))


def _marked(frame: Frame, usual: Theme, here: Theme) -> Frame:
    """With bullets in the colour that they have `here`, which is not the one that the slide's theme has for them."""
    color = here.color(here.tokens.bullets.color)
    if not isinstance(frame, TextFrame) or color == usual.color(usual.tokens.bullets.color):
        return frame

    def paragraph(laid: LaidParagraph) -> LaidParagraph:
        marker = laid.marker
        return laid if marker is None or marker.color else replace(laid, marker=replace(marker, color=color))

    return replace(frame, paragraphs=tuple(map(paragraph, frame.paragraphs)))


def _lines(item: ComponentItem) -> dict[str, str]:
    """Side → colour and pixels of its line."""
    around = item.options.get("border", "")
    said = {side: item.options.get(side, around) for side in SIDES}
    return {side: look for side, look in said.items() if look}


def _line(look: str, ground: str, theme: Theme) -> tuple[str, float]:
    """Colour and points."""
    color, _, width = look.partition(" ")
    return over(color, ground, theme), min(max(PIXEL * float(width), THINNEST), THICKEST)


def _painted(whole: Box, ground: str, lines: Mapping[str, tuple[str, float]]) -> Iterator[tuple[Box, str]]:
    """What is painted, from below: the same border on all sides is one box behind the other."""
    around = set(lines.values()) if len(lines) == len(SIDES) else set()
    if ground and len(around) == 1:
        ((color, width),) = around
        yield whole, color
        yield whole.inset(width, width, width, width), ground
        return
    if ground:
        yield whole, ground
    for side, (color, width) in lines.items():
        edge = replace(whole, height=width) if side in ("top", "bottom") else replace(whole, width=width)
        edge = replace(edge, x=whole.right - width) if side == "right" else edge
        yield replace(edge, y=whole.bottom - width) if side == "bottom" else edge, color


BOX = Component(name="boxed", place=_place)
