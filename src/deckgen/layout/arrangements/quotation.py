"""Somebody's words, and nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import QuoteItem
from deckgen.layout.model import Rule, TextFrame
from deckgen.layout.pages import Page
from deckgen.themes.model import Box, LayoutKind

QUOTE_LENGTH = 320
"""Characters of a quotation that has the slide without being asked for it."""


def _place(given: Given) -> tuple[Page, ...] | None:
    item = given.flow[0] if len(given.flow) == 1 else None
    if not isinstance(item, QuoteItem):
        return None
    region, setter = given.region, given.setter
    length = sum(len(plain_text(para.inlines)) for para in item.paras)
    if not given.is_asked and length > QUOTE_LENGTH:
        return None
    paras = [replace(para, step=0) for para in item.paras]
    tokens = setter.tokens.quotation
    width = region.width - tokens.indent - tokens.margin
    sizes = (
        size
        for size in setter.tokens.type.quotation
        if setter.height(paras, width, size) <= 0.85 * region.height
    )
    size = next(sizes, None)
    if size is None:
        return None
    height = setter.height(paras, width, size)
    box = Box(region.x + tokens.indent, region.y + 0.4 * (region.height - height), width, height)
    laid, _ = setter.set(paras, box, size)
    color = setter.theme.color("text")
    frame = TextFrame(role="quotation", box=box, paragraphs=laid, span=item.span, color=color, step=item.step)
    accent = setter.theme.color(tokens.bar_color)
    bar = Rule(box=Box(region.x, box.y, tokens.bar, height), fill=accent, span=item.span, step=item.step)
    return (given.page(Fitted((bar, frame), size, region.height), LayoutKind.QUOTATION),)


QUOTATION = Arrangement(
    choice=LayoutChoice.QUOTATION, takes="a quotation alone that a slide has room for", place=_place
)
