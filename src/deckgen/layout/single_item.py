"""Slides that hold one thing: a statement, a quotation, a picture. It gets the room."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.inlines import is_right_to_left, plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Arrangement
from deckgen.layout.flow import FigureItem, Flow, Para, QuoteItem
from deckgen.layout.model import FigureFrame, Rule, TextFrame
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box, LayoutKind

NUMBER_LENGTH = 14
"""Characters, of one big number, or of a word without a title."""
STATEMENT_LENGTH = 42.0
"""Width in em, some 90 letters; a longer paragraph is text."""
STATEMENT_LINES = 3
QUOTE_LENGTH = 320
FILLING = (1.45, 2.1)
"""Width over height of a picture that may fill a slide."""
LEAST_PIXELS = 800
"""Width of such a picture."""


class SingleItem(Struct, frozen=True):
    """The one thing in its place."""

    kind: LayoutKind
    arrangement: Arrangement


def single_item(
    flow: Flow, choice: LayoutChoice, region: Box, whole: Box, titled: bool, setter: Typesetter
) -> SingleItem | None:
    """The arrangement of a slide that holds one thing, or that its author wants so; None if neither.

    `region` is where content goes, `whole` is the slide.
    """
    paras = [item for item in flow if isinstance(item, Para)]
    first = flow[0] if len(flow) == 1 else None
    if choice in (LayoutChoice.AUTO, LayoutChoice.STATEMENT) and len(paras) == len(flow):
        return _statement(paras, choice is LayoutChoice.STATEMENT, titled, region, setter)
    if choice in (LayoutChoice.AUTO, LayoutChoice.QUOTATION) and isinstance(first, QuoteItem):
        return _quotation(first, choice is LayoutChoice.QUOTATION, region, setter)
    if choice in (LayoutChoice.AUTO, LayoutChoice.PICTURE) and isinstance(first, FigureItem):
        return _picture(first, choice is LayoutChoice.PICTURE, titled, whole)
    return None


def _statement(
    paras: Sequence[Para], wanted: bool, titled: bool, region: Box, setter: Typesetter
) -> SingleItem | None:
    if len(paras) == 2 and _is_number(paras[0]) and _length(paras[1:]) <= STATEMENT_LENGTH:
        return _number(paras[0], paras[1], region, setter)
    if any(para.markers or para.role in ("small", "subheading") for para in paras):
        return None
    text = " ".join(plain_text(para.inlines) for para in paras).strip()
    short = _length(paras) <= STATEMENT_LENGTH and "\n" not in text and len(paras) <= (1 if titled else 3)
    if not text or not (wanted or (short and not text.endswith(":"))):
        return None
    sizes = setter.tokens.type
    large = [size for size in sizes.statement if not titled or size <= sizes.titled_statement]
    number = len(text) <= NUMBER_LENGTH and (not titled or _has_digit(text))
    for size in (*(sizes.facts[0 if _has_digit(text) else 2 :] if number else ()), *large):
        inner = replace(region, width=region.width * 0.92)
        lines = sum(len(setter.lines(para, inner.width, size)) for para in paras)
        widest = max((word.width for para in paras for word in para.words), default=0.0)
        height = setter.height(paras, inner.width, size)
        if lines <= STATEMENT_LINES and height <= region.height and widest * size <= inner.width:
            break
    else:
        return None
    if not setter.direction and is_right_to_left(text):
        inner = replace(inner, x=region.right - inner.width)
    top = replace(inner, y=region.y + (region.height - height) / 2)
    laid, _ = setter.set(paras, top, size)
    color = setter.theme.color("title")
    frame = TextFrame(
        role="statement", box=inner, paragraphs=tuple(replace(p, color=color) for p in laid),
        span=paras[0].span, color=color, anchor="middle",
    )  # fmt: skip
    return SingleItem(LayoutKind.STATEMENT, Arrangement((frame,), size, region.height))


def _number(number: Para, words: Para, region: Box, setter: Typesetter) -> SingleItem:
    """One big number, and the sentence that says what it is below."""
    color = setter.theme.color("title")
    large, below = setter.tokens.type.fact, setter.tokens.type.fact_words
    heights = [setter.height((number,), region.width, large), setter.height((words,), region.width, below)]
    y = region.y + (region.height - sum(heights)) / 2
    frames = []
    for para, size, height in zip((number, words), (large, below), heights, strict=True):
        box = Box(region.x, y, region.width, height)
        laid, _ = setter.set((para,), box, size)
        frames.append(
            TextFrame(
                role="statement",
                box=box,
                paragraphs=(replace(laid[0], color=color),),
                span=para.span,
                color=color,
            )
        )
        y += height
    return SingleItem(LayoutKind.STATEMENT, Arrangement(tuple(frames), below, region.height))


def _is_number(para: Para) -> bool:
    text = plain_text(para.inlines).strip()
    return not para.markers and len(text) <= NUMBER_LENGTH and _has_digit(text)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _length(paras: Sequence[Para]) -> float:
    return sum(word.width + word.space for para in paras for word in para.words)


def _quotation(item: QuoteItem, wanted: bool, region: Box, setter: Typesetter) -> SingleItem | None:
    length = sum(len(plain_text(para.inlines)) for para in item.paras)
    if not wanted and length > QUOTE_LENGTH:
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
    return SingleItem(LayoutKind.QUOTATION, Arrangement((bar, frame), size, region.height))


def _picture(item: FigureItem, wanted: bool, titled: bool, whole: Box) -> SingleItem | None:
    """The picture on the whole slide, never cropped or stretched."""
    figure = item.figure
    art = figure.art
    if not isinstance(art, Picture):
        return None
    shape = art.width / art.height
    large = art.width >= LEAST_PIXELS or art.media_type == "image/svg+xml"
    fills = FILLING[0] <= shape <= FILLING[1] and large and not figure.width and not titled
    if not wanted and not fills:
        return None
    width = min(whole.width, whole.height * shape)
    box = Box((whole.width - width) / 2, (whole.height - width / shape) / 2, width, width / shape)
    alt = figure.alt or art.name
    frame = FigureFrame(
        box=box, art=art, alt=alt, span=figure.span, link=figure.link, title=figure.title, step=item.step
    )
    return SingleItem(LayoutKind.PICTURE, Arrangement((frame,), 0.0, whole.height))
