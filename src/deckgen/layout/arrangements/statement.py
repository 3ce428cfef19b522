"""One sentence, or one number with what it says, as large as the slide allows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import is_right_to_left, plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import Para
from deckgen.layout.model import TextFrame
from deckgen.layout.pages import Page
from deckgen.themes.model import Box, LayoutKind

NUMBER_LENGTH = 14
"""Characters, of one big number, or of a word without a title."""
STATEMENT_LENGTH = 42.0
"""Width in em, some 90 letters; a longer paragraph is text."""
STATEMENT_LINES = 3


def _place(given: Given) -> tuple[Page, ...] | None:
    paras = [item for item in given.flow if isinstance(item, Para)]
    titled, region, setter = bool(given.slide.title), given.region, given.setter
    if len(paras) != len(given.flow):
        return None
    if len(paras) == 2 and _is_number(paras[0]) and _length(paras[1:]) <= STATEMENT_LENGTH:
        return _number(given, paras[0], paras[1])
    if any(para.markers or para.role in ("small", "subheading") for para in paras):
        return None
    text = " ".join(plain_text(para.inlines) for para in paras).strip()
    short = _length(paras) <= STATEMENT_LENGTH and "\n" not in text and len(paras) <= (1 if titled else 3)
    if not text or not (given.is_asked or (short and not text.endswith(":"))):
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
    return (given.page(Fitted((frame,), size, region.height), LayoutKind.STATEMENT),)


def _number(given: Given, number: Para, words: Para) -> tuple[Page, ...]:
    """One big number, and the sentence that says what it is below."""
    region, setter = given.region, given.setter
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
    return (given.page(Fitted(tuple(frames), below, region.height), LayoutKind.STATEMENT),)


def _is_number(para: Para) -> bool:
    text = plain_text(para.inlines).strip()
    return not para.markers and len(text) <= NUMBER_LENGTH and _has_digit(text)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _length(paras: Sequence[Para]) -> float:
    return sum(word.width + word.space for para in paras for word in para.words)


STATEMENT = Arrangement(
    choice=LayoutChoice.STATEMENT, takes=f"text alone that stands on {STATEMENT_LINES} lines when it is large",
    place=_place,
)  # fmt: skip
