"""What a slide holds, in the places of the layout that its author names: pictures where pictures go, columns in columns
of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Block,
    Columns,
    Component,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Quotation,
    Table,
)
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing, Film, Picture
from deckgen.deck.slides import Group, LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import flowing_blocks
from deckgen.layout.arrange import fitting
from deckgen.layout.build_flow import flow_of
from deckgen.layout.components.timeline import divided
from deckgen.layout.text import Typesetter
from deckgen.themes.layout_names import FIGURE_NAMES
from deckgen.themes.model import Placeholder, SlideLayout
from deckgen.themes.places import is_line

_WIDER = 1.1
"""Over the width of another, from which a place is the larger one."""
_NEAR = 0.5
"""Of its width, by which the middle of a place may be off that of another in its column."""
Seat = tuple[Placeholder, tuple[Block, ...]]


def seated(slide: Slide, layout: SlideLayout, setter: Typesetter) -> Slide | None:
    """The slide with all that it holds in places of the layout; None where these are not made for it, or have no room
    for it, and content is to be arranged as on any other."""
    is_usual = slide.kind is SlideKind.CONTENT and slide.layout is LayoutChoice.AUTO
    if not is_usual or setter.direction == "rtl" or (slide.title and layout.title is None):
        return None
    every = flowing_blocks(slide)
    notes = tuple(block for block in every if isinstance(block, Footnote))
    blocks = [block for block in every if not isinstance(block, Footnote)]
    taken = {each.place for each in slide.placed}
    places = [
        place
        for place in (*layout.bodies, *layout.lines, *layout.pictures)
        if not place.vertical and f"{place.idx}" not in taken
    ]
    only = blocks[0] if len(blocks) == 1 else None
    columns = _columns_of(only) if only else ()
    seats = _in_columns(columns, places) if columns else _by_kind(blocks, places)
    if not seats:
        return None
    groups = [Group(held, held[0].span, f"{place.idx}") for place, held in seats]
    sizes = setter.tokens.type.down_from
    for (place, _), group in zip(seats, groups, strict=True):
        flow = flow_of((group,), setter.fonts)
        if place.type != "pic" and not fitting(flow, place.inner, sizes(place.size), setter):
            return None
    foot = (Group(notes, notes[0].span),) if notes else ()
    return replace(slide, groups=(*slide.placed, *groups, *foot))


def _columns_of(block: Block) -> Sequence[Sequence[Block]]:
    """What stands side by side: columns, or the items of a component, each with its date or name alone."""
    match block:
        case Columns() if not block.tabs:
            return block.columns
        case Component(blocks=[ListBlock() as events]):
            return [tuple(_told_apart(item.blocks)) for item in events.items]
    return ()


def _told_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """`2017: Transformers` as two paragraphs."""
    for number, block in enumerate(blocks):
        parts = divided(block.inlines) if isinstance(block, Paragraph) and not number else None
        if parts is None or not isinstance(block, Paragraph):
            yield block
        else:
            yield from (replace(block, inlines=part) for part in parts if part)


def _in_columns(columns: Sequence[Sequence[Block]], places: Sequence[Placeholder]) -> list[Seat] | None:
    """A column of the slide in each column of places, or in each place of a grid."""
    count = len(columns)
    cells = _cells(places, count)
    # Two places side by side are what any slide of columns has.
    if cells is None or len(places) == count == 2:
        return None
    seats: list[Seat] = []
    for blocks, cell in zip(columns, cells, strict=True):
        found = _in_cell(blocks, cell)
        if found is None:
            return None
        seats += found
    return seats


def _cells(places: Sequence[Placeholder], count: int) -> list[list[Placeholder]] | None:
    """The places column by column, each from its top; each alone in the order of reading, where there are so many."""
    columns: list[list[Placeholder]] = []
    for place in sorted(places, key=_middle):
        near = columns and abs(_middle(columns[-1][0]) - _middle(place)) < _NEAR * columns[-1][0].box.width
        if near:
            columns[-1].append(place)
        else:
            columns.append([place])
    if len(columns) == count and len({len(column) for column in columns}) == 1:
        return [sorted(column, key=lambda place: place.box.y) for column in columns]
    return [[place] for place in sorted(places, key=_as_read)] if len(places) == count else None


def _in_cell(blocks: Sequence[Block], cell: Sequence[Placeholder]) -> list[Seat] | None:
    """Pictures in the places for them, and the rest from the top, the last place holding all that is left."""
    pictures = [block for block in blocks if _is_picture(block)]
    rest = [block for block in blocks if not _is_picture(block)]
    frames = [place for place in cell if place.type == "pic"]
    words = [place for place in cell if place.type != "pic"]
    if len(pictures) > len(frames) or (rest and not words):
        return None
    seats: list[Seat] = [(place, (block,)) for place, block in zip(frames, pictures, strict=False)]
    for number, place in enumerate(words[: len(rest)]):
        is_last = number == len(words) - 1
        seats.append((place, tuple(rest[number:]) if is_last else (rest[number],)))
    return seats


def _by_kind(blocks: Sequence[Block], places: Sequence[Placeholder]) -> list[Seat] | None:
    """Pictures, a chart, a table each where it goes, the words in the largest place for such; None where nothing of it
    has a place of its own kind."""
    free, seats, rest = sorted(places, key=_as_read), list[Seat](), list[Block]()
    for block in blocks:
        place = next((each for each in free if _is_made_for(each, block)), None)
        if place is None:
            rest.append(block)
            continue
        free.remove(place)
        below = _below(place, free) if isinstance(block, Figure) and block.caption else None
        if below and isinstance(block, Figure):
            free.remove(below)
            seats.append((below, (Paragraph(block.caption, block.span),)))
            block = replace(block, caption=())
        seats.append((place, (block,)))
    if not seats:
        return _beside(blocks, places)
    words = [place for place in free if place.type in ("body", "obj", "subTitle")]
    match rest:
        case []:
            return seats
        case [Quotation() as said] if said.attribution and len(words) > 1:
            parts: list[tuple[Block, ...]] = [said.blocks, (Paragraph(said.attribution, said.span),)]
            return [*seats, *zip(words, parts, strict=False)]
        case _ if words:
            large = [place for place in words if not is_line(place)] or words
            return [*seats, (large[0], tuple(rest))]
    return None


def _beside(blocks: Sequence[Block], places: Sequence[Placeholder]) -> list[Seat] | None:
    """A figure and its words in two places side by side: it takes the one that is called so, or that is larger, or what
    comes first the first."""
    figures = [block for block in blocks if isinstance(block, Figure | Table)]
    row = sorted((place for place in places if not is_line(place)), key=_middle)
    if len(row) != 2 or len(row) != len(places) or len(figures) != 1 or len(blocks) < 2:
        return None
    one, other = row
    if one.box.right > other.box.x + 1:
        return None
    called = [bool(FIGURE_NAMES.search(place.name)) for place in row]
    wider = one.box.width / other.box.width
    is_alike = 1 / _WIDER < wider < _WIDER
    is_first = (
        called[0]
        if called[0] != called[1]
        else isinstance(blocks[0], Figure | Table)
        if is_alike
        else wider > 1
    )
    rest = tuple(block for block in blocks if block is not figures[0])
    return [(one, (figures[0],)), (other, rest)] if is_first else [(one, rest), (other, (figures[0],))]


def _is_made_for(place: Placeholder, block: Block) -> bool:
    match block:
        case Figure(art=Picture()):
            return place.type in ("pic", "clipArt")
        case Figure(art=ChartGroup()):
            return place.type == "chart"
        case Figure(art=Drawing()):
            return place.type == "dgm"
        case Figure(art=Film()):
            return place.type == "media"
        case Table():
            return place.type == "tbl"
    return False


def _is_picture(block: Block) -> bool:
    return isinstance(block, Figure) and isinstance(block.art, Picture)


def _below(place: Placeholder, others: Sequence[Placeholder]) -> Placeholder | None:
    """The place of a line right below a picture's."""
    box = place.box
    under = (o for o in others if o.box.y >= box.bottom - 1 and o.box.x < box.right and box.x < o.box.right)
    return min(under, key=lambda each: each.box.y, default=None)


def _middle(place: Placeholder) -> float:
    return place.box.x + place.box.width / 2


def _as_read(place: Placeholder) -> tuple[float, float]:
    return round(place.box.y / 12), place.box.x
