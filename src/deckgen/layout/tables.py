"""Tables: column widths from what the cells hold, row heights from the lines they break into."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from msgspec.structs import replace

from deckgen.deck.clicks import Step
from deckgen.deck.figures import Picture
from deckgen.layout.figures import PIXEL, gallery, said_length
from deckgen.layout.flow import Cell, FigureItem, TableItem
from deckgen.layout.joined_cells import closed, groups, is_shown, joins, own_width
from deckgen.layout.lines import break_lines, stack_height
from deckgen.layout.model import LINE_HEIGHT, Frame, LaidParagraph, LaidRow, TableFrame
from deckgen.layout.table_lines import Grid, with_fewer_lines
from deckgen.layout.table_rules import look_of, ruled
from deckgen.layout.text import PRUDENCE, Typesetter
from deckgen.themes.component_tokens import TableTokens
from deckgen.themes.model import Box, Theme
from deckgen.themes.tokens import Tokens


def cell_padding(columns: int, tokens: TableTokens, *, tight: bool = False) -> tuple[float, float]:
    """Left and right, top and bottom, of each cell: less of it where columns are many, or where rows give way."""
    side, end = (
        tokens.padding if columns <= 10 else tokens.narrow_padding if columns <= 20 else tokens.least_padding
    )
    return side, tokens.tight if tight else end


CUT = 11.0
"""Width in em beyond which a word, most often an address, may be cut so that others have room."""
NEARLY_FULL = 0.55
"""A table that needs this share of the width by itself is given all of it."""
LEAST_HEADER = 14.0
"""Type size of a header."""
LEAST_SHARE = 0.45
"""Any other gets at least this."""


def row_pieces(item: TableItem, region: Box, body: float, tokens: Tokens) -> list[TableItem]:
    """The table cut in pieces of a row each, all with the same columns; rows that cells join stay together where the
    region has room for them."""
    whole = replace(item, fixed=(region.width, body, *table_size(item, region.width, body, tokens)))
    pieces = []
    for rows in groups(item.rows) if item.joined else ((row,) for row in item.rows):
        piece = replace(whole, rows=rows)
        too_high = len(rows) > 1 and is_higher(piece, region.width, body, region.height, tokens)
        pieces += [replace(whole, rows=(row,)) for row in rows] if too_high else [piece]
    return [*(replace(piece, total=False) for piece in pieces[:-1]), *pieces[-1:]] or [whole]


def table_height(item: TableItem, width: float, body: float, tokens: Tokens) -> float:
    """What `set_table` would take in height."""
    size, widths = table_size(item, width, body, tokens)
    return sum(row_heights(item, widths, size, tokens.table))


def is_higher(item: TableItem, width: float, body: float, most: float, tokens: Tokens) -> bool:
    """True if the table would take more than `most` points in height; rows beyond are not looked at."""
    size, widths = table_size(item, width, body, tokens)
    if item.joined:
        return sum(row_heights(item, widths, size, tokens.table)) > most
    height = 0.0
    for number, row in enumerate(_rows(item)):
        height += _height(
            row, widths, _row_size(item, number, size, tokens.table), tokens.table, tight=item.tight
        )
        if height > most:
            return True
    return False


def table_size(item: TableItem, width: float, body: float, tokens: Tokens) -> tuple[float, tuple[float, ...]]:
    """The largest size up to `body` at which every word fits its column, and the columns' widths."""
    if item.fixed is not None and item.fixed[:2] == (width, body):
        return item.fixed[2:]
    scale = tokens.type
    sizes = [size for size in (*scale.table, *scale.last_resort) if size <= body] or [body]
    for longest in (inf, CUT):
        for size in sizes:
            if longest == CUT or size >= scale.comfortable_table:
                widths, fits = column_widths(item, size, width, longest, tokens.table)
                if fits:
                    size, widths = _with_whole_cells(item, size, width, tokens) or (size, widths)
                    return size, with_fewer_lines(item, widths, _grid(item, size, tokens.table))
    size = next((size for size in reversed(scale.table) if size <= body), sizes[-1])
    return size, column_widths(item, size, width, CUT, tokens.table)[0]


def has_room(item: TableItem, size: float, width: float, tokens: Tokens) -> bool:
    """True for a table that can be set at that size in that width with no word torn."""
    return column_widths(item, size, width, inf, tokens.table)[1]


def _grid(item: TableItem, size: float, tokens: TableTokens) -> Grid:
    rows = (*item.head, *item.rows)
    sizes = tuple(_row_size(item, number, size, tokens) for number in range(len(rows)))
    return Grid(rows, sizes, cell_padding(len(item.least), tokens)[0])


STEPS = 0.7
"""Of the largest size of a table, at which short cells may still be set to stay on a line."""


def _with_whole_cells(
    item: TableItem, largest: float, width: float, tokens: Tokens
) -> tuple[float, tuple[float, ...]] | None:
    """The largest size, not much smaller than that one, at which what is short stays on a line; None for none."""
    whole = replace(item, least=tuple(map(max, item.least, item.whole)))
    least = max(STEPS * largest, min(largest, tokens.type.comfortable_table))
    for size in (size for size in tokens.type.table if least <= size <= largest):
        widths, fits = column_widths(whole, size, width, inf, tokens.table)
        if fits:
            return size, widths
    return None


def column_widths(
    item: TableItem, size: float, available: float, longest: float, tokens: TableTokens
) -> tuple[tuple[float, ...], bool]:
    """Widths in points, and whether every word fits its column; words are cut at `longest` em."""
    least, most = [min(width, longest) for width in item.least], list(item.most)
    for index, points in enumerate(_picture_widths(item, tokens)):
        most[index] = max(most[index], points / size)
    padding = 2 * cell_padding(len(least), tokens)[0] + 1.0
    room = available - padding * len(least)
    if room <= 0:
        return (available / len(least),) * len(least), False
    lows, highs = [w * size for w in least], [w * size * 1.01 for w in most]
    if item.shares and sum(lows) <= room:
        return tuple(width + padding for width in _as_said(item.shares, lows, room)), True
    if sum(highs) <= room:
        natural = sum(highs) / room
        wide = room / sum(highs) if natural >= NEARLY_FULL else max(1.6, LEAST_SHARE / natural)
        stretch = min(room / sum(highs), wide if len(highs) > 1 else 1.0)
        widths = [high * stretch for high in highs]
        widths = _alike(item, widths, highs, room)
        if item.rows and item.rows[0][0].align == "right":  # numbers of rows: no gap at the table's left edge
            widths[0] = highs[0]
        fits = True
    elif sum(lows) <= room:
        widths = _shared_out(lows, highs, room - sum(lows))
        fits = True
    else:
        # Even shares first, so that one monstrous word does not starve its neighbours.
        share = room / len(lows)
        over = sum(max(0.0, low - share) for low in lows) or 1.0  # by rounding alone
        free = room - sum(min(low, share) for low in lows)
        widths = [min(low, share) + free * max(0.0, low - share) / over for low in lows]
        fits = False
    return tuple(width + padding for width in widths), fits


def _as_said(shares: Sequence[float], lows: Sequence[float], room: float) -> list[float]:
    """The columns as wide as their author says, but none narrower than its longest word; the others give way."""
    widths = [share * room for share in shares]
    while over := sum(max(0.0, low - width) for low, width in zip(lows, widths, strict=True)):
        free = [max(0.0, width - low) for low, width in zip(lows, widths, strict=True)]
        widths = [
            max(low, width - over * spare / sum(free))
            for low, width, spare in zip(lows, widths, free, strict=True)
        ]
        if over < 0.5:
            break
    return widths


def _alike(item: TableItem, widths: list[float], highs: Sequence[float], room: float) -> list[float]:
    """Columns of numbers or of marks side by side as wide as the widest of them, and so whatever is compared below a
    head that has nothing above the rows' names, if there is room for that."""
    compares = bool(item.head) and not item.head[-1][0].inlines
    kinds = {"right", "center"} | ({"", "left"} if compares else set())
    same = [at for at, cell in enumerate(item.rows[0]) if at and cell.align in kinds] if item.rows else []
    if len(same) < 2:
        return widths
    others = sum(width for at, width in enumerate(widths) if at not in same)
    even = min(max(widths[at] for at in same), (room - others) / len(same))
    if any(even < highs[at] for at in same):
        return widths
    return [even if at in same else width for at, width in enumerate(widths)]


def _picture_widths(item: TableItem, tokens: TableTokens) -> list[float]:
    """For each column the width in points of the widest picture in it."""
    rows = (*item.head, *item.rows)
    return [
        max(
            (
                box.width
                for cell in column
                if cell.across == 1
                for box in _pictures(cell, tokens.picture[0], tokens)
            ),
            default=0.0,
        )
        for column in zip(*rows, strict=True)
    ]


def _shared_out(lows: Sequence[float], highs: Sequence[float], free: float) -> list[float]:
    """Columns that need little more than their longest word get it; the others share what is left."""
    slack = [max(0.0, high - low) for high, low in zip(highs, lows, strict=True)]
    modest = [s if s <= free / (2 * len(slack)) else 0.0 for s in slack]
    rest = [s - m for s, m in zip(slack, modest, strict=True)]
    left = free - sum(modest)
    total = sum(rest) or 1.0
    return [low + m + left * r / total for low, m, r in zip(lows, modest, rest, strict=True)]


def row_heights(item: TableItem, widths: Sequence[float], size: float, tokens: TableTokens) -> list[float]:
    """Height of the header (if any) and of each row."""
    rows = _rows(item)
    sizes = [_row_size(item, number, size, tokens) for number in range(len(rows))]
    if item.joined:
        return _joined_heights(rows, widths, sizes, tokens, tight=item.tight)
    return [_height(row, widths, own, tokens, tight=item.tight) for row, own in zip(rows, sizes, strict=True)]


def _joined_heights(
    rows: Sequence[Sequence[Cell]], widths: Sequence[float], sizes: Sequence[float], tokens: TableTokens,
    *, tight: bool,
) -> list[float]:  # fmt: skip
    """Each row as high as the cells want that it has alone; below one that wants more than its rows, the last grows."""
    padding = cell_padding(len(widths), tokens, tight=tight)
    needs = [
        [_cell_height(cell, own_width(cell, column, widths), size, padding, tokens) if is_shown(cell) else 0.0
         for column, cell in enumerate(row)]
        for row, size in zip(rows, sizes, strict=True)
    ]  # fmt: skip
    least = [2 * padding[1] + size for size in sizes]
    heights = [
        max(low, *(need for cell, need in zip(row, own, strict=True) if cell.down == 1))
        for row, own, low in zip(rows, needs, least, strict=True)
    ]
    for number, (row, own) in enumerate(zip(rows, needs, strict=True)):
        for cell, need in zip(row, own, strict=True):
            if cell.down > 1 and is_shown(cell):
                last = number + cell.down
                heights[last - 1] += max(0.0, need - sum(heights[number:last]))
    return heights


def _rows(item: TableItem) -> list[tuple[Cell, ...]]:
    return [*closed(item.head), *closed(item.rows)] if item.joined else [*item.head, *item.rows]


def _row_size(item: TableItem, number: int, size: float, tokens: TableTokens) -> float:
    """A head may be set smaller than what it heads, but not too small to be read."""
    is_head = number < len(item.head)
    return max(min(size, LEAST_HEADER), round(tokens.header_size * size)) if is_head else size


def _height(
    row: Sequence[Cell], widths: Sequence[float], size: float, tokens: TableTokens, *, tight: bool
) -> float:
    padding = cell_padding(len(row), tokens, tight=tight)
    return max(
        _cell_height(cell, width, size, padding, tokens) for cell, width in zip(row, widths, strict=True)
    )


def _cell_height(
    cell: Cell, width: float, size: float, padding: tuple[float, float], tokens: TableTokens
) -> float:
    side, end = padding
    height = 2 * end
    if cell.words or not cell.figures:
        height += stack_height(
            break_lines(cell.words, _inner(cell, width, side, size) * PRUDENCE / size), size
        )
    return height + sum(box.height + end for box in _pictures(cell, width - 2 * side, tokens))


def _inner(cell: Cell, width: float, side: float, size: float) -> float:
    """The width that a cell has for its lines."""
    return max(1.0, width - 2 * side - cell.tail * size)


def _pictures(cell: Cell, width: float, tokens: TableTokens) -> list[Box]:
    """Boxes of the pictures in a cell, one below the other, from the cell's own corner."""
    found = []
    y = 0.0
    for figure in cell.figures:
        art = figure.art
        if isinstance(art, Picture):
            said = said_length(figure.width, width)
            scale = min(
                max(1.0, width) / art.width,
                (said or art.width * PIXEL) / art.width,
                tokens.picture[1] / art.height,
            )
            found.append(Box(0.0, y, art.width * scale, art.height * scale))
        else:
            found.append(Box(0.0, y, max(20.0, min(width, tokens.missing[0])), tokens.missing[1]))
        y += found[-1].height
    return found


def _set_pictures(
    cell: Cell, inner: Box, step: Step, end: float, setter: Typesetter
) -> tuple[list[Frame], float]:
    """The cell's pictures at their places, and the height that they take."""
    frames: list[Frame] = []
    boxes = _pictures(cell, inner.width, setter.tokens.table)
    whole = sum(box.height + end for box in boxes) - end
    taken = 0.0 if cell.inlines else max(0.0, (inner.height - whole) / 2)
    for figure, box in zip(cell.figures, boxes, strict=True):
        share = {"center": 0.5, "right": 1.0}.get(cell.align, 0.0)
        placed = Box(inner.x + share * (inner.width - box.width), inner.y + taken, box.width, box.height)
        frames += (
            replace(frame, step=step)
            for frame in gallery((FigureItem(figure),), placed, setter, placed.width)
        )
        taken += box.height + end
    return frames, taken


def set_table(item: TableItem, box: Box, body: float, typesetter: Typesetter) -> tuple[Frame, ...]:
    """The table in `box` (its height is what the rows need), beside body text at `body` points; behind it the
    pictures in its cells."""
    tokens = typesetter.tokens
    size, widths = table_size(item, box.width, body, tokens)
    heights = row_heights(item, widths, size, tokens.table)
    rows = _rows(item)
    side, end = cell_padding(len(widths), tokens.table, tight=item.tight)
    lines = ruled(tokens.table, heights[len(item.head) :], LINE_HEIGHT * size + 2 * end)
    y = box.y
    laid = []
    pictures: list[Frame] = []
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        x = box.x
        boxes = []
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            below = sum(heights[number : number + max(1, cell.down)])
            boxes.append(Box(x, y, own_width(cell, column, widths), below))
            x += width
        size_here = _row_size(item, number, size, tokens.table)
        placed, frames = _set_row(item, number, row, boxes, size_here, (side, end), typesetter)
        pictures += frames
        look = look_of(item, number, lines)
        laid.append(replace(placed, height=height, fill=look.fill, above=look.above, below=look.below))
        y += height
    frame = Box(box.x, box.y, sum(widths), sum(heights))
    table = TableFrame(
        box=frame,
        widths=widths,
        rows=tuple(laid),
        header=len(item.head),
        padding=(side, end),
        span=item.span,
        step=item.step,
    )
    return (table, *pictures)


def _set_row(
    item: TableItem, number: int, row: Sequence[Cell], boxes: Sequence[Box], size: float, padding: tuple[float, float],
    typesetter: Typesetter,
) -> tuple[LaidRow, list[Frame]]:  # fmt: skip
    """The cells of a row in their boxes, and the pictures in them."""
    side, end = padding
    cells: list[LaidParagraph] = []
    pictures: list[Frame] = []
    tops, tails = [0.0] * len(row), tuple(cell.tail * size for cell in row)
    for cell, box, tail in zip(row, boxes, tails, strict=True):
        inner = box.inset(side, end, side + tail, end)
        if cell.figures:
            frames, taken = _set_pictures(cell, inner, item.step, end, typesetter)
            pictures += frames
            inner = replace(inner, y=inner.y + taken, height=inner.height - taken)
            tops[len(cells)] = taken if cell.inlines else 0.0
        color = _color(cell, typesetter.theme, head=number < len(item.head))
        cells.append(
            typesetter.single(
                cell.inlines, cell.words, inner, size, bold=cell.bold, color=color, align=cell.align
            )
        )
    laid = LaidRow(
        height=0.0,
        cells=tuple(cells),
        tops=tuple(tops) if any(tops) else (),
        tails=tails if any(tails) else (),
        joins=joins(row) if item.joined else (),
    )
    return laid, pictures


def _color(cell: Cell, theme: Theme, *, head: bool) -> str:
    """Six digits for a header and for what stands out; nothing for the text's own."""
    tokens = theme.tokens.table
    if cell.lit:
        return theme.color(theme.readable("accent", (tokens.header if head else tokens.band) or "ground"))
    return theme.color(tokens.header_text) if head else ""
