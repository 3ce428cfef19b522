"""Titles: as large as the theme has them if two lines hold them, smaller if not."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, plain_text
from deckgen.layout.flow import Para
from deckgen.layout.lines import (
    LineSpan,
    Word,
    at_one_size,
    break_lines,
    measure_in,
    slice_inlines,
    stack_height,
    widest,
)
from deckgen.layout.model import LINE_HEIGHT, LaidParagraph, TextFrame, TextRole
from deckgen.layout.text import FREE_ABOVE, PRUDENCE, Typesetter
from deckgen.source import Span
from deckgen.themes.model import Box, Placeholder

UNCUT = 0.5
"""Of its size that a title may become smaller so that no word of it is cut."""
MOST_LINES = 3
"""To which a title grows below its place, if it would not fit at its smallest size."""
PAUSES = (":", "?", "!", ";", "…", "：", "。", "？", "！", "、", "，")
DASHES = ("–", "—")
"""Signs behind which a title is best broken …"""
SHORT_WORD = 4
"""Letters of an abbreviation, with its full stop, at most."""
SHORTEST = 0.4
"""… where its shorter line has this share of the longer one."""
UNSURE = 0.012
"""Share of its width by which a line may be longer or shorter in another renderer."""


class SetTitle(Struct, frozen=True):
    """A title in its frame, and the words for which there was no room."""

    frame: TextFrame
    overflow: Inlines


def set_title(
    inlines: Inlines, place: Placeholder, span: Span, setter: Typesetter, level: int,
    role: TextRole = "title", *, fits: bool = False,
) -> SetTitle:  # fmt: skip
    """Set a title in its placeholder; one that its author wants to fit (`fits`) as large as a line of it can be.

    Large sizes are for one or two lines; below 60 % of the placeholder's size any number of lines
    that fits will do. What does not fit even at the smallest size overflows.
    """
    inlines, scale = at_one_size(inlines)
    scale = 1.0 if role == "eyebrow" else scale  # a small line stays as large as those are
    usual = scale * place.size
    words = measure_in(inlines, place, setter.fonts)
    inner = place.inner
    if role == "title" and place.anchor == "top":  # with room for more lines below its place
        least = setter.tokens.type.title_lines * LINE_HEIGHT * usual
        inner = replace(inner, height=max(inner.height, least))
    largest = _fitting(words, inner, usual) if fits else usual
    inner = replace(inner, height=max(inner.height, LINE_HEIGHT * largest)) if fits else inner
    size, lines = _sized(words, inner, largest, setter)
    overflow: Inlines = ()
    most = max(1, _lines_in(inner, size))
    if most < len(lines) <= MOST_LINES and role == "title":  # a title is not cut where a line more holds it
        most = len(lines)
        inner = replace(inner, height=stack_height(lines, size))
    if len(lines) > most:
        cut = lines[most - 1].end
        overflow = slice_inlines(inlines, cut, len(plain_text(inlines)))
        inlines = slice_inlines(inlines, 0, cut)
        words = measure_in(inlines, place, setter.fonts)
    return SetTitle(_frame(inlines, words, inner, size, place, span, setter, level, role), overflow)


HIGH = 5
"""Lines of a place for a title that is higher than such places are above content."""
LARGEST = 2.5
"""Of a title that is to fit, over its placeholder's type size."""


def _fitting(words: Sequence[Word], inner: Box, size: float) -> float:
    """The size at which one line is as wide as the place, within reason; `size` where that is less."""
    (line, *more) = break_lines(words, 1e9)
    natural = 0.0 if more or not line.width else inner.width * PRUDENCE / line.width
    return float(max(size, min(LARGEST * size, int(natural))))


def _lines_in(box: Box, size: float) -> int:
    return int(box.height / (LINE_HEIGHT * size) + 0.02)


def _sized(
    words: Sequence[Word], inner: Box, largest: float, setter: Typesetter
) -> tuple[float, list[LineSpan]]:
    """The size at which a title stands best, and the lines that it then takes."""
    sizes = [largest, *(step for step in setter.tokens.type.title if step < largest)]
    whole = inner.width * PRUDENCE / max(widest(words), 0.01)
    if UNCUT * largest <= whole < largest:  # no word has to be cut
        sizes = [size for size in sizes if size <= whole] or sizes
    room = _lines_in(inner, largest)
    few = room - 1 if room >= HIGH else 2  # a high place at the slide's side is made for many
    for size in sizes:
        lines = break_lines(words, inner.width * PRUDENCE / size)
        most = _lines_in(inner, size)
        most = min(most, few) if size > 0.6 * largest else most
        if len(lines) <= most and stack_height(lines, size) <= max(inner.height, LINE_HEIGHT * size) + 0.5:
            break
    return size, lines


def _frame(
    inlines: Inlines, words: Sequence[Word], inner: Box, size: float, place: Placeholder, span: Span,
    setter: Typesetter, level: int, role: TextRole,
) -> TextFrame:  # fmt: skip
    """The title in its frame, its lines of about one length."""
    # What is measured with a stand-in may be wider: its lines have all the room that there is.
    unsure = setter.theme.fonts[place.face].stands_in
    width = inner.width if unsure else _balanced(words, inner.width, size)
    lines = break_lines(words, width / size)
    height = stack_height(lines, size)
    text = plain_text(inlines)
    rtl = setter.right_to_left(inlines, text)
    left, over, right, under = place.insets
    spare = inner.width - width
    if place.align == "center":
        left, right = left + spare / 2, right + spare / 2
    elif place.align == "left" and not rtl:
        right += spare
    else:
        left += spare
    fits = height <= place.inner.height + 0.5
    free = FREE_ABOVE[place.anchor] * (inner.height - height) if fits else 0.0
    top = replace(inner, x=place.box.x + left, y=inner.y + free, width=width)
    paragraph = LaidParagraph(
        inlines=inlines, role="text", size=size, bold=place.bold, align=place.align, right_to_left=rtl,
        lines=setter.place(text, lines, top, size, place.align, rtl=rtl),
        foreign=setter.fonts.foreign(text, place.face),
    )  # fmt: skip
    return TextFrame(
        role=role, box=replace(place.box, height=max(place.box.height, over + height + under)),
        paragraphs=(paragraph,), span=span, color=place.color, placeholder=place,
        insets=(left, over, right, under), anchor=place.anchor, level=level,
    )  # fmt: skip


def balanced_in(box: Box, paras: Sequence[Para], size: float, setter: Typesetter) -> Box:
    """The part of `box` in which a paragraph alone has lines of about one length, at the side where it stands; all of
    the box for several, or where they would not all be as long."""
    if len(paras) != 1 or setter.size(paras[0], size) != paras[0].scale * size:
        return box
    (para,) = paras
    width = _balanced(para.words, box.width, para.scale * size)
    if width >= box.width or len(setter.lines(para, width, size)) != len(setter.lines(para, box.width, size)):
        return box
    rtl = setter.right_to_left(para.inlines, plain_text(para.inlines))
    spare = box.width - width
    aside = spare / 2 if para.align == "center" else spare if (para.align == "right") != rtl else 0.0
    return replace(box, x=box.x + aside, width=width)


def _balanced(words: Sequence[Word], width: float, size: float) -> float:
    """The least width at which the words take no more lines than in all of it, so that these are of about one length;
    all of it for a single line, or where the author has broken the lines."""
    count = len(break_lines(words, width * PRUDENCE / size))
    if count < 2 or any(word.text.endswith("\n") for word in words):
        return width
    if count == 2 and (parted := _at_a_pause(words, width, size)):
        return parted
    longest = widest(words) * size / PRUDENCE
    low, high = max(width / count / 1.5, longest if longest <= width else 0.0), width
    while high - low > 0.5:
        middle = (low + high) / 2
        if len(break_lines(words, middle * PRUDENCE / size)) > count:
            low = middle
        else:
            high = middle
    # Renderers measure a little differently: as far as can be from where a line would take one more word, or one less.
    while True:
        last = _last_like(words, high, width, size)
        if last - high > UNSURE * width or last + 1.0 >= width:
            return (high + last) / 2
        high = last + 1.0


def _at_a_pause(words: Sequence[Word], width: float, size: float) -> float:
    """A width at which the first of two lines ends behind a sign that parts what is said, and both are not too
    different; 0 for none."""
    whole = sum(word.width + word.space for word in words) - words[-1].space
    before, found = 0.0, []
    for word, after in itertools.pairwise(words):
        before += word.width
        rest = whole - before - word.space
        if _pauses(word.text.strip(), after.text) and min(before, rest) >= SHORTEST * max(before, rest):
            least = max(before, rest) * size / PRUDENCE
            most = min(width, (before + word.space + after.width) * size)
            if most - least > 2 * UNSURE * width:
                found.append((abs(before - rest), (least + most) / 2))
        before += word.space
    return min(found, default=(0.0, 0.0))[1]


def _pauses(word: str, following: str) -> bool:
    """True for a word behind which something else is said: no abbreviation, and no number of a day."""
    if word.endswith(".") and not word.endswith("…"):
        return len(word) > SHORT_WORD and word[:-1].isalpha() and following[:1].isupper()
    return word in DASHES or (word.endswith(PAUSES) and word not in PAUSES[1:])


def _last_like(words: Sequence[Word], narrow: float, width: float, size: float) -> float:
    """The largest width, a tenth more than `narrow` at most, at which the lines break as they do there."""
    ends = [line.end for line in break_lines(words, narrow * PRUDENCE / size)]
    least, most = narrow, min(width, 1.1 * narrow)
    while most - least > 0.5:
        middle = (least + most) / 2
        same = [line.end for line in break_lines(words, middle / size)] == ends
        least, most = (middle, most) if same else (least, middle)
    return least
