"""What lies under a place for text, and the colour in which words can be read there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.themes.art import (
    SHEET,
    Art,
    Fill,
    Paint,
    PictureFill,
    Shading,
    ground_color,
    opacity_of,
    paint_at,
)
from deckgen.themes.box import Box
from deckgen.themes.colors import LEAST_CONTRAST, contrast, deepened, mixed
from deckgen.themes.model import Placeholder, SlideLayout
from deckgen.themes.rings import is_within

_ACROSS = {
    "left": (0.03, 0.2, 0.4, 0.6),
    "center": (0.25, 0.4, 0.5, 0.6, 0.75),
    "right": (0.4, 0.6, 0.8, 0.97),
}
"""Where along its lines a place's words are, as shares of its width …"""
_AT_END = {"left": (0.03, 0.1), "center": (0.45, 0.5, 0.55), "right": (0.9, 0.97)}
"""… and those of a number, which are few."""
_GRID = (0.1, 0.3, 0.5, 0.7, 0.9)
LARGE_TYPE, LARGE_CONTRAST = 24.0, 3.0
"""From which size, in points, less contrast is enough (WCAG 2.2, 1.4.3)."""
_NEARLY = 2.5
"""Contrast from which a colour is changed a little; one that is less is another one's mistake."""


class Drawn(Struct, frozen=True, kw_only=True):
    """What lies behind a theme's slides, by the name of its part."""

    art: Mapping[str, tuple[Art, ...]]
    grounds: Mapping[str, Fill]
    """Those that are more than a colour."""
    size: tuple[float, float]
    """Of a slide, in points."""


def own_ground(place: Placeholder) -> str:
    """The colour, as six hexadecimal digits, that a place is filled with itself; nothing where one sees through it."""
    if place.fill is None or (isinstance(place.fill, Paint) and place.fill.opacity < 0.5):
        return ""
    return ground_color(place.fill)


def colors_under(place: Placeholder, layout: SlideLayout, drawn: Drawn) -> tuple[str, ...]:
    """The colours, as six hexadecimal digits, where the first line of a place stands."""
    return tuple(dict.fromkeys(_under(place, _points(place), layout, drawn)))


def color_under(place: Placeholder, layout: SlideLayout, drawn: Drawn) -> str:
    """The colour, as six hexadecimal digits, of most of what a place stands on."""
    inner = place.inner
    grid = [(inner.x + x * inner.width, inner.y + y * inner.height) for x in _GRID for y in _GRID]
    return Counter(_under(place, grid, layout, drawn)).most_common(1)[0][0]


def _under(
    place: Placeholder, points: Iterable[tuple[float, float]], layout: SlideLayout, drawn: Drawn
) -> Iterator[str]:
    if own := own_ground(place):
        yield own
        return
    shapes = [shape for shape in layout.drawn(drawn.art) if shape.fill is not None]
    ground = drawn.grounds.get(layout.ground, Paint(layout.background))
    whole = Box(0.0, 0.0, *drawn.size)
    for point in points:
        yield color_at_point(point, shapes, ground, whole)


def color_at_point(point: tuple[float, float], shapes: Sequence[Art], ground: Fill, whole: Box) -> str:
    """The colour, as six hexadecimal digits, of filled shapes on a ground that is as large as `whole`, there."""
    seen = _seen_at(ground, whole, point)
    return _at(point, shapes, mixed(seen.digits, SHEET.digits, seen.opacity))


def readable_places(layout: SlideLayout, drawn: Drawn, inks: Sequence[str]) -> SlideLayout:
    """The layout with words in a colour in which they can be read: their own, darker or lighter if need be, or the
    first of `inks` that can, else the one that can best."""

    def seen(place: Placeholder) -> Placeholder:
        below = colors_under(place, layout, drawn)
        enough = LARGE_CONTRAST if place.size >= LARGE_TYPE else LEAST_CONTRAST
        best = max(inks, key=lambda ink: _least(ink, below))
        is_filled = own_ground(place) and _least(place.color, below) < LEAST_CONTRAST <= _least(best, below)
        if _least(place.color, below) >= enough and not is_filled:
            return place
        if (
            is_filled and _least(place.color, below) >= enough
        ):  # on a panel, what is meant says the place's own fill
            return replace(place, color=best, recolored=True)
        own = deepened(place.color, below[0]) if _least(place.color, below) >= _NEARLY else ""
        if own and _least(own, below) >= LEAST_CONTRAST:
            return replace(place, color=own, recolored=True)
        fit = (ink for ink in inks if _least(ink, below) >= LEAST_CONTRAST)
        best = next(fit, max(inks, key=lambda ink: _least(ink, below)))
        if _least(best, below) <= _least(place.color, below) + 0.2:
            return place
        return replace(place, color=best, recolored=True)

    return layout.with_places(seen)


def _least(ink: str, below: Sequence[str]) -> float:
    return min(contrast(ink, color) for color in below)


def _points(place: Placeholder) -> Iterator[tuple[float, float]]:
    inner = place.inner
    half = 0.6 * place.size
    y = {"top": inner.y + half, "middle": inner.y + inner.height / 2, "bottom": inner.bottom - half}[
        place.anchor
    ]
    shares = _AT_END if place.type == "sldNum" else _ACROSS
    lines = (0, 1, 2) if place.type == "subTitle" else (0,)  # author and date stand there, too
    down = {"top": 1.2, "middle": 1.2, "bottom": -1.2}[place.anchor] * place.size
    first = y - down if place.anchor == "middle" and len(lines) > 1 else y
    for line in lines:
        at = first + line * down
        if line == 0 or inner.y <= at <= inner.bottom:
            yield from ((inner.x + share * inner.width, at) for share in shares[place.align])


def _at(point: tuple[float, float], shapes: Sequence[Art], ground: str) -> str:
    color = ground
    for shape in shapes:
        if covers(shape, point) and shape.fill is not None:
            there = shape.unturned(*point)
            seen = _seen_at(shape.fill, shape.box, there)
            color = mixed(seen.digits, color, seen.opacity)
    return color


def _seen_at(fill: Fill, box: Box, point: tuple[float, float]) -> Paint:
    """A fill's colour there: of a picture around that place, of a straight gradient where it runs down or across, else
    that which stands for it all."""
    if isinstance(fill, PictureFill) and not fill.tile and box.width and box.height:
        return paint_at(fill, (point[0] - box.x) / box.width, (point[1] - box.y) / box.height)
    if not isinstance(fill, Shading) or fill.center or not box.width or not box.height:
        return _mean(fill)
    turn = round(fill.angle % 360)
    share = {0: (point[0] - box.x) / box.width, 90: (point[1] - box.y) / box.height}.get(turn % 180)
    if share is None:
        return _mean(fill)
    share = min(1.0, max(0.0, 1 - share if turn >= 180 else share))
    before = [stop for stop in fill.stops if stop[0] <= share] or [fill.stops[0]]
    after = [stop for stop in fill.stops if stop[0] >= share] or [fill.stops[-1]]
    (low, one), (high, other) = before[-1], after[0]
    way = (share - low) / (high - low) if high > low else 0.0
    return Paint(mixed(other.digits, one.digits, way), one.opacity + way * (other.opacity - one.opacity))


def _mean(fill: Fill) -> Paint:
    return Paint(ground_color(fill), opacity_of(fill))


def covers(shape: Art, point: tuple[float, float]) -> bool:
    """True if a shape is drawn there."""
    x, y = shape.unturned(*point)
    x, y = x - shape.box.x, y - shape.box.y
    if not (0 <= x <= shape.box.width and 0 <= y <= shape.box.height):
        return False
    x = shape.box.width - x if shape.flips[0] else x
    y = shape.box.height - y if shape.flips[1] else y
    inside = False
    for outline in shape.outlines:
        if outline.filled:
            inside ^= is_within((x, y), outline.path)
    return inside
