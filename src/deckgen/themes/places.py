"""The places of a layout: which are for content, which for a line, and which go together."""

from __future__ import annotations

import itertools

from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.themes.box import Box
from deckgen.themes.layout_names import ASKED, CLICK, FACT_NAMES, QUOTATION_NAMES
from deckgen.themes.model import LayoutKind, Placeholder, SlideLayout, Theme

LARGE = 0.16
"""Share of the slide from which a place is one for content."""
_LINE = 1.9
"""Lines that a place of one line has at most."""
_ALIKE = 0.12
"""By how much of their size two places that go together may differ."""
FINE = 0.0205
"""Share of a slide's height below which type is a house's small print: eleven points of the usual slide's …"""
READ = 0.037
"""… and of words: twenty of its points."""
ONE_KIND = frozenset(("chart", "tbl", "dgm", "media", "clipArt"))
"""Types of places that are made for one kind of thing: programs show no words there."""
_FOOT = 0.9
"""Share of a slide's height down to which words stand."""
_MUCH_LARGER = 1.5
"""Type size of a number over that of what it says …"""
_SMALLER = 0.6
"""… and the place of a name, of that for somebody's words."""
_TOLD_IN_TWO = {LayoutKind.QUOTATION: QUOTATION_NAMES, LayoutKind.FACT: FACT_NAMES}
_OPENING = (LayoutKind.COVER, LayoutKind.SECTION, LayoutKind.CLOSING)
_BARE = (LayoutKind.BLANK, LayoutKind.TITLE_ONLY, LayoutKind.PICTURE)
"""Layouts on which no place is for content."""
_MANY = 4
"""Places on a cover, from which their numbers are their order; small ones, from which none is for content."""


def on_layout(theme: Theme, name: str) -> Theme | None:
    """The theme with its layout of that name for whatever a slide is; None if it has none such."""
    wanted = name.strip().casefold()
    named = next((each for each in theme.every if each.name.casefold() == wanted), None)
    if named is None:
        return None
    size = (theme.width, theme.height)
    return replace(theme, layouts={kind: for_purpose(named, kind, size) for kind in theme.layouts})


def named_place(layout: SlideLayout, name: str) -> Placeholder | None:
    """The place of a layout that has that name or number."""
    wanted = name.strip().casefold()
    places = [*layout.bodies, *layout.lines, *layout.chrome, *layout.pictures]
    places += [place for place in (layout.eyebrow, layout.title) if place]
    named = (place for place in places if wanted == place.name.casefold())
    return next(named, next((place for place in places if wanted == f"{place.idx}"), None))


def for_purpose(layout: SlideLayout, kind: LayoutKind, size: tuple[float, float]) -> SlideLayout:
    """The layout with its places for content alone as such; on covers, places for words in their order. The slide's
    `size` is in points."""
    if kind in _OPENING:
        if len(layout.bodies) >= _MANY:
            return layout
        bodies = tuple(sorted(layout.bodies, key=_as_read)) or _made(layout.title, size)
        if (
            kind is LayoutKind.CLOSING
            and layout.title
            and len(bodies) == 1
            and 0 < bodies[0].size < FINE * size[1]
        ):
            bodies = (_below(layout.title, bodies[0], size),)
        return replace(layout, bodies=bodies)
    if two := told_in_two(layout, kind):
        title = None if layout.title in two else layout.title
        return replace(layout, title=title, bodies=two, lines=())
    large = [place for place in layout.bodies if _is_for_content(place, size)]
    if kind is LayoutKind.TWO and (two := pair_of(layout, size)):
        large = list(two)
    elif large:
        most = max(share_of(place, size) for place in large)
        large.sort(key=lambda place: (share_of(place, size) < 0.9 * most, place.idx))
    if not large and len(layout.bodies) < _MANY and kind not in _BARE:
        return layout
    return replace(
        layout, bodies=tuple(large), lines=tuple(place for place in layout.bodies if place not in large)
    )


def told_in_two(layout: SlideLayout, kind: LayoutKind) -> tuple[Placeholder, Placeholder] | None:
    """The two places of a layout that is called one for a quotation (the words, and whose they are) or for a number
    (that, and what it says), the second below the first; None for any other, and where there are several such."""
    names = _TOLD_IN_TWO.get(kind)
    if names is None or not names.search(layout.name.replace("_", " ")) or layout.pictures:
        return None
    is_fact = kind is LayoutKind.FACT
    places = [p for p in (layout.title, *layout.bodies) if p and not p.vertical and p.type not in ONE_KIND]
    found = [
        (one, other)
        for one, other in itertools.permutations(places, 2)
        if _is_below(other.box, one.box)
        and (
            one.size >= _MUCH_LARGER * other.size
            if is_fact
            else other.size <= one.size and _area(other) < _SMALLER * _area(one) and not is_line(one)
        )
    ]
    if not found:
        return None
    most = max(found, key=lambda two: (two[0].size if is_fact else _area(two[0]), -two[1].box.y))
    alike = {one.idx for one, _ in found if one.size == most[0].size and one.box.y == most[0].box.y}
    return most if len(alike) == 1 else None


def _is_below(box: Box, upper: Box) -> bool:
    across = min(box.right, upper.right) - max(box.x, upper.x)
    return box.y >= upper.y + upper.height / 2 and across > 0.3 * min(box.width, upper.width)


def _area(place: Placeholder) -> float:
    return place.box.width * place.box.height


def _made(title: Placeholder | None, size: tuple[float, float]) -> tuple[Placeholder, ...]:
    """A place for words below a title that stands alone, as far as there is room; one that no template has is of no
    type."""
    if title is None or title.vertical:
        return ()
    place = replace(title, type="", idx=0, name="", bold=False, face="body", fill=None, stroke=None)
    high = size[1] * _FOOT - title.box.bottom
    low = _below(title, replace(place, box=replace(title.box, y=title.box.bottom, height=high)), size)
    return (low,) if low.moved and low.box.width > size[0] / 3 else ()


def _below(title: Placeholder, place: Placeholder, size: tuple[float, float]) -> Placeholder:
    """A place of small print for words that are read: below the title, as far as that goes, in the size of words."""
    top = title.box.bottom
    box = replace(title.box, y=top, width=size[0] - 2 * title.box.x, height=place.box.bottom - top)
    if box.height < 2 * READ * size[1]:
        return place
    return replace(
        place,
        box=box,
        insets=title.insets,
        anchor="top",
        align=title.align,
        size=round(READ * size[1]),
        styles=(),
        moved=True,
    )


def _is_for_content(place: Placeholder, size: tuple[float, float]) -> bool:
    """True for a large place, but for one of a line; one line may be a number that has the slide to itself."""
    if place.type in ONE_KIND:
        return False
    share = share_of(place, size)
    return share >= LARGE or (share >= LARGE / 2 and not is_line(place))


_NUMBERS = frozenset(("number", "nummer", "numéro", "número", "numero"))
"""What a place for a section's number is called."""


def asked_by(place: Placeholder) -> set[str]:
    """What a place on a cover asks for in its own words: `author`, `event`, `date`."""
    said = " ".join(place.said[:1])
    return set() if CLICK.match(said) else {kind for kind, sign in ASKED.items() if sign.search(said)}


def asks_for_number(place: Placeholder) -> bool:
    """True for a place whose own words are a number: `01`, `#`, `XX`."""
    return place.type == "body" and any(map(_COUNT.fullmatch, place.said[:1]))


_COUNT = regex(r"\s*(?:\d{1,2}|#{1,2}|[xX]{1,2}|[nN]{1,2})\.?\s*")


def _as_read(place: Placeholder) -> tuple[bool, bool, float, float]:
    """In the order in which people read; a number is none of the words, wherever it stands."""
    is_number = place.name.casefold() in _NUMBERS or asks_for_number(place)
    return is_number, place.type != "subTitle", round(place.box.y / 12), place.box.x


def is_line(place: Placeholder) -> bool:
    """True for a place that holds one line, or hardly more."""
    return place.inner.height < _LINE * 1.2 * max(place.size, 8.0)


def share_of(place: Placeholder, size: tuple[float, float]) -> float:
    """How much of the slide a place takes, as far as it lies on it."""
    box = place.box
    across = min(box.right, size[0]) - max(box.x, 0.0)
    down = min(box.bottom, size[1]) - max(box.y, 0.0)
    return max(0.0, across) * max(0.0, down) / (size[0] * size[1])


def row_of(layout: SlideLayout, count: int) -> tuple[Placeholder, ...]:
    """The layout's places for content from left to right, if they are so many and stand side by side."""
    row = tuple(sorted(layout.bodies, key=lambda place: place.box.x))
    if len(row) != count or count < 2:
        return ()
    apart = all(one.box.right <= other.box.x + 1 for one, other in itertools.pairwise(row))
    level = max(place.box.y for place in row) < min(place.box.bottom for place in row)
    return row if apart and level else ()


def pair_of(layout: SlideLayout, size: tuple[float, float]) -> tuple[Placeholder, Placeholder] | None:
    """Two places of like size side by side, and no third one like them."""
    words = (place for place in layout.bodies if place.type not in ONE_KIND)
    large = (p for p in words if share_of(p, size) >= LARGE / 2 and not is_line(p))
    places = sorted(large, key=lambda place: place.box.x)
    if len(places) != 2:
        return None
    one, other = places[0].box, places[1].box
    alike = abs(one.width - other.width) <= _ALIKE * max(one.width, other.width)
    alike = alike and abs(one.height - other.height) <= _ALIKE * max(one.height, other.height)
    alike = alike and abs(one.y - other.y) <= 0.1 * size[1]
    return (places[0], places[1]) if alike and one.right <= other.x + 1 else None
