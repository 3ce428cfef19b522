"""Which slides, shapes and paragraphs of two versions of a deck are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar

from deckgen.deck.inlines import plain_text
from deckgen.powerpoint.model import (
    ChartData,
    Content,
    Diagram,
    Grid,
    Image,
    ShownDeck,
    ShownParagraph,
    ShownShape,
    ShownSlide,
    Words,
)

Pairs: TypeAlias = list[tuple[int | None, int | None]]
"""Indices in the one and in the other; None for what is only in one of them."""
T = TypeVar("T")
_ALIKE, _ALIKE_BY_ID = 0.4, 0.15
"""How alike slides are that are taken for the same: by their words, and by their ids, too."""
_SAME_PARAGRAPH = 0.5
_FOOT = ("footer", "date", "number", "header")


def shown_shapes(slide: ShownSlide) -> list[ShownShape]:
    """Those that the slide's author has put there: no footers, no numbers."""
    return [each for each in slide.shapes if each.role not in _FOOT and not _is_count(each)]


def _is_count(shape: ShownShape) -> bool:
    """True for what says which part of a slide this is."""
    if not isinstance(shape.content, Words) or not shape.name.startswith("Part"):
        return False
    return all(re.fullmatch(r"\d+/\d+", said(each)) for each in shape.content.paragraphs)


def paragraphs_of(content: Content) -> Iterator[ShownParagraph]:
    """All of what a shape says."""
    match content:
        case Words(paragraphs) | Diagram(_, paragraphs):
            yield from paragraphs
        case Grid(rows):
            yield from (each for row in rows for cell in row for each in cell)
        case _:
            return


def said(paragraph: ShownParagraph) -> str:
    """Its words."""
    return " ".join(plain_text(paragraph.inlines).split())


def slide_text(slide: ShownSlide) -> str:
    """All that a slide says, its notes included."""
    texts = [said(each) for shape in shown_shapes(slide) for each in paragraphs_of(shape.content)]
    for shape in slide.shapes:
        if isinstance(shape.content, ChartData):
            texts += [shape.content.title, *(each.name for each in shape.content.series)]
        elif isinstance(shape.content, Image):
            texts.append(shape.alt)
    return "\n".join(filter(None, (*texts, *map(said, slide.notes))))


def likeness(one: str, other: str) -> float:
    """Share of the words that both texts have, from 0 to 1."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else float(one == other)


def pair_slides(one: ShownDeck, other: ShownDeck) -> Pairs:
    """The slides of both in the order of the other, each that is gone behind the one that was before it."""
    a, b = [slide_text(each) for each in one.slides], [slide_text(each) for each in other.slides]
    ids = [each.id for each in one.slides], [each.id for each in other.slides]
    candidates = []
    for i, text in enumerate(a):
        for j, now in enumerate(b):
            score, same_id = likeness(text, now), ids[0][i] == ids[1][j]
            if score >= (_ALIKE_BY_ID if same_id else _ALIKE) or (same_id and not (text and now)):
                candidates.append((text == now, score + 0.2 * same_id, -abs(i - j), i, j))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(candidates, reverse=True):
        if i not in taken and j not in matched:
            matched[j] = i
            taken.add(i)
    pairs: Pairs = [(matched.get(j), j) for j in range(len(b))]
    for i in range(len(a)):
        if i not in taken:
            at = next(
                (k + 1 for k, (before, _) in enumerate(pairs) if before == i - 1), 0 if i == 0 else len(pairs)
            )
            pairs.insert(at, (i, None))
    return pairs


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
        return 2 * alike + known + near if alike or known >= 2 or (known and near) else 0.0

    return _best(one, other, score)


def _best(one: Sequence[T], other: Sequence[T], score: Callable[[T, T], float]) -> Pairs:
    ranked = sorted(
        ((score(a, b), -abs(i - j), i, j) for i, a in enumerate(one) for j, b in enumerate(other)),
        reverse=True,
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for value, _, i, j in ranked:
        if value > 0 and i not in taken and j not in matched:
            matched[j] = i
            taken.add(i)
    pairs: Pairs = [(matched.get(j), j) for j in range(len(other))]
    return [*pairs, *((i, None) for i in range(len(one)) if i not in taken)]


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
        if best is not None and (
            lonely or SequenceMatcher(None, one[best], other[j], autojunk=False).ratio() >= _SAME_PARAGRAPH
        ):
            pairs += [(i, None) for i in range(at, best)]
            pairs.append((best, j))
            at = best + 1
        else:
            pairs.append((None, j))
    return [*pairs, *((i, None) for i in range(at, gone.stop))]
