"""Layouts with the places of another master than their own, as LibreOffice writes all of them with those of one: on its
own slides each title stands where its master has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from deckgen.themes.box import Box
from deckgen.themes.drawingml.shapes import place_of
from deckgen.themes.layouts import CHROME_TYPES, Master, ReadLayout
from deckgen.themes.model import Placeholder

_NEAR = 2.0
"""Points within which two places are the same."""
_Pair = tuple[Box, Box]
"""Where a title and what stands below it are."""


def as_masters(read: Sequence[ReadLayout], masters: Sequence[Master]) -> list[ReadLayout]:
    """The layouts, each with its places where its master has them, if several masters that differ there have layouts
    that do not."""
    own = {master.part.name: pair for master in masters if (pair := _of_master(master))}
    common = {each.master: pair for each in read if each.type == "obj" and (pair := _of_layout(each))}
    wanted, said = [own[name] for name in common if name in own], list(common.values())
    if len(said) < 2 or not _all_alike(said) or _all_alike(wanted):
        return list(read)

    def moved(each: ReadLayout) -> ReadLayout:
        if each.master not in own:
            return each
        return replace(each, layout=each.layout.with_places(_moving(said[0], own[each.master])))

    return [moved(each) for each in read]


def _of_master(master: Master) -> _Pair | None:
    found = [place_of(master.places[kind]) for kind in ("title", "body") if kind in master.places]
    boxes = [place.box for place in found if place is not None]
    return (boxes[0], boxes[1]) if len(boxes) == 2 else None


def _of_layout(read: ReadLayout) -> _Pair | None:
    layout = read.layout
    return (layout.title.box, layout.bodies[0].box) if layout.title and len(layout.bodies) == 1 else None


def _all_alike(pairs: Sequence[_Pair]) -> bool:
    return all(_is_near(a, b) for pair in pairs for a, b in zip(pair, pairs[0], strict=True))


def _is_near(one: Box, other: Box) -> bool:
    ends = ((one.x, other.x), (one.y, other.y), (one.right, other.right), (one.bottom, other.bottom))
    return all(abs(a - b) <= _NEAR for a, b in ends)


def _moving(before: _Pair, after: _Pair) -> Callable[[Placeholder], Placeholder]:
    """Titles to the title's place, all else but what stands at the foot as the place for content has gone."""
    title, old, new = after[0], before[1], after[1]
    across, down = new.width / max(1.0, old.width), new.height / max(1.0, old.height)

    def moved(place: Placeholder) -> Placeholder:
        box = place.box
        if place.type in CHROME_TYPES:
            return place
        if _is_near(box, before[0]):
            return replace(place, box=title, moved=True)
        x, y = new.x + (box.x - old.x) * across, new.y + (box.y - old.y) * down
        return replace(place, box=Box(x, y, box.width * across, box.height * down), moved=True)

    return moved
