"""Numbers, each with the few words that say what it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import Run, plain_text
from deckgen.deck.numbers import MAGNITUDE, is_fact, is_number, is_year
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.arrange import Fitted
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.flow import ColumnsItem, Flow, Para
from deckgen.layout.lines import measure_in, measure_words, widest
from deckgen.layout.model import Frame, Rule, TextFrame
from deckgen.layout.page import Page
from deckgen.layout.text import FREE_ABOVE, SPARE
from deckgen.layout.titles import balanced_in
from deckgen.patterns import regex
from deckgen.themes.model import Box, LayoutKind, Placeholder

WORDS = 42.0
"""Width in em of the words below, some 90 letters."""
MOST = 4
"""Numbers side by side."""
MOST_LINES = 4
_UNIT = (
    r"(?:[%％‰€$£¥￥×x円元]|[kcm]?m[²³]?|km/h|[cdm]l|oz|lb|[kmµ]?g|t|ha|l|h|min|[kMGT]?Wh?|[kMGT]B|°C|pts?|ppm|"
    r"fois)"
)
_COUNTED = regex(
    rf"([^\W\d]{{0,2}}[$€£¥+−~≈<>]?\d[\d.,]*(?:\s?[%‰€$£]|[kMB+×x])?(?:\s{MAGNITUDE}(?=\s))?(?:\s?{_UNIT}(?=\s))?)"
    r"\s+((?:[^\W\d]\S*\s){0,3}[^\W\d][^\s.:;!?]*)$"
)
"""`832 submissions`, `3,5 Mio. € Budget`: a number with its unit, and up to four words."""
_ENTRY = regex(r"^\W*\d.*\s[^\W\d]{3,}")
"""A number and a word."""
_SMALL = regex(r"\d{1,2}")
"""A number that may be a day's, an hour's or a chapter's."""
_TOWN = regex(r"\d{5}\s+[A-ZÀ-Þ]")
_HOUR = regex(r"\d{1,2}\s?[:h]\s?(?:\d\d)?")
_LASTS = regex(r"\d{1,3}\s?(?:[:h]\s?(?:\d\d)?|min|m|s)")
"""How long something takes, as an agenda has it."""


def _place(given: Given) -> tuple[Page, ...] | None:
    flow = _told_apart(_in_columns(given.flow), given)
    paras = [item for item in flow if isinstance(item, Para)]
    if len(paras) == len(flow) == 1 and _says_it(paras[0]) and (titled := _titled(given, paras[0])):
        return titled
    pairs = [*zip(paras[::2], paras[1::2], strict=False)]
    if len(paras) != len(flow) or len(paras) % 2 or not 1 <= len(pairs) <= MOST:
        return None
    if not all(_is_number(number) and _says_it(words) for number, words in pairs):
        return None
    if all(_ENTRY.search(plain_text(para.inlines)) for para in paras):
        return None  # hours, years or steps one below the other
    return _one(given, *pairs[0]) if len(pairs) == 1 else _several(given, pairs)


def _in_columns(flow: Flow) -> Flow:
    """What stands in columns, if each of them has a number and its words; years and what counts them are none."""
    only = flow[0] if len(flow) == 1 else None
    if not isinstance(only, ColumnsItem) or only.tabs or not all(len(column) == 2 for column in only.columns):
        return flow
    heads = [column[0] for column in only.columns]
    said = [plain_text(head.inlines).strip(" .") for head in heads if isinstance(head, Para)]
    if any(map(is_year, said)) or _are_counted(said):
        return flow
    return tuple(item for column in only.columns for item in column)


def _told_apart(flow: Flow, given: Given) -> Flow:
    """Paragraphs that begin with a number as that number and its words: a bold one, or one in each of several."""
    bare = [plain_text(item.inlines) for item in flow if isinstance(item, Para) and not _is_bold(item)]
    counts = [match[1] for each in bare if (match := _COUNTED.match(each))]
    if (counts and all(map(_SMALL.fullmatch, counts))) or any(map(_TOWN.match, bare)):
        return flow  # days, hours, chapters or addresses one below the other
    pairs = []
    for item in flow:
        pair = _split(item, given, alone=len(flow) == 1) if isinstance(item, Para) else None
        if pair is None:
            return flow
        pairs.append(pair)
    said = [plain_text(number.inlines).strip() for number, _ in pairs]
    hours = sum(bool(_HOUR.fullmatch(each)) for each in said)
    lasts = all(_LASTS.fullmatch(each) for each in said)
    is_none = _are_counted(said) or any(map(is_year, said)) or hours > 1 or lasts
    return flow if is_none else tuple(part for pair in pairs for part in pair)


def _are_counted(said: Sequence[str]) -> bool:
    """True for numbers of steps or chapters, each by one more than the last."""
    bare = [each.rstrip(".)") for each in said]
    first = int(bare[0]) if bare and bare[0].isdecimal() else 0
    return len(said) > 1 and bare == [str(first + at) for at in range(len(bare))]


def _is_bold(para: Para) -> bool:
    first = next(iter(para.inlines), None)
    return isinstance(first, Run) and first.marks.bold


def _split(para: Para, given: Given, *, alone: bool) -> tuple[Para, Para] | None:
    """The number at the beginning of a paragraph, and what follows it; None if it is a sentence, or has none."""
    first, *others = para.inlines or ("",)
    if para.markers or para.role != "text" or not isinstance(first, Run):
        return None
    if first.marks.bold and others:
        number, (second, *others) = first, others
        if not isinstance(second, Run) or not second.text[:1].isspace() or not is_number(first.text):
            return None
        words = replace(second, text=second.text.lstrip())
    elif not alone and (match := _COUNTED.match(plain_text(para.inlines))) and is_number(match[1]):
        if len(match[1]) >= len(first.text.rstrip()):
            return None
        number = replace(first, text=match[1])
        words = replace(first, text=first.text[match.start(2) :])
    else:
        return None
    fonts = given.setter.fonts
    one, other = (
        replace(para, inlines=part, words=measure_words(part, fonts, "body"))
        for part in ((number,), (words, *others))
    )
    return one, other


def _one(given: Given, number: Para, words: Para) -> tuple[Page, ...] | None:
    """One number as large as the theme has it, and the words below."""
    layout = given.setter.theme.layouts[LayoutKind.FACT]
    upper = given.place(LayoutKind.FACT)
    lower = layout.bodies[1] if upper and len(layout.bodies) > 1 else None
    region, sizes = given.region, given.setter.tokens.type
    number, words = given.voiced([number], upper)[0], given.voiced([words], lower)[0]
    heights = [
        given.setter.height((number,), region.width, sizes.fact),
        given.setter.height((words,), region.width, sizes.fact_words),
    ]
    y = region.y + (region.height - sum(heights)) / 2
    boxes = [
        Box(region.x, y, region.width, heights[0]),
        Box(region.x, y + heights[0], region.width, heights[1]),
    ]
    most = sizes.fact
    size: float | None = sizes.fact_words
    if upper and lower:
        boxes = [upper.inner, lower.inner]
        most, size = upper.size, given.size_in((words,), lower)
    large = _largest(given, [number], boxes[0].width, most)
    if large is None or not size or (given.slide.title and not layout.title):
        return None
    frames = (_frame(given, number, boxes[0], large, upper), _frame(given, words, boxes[1], size, lower))
    return (given.page(Fitted(frames, sizes.fact_words, region.height), LayoutKind.FACT),)


def _titled(given: Given, words: Para) -> tuple[Page, ...] | None:
    """A number as a title, with the words below: the title is as large as a number alone."""
    setter, layout = given.setter, given.setter.theme.layouts[LayoutKind.FACT]
    upper, text = given.place(LayoutKind.FACT), plain_text(given.slide.title).strip()
    if not is_number(text) or is_year(text):
        return None
    there = layout.title or (upper if upper and upper.type == "title" else None)
    if not upper or not there or len(layout.bodies) < 2:
        return _titled_in_region(given, words)
    lower = layout.bodies[1]
    measured = measure_in(given.slide.title, upper, setter.fonts)
    number = Para(inlines=given.slide.title, words=measured, span=given.slide.span)
    (number,), (words,) = given.voiced([number], upper), given.voiced([words], lower)
    large, size = _largest(given, [number], upper.inner.width, upper.size), given.size_in((words,), lower)
    if large is None or not size:
        return None
    title = replace(
        _frame(given, number, upper.inner, large, upper), role="title", level=2, placeholder=there
    )
    below = _frame(given, words, lower.inner, size, lower)
    page = given.page(Fitted((below,), size, given.region.height), LayoutKind.FACT)
    return (replace(page, titles=(title,)),)


def _titled_in_region(given: Given, words: Para) -> tuple[Page, ...] | None:
    """The same where the template has no layout for it: in the middle of what the slide has for content."""
    setter, region, sizes = given.setter, given.region, given.setter.tokens.type
    title = setter.theme.layouts[LayoutKind.TITLE_ONLY].title
    if title is None or title.fill or not is_fact(plain_text(given.slide.title).strip()):
        return None
    measured = measure_in(given.slide.title, title, setter.fonts)
    number = Para(inlines=given.slide.title, words=measured, span=given.slide.span, align=title.align)
    words = replace(words, align=title.align)
    large = _largest(given, [number], region.width, sizes.fact)
    if large is None:
        return None
    high = setter.height((number,), region.width, large)
    under = setter.height((words,), region.width, sizes.fact_words)
    y = region.y + max(0.0, region.height - high - under) / 2
    place = replace(title, anchor="bottom", box=replace(region, y=y, height=high), moved=True)
    head = replace(_frame(given, number, place.box, large, place), role="title", level=2, placeholder=place)
    below = _frame(given, words, replace(region, y=y + high, height=under), sizes.fact_words, None)
    page = given.page(Fitted((below,), sizes.fact_words, region.height), LayoutKind.TITLE_ONLY)
    return (replace(page, titles=(head,)),)


APART = 0.9
"""Share of its column that a number may fill beside others."""


def _several(given: Given, pairs: Sequence[tuple[Para, Para]]) -> tuple[Page, ...] | None:
    """Numbers side by side at one size, a line above each."""
    setter, region = given.setter, given.region
    tokens, place = setter.tokens, given.place(LayoutKind.FACT)
    gap = tokens.space.gutter
    width = (region.width - gap * (len(pairs) - 1)) / len(pairs)
    # They stand in no place of the layout's: its font for titles would be the page's alone.
    plain = replace(place, face="body") if place else None
    numbers = given.voiced([number for number, _ in pairs], plain)
    large = _largest(given, numbers, APART * width, tokens.type.fact)
    words = [words for _, words in pairs]
    longest = widest(word for each in words for word in each.words)
    sizes = [size for size in tokens.type.body if size <= tokens.type.fact_words] or [tokens.type.body[0]]
    below = next((size for size in sizes if longest * size <= SPARE * width), sizes[0])
    if large is None or any(len(setter.lines(each, width, below)) > MOST_LINES for each in words):
        return None
    upper, rule = 1.28 * large, tokens.space.fact_rule
    high = upper + max(setter.height((each,), width, below) for each in words) + 3 * rule
    y = region.y + max(0.0, tokens.space.centre * region.height - high / 2)
    frames: list[Frame] = []
    for at, (number, each) in enumerate(zip(numbers, words, strict=True)):
        x = region.x + at * (width + gap)
        color = setter.theme.color("accent")
        top = y + 3 * rule
        frames += (
            Rule(box=Box(x, y, width, rule), fill=color, span=number.span, step=number.step),
            replace(_frame(given, number, Box(x, top, width, upper), large, plain), placeholder=None),
            _frame(given, each, Box(x, top + upper, width, region.bottom - top - upper), below, None),
        )
    return (given.page(Fitted(tuple(frames), below, region.height), LayoutKind.TITLE_ONLY),)


def _largest(given: Given, numbers: Sequence[Para], width: float, most: float) -> float | None:
    """The largest of the theme's sizes, up to `most`, at which each of them stands on one line; three or more stand
    smaller."""
    sizes = given.setter.tokens.type
    for size in (most, *sizes.facts, *sizes.statement):
        if size <= most and all(len(given.setter.lines(each, SPARE * width, size)) == 1 for each in numbers):
            return size
    return None


def _frame(given: Given, para: Para, box: Box, size: float, place: Placeholder | None) -> TextFrame:
    setter = given.setter
    para = replace(para, role="text")
    box = balanced_in(box, [para], size, setter)
    height = setter.height((para,), box.width, size)
    anchor = place.anchor if place else "top"
    free = FREE_ABOVE[anchor] * max(0.0, box.height - height)
    laid, _ = setter.set((para,), replace(box, y=box.y + free), size)
    color = place.color if place else setter.theme.color("title")
    bold = bool(place and place.bold)
    return TextFrame(
        role="statement", box=box, paragraphs=(replace(laid[0], color=color, bold=bold),), span=para.span,
        color=color, anchor=anchor, placeholder=place, step=para.step,
    )  # fmt: skip


def _is_number(para: Para) -> bool:
    return not para.markers and is_number(plain_text(para.inlines).strip())


def _says_it(para: Para) -> bool:
    return not para.markers and para.role != "subheading" and length_of([para]) <= WORDS


def has_digit(text: str) -> bool:
    """True if there is a number in it."""
    return any(map(str.isdigit, text))


def length_of(paras: Sequence[Para]) -> float:
    """Width in em of all of it on one line."""
    return sum(word.width + word.space for para in paras for word in para.words)


FACT = Arrangement(choice=LayoutChoice.FACT, takes="a number and a few words below it", place=_place)
