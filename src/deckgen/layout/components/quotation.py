"""Somebody's words, set apart by their ground and a bar."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.layout.flow import QuoteItem
from deckgen.layout.model import Placed, Rule, TextFrame
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box


def place_quotation(item: QuoteItem, box: Box, body: float, setter: Typesetter) -> Placed:
    """The frames of a quotation from the top of `box`, and their height."""
    tokens = setter.tokens.quotation
    inner = box.inset(*tokens.insets)
    laid, inside = setter.set([replace(para, step=0) for para in item.paras], inner, body)
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
    bar = Rule(
        box=Box(box.x, box.y, tokens.bar, height),
        fill=setter.theme.color(tokens.bar_color),
        span=item.span,
        step=item.step,
    )
    return Placed((frame, bar), height)
