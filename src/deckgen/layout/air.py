"""Room that content leaves is used: larger type, wider spaces, shorter lines, and what is still short in the middle."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec.structs import replace

from deckgen.deck.inlines import plain_text
from deckgen.layout.arrange import Fitted, arrange
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.figures import flat_height
from deckgen.layout.flow import (
    CalloutItem,
    ColumnsItem,
    ComponentItem,
    FigureItem,
    Flow,
    FlowItem,
    Para,
    TableItem,
)
from deckgen.layout.lines import FIRST_IDEOGRAPH, widest
from deckgen.layout.model import FigureFrame, TextFrame, moved
from deckgen.layout.page import Page
from deckgen.layout.text import Typesetter, cuts_a_word
from deckgen.themes.model import Box, LayoutKind

MOST_OF_A_LINE = 0.5
"""That a word may take in larger type."""
KEPT = 0.97
"""Share of its area that a figure keeps at least beside larger type."""
MOST_GROWN = 0.8
"""Share of its place's height that larger type may fill."""


def grown(page: Page, region: Box, setter: Typesetter) -> Page:
    """The page with its text at the largest of the theme's sizes to which it grows: step by step, for as long as
    it leaves more of its place empty than the theme says."""
    sizes = setter.tokens.type
    plain = page.layout is LayoutKind.CONTENT and not page.split and page.fitted is not None
    if not plain or _is_sized(page) or page.size < sizes.body[0]:
        return page
    if any(map(_has_figure, page.flow)):
        return _grown_beside(page, region, setter)
    most = MOST_GROWN * region.height
    for size in _larger(page, setter):
        if page.fitted is None or page.fitted.height >= setter.tokens.space.full * region.height:
            break
        if any(_longest_word(item) * size > MOST_OF_A_LINE * region.width for item in page.flow):
            break  # an address is not cut for the sake of larger type
        paras = [item for item in page.flow if isinstance(item, Para)]
        if len(paras) == len(page.flow) and setter.height(paras, region.width, size) > most + 0.01:
            break  # it need not be arranged to be seen to be too high
        done = arrange(page.flow, region, size, setter)
        if done is None or done.height > most:
            break
        page = page.grown(done)
    return page


def _is_sized(page: Page) -> bool:
    """True if most of its words have a size of their author's, which they keep."""
    said = [(len(plain_text(item.inlines)), item.is_sized) for item in page.flow if isinstance(item, Para)]
    return 2 * sum(count for count, sized in said if sized) > sum(count for count, _ in said)


def _larger(page: Page, setter: Typesetter) -> Iterator[float]:
    """The sizes to which text grows, in their order; none as large as the title of its slide."""
    sizes = setter.tokens.type
    titles = [frame.paragraphs[0].size for frame in page.titles if frame.role == "title"]
    most = min((size for size in titles if size >= sizes.body[0]), default=math.inf)
    return (size for size in reversed(sizes.grown) if size < most)


def _grown_beside(page: Page, region: Box, setter: Typesetter) -> Page:
    """The page with larger text beside its pictures, for as long as these stay as large as they are and the text has
    room to spare."""
    others = [item for item in page.flow if not isinstance(item, FigureItem)]
    if not all(isinstance(item, Para) for item in others) or len(others) == len(page.flow):
        return page
    for size in _larger(page, setter):
        done = arrange(page.flow, region, size, setter)
        if done is None or page.fitted is None or _drawn(done) < KEPT * _drawn(page.fitted):
            break
        words = [frame.box for frame in done.frames if isinstance(frame, TextFrame) and frame.role == "body"]
        used = max(box.bottom for box in words) - min(box.y for box in words) if words else region.height
        narrow = min((box.width for box in words), default=region.width)
        wide = max((_longest_word(item) for item in others), default=0.0) * size > MOST_OF_A_LINE * narrow
        if wide or used > MOST_GROWN * region.height:
            break
        page = page.grown(done)
    return page


def _drawn(fitted: Fitted) -> float:
    """The area that figures have."""
    return sum(f.box.width * f.box.height for f in fitted.frames if isinstance(f, FigureFrame | ChartFrame))


def aired(flow: Flow, region: Box, fitted: Fitted, setter: Typesetter) -> Fitted:
    """What stands on a slide by itself, with its lines no longer than is read with ease, spread over more of the
    height where there is room, its middle where the theme has it."""
    if any(map(_has_figure, flow)):
        is_whole = len(flow) == 1 and isinstance(flow[0], ColumnsItem | ComponentItem)
        is_sized = fitted.height < region.height and any(isinstance(item, FigureItem) for item in flow)
        return in_the_middle(fitted, region, setter) if is_whole or is_sized else fitted
    space, place = setter.tokens.space, region
    narrow = replace(region, width=min(region.width, space.measure * fitted.size))
    if narrow.width < region.width and _has_long_lines(flow, region, fitted.size, setter):
        narrow = replace(narrow, width=_steady(flow, narrow.width, fitted.size, setter))
        shorter = arrange(flow, narrow, fitted.size, setter)
        fitted, place = (shorter, narrow) if shorter else (fitted, region)
    room = space.tall * region.height
    loosest = None
    if fitted.height < room:
        wide = loosened(setter, space.loose)
        if cuts_a_word(flow, place.width, fitted.size, wide):  # it has all its room
            room = 0.0
        else:
            loosest = arrange(flow, place, fitted.size, wide)
    if loosest and loosest.height <= room:
        fitted = loosest
    elif fitted.height < room and (loosest is None or loosest.height > fitted.height + 1):
        more = (room - fitted.height) / (loosest.height - fitted.height) if loosest else 0.0
        factor = 1 + (space.loose - 1) * more
        fitted = arrange(flow, place, fitted.size, loosened(setter, factor)) or fitted
    return in_the_middle(fitted, region, setter)


def in_the_middle(fitted: Fitted, region: Box, setter: Typesetter) -> Fitted:
    """What is short in the middle of its place, where the theme has it."""
    centre = setter.tokens.space.centre
    down = min(max(0.0, centre * region.height - fitted.height / 2), region.height - fitted.height)
    if not centre or down <= 0:
        return fitted
    return replace(fitted, frames=tuple(moved(frame, 0.0, down) for frame in fitted.frames))


def loosened(setter: Typesetter, factor: float) -> Typesetter:
    """The typesetter with spaces between paragraphs, frames and rows that much wider."""
    tokens = setter.tokens
    space, table = tokens.space, tokens.table
    space = replace(
        space, group=space.group * factor, item=space.item * factor, nested=space.nested * factor,
        hanging=space.hanging * factor, paragraph=space.paragraph * factor, frame_gap=space.frame_gap * factor,
    )  # fmt: skip
    side, end = table.padding
    end *= 1 + (factor - 1) / 2
    table = replace(table, padding=(side, end))
    return setter.with_theme(replace(setter.theme, tokens=replace(tokens, space=space, table=table)))


def _has_long_lines(flow: Flow, region: Box, size: float, setter: Typesetter) -> bool:
    """True for words alone, some of which take several lines of the whole width; addresses and ideographs break
    anywhere and are not read by the line."""
    paras = [item for item in flow if isinstance(item, Para)]
    if len(paras) != len(flow):
        return False
    odd = any(word.widths or word.text[:1] >= FIRST_IDEOGRAPH for para in paras for word in para.words)
    return not odd and any(len(setter.lines(item, region.width, size)) > 1 for item in paras)


def _longest_word(item: FlowItem) -> float:
    return widest(item.words) if isinstance(item, Para) else 0.0


def _steady(flow: Flow, width: float, size: float, setter: Typesetter) -> float:
    """A width near `width` at which a renderer that measures a little differently breaks the same lines."""
    paras = [item for item in flow if isinstance(item, Para)]

    def ends(width: float) -> list[list[int]]:
        return [[line.end for line in setter.lines(para, width, size)] for para in paras]

    widths = [width - step * size / 6 for step in range(12)]
    for off in (0.007, 0.004):
        for here in widths:
            if ends(here * (1 - off)) == ends(here * (1 + off)):
                return here
    return width


def _has_figure(item: FlowItem) -> bool:
    """True if a figure stands in it, whose size depends on what text leaves."""
    match item:
        case FigureItem():
            return not flat_height(item, math.inf)
        case ColumnsItem():
            return any(map(_has_figure, (each for column in item.columns for each in column)))
        case CalloutItem() | ComponentItem():
            return any(map(_has_figure, item.flow))
        case TableItem():
            return any(cell.figures for row in item.rows for cell in row)
        case _:
            return False
