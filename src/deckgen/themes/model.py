"""What a theme says. Lengths are in points, colours are six hexadecimal digits."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Literal, TypeAlias

from msgspec.structs import replace

from deckgen.errors import DeckgenError
from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.themes.art import Art, Fill, Stroke, Words
from deckgen.themes.box import Box as Box
from deckgen.themes.colors import LARGE_CONTRAST, LEAST_CONTRAST, contrast, is_dark, roles_of, shaded
from deckgen.themes.text_style import TextStyle, first_listed, first_plain
from deckgen.themes.theme_fonts import Font
from deckgen.themes.tokens import Tokens

Anchor: TypeAlias = Literal["top", "middle", "bottom"]
FontRole: TypeAlias = Literal["title", "body", "mono"]


class Scheme(Model, frozen=True, kw_only=True):
    """What a brand, or a deck that wants slides of another shape, changes in a template's parts."""

    slots: Mapping[str, str] = {}
    """The format's colours (`dk1`, `accent1` …) → six hexadecimal digits."""
    titles: str = ""
    """Fonts of titles …"""
    body: str = ""
    """… and of all else."""
    title_color: str = ""
    bold_titles: bool | None = None
    shape: float = 0.0
    """How wide a slide is for its height; 0 for as it is."""


class Placeholder(Model, frozen=True, kw_only=True):
    """A place on a slide layout that text or a figure goes into."""

    type: str
    """As in `ST_PlaceholderType`: title, ctrTitle, subTitle, body, obj, pic, dt, ftr, sldNum …"""
    idx: int
    box: Box
    insets: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    anchor: Anchor
    size: float
    color: str
    bold: bool
    align: Literal["left", "center", "right"]
    face: FontRole = "body"
    """Which of the theme's fonts its text is set in."""
    styles: tuple[TextStyle, ...] = ()
    """Of its levels, the first one's among them."""
    fill: Fill | None = None
    """Its own ground, which its text stands on …"""
    stroke: Stroke | None = None
    """… and the line around it."""
    columns: int = 1
    """Its text runs through so many, in its own program."""
    name: str = ""
    vertical: bool = False
    """Its text runs from top to bottom, or it is turned."""
    grows: bool = False
    """It is as high as its text."""
    wraps: bool = True
    """Its lines are broken at its edge."""
    angle: float = 0.0
    """Degrees by which it is turned clockwise around its middle, with its words; of what stands around the content."""
    unturned: bool = False
    """It is turned in the template, and upright here."""
    moved: bool = False
    """It stands elsewhere than in the template …"""
    recolored: bool = False
    """… or its text has another colour."""
    said: tuple[str, ...] = ()
    """Its own words: a footer's notice; what stands before a slide's number, and behind it; what it asks for."""

    @property
    def bounds(self) -> Box:
        """What it takes of the slide."""
        return self.box.turned(self.angle) if self.angle else self.box

    @property
    def inner(self) -> Box:
        """Where its text stands."""
        return self.box.inset(*self.insets)


class LayoutKind(Enum):
    """The slide layouts that deckgen uses."""

    COVER = "cover"
    CONTENT = "content"
    SECTION = "section"
    TWO = "two"
    STATEMENT = "statement"
    QUOTATION = "quotation"
    FACT = "fact"
    CLOSING = "closing"
    PICTURE = "picture"
    CAPTIONED = "captioned"
    TITLE_ONLY = "title-only"
    BLANK = "blank"


class SlideLayout(Model, frozen=True, kw_only=True):
    """One slide layout of the template."""

    part: str
    """Name of its part in the package."""
    title: Placeholder | None
    bodies: tuple[Placeholder, ...]
    """Placeholders for content, in order of `idx`."""
    eyebrow: Placeholder | None = None
    """For a line of small text above the title."""
    chrome: tuple[Placeholder, ...]
    """Date, footer and slide number."""
    background: str
    """The colour that stands for what it stands on."""
    text_ground: str = ""  # of most of what its text stands on: a panel may be drawn there
    ground: str = ""
    """The part whose fill, more than a colour, lies below it all; nothing for a plain one."""
    layers: tuple[str, ...] = ()
    """The parts whose art is drawn on it, from the back to the front."""
    name: str = ""
    type: str = ""
    """As in `ST_SlideLayoutType`, if it says one."""
    pictures: tuple[Placeholder, ...] = ()
    """Places that are made for a picture, and nothing else."""
    lines: tuple[Placeholder, ...] = ()
    """Places for a line of small text, which no content goes into."""
    mapping: Mapping[str, str] = {}
    """Names of colours on its slides (`bg1`, `tx1` …) → the theme's slots: its own, or its master's."""

    def drawn(self, art: Mapping[str, tuple[Art, ...]]) -> tuple[Art, ...]:
        """What slides on it show of what parts draw, from the back to the front."""
        return tuple(shape for part in self.layers for shape in art.get(part, ()))

    def with_places(self, change: Callable[[Placeholder], Placeholder]) -> "SlideLayout":
        """The layout with each of its placeholders changed."""
        title = change(self.title) if self.title else None
        eyebrow = change(self.eyebrow) if self.eyebrow else None
        bodies, chrome = tuple(map(change, self.bodies)), tuple(map(change, self.chrome))
        pictures, lines = tuple(map(change, self.pictures)), tuple(map(change, self.lines))
        return replace(
            self, title=title, eyebrow=eyebrow, bodies=bodies, chrome=chrome, pictures=pictures, lines=lines
        )


class Theme(Model, frozen=True, kw_only=True):
    """A template, as far as laying out and writing need it."""

    name: str
    path: str
    width: float
    height: float
    palette: Mapping[str, str]
    """Theme colour by its name in the format: dk1, lt1, dk2, lt2, accent1 … folHlink, as slides see them through the
    master's colour map …"""
    fonts: Mapping[FontRole, Font]
    layouts: Mapping[LayoutKind, SlideLayout]
    every: tuple[SlideLayout, ...] = ()
    """All layouts of its masters."""
    digest: str
    """Fingerprint of the template: part of the key of whatever is made with it."""
    tokens: Tokens
    roles: Mapping[str, str]
    """What colours are for → a colour of the format's, with changes."""
    slots: Mapping[str, str] = {}
    """… and the name that the theme itself has for each, where that is another one."""
    table_style: str = ""
    """The template's own style of tables, by its id."""
    named: Mapping[str, str] = {}
    """A brand's colours: `brand-orange` → six hexadecimal digits."""
    scheme: Scheme | None = None
    """What a brand has changed in the template."""
    dark: bool = False
    """True for the twin, whose ink is light."""
    own_ground: str = ""
    """Of a slide that stands on a colour of its own, six hexadecimal digits."""
    right_to_left: bool = False
    """Its titles are written from the right."""
    free_text: TextStyle | None = None
    """How its file sets text that stands in no place, where that is otherwise than plain."""
    art: Mapping[str, tuple[Art, ...]] = {}
    """What its masters and layouts draw, by the name of their part …"""
    grounds: Mapping[str, Fill] = {}
    """… and what slides on them stand on, if it is more than a colour."""
    words: Mapping[str, tuple[Words, ...]] = {}
    """… and the texts of their own …"""
    left_out: tuple[str, ...] = ()
    """What its file has that no deck gets, in words …"""
    undrawn: tuple[str, ...] = ()
    """… and what it draws that a page can't show."""
    made_for: tuple[float, float] | None = None
    """The size of slide that its layouts were made for, if it is another one: their places are scaled."""
    names: Mapping[str, str] = {}
    """What a slide calls the four base colours (`dk1` …), where its layout maps them otherwise than most."""
    is_mirrored: bool = False
    """Left and right are exchanged in its layouts, which its file has the other way round."""

    def mirrored(self) -> "Theme":
        """The theme for decks that are read from the right; as it is, if it was made for them."""
        if self.right_to_left:
            return self

        def place(place: Placeholder) -> Placeholder:
            align = (
                _OTHER_SIDE.get(place.align, place.align) if place.type in ("sldNum", "dt") else place.align
            )
            return replace(place, box=self._turned(place.box), align=align)

        layouts = {kind: layout.with_places(place) for kind, layout in self.layouts.items()}
        art = {
            part: tuple(replace(each, box=self._turned(each.box)) for each in shapes)
            for part, shapes in self.art.items()
        }
        words = {
            part: tuple(replace(each, box=self._turned(each.box)) for each in texts)
            for part, texts in self.words.items()
        }
        return replace(
            self,
            layouts=layouts,
            art=art,
            words=words,
            right_to_left=True,
            is_mirrored=True,
            digest=f"{self.digest}-mirrored",
        )

    def _turned(self, box: Box) -> Box:
        return replace(box, x=self.width - box.right)

    def twin(self) -> "Theme":
        """The theme with light and dark exchanged, as `overrideClrMapping` on a slide does it (ECMA-376
        part 1, §19.3.1.5)."""
        palette = {
            name: self.palette.get(TWIN_COLORS.get(name, name), value) for name, value in self.palette.items()
        }
        changed = {self.palette[name]: palette[name] for name in reversed([*TWIN_COLORS])}

        def place(place: Placeholder) -> Placeholder:
            return replace(place, color=changed.get(place.color, place.color))

        layouts = {kind: layout.with_places(place) for kind, layout in self.layouts.items()}
        roles = roles_of(self.tokens.colors, palette)
        return replace(self, palette=palette, roles=roles, layouts=layouts, dark=not self.dark)

    def body_style(self, level: int, role: str = "text") -> TextStyle | None:
        """How the template sets its text at a level, from 0, or a list's `item`: from where either begins; a `lead`, to
        what is below it, as its first level."""
        bodies = self.layouts[LayoutKind.CONTENT].bodies
        styles = bodies[0].styles if bodies else ()
        first = first_listed(styles) if role == "item" else 0 if role == "lead" else first_plain(styles)
        level = max(level, 0) + first
        return styles[min(level, len(styles) - 1)] if styles else None

    def ink_of(self, style: TextStyle) -> str:
        """The colour of a style, six hexadecimal digits, where it is another one than the text's and can be read."""
        if style.color == self.color("text"):
            return ""
        grounds = (self.paper, self.color("shade"))
        return style.color if all(contrast(style.color, each) >= LEAST_CONTRAST for each in grounds) else ""

    @property
    def paper(self) -> str:
        """What content stands on, six hexadecimal digits: its layout's ground, or the slide's own."""
        of_slide = self.dark or self.own_ground
        return self.color("ground") if of_slide else self.layouts[LayoutKind.CONTENT].background

    def color(self, name: str) -> str:
        """Six hexadecimal digits of a colour: a role (`text`, `accent` …), a colour of the format's (`accent1`),
        one of a chart's series (`series1`), of those that stand out (`lit1`) or have stepped back (`back1`), or as it
        is; each with changes behind it (`accent1@40+60`)."""
        base, changes = self.resolved(name)
        value = self.palette.get(base, base)
        if not _DIGITS.fullmatch(value):
            raise ValueError(f"there is no colour `{name}`")
        for change in changes:
            value = shaded(value, change)
        return value

    def resolved(self, name: str) -> tuple[str, tuple[str, ...]]:
        """A colour's name in the format, or its digits, and the changes (`60`, `40+60`) that make it what it is."""
        said = self.roles.get(name)
        if said is not None and "@" not in said:
            return said, ()
        if said is None and _DIGITS.fullmatch(name):
            return name, ()
        base, *changes = name.split("@")
        if numbered := _NUMBERED.fullmatch(base):
            which = {"series": self._series, "lit": self._lit, "back": self._stepped_back}[numbered[1]]
            inner, before = self.resolved(which(int(numbered[2]) - 1))
            return inner, (*before, *changes)
        if base.startswith("brand-"):  # one that the brand does not have is said at its place
            return self.named.get(base, self.palette["dk1"]), tuple(changes)
        base, *own = self.roles.get(base, base).split("@")
        return base, (*own, *changes)

    def _series(self, number: int) -> str:
        """The colour of series or slice `number`, from 0."""
        palette = self.tokens.chart.palette
        color, shades = palette[number % len(palette)], ("", "@60", "@60+40")
        return color + shades[number // len(palette) % len(shades)]

    def _lit(self, number: int) -> str:
        """The colour of mark `number`, from 0, of those that stand out: the accent, then others, greys last."""
        accent = self.resolved("accent")
        others = [color for color in self.tokens.chart.palette if self.resolved(color) != accent]
        others.sort(key=lambda color: color.startswith("muted"))
        return "accent" if number == 0 or not others else others[(number - 1) % len(others)]

    def _stepped_back(self, number: int) -> str:
        """The colour of mark `number`, from 0, of those that don't stand out."""
        tokens = self.tokens.chart
        colors = tokens.dark_stepped_back if is_dark(self.color("ground")) else tokens.stepped_back
        return colors[number % len(colors)]

    def readable(self, name: str, on: str = "ground", least: float = LEAST_CONTRAST) -> str:
        """`name`, or a darker or lighter shade of it with at least that contrast `on` that colour (text has 4.5)."""
        base = name.partition("@")[0]
        ground = self.color(on)
        light = is_dark(ground)
        for share in range(100, 20, -10):
            shade = (f"{base}@{share}+{100 - share}" if light else f"{base}@{share}") if share < 100 else name
            if contrast(self.color(shade), ground) >= least:
                return shade
        return "text"

    def text_on(self, fill: str) -> str:
        """The colour of text inside a mark: the ground's or the text's; on a slide's own ground the one read best."""
        inside = self.color(fill)
        ratios = {name: contrast(self.color(name), inside) for name in ("ground", "text")}
        best = max(ratios.values())
        if self.own_ground or best < LARGE_CONTRAST:
            ratios |= {
                name: contrast(self.color(name), inside) for name in ("lt1", "dk1", "000000", "FFFFFF")
            }
            return max(ratios, key=lambda name: ratios[name])
        return "ground" if ratios["ground"] >= min(LEAST_CONTRAST, best) else "text"


_NUMBERED = regex("(series|lit|back)([0-9]+)")
_DIGITS = regex("[0-9A-F]{6}(?:[0-9A-F]{2})?", re.IGNORECASE)
_OTHER_SIDE: Mapping[str, Literal["left", "center", "right"]] = {"left": "right", "right": "left"}

TWIN_COLORS: Mapping[str, str] = {"dk1": "lt1", "lt1": "dk1", "dk2": "lt2", "lt2": "dk2", "accent6": "lt2",
                                  "hlink": "lt2"}  # fmt: skip
"""Theme colour → the one that stands in its place on a slide of the other kind."""


class TemplateError(DeckgenError):
    """The file is no PowerPoint template that deckgen can use."""
