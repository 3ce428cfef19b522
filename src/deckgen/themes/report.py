"""What deckgen makes of a template: which layout is for what and why, its places, its fonts, what can be read on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.model import Model
from deckgen.themes.colors import contrast
from deckgen.themes.model import LayoutKind, Placeholder, SlideLayout, Theme
from deckgen.themes.places import for_purpose

_TYPES: Mapping[LayoutKind, tuple[str, ...]] = {
    LayoutKind.CONTENT: ("obj", "tx"),
    LayoutKind.COVER: ("title",),
    LayoutKind.SECTION: ("secHead",),
    LayoutKind.TWO: ("twoObj",),
    LayoutKind.TITLE_ONLY: ("titleOnly",),
    LayoutKind.BLANK: ("blank",),
    LayoutKind.CAPTIONED: ("picTx",),
    LayoutKind.PICTURE: ("blank",),
}
_SIGNS: Mapping[LayoutKind, str] = {
    LayoutKind.CONTENT: "a title and one large place",
    LayoutKind.COVER: "a title in much room, and few lines",
    LayoutKind.SECTION: "a title in much room, and no content",
    LayoutKind.TWO: "two places of one size side by side",
    LayoutKind.TITLE_ONLY: "a title, and no place for content",
    LayoutKind.BLANK: "neither title nor places",
    LayoutKind.PICTURE: "neither title nor places",
    LayoutKind.CAPTIONED: "a title, and a large place for a picture",
    LayoutKind.QUOTATION: "its name, and two places one below the other",
    LayoutKind.FACT: "its name, and two places one below the other",
    LayoutKind.CLOSING: "its name says that it ends something",
}
_ROLES = ("text", "title", "muted", "accent", "emphasis", "positive", "negative", "hlink")


class Purpose(Model, frozen=True):
    """What a layout is for."""

    purpose: str
    layout: str
    reason: str


class Place(Model, frozen=True):
    """One of its places."""

    name: str
    idx: int
    type: str
    use: str
    """`title`, `content`, `line` …"""
    box: tuple[float, float, float, float]
    """Left, top, width, height, in points."""
    size: float
    contrast: float
    """Of its words and what lies below them."""


class LayoutReport(Model, frozen=True):
    """One layout."""

    name: str
    part: str
    purposes: tuple[str, ...]
    ground: str
    places: tuple[Place, ...]


class FontReport(Model, frozen=True):
    """One of its fonts."""

    use: str
    name: str
    measured_with: str
    found: bool


class ColorReport(Model, frozen=True):
    """What a colour is for."""

    role: str
    color: str
    contrast: float
    """With the ground."""


class TemplateReport(Model, frozen=True):
    """All of it."""

    name: str
    width: float
    height: float
    """Of a slide, in points."""
    purposes: tuple[Purpose, ...]
    layouts: tuple[LayoutReport, ...]
    fonts: tuple[FontReport, ...]
    colors: tuple[ColorReport, ...]
    left_out: tuple[str, ...]
    undrawn: tuple[str, ...]


def report_of(theme: Theme) -> TemplateReport:
    """The report on a theme's template."""
    fonts = (
        FontReport(role, font.name, font.name if font.files else font.twin, not font.stands_in)
        for role, font in theme.fonts.items()
    )
    return TemplateReport(
        name=theme.name,
        width=round(theme.width, 2),
        height=round(theme.height, 2),
        purposes=tuple(_purposes(theme)),
        layouts=tuple(_layout(each, theme) for each in theme.every),
        fonts=tuple(fonts),
        colors=tuple(_color(role, theme) for role in _ROLES),
        left_out=theme.left_out,
        undrawn=theme.undrawn,
    )  # fmt: skip


def _color(role: str, theme: Theme) -> ColorReport:
    digits = theme.color(role)
    return ColorReport(role, digits, round(contrast(digits, theme.color("ground")), 1))


def _purposes(theme: Theme) -> Iterator[Purpose]:
    served: set[str] = set()
    for kind, layout in theme.layouts.items():
        if layout.part in served:
            reason = "there is none of its own"
        elif layout.type in _TYPES.get(kind, ()):
            reason = f"its type is `{layout.type}`"
        else:
            reason = _SIGNS.get(kind, "its name")
        served.add(layout.part)
        yield Purpose(kind.value, layout.name, reason)


def _layout(layout: SlideLayout, theme: Theme) -> LayoutReport:
    purposes = tuple(kind.value for kind, each in theme.layouts.items() if each.part == layout.part)
    seen = for_purpose(layout, LayoutKind.CONTENT, (theme.width, theme.height))
    opening = {LayoutKind.COVER.value, LayoutKind.SECTION.value, LayoutKind.CLOSING.value} & set(purposes)
    seen = layout if opening else seen
    uses = [("title", [seen.title]), ("small line", [seen.eyebrow]), ("text" if opening else "content", seen.bodies),
            ("line", seen.lines), ("picture", seen.pictures), ("around", seen.chrome)]  # fmt: skip
    places = (_place(place, use, layout) for use, group in uses for place in group if place is not None)
    return LayoutReport(layout.name, layout.part, purposes, layout.background, tuple(places))


def _place(place: Placeholder, use: str, layout: SlideLayout) -> Place:
    box = place.box
    where = (round(box.x, 1), round(box.y, 1), round(box.width, 1), round(box.height, 1))
    return Place(
        place.name,
        place.idx,
        place.type,
        use,
        where,
        place.size,
        round(contrast(place.color, layout.background), 1),
    )


def as_markdown(report: TemplateReport) -> str:
    """The report as a deck, which is to be built with the template itself: a slide on each of its layouts, its places
    labelled."""
    return "\n".join(_slides(report))


def _slides(report: TemplateReport) -> Iterator[str]:
    name = report.name.replace("\\", "/").rpartition("/")[2]
    yield f"---\ntitle: {_quoted(name)}\nsubtitle: {_quoted(f'{len(report.layouts)} layouts')}\nlang: en\n---\n"
    yield "## Which layout is for what\n\n| Purpose | Layout | Why |\n|---|---|---|"
    yield from (
        f"| {each.purpose} | {_cell(each.layout)} | {_cell(each.reason)} |" for each in report.purposes
    )
    yield "\n---\n\n## Fonts\n\n| Use | Font | Measured with |\n|---|---|---|"
    for font in report.fonts:
        measured = font.measured_with if font.found else f"{font.measured_with}, made as wide: it is not here"
        yield f"| {font.use} | {_cell(font.name)} | {_cell(measured)} |"
    yield "\n---\n\n## Colours on the ground\n\n| Role | Colour | Contrast |\n|---|---|---:|"
    yield from (f"| {each.role} | #{each.color} | {each.contrast} |" for each in report.colors)
    missing = (*report.left_out, *report.undrawn)
    if missing:
        yield "\n---\n\n## What is not taken over or not shown\n"
        yield from (f"- {_cell(each)}" for each in missing)
    for each in report.layouts:
        yield from _on(each) if each.name else ()


def _on(layout: LayoutReport) -> Iterator[str]:
    """A slide on a layout, with the names of its places in them."""
    use = f": {', '.join(layout.purposes)}" if layout.purposes else ""
    yield f"\n---\n\n## {_cell(layout.name + use)} {{layout={_quoted(layout.name)}}}\n"
    names = [place.name for place in layout.places]
    for place in layout.places:
        label = f"{place.name}, {place.size:g} pt"
        if place.use == "content":
            yield f"- {_cell(f'{label}, {place.box[2]:g} × {place.box[3]:g} pt')}"
        elif place.use in ("line", "text", "around") and place.name and place.type != "sldNum":
            named = place.name if names.count(place.name) == 1 else f"{place.idx}"
            yield f"\n::: {{placeholder={_quoted(named)}}}\n{_cell(label)}\n:::\n"


def _cell(text: str) -> str:
    """Text as it is, whatever marks it has; brackets behind a backslash would be a formula's."""
    return "".join(
        f"&#{ord(char)};" if char in "()[]" else f"\\{char}" if char in "\\`*_{}<>#+-.!|$~^=:@&" else char
        for char in " ".join(text.split())
    )


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "").replace('"', "") + '"'
