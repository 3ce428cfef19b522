"""What a program changes by saving a file is no edit: looks that were inherited and are now said, colours of a theme as
numbers, formulas as text, pictures packed anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from itertools import zip_longest
from typing import TypeAlias
from urllib.parse import unquote

from msgspec.structs import replace

from deckgen.deck.inlines import PLAIN, Marks, Run
from deckgen.powerpoint.model import (
    ChartData,
    Image,
    ShownDeck,
    ShownParagraph,
    ShownShape,
    Words,
    paragraphs_of,
)
from deckgen.revisions.matching import Pairs
from deckgen.revisions.patch import Token, runs_of, told
from deckgen.revisions.stand_ins import same_place, written_out

_SMALL = (32, 32)
_ALIKE = 10.0
"""Mean difference of pixels' channels (of 255) below which two pictures show the same."""
_EXACT = 1e-6


_MOST = 0.5


def bakes(deck: ShownDeck, base: ShownDeck, colors: Container[str]) -> bool:
    """True for files of a program that writes on each run how it looks: nobody gives most words those `colors` of the
    theme's which they have anyway."""
    is_known = "libreoffice" in deck.program.lower()
    return is_known or _colored(deck, colors) > _MOST > _colored(base, colors)


def _colored(deck: ShownDeck, colors: Container[str]) -> float:
    """Share of the characters that are said to have one of these."""
    paragraphs = (each for slide in deck.slides for s in slide.shapes for each in paragraphs_of(s.content))
    runs = [
        item for each in paragraphs for item in each.inlines if isinstance(item, Run) and item.text.strip()
    ]
    total = sum(len(run.text) for run in runs)
    return sum(len(run.text) for run in runs if run.marks.color in colors) / total if total else 0.0


Colors: TypeAlias = Mapping[Hashable, str]
"""What a program has written as the colour of words that looked alike before."""


def settled_pairs(
    old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], pairs: Pairs, *, baked: bool
) -> dict[int, ShownParagraph]:
    """The new paragraphs of a shape that have an old one, settled."""
    both = {j: (old[i], new[j]) for i, j in pairs if i is not None and j is not None}
    colors = _baked_colors(list(both.values())) if baked else {}
    return {j: settled(before, after, baked=baked, colors=colors) for j, (before, after) in both.items()}


def _baked_colors(pairs: Sequence[tuple[ShownParagraph, ShownParagraph]]) -> Colors:
    """For each look in a shape's paragraphs the colour that most of what stays of it is said to have now."""
    found: defaultdict[Hashable, Counter[str]] = defaultdict(Counter)
    for old, new in pairs:
        before, after = told(old.inlines), told(new.inlines)
        for i, j in _staying(before, after):
            found[_look(old, before[i][1])][after[j][1].color] += len(after[j][0])
    return {look: counts.most_common(1)[0][0] for look, counts in found.items()}


def _look(paragraph: ShownParagraph, marks: Marks) -> Hashable:
    place = (paragraph.level, paragraph.marker, paragraph.size, paragraph.bold, paragraph.italic)
    return place, replace(marks, link="x" if marks.link else "")


def _staying(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, [w for w, _ in before], [w for w, _ in after], autojunk=False)
    for i, j, length in matcher.get_matching_blocks():
        yield from ((i + step, j + step) for step in range(length) if not before[i + step][0].isspace())


def settled(
    old: ShownParagraph, new: ShownParagraph, *, baked: bool, colors: Colors | None = None
) -> ShownParagraph:
    """The new paragraph with marks as the old one has them, where they mean the same. Of a file that is `baked` a
    colour is an edit where it is another than its `colors` have for the words' look."""
    tokens = [
        (word, marks if word.isspace() else _relative(marks, old, new)) for word, marks in told(new.inlines)
    ]
    if baked:
        before = told(old.inlines)
        if any(marks.math for _, marks in before):
            tokens = _with_formulas(before, tokens)
        tokens = _with_last_link(before, tokens)
        tokens = _as_before(old, before, tokens, colors or {})
    return replace(new, inlines=runs_of(tokens))


def plainly(new: ShownParagraph) -> ShownParagraph:
    """A paragraph that is new, without the looks of the place where it stands."""
    runs = [each for each in new.inlines if isinstance(each, Run) and each.text.strip()]
    whole = bool(runs) and all(each.marks.bold for each in runs)
    tokens = [
        (word, replace(marks, color="", bold=marks.bold and not whole, code=False))
        for word, marks in told(new.inlines)
    ]
    return replace(new, inlines=runs_of(tokens))


def _relative(marks: Marks, old: ShownParagraph, new: ShownParagraph) -> Marks:
    """Marks beside those that the old paragraph's place gives to all its text."""
    bold, italic = marks.bold or new.bold, marks.italic or new.italic
    return replace(marks, bold=bold and not old.bold, italic=italic and not old.italic)


def _with_formulas(before: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    """Formulas in the place of the words that a program has written for them: those that a file has for programs
    without formulas, or what stands between the words that stood before and behind each."""
    found, at = list(tokens), 0
    for number, (word, marks) in enumerate(before):
        if marks.math is None:
            continue
        if span := written_out(marks.math, found, at):
            found[span.start : span.stop] = [(word, marks)]
            at = span.start + 1
            continue
        left = next((w for w, m in reversed(before[:number]) if not w.isspace() and m.math is None), None)
        right = next((w for w, m in before[number + 1 :] if not w.isspace() and m.math is None), None)
        words = [each for each, _ in found]
        first = words.index(left, at) + 1 if left in words[at:] else at
        last = words.index(right, first) if right in words[first:] else len(words)
        if left is not None and left not in words[at:]:
            continue
        spaces = [each for each in found[first : first + 1] if each[0].isspace()]
        behind = [each for each in found[max(first, last - 1) : last] if each[0].isspace()]
        found[first:last] = [*spaces, (word, marks), *behind]
        at = first + len(spaces) + 1
    return found


def _with_last_link(before: Sequence[Token], tokens: list[Token]) -> list[Token]:
    """A link at the end, of which LibreOffice 7 leaves a blank on slides with steps."""
    first = len(before)
    while first and before[first - 1][1].link and before[first - 1][1].link == before[-1][1].link:
        first -= 1
    old, new = ("".join(word for word, _ in each) for each in (before[:first], tokens))
    blanks = [len(text) - len(text.rstrip()) for text in (old, new)]
    if first == len(before) or blanks[1] <= blanks[0] or any(marks.link for _, marks in tokens[-1:]):
        return tokens
    kept = list(tokens)
    while kept and kept[-1][0].isspace():
        kept.pop()
    between = [each for each in before[:first] if each[0].isspace()][-1:] if blanks[0] else []
    return [*kept, *between, *before[first:]]


def _as_before(
    old: ShownParagraph, before: Sequence[Token], tokens: Sequence[Token], colors: Colors
) -> list[Token]:
    """Words that stay have the fonts that they had, and the colours unless they stand out; new ones have none."""
    found, staying = [], {j: before[i][1] for i, j in _staying(before, tokens)}
    for at, (word, marks) in enumerate(tokens):
        was, stays = staying.get(at, PLAIN), at in staying
        usual = colors.get(_look(old, was), marks.color) if stays else marks.color
        kept = replace(
            marks, color=was.color if marks.color == usual else marks.color,
            code=was.code, highlight=was.highlight, small_caps=was.small_caps,
            underline=was.underline if stays else marks.underline,
            link=was.link if stays and _same_link(was.link, marks.link) else marks.link,
        )  # fmt: skip
        found.append((word, PLAIN if word.isspace() else kept))
    return found


def _same_link(one: str, other: str) -> bool:
    """True for an address and what a program makes of it: encoded, or absolute."""
    return bool(one and other) and unquote(other).endswith(unquote(one))


def same_picture(one: Image, other: Image, *, baked: bool) -> bool:
    """True for pictures that show the same, whatever they are packed in; drawings are packed as pictures if `baked`."""
    if one.data == other.data:
        return True
    from PIL import Image as Pixels
    from PIL import ImageChops, ImageStat, UnidentifiedImageError

    try:
        with Pixels.open(BytesIO(one.data)) as a, Pixels.open(BytesIO(other.data)) as b:
            small = [each.convert("RGBA").convert("RGB").resize(_SMALL) for each in (a, b)]
        return max(ImageStat.Stat(ImageChops.difference(*small)).mean) < _ALIKE
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Pixels.DecompressionBombError):
        return baked


def same_numbers(one: ChartData, other: ChartData) -> bool:
    """True for charts that show the same numbers under the same names."""
    if len(one.series) != len(other.series):
        return False
    for a, b in zip(one.series, other.series, strict=True):
        # What is missing at the end may be written or not.
        for x, y in (*zip_longest(a.values, b.values), *zip_longest(a.sizes, b.sizes)):
            if (x is None) != (y is None) or (
                x is not None and y is not None and abs(x - y) > _EXACT * max(1, abs(x))
            ):
                return False
    return True


def without_drawn(pairs: Pairs, old: Sequence[ShownShape], new: Sequence[ShownShape]) -> Pairs:
    """The pairs without formulas that a program has drawn, what is gone and what is new in the same place; and without
    the picture that it has made of what a place of words is filled with."""
    gone = [i for i, j in pairs if i is not None and j is None]
    lonely = [j for i, j in pairs if i is None and j is not None]
    pictures = [j for j in lonely if not isinstance(new[j].content, Words)]
    drawn = [(i, j) for i in gone for j in pictures if same_place(old[i], new[j])]
    filled = [j for j in pictures if any(same_place(each, new[j]) for each in old)]
    left, right = {(i, None) for i, _ in drawn}, {(None, j) for j in filled}
    return [pair for pair in pairs if pair not in left and pair not in right]
