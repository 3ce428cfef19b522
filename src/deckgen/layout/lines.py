"""Breaking running text into lines, as browsers and office suites do it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.figures import InlinePicture
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Run, merge_runs, plain_text, with_marks
from deckgen.layout.fonts import SCRIPT_SCALE, SMALL_CAPS, Fonts, run_scale
from deckgen.layout.maths import measure
from deckgen.layout.model import BASELINE, LINE_HEIGHT
from deckgen.patterns import regex
from deckgen.themes.model import FontRole, Placeholder
from deckgen.themes.text_style import TextStyle

# Where a line may end, after Unicode's line breaking algorithm (UAX #14) as browsers and office
# suites apply it: after spaces; after a hyphen, dash or question mark inside a word
# unless a digit follows; around ideographs. No-break spaces (U+00A0, U+202F) are ordinary characters.
_IDEOGRAPH = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"
FIRST_IDEOGRAPH = "\u2e80"
_NO_START = "、。，．・：；？！）］｝」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥"
_NO_END = "（［｛「『【〈《〔"
_AFTER = "\\-‐–—?"
_TIED = r"(?:[ ][:;?!»%€$]{1,3}(?!\S))?"
"""A sign that stands behind a space, as French has it: no line begins with that."""


def _pattern(ideograph: str) -> re.Pattern[str]:
    alone = rf"[{_NO_END}]*[{ideograph}][{_NO_START}]*[ \t]*|" if ideograph else ""
    return regex(
        alone
        + rf"(?:[^ \t\n{_AFTER}{ideograph}]|(?<![^ \t\n{ideograph}])[-‐–—]|[{_AFTER}](?=[^\w({{\[«“‘]|\d|$))+"
        rf"[{_AFTER}]?{_TIED}[ \t]*|[{_AFTER}]+[ \t]*|[ \t]+|\n"
    )


_WORD = _pattern("")
_WORD_WITH_IDEOGRAPHS = _pattern(_IDEOGRAPH)


def _words(text: str) -> Iterator[re.Match[str]]:
    far = not text.isascii() and max(text) >= FIRST_IDEOGRAPH
    return (_WORD_WITH_IDEOGRAPHS if far else _WORD).finditer(text)


MOST_MEASURED = 500
"""Paragraphs and cells whose words are remembered: those of the slides that are being laid out."""
LONG = 18
"""Characters; a longer word may be wider than a narrow column."""


class Word(Struct, frozen=True, kw_only=True):
    """What must stay on one line: its end in the text, and widths in em."""

    end: int
    width: float
    """Without the spaces after it."""
    space: float
    """Of those spaces."""
    text: str
    widths: tuple[float, ...] = ()
    """Of each character, for a word so long that it may have to be cut."""
    extra: float = 0.0
    """How much higher than a line it is: a formula, or words larger than those around them."""


class LineSpan(Struct, frozen=True):
    """One line: characters `start` to `end` of the text, its width in em without end spaces."""

    start: int
    end: int
    width: float
    extra: float = 0.0
    """Height in em that these add."""


def measure_words(inlines: Inlines, fonts: Fonts, role: FontRole, *, bold: bool = False) -> tuple[Word, ...]:
    """Cut text into words and measure each; the cost is paid once for every size tried."""
    return _measured(inlines, fonts, role, bold)


@lru_cache(maxsize=MOST_MEASURED)
def _measured(inlines: Inlines, fonts: Fonts, role: FontRole, bold: bool) -> tuple[Word, ...]:
    if any(isinstance(item, Run) and item.marks.small_caps for item in inlines):
        inlines = tuple(map(_in_capitals, inlines))
    if len(inlines) == 1 and isinstance(only := inlines[0], Run) and not _is_object(only):
        face, scale = fonts.of(only.marks, role, bold=bold)
        scale *= SCRIPT_SCALE if only.marks.superscript or only.marks.subscript else 1.0
        words = []
        space = face.width(" ") * scale
        extra = max(0.0, LINE_HEIGHT * (only.marks.scale - 1))
        for match in _words(only.text):
            text = match[0]
            bare = text.rstrip(" \t")
            widths = tuple(w * scale for w in face.advances(bare)) if len(bare) > LONG else ()
            spaces = (len(text) - len(bare)) * space
            width = face.width(bare) * scale
            words.append(
                Word(end=match.end(), width=width, space=spaces, text=text, widths=widths, extra=extra)
            )
        return tuple(words)
    return _measure_mixed(inlines, fonts, role, bold)


def measure_in(inlines: Inlines, place: Placeholder, fonts: Fonts) -> tuple[Word, ...]:
    """The same as a place of the theme's sets it."""
    style = place.styles[0] if place.styles else None
    return measure_styled(inlines, style, fonts, place.face, bold=place.bold)


def measure_styled(
    inlines: Inlines, style: TextStyle | None, fonts: Fonts, role: FontRole, *, bold: bool
) -> tuple[Word, ...]:
    """The same in capitals, in italics and with space between letters, as the style has it."""
    if style is None or not (style.caps or style.italic or style.tracking):
        return measure_words(inlines, fonts, role, bold=bold)
    shown = tuple(_as_styled(item, style) for item in inlines)
    words = measure_words(shown, fonts, role, bold=bold)
    between = style.tracking_at(1.0)
    if not between:
        return words
    return tuple(
        replace(
            word,
            width=word.width + between * len(word.text.rstrip()),
            space=word.space + between * bool(word.space),
        )
        for word in words
    )


def _as_styled(item: Inline, style: TextStyle) -> Inline:
    if not isinstance(item, Run) or item.marks.math is not None:
        return item
    marks = replace(item.marks, italic=item.marks.italic or style.italic)
    if style.caps == "small":
        return Run(item.text, replace(marks, small_caps=True))
    text = "".join(upper if style.caps and len(upper := c.upper()) == 1 else c for c in item.text)
    return Run(text, marks)


def _measure_mixed(inlines: Inlines, fonts: Fonts, role: FontRole, bold: bool) -> tuple[Word, ...]:
    """The same for text of several runs, where a word may change its face midway."""
    text = _with_formulas_whole(inlines)
    edges: list[tuple[int, Inline]] = []
    position = 0
    for item in inlines:
        position += len(item.text) if isinstance(item, Run) else 1
        edges.append((position, item))
    words = []
    current = 0
    for match in _words(text):
        start, end = match.span()
        bare_end = start + len(match[0].rstrip(" \t"))
        width = space = extra = 0.0
        widths: list[float] = []
        while start < end:
            while edges[current][0] <= start:
                current += 1
            edge, item = edges[current]
            stop = min(edge, end)
            if isinstance(item, Run) and item.marks.math is not None:
                size = measure(item.marks.math).scaled(run_scale(item.marks))
                width += size.width + FORMULA_SPACE
                extra = max(extra, max(0.0, size.up - BASELINE) + max(0.0, size.down - 0.3))
                widths.clear()
                stop = end if stop > end else stop
            elif isinstance(item, Run) and item.marks.picture is not None:
                width += (picture_size(item.marks.picture)[0] + PICTURE_SPACE) * run_scale(item.marks)
            elif isinstance(item, Run):
                face, scale = fonts.of(item.marks, role, bold=bold)
                scale *= SCRIPT_SCALE if item.marks.superscript or item.marks.subscript else 1.0
                extra = max(extra, LINE_HEIGHT * (item.marks.scale - 1))
                middle = min(max(bare_end, start), stop)
                width += face.width(text[start:middle]) * scale
                if bare_end - match.start() > LONG:
                    widths += [width * scale for width in face.advances(text[start:middle])]
                space += face.width(text[middle:stop]) * scale
            start = stop
        words.append(
            Word(end=end, width=width, space=space, text=match[0], widths=tuple(widths), extra=extra)
        )
    return tuple(words)


def _in_capitals(item: Inline) -> Inline:
    """Small capitals as they are drawn."""
    if not isinstance(item, Run) or not item.marks.small_caps or len(item.text.upper()) != len(item.text):
        return item
    return Run(item.text.upper(), replace(item.marks, scale=item.marks.scale * SMALL_CAPS))


def _with_formulas_whole(inlines: Inlines) -> str:
    """The text; formulas and pictures, which no line end may divide, as signs that are no spaces."""
    if not any(isinstance(item, Run) and item.marks.math is not None for item in inlines):
        return plain_text(inlines)
    return "".join(
        "\n" if isinstance(item, LineBreak) else FORMULA * len(item.text) if item.marks.math else item.text
        for item in inlines
    )


def _is_object(run: Run) -> bool:
    """True for a formula or picture in place of text."""
    return run.marks.math is not None or run.marks.picture is not None


HIGHEST_PICTURE = 1.15
"""Em, of a picture in a line."""
HIGHEST_RUNNING = 2.0
WIDEST_PICTURE = 12.0
PIXEL = 0.75
"""Points of a pixel on a slide 1280 of them wide."""
PICTURE_SPACE = 0.06
"""Em of air around it. (The gap in PowerPoint's text has none: a line that just fits there, fits.)"""


def picture_size(picture: InlinePicture) -> tuple[float, float]:
    """Width and height in em of a picture in a line: as high as the text, or lower if its author says so; a logo in a
    header or footer as high as that is, or as its author says on the slide."""
    art = picture.art
    shape = art.width / art.height if art else 1.0
    highest = HIGHEST_RUNNING if picture.running else HIGHEST_PICTURE
    height, pixel = highest, PIXEL / picture.running if picture.running else 1 / 32
    for text, over in ((picture.height, 1.0), (picture.width, shape)):
        match = _SAID.fullmatch(text.strip())
        if match:
            unit = {"em": 1.0, "rem": 1.0, "ex": 0.5, "pt": pixel / PIXEL}.get(match[2] or "", pixel)
            height = float(match[1]) * unit / over
            break
    height = min(highest, max(0.3, height), WIDEST_PICTURE / shape)
    return round(height * shape, 3), round(height, 3)


_SAID = regex(r"(\d{1,5}(?:\.\d{1,4})?)(px|pt|em|rem|ex)?")


FORMULA = "\ufffc"
FORMULA_SPACE = 0.06
"""Em of air around a formula in a line."""


def break_lines(words: Sequence[Word], available: float) -> list[LineSpan]:
    """Fill lines of `available` em greedily. A word wider than that is cut where it must be."""
    lines: list[LineSpan] = []
    start = position = 0
    width = pending = extra = 0.0
    for word in words:
        if word.text == "\n":
            lines.append(LineSpan(start, position, width, extra))
            start = position = word.end
            width = pending = extra = 0.0
            continue
        if width + pending + word.width > available and position > start:
            lines.append(LineSpan(start, position, width, extra))
            start, width, pending, extra = position, 0.0, 0.0, 0.0
        if word.width > available and FORMULA not in word.text:
            pieces = _cut_word(word, position, available)
            lines += pieces[:-1]
            start, width = pieces[-1].start, pieces[-1].width
        else:
            width += pending + word.width
        extra = max(extra, word.extra)
        pending = word.space
        position = word.end
    if position > start or not lines:
        lines.append(LineSpan(start, position, width, extra))
    return lines


def widest(words: Iterable[Word]) -> float:
    """Width in em of the longest of these."""
    return max((word.width for word in words), default=0.0)


def stack_height(lines: Sequence[LineSpan], size: float) -> float:
    """Height in points of `lines` at `size`, one below the other."""
    return sum(LINE_HEIGHT + line.extra for line in lines) * size


def _cut_word(word: Word, start: int, available: float) -> list[LineSpan]:
    """Pieces of an unbreakable word, each as full as the line allows."""
    bare = word.text.rstrip(" \t")
    widths = word.widths or (word.width / max(1, len(bare)),) * max(1, len(bare))
    pieces = []
    first = 0
    width = 0.0
    for position, each in enumerate(widths):
        if width + each > available and position > first:
            pieces.append(LineSpan(start + first, start + position, width, word.extra))
            first, width = position, 0.0
        width += each
    pieces.append(LineSpan(start + first, word.end, width, word.extra))
    return pieces


def slice_inlines(inlines: Inlines, start: int, end: int) -> Inlines:
    """Characters `start` to `end` with their marks (a hard break counts as one)."""
    return cut_inlines(inlines, (start, end))[0]


def cut_inlines(inlines: Inlines, places: Sequence[int]) -> list[Inlines]:
    """What is between each of the places, as `slice_inlines` gives it, and the next."""
    parts: list[list[Inline]] = [[] for _ in places[1:]]
    start = first = 0
    for item in inlines:
        end = start + (len(item.text) if isinstance(item, Run) else 1)
        while first < len(parts) and places[first + 1] <= start:
            first += 1
        at = first
        while at < len(parts) and places[at] < end:
            low, high = max(places[at], start) - start, min(places[at + 1], end) - start
            if low < high:
                parts[at].append(
                    Run(item.text[low:high], item.marks) if isinstance(item, Run) else LineBreak()
                )
            at += 1
        start = end
        if first == len(parts):
            break
    return [merge_runs(part) for part in parts]


def at_one_size(inlines: Inlines) -> tuple[Inlines, float]:
    """The size that all words have over what they would have, and the words without it: it is their paragraph's, with
    its lines and its marker."""
    scales = {item.marks.scale for item in inlines if isinstance(item, Run)}
    scale = scales.pop() if len(scales) == 1 else 1.0
    if scale == 1:
        return inlines, 1.0
    return with_marks(inlines, lambda marks: replace(marks, scale=1.0)), scale
