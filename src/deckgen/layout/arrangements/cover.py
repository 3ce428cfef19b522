"""The slide that opens a deck: its title, and who speaks where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.slides import LayoutChoice
from deckgen.deck.walk import blocks_of
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.build_flow import flow_of
from deckgen.layout.flow import Para
from deckgen.layout.page import Page
from deckgen.layout.titles import set_title
from deckgen.themes.model import LayoutKind

DETAILS = ("author", "event", "date")
"""What a cover may have places for beside its title and text, in their order."""


def opening(kind: LayoutKind) -> Callable[[Given], tuple[Page, ...] | None]:
    """A slide on the template's layout of that kind; None if the title or the text below it is too much for it."""
    return partial(_place, kind)


def _place(kind: LayoutKind, given: Given) -> tuple[Page, ...] | None:
    slide, setter = given.slide, given.setter
    layout = setter.theme.layouts[kind]
    if not all(isinstance(block, Paragraph | Subheading) for block in blocks_of(slide)):
        return None
    if slide.title and layout.title is None:
        return None
    if slide.title and layout.title and set_title(slide.title, layout.title, slide.span, setter, 1).overflow:
        return None
    said = [block.detail for block in blocks_of(slide) if isinstance(block, Paragraph)]
    paras = [item for item in flow_of(slide.groups, setter.fonts) if isinstance(item, Para)]
    if len(layout.bodies) > len(DETAILS) and len(said) == len(paras):  # those have places of their own
        paras = [para for para, detail in zip(paras, said, strict=True) if not detail]
    if paras and not layout.bodies:
        return None
    if paras:
        inner, least = layout.bodies[0].inner, setter.tokens.type.body[-1]
        if setter.height(paras, inner.width, least) > inner.height:
            return None
    return (Page((), 0.0, layout=kind),)


COVER = Arrangement(
    choice=LayoutChoice.COVER, takes="a title and a few lines of text", layout=LayoutKind.COVER,
    place=opening(LayoutKind.COVER),
)  # fmt: skip
