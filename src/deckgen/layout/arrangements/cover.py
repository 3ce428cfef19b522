"""The slide that opens a deck: its title, and who speaks where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.slides import LayoutChoice
from deckgen.deck.walk import flowing_blocks
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.cover_lines import lines_in_places
from deckgen.layout.page import Page
from deckgen.layout.titles import set_title
from deckgen.themes.model import LayoutKind


def opening(kind: LayoutKind) -> Callable[[Given], tuple[Page, ...] | None]:
    """A slide on the template's layout of that kind; None if the title or the text below it is too much for it."""
    return partial(_place, kind)


def _place(kind: LayoutKind, given: Given) -> tuple[Page, ...] | None:
    slide, setter = given.slide, given.setter
    layout = setter.theme.layouts[kind]
    if not all(isinstance(block, Paragraph | Subheading) for block in flowing_blocks(slide)):
        return None
    if slide.title and layout.title is None:
        return None
    if slide.title and layout.title and set_title(slide.title, layout.title, slide.span, setter, 1).overflow:
        return None
    if lines_in_places(slide, layout, setter) is None:
        return None
    return (Page((), 0.0, layout=kind),)


COVER = Arrangement(
    choice=LayoutChoice.COVER, takes="a title and a few lines of text", layout=LayoutKind.COVER,
    place=opening(LayoutKind.COVER),
)  # fmt: skip
