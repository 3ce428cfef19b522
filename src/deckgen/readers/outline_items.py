"""What the reader of blocks finds, in reading order: blocks, and the marks between slides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from deckgen.deck.blocks import Block, Fragment, Paragraph, Subheading
from deckgen.deck.clicks import Click
from deckgen.deck.inlines import Inlines, Run
from deckgen.model import Variant
from deckgen.readers.attributes import NO_ATTRIBUTES, Attributes
from deckgen.readers.slice_model import SlideSettings
from deckgen.source import Span


class Heading(Variant, frozen=True, eq=False):
    """A heading that stands at the margin, where it can title a slide."""

    level: int
    inlines: Inlines
    span: Span
    attributes: Attributes = NO_ATTRIBUTES
    label: str = ""
    """What it is called where it has no text, but a picture."""
    fits: bool = False
    """Its author wants it as large as fits."""
    click: Click | None = None
    """When it appears, where it is no slide's title."""


class SlideBreak(Variant, frozen=True, eq=False):
    """A bare `---`."""

    span: Span


class SectionBreak(Variant, frozen=True, eq=False):
    """`--- TITLE`"""

    inlines: Inlines
    span: Span


class DivOpen(Variant, frozen=True, eq=False):
    """`::: {…}`, or a tag of HTML's around Markdown."""

    info: str
    span: Span
    attributes: Attributes | None = None
    """Of the tag; None for a fence."""
    tag: str = ""


class DivClose(Variant, frozen=True, eq=False):
    """`:::`, or a closing tag."""

    span: Span
    tag: str = ""


class NotesBelow(Variant, frozen=True, eq=False):
    """What follows on this slide are speaker notes (`???`)."""

    span: Span


class Slot(Variant, frozen=True, eq=False):
    """`::right::`: what follows stands in that part of the slide."""

    name: str
    span: Span


class ElementOf(Variant, frozen=True, eq=False):
    """Such a comment on a line of its own."""

    attributes: Mapping[str, str]
    span: Span


Item: TypeAlias = (
    Block
    | Heading
    | SlideBreak
    | SectionBreak
    | DivOpen
    | DivClose
    | SlideSettings
    | NotesBelow
    | Slot
    | ElementOf
)


MARKS = (SlideBreak, SectionBreak, DivOpen, DivClose, SlideSettings, NotesBelow, Slot, ElementOf)
"""What is no block and no heading."""


def as_block(item: Item) -> Block:
    """What stands inside a list or quotation, where no slide can begin."""
    match item:
        case Heading():
            head = Subheading(item.level, item.inlines, item.span)
            return Fragment((head,), item.span, item.click) if item.click else head
        case SectionBreak():
            return Paragraph((Run("--- "), *item.inlines), item.span)
        case SlideBreak() | DivClose() | NotesBelow() | Slot() | SlideSettings() | ElementOf():
            return Paragraph((), item.span)
        case DivOpen():
            return Paragraph((Run(f"::: {item.info}"),), item.span)
        case _:
            return item
