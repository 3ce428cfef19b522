"""Somebody's words, and nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import QuoteItem
from deckgen.layout.model import Frame, Rule, TextFrame
from deckgen.layout.page import Page
from deckgen.layout.titles import balanced_in
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
    tokens, place = setter.tokens.quotation, given.place(LayoutKind.QUOTATION)
    words = [replace(para, step=0) for para in item.paras]
    paras = [
        replace(old, align=new.align) if old.role == "credit" else new
        for old, new in zip(words, given.voiced(words, place), strict=True)
    ]
    width = place.inner.width if place else region.width - tokens.indent - tokens.margin
    left = place.inner.x if place else region.x + tokens.indent
    sizes = (
        size
        for size in setter.tokens.type.quotation
        if setter.height(paras, width, size) <= 0.85 * region.height
    )
    size = next(sizes, None)
    if size is None:
        return None
    height = setter.height(paras, width, size)
    box = Box(left, region.y + 0.4 * (region.height - height), width, height)
    box = balanced_in(box, [para for para in paras if para.role != "credit"], size, setter)
    laid, _ = setter.set(paras, box, size)
    if place and place.bold:
        laid = tuple(replace(each, bold=each.role != "credit") for each in laid)
    color = setter.theme.color("text")
    frame = TextFrame(role="quotation", box=box, paragraphs=laid, span=item.span, color=color, step=item.step)
    frames: list[Frame] = [frame]
    if tokens.bar:
        bar = Box(region.x, box.y, tokens.bar, height)
        accent = setter.theme.color(tokens.bar_color)
        frames.insert(0, Rule(box=bar, fill=accent, span=item.span, step=item.step))
    return (given.page(Fitted(tuple(frames), size, region.height), LayoutKind.QUOTATION),)


QUOTATION = Arrangement(
    choice=LayoutChoice.QUOTATION, takes="a quotation alone that a slide has room for", place=_place
)
