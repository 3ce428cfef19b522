"""One sentence, as large as the slide allows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.inlines import Inline, Inlines, Run, is_right_to_left, plain_text
from deckgen.deck.numbers import MAGNITUDE, NUMBER_LENGTH, is_number
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.arrangements.fact import has_digit, length_of
from deckgen.layout.captions import without_captions
from deckgen.layout.figures import gallery
from deckgen.layout.flow import FigureItem, Para
from deckgen.layout.lines import measure_in, widest
from deckgen.layout.model import LaidParagraph, TextFrame, moved
from deckgen.layout.page import Page
from deckgen.layout.titles import balanced_in
from deckgen.patterns import regex
from deckgen.themes.model import Box, LayoutKind

STATEMENT_LENGTH = 42.0
"""Width in em, some 90 letters; a longer paragraph is text."""
STATEMENT_LINES = 3
SENTENCE, LONGER, CLAIM = 5, 1.2, 10
"""Words of a title that says something where another names what the slide is about, and its length over that of the
line below; words of one that surely does."""
_AMOUNT = regex(rf"[$€£¥]\s?\d|\d\s?[%‰€$£]|\d\s{MAGNITUDE}(?!\w)")
SEEN_MIDDLE = 0.47
"""Of the slide's height, where a sentence alone seems to be in its middle."""
BESIDE = 0.5
"""Share of the width that a sentence has beside a picture."""
LEAST_PICTURE = 240.0
"""Pixels of a picture that is shown so large."""


def _pair(given: Given) -> tuple[Para, FigureItem] | None:
    """A sentence and a picture whose size its author leaves open, if that is all there is."""
    paras = [item for item in given.flow if isinstance(item, Para)]
    figures = [item for item in given.flow if isinstance(item, FigureItem)]
    if given.is_asked or len(given.flow) != 2 or not (paras and figures):
        return None
    (para,), (item,) = paras, figures
    text, art = plain_text(para.inlines), item.figure.art
    plain = not para.markers and para.role not in ("small", "subheading", "caption") and "\n" not in text
    # What leads elsewhere is a reference.
    plain = plain and not any(isinstance(item, Run) and item.marks.link for item in para.inlines)
    sentence = plain and length_of(paras) <= STATEMENT_LENGTH and not text.rstrip().endswith(":")
    free = (
        isinstance(art, Picture)
        and art.width >= LEAST_PICTURE
        and not (item.figure.width or item.figure.height)
    )
    return (para, item) if sentence and free else None


def _beside_picture(given: Given) -> tuple[Page, ...] | None:
    """A sentence and a picture: the sentence large beside it, in the middle of its height."""
    pair = _pair(given)
    if pair is None or (given.slide.title and _is_said(given, pair[0])):
        return None
    region, setter, place = given.region, given.setter, given.place(LayoutKind.STATEMENT)
    sizes, gutter = setter.tokens.type, setter.tokens.space.gutter
    (words,) = given.voiced(pair[:1], place)
    column = replace(region, width=BESIDE * (region.width - gutter))
    right = replace(region, x=column.right + gutter, width=region.right - column.right - gutter)
    if setter.right_to_left(words.inlines, plain_text(words.inlines)):
        column, right = replace(column, x=region.right - column.width), replace(right, x=region.x)
    frames = gallery(pair[1:], right, setter, region.width)
    shown = without_captions(frames)[0].box
    aside = region.right - shown.right if right.x > column.x else region.x - shown.x  # at the slide's margin
    frames, shown = tuple(moved(frame, aside, 0.0) for frame in frames), replace(shown, x=shown.x + aside)
    if max(frame.box.bottom for frame in frames) > region.bottom + 0.5 or shown.height < 0.5 * region.height:
        return None
    longest = widest(words.words)
    for size in (size for size in sizes.statement if size <= sizes.titled_statement):
        height = setter.height((words,), column.width, size)
        if height <= region.height and longest * size <= column.width:
            break
    else:
        return None
    inner = balanced_in(column, (words,), size, setter)
    top = replace(inner, y=max(region.y, shown.y + (shown.height - height) / 2), height=height)
    laid, _ = setter.set((words,), top, size)
    color, bold = place.color if place else setter.theme.color("title"), bool(place and place.bold)
    frame = TextFrame(
        role="statement", box=top, paragraphs=_said(laid, color, given, bold=bold),
        span=words.span, color=color, anchor="top",
    )  # fmt: skip
    return (given.page(Fitted((frame, *frames), size, region.height), LayoutKind.STATEMENT),)


def _at_full_height(para: Para) -> str:
    """The paragraph without what stands raised or lowered in it: the numbers of footnotes, indices."""
    runs = (item for item in para.inlines if isinstance(item, Run))
    return "".join(run.text for run in runs if not (run.marks.superscript or run.marks.subscript))


def _place(given: Given) -> tuple[Page, ...] | None:
    paras = [item for item in given.flow if isinstance(item, Para)]
    titled, region, setter = bool(given.slide.title), given.region, given.setter
    if not paras:
        return None
    if len(paras) != len(given.flow):
        return _beside_picture(given)
    if any(para.markers or para.role in ("small", "subheading") for para in paras):
        return None
    text = " ".join(plain_text(para.inlines) for para in paras).strip()
    is_said = len(paras) == 1 and not given.is_asked and _is_said(given, paras[0])
    if (is_said or (given.is_asked and titled)) and (page := _title_itself(given, paras)):
        return page
    lines = text.count("\n") + 1
    short = (
        length_of(paras) <= STATEMENT_LENGTH
        and lines <= STATEMENT_LINES
        and len(paras) <= (1 if titled else 3)
    )
    short = short and not (titled and text and (_goes_on(text) or _leads_on(paras)))
    scale = max(para.scale for para in paras)  # their author says how large they are
    short = short and scale >= 1
    if not text or not (given.is_asked or (short and not text.endswith(":"))):
        return None
    sizes, place = setter.tokens.type, given.place(LayoutKind.STATEMENT)
    paras = given.voiced(paras, place)
    large = [size for size in sizes.statement if not titled or place or size <= sizes.titled_statement]
    large = large if scale == 1 else [*sizes.body]
    is_sentence = text[0].isalpha() and len(text.split()) > 2  # `Back at 10:45!`
    counts = has_digit("".join(map(_at_full_height, paras)))
    number = len(text) <= NUMBER_LENGTH and (not titled or counts) and not is_sentence
    inner = replace(region, width=region.width * 0.92)
    if place:
        across = replace(place.inner, y=region.y, height=region.height)
        inner = place.inner if titled else across
    if not titled:  # what stands in the middle of a page seems to slide down
        inner = replace(
            inner, height=min(inner.bottom, 2 * SEEN_MIDDLE * given.whole.height - inner.y) - inner.y
        )
    if number and scale == 1:
        large = [*sizes.facts[0 if counts else 2 :], *large]
    for size in large:
        lines = sum(len(setter.lines(para, inner.width, size)) for para in paras)
        longest = widest(word for para in paras for word in para.words)
        height = setter.height(paras, inner.width, size)
        if lines <= STATEMENT_LINES and height <= inner.height and longest * size <= inner.width:
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
        role="statement", box=inner, paragraphs=_said(laid, color, given, bold=bold),
        span=paras[0].span, color=color, anchor="middle",
    )  # fmt: skip
    return (given.page(Fitted((frame,), size, region.height), LayoutKind.STATEMENT),)


def _is_said(given: Given, below: Para) -> bool:
    """True for a title that is the statement, and not what that is about: a sentence, an amount, what the text goes on
    with, or what is longer than that. Of a question the answer is what is said, and so are a number and a formula."""
    said, text = plain_text(given.slide.title).strip(), plain_text(below.inlines).strip()
    formula = all(
        isinstance(item, Run) and (item.marks.math or not item.text.strip()) for item in below.inlines
    )
    words = len(said.split())
    if (
        given.slide.shares_title
        or words < 3
        or said[-1] in "?:？："
        or is_number(text)
        or formula
        or not text
    ):
        return False
    is_longer = words >= CLAIM or (words >= SENTENCE and len(said) >= LONGER * len(text))
    return said[-1] in ".!…" or bool(_AMOUNT.search(said)) or is_longer or _goes_on(text)


def _title_itself(given: Given, below: Sequence[Para]) -> tuple[Page, ...] | None:
    """The title as large as a statement, and the lines below it."""
    setter, layout = given.setter, given.setter.theme.layouts[LayoutKind.STATEMENT]
    place, region, sizes = given.place(LayoutKind.STATEMENT), given.region, setter.tokens.type
    is_long = length_of(below) > STATEMENT_LENGTH or (
        not given.is_asked and any("\n" in plain_text(each.inlines) for each in below)
    )
    if place is None or layout.title is None or is_long or any(each.markers for each in below):
        return None
    words = measure_in(given.slide.title, place, setter.fonts)
    plain = Para(inlines=given.slide.title, words=words, span=given.slide.span)
    title, *below = given.voiced((plain, *below), place)
    inner, small = place.inner, sizes.fact_words
    under = setter.height(below, inner.width, small)
    gap = setter.tokens.space.frame_gap
    for size in sizes.statement:
        height = setter.height((title,), inner.width, size)
        is_high = len(setter.lines(title, inner.width, size)) > STATEMENT_LINES
        if not is_high and height + gap + under <= region.height and widest(words) * size <= inner.width:
            break
    else:
        return None
    top = region.y + (region.height - height - gap - under) / 2
    shown = _set(
        given, (title,), replace(inner, y=top, height=height), size, color=place.color, bold=place.bold
    )
    # Where a program has another font, it grows upwards, not into the line below.
    high = replace(shown.box, y=region.y, height=shown.box.bottom - region.y)
    head = replace(shown, role="title", placeholder=layout.title, level=2, box=high, anchor="bottom")
    box = replace(inner, y=top + height + gap, height=under)
    lines = _set(given, below, box, small, color=setter.theme.color("text"), bold=False)
    page = given.page(
        Fitted((replace(lines, placeholder=place),), small, region.height), LayoutKind.STATEMENT
    )
    return (replace(page, titles=(head,)),)


def _set(given: Given, paras: Sequence[Para], box: Box, size: float, *, color: str, bold: bool) -> TextFrame:
    if not is_right_to_left(plain_text(paras[0].inlines)):
        box = balanced_in(box, paras, size, given.setter)
    laid, _ = given.setter.set(paras, box, size)
    return TextFrame(
        role="statement", box=box, paragraphs=_said(laid, color, given, bold=bold), span=paras[0].span, color=color,
        anchor="top",
    )  # fmt: skip


def _said(
    laid: Sequence[LaidParagraph], color: str, given: Given, *, bold: bool
) -> tuple[LaidParagraph, ...]:
    """In a place's colour, what is bold in another one: all of it may be bold there."""
    if not all(_stands_out(paragraph.inlines) for paragraph in laid):
        accent = given.setter.theme.readable("accent")
        laid = [replace(each, inlines=tuple(_marked(item, accent) for item in each.inlines)) for each in laid]
    return tuple(replace(paragraph, color=color, bold=bold) for paragraph in laid)


def _stands_out(inlines: Inlines) -> bool:
    return all(isinstance(item, Run) and item.marks.bold for item in inlines)


def _marked(item: Inline, accent: str) -> Inline:
    if not isinstance(item, Run) or not item.marks.bold or item.marks.color or item.marks.link:
        return item
    return replace(item, marks=replace(item.marks, color=accent))


def _goes_on(text: str) -> bool:
    """True for text below a title that says who has said that, or goes on with it: the title is what is said."""
    credit = text[0] in "—–―-" and text[1:2].isspace()
    return credit or (text[0].islower() and not text[1:2].isupper())


def _leads_on(paras: Sequence[Para]) -> bool:
    """True for nothing but links: they are where the title's matter goes on."""
    runs = [item for para in paras for item in para.inlines if isinstance(item, Run)]
    return all(run.marks.link or not re.search(r"\w", run.text) for run in runs)


STATEMENT = Arrangement(
    choice=LayoutChoice.STATEMENT, takes=f"text alone that stands on {STATEMENT_LINES} lines when it is large",
    place=_place,
)  # fmt: skip
