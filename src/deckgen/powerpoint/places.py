"""Placeholders: what a shape takes from its layout, its master and the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from deckgen.powerpoint.model import Role
from deckgen.powerpoint.names import A, P, children, local, whole

_ROLES: dict[str, Role] = {
    "title": "title", "ctrTitle": "title", "subTitle": "subtitle", "dt": "date", "ftr": "footer", "sldNum": "number",
    "hdr": "header",
}  # fmt: skip
_LIKE = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body", "chart": "body", "tbl": "body",
         "dgm": "body", "media": "body", "clipArt": "body", "pic": "body"}  # fmt: skip
"""Which of the master's places a layout's takes after (ECMA-376, 19.3.1.36)."""


class Place(Struct, frozen=True):
    """A shape's placeholder."""

    kind: str
    index: str

    @property
    def role(self) -> Role:
        """What it is for."""
        return _ROLES.get(self.kind, "body")


def place_of(shape: Any) -> Place | None:
    """The placeholder that a shape stands in; None for none."""
    for child in shape:
        if local(child).startswith("nv"):
            found = child.find(f"{P}nvPr/{P}ph")
            return Place(found.get("type", ""), found.get("idx", "0")) if found is not None else None
    return None


class Inheritance(Struct, frozen=True):
    """The layout and the master of a slide, and the file's own text styles."""

    layout: Any
    master: Any
    defaults: Any

    def shapes(self, place: Place) -> Iterator[Any]:
        """The shapes that one in this place takes after, the nearest first."""
        above = _find(self.layout, lambda each: each.index == place.index and place.index != "0")
        if above is None:
            kinds = {place.kind, "ctrTitle" if place.kind == "title" else place.kind}
            above = _find(self.layout, lambda each: each.kind in kinds)
        if above is not None:
            yield above
        kind = _LIKE.get(place.kind, place.kind)
        found = _find(self.master, lambda each: each.kind == kind)
        if found is not None:
            yield found

    def styles(self, place: Place | None) -> tuple[Any, ...]:
        """`a:lstStyle` and the like that hold for a shape's text, the nearest first."""
        found = []
        for shape in self.shapes(place) if place else ():
            own = shape.find(f"{P}txBody/{A}lstStyle")
            found += [own] if own is not None else []
        name = (
            "otherStyle"
            if place is None
            else "titleStyle"
            if place.role == "title"
            else ("bodyStyle" if place.role in ("body", "subtitle") else "otherStyle")
        )
        style = self.master.find(f"{P}txStyles/{P}{name}") if self.master is not None else None
        found += [style] if style is not None and place is not None else []
        found += [self.defaults] if self.defaults is not None else []
        return tuple(found)

    def frame(self, shape: Any) -> tuple[int, int, int, int] | None:
        """Left, top, width and height in EMU, its own or those of its place; None for none."""
        own = _frame(shape)
        place = place_of(shape)
        if own is None and place is not None:
            return next((found for each in self.shapes(place) if (found := _frame(each))), None)
        return own


def _find(tree: Any, fits: Any) -> Any:
    for shape in children(tree.find(f"{P}cSld/{P}spTree")) if tree is not None else ():
        place = place_of(shape)
        if place is not None and fits(place):
            return shape
    return None


def _frame(shape: Any) -> tuple[int, int, int, int] | None:
    transform = shape.find(f"{P}spPr/{A}xfrm")
    if transform is None:
        transform = shape.find(f"{P}xfrm")
    return rectangle(transform)


def rectangle(transform: Any, at: str = "off", size: str = "ext") -> tuple[int, int, int, int] | None:
    """What a transform says, in EMU."""
    if transform is None or transform.find(f"{A}{at}") is None or transform.find(f"{A}{size}") is None:
        return None
    corner, extent = transform.find(f"{A}{at}"), transform.find(f"{A}{size}")
    return whole(corner, "x"), whole(corner, "y"), whole(extent, "cx"), whole(extent, "cy")
