"""A layout's places and what it draws, resolved against its master."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.themes.art import Art, Fill, Paint, Stroke, Words, page_color
from deckgen.themes.box import Box
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.drawingml.fills import NO_FILL, Fills
from deckgen.themes.drawingml.parts import Part
from deckgen.themes.drawingml.shapes import drawn, is_hidden, place_of
from deckgen.themes.drawingml.text_styles import LEVELS, Known, styles_of
from deckgen.themes.drawingml.words import said_at_foot, words_of
from deckgen.themes.model import Anchor, FontRole, Placeholder, SlideLayout
from deckgen.themes.names import EMU_PER_POINT, A, P, is_on, number
from deckgen.themes.text_style import TextStyle
from deckgen.themes.upright import upright

BODY_TYPES = frozenset(("body", "obj", "chart", "tbl", "subTitle", "dgm", "clipArt", "media"))
CHROME_TYPES = frozenset(("dt", "ftr", "sldNum"))
_ANCHORS: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "dt": "otherStyle", "ftr": "otherStyle",
           "sldNum": "otherStyle"}  # fmt: skip
_ABOVE = {"ctrTitle": "title"} | dict.fromkeys(
    ("subTitle", "obj", "pic", "chart", "tbl", "dgm", "clipArt", "media"), "body"
)
"""Type of a layout's place → of the master's that it follows."""
_NOTICE = regex(r"[©®™]|\(c\)", re.IGNORECASE)
_COUNT = regex(r"\s*[^\W\d]*\W*\d+\s*")
_MAPPED = ("bg1", "tx1", "bg2", "tx2", "hlink", "folHlink", *(f"accent{n}" for n in range(1, 7)))
_SEEN = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


class Master(Struct, frozen=True, eq=False):
    """A slide master with what its layouts take from it."""

    part: Part
    palette: Mapping[str, str]
    mapping: Mapping[str, str]
    formats: Any
    """The theme's `fmtScheme`."""
    defaults: Any
    """The file's `defaultTextStyle`."""
    unread: set[str]
    theme: Part
    places: Mapping[str, Any]
    """Its shapes by the type of what they are places for, the first of several."""
    known: Known = field(default_factory=dict)
    """Styles of text in its colours."""

    def slot(self, name: str) -> str:
        """The theme's own slot for one of `dk1`, `lt1` …, as slides see them: through the colour map."""
        return self.mapping.get(_SEEN.get(name, name), name)

    def fills(self, part: Part) -> Fills:
        """The fills of a part, by its own colour map if it has one."""
        own = part.root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        mapping = {key: own.get(key, key) for key in _MAPPED} if own is not None else self.mapping
        return Fills(Inks(self.palette, mapping), part, self.formats, self.unread, self.theme)


class ReadLayout(Struct, frozen=True, eq=False):
    """A layout with what only its reader knows."""

    layout: SlideLayout
    type: str
    art: tuple[Art, ...]
    ground: Fill | None
    master: str
    """Its part's name."""
    words: tuple[Words, ...] = ()


def master_of(part: Part, defaults: Any, unread: set[str]) -> Master:
    """The master in a part. Raises `AttributeError` if it has no theme."""
    theme = part.related("theme")
    if theme is None:
        raise ValueError("its master has no theme")
    mapping = part.root.find(f"{P}clrMap")
    places = {_type_of(shape): shape for shape in reversed([*_placeholders(part.root)])}
    return Master(
        part, palette_of(theme.root), dict(mapping.attrib) if mapping is not None else {},
        theme.root.find(f"{A}themeElements/{A}fmtScheme"), defaults, unread, theme, places,
    )  # fmt: skip


def palette_of(theme: Any) -> dict[str, str]:
    """A theme's colours by slot. Raises `ValueError` for one that is none."""
    from lxml import etree

    found = {}
    scheme = theme.find(f".//{A}clrScheme")
    for element in scheme:
        paint = Inks({}, {}).paint(element)
        if paint is None:
            said = element[0].get("lastClr") or element[0].get("val", "")
            raise ValueError(f"its theme has the colour `{said[:20]}`, which is none")
        found[etree.QName(element).localname] = paint.digits
    return found


def read_layout(part: Part, master: Master) -> ReadLayout:
    """A layout's places, its ground and its art."""
    fills = master.fills(part)
    reader = _Places(part, master, fills.inks)
    through = replace(fills, part=master.part)  # the master, in this layout's colours
    ground = background_of(part, fills) or background_of(master.part, through) or Paint("FFFFFF")
    places = list(_without_twins(reader.places(ground)))
    title = next((p for p in places if p.type in ("title", "ctrTitle") and not p.vertical), None)
    kind = part.root.get("type", "")
    all_bodies = [p for p in places if p.type in BODY_TYPES and not p.vertical]
    if title and (headline := _headline(title, all_bodies)):
        title, all_bodies = headline, [p for p in all_bodies if p is not headline]
    eyebrow = None
    if kind not in ("title", "secHead"):
        eyebrow = next((p for p in all_bodies if title and _is_eyebrow(p, title)), None)
    bodies = tuple(sorted((p for p in all_bodies if p is not eyebrow), key=lambda p: p.idx))
    turned = next((p for p in places if p.type == "title" and p.vertical), None)
    if title is None and turned is not None and not kind.startswith("vert"):
        title, bodies = upright(turned, bodies, _text_of(master))
    shows_master = not part.root.get("showMasterSp") or is_on(part.root.get("showMasterSp"))
    tree = part.root.find(f"{P}cSld/{P}spTree")
    own, words = drawn(tree, fills), words_of(tree, fills, master.defaults)
    if shows_master and part.root.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None:
        above = master.part.root.find(f"{P}cSld/{P}spTree")
        own, shows_master = (*drawn(above, through), *own), False
        words = (*words_of(above, through, master.defaults), *words)
    layers = (*((master.part.name,) if shows_master else ()), *((part.name,) if own or words else ()))
    layout = SlideLayout(
        part=part.name,
        title=title,
        bodies=bodies,
        eyebrow=eyebrow,
        chrome=tuple(p for p in places if p.type in CHROME_TYPES),
        background=page_color(ground),
        ground="" if isinstance(ground, Paint) else part.name,
        layers=layers,
        name=part.root.find(f"{P}cSld").get("name", ""),
        type=kind,
        pictures=tuple(p for p in places if p.type == "pic" and not p.vertical),
        mapping=dict(fills.inks.mapping),
    )
    gradient = None if isinstance(ground, Paint) else ground
    return ReadLayout(layout, kind, own, gradient, master.part.name, words)


def _text_of(master: Master) -> Box | None:
    """Where the master has its text."""
    shape = master.places.get("body")
    there = place_of(shape) if shape is not None else None
    return there.box if there else None


def background_of(part: Part, fills: Fills) -> Fill | None:
    """What a part's slides stand on, if it says so."""
    found = part.root.find(f"{P}cSld/{P}bg")
    if found is None:
        return None
    own = fills.own(found.find(f"{P}bgPr"))
    if own is NO_FILL:
        return None
    reference = found.find(f"{P}bgRef")
    if own is None and reference is not None:
        return fills.listed(reference) or fills.inks.paint(reference)
    return own


def _without_twins(places: Iterator[Placeholder]) -> Iterator[Placeholder]:
    """Places that a slide can name: of several with one number, the first."""
    seen = set()
    for place in places:
        key = (place.type in CHROME_TYPES and place.type, place.type in ("title", "ctrTitle"), place.idx)
        if key not in seen:
            seen.add(key)
            yield place


class _Places(Struct, frozen=True, eq=False):
    part: Part
    master: Master
    inks: Inks

    def places(self, ground: Fill) -> Iterator[Placeholder]:
        for shape in _placeholders(self.part.root):
            place = self._place(shape, ground)
            if place is not None:
                yield place

    def _place(self, shape: Any, ground: Fill) -> Placeholder | None:
        ph = shape.find(f"*/{P}nvPr/{P}ph")
        kind = ph.get("type", "obj")
        above = self.master.places.get(_ABOVE.get(kind, kind))
        chain = [element for element in (shape, above) if element is not None]
        there = next(filter(None, map(place_of, chain)), None)
        if there is None or is_hidden(shape):
            return None
        lists = [e.find(f"{P}txBody/{A}lstStyle") for e in chain]
        lists.append(self.master.part.root.find(f"{P}txStyles/{P}{_STYLES.get(kind, 'bodyStyle')}"))
        lists.append(self.master.defaults)
        ink = self.inks.palette.get(self.inks.slot("tx1"), "000000")
        known = self.master.known if self.inks.mapping is self.master.mapping else None
        styles = styles_of(lists, self.inks, ink, LEVELS if kind in BODY_TYPES else 1, known)
        bodies = [b for e in chain if (b := e.find(f"{P}txBody/{A}bodyPr")) is not None]
        inset = [
            number(_first(bodies, key), default) / EMU_PER_POINT
            for key, default in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
        ]
        fill = self._fill(chain)
        turned = there.angle % 360 not in (0.0, 180.0) or _first(bodies, "vert") not in ("", "horz")
        return Placeholder(
            type=kind,
            idx=int(number(ph.get("idx"))),
            box=there.box,
            insets=(inset[0], inset[1], inset[2], inset[3]),
            anchor=_ANCHORS.get(_first(bodies, "anchor"), "top"),
            size=styles[0].size,
            color=styles[0].color,
            bold=styles[0].bold,
            align=styles[0].align,
            face=_face(styles[0], kind),
            styles=styles,
            fill=fill,
            stroke=self._stroke(chain),
            columns=max(1, int(number(_first(bodies, "numCol"), 1))),
            name=next(iter(shape.iterfind(f"*/{P}cNvPr"))).get("name", ""),
            vertical=turned,
            angle=there.angle % 360 if kind in CHROME_TYPES else 0.0,
            grows=kind in BODY_TYPES and _fits(bodies) == f"{A}spAutoFit",
            wraps=_first(bodies, "wrap") != "none",
            said=_said(shape.find(f"{P}txBody"), kind),
        )

    def _fill(self, chain: Sequence[Any]) -> Fill | None:
        fills = replace(self.master.fills(self.part), inks=self.inks)
        for element in chain:
            part = self.part if element is chain[0] else self.master.part
            found = replace(fills, part=part).own(element.find(f"{P}spPr"))
            if found is None and (reference := element.find(f"{P}style/{A}fillRef")) is not None:
                found = replace(fills, part=part).listed(reference)
            if found is not None:
                return None if found is NO_FILL else found
        return None

    def _stroke(self, chain: Sequence[Any]) -> Stroke | None:
        """The line around a place: that of the first which says one."""
        fills = replace(self.master.fills(self.part), inks=self.inks)
        for element in chain:
            properties = element.find(f"{P}spPr")
            if properties is not None and properties.find(f"{A}ln") is not None:
                return fills.stroke(properties, element.find(f"{P}style"))
        return None


def _placeholders(root: Any) -> Iterator[Any]:
    for shape in root.iterfind(f"{P}cSld/{P}spTree/*"):
        if shape.tag in (f"{P}sp", f"{P}pic") and shape.find(f"*/{P}nvPr/{P}ph") is not None:
            yield shape


def _fits(bodies: Sequence[Any]) -> str:
    """How a text and its shape are made to fit: the first that says so."""
    tags = (f"{A}spAutoFit", f"{A}normAutofit", f"{A}noAutofit")
    return next((str(child.tag) for body in bodies for child in body if child.tag in tags), "")


def _type_of(shape: Any) -> str:
    return str(shape.find(f"*/{P}nvPr/{P}ph").get("type", "obj"))


def _first(elements: Sequence[Any], attribute: str) -> str:
    return next((str(e.get(attribute)) for e in elements if e.get(attribute) is not None), "")


def _said(body: Any, kind: str) -> tuple[str, ...]:
    """What a layout says around the numbers of its slides, or a notice in their footer's place; what it asks for in
    places for text. Other words in a footer's place are an example of what an author may write, and a count behind the
    number is of other slides."""
    said = said_at_foot(body) if body is not None else ()
    if kind in ("body", "subTitle"):
        return said[:1]
    if kind == "sldNum" and len(said) == 2:
        return said[0], "" if _COUNT.fullmatch(said[1]) else said[1]
    return said if kind == "ftr" and len(said) == 1 and _NOTICE.search(said[0]) else ()


def _face(style: TextStyle, kind: str) -> FontRole:
    """The theme's font for titles, or that for all else."""
    if kind in ("title", "ctrTitle"):
        return "body" if style.font.startswith("+mn") else "title"
    return "title" if style.font.startswith("+mj") else "body"


_LARGER, _LINES, _FINE = 1.6, 4, 14.0
"""Type size of a headline over that of a running head; how many lines high it is; points of small print."""


def _headline(title: Placeholder, bodies: Sequence[Placeholder]) -> Placeholder | None:
    """The place for a headline right below a title in small print, which is a running head."""
    below = (
        place
        for place in bodies
        if place.type == "body" and place.size >= _LARGER * title.size and place.box.height < _LINES * place.size
        and -title.size < place.box.y - title.box.bottom < place.size
    )  # fmt: skip
    return next(below, None) if title.size < _FINE else None


def _is_eyebrow(place: Placeholder, title: Placeholder) -> bool:
    """True for a place of one small line above the title."""
    return (
        place.type == "body" and place.box.bottom <= title.box.y + 4 and place.box.height < 1.5 * title.size
    )
