"""What a slide has from its place in the deck, if the theme wants it: how far the talk is, the numbers of figures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Marks, Run, plain_text
from deckgen.deck.kinds import word_for
from deckgen.deck.slides import Deck, Slide, SlideKind
from deckgen.deck.walk import map_figures
from deckgen.model import key_of
from deckgen.patterns import regex
from deckgen.themes.tokens import Tokens

_OWN_NUMBER = regex(r"\s*\w+\.?\s*\d")
"""A caption with a number of its own."""


def serial(deck: Deck, tokens: Tokens) -> Deck:
    """The deck with what its theme has from the order of its slides; the same one where that is nothing."""
    if not (tokens.space.progress or tokens.type.numbered_captions):
        return deck
    counter = itertools.count(1)
    named = sum(bool(section.title) for section in deck.sections)
    sections, at = [], 0
    for section in deck.sections:
        at += bool(section.title)
        progress = (at, named) if at and named > 1 and tokens.space.progress else (0, 0)
        slides = (_placed(slide, progress, deck.lang, counter, tokens) for slide in section.slides)
        sections.append(replace(section, slides=tuple(slides)))
    return replace(deck, sections=tuple(sections))


def _placed(
    slide: Slide, progress: tuple[int, int], lang: str, counter: Iterator[int], tokens: Tokens
) -> Slide:
    numbers: list[int] = []
    groups = slide.groups
    if tokens.type.numbered_captions and slide.loads and slide.kind is SlideKind.CONTENT:
        change = partial(_numbered, lang=slide.lang or lang, counter=counter, numbers=numbers)
        groups = tuple(replace(group, blocks=map_figures(group.blocks, change)) for group in groups)
    if not numbers and progress == slide.progress:
        return slide
    key = key_of(slide.key + encode((progress, numbers)))
    return replace(slide, progress=progress, groups=groups, key=key)


def _numbered(figure: Figure, lang: str, counter: Iterator[int], numbers: list[int]) -> Figure:
    """The figure with its number before its caption, which is added to `numbers`."""
    if not figure.caption or _OWN_NUMBER.match(plain_text(figure.caption)):
        return figure
    numbers.append(next(counter))
    word = word_for("fig", lang)
    number = Run(f"{word}\u00a0{numbers[-1]}. ", Marks(bold=True))
    return replace(figure, caption=(number, *figure.caption))
