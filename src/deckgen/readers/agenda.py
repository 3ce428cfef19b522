"""An agenda: the names of a deck's sections, where their author asks for them (`## Agenda {.agenda}`, `[TOC]`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import ListBlock, ListItem, Paragraph
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.slides import Group, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.patterns import regex

_CLASSES = frozenset(("agenda", "toc"))
_MARK = regex(r"\[{0,2}_?toc_?\]{0,2}", re.IGNORECASE)
"""What is written where a table of contents is to stand; in double brackets it has been a link by then."""


def is_agenda(slide: Slide) -> bool:
    """True for a slide that asks for the sections' names and says nothing else."""
    if sum(len(group.blocks) for group in slide.groups) > 1:
        return False
    blocks = blocks_of(slide)
    if not blocks:
        return bool(_CLASSES & set(slide.classes))
    only = blocks[0]
    return isinstance(only, Paragraph) and bool(_MARK.fullmatch(plain_text(only.inlines).strip()))


def agenda(slide: Slide, sections: Sequence[Slide], slides: Sequence[Slide]) -> Slide:
    """The slide with the names of the `sections`, each the title of the slide that it begins with, numbered where those
    are; without any, with the titles of all `slides`."""

    def named(several: Sequence[Slide]) -> list[Slide]:
        return [each for each in several if each.title and not each.hidden and each.id != slide.id]

    opening = named(sections)
    if not opening:  # every slide is one
        opening = [each for each in named(slides) if each.kind is SlideKind.CONTENT and not each.shares_title]
    if not opening:
        return slide
    items = tuple(
        ListItem((Paragraph(_leading(each.title, each.id), slide.span),), slide.span) for each in opening
    )
    listed = ListBlock(items, slide.span, ordered=any(each.ordinal for each in opening))
    return replace(slide, groups=(Group((listed,), slide.span),))


def _leading(title: Inlines, name: str) -> Inlines:
    """A title that leads to its slide."""
    return tuple(
        Run(item.text, replace(item.marks, link=f"#{name}")) if isinstance(item, Run) else item
        for item in title
    )
