"""What an author sets for one slide: its background, transition, layout, language.

Every tool has its own place for that (attributes of a heading, comments, YAML); the words are reveal.js's,
without their `data-`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Block, Figure, Paragraph
from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.slides import (
    Backdrop,
    Background,
    Direction,
    Gradient,
    Group,
    LayoutChoice,
    NumberChoice,
    TemplateLayout,
    Transition,
)
from deckgen.patterns import regex
from deckgen.readers.attributes import Attributes
from deckgen.readers.backdrop_places import place_of, size_of
from deckgen.readers.dialects.registry import LAYOUTS, PICTURE_SIDES
from deckgen.readers.html_tags import hex_color, safe_link
from deckgen.readers.slice_model import SlideSettings
from deckgen.readers.style_sheets import Rule
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

TRANSITIONS: tuple[Transition, ...] = get_args(Transition)
_ALIASES: Mapping[str, Transition] = {
    "slide-left": "push", "slide-right": "push", "slide-up": "push", "slide-down": "push",
    "fade-out": "fade", "view-transition": "fade", "crossfade": "fade", "dissolve": "fade", "reveal": "wipe",
    "in-out": "zoom", "false": "none", "default": "",
}  # fmt: skip
_URL = regex(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)""", re.IGNORECASE)
_NO_GROUND = regex(r"(?i)var\(|(?:transparent|inherit|initial|none|unset)$")
_GRADIENT = regex(r"(linear|radial)-gradient\((.*)\)", re.IGNORECASE | re.DOTALL)
_STOP = regex(r"((?:rgba?|hsla?)\([^)]*\)|#[0-9a-fA-F]{3,8}|[a-zA-Z]+)\s*(-?[\d.]+%)?")
_SIDES = {"to top": 0.0, "to right": 90.0, "to bottom": 180.0, "to left": 270.0,
          "to top right": 45.0, "to bottom right": 135.0, "to bottom left": 225.0,
          "to top left": 315.0}  # fmt: skip


class Settings(Struct, eq=False, kw_only=True):
    """What has been set for a slide so far."""

    layout: LayoutChoice = LayoutChoice.AUTO
    template_layout: TemplateLayout | None = None
    """Perhaps it is one of the template's."""
    placed: list[Group] = field(default_factory=list)
    color: str = ""
    gradient: Gradient | None = None
    pictures: list[Backdrop] = field(default_factory=list)
    opacity: float = 1.0
    blur: float = 0.0
    brightness: float = 1.0
    contain: bool = False
    width: str = ""
    height: str = ""
    place: tuple[float, float] = (0.5, 0.5)
    transition: Transition = ""
    hidden: bool = False
    dropped: bool = False
    """Another tool would not show it: templates, and what is excluded."""
    classes: list[str] = field(default_factory=list)
    id: str = ""
    section: str | None = None
    """The section that begins with it, if that has no slide of its own."""
    lang: str = ""
    direction: Direction = ""
    incremental: bool | None = None
    header: Inlines | None = None
    footer: Inlines | None = None
    number: NumberChoice = ""
    text_color: str = ""
    sheet: list[Rule] = field(default_factory=list)
    side: Literal["", "left", "right"] = ""
    """Where its `image:` stands."""

    is_shown: bool = False
    """It shows something even without content."""
    layout_known: bool = True
    is_headed: bool = False
    """Its first part stands above the others."""
    address: str = ""
    """Of the page that its layout shows …"""
    frames: Literal["", "whole", "left", "right"] = ""
    """… and where."""
    page: Figure | None = None
    """A page or film behind the slide, which is shown as what leads there if it is all that the slide has."""
    notes: list[Block] = field(default_factory=list)
    """What an attribute says to the speaker."""
    is_given: bool = False
    """Something was set for this slide."""
    title: Inlines = ()
    """What a layout that only its tool has would show as title …"""
    body: tuple[Block, ...] = ()
    """… and below it."""

    def background(self) -> Background | None:
        """What was said of it; None if nothing was."""
        if not (self.color or self.gradient or self.pictures):
            return None
        pictures = tuple(
            replace(picture, opacity=picture.opacity * self.opacity, blur=picture.blur or self.blur,
                    brightness=picture.brightness * self.brightness, side=picture.side or self.side,
                    is_ground=picture.is_ground and not self.side,
                    contain=picture.contain or self.contain, width=picture.width or self.width,
                    height=picture.height or self.height, place=self.place)
            for picture in self.pictures
        )  # fmt: skip
        beside = [picture for picture in pictures if picture.side]
        if beside:  # the last one at a side takes the others there
            place = {"side": beside[-1].side, "share": beside[-1].share}
            pictures = tuple(p if p.is_ground else replace(p, **place) for p in pictures)
        return Background(self.color, self.gradient, pictures)


def of_attributes(attributes: Attributes) -> dict[str, str]:
    """The settings in the attributes of a heading or section."""
    values = {name.removeprefix("data-"): value for name, value in attributes.values.items()}
    for name in attributes.classes:
        if name in ("hidden", "incremental", "nonincremental"):
            values[name] = name
        else:
            values["class"] = f"{values.get('class', '')} {name}".strip()
    return values


def apply(settings: Settings, given: SlideSettings, context: ReadContext) -> None:
    """Add `given` to what is set already; a value that means nothing is reported."""
    keys = {_plain_key(key) for key in given.values}
    if given.replaces and "class" in keys:
        settings.classes = []
    if keys & {"background", "background-image"}:
        settings.pictures, settings.gradient = [], None
    settings.sheet += given.sheet
    settings.footer = settings.footer if given.footer is None else given.footer
    for key, value in given.values.items():
        _one(settings, _plain_key(key), _bare(value.strip()), given.span, context)
    settings.pictures += given.pictures
    settings.placed += given.placed
    settings.body = given.body or settings.body
    settings.is_given = settings.is_given or bool(given.values)


def _bare(value: str) -> str:
    """A value without the quotation marks around it."""
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _plain_key(key: str) -> str:
    """`backgroundColor` and `data-background-color` are one."""
    key = re.sub(r"(?<=[a-z])([A-Z])", r"-\1", key.lstrip("_")).lower()
    return key.removeprefix("data-")


def _one(settings: Settings, key: str, value: str, span: Span, context: ReadContext) -> None:
    match key:
        case "exclude" | "layout" if key == "exclude" or value in ("true", "false"):
            settings.dropped = value == "true"  # others are made after such a layout
        case "layout":
            _layout(settings, value, span, context)
        case "background" | "background-color" | "background-gradient" | "background-image" | "image":
            _background(settings, key, value, span, context)
        case "background-size":
            settings.contain, settings.width, settings.height = size_of(value)
        case "background-position":
            settings.place = place_of(value)
        case "background-opacity" | "background-blur" | "background-brightness":
            _look(settings, key.removeprefix("background-"), value)
        case "transition":
            settings.transition = _transition(value, span, context)
        case "visibility" if value == "uncounted":
            settings.number = "hold"
        case "visibility" | "hidden" | "hide" | "disabled":
            settings.hidden = value in ("hidden", "true", "hide", "disabled")
        case "class":
            settings.classes += re.findall(r"[\w-]+", value)
        case "hide-in-toc" if value != "false":
            settings.classes.append("unlisted")
        case "header":
            settings.header = _in_line(value, span, context)
        case "footer":
            settings.footer = () if value in ("false", "none") else _in_line(value, span, context) or ()
        case "title" | "name" if context.dialect.layout_data:
            if key == "title" or not settings.title:
                settings.title = _in_line(value, span, context) or ()
        case "paginate":
            settings.number = _NUMBERS.get(value.lower(), "")
        case "color" if not context.dialect.layout_data:  # where it is a theme's word for its looks
            settings.text_color = hex_color(value)
        case "url":
            settings.address = value
        case "id" | "route-alias":
            settings.id = value
        case "section":
            settings.section = value
        case "notes" if value:
            settings.notes.append(Paragraph((Run(value),), span))
        case "lang":
            settings.lang = value
        case "dir":
            settings.direction = "rtl" if value == "rtl" else "ltr" if value == "ltr" else ""
        case "incremental" | "nonincremental":
            settings.incremental = key == "incremental" and value != "false"
        case "background-iframe" | "background-video":
            where = context.source.find(value, span)
            message = f"`{key}` is not shown behind the slide"
            context.report("background-not-shown", "warning", message, where)
            if address := safe_link(value):
                settings.page = Figure(target=f"page:{address}", alt=value, span=where, link=address)
        case _ if key in _UNREAD or key.startswith(("background-", "auto-animate", "transition-")):
            context.report("setting-not-used", "note", f"`{key}` means nothing to deckgen", span)
        case _:
            where = context.source.find(key, span)
            context.report("unknown-setting", "note", f"`{key}` means nothing to deckgen", where)


_NUMBERS: Mapping[str, NumberChoice] = {"false": "hidden", "no": "hidden", "hold": "hold", "skip": "skip"}


def _in_line(value: str, span: Span, context: ReadContext) -> Inlines | None:
    """Markdown of one line, pictures in it as high as the text."""
    if not value:
        return None
    from deckgen.readers.inlines import one_line

    return one_line(value, span, context) or None


_UNREAD = frozenset(
    (
        "style",
        "name",
        "template",
        "count",
        "clicks",
        "level",
        "width",
        "menu-title",
        "state",
        "timing",
        "title",
        "zoom",
        "drag-pos",
        "clicks-start",
        "preload",
        "canvas-width",
        "src",
        "mdc",
        "defaults",
    )
)


def _layout(settings: Settings, name: str, span: Span, context: ReadContext) -> None:
    known = {choice.value: choice for choice in LayoutChoice}
    own = context.dialect
    other = own.layouts.get(name) or LAYOUTS.get(name)
    settings.is_headed = name in own.headed_layouts
    settings.layout_known = name in known or bool(other) or settings.is_headed
    settings.is_shown = name in own.frame_sides or (other is LayoutChoice.CLOSING and bool(own.closing_word))
    settings.frames = own.frame_sides.get(name, settings.frames)
    settings.side = own.picture_sides.get(name) or PICTURE_SIDES.get(name) or settings.side
    if name in known or other:
        settings.layout = known.get(name) or other or LayoutChoice.AUTO
    elif (own.own_theme and own.layouts) or name in ("default", "true", "false") or "[" in name:
        context.report("setting-not-used", "note", f"there is no layout `{name}`", span)
    else:
        settings.template_layout = TemplateLayout(name, context.source.find(name, span))


def _transition(value: str, span: Span, context: ReadContext) -> Transition:
    word = re.split(r"[\s|]+", value.lower().strip())[0] if value else ""
    base = re.sub(r"-(?:in|out)$", "", word)
    for name in (word, base):
        if name in TRANSITIONS:
            return next(known for known in TRANSITIONS if known == name)
        if name in _ALIASES:
            return _ALIASES[name]
    where = context.source.find(value, span)
    hint = "known transitions: " + ", ".join(filter(None, TRANSITIONS))
    context.report("unknown-transition", "warning", f"there is no transition `{value}`", where, hint)
    return ""


def _look(settings: Settings, what: str, value: str) -> None:
    number = re.match(r"\d+(?:\.\d*)?|\.\d+", value)
    if number is None:
        return
    amount = float(number[0]) / (100 if value.endswith("%") else 1)
    if what == "opacity":
        settings.opacity = min(1.0, amount)
    elif what == "blur":
        settings.blur = min(100.0, amount)
    else:
        settings.brightness = min(4.0, amount)


def _background(settings: Settings, key: str, value: str, span: Span, context: ReadContext) -> None:
    gradient = _GRADIENT.search(value)
    url = _URL.search(value)
    if gradient:
        settings.gradient = _gradient(gradient[1], gradient[2])
    elif url:
        _picture(settings, next(filter(None, url.groups()), ""), span, context)
    elif color := hex_color(value):
        settings.color = color
    elif key in ("background-image", "image") or re.search(r"\.\w{3,4}$|^https?:|^data:image/|/", value):
        _picture(settings, value, span, context)
    elif value and not _NO_GROUND.match(value):
        where = context.source.find(value, span)
        context.report("unknown-background", "warning", f"`{value}` is no colour that deckgen knows", where,
                       "write it as `#1a2b3c`, or name a picture")  # fmt: skip


def _picture(settings: Settings, target: str, span: Span, context: ReadContext) -> None:
    target = target.strip()
    if target and target != "none":
        where = context.source.find(target, span)
        settings.pictures.append(Backdrop(figure=Figure(target=target, alt="", span=where), is_ground=True))


def _gradient(kind: str, inside: str) -> Gradient | None:
    """What CSS has between the parentheses."""
    first = inside.split(",")[0].strip().lower()
    angle = 180.0
    if match := re.fullmatch(r"(-?[\d.]+)(deg|turn|rad)?", first):
        angle = float(match[1]) * {"turn": 360.0, "rad": 57.2958}.get(match[2] or "", 1.0) % 360
    elif first in _SIDES:
        angle = _SIDES[first]
    found = [(hex_color(color), place) for color, place in _STOP.findall(inside)]
    colors = [(color, place) for color, place in found if color]
    if len(colors) < 2:
        return None
    last = len(colors) - 1
    shares = [float(p[:-1]) / 100 if p else i / last for i, (_, p) in enumerate(colors)]
    stops = tuple((min(1.0, max(0.0, s)), color) for s, (color, _) in zip(shares, colors, strict=True))
    return Gradient(stops, angle, kind.lower() == "radial")


_SLIDE = regex(r"\s*\.slide:(.*)", re.DOTALL)


def of_slide_comment(comment: str, span: Span) -> SlideSettings | None:
    """reveal.js's `<!-- .slide: data-background="#333" -->`, without its delimiters."""
    match = _SLIDE.fullmatch(comment)
    if match is None:
        return None
    from deckgen.readers.html_tags import tag_of

    return SlideSettings(dict(tag_of(f"<slide {match[1].strip()}>").attributes), span)


_USED = frozenset(
    ("class", "backgroundColor", "backgroundImage", "backgroundSize", "transition", "color", "header", "footer",
     "paginate")
)  # fmt: skip


def of_directives(values: Mapping[str, str], span: Span) -> list[SlideSettings]:
    """`_class: lead`; without the underscore it holds from here on."""
    used = {key: value for key, value in values.items() if key.lstrip("_") in _USED}
    stay = {key: value for key, value in used.items() if not key.startswith("_")}
    here = {key: value for key, value in used.items() if key.startswith("_")}
    found = [SlideSettings(stay, span, from_here=True, replaces=True)] if stay else []
    return found + ([SlideSettings(here, span, replaces=True)] if here else [])


def of_yaml(text: str, span: Span) -> SlideSettings:
    """`key: value` lines above a slide; behind `>` or `|` a value stands in the lines below."""
    values: dict[str, str] = {}
    folded = ""
    for line in text.split("\n"):
        key, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[A-Za-z][\w-]*", key):
            folded = key if _FOLDED.fullmatch(value.strip()) else ""
            value = "" if folded else value.strip()
            values[key] = unquote(value) if key == "background" else value
        elif folded and line[:1].isspace():
            values[folded] = f"{values[folded]} {line.strip()}".strip()
    return SlideSettings(values, span)


_FOLDED = regex(r"[|>][+-]?")
