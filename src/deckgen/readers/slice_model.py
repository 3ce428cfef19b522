"""What comes of a slice: its slides, before it is known what stands around them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from deckgen.deck.blocks import Block, Footnote
from deckgen.deck.inlines import Inlines
from deckgen.deck.slides import Backdrop, Group, Slide
from deckgen.model import Model, Variant
from deckgen.readers.style_sheets import Sheet
from deckgen.source import Span


class SlideSettings(Variant, frozen=True, eq=False):
    """Settings that stand somewhere on a slide. A key without a value is the value's own name."""

    values: Mapping[str, str]
    span: Span
    from_here: bool = False
    """They hold for the slides after this one, too."""
    pictures: tuple[Backdrop, ...] = ()
    replaces: bool = False
    """Classes take the place of those that were said before."""
    sheet: Sheet = ()
    """Rules for this slide."""
    footer: Inlines | None = None
    placed: tuple[Group, ...] = ()
    """What stands in places of the template's."""
    body: tuple[Block, ...] = ()
    """What a layout that only its tool has would show of them."""


class ReadSlide(Model, frozen=True, kw_only=True):
    """A slide as its slice has it, before it is known what stands around it."""

    slide: Slide
    """Its id is the one that it would like to have."""
    section: str | None = None
    """The section that it opens …"""
    begins: str | None = None
    """… or that begins with it, and has no slide of its own."""
    is_bare: bool = False
    """It has a title, and nothing below."""
    footnotes: tuple[Footnote, ...] = ()
    """Those that are explained on it."""
    labels: tuple[str, ...] = ()
    """Of the footnotes that it refers to …"""
    said_labels: tuple[str, ...] = ()
    """… and of those that only its speaker's notes do."""
    links: tuple[str, ...] = ()
    """Whatever leads somewhere from it."""
    size: int = 0
    """How much stands on it."""
    is_agenda: bool = False
    """It asks for the sections' names."""


class SliceState(Model, frozen=True):
    """What a slice hands on to the next."""

    carried: Inlines = ()
    """The section's title, for slides that have none."""
    standing: tuple[SlideSettings, ...] = ()
    """Settings that hold from there on."""


class SliceRead(Model, frozen=True):
    """The slides of a slice."""

    slides: tuple[ReadSlide, ...]
    state: SliceState
    """Behind them."""


class Placed(Struct):
    """A slide at its place in the file."""

    read: ReadSlide
    """As its slice has it."""
    slide: Slide
