"""An arrangement of what one slide holds: everything in its place at one body size, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing, Film, Picture
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.captions import without_captions
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.code import code_size, place_code
from deckgen.layout.figures import (
    LARGEST_DRAWING,
    PIXEL,
    area_of,
    at_top,
    figures_in_rows,
    flat_height,
    gallery,
    in_rows,
    least_width,
)
from deckgen.layout.flow import (
    CodeItem,
    ColumnsItem,
    ComponentItem,
    EquationItem,
    FigureItem,
    Flow,
    FlowItem,
    Para,
    TableItem,
)
from deckgen.layout.model import FigureFrame, Frame, moved
from deckgen.layout.stack import place_equation, place_stack
from deckgen.layout.tables import has_room, is_higher
from deckgen.layout.text import Typesetter, tears
from deckgen.themes.model import Box

BESIDE = (0.62, 0.54, 0.46, 0.38)
"""Shares of the width that text may take beside a figure."""
LEAST_CHART = 0.44
"""Share of the region's height below which a chart can't be read from the back of a room."""
MOST_ABOVE = 0.22
"""Share of the region's height that text above and below a chart may take."""
WHOLE_WORDS = 18.0
"""Points down to which columns are set smaller for a word that has no room on a line."""
TALL_CODE, FEW_LINES = 4, 2
"""Lines of code, and items of text beside them, from which they stand side by side."""
SHORT = 0.6
"""Share of the height below which a small figure and its words do not begin at the top."""
LEAST_AREA = 0.1
"""Share of the region that figures beside or below text must be drawn on."""


class Fitted(Struct, frozen=True):
    """Frames in reading order at one body size."""

    frames: tuple[Frame, ...]
    size: float
    height: float


def arrange(flow: Flow, region: Box, size: float, setter: Typesetter) -> Fitted | None:
    """Arrange `flow` in `region` with body text at `size` points; None if it does not fit."""
    figures = tuple(item for item in flow if isinstance(item, FigureItem))
    rest = tuple(item for item in flow if not isinstance(item, FigureItem))
    only = flow[0] if len(flow) == 1 else None
    if large := _large_code(flow):
        shown = arrange(large, region, size, setter)
        if shown:
            return shown
    if rows := figures_in_rows(flow):
        frames, all_of_them = in_rows(rows, region, setter), tuple(chain.from_iterable(rows))
        if _inside(frames, region) and _legible(all_of_them, frames, region, setter):
            return Fitted(frames, size, region.height)
    if isinstance(only, TableItem) and is_higher(only, region.width, size, region.height, setter.tokens):
        return None
    if beside := _code_beside(flow, region, size, setter):
        return beside
    flat = rest and all(flat_height(item, region.width) for item in figures)
    if not figures or flat:
        placed = (
            place_equation(only, region, size, setter, is_alone=True)
            if isinstance(only, EquationItem)
            else place_stack(flow, region, size, setter)
        )
        narrow = size > WHOLE_WORDS and any(isinstance(item, ColumnsItem | ComponentItem) for item in flow)
        if placed.height <= region.height and not (narrow and any(map(tears, placed.frames))):
            return Fitted(placed.frames, size, placed.height)
        if not figures:
            return None
    if not rest:
        frames = gallery(figures, region, setter)
        fits = _inside(frames, region) and _legible(figures, frames, region, setter)
        return Fitted(frames, size, region.height) if fits else None
    return _with_figures(flow, figures, region, size, setter)


def _large_code(flow: Flow) -> Flow:
    """The flow with its code as large as the slide's width has it, where a paragraph or two is all that stands beside
    it; else nothing."""
    code = [item for item in flow if isinstance(item, CodeItem) and not item.alone]
    others = [item for item in flow if not isinstance(item, CodeItem)]
    few = len(others) <= 2 and all(isinstance(item, Para) and not item.markers for item in others)
    if len(code) != 1 or not few:
        return ()
    return tuple(replace(item, alone=True) if isinstance(item, CodeItem) else item for item in flow)


def _code_beside(flow: Flow, region: Box, size: float, setter: Typesetter) -> Fitted | None:
    """Text with short lines of code at its right, where both stand well."""
    *rest, last = flow
    if not isinstance(last, CodeItem) or len(last.lines) < TALL_CODE or last.title or len(rest) < FEW_LINES:
        return None
    if not all(isinstance(item, Para) for item in rest):
        return None
    gutter = setter.tokens.space.gutter
    code = replace(last, alone=True)
    for share in BESIDE[:1:-1]:
        text = replace(region, width=(region.width - gutter) * share)
        right = Box(text.right + gutter, region.y, region.right - text.right - gutter, region.height)
        set_in = code_size(code, right.width, size, setter.tokens)
        if set_in < setter.tokens.type.comfortable or code.longest * set_in > right.width:
            continue
        words, lines = place_stack(tuple(rest), text, size, setter), place_code(code, right, size, setter)
        height = max(words.height, lines.height)
        if height <= region.height:
            return Fitted((*words.frames, *lines.frames), size, height)
    return None


def fitting(flow: Flow, region: Box, sizes: Sequence[float], setter: Typesetter) -> Fitted | None:
    """`flow` at the largest of `sizes` (descending) at which it fits."""
    return next(filter(None, (arrange(flow, region, size, setter) for size in sizes)), None)


def _with_figures(
    flow: Flow, figures: tuple[FigureItem, ...], region: Box, size: float, setter: Typesetter
) -> Fitted | None:
    """Text and figures: of all the ways that fit, the one that draws the figures largest."""
    best: tuple[float, tuple[Frame, ...]] | None = None
    asked = _are_sized(figures)
    drawn_here = [
        item
        for item in figures
        if not item.figure.width and isinstance(item.figure.art, ChartGroup | Drawing)
    ]
    least = max((least_width(item, setter) for item in drawn_here), default=0.0)
    for each in _divisions(flow, region, size, setter, figures[0].side, least):
        frames = gallery(figures, each.figures, setter, region.width)
        if each.is_beside or each.below:
            frames = at_top(frames, each.figures)
        if each.is_beside:
            frames = _at_edge(frames, each)
        drawn = without_captions(frames)
        area = area_of(drawn)
        if not (asked or _worth_showing(drawn, area, region)) or not _inside(frames, region):
            continue
        if not _legible(figures, frames, region, setter):
            continue
        if best is None or area > 1.1 * best[0]:
            box = _beside_small(each, frames, setter) if each.is_beside else each.box
            words = place_stack(each.words, box, size, setter)
            if each.is_beside and words.height > box.height:  # a picture among them grows with their place
                box, words = each.box, place_stack(each.words, each.box, size, setter)
            down = _down(words.height, box, drawn) if each.is_beside else 0.0
            bottom = max(frame.box.bottom for frame in frames) + setter.tokens.space.frame_gap
            below = place_stack(each.below, replace(region, y=bottom), size, setter)
            best = area, (*(moved(frame, 0.0, down) for frame in words.frames), *frames, *below.frames)
    if best is None:
        return None
    used = max(frame.box.bottom for frame in best[1]) - region.y
    # Figures as large as their author says, or as they get, are no reason to stay above.
    is_short = asked or used < SHORT * region.height
    return Fitted(best[1], size, used if is_short else region.height)


def _are_sized(figures: Sequence[FigureItem]) -> bool:
    """True if their author says how large all of them are."""
    return all(item.figure.width or item.figure.height for item in figures)


def _beside_small(division: _Division, frames: Sequence[Frame], setter: Typesetter) -> Box:
    """The place of words that have all that figures leave, which are as large as their author says."""
    box, gutter = division.box, setter.tokens.space.gutter
    if division.figures.x > box.x:
        return replace(box, width=max(box.width, min(frame.box.x for frame in frames) - gutter - box.x))
    left = min(box.x, max(frame.box.right for frame in frames) + gutter)
    return replace(box, x=left, width=box.right - left)


def _at_edge(frames: tuple[Frame, ...], division: _Division) -> tuple[Frame, ...]:
    """Figures beside text at the edge of the slide's content, however narrow they are."""
    place, boxes = division.figures, [frame.box for frame in frames]
    if place.x > division.box.x:
        aside = place.right - max(box.right for box in boxes)
    else:
        aside = place.x - min(box.x for box in boxes)
    return tuple(moved(frame, aside, 0.0) for frame in frames)


def _down(height: float, box: Box, figures: Sequence[Frame]) -> float:
    """How far words go down to stand in the middle of the figures beside them."""
    top, bottom = min(frame.box.y for frame in figures), max(frame.box.bottom for frame in figures)
    return max(0.0, min((top + bottom - height) / 2, box.bottom - height) - box.y)


def _inside(frames: Sequence[Frame], region: Box) -> bool:
    """True if captions have not pushed anything out below."""
    return all(frame.box.bottom <= region.bottom + 0.5 for frame in frames)


def _worth_showing(frames: tuple[Frame, ...], area: float, region: Box) -> bool:
    """Large enough, or as large as its own shape or number of pixels allows."""
    if area >= LEAST_AREA * region.width * region.height:
        return True
    boxes = [frame.box for frame in frames]
    natural = all(isinstance(frame, FigureFrame) and _as_large_as_it_gets(frame) for frame in frames)
    wide = max(box.right for box in boxes) - min(box.x for box in boxes) >= 0.9 * region.width
    tall = max(box.height for box in boxes) >= 0.9 * region.height
    return natural or wide or tall


def _as_large_as_it_gets(frame: FigureFrame) -> bool:
    match frame.art:
        case Picture() as picture:
            return frame.box.width >= 0.99 * PIXEL * picture.width
        case Film() as film:
            return frame.box.width >= 0.99 * PIXEL * film.poster.width
        case Drawing() as drawing:
            return frame.box.width >= 0.99 * LARGEST_DRAWING * drawing.width


class _Division(Struct, frozen=True):
    """A part of the region for words, in which they fit, and one for figures."""

    words: Flow
    box: Box
    figures: Box
    is_beside: bool = False
    below: Flow = ()
    """What follows the figures, and stands below them."""


def _divisions(
    flow: Flow, region: Box, size: float, setter: Typesetter, side: LayoutChoice, least: float
) -> list[_Division]:
    """Ways to divide the region; figures need a width of `least`. The text beside them is as wide as it can be while
    they are no smaller for it."""
    found: list[_Division] = []
    rest = tuple(item for item in flow if not isinstance(item, FigureItem))
    for share in BESIDE if side is not LayoutChoice.FIGURE_BELOW else ():
        width = (region.width - setter.tokens.space.gutter) * share
        if region.width - width - setter.tokens.space.gutter < least:
            continue
        if any(_is_small(item, width, region, size, setter) for item in rest):
            continue
        text = Box(region.x, region.y, width, region.height)
        if place_stack(rest, text, size, setter).height <= region.height:
            x = region.x + width + setter.tokens.space.gutter
            figure = Box(x, region.y, region.right - x, region.height)
            if side is LayoutChoice.FIGURE_LEFT:
                figure, text = replace(figure, x=region.x), replace(text, x=region.right - width)
            found.append(_Division(rest, text, figure, is_beside=True))
    if found and side in (LayoutChoice.FIGURE_LEFT, LayoutChoice.FIGURE_RIGHT):
        return found
    last = max(at for at, item in enumerate(flow) if isinstance(item, FigureItem))
    after = flow[last + 1 :] if side is not LayoutChoice.FIGURE_BELOW else ()
    before = rest[: len(rest) - len(after)]
    above, below = (place_stack(part, region, size, setter).height for part in (before, after))
    if least and above + below > MOST_ABOVE * region.height:
        return found
    top, bottom = (setter.tokens.space.frame_gap if part else 0.0 for part in (before, after))
    left = region.height - above - top - bottom - below
    if left > setter.tokens.space.least_below:
        figures = Box(region.x, region.y + above + top, region.width, left)
        found.append(_Division(before, region, figures, below=after))
    return found


def _is_small(item: FlowItem, width: float, region: Box, size: float, setter: Typesetter) -> bool:
    """True for code that is set as small in that width as it is only where its lines are long, and for a table whose
    words are small or torn in it, if they would not be in all of the width."""
    if isinstance(item, TableItem):
        scale = setter.tokens.type
        return any(
            has_room(item, each, region.width, setter.tokens)
            and not has_room(item, each, width, setter.tokens)
            for each in (scale.comfortable, scale.comfortable_table)
        )
    if not isinstance(item, CodeItem):
        return False
    narrow, whole = (code_size(item, each, size, setter.tokens) for each in (width, region.width))
    return narrow <= setter.tokens.type.broken_code < whole


def _legible(
    figures: tuple[FigureItem, ...], frames: tuple[Frame, ...], region: Box, setter: Typesetter
) -> bool:
    """True if no figure is smaller than can be read from the back of a room."""
    for item, frame in zip(figures, without_captions(frames), strict=True):
        if not isinstance(frame, FigureFrame | ChartFrame) or item.figure.width or item.figure.height:
            continue
        box = frame.box
        if isinstance(frame, ChartFrame):
            group = frame.group
            least = max(0.8 * group.min_width / group.aspect, LEAST_CHART * region.height)
            if box.height < least or box.width < group.min_width - 0.5:
                return False
            continue
        art = frame.art
        tall = isinstance(art, Picture) and art.height > art.width
        full = isinstance(art, Picture) and box.height >= 0.9 * region.height
        least = art.min_width if isinstance(art, Drawing) else least_width(item, setter)
        if not full and (box.height if tall else box.width) < least - 0.5:
            return False
    return True
