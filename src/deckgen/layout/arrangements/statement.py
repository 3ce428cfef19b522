"""One sentence, as large as the slide allows."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.inlines import is_right_to_left, plain_text
from deckgen.deck.numbers import NUMBER_LENGTH
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.arrangements.fact import has_digit, length_of
from deckgen.layout.captions import without_captions
from deckgen.layout.figures import gallery
from deckgen.layout.flow import FigureItem, Para
from deckgen.layout.model import TextFrame
from deckgen.layout.page import Page
from deckgen.layout.titles import balanced_in
from deckgen.themes.model import LayoutKind

STATEMENT_LENGTH = 42.0
"""Width in em, some 90 letters; a longer paragraph is text."""
STATEMENT_LINES = 3
BESIDE = 0.5
"""Share of the width that a sentence has beside a picture."""
LEAST_PICTURE = 240.0
"""Pixels of a picture that is shown so large."""


def _beside_picture(given: Given) -> tuple[Page, ...] | None:
    """A sentence and a picture: the sentence large beside it."""
    paras = [item for item in given.flow if isinstance(item, Para)]
    others = [item for item in given.flow if not isinstance(item, Para)]
    if len(paras) != 1 or len(others) != 1 or not isinstance(figure := others[0], FigureItem):
        return None
    art, plain = (
        figure.figure.art,
        not (paras[0].markers or paras[0].role in ("small", "subheading", "caption")),
    )
    sized = figure.figure.width or figure.figure.height
    if (
        not isinstance(art, Picture)
        or sized
        or not plain
        or length_of(paras) > STATEMENT_LENGTH
        or given.is_asked
    ):
        return None
    text, region, setter = plain_text(paras[0].inlines), given.region, given.setter
    if text.rstrip().endswith(":") or "\n" in text or art.width < LEAST_PICTURE:
        return None
    place, gutter = given.place(LayoutKind.STATEMENT), setter.tokens.space.gutter
    words = given.voiced(paras, place)
    column = replace(region, width=BESIDE * (region.width - gutter))
    right = replace(region, x=column.right + gutter, width=region.right - column.right - gutter)
    frames = gallery((figure,), right, setter, region.width)
    shown = without_captions(frames)[0].box
    if any(frame.box.bottom > region.bottom + 0.5 for frame in frames) or shown.height < 0.5 * region.height:
        return None
    for size in setter.tokens.type.statement:
        height = setter.height(words, column.width, size)
        widest = max((word.width for para in words for word in para.words), default=0.0)
        if (
            size <= setter.tokens.type.titled_statement
            and height <= region.height
            and widest * size <= column.width
        ):
            break
    else:
        return None
    inner = balanced_in(column, words, size, setter)
    middle = shown.y + shown.height / 2
    top = replace(inner, y=max(region.y, middle - height / 2))
    laid, _ = setter.set(words, top, size)
    color = place.color if place else setter.theme.color("title")
    frame = TextFrame(
        role="statement", box=replace(inner, y=top.y, height=height),
        paragraphs=tuple(replace(p, color=color, bold=bool(place and place.bold)) for p in laid),
        span=paras[0].span, color=color, anchor="top",
    )  # fmt: skip
    return (given.page(Fitted((frame, *frames), size, region.height), LayoutKind.STATEMENT),)


def _place(given: Given) -> tuple[Page, ...] | None:
    paras = [item for item in given.flow if isinstance(item, Para)]
    titled, region, setter = bool(given.slide.title), given.region, given.setter
    if len(paras) != len(given.flow):
        return _beside_picture(given)
    if any(para.markers or para.role in ("small", "subheading") for para in paras):
        return None
    text = " ".join(plain_text(para.inlines) for para in paras).strip()
    lines = text.count("\n") + 1
    short = (
        length_of(paras) <= STATEMENT_LENGTH
        and lines <= STATEMENT_LINES
        and len(paras) <= (1 if titled else 3)
    )
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
