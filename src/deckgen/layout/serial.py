"""What a slide has from its place in the deck, if the theme wants it: how far the talk is, the numbers of figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Marks, Run, plain_text
from deckgen.deck.slides import Deck, Group, Slide, SlideKind
from deckgen.deck.walk import map_figures
from deckgen.model import key_of
from deckgen.themes.tokens import Tokens

_FIGURE: Mapping[str, str] = {
    "en": "Figure", "fr": "Figure", "de": "Abbildung", "es": "Figura", "it": "Figura", "pt": "Figura", "nl": "Figuur",
    "pl": "Rysunek", "sv": "Figur", "da": "Figur", "nb": "Figur", "fi": "Kuva", "cs": "Obrázek",
}  # fmt: skip
"""Language → what a figure is called where it is numbered; English for others."""
_NUMBERED = re.compile(r"\s*\w+\.?\s*\d")
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
    first = groups = slide.groups
    if tokens.type.numbered_captions and slide.loads and slide.kind is SlideKind.CONTENT:
        groups = tuple(_numbered(group, slide.lang or lang, counter) for group in slide.groups)
    if progress == slide.progress and groups == first:
        return slide
    captions = encode([plain_text(text) for text in _captions(groups)])
    key = key_of(slide.key + encode(progress) + captions)
    return replace(slide, progress=progress, groups=groups, key=key)


def _captions(groups: tuple[Group, ...]) -> Iterator[tuple[Run, ...]]:
    found: list[Figure] = []
    for group in groups:
        map_figures(group.blocks, lambda figure: found.append(figure) or figure)  # type: ignore[func-returns-value]
    return (figure.caption for figure in found)  # type: ignore[misc]


def _numbered(group: Group, lang: str, counter: Iterator[int]) -> Group:
    word = _FIGURE.get(lang.partition("-")[0].lower(), _FIGURE["en"])

    def change(figure: Figure) -> Figure:
        if not figure.caption or _NUMBERED.match(plain_text(figure.caption)):
            return figure
        number = Run(f"{word}\u00a0{next(counter)}. ", Marks(bold=True))
        return replace(figure, caption=(number, *figure.caption))

    return replace(group, blocks=map_figures(group.blocks, change))
