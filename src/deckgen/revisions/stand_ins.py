"""What a .pptx has for programs without formulas and charts: where such a program has saved that in their place, it is
no edit."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from deckgen.deck.inlines import PLAIN, Run
from deckgen.deck.maths import Formula
from deckgen.powerpoint.model import ShownDeck, ShownParagraph, ShownShape, ShownSlide, Words
from deckgen.readers.formulas import read_formula
from deckgen.revisions.matching import pair_shapes, pair_slides, paired, shown_shapes
from deckgen.revisions.patch import Token, runs_of, told
from deckgen.writers.pptx.maths import linear

_NEAR = 3.0
"""Points by which a shape may move when it is saved."""


def without_stand_ins(base: ShownDeck, theirs: ShownDeck) -> ShownDeck:
    """The slides with the formulas and charts of `base` where they have what stands for them: the words of a formula,
    and pictures that are described as the shape that stood in their place."""
    slides = list(theirs.slides)
    for i, j in pair_slides(base, theirs):
        if i is not None and j is not None:
            slides[j] = _slide(base.slides[i], slides[j])
    return replace(theirs, slides=tuple(slides))


def _slide(old: ShownSlide, new: ShownSlide) -> ShownSlide:
    before, after = shown_shapes(old), shown_shapes(new)
    pairs = pair_shapes(before, after)
    now: dict[int, ShownShape] = {}
    for i, j in pairs:
        if i is not None and j is not None and (shape := _with_formulas(before[i], after[j])):
            now[after[j].id] = shape
    gone = [before[i] for i, j in pairs if i is not None and j is None]
    pictures = [after[j] for i, j in pairs if i is None and j is not None and not _has_words(after[j])]
    for was in gone:
        for picture in pictures:
            if picture.alt and picture.alt == was.alt and same_place(was, picture):
                now[picture.id] = replace(was, id=picture.id)
    return replace(new, shapes=tuple(now.get(each.id, each) for each in new.shapes)) if now else new


def _has_words(shape: ShownShape) -> bool:
    return isinstance(shape.content, Words)


def _with_formulas(old: ShownShape, new: ShownShape) -> ShownShape | None:
    """The new shape with the formulas of the old one; None if it has them, or other words for them."""
    if not (isinstance(old.content, Words) and isinstance(new.content, Words)):
        return None
    before, after = old.content.paragraphs, list(new.content.paragraphs)
    if not any(map(_has_formula, before)) or any(map(_has_formula, after)):
        return None
    for i, j in paired(before, after, notes=False):
        if i is not None and j is not None and (tokens := _read_back(told(before[i].inlines), after[j])):
            after[j] = replace(after[j], inlines=runs_of(tokens))
    return replace(new, content=Words(tuple(after))) if any(map(_has_formula, after)) else None


def _has_formula(paragraph: ShownParagraph) -> bool:
    return any(isinstance(item, Run) and item.marks.math is not None for item in paragraph.inlines)


def _read_back(before: Sequence[Token], paragraph: ShownParagraph) -> list[Token]:
    """A paragraph with the formulas that stood in it; nothing if the words for one are not in its place."""
    found = told(paragraph.inlines)
    old, spans = "", list[tuple[int, int, Token]]()
    for word, marks in before:
        text = _bare(word) if marks.math is None else in_words(marks.math)
        if marks.math is not None:
            spans.append((len(old), len(old) + len(text), (word, marks)))
        old += text
    token_at = [number for number, (word, _) in enumerate(found) for _ in _bare(word)]
    new = "".join(_bare(word) for word, _ in found)
    place = {
        i + step: j + step
        for i, j, length in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for step in range(length)
    }
    for first, end, token in reversed(spans):
        start, last = place.get(first), place.get(end - 1)
        if end == first or start is None or last is None or last - start != end - 1 - first:
            return []
        is_apart = (start == 0 or token_at[start - 1] != token_at[start]) and (
            last + 1 == len(new) or token_at[last + 1] != token_at[last]
        )
        if not is_apart or new[start : last + 1] != old[first:end]:
            return []
        found[token_at[start] : token_at[last] + 1] = [token]
    return found


def _bare(word: str) -> str:
    return "".join(word.split())


def in_words(formula: Formula) -> str:
    """What a file has for a formula where there are none, without blanks."""
    known = read_formula(formula.latex, display=formula.display)
    runs = linear(known, PLAIN) if isinstance(known, Formula) else ()
    return "".join(_bare(run.text) for run in runs if isinstance(run, Run))


def written_out(formula: Formula, tokens: Sequence[Token], start: int) -> range | None:
    """Where a formula stands in words, from `start` on."""
    wanted = in_words(formula)
    for first in range(start, len(tokens)):
        said, last = "", first
        while wanted and last < len(tokens) and len(said) < len(wanted) and wanted.startswith(said):
            said += tokens[last][0].strip()
            last += 1
        if said == wanted and said and not tokens[first][0].isspace():
            return range(first, last)
    return None


def same_place(one: ShownShape, other: ShownShape) -> bool:
    """True for two shapes that stand at the same place: a program may have drawn the one as the other."""
    a, b = one.box, other.box
    middle = abs(a.x + a.width / 2 - b.x - b.width / 2) + abs(a.y + a.height / 2 - b.y - b.height / 2)
    return middle < _NEAR or (
        abs(a.x - b.x) + abs(a.y - b.y) + abs(a.width - b.width) + abs(a.height - b.height) < 2 * _NEAR
    )
