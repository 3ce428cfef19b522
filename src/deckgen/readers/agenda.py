"""An agenda: the names of a deck's sections, where their author asks for them (`## Agenda {.agenda}`, `[TOC]`,
`toc: true`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from deckgen.deck.blocks import Block, ListBlock, ListItem, Paragraph
from deckgen.deck.inlines import Inlines, Run, is_typed_plainly, plain_text, without_pictures
from deckgen.deck.slides import Group, Section, Slide, SlideKind, keyed
from deckgen.deck.walk import Leaf, blocks_of, map_leaves, texts_of
from deckgen.patterns import regex
from deckgen.readers.images import AGENDA
from deckgen.source import Span

_CLASSES = frozenset(("agenda", "toc"))
_UNLISTED = "unlisted"
"""The class of what a table of contents leaves out."""
_MARK = regex(r"\[{0,2}_?toc_?\]{0,2}", re.IGNORECASE)
"""What is written where a table of contents is to stand; in double brackets it has been a link by then."""


def is_agenda(slide: Slide) -> bool:
    """True for a slide that asks for the sections' names."""
    blocks = blocks_of(slide)
    if not blocks:
        return bool(_CLASSES & set(slide.classes))
    if len(blocks) == 1 and isinstance(only := blocks[0], Paragraph):
        said = plain_text(only.inlines).strip()
        return is_typed_plainly(only.inlines) and bool(_MARK.fullmatch(said))
    return any(map(_asks, texts_of(blocks)))


def _asks(inlines: Inlines) -> bool:
    """True for words among other things where a table of contents is to be."""
    return plain_text(inlines).strip() == AGENDA and is_typed_plainly(inlines)


def agenda(slide: Slide, sections: Sequence[Slide], slides: Sequence[Slide]) -> Slide:
    """The slide with the names of the `sections`, each the title of the slide that it begins with, numbered where those
    are; without any but the deck's own title, with the titles of all `slides`, each of several that share it once."""

    def named(several: Sequence[Slide]) -> list[Slide]:
        shown = (each for each in several if each.title and not each.hidden and each.id != slide.id)
        return [each for each in shown if _UNLISTED not in each.classes]

    opening = named(sections)
    if not opening or (len(opening) == 1 and opening[0].id == slides[0].id):  # every slide is one
        said = [each for each in named(slides[bool(opening) :]) if each.kind is SlideKind.CONTENT]
        opening = [
            next(several) for _, several in groupby(said, lambda each: plain_text(each.title))
        ] or opening
    if not opening:
        return slide
    items = tuple(
        ListItem((Paragraph(_leading(each.title, each.id), slide.span),), slide.span) for each in opening
    )
    listed = ListBlock(items, slide.span, ordered=any(each.ordinal for each in opening))
    if not any(map(_asks, texts_of(blocks_of(slide)))):
        return replace(slide, groups=(Group((listed,), slide.span),))

    def leaf(block: Leaf) -> Block:
        return listed if isinstance(block, Paragraph) and _asks(block.inlines) else block

    groups = (replace(group, blocks=map_leaves(group.blocks, leaf)) for group in slide.groups)
    return replace(slide, groups=tuple(groups))


_TITLES: Mapping[str, str] = {
    "en": "Contents", "fr": "Sommaire", "de": "Inhalt", "es": "Índice", "it": "Indice", "pt": "Índice", "nl": "Inhoud",
    "pl": "Spis treści", "sv": "Innehåll", "da": "Indhold", "nb": "Innhold", "fi": "Sisällys", "cs": "Obsah",
}  # fmt: skip
"""Language → what a table of contents is called that has no title."""


def with_contents(sections: tuple[Section, ...], title: Inlines, lang: str) -> tuple[Section, ...]:
    """The deck with a slide of its contents, which its front matter asks for, behind its cover."""
    slides = [slide for section in sections for slide in section.slides]
    opens_at_top = any(slide.level == 1 and slide.kind is SlideKind.SECTION for slide in slides)
    opening = []
    for section in sections:
        for at, slide in enumerate(section.slides):
            if at == 0 and section.title:
                same = section.title == plain_text(without_pictures(slide.title))
                opening.append(slide if same else replace(slide, title=(Run(section.title),)))
            elif is_part_of(slide, opens_at_top):
                opening.append(slide)
    said = title or (Run(_TITLES.get(lang.partition("-")[0].lower(), _TITLES["en"])),)
    blank = Slide(kind=SlideKind.CONTENT, title=said, groups=(), span=Span(1), id="contents", level=2)
    contents = keyed(agenda(blank, opening, slides))
    if not contents.groups:
        return sections
    if slides[0].kind is not SlideKind.COVER:
        return (Section("", (contents,)), *sections)
    first = sections[0].slides
    return (replace(sections[0], slides=(first[0], contents, *first[1:])), *sections[1:])


def is_part_of(slide: Slide, opens_at_top: bool) -> bool:
    """True for a slide that is as high as sections are, and has text of its own."""
    return opens_at_top and slide.level == 1 and slide.kind is SlideKind.CONTENT


def _leading(title: Inlines, name: str) -> Inlines:
    """A title that leads to its slide."""
    return tuple(
        Run(item.text, replace(item.marks, link=f"#{name}")) if isinstance(item, Run) else item
        for item in without_pictures(title)
    )
