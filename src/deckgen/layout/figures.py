"""Figures in a region: how large each is drawn, alone or side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from typing import assert_never

from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing, Film, Missing, Page, Picture, Shape
from deckgen.deck.inlines import Run
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.captions import Row, captioned, is_caption, without_captions
from deckgen.layout.charts.described import described
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.diagrams.ways import USUAL, best_way
from deckgen.layout.flow import ColumnsItem, FigureItem, Flow
from deckgen.layout.justified import justified
from deckgen.layout.model import FigureFrame, Frame, TextFrame, moved
from deckgen.layout.shared_rows import in_shares
from deckgen.layout.text import Typesetter
from deckgen.patterns import regex
from deckgen.themes.model import Box, Theme

PIXEL = 0.75
"""Points in a CSS pixel."""
LARGEST_SCALE = 2.0
"""A picture is not blown up further than this over its natural size."""
LARGEST_DRAWING = 1.35
"""A drawing's text would be larger beyond than that beside it …"""
LARGEST_ALONE = 1.75
"""… or, where it has the slide, than the title's."""
_LENGTH = regex(r"(\d+(?:\.\d+)?|\.\d+)\s*(%|px|pt|cm|mm|in|em|rem|vw|vh)?(?:\s*!important)?")
_UNITS = {
    "px": PIXEL,
    "pt": 1.0,
    "cm": 28.346,
    "mm": 2.8346,
    "in": 72.0,
    "em": 24.0,
    "rem": 24.0,
    None: PIXEL,
}


ONE_ROW = 5
"""Figures that may stand side by side in one row, where more are in a grid."""
MANY, NARROW, LOWEST_OF_MANY = 6, 0.75, 0.42
"""Names of a chart that take much of its height, or the share of its least width; and how narrow it may be then …"""
LOWEST = 0.55
"""Of the shape that a chart asks for, what it may be narrowed to where there is height for it."""
FLUSH = 0.8
"""Of the area that pictures could have, what they give for rows of one width."""
FLAT = 2.6
"""Width over height of a drawing that stands between text as a line of it does."""


def flat_height(item: FigureItem, width: float) -> float:
    """Height that a wide, low drawing takes in a column of `width`; 0 for any other figure, or where it would be too
    small."""
    art, figure = item.figure.art, item.figure
    asked = figure.width or figure.height or item.side is not LayoutChoice.AUTO
    if isinstance(art, Drawing) and art.ways:
        art = best_way(art.ways, Box(0, 0, width, USUAL.height))
    if not isinstance(art, Drawing) or asked or art.width < FLAT * art.height or width < art.min_width:
        return 0.0
    return min(1.0, width / (LARGEST_DRAWING * art.width)) * LARGEST_DRAWING * art.height


def least_width(item: FigureItem, setter: Typesetter) -> float:
    """The width below which the figure can't be read in a room."""
    match item.figure.art:
        case ChartGroup() as chart:
            return chart.min_width
        case Drawing() as drawing:
            return min(each.min_width for each in drawing.ways or (drawing,))
        case Picture() | Film() as shown:
            picture = shown.poster if isinstance(shown, Film) else shown
            return min(setter.tokens.space.least_picture, picture.width * PIXEL)
        case Page() | Missing() | None:
            return setter.tokens.space.least_missing
        case _ as art:
            assert_never(art)


def gallery(
    items: Sequence[FigureItem], area: Box, setter: Typesetter, whole: float = 0.0
) -> tuple[Frame, ...]:
    """The figures in a grid that fills `area`, each as large as its cell and shape allow, each with its caption behind
    it; widths that their author says are shares of `whole`: nothing for figures that have the slide to themselves, and
    share it if all have such widths."""
    count = len(items)
    if (
        count > 1
        and abs((whole or area.width) - area.width) < 1
        and (row := captioned(items, area, setter, in_shares))
    ):
        return row
    if not whole and count > 1 and all(item.figure.width for item in items):
        whole = area.width
    if count <= 3:
        return _grid(items, count, area, setter, whole)
    found = [_grid(items, math.ceil(math.sqrt(count)), area, setter, whole)]
    if count <= ONE_ROW:  # one row of pictures as large as their author says
        found.insert(0, _grid(items, count, area, setter, whole))
    best = max(found, key=lambda frames: area_of(without_captions(frames)))
    flush = justified(items, area, setter.tokens.space.figure_gap, _highest)
    is_seen = all(
        max(frame.box.width, frame.box.height) >= least_width(item, setter)
        for item, frame in zip(items, flush, strict=False)
    )
    return flush if is_seen and area_of(flush) >= FLUSH * area_of(without_captions(best)) else best


def figures_in_rows(flow: Flow) -> list[tuple[FigureItem, ...]]:
    """The figures of rows of columns that hold one each, of which the last may end sooner, and of lone ones between
    them; nothing for any other flow, and for figures whose size their author says."""
    rows: list[tuple[FigureItem, ...]] = []
    for item in flow if len(flow) > 1 and any(isinstance(each, ColumnsItem) for each in flow) else ():
        cells: list[Flow] = [(item,)] if isinstance(item, FigureItem) else []
        if isinstance(item, ColumnsItem) and not (item.tabs or item.edges):
            cells = [*filter(None, item.columns)] if item is flow[-1] else [*item.columns]
        row = tuple(cell[0] for cell in cells if len(cell) == 1 and isinstance(cell[0], FigureItem))
        if not row or len(row) < len(cells) or any(each.figure.width or each.figure.height for each in row):
            return []
        rows.append(row)
    return rows


def in_rows(rows: Sequence[Sequence[FigureItem]], area: Box, setter: Typesetter) -> tuple[Frame, ...]:
    """The figures in rows of one height, in columns if all rows have as many."""
    if {*map(len, rows[:-1])} == {len(rows[0])} and len(rows[-1]) <= len(rows[0]) > 1:
        return _grid([*chain.from_iterable(rows)], len(rows[0]), area, setter, 0.0)
    gap = setter.tokens.space.figure_gap
    height = (area.height - gap * (len(rows) - 1)) / len(rows)
    places = [Box(area.x, area.y + n * (height + gap), area.width, height) for n in range(len(rows))]
    shown = (_grid(row, len(row), place, setter, 0.0) for row, place in zip(rows, places, strict=True))
    return tuple(chain.from_iterable(shown))


def area_of(frames: Sequence[Frame]) -> float:
    """The area of figures in square points; that of a pie, the square in which it is."""
    return sum(map(_area, frames))


def _area(frame: Frame) -> float:
    box = frame.box
    if isinstance(frame, ChartFrame) and all(chart.is_round for chart in frame.group.charts):
        return len(frame.group.charts) * min(box.width / len(frame.group.charts), box.height) ** 2
    return box.width * box.height


def _grid(
    items: Sequence[FigureItem], columns: int, area: Box, setter: Typesetter, whole: float
) -> tuple[Frame, ...]:
    """The figures in rows of so many."""
    count = len(items)
    gap = setter.tokens.space.figure_gap
    rows = math.ceil(count / columns)
    if rows == 1 and count > 1 and (in_a_row := captioned(items, area, setter, _row)):
        return in_a_row

    def side_by_side(items: Sequence[FigureItem], place: Box, setter: Typesetter) -> Row:
        cells = [Box(place.x + at * (width + gap), place.y, width, place.height) for at in range(len(items))]
        frames = (_frame(i, cell, whole, setter) for i, cell in zip(items, cells, strict=True))
        return tuple(frames), cells

    width = (area.width - gap * (columns - 1)) / columns
    height = (area.height - gap * (rows - 1)) / rows
    frames: list[Frame] = []
    for row in range(rows):
        there = items[row * columns : (row + 1) * columns]
        place = Box(area.x, area.y + row * (height + gap), area.width, height)
        frames += captioned(there, place, setter, side_by_side)
    return _in_columns(frames, columns, area, setter) if rows > 1 else tuple(frames)


def _in_columns(frames: Sequence[Frame], columns: int, area: Box, setter: Typesetter) -> tuple[Frame, ...]:
    """The rows with their figures' edges at those of `area`, and no wider gaps between them than look like a grid."""
    figures = without_captions(frames)
    widest = [max(frame.box.width for frame in figures[at::columns]) for at in range(columns)]
    between = min((area.width - sum(widest)) / (columns - 1), setter.tokens.space.widest_gap)
    found: list[Frame] = []
    number, dx = -1, 0.0
    for frame in frames:
        if not is_caption(frame):
            number += 1
            at = number % columns
            x = area.x + sum(widest[:at]) + at * between + (widest[at] - frame.box.width) / 2
            dx = x - frame.box.x
        found.append(moved(frame, dx, 0.0))
    return tuple(found)


def at_top(frames: tuple[Frame, ...], box: Box, *, at_left: bool = False) -> tuple[Frame, ...]:
    """`frames` with their highest edge at the top of `box`: beside text, figures begin where it does. Between text they
    stand `at_left`, too."""
    rise = min(frame.box.y for frame in frames) - box.y
    aside = min(frame.box.x for frame in frames) - box.x if at_left else 0.0
    return tuple(moved(frame, -aside, -rise) for frame in frames)


def _row(items: Sequence[FigureItem], area: Box, setter: Typesetter) -> Row:
    """Pictures side by side at one height, in the middle of `area`; nothing if they are not all pictures."""
    gap = setter.tokens.space.figure_gap
    arts = [item.figure.art for item in items if not (item.figure.width or item.figure.height)]
    pictures = [art for art in arts if isinstance(art, Picture)]
    if len(pictures) < len(items):
        return (), ()
    shapes = [picture.width / picture.height for picture in pictures]
    room = area.width - gap * (len(items) - 1)
    height = min(area.height, room / sum(shapes), *map(_highest, pictures))
    if height < 0.45 * min(area.height, area.width / len(items)):
        return (), ()  # one is so wide or so small that the others would suffer
    least = setter.tokens.space.caption_least
    if any(item.caption and height * shape < least for item, shape in zip(items, shapes, strict=True)):
        return (), ()
    x = area.x + (room - height * sum(shapes)) / 2
    frames: list[Frame] = []
    for item, picture, shape in zip(items, pictures, shapes, strict=True):
        figure = item.figure
        box = Box(x, area.y + (area.height - height) / 2, height * shape, height)
        frames.append(
            FigureFrame(
                box=box, art=picture, alt=figure.alt or picture.name, span=figure.span, link=figure.link
            )
        )
        x += box.width + gap
    return tuple(frames), [frame.box for frame in frames]


def _highest(picture: Picture) -> float:
    """The height that a picture may be drawn at."""
    return math.inf if picture.is_drawing else picture.height * PIXEL * LARGEST_SCALE


def _frame(item: FigureItem, cell: Box, beside: float, setter: Typesetter) -> Frame:
    """A figure in its cell, beside text on a place of that width if there is any."""
    figure, whole = item.figure, beside or cell.width
    match figure.art:
        case Picture() as picture:
            return _picture(figure, picture, cell, whole)
        case Film() as film:
            box = _drawn(film.poster.width, film.poster.height, cell, _limit(figure, film.poster, whole))
            return FigureFrame(box=box, art=film, alt=figure.alt or film.name, span=figure.span)
        case Page() as page:
            return _poster(page, figure, cell, whole, setter)
        case Drawing() as drawing:
            largest = LARGEST_DRAWING if beside else LARGEST_ALONE
            if drawing.ways:
                drawing = best_way(drawing.ways, cell)
            limit = _said(figure, whole) or largest * drawing.width
            box = _drawn(drawing.width, drawing.height, cell, limit)
            art = _legible(drawing, setter.theme)
            return FigureFrame(box=box, art=art, alt=figure.alt or drawing.description, span=figure.span)
        case ChartGroup() as chart:
            room = min(cell.width, _said(figure, whole) or cell.width)
            height = min(cell.height, room / (_narrowest(chart, room) * chart.aspect))
            width = min(room, height * 1.5 * chart.aspect)
            box = _centred(width, height, cell)
            alt = figure.alt or chart.description or described(chart)
            return ChartFrame(box=box, group=chart, alt=alt, span=figure.span)
        case Missing() as missing:
            return _placeholder(missing, figure, cell, setter)
        case None:
            label = figure.alt or figure.target
            return _placeholder(Missing(label), figure, cell, setter)


def _narrowest(chart: ChartGroup, room: float) -> float:
    """Of the shape that a chart asks for, what it may be narrowed to in a width of `room` points: words around its plot
    take as much height in a narrow one."""
    if chart.charts[0].is_round:
        return LOWEST
    is_full = max(len(each.names) for each in chart.charts) > MANY or room < NARROW * chart.min_width
    return LOWEST_OF_MANY if is_full else LOWEST


def _legible(drawing: Drawing, theme: Theme) -> Drawing:
    """With words in a shade of their colour that can be read where they stand."""

    def color(shape: Shape) -> str:
        inside = shape.fill and shape.color in ("ground", "text")
        return theme.text_on(shape.fill) if inside else theme.readable(shape.color, shape.fill or "ground")

    shapes = (replace(shape, color=color(shape)) if shape.text else shape for shape in drawing.shapes)
    return replace(drawing, shapes=tuple(shapes))


def crop_to(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """The shares of a picture that are cut off at its left and right, and at its top and bottom, each, where it covers
    a box of that width and height (points)."""
    cover = max(width / picture.width, height / picture.height)
    cut = (1 - width / (picture.width * cover), 1 - height / (picture.height * cover))
    return round(max(0.0, cut[0]) / 2, 5), round(max(0.0, cut[1]) / 2, 5)


def _picture(figure: Figure, picture: Picture, cell: Box, whole: float) -> FigureFrame:
    """As wide and high as its author says, else as large as fits; cropped only where its author says so."""
    alt = figure.alt or picture.name
    width, height = _said(figure, whole), said_length(figure.height, cell.height)
    if figure.crop and width and height:
        shrink = min(1.0, cell.width / width, cell.height / height)
        box = _centred(width * shrink, height * shrink, cell)
        crop = crop_to(picture, width, height)
        return FigureFrame(box=box, art=picture, alt=alt, span=figure.span, link=figure.link, crop=crop)
    limit = _limit(figure, picture, whole)
    if height:
        limit = min(limit if width else math.inf, height * picture.width / picture.height)
    box = _drawn(picture.width, picture.height, cell, limit)
    return FigureFrame(box=box, art=picture, alt=alt, span=figure.span, link=figure.link)


def _poster(page: Page, figure: Figure, cell: Box, whole: float, setter: Typesetter) -> TextFrame:
    """A frame of a screen's shape with the page's name and address, which lead there."""
    width = min(_said(figure, whole) or cell.width, cell.width, cell.height * 16 / 9)
    box = _centred(width, width * 9 / 16, cell)
    tokens = setter.tokens.missing
    inner = box.inset(*tokens.poster_insets)
    color = setter.theme.color("title")
    text = setter.label(page.label, inner, setter.tokens.type.label, "middle", color=color, align="center")
    linked = tuple(
        Run(item.text, replace(item.marks, link=page.address)) if isinstance(item, Run) else item
        for item in text.inlines
    )
    return TextFrame(
        role="poster",
        box=box,
        paragraphs=(replace(text, inlines=linked),),
        span=figure.span,
        color=color,
        insets=tokens.poster_insets,
        anchor="middle",
        fill=setter.theme.color(tokens.ground),
        outline=setter.theme.color(tokens.outline),
    )


def _limit(figure: Figure, picture: Picture, whole: float) -> float:
    """The widest that a picture may be drawn: what its author said, or a multiple of its own."""
    if said := _said(figure, whole):
        return said
    if picture.is_drawing:
        return math.inf
    return LARGEST_SCALE * picture.width * PIXEL


def said_length(text: str, whole: float, pixel: float = PIXEL) -> float:
    """A length in points as its author wrote it; 0 for none. Shares are of `whole`, a CSS pixel is `pixel` long."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        return 0.0
    value = float(match[1])
    return value / 100 * whole if match[2] in ("%", "vw", "vh") else value * _UNITS[match[2]] * pixel / PIXEL


def _said(figure: Figure, whole: float) -> float:
    """The width in points that the author asks for; 0 if none."""
    return said_length(figure.width, whole)


def _drawn(width: float, height: float, cell: Box, limit: float) -> Box:
    """`width` × `height`, scaled to fit the cell, in its middle."""
    scale = min(cell.width / width, cell.height / height, max(limit, 1.0) / width)
    return _centred(width * scale, height * scale, cell)


def _centred(width: float, height: float, cell: Box) -> Box:
    return Box(cell.x + (cell.width - width) / 2, cell.y + (cell.height - height) / 2, width, height)


def _placeholder(missing: Missing, figure: Figure, cell: Box, setter: Typesetter) -> TextFrame:
    """A dashed frame with what the author wrote for the figure."""
    tokens = setter.tokens.missing
    height = min(cell.height, tokens.height[1], max(tokens.height[0], cell.width / 2.4))
    width = min(cell.width, max(tokens.width, height * 2.2))
    box = _centred(width, height, cell)
    inner = box.inset(*tokens.insets)
    color = setter.theme.color(setter.theme.readable("muted", tokens.ground))
    laid = setter.label(missing.label, inner, setter.tokens.type.label, "middle", color=color, align="center")
    return TextFrame(
        role="missing", box=box, paragraphs=(laid,), span=figure.span, color=setter.theme.color("text"),
        insets=tokens.insets, anchor="middle", fill=setter.theme.color(tokens.ground),
        outline=setter.theme.color(tokens.outline),
    )  # fmt: skip
