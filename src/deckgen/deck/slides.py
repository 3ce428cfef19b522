"""Deck, sections, slides."""

from collections.abc import Mapping
from enum import Enum
from typing import Literal, TypeAlias

from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.blocks import Align, Block, Figure
from deckgen.deck.figures import Picture
from deckgen.deck.inlines import Inlines
from deckgen.model import Model, key_of
from deckgen.source import Span


class SlideKind(Enum):
    """What a slide is for; its layout follows from this and from what it holds."""

    COVER = "cover"
    SECTION = "section"
    CLOSING = "closing"
    CONTENT = "content"


class LayoutChoice(Enum):
    """How an author wants a slide arranged: `{layout=…}` on its heading. AUTO leaves it to deckgen."""

    AUTO = "auto"
    COVER = "cover"
    SECTION = "section"
    CLOSING = "closing"
    CONTENT = "content"
    STATEMENT = "statement"
    FACT = "fact"
    QUOTATION = "quotation"
    COLUMNS = "columns"
    FIGURE_LEFT = "figure-left"
    FIGURE_RIGHT = "figure-right"
    FIGURE_BELOW = "figure-below"
    PICTURE = "picture"
    CAPTIONED = "captioned"


class TemplateLayout(Model, frozen=True, eq=False):
    """A layout of the template's that an author names."""

    name: str
    span: Span


Transition: TypeAlias = Literal[
    "", "none", "fade", "slide", "push", "wipe", "cover", "zoom", "convex", "concave"
]
NumberChoice: TypeAlias = Literal["", "hidden", "hold", "skip"]
"""A slide's number: as the deck has it; not shown; that of the slide before; neither shown nor counted."""
Direction: TypeAlias = Literal["", "ltr", "rtl"]


class Gradient(Model, frozen=True, eq=False):
    """Colours (six hexadecimal digits) at shares from 0 to 1 along a line, or from the middle outwards."""

    stops: tuple[tuple[float, str], ...]
    angle: float = 180.0
    """Degrees, as CSS counts them: 0 leads up, 90 to the right."""
    radial: bool = False


class Backdrop(Model, frozen=True, eq=False, kw_only=True):
    """A picture behind a slide, or on one side of it."""

    figure: Figure
    side: Literal["", "left", "right"] = ""
    share: float = 0.5
    """Of the slide's width, for a picture at a side."""
    stacked: bool = False
    """Several stand one above the other, not side by side."""
    contain: bool = False
    """Shown whole; else it covers its place and is cropped."""
    width: str = ""
    """As its author wrote it: `80%` of its place, `500px`, `auto` for its own; it then stands whole in the middle."""
    height: str = ""
    place: tuple[float, float] = (0.5, 0.5)
    """The share of what it leaves free that is at its left, and above it."""
    opacity: float = 1.0
    brightness: float = 1.0
    blur: float = 0.0
    """Radius in CSS pixels."""
    is_ground: bool = False
    """Others lie on it, or stand at its sides."""


class Background(Model, frozen=True, eq=False):
    """What a slide stands on. Nothing of it given leaves the theme's."""

    color: str = ""
    """Six hexadecimal digits."""
    gradient: Gradient | None = None
    pictures: tuple[Backdrop, ...] = ()

    @property
    def picture(self) -> Picture | None:
        """The one that fills the slide, once it is loaded."""
        whole = (backdrop.figure.art for backdrop in self.pictures if not backdrop.side)
        return next((art for art in whole if isinstance(art, Picture)), None)


class Group(Model, frozen=True, eq=False):
    """Blocks that belong together, such as a lead paragraph and its list."""

    blocks: tuple[Block, ...]
    span: Span
    place: str = ""
    """The template's that its author names for them."""


class Slide(Model, frozen=True, eq=False, kw_only=True):
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
    template_layout: TemplateLayout | None = None
    background: Background | None = None
    transition: Transition = ""
    """Nothing for the deck's."""
    hidden: bool = False
    """Stays in the file and is not presented."""
    classes: tuple[str, ...] = ()
    """For the author's own style sheet."""
    direction: Direction = ""
    incremental: bool = False
    header: Inlines | None = None
    """Above its title; None for nothing …"""
    footer: Inlines | None = None
    """… and in the footer's place, in place of the deck's; None for the deck's."""
    number: NumberChoice = ""
    fits: bool = False
    """Its title is set as large as fits."""
    align: Align = ""
    """On which side its title stands, where its author says so for the whole slide."""
    ordinal: int = 0
    """Of the section that it opens, from 1."""
    progress: tuple[int, int] = (0, 0)
    """In which section it stands, from 1, and of how many, where the theme shows that."""
    shares_title: bool = False
    """The slide before or behind it has the same one."""
    label: str = ""
    """What it is called, in outlines and aloud, where its title is a picture."""
    above: int = 0
    """How many lines of the file stand above those that its spans count."""
    key: bytes = b""
    """Tells all that stands on it, wherever that is, from anything else."""
    loads: bool = False
    """It may show something that has to be loaded."""

    @property
    def line(self) -> int:
        """The line of the file at which it begins."""
        return self.above + self.span.line

    @property
    def flowing(self) -> tuple[Group, ...]:
        """What stands where the slide's content does …"""
        return tuple(group for group in self.groups if not group.place)

    @property
    def placed(self) -> tuple[Group, ...]:
        """… and what stands in places that its author names."""
        return tuple(group for group in self.groups if group.place)


def keyed(slide: Slide) -> Slide:
    """The slide with the key of what is on it now."""
    data = encode(replace(slide, above=0, key=b"", loads=False))
    loads = any(
        word in data for word in (b"Figure", b"figure", b"picture")
    )  # as types and fields, or as words
    return replace(slide, key=key_of(data), loads=loads)


class Section(Model, frozen=True, eq=False):
    """Slides under one name, as PowerPoint's sections are. The first may have no name."""

    title: str
    slides: tuple[Slide, ...]


class Deck(Model, frozen=True, eq=False, kw_only=True):
    """A whole talk."""

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    author: str = ""
    date: str = ""
    lang: str = ""
    theme: str = ""
    mode: Literal["", "light", "dark", "auto"] = ""
    shape: float = 0.0
    """How wide its slides are to be for their height; 0 for as the theme has them."""
    """Which of a theme's faces; in a page perhaps the one that its viewer's system has."""
    brand: str = ""
    """The file of the brand, `false` for none; nothing for the one that lies there."""
    theme_options: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {}
    """Group → token → value, in place of the theme's own."""
    minutes: float = 0.0
    """That the talk is meant to take; 0 if nobody says."""
    footer: str | None = None
    """Nothing said is a footer that the template's layouts may have; an empty one is none."""
    shown_date: str = ""
    """In the footer's row of every slide."""
    numbers: Literal["", "c", "c/t"] = "c"
    """Slide numbers: none, the current one, the current one of the total."""
    logo: Figure | None = None
    bibliography: str = ""
    """File of what is cited; several with commas."""
    csl: str = ""
    """File of the style that citations are set in; nothing for ours."""
    uncited: str = ""
    """What is listed though nothing cites it: `@key`, or `@*` for all."""
    references_title: str = ""
    """Of the slide that lists what is cited; nothing for ours."""
    resources: tuple[str, ...] = ()
    """Folders in which files are looked for, too."""
    dialect: str = ""
    """Whose Markdown it was read from."""
    foreign_theme: bool = False
    """`theme` may well name a style sheet of another tool's."""
    direction: Direction = ""
    """In which its text runs."""
