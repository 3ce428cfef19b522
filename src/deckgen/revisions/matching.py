"""Which slides, shapes and paragraphs of two versions of a deck are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeAlias

from deckgen.deck.inlines import plain_text
from deckgen.imports.slides import footer_of
from deckgen.patterns import regex
from deckgen.powerpoint.model import (
    FOOT,
    ChartData,
    Image,
    ShownDeck,
    ShownParagraph,
    ShownShape,
    ShownSlide,
    Words,
    paragraphs_of,
)

Pairs: TypeAlias = list[tuple[int | None, int | None]]
"""Indices in the one and in the other; None for what is only in one of them."""
Candidate: TypeAlias = tuple[tuple[float, ...], int, int]
"""How well two fit, and their indices."""
_ALIKE, _ALIKE_BY_ID = 0.4, 0.15
"""How alike slides are that are taken for the same: by their words, and by their ids, too."""
_SAME_PARAGRAPH = 0.5
_SAME_BOX, _AT_HOME = 0.01, 6.0
"""What it counts that two shapes stand at one place, and by how many points their boxes may then differ."""


def shown_shapes(slide: ShownSlide) -> list[ShownShape]:
    """Those that the slide's author has put there: no footers, no numbers."""
    return [each for each in slide.shapes if each.role not in FOOT]


def said(paragraph: ShownParagraph) -> str:
    """Its words."""
    return " ".join(plain_text(paragraph.inlines).split())


_FILE_NAME = regex(r"\.[A-Za-z][A-Za-z0-9]{2,4}$")
"""What stands in for the words about a picture that nobody has described."""


def slide_text(slide: ShownSlide) -> str:
    """All that a slide says, its notes included."""
    texts = [said(each) for shape in shown_shapes(slide) for each in paragraphs_of(shape.content)]
    for shape in slide.shapes:
        if isinstance(shape.content, ChartData):
            texts += [shape.content.title, *(each.name for each in shape.content.series)]
        elif isinstance(shape.content, Image) and not _FILE_NAME.search(shape.alt):
            texts.append(shape.alt)
    return "\n".join(filter(None, (*texts, *map(said, slide.notes))))


def changes(base: ShownDeck, page: int | None, new: ShownSlide) -> list[str]:
    """What a slide says otherwise than a page of the base, or than none, in words."""
    was = slide_text(base.slides[page]).split("\n") if page is not None else []
    now = slide_text(new).split("\n")
    found = []
    for i, j in pair_texts(was, now):
        old, said_now = was[i] if i is not None else "", now[j] if j is not None else ""
        if old != said_now:
            found.append(f"{old} → {said_now or '(deleted)'}" if old else f"new: {said_now}")
    return found or _moved(base, page, new) or ["what is new on it is read otherwise"]


def _moved(base: ShownDeck, page: int | None, new: ShownSlide) -> list[str]:
    """Words that a slide had before, in boxes that are new on it."""
    old = shown_shapes(base.slides[page]) if page is not None else []
    now = shown_shapes(new)
    boxes = (now[j].content for i, j in pair_shapes(old, now) if i is None and j is not None)
    texts = (" / ".join(filter(None, map(said, box.paragraphs))) for box in boxes if isinstance(box, Words))
    return [
        f"words that moved into a box of their own, and stay where they are: {text}" for text in texts if text
    ]


def title_of(slide: ShownSlide) -> str:
    """What a slide is called."""
    titles = (
        shape.content for shape in slide.shapes if shape.role == "title" and isinstance(shape.content, Words)
    )
    return " ".join(said(each) for content in titles for each in content.paragraphs)


def foot_of(slide: ShownSlide) -> str:
    """What a slide's footer says."""
    return " ".join(footer_of(shape) for shape in slide.shapes if shape.role == "footer")


def likeness(one: str, other: str) -> float:
    """Share of the words that both texts have, from 0 to 1."""
    return _likeness(_words(one), _words(other)) if one != other else 1.0


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The same of words that are counted already; 0 where there are none."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def pair_slides(one: ShownDeck, other: ShownDeck) -> Pairs:
    """The slides of both in the order of the other, each that is gone behind the one that was before it."""
    a, b = [slide_text(each) for each in one.slides], [slide_text(each) for each in other.slides]
    places = {slide.id: j for j, slide in enumerate(other.slides)}
    own = [places.get(slide.id, -1) for slide in one.slides]
    stay = _best_first(((1.0,), i, j) for i, j in enumerate(own) if j >= 0 and a[i] == b[j])
    words = {i: _words(text) for i, text in enumerate(a) if i not in stay.values()}
    words_now = {j: _words(text) for j, text in enumerate(b) if j not in stay}

    def candidates() -> Iterator[Candidate]:
        for i, was in words.items():
            for j, now in words_now.items():
                same_text, same_id = a[i] == b[j], one.slides[i].id == other.slides[j].id
                score = 1.0 if same_text else _likeness(was, now)
                if score >= (_ALIKE_BY_ID if same_id else _ALIKE) or (same_id and not (a[i] and b[j])):
                    yield (same_text, score + 0.2 * same_id, -abs(i - j)), i, j

    matched = stay | _best_first(candidates())
    matched |= {j: i for i, j in enumerate(own) if j >= 0 and _is_between(i, j, matched, (len(a), len(b)))}
    pairs: Pairs = [(matched.get(j), j) for j in range(len(b))]
    for i in sorted(set(range(len(a))) - set(matched.values())):
        at = next(
            (k + 1 for k, (before, _) in enumerate(pairs) if before == i - 1), 0 if i == 0 else len(pairs)
        )
        pairs.insert(at, (i, None))
    return pairs


def _is_between(i: int, j: int, matched: Mapping[int, int], counts: tuple[int, int]) -> bool:
    """True for two slides that nothing is like, between two pairs of neighbours: it has been written anew."""
    if j in matched or i in matched.values():
        return False
    above = matched.get(j - 1) == i - 1 if i and j else i == j
    ends = (i + 1 == counts[0], j + 1 == counts[1])
    return above and (matched.get(j + 1) == i + 1 if not any(ends) else all(ends))


def pair_shapes(one: Sequence[ShownShape], other: Sequence[ShownShape]) -> Pairs:
    """The shapes of two versions of a slide: by their ids and names, by their places, by what they say."""

    def score(a: ShownShape, b: ShownShape) -> float:
        if type(a.content) is not type(b.content):
            return 0.0
        texts = ["\n".join(map(said, paragraphs_of(each.content))) for each in (a, b)]
        alike = likeness(*texts)
        known = (
            (a.id == b.id)
            + (a.name == b.name)
            + (a.role == b.role and a.place == b.place and a.role != "text")
        )
        near = abs(a.box.x - b.box.x) + abs(a.box.y - b.box.y) < 40
        if alike or known >= 2 or (known and near):
            return 2 * alike + known + near
        # Programs give shapes names and numbers of their own: one with other words in the very same place is that.
        return _SAME_BOX if all(texts) and _have_one_box(a, b) else 0.0

    matched = _best_first(
        ((value, -abs(i - j)), i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if (value := score(a, b)) > 0
    )
    pairs: Pairs = [(matched.get(j), j) for j in range(len(other))]
    return [*pairs, *((i, None) for i in range(len(one)) if i not in matched.values())]


def _have_one_box(one: ShownShape, other: ShownShape) -> bool:
    a, b = one.box, other.box
    return abs(a.x - b.x) + abs(a.y - b.y) + abs(a.width - b.width) < _AT_HOME


def _best_first(candidates: Iterable[Candidate]) -> dict[int, int]:
    """Each of the other at most once, by its index, with one of the one: the best pairs are taken first."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in taken and j not in matched:
            matched[j] = i
            taken.add(i)
    return matched


def pair_texts(one: Sequence[str], other: Sequence[str]) -> Pairs:
    """Two lists of paragraphs in the order of the other: those that stay, those that have become others, those that
    are new or gone. One that has moved is gone here, and new there."""
    pairs: Pairs = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            pairs += _changed(one, other, range(i1, i2), range(j1, j2))
    return pairs


def _changed(one: Sequence[str], other: Sequence[str], gone: range, new: range) -> Pairs:
    """In a stretch that differs, paragraphs that are still alike, in order."""
    pairs: Pairs = []
    at = gone.start
    lonely = len(gone) == len(new) == 1
    for j in new:
        best = max(
            range(at, gone.stop), key=lambda i: SequenceMatcher(None, one[i], other[j]).ratio(), default=None
        )
        split = next((i for i in range(at, gone.stop) if _is_split(one[i], other[j : new.stop])), None)
        best = best if split is None else split
        if best is not None and (
            split is not None
            or lonely
            or SequenceMatcher(None, one[best], other[j], autojunk=False).ratio() >= _SAME_PARAGRAPH
        ):
            pairs += [(i, None) for i in range(at, best)]
            pairs.append((best, j))
            at = best + 1
        else:
            pairs.append((None, j))
    return list(_one_for_one([*pairs, *((i, None) for i in range(at, gone.stop))]))


def _one_for_one(pairs: Pairs) -> Iterator[tuple[int | None, int | None]]:
    """Between two that are alike, as many that are gone as are new have become those."""
    for is_alike, group in groupby(pairs, key=lambda pair: None not in pair):
        stretch = [*group]
        gone, new = [i for i, _ in stretch if i is not None], [j for _, j in stretch if j is not None]
        yield from zip(gone, new, strict=True) if not is_alike and len(gone) == len(new) else stretch


_MOST_PARTS = 6


def _is_split(text: str, parts: Sequence[str]) -> bool:
    """True for a paragraph that has been cut into the first of these: what it was goes on in the first of them."""
    whole, so_far = "".join(text.split()), ""
    for count, part in enumerate(parts[:_MOST_PARTS], 1):
        so_far += "".join(part.split())
        if so_far == whole:
            return count > 1
        if not so_far or not whole.startswith(so_far):
            return False
    return False


def other_sections(base: ShownDeck, theirs: ShownDeck) -> list[tuple[int, str]]:
    """Sections that are called otherwise, with the number of their first slide, or are there no more. Some programs
    keep none: that is no edit."""
    was, now = [name for name, _ in base.sections], [name for name, _ in theirs.sections]
    if not now or was == now:
        return []
    numbers = {slide.id: number for number, slide in enumerate(theirs.slides, 1)}
    first = [min((numbers.get(each, 1) for each in ids), default=1) for _, ids in theirs.sections]
    if len(was) == len(now):
        both = zip(first, was, now, strict=True)
        return [(number, f"a section: {old} → {new}") for number, old, new in both if old != new]
    found = [
        (number, f"a new section: {name}") for number, name in zip(first, now, strict=True) if name not in was
    ]
    return found + [(1, f"a section that is gone: {name}") for name in was if name not in now]


def paired(old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], *, notes: bool) -> Pairs:
    """Paragraphs that stay, have become others, are new or gone. In notes an item is no paragraph's successor: a file
    has signs, and no lists, there."""
    found: Pairs = []
    for i, j in pair_texts([said(each) for each in old], [said(each) for each in new]):
        apart = notes and i is not None and j is not None and bool(old[i].marker) != bool(new[j].marker)
        found += [(i, None), (None, j)] if apart else [(i, j)]
    return found
