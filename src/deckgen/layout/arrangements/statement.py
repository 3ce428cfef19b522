"""One sentence, as large as the slide allows."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.inlines import is_right_to_left, plain_text
from deckgen.deck.numbers import NUMBER_LENGTH
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.arrangements.fact import has_digit, length_of
from deckgen.layout.flow import Para
from deckgen.layout.model import TextFrame
from deckgen.layout.page import Page
from deckgen.layout.titles import balanced_in
from deckgen.themes.model import LayoutKind

STATEMENT_LENGTH = 42.0
"""Width in em, some 90 letters; a longer paragraph is text."""
STATEMENT_LINES = 3


def _place(given: Given) -> tuple[Page, ...] | None:
    paras = [item for item in given.flow if isinstance(item, Para)]
    titled, region, setter = bool(given.slide.title), given.region, given.setter
    if len(paras) != len(given.flow):
        return None
    if any(para.markers or para.role in ("small", "subheading") for para in paras):
        return None
    text = " ".join(plain_text(para.inlines) for para in paras).strip()
    short = length_of(paras) <= STATEMENT_LENGTH and "\n" not in text and len(paras) <= (1 if titled else 3)
    if not text or not (given.is_asked or (short and not text.endswith(":"))):
        return None
    sizes, place = setter.tokens.type, given.place(LayoutKind.STATEMENT)
    paras = given.voiced(paras, place)
    large = [size for size in sizes.statement if not titled or place or size <= sizes.titled_statement]
    number = len(text) <= NUMBER_LENGTH and (not titled or has_digit(text))
    inner = replace(region, width=region.width * 0.92)
    if place:
        across = replace(place.inner, y=region.y, height=region.height)
        inner = place.inner if titled else across
    for size in (*(sizes.facts[0 if has_digit(text) else 2 :] if number else ()), *large):
        lines = sum(len(setter.lines(para, inner.width, size)) for para in paras)
        widest = max((word.width for para in paras for word in para.words), default=0.0)
        height = setter.height(paras, inner.width, size)
        if lines <= STATEMENT_LINES and height <= inner.height and widest * size <= inner.width:
            break
    else:
        return None
    if not setter.direction and is_right_to_left(text):
        inner = replace(inner, x=region.right - inner.width)
    inner = balanced_in(inner, paras, size, setter)
    top = replace(inner, y=inner.y + (inner.height - height) / 2)
    laid, _ = setter.set(paras, top, size)
    color = place.color if place else setter.theme.color("title")
    bold = bool(place and place.bold)
    frame = TextFrame(
        role="statement", box=inner, paragraphs=tuple(replace(p, color=color, bold=bold) for p in laid),
        span=paras[0].span, color=color, anchor="middle",
    )  # fmt: skip
    return (given.page(Fitted((frame,), size, region.height), LayoutKind.STATEMENT),)


STATEMENT = Arrangement(
    choice=LayoutChoice.STATEMENT, takes=f"text alone that stands on {STATEMENT_LINES} lines when it is large",
    place=_place,
)  # fmt: skip
