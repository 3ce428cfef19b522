"""The shapes and pictures of a part's tree, each in its place on the slide (ECMA-376 part 1, §19.3.1 and §20.1.7)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from deckgen.themes.art import Art, Fill
from deckgen.themes.box import Box
from deckgen.themes.drawingml.fills import NO_FILL, Fills
from deckgen.themes.drawingml.geometry import outlines_of
from deckgen.themes.names import EMU_PER_POINT, A, P, R, is_on, number

MOST = 3000
"""Shapes of one part."""
DEEPEST = 20
"""Groups in one another."""


class Place(Struct, frozen=True):
    """Where a shape stands, and how it is turned."""

    box: Box
    angle: float = 0.0
    flips: tuple[bool, bool] = (False, False)


class _Space(Struct, frozen=True):
    """How lengths inside a group become lengths on the slide."""

    scale: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)

    def placed(self, box: Box, angle: float = 0.0) -> Box:
        """A shape's box on the slide. What lies on its side is stretched as it is seen: along its own length."""
        across, down = self.scale if not 45 <= angle % 180 < 135 else self.scale[::-1]
        width, height = box.width * across, box.height * down
        middle = (
            (box.x + box.width / 2) * self.scale[0] + self.shift[0],
            (box.y + box.height / 2) * self.scale[1] + self.shift[1],
        )  # fmt: skip
        return Box(middle[0] - width / 2, middle[1] - height / 2, width, height)

    def inside(self, outer: Box, inner: Box) -> _Space:
        """That of a group that stands at `outer` and counts from `inner`."""
        scale = (
            outer.width / inner.width if inner.width else 1.0, outer.height / inner.height if inner.height else 1.0,
        )  # fmt: skip
        shift = (outer.x - inner.x * scale[0], outer.y - inner.y * scale[1])
        return _Space(
            (self.scale[0] * scale[0], self.scale[1] * scale[1]),
            (self.scale[0] * shift[0] + self.shift[0], self.scale[1] * shift[1] + self.shift[1]),
        )


def place_of(shape: Any) -> Place | None:
    """Where a shape says that it stands, in points."""
    xfrm = next((x for x in (shape.find(f"{P}spPr/{A}xfrm"), shape.find(f"{P}xfrm")) if x is not None), None)
    box = _box(xfrm, "off", "ext")
    if xfrm is None or box is None:
        return None
    flips = (is_on(xfrm.get("flipH")), is_on(xfrm.get("flipV")))
    return Place(box, number(xfrm.get("rot")) / 60_000, flips)


def _box(xfrm: Any, offset: str, extent: str) -> Box | None:
    if xfrm is None:
        return None
    at, size = xfrm.find(f"{A}{offset}"), xfrm.find(f"{A}{extent}")
    if at is None or size is None:
        return None
    values = (at.get("x"), at.get("y"), size.get("cx"), size.get("cy"))
    return Box(*(number(value) / EMU_PER_POINT for value in values))


def is_hidden(shape: Any) -> bool:
    """True for what its author hides."""
    name = next(iter(shape.iterfind(f"*/{P}cNvPr")), None)
    return name is not None and is_on(name.get("hidden"))


def drawn(tree: Any, fills: Fills) -> tuple[Art, ...]:
    """What a shape tree draws, from the back to the front, without its places for text."""
    return tuple(_in(tree, _Space(), None, fills, [0], 0))


def placed_shapes(tree: Any) -> Iterator[tuple[Any, Box, float]]:
    """Each shape that is no placeholder, those in groups among them, with its box and how it is turned."""
    yield from _placed(tree, _Space(), 0)


def _placed(tree: Any, space: _Space, depth: int) -> Iterator[tuple[Any, Box, float]]:
    for shape in tree if depth <= DEEPEST else ():
        if isinstance(shape.tag, str) and etree.QName(shape).localname == "AlternateContent":
            yield from _placed(_alternative(shape), space, depth + 1)
        elif shape.tag == f"{P}grpSp" and not is_hidden(shape):
            yield from _placed(shape, _within(shape, space), depth + 1)
        elif shape.tag == f"{P}sp" and shape.find(f"*/{P}nvPr/{P}ph") is None and (place := place_of(shape)):
            yield shape, space.placed(place.box, place.angle), place.angle


_KNOWN = frozenset(("a14", "a16", "asvg", "p14", "p15", "p16"))
"""Extensions of the format that every PowerPoint of today knows."""
_SHAPES = ("sp", "pic", "cxnSp", "grpSp", "graphicFrame")
_TAGS = frozenset(f"{P}{kind}" for kind in _SHAPES)


def _alternative(choice: Any) -> Any:
    """What PowerPoint shows of `mc:AlternateContent`, if it is shapes; else what any reader understands."""
    for each in choice:
        name = etree.QName(each).localname if isinstance(each.tag, str) else ""
        has_shapes = any(child.tag in _TAGS for child in each)
        if name == "Fallback" or (has_shapes and _KNOWN.issuperset(each.get("Requires", "?").split())):
            return each
    return ()


def _within(group: Any, space: _Space) -> _Space:
    """How lengths in a group become lengths on the slide."""
    xfrm = group.find(f"{P}grpSpPr/{A}xfrm")
    outer, inner = _box(xfrm, "off", "ext"), _box(xfrm, "chOff", "chExt")
    return space.inside(outer, inner) if outer and inner else space


def _in(
    tree: Any, space: _Space, group: Fill | None, fills: Fills, count: list[int], depth: int
) -> Iterator[Art]:
    for shape in tree:
        name = etree.QName(shape).localname if isinstance(shape.tag, str) else ""
        if name == "AlternateContent":
            yield from _in(_alternative(shape), space, group, fills, count, depth + 1)
            continue
        if name not in _SHAPES or is_hidden(shape):
            continue
        count[0] += 1
        if count[0] > MOST or depth > DEEPEST or shape.find(f"*/{P}nvPr/{P}ph") is not None:
            continue
        if name == "grpSp":
            yield from _group(shape, space, group, fills, count, depth)
        elif name == "graphicFrame" and (picture := next(shape.iter(f"{P}pic"), None)) is not None:
            yield from _in(
                (picture,), space, group, fills, count, depth + 1
            )  # of an object of another program's
        elif name == "graphicFrame":
            fills.unread.add("tables, charts and diagrams")
        else:
            yield from _shape(shape, name, space, group, fills)


def _group(
    shape: Any, space: _Space, group: Fill | None, fills: Fills, count: list[int], depth: int
) -> Iterator[Art]:
    properties = shape.find(f"{P}grpSpPr")
    xfrm = properties.find(f"{A}xfrm") if properties is not None else None
    within = _within(shape, space)
    inner = _in(shape, within, fills.own(properties, group) or group, fills, count, depth + 1)
    outer = _box(xfrm, "off", "ext")
    if xfrm is None or outer is None:
        yield from inner
        return
    angle, flips = number(xfrm.get("rot")) / 60_000, (is_on(xfrm.get("flipH")), is_on(xfrm.get("flipV")))
    around = space.placed(outer)
    for art in inner:
        yield _turned(art, around, angle, flips) if angle or any(flips) else art


def _turned(art: Art, around: Box, angle: float, flips: tuple[bool, bool]) -> Art:
    """A shape of a group that is mirrored, then turned, around the middle of the group's box."""
    center = (around.x + around.width / 2, around.y + around.height / 2)
    x = (art.box.x + art.box.width / 2 - center[0]) * (-1 if flips[0] else 1)
    y = (art.box.y + art.box.height / 2 - center[1]) * (-1 if flips[1] else 1)
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    box = Box(
        center[0] + x * cosine - y * sine - art.box.width / 2,
        center[1] + x * sine + y * cosine - art.box.height / 2,
        art.box.width, art.box.height,
    )  # fmt: skip
    own = art.angle if flips[0] == flips[1] else -art.angle  # in one mirror, clockwise is the other way
    mirrored = (art.flips[0] != flips[0], art.flips[1] != flips[1])
    return Art(box, art.outlines, art.fill, art.stroke, own + angle, mirrored)


def _metafile(shape: Any, box: Box, fills: Fills) -> tuple[Art, ...]:
    """The shapes of a picture that is a drawing of Windows' own."""
    blip = shape.find(f"{P}blipFill/{A}blip")
    found = fills.part.data(blip.get(f"{R}embed", "")) if blip is not None else None
    if found is None or not found[0].lower().endswith((".wmf", ".emf")):
        return ()
    from deckgen.themes.drawingml.metafiles import drawing_of

    drawing = drawing_of(found[1], box)
    if drawing.left_out:
        fills.unread.add("words and pictures in a drawing of Windows' own kind")
    return drawing.shapes


def _shape(shape: Any, name: str, space: _Space, group: Fill | None, fills: Fills) -> Iterator[Art]:
    place, properties, style = place_of(shape), shape.find(f"{P}spPr"), shape.find(f"{P}style")
    if place is None or properties is None:
        return
    box = space.placed(place.box, place.angle)
    if name == "pic" and (vector := _metafile(shape, box, fills)):
        yield from (replace(each, angle=place.angle, flips=place.flips) for each in vector)
        return
    if name == "pic":
        fill = fills.picture(shape.find(f"{P}blipFill")) if shape.find(f"{P}blipFill") is not None else None
    else:
        fill = fills.own(properties, group)
        reference = style.find(f"{A}fillRef") if style is not None else None
        if fill is None and reference is not None:
            fill = fills.listed(reference)
    stroke = fills.stroke(properties, style)
    fill = None if fill is NO_FILL else fill
    if fill is not None or stroke is not None:
        outlines = outlines_of(properties, box.width, box.height, fills.unread)
        yield Art(box, outlines, fill, stroke, place.angle, place.flips)
