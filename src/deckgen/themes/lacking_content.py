"""A layout with a place for content, for templates in which none has one: that of a title alone, with the master's
place for text below it; else an empty one, with the master's title, too."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree
from msgspec import Struct

from deckgen.themes.bare_masters import add_layout, with_layouts_of
from deckgen.themes.box import Box
from deckgen.themes.names import A, P, R, as_part, number
from deckgen.themes.places import ONE_KIND

NAME = "Title and content"
_LARGE = 0.3
"""Share of a slide from which a place is one for content, as every template but a few has it."""
_FIELD = 0.1
"""Share of the slide from which a place is no line of small text."""
_CONTENT = frozenset(("obj", "body"))
"""Places that are made for one kind of thing: a copy has them not."""
_MADE_FOR_IT = frozenset(("obj", "tx"))
"""Types of layouts with one place for content."""
_FOOT = frozenset(("dt", "ftr", "sldNum"))
_ENOUGH = 0.12
"""Share of a slide that is enough beside what the template draws."""
_GROUND = 0.8
"""Share of a place from which a shape is what it stands on, not what stands in its way."""
_BESIDE = 0.02
"""Share of a place's width that stays between it and a shape."""
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")
_LEFT = 0.12
"""Share of a slide's width within which a title begins that has none but a margin beside it …"""
_MARGIN = 0.03
"""… and that of the least margin at the other side."""
_GAP = 0.02
"""Share of a slide's height between its title, its content and its foot."""


class _Place(Struct, frozen=True):
    kind: str
    idx: int
    box: Box | None
    """Nothing for one that says nowhere where it is."""
    upright: bool


class _Base(Struct, frozen=True):
    """A layout on which one for content can be made."""

    layout: str
    master: str
    own: list[_Place]
    its: list[_Place]
    """The master's."""


def with_content(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with a layout for content, if no layout has a title and a large place and one has a title alone, or
    nothing. Raises `XMLSyntaxError`, `KeyError` and `ValueError`."""
    (size,) = etree.fromstring(parts["ppt/presentation.xml"]).iterfind(f"{P}sldSz")
    slide = Box(0, 0, number(size.get("cx")), number(size.get("cy")))
    base: _Base | None = None
    empty: _Base | None = None
    others = 0
    for name, master in _layouts(parts):
        root, above = etree.fromstring(parts[name]), etree.fromstring(parts[master])
        own, its = [*_places(root)], [*_places(above)]
        kind = root.get("type", "")
        if kind in ("title", "secHead"):
            continue
        others += 1
        title = _title(own, its)
        boxes = [
            (each, box)
            for each in own
            if each.kind in (*_CONTENT, "pic") and each.upright and (box := _box(each, its))
        ]
        body = next((each.box for each in its if each.kind == "body" and each.upright), None)
        room = [box for each, box in boxes if each.kind in _CONTENT]
        if kind in _MADE_FOR_IT and room and body:
            room.append(body)  # LibreOffice writes the places of the first master into the layouts of all
        if any(title is None or _is_for_content(box, title, kind, slide) for box in room):
            return parts
        found = _Base(name, master, own, its)
        if title is None:
            if empty is None and not any(each.kind not in _FOOT for each in own):
                empty = found
        elif all(_share(box, slide) < _FIELD for _, box in boxes) and (base is None or kind == "titleOnly"):
            base = found
    if base is None and not others:  # covers alone
        return with_layouts_of(parts, next(master for _, master in _layouts(parts)), ("obj",))
    return _added(parts, base, slide) if base else _titled(parts, empty, slide) if empty else parts


def _titled(parts: dict[str, bytes], empty: _Base, slide: Box) -> dict[str, bytes]:
    """With one made of an empty layout and its master's title."""
    if not any(each.kind == "title" and each.upright and each.box for each in empty.its):
        return parts
    own = [*empty.own, _Place("title", 0, None, upright=True)]
    return _added(parts, _Base(empty.layout, empty.master, own, empty.its), slide, "title")


def _layouts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each layout's part with that of its master, in the order of their numbers."""
    names = (name for name in parts if re.fullmatch(r"ppt/slideLayouts/[^/]+\.xml", name))
    for name in sorted(names, key=lambda each: (len(each), each)):
        rels = parts.get(_rels_of(name), b"")
        found = re.search(rb'Target="([^"]*slideMasters/[^"]+)"', rels)
        if found:
            master = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1].decode()))
            if master.lstrip("/") in parts:
                yield name, master.lstrip("/")


def _rels_of(name: str) -> str:
    return f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"


def _places(root: Any) -> Iterator[_Place]:
    for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if ph is None:
            continue
        at = shape.find(f"{P}spPr/{A}xfrm")
        off, ext = (at.find(f"{A}{each}") if at is not None else None for each in ("off", "ext"))
        box = None
        if off is not None and ext is not None:
            box = Box(*(number(e.get(k)) for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy"))))
        body = shape.find(f"{P}txBody/{A}bodyPr")
        turned = (at is not None and at.get("rot", "0") not in ("0", "10800000")) or (
            body is not None and body.get("vert", "horz") != "horz"
        )
        yield _Place(ph.get("type", "obj"), int(number(ph.get("idx"))), box, not turned)


def _box(place: _Place, above: list[_Place]) -> Box | None:
    """Where it is: there, or where the master's is."""
    wanted = (
        "title" if place.kind == "ctrTitle" else place.kind if place.kind in ("title", *_FOOT) else "body"
    )
    return place.box or next((each.box for each in above if each.kind == wanted), None)


def _share(box: Box, slide: Box) -> float:
    return box.width * box.height / max(slide.width * slide.height, 1.0)


def _is_for_content(box: Box, title: Box, kind: str, slide: Box) -> bool:
    """True for a large place below the title, or anywhere in a layout that is made for it."""
    below = box.y >= title.y + title.height / 3
    return _share(box, slide) >= _LARGE and (below or kind in _MADE_FOR_IT)


def _title(own: list[_Place], above: list[_Place]) -> Box | None:
    found = next((each for each in own if each.kind == "title" and each.upright), None)
    turned = any(each.kind == "title" and not each.upright for each in above)
    return _box(found, above) if found and not turned else None


def _room(title: Box, own: list[_Place], above: list[_Place], slide: Box) -> Box:
    """Where content goes: in the master's place for text, else from the title's left edge as far as what stands at the
    foot, or as the slide's other margin, and down to the foot."""
    body = next((each.box for each in above if each.kind == "body" and each.upright), None)
    gap = _GAP * slide.height
    feet = [box.y for each in (*own, *above) if each.kind in _FOOT and (box := _box(each, above))]
    low = [y for y in feet if y > slide.height / 2]
    bottom = min([*low, slide.height - 2 * gap]) - gap / 2
    if body and _share(body, slide) >= _LARGE and body.y >= title.y:
        top = max(body.y, min(title.bottom, body.y + body.height / 3))
        return Box(body.x, top, body.width, min(body.bottom, bottom) - top)
    top = title.bottom + gap
    ends = [box.right for each in (*own, *above) if each.kind in _FOOT and (box := _box(each, above))]
    right = max(ends, default=slide.width - title.x)
    right = min(right, slide.width * (1 - _MARGIN)) if title.x < slide.width * _LEFT else 0.0
    return Box(title.x, top, max(title.width, right - title.x), bottom - top)


def _beside_art(room: Box, roots: Iterable[Any]) -> Box:
    """What shapes and pictures leave of the room: the largest part above, below or beside each that takes some of it,
    but for those that it stands on as a whole."""
    for art in (box for root in roots for box in _drawn(root)):
        across = min(room.right, art.right) - max(room.x, art.x)
        down = min(room.bottom, art.bottom) - max(room.y, art.y)
        if across <= 0 or down <= 0 or across * down >= _GROUND * room.width * room.height:
            continue
        gap = _BESIDE * room.width
        room = max(
            (
                Box(room.x, room.y, max(0.0, art.x - gap - room.x), room.height),
                Box(art.right + gap, room.y, max(0.0, room.right - art.right - gap), room.height),
                Box(room.x, room.y, room.width, max(0.0, art.y - gap - room.y)),
                Box(room.x, art.bottom + gap, room.width, max(0.0, room.bottom - art.bottom - gap)),
            ),
            key=lambda part: part.width * part.height,
        )
    return room


def _drawn(root: Any) -> Iterator[Box]:
    """The boxes of pictures and filled shapes that are no places."""
    for shape in root.iterfind(f"{P}cSld/{P}spTree/*"):
        look = shape.find(f"{P}spPr")
        at = look.find(f"{A}xfrm") if look is not None else None
        off, ext = (at.find(f"{A}{each}") if at is not None else None for each in ("off", "ext"))
        if look is None or off is None or ext is None or shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None:
            continue
        styled = shape.find(f"{P}style/{A}fillRef")
        is_filled = shape.tag == f"{P}pic" or any(look.find(f"{A}{fill}") is not None for fill in _FILLS)
        is_styled = styled is not None and styled.get("idx") != "0" and look.find(f"{A}noFill") is None
        if is_filled or is_styled:
            yield Box(*(number(e.get(k)) for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy"))))


def _added(parts: dict[str, bytes], base: _Base, slide: Box, also: str = "") -> dict[str, bytes]:
    """With a layout that has a place for content, and one of its master's places `also`."""
    name, own = base.layout, base.own
    title = _title(own, base.its)
    whole = _room(title, own, base.its, slide) if title else None
    if whole is None:
        return parts
    room = _beside_art(whole, (etree.fromstring(parts[each]) for each in (base.master, name)))
    if _share(room, slide) < (_LARGE if room == whole else _ENOUGH):
        return parts
    root = copy.deepcopy(etree.fromstring(parts[name]))
    root.set("type", "obj")
    root.set("preserve", "1")
    for each in root.iterfind(f"{P}cSld"):
        each.set("name", NAME)
    free = max([*(each.idx for each in own), 12]) + 1
    shape = max([int(number(each.get("id"))) for each in root.iter(f"{P}cNvPr")], default=1) + 1
    for tree in root.iterfind(f"{P}cSld/{P}spTree"):
        for place in list(tree.iterfind(f"{P}sp")):
            kind = place.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if kind is not None and kind.get("type") in ONE_KIND:
                tree.remove(place)
        if also:
            tree.append(_place_of(f'type="{also}"', shape + 1))
        tree.append(
            _place_of(f'idx="{free}"', shape, room, _sides(root, etree.fromstring(parts[base.master])))
        )
    return add_layout(parts, base.master, as_part(root), parts.get(_rels_of(name), b""))


def _sides(*roots: Any) -> str:
    """The title's insets at its sides, for a place whose words begin where it does."""
    titles = [
        shape.find(f"{P}txBody/{A}bodyPr")
        for root in roots
        for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp")
        if (ph := shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")) is not None and ph.get("type") == "title"
    ]
    said = (
        (key, next((v for e in titles if e is not None and (v := e.get(key))), ""))
        for key in ("lIns", "rIns")
    )
    return "".join(f' {key}="{round(number(value))}"' for key, value in said if value)


def _place_of(told: str, shape: int, box: Box | None = None, insets: str = "") -> Any:
    """A place, where its master's is if not in a box of its own."""
    at = ""
    if box:
        off = f'<a:off x="{round(box.x)}" y="{round(box.y)}"/>'
        at = f'<a:xfrm>{off}<a:ext cx="{round(box.width)}" cy="{round(box.height)}"/></a:xfrm>'
    kind = "Content" if box else "Title"
    return etree.fromstring(
        f'<p:sp xmlns:a="{A[1:-1]}" xmlns:p="{P[1:-1]}" xmlns:r="{R[1:-1]}"><p:nvSpPr>'
        f'<p:cNvPr id="{shape}" name="{kind} Placeholder {shape - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {told}/></p:nvPr></p:nvSpPr><p:spPr>{at}</p:spPr>"
        f"<p:txBody><a:bodyPr{insets}/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )
