"""What stands at the same place on most slides, in boxes and pictures of its own: a footer, the slide's number, a
logo.

Google Slides, Keynote and many people by hand put them so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Run, plain_text
from deckgen.patterns import regex
from deckgen.powerpoint.model import Image, ShownDeck, ShownParagraph, ShownShape, ShownSlide, Words

FEWEST = 3
"""Slides that have it, and at least half of all."""
_NEAR = 6.0
"""Points by which boxes may differ that are at the same place."""
_FOOT, _HEAD = 0.86, 0.1
"""Shares of the slide's height from which, and up to which, nothing is content that is everywhere."""
_LOGO = 0.05
"""Share of the slide that a logo has at most."""
_MIDDLE = (0.3, 0.7)
"""Shares of the slide's width between whose ends no corner is."""
_LONGEST = 160
"""Characters of a footer."""
_NUMBER = regex(r"(?:[^\W\d_]{1,8}\.?\s)?(\d{1,4})(?:\s*(?:/|\||–|-|of|von|de|sur|di)\s*(\d{1,4}))?")


class Around(Struct, frozen=True):
    """The deck with what stands around its content told apart from it."""

    deck: ShownDeck
    logo: ShownShape | None = None
    counts: bool = False
    """Its numbers say of how many."""


def told_apart(deck: ShownDeck) -> Around:
    """Shapes at the same place on most slides as the footers, numbers and logo that they are."""
    counted = {id(each): each for each in _numbers(deck)}
    said = {id(each): each for each in _alike(deck, lambda slide: _footers(slide, deck, counted), _words)}
    logos = _alike(deck, lambda slide: _corners(slide, deck), _bytes)
    first = logos[0] if logos else None
    shown = {id(each) for each in logos if first is not None and _bytes(each) == _bytes(first)}

    def slide(each: ShownSlide) -> ShownSlide:
        feet = [shape for shape in each.shapes if id(shape) in said]
        shapes = [
            replace(shape, role="number") if id(shape) in counted else shape
            for shape in each.shapes
            if id(shape) not in shown and id(shape) not in said
        ]
        return replace(each, shapes=(*shapes, *_joined(feet)))

    told = replace(deck, slides=tuple(map(slide, deck.slides)))
    counts = any(_NUMBER.fullmatch(_words(each)).group(2) for each in counted.values())  # type: ignore[union-attr]
    return Around(told, first, counts)


def _joined(feet: Sequence[ShownShape]) -> Iterator[ShownShape]:
    """Several pieces of a footer as one."""
    if not feet:
        return
    pieces = [*dict.fromkeys(map(_words, feet))]
    paragraphs = tuple(each for foot in feet[:1] for each in _paragraphs(foot))
    if len(pieces) > 1:
        paragraphs = (ShownParagraph((Run(" · ".join(pieces)),)),)
    yield replace(feet[0], role="footer", content=Words(paragraphs))


def _numbers(deck: ShownDeck) -> list[ShownShape]:
    """Boxes of the slide's own number."""
    found = []
    for number, slide in enumerate(deck.slides, 1):
        for shape in _apart(slide, deck):
            match = _NUMBER.fullmatch(_words(shape))
            if match and int(match[1]) == number and int(match[2] or number) >= number:
                found.append(shape)
    return _at_one_place(found, len(deck.slides))


def _footers(slide: ShownSlide, deck: ShownDeck, others: dict[int, ShownShape]) -> Iterator[ShownShape]:
    for shape in _apart(slide, deck):
        if id(shape) not in others and 0 < len(_words(shape)) <= _LONGEST:
            yield shape


def _apart(slide: ShownSlide, deck: ShownDeck) -> Iterator[ShownShape]:
    """Boxes of text at a slide's head or foot."""
    for shape in slide.shapes:
        box = shape.box
        is_there = box.y >= _FOOT * deck.height or box.bottom <= _HEAD * deck.height
        if shape.role == "text" and isinstance(shape.content, Words) and not shape.place and is_there:
            yield shape


def _corners(slide: ShownSlide, deck: ShownDeck) -> Iterator[ShownShape]:
    """Small pictures in a slide's corners."""
    for shape in slide.shapes:
        box, low, high = shape.box, *_MIDDLE
        across, down = (box.x + box.width / 2) / deck.width, (box.y + box.height / 2) / deck.height
        is_small = box.width * box.height <= _LOGO * deck.width * deck.height
        in_corner = not low < across < high and not 2 * _HEAD < down < 1 - 2 * _HEAD
        if isinstance(shape.content, Image) and shape.content.data and is_small and in_corner:
            yield shape


K = TypeVar("K")


def _alike(
    deck: ShownDeck, of: Callable[[ShownSlide], Iterator[ShownShape]], key: Callable[[ShownShape], K]
) -> list[ShownShape]:
    """Shapes of which most slides have the same, at the same place."""
    found: dict[K, list[ShownShape]] = {}
    for slide in deck.slides:
        for shape in of(slide):
            found.setdefault(key(shape), []).append(shape)
    groups = sorted(found.values(), key=len, reverse=True)
    return [shape for group in groups for shape in _at_one_place(group, len(deck.slides))]


def _at_one_place(shapes: Sequence[ShownShape], slides: int) -> list[ShownShape]:
    """Those that stand where most of them do; none if these are too few."""
    best: list[ShownShape] = []
    for first in shapes[:FEWEST]:
        there = [each for each in shapes if _is_near(each, first)]
        best = max(best, there, key=len)
    return best if len(best) >= FEWEST and 2 * len(best) >= slides else []


def _is_near(one: ShownShape, other: ShownShape) -> bool:
    a, b = one.box, other.box
    return abs(a.x - b.x) < _NEAR and abs(a.y - b.y) < _NEAR and abs(a.width - b.width) < 4 * _NEAR


def _paragraphs(shape: ShownShape) -> tuple[ShownParagraph, ...]:
    return shape.content.paragraphs if isinstance(shape.content, Words) else ()


def _words(shape: ShownShape) -> str:
    text = " ".join(plain_text(paragraph.inlines) for paragraph in _paragraphs(shape))
    return re.sub(r"\s+", " ", text).strip()


def _bytes(shape: ShownShape) -> bytes:
    return shape.content.data if isinstance(shape.content, Image) else b""
