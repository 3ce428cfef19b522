"""Tables drawn with dashes: simple ones, those with rows of several lines, grids; and blocks of lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from deckgen.deck.blocks import Align
from deckgen.patterns import regex
from deckgen.readers.joined_grids import Rectangle, rectangles, sides

COLUMNS = regex(r"^ {0,3}-{2,}(?: +-{2,})+[ \t]*$", re.MULTILINE)
"""Dashes that say where columns stand."""
_ALL_DASHES = regex(r" {0,3}-{4,}[ \t]*")
_BORDER = regex(r" {0,3}\+(?:[-=:]+\+)+[ \t]*")
_PART = regex(r"\+[-=:]+\+")
_GRID_LINE = regex(r" {0,3}[|+].*[|+][ \t]*")
LONGEST = 400
"""Lines of one."""
MOST_HEAD = 12
"""Lines of its head."""


class DrawnCell(Struct, frozen=True):
    """The Markdown in a cell, and the columns and rows that it takes."""

    text: str
    across: int = 1
    down: int = 1


class DrawnTable(Struct, frozen=True):
    """A table as text: the cells that begin in each of its rows."""

    align: tuple[Align, ...]
    rows: tuple[tuple[DrawnCell, ...], ...]
    heads: int
    """Rows above all others."""
    shares: tuple[float, ...] = ()
    """Of its width, adding up to 1; nothing where the drawing does not say."""


def table_end(lines: Sequence[str], at: int) -> int:
    """The line behind the table that begins at line `at`; 0 if none does, or if it has rules alone."""
    end = _end(lines, at)
    return end if any(_is_row(lines[number]) for number in range(at, end)) else 0


def _is_row(line: str) -> bool:
    return bool(line.strip()) and not any(rule.fullmatch(line) for rule in (_BORDER, _ALL_DASHES, COLUMNS))


def _end(lines: Sequence[str], at: int) -> int:
    first = lines[at] if at < len(lines) else ""
    if _BORDER.fullmatch(first):
        return _grid_end(lines, at)
    if _ALL_DASHES.fullmatch(first):
        return _end_of_rows(lines, _columns_below(lines, at + 1))
    if COLUMNS.fullmatch(first):
        return _end_of_rows(lines, at) or _blank(lines, at + 1)
    if first.strip() and at + 1 < len(lines) and COLUMNS.fullmatch(lines[at + 1]):
        end = _blank(lines, at + 2)
        return end if end > at + 2 or at + 2 == len(lines) else 0
    return 0


def _grid_end(lines: Sequence[str], at: int) -> int:
    end = at
    while end < len(lines) and end < at + LONGEST and _GRID_LINE.fullmatch(lines[end]):
        end += 1
    return end if end > at + 2 and _BORDER.fullmatch(lines[end - 1]) else 0


def _columns_below(lines: Sequence[str], at: int) -> int:
    """The line of the dashes below a head that begins at line `at`; 0 if it has none."""
    for number in range(at, min(len(lines), at + MOST_HEAD)):
        if not lines[number].strip():
            return 0
        if COLUMNS.fullmatch(lines[number]):
            return number if number > at else 0
    return 0


def _end_of_rows(lines: Sequence[str], columns: int) -> int:
    """Behind the dashes that close the rows below line `columns`; 0 if nothing does."""
    if columns == 0 and not COLUMNS.fullmatch(lines[0]):
        return 0
    for number in range(columns + 1, min(len(lines), columns + LONGEST)):
        line = lines[number]
        if _ALL_DASHES.fullmatch(line) or COLUMNS.fullmatch(line):
            return number + 1 if number > columns + 1 else 0
        if line.strip() == "---" or line.startswith(("#", "```", ":::")):
            return 0  # a slide ends there
    return 0


def _blank(lines: Sequence[str], at: int) -> int:
    """The next empty line, or where a slide ends."""
    end = at
    while end < len(lines) and lines[end].strip() not in ("", "---"):
        end += 1
    return end


def read_drawn(lines: Sequence[str]) -> DrawnTable | None:
    """The table that `lines` draw; None if they draw none."""
    if _BORDER.fullmatch(lines[0]):
        return _read_grid(lines)
    dashes = next((number for number, line in enumerate(lines) if COLUMNS.fullmatch(line)), -1)
    if dashes < 0:
        return None
    spans = [match.span() for match in re.finditer("-+", lines[dashes])]
    edges = [0, *(start for start, _ in spans[1:]), None]
    head = [line for line in lines[:dashes] if line.strip() and not _ALL_DASHES.fullmatch(line)]
    body = list(lines[dashes + 1 :])
    closed = bool(body) and bool(_ALL_DASHES.fullmatch(body[-1]) or COLUMNS.fullmatch(body[-1]))
    body = body[:-1] if closed else body
    several = any(not line.strip() for line in body[:-1]) or bool(_ALL_DASHES.fullmatch(lines[0]))
    groups = _split(body) if several else [[line] for line in body if line.strip()]
    rows = tuple(_cells(group, edges) for group in groups)
    shown = head or (groups[0] if groups else [])
    align = tuple(_align([line[start:end] for line in shown], start, spans[number])
                  for number, (start, end) in enumerate(itertools.pairwise(edges)))  # fmt: skip
    whole = spans[-1][1] - spans[0][0]
    shares = tuple((end - start) / whole for start, end in spans) if several else ()
    total = sum(shares)
    header = (_cells(head, edges),) if head else ()
    return DrawnTable(align, header + rows, len(header), tuple(share / total for share in shares))


def _split(lines: Sequence[str]) -> list[list[str]]:
    """Rows of several lines, empty ones between them."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]


def _cells(lines: Sequence[str], edges: Sequence[int | None]) -> tuple[DrawnCell, ...]:
    pairs = itertools.pairwise(edges)
    return tuple(DrawnCell(" ".join(filter(None, (line[a:b].strip() for line in lines)))) for a, b in pairs)


def _align(texts: Sequence[str], start: int | None, dashes: tuple[int, int]) -> Align:
    """How a column is set: by where its head stands above the dashes."""
    widest = max((text for text in texts if text.strip()), key=lambda text: len(text.strip()), default="")
    if not widest:
        return ""
    first = (start or 0) + len(widest) - len(widest.lstrip())
    last = (start or 0) + len(widest.rstrip())
    at_left, at_right = first <= dashes[0], last >= dashes[1]
    if at_left and at_right:
        return ""
    return "left" if at_left else "right" if at_right else "center"


def _read_grid(lines: Sequence[str]) -> DrawnTable:
    """A grid: columns by the plus signs of its borders; a head above `===`."""
    borders = [line for line in lines if _BORDER.fullmatch(line)]
    edges = sorted({place for line in borders for place in _corners(line)})
    ruled = next((line for line in borders if "=" in line), "")
    alike = all(_corners(line) == edges for line in lines if _PART.search(line))
    if cells := [] if alike else rectangles(lines):
        edges, tops = sides(cells)
        begun = [[each for each in cells if each.top == top] for top in tops[:-1]]
        rows = tuple(tuple(_drawn(each, tops, edges, lines) for each in row) for row in begun)
        heads = sum(top < lines.index(ruled) for top in tops) if ruled else 0
    else:
        rows, heads = _ruled_rows(lines, edges)
    said = ruled or lines[0]
    align = tuple(_colons(said[low + 1 : high]) for low, high in itertools.pairwise(edges))
    whole = edges[-1] - edges[0]
    shares = tuple((high - low) / whole for low, high in itertools.pairwise(edges))
    return DrawnTable(align, rows, heads, shares)


def _corners(line: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\+", line)]


def _drawn(cell: Rectangle, tops: Sequence[int], edges: Sequence[int], lines: Sequence[str]) -> DrawnCell:
    text = _dedented([line[cell.left + 1 : cell.right] for line in lines[cell.top + 1 : cell.bottom]])
    across = edges.index(cell.right) - edges.index(cell.left)
    return DrawnCell(text, across, tops.index(cell.bottom) - tops.index(cell.top))


def _ruled_rows(lines: Sequence[str], edges: Sequence[int]) -> tuple[tuple[tuple[DrawnCell, ...], ...], int]:
    """Rows between borders from side to side, and how many of them are the head."""
    rows: list[tuple[DrawnCell, ...]] = []
    heads = 0
    block: list[str] = []
    for line in lines[1:]:
        if not _BORDER.fullmatch(line):
            block.append(line)
            continue
        if block:
            rows.append(tuple(map(DrawnCell, _grid_cells(block, edges))))
        block = []
        if "=" in line and not heads:
            heads = len(rows)
    return tuple(rows), heads


def _grid_cells(lines: Sequence[str], edges: Sequence[int]) -> Iterator[str]:
    """The cells between the edges; one that reaches over several edges is the first of its columns. Lines with a bar
    for each edge divide there, wherever those are: few draw with a ruler."""
    count = len(edges) - 1
    divided = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in lines]
    if all(len(parts) == count for parts in divided):
        columns = [list(column) for column in zip(*divided, strict=True)]
    else:
        starts = [
            edge for edge in edges[:-1] if all(line[edge : edge + 1] in ("|", "+", "") for line in lines)
        ]
        columns = []
        for edge in edges[:-1]:
            after = next((other for other in (*starts, edges[-1]) if other > edge), edges[-1])
            end = None if after == edges[-1] else after
            parts = [line[edge + 1 : end].rstrip().removesuffix("|") for line in lines]
            columns.append(parts if edge in starts else [])
    yield from map(_dedented, columns)


def _dedented(lines: Sequence[str]) -> str:
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:].rstrip() for line in lines).strip("\n")


def _colons(dashes: str) -> Align:
    text = dashes.strip()
    left, right = text.startswith(":"), text.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
