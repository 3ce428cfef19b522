"""Deck, sections, slides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from deckgen.deck.blocks import Block
from deckgen.deck.inlines import Inlines
from deckgen.source import Span


class SlideKind(Enum):
    """What a slide is for; its layout follows from this and from what it holds."""

    COVER = "cover"
    SECTION = "section"
    CONTENT = "content"


class LayoutChoice(Enum):
    """How an author wants a slide arranged: `{layout=…}` on its heading. AUTO leaves it to deckgen."""

    AUTO = "auto"
    COVER = "cover"
    SECTION = "section"
    CONTENT = "content"
    STATEMENT = "statement"
    QUOTATION = "quotation"
    COLUMNS = "columns"
    FIGURE_LEFT = "figure-left"
    FIGURE_RIGHT = "figure-right"
    FIGURE_BELOW = "figure-below"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Group:
    """Blocks that belong together, such as a lead paragraph and its list."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Slide:
    """One slide as its author thinks of it; the layout may spread it over several."""

    kind: SlideKind
    title: Inlines
    groups: tuple[Group, ...]
    span: Span
    notes: tuple[Block, ...] = ()
    id: str = ""
    lang: str = ""
    level: int = 0
    """Level of the heading that titles it; 0 if none does."""
    layout: LayoutChoice = LayoutChoice.AUTO


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Section:
    """Slides under one name, as PowerPoint's sections are. The first may have no name."""

    title: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Deck:
    """A whole talk."""

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    author: str = ""
    date: str = ""
    lang: str = ""
    theme: str = ""
    footer: str = ""
