"""Somebody's words, set apart by their ground and a bar."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.clicks import ALWAYS
from deckgen.layout.flow import CalloutItem, QuoteItem
from deckgen.layout.model import Placed, Rule, TextFrame
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.model import Box


def place_quotation(item: QuoteItem, box: Box, body: float, setter: Typesetter) -> Placed:
    """The frames of a quotation from the top of `box`, and their height."""
    tokens = setter.tokens.quotation
    inner = box.inset(*tokens.insets)
    laid, inside = setter.set([replace(para, step=ALWAYS) for para in item.paras], inner, body)
    height = inside + tokens.insets[1] + tokens.insets[3]
    frame = TextFrame(
        role="quotation",
        box=replace(box, height=height),
        paragraphs=laid,
        span=item.span,
        color=setter.theme.color("text"),
        insets=tokens.insets,
        fill=setter.theme.color(tokens.ground),
        step=item.step,
    )
    return Placed((frame, _bar(item, frame.box, setter)), height)


def place_boxed_quotation(
    item: CalloutItem, box: Box, body: float, setter: Typesetter, place: Place
) -> Placed:
    """The same of a quotation that holds more than words: `place` sets what that is, on the ground."""
    tokens = setter.tokens.quotation
    placed = place(item.flow, box.inset(*tokens.insets), body, setter)
    height = placed.height + tokens.insets[1] + tokens.insets[3]
    whole = replace(box, height=height)
    ground = Rule(box=whole, fill=setter.theme.color(tokens.ground), span=item.span, step=item.step)
    return Placed((ground, _bar(item, whole, setter), *placed.frames), height)


def _bar(item: QuoteItem | CalloutItem, box: Box, setter: Typesetter) -> Rule:
    """The bar at the left of a quotation in `box`."""
    tokens = setter.tokens.quotation
    return Rule(
        box=replace(box, width=tokens.bar),
        fill=setter.theme.color(tokens.bar_color),
        span=item.span,
        step=item.step,
    )
