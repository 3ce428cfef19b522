"""Content side by side: headings end on one line, pictures are equally high."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.components import OF_TEXT
from deckgen.deck.figures import Picture
from deckgen.layout.code import code_size
from deckgen.layout.flow import CodeItem, ColumnsItem, ComponentItem, FigureItem, Flow, FlowItem, Para
from deckgen.layout.model import Frame, Placed, moved
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.model import Box, SlideLayout
from deckgen.themes.places import row_of
from deckgen.themes.tokens import Tokens

ALIKE = 0.55
"""Height of the lowest picture over that of the highest, from which on all may be as low."""
BETWEEN, LARGEST = 0.62, 0.5
"""Shares of the height of the room, and of the slide, that pictures with a line below may take."""
USUAL = 1.6
"""Width over height of what is kept for a picture between text."""


def in_places(flow: Flow, layout: SlideLayout, region: Box) -> tuple[Flow, Box]:
    """Columns in the layout's places side by side, if it has one for each, and the part of `region` that these are.
    Where their author says how wide they are, they share all of that."""
    only = flow[0] if len(flow) == 1 else None
    if not isinstance(only, ColumnsItem):
        return flow, region
    row = [place.inner for place in row_of(layout, len(only.columns))]
    if not row:
        return flow, region
    top, bottom = max(region.y, *(box.y for box in row)), min(box.bottom for box in row)
    whole = Box(row[0].x, top, row[-1].right - row[0].x, bottom - top)
    if len(set(only.widths)) > 1:
        return flow, whole
    edges = tuple(((box.x - whole.x) / whole.width, box.width / whole.width) for box in row)
    return (replace(only, edges=edges),), whole


def place_columns(item: ColumnsItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    """The frames of all columns from the top of `box`, and the height of the highest."""
    gutter = setter.tokens.space.gutter
    room = box.width - gutter * (len(item.columns) - 1)
    widths = [room * share for share in item.widths]
    starts = [box.x + sum(widths[:at]) + gutter * at for at in range(len(widths))]
    if item.edges:
        starts = [box.x + box.width * start for start, _ in item.edges]
        widths = [box.width * width for _, width in item.edges]
    titled = [_is_titled(column) for column in item.columns]
    most = min(BETWEEN * box.height, LARGEST * setter.theme.height) if all(titled) else 0.0
    columns = [_centred(c) if alone else c for c, alone in zip(item.columns, titled, strict=True)]
    columns = _equally_high(columns, widths, most)
    columns = _alike(columns, widths, body, setter.tokens)
    heads = [_head(column, width, body, setter) for column, width in zip(columns, widths, strict=True)]
    uneven = all(heads) and max(heads) - min(heads) > 1
    done: list[Placed] = []
    for column, x, width, head, is_titled in zip(columns, starts, widths, heads, titled, strict=True):
        here = Box(x, box.y, width, box.height)
        frames: tuple[Frame, ...] = ()
        if uneven and len(column) > 1:  # the last lines of the headings stand side by side
            frames = place(column[:1], replace(here, y=box.y + max(heads) - head), body, setter).frames
            down = max(heads) + setter.tokens.space.item * body
            here = replace(here, y=box.y + down, height=box.height - down)
            column = column[1:]
        placed = place(column, here, body, setter)
        if is_titled:  # its words stand in the middle, and so does it
            first, *others = placed.frames
            placed = replace(placed, frames=(moved(first, (width - first.box.width) / 2, 0.0), *others))
        done.append(Placed((*frames, *placed.frames), here.y - box.y + placed.height))
    done = _beside_pictures(columns, done) if not any(heads) else done
    high = max((each.height for c, each in zip(columns, done, strict=True) if _ends_in_box(c)), default=0.0)
    for at, (column, each) in enumerate(zip(columns, done, strict=True)):
        if _ends_in_box(column) and not uneven and each.height < high:  # boxes end on one line
            here = replace(box, x=starts[at], width=widths[at])
            done[at] = place(_higher(column, high - each.height), here, body, setter)
    return Placed(tuple(frame for each in done for frame in each.frames), max(each.height for each in done))


def _beside_pictures(columns: Sequence[Flow], placed: Sequence[Placed]) -> list[Placed]:
    """Words in the middle of the height of the picture that stands beside them."""
    shown = [bool(column) and isinstance(column[0], FigureItem) for column in columns]
    high = max((each.height for each, one in zip(placed, shown, strict=True) if one), default=0.0)

    def middle(column: Flow, each: Placed) -> Placed:
        down = (high - each.height) / 2
        if down <= 0 or not all(isinstance(item, Para) for item in column):
            return each
        return replace(each, frames=tuple(moved(frame, 0.0, down) for frame in each.frames))

    return [middle(column, each) for column, each in zip(columns, placed, strict=True)]


def _ends_in_box(column: Flow) -> bool:
    last = column[-1] if column else None
    return isinstance(last, ComponentItem) and last.name in OF_TEXT


def _higher(column: Flow, by: float) -> Flow:
    """The column with the box at its end so many points higher."""
    *rest, last = column
    return (*rest, replace(last, taller=by) if isinstance(last, ComponentItem) else last)


def _head(column: Flow, width: float, body: float, setter: Typesetter) -> float:
    """Height of the heading with which a column begins; 0 for none."""
    first = column[0] if column else None
    if not isinstance(first, Para) or first.role != "subheading":
        return 0.0
    return setter.height((first,), width, body)


def _equally_high(columns: Sequence[Flow], widths: Sequence[float], most: float) -> list[Flow]:
    """The columns with their pictures at one height, if each has one and they are not too different: as high as one
    between text, or `most` points if that is more."""
    pictures = [[f for f in column if isinstance(f, FigureItem) and _is_free(f)] for column in columns]
    if len(columns) < 2 or any(len(found) != 1 for found in pictures):
        return list(columns)
    heights = [
        min(max(most, width / USUAL), width * art.height / art.width)
        for (found,), width in zip(pictures, widths, strict=True)
        if isinstance(art := found.figure.art, Picture)
    ]
    if min(heights) < ALIKE * max(heights):
        return list(columns)

    def lower(item: FlowItem) -> FlowItem:
        return replace(item, tallest=min(heights)) if isinstance(item, FigureItem) else item

    return [tuple(map(lower, column)) for column in columns]


def _alike(columns: Sequence[Flow], widths: Sequence[float], body: float, tokens: Tokens) -> list[Flow]:
    """The columns with all their code at one size, at which it can be read though a long line may have to be broken."""
    sizes = [
        code_size(item, width, body, tokens)
        for column, width in zip(columns, widths, strict=True)
        for item in column
        if isinstance(item, CodeItem)
    ]
    if not sizes:
        return list(columns)
    size = max(min(sizes), min(tokens.type.broken_code, body))
    return [
        tuple(replace(item, size=size) if isinstance(item, CodeItem) else item for item in column)
        for column in columns
    ]


def _is_free(item: FigureItem) -> bool:
    figure = item.figure
    return isinstance(figure.art, Picture) and not (figure.width or figure.height)


def _is_titled(column: Flow) -> bool:
    """True for a lone picture with a paragraph below it."""
    first, *words = column or (None,)
    only = words[0] if len(words) == 1 else None
    is_lone = isinstance(first, FigureItem) and not first.caption
    return is_lone and isinstance(only, Para) and not (only.markers or only.align)


def _centred(column: Flow) -> Flow:
    """The words in the middle."""
    return tuple(replace(each, align="center") if isinstance(each, Para) else each for each in column)
