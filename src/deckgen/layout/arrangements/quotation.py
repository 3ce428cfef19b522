"""Somebody's words, and nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.clicks import ALWAYS
from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import Flow, Para, QuoteItem
from deckgen.layout.model import Frame, Rule, TextFrame
from deckgen.layout.page import Page
from deckgen.layout.titles import balanced_in
from deckgen.themes.model import Box, LayoutKind, SlideLayout

QUOTE_LENGTH = 320
"""Characters of a quotation that has the slide without being asked for it."""
NARROW = 500.0
"""Points, below which words of that size would stand one below the other."""
CREDIT_LENGTH = 80
"""Characters of a name and what is said of it, without a sign that says so."""


def _place(given: Given) -> tuple[Page, ...] | None:
    item = _whole(given.flow)
    if item is None:
        return None
    region, setter = given.region, given.setter
    length = sum(len(plain_text(para.inlines)) for para in item.paras)
    if not given.is_asked and length > QUOTE_LENGTH:
        return None
    tokens, place = setter.tokens.quotation, given.place(LayoutKind.QUOTATION)
    layout, kind = setter.theme.layouts[LayoutKind.QUOTATION], LayoutKind.QUOTATION
    if place and len(layout.bodies) > 1:
        if shown := _in_two_places(item, given, layout):
            return shown
        place, kind = None, LayoutKind.TITLE_ONLY if given.slide.title else LayoutKind.BLANK
    words = [replace(para, step=ALWAYS) for para in item.paras]
    paras = [
        replace(old, align=new.align) if old.role == "credit" else new
        for old, new in zip(words, given.voiced(words, place), strict=True)
    ]
    width = place.inner.width if place else region.width - tokens.indent - tokens.margin
    left = place.inner.x if place else region.x + tokens.indent
    if region.width < NARROW:  # beside a picture: no room for margins of its own
        inset = tokens.indent if tokens.bar else 0.0
        left, width = region.x + inset, region.width - inset
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
    even = balanced_in(box, [para for para in paras if para.role != "credit"], size, setter)
    if setter.height(paras, even.width, size) <= height + 0.1:  # a name below may be longer than its lines
        box = even
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
    return (given.page(Fitted(tuple(frames), size, region.height), kind),)


def _in_two_places(item: QuoteItem, given: Given, layout: SlideLayout) -> tuple[Page, ...] | None:
    """The words in the place that the template has for them, and whose they are in the one below; None where they have
    no room there, or a title has none."""
    words = [replace(para, step=item.step) for para in item.paras if para.role != "credit"]
    name = [replace(para, role="text", step=item.step) for para in item.paras if para.role == "credit"]
    if not words or (given.slide.title and layout.title is None):
        return None
    said = given.in_place(words, layout.bodies[0], "quotation")
    whose = given.in_place(name, layout.bodies[1], "body") if name else None
    if said is None or (name and whose is None):
        return None
    frames = (said, whose) if whose else (said,)
    return (given.page(Fitted(frames, said.paragraphs[0].size, given.region.height), LayoutKind.QUOTATION),)


def _whole(flow: Flow) -> QuoteItem | None:
    """The quotation, with a line below that can only say whose it is; None for anything else."""
    quote = flow[0] if flow else None
    if not isinstance(quote, QuoteItem) or len(flow) == 1:
        return quote if isinstance(quote, QuoteItem) else None
    below = flow[1]
    if len(flow) > 2 or not isinstance(below, Para) or below.markers or quote.paras[-1].role == "credit":
        return None
    text = plain_text(below.inlines).strip()
    is_name = below.role == "text" and text[:1].isupper() and text[-1] not in ".!?:;…" and "\n" not in text
    if not is_name or len(text) > CREDIT_LENGTH or len(quote.paras) > 2:
        return None
    return replace(quote, paras=(*quote.paras, replace(below, role="credit")))


QUOTATION = Arrangement(
    choice=LayoutChoice.QUOTATION, takes="a quotation alone that a slide has room for", place=_place
)
