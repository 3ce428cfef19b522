"""Tables: their rows, their joined cells, and whether the first row is a head."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from deckgen.deck.inlines import Marks, Run, with_marks
from deckgen.powerpoint.model import Grid, ShownParagraph
from deckgen.powerpoint.names import A, flag, whole
from deckgen.powerpoint.text import TextReader

_Row = tuple[tuple[ShownParagraph, ...], ...]


def grid_of(table: Any, reader: TextReader) -> Grid:
    """A table (`<a:tbl>`). Where it names no head, its first row is one if all its cells look unlike the others, as
    programs leave it that write how things look in place of what they are: their ink is that of the place then."""
    rows, takes, merged = list[_Row](), [], False
    elements = table.findall(f"{A}tr")
    for row in elements:
        cells, own = [], []
        for cell in row.findall(f"{A}tc"):
            covered = flag(cell, "hMerge") or flag(cell, "vMerge")
            merged = merged or covered
            own.append((0, 0) if covered else (whole(cell, "gridSpan", 1), whole(cell, "rowSpan", 1)))
            cells.append(() if covered else reader.paragraphs(cell.find(f"{A}txBody")))
        rows.append(tuple(cells))
        takes.append(tuple(own))
    properties = table.find(f"{A}tblPr")
    header = flag(properties, "firstRow")
    is_told = properties is not None and (properties.attrib or len(properties))
    if not is_told and len(rows) > 1 and _stands_out(elements):
        header, rows[0] = True, _plain(rows[0])
    return Grid(tuple(rows), header, merged, tuple(takes) if merged else ())


def _stands_out(rows: list[Any]) -> bool:
    """True if the first row's cells have one ground, and it is none of those below."""
    first, *others = ([_ground(cell) for cell in row.findall(f"{A}tc")] for row in rows)
    return len(set(first)) == 1 and bool(first[0]) and not any(first[0] in row for row in others)


def _ground(cell: Any) -> str:
    color = cell.find(f"{A}tcPr/{A}solidFill/*")
    return (color.get("val") or "").lower() if color is not None else ""


def _plain(row: _Row) -> _Row:
    """The row without a colour and a weight that all its words have."""
    runs = [
        item.marks for cell in row for each in cell for item in each.inlines
        if isinstance(item, Run) and item.text.strip()
    ]  # fmt: skip
    one_color, bold = len({marks.color for marks in runs}) == 1, all(marks.bold for marks in runs)

    def unmarked(marks: Marks) -> Marks:
        return replace(marks, color="" if one_color else marks.color, bold=marks.bold and not bold)

    def bare(paragraph: ShownParagraph) -> ShownParagraph:
        return replace(paragraph, inlines=with_marks(paragraph.inlines, unmarked))

    return tuple(tuple(map(bare, cell)) for cell in row)
