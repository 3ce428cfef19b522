"""Tables: their rows, their joined cells, and whether the first row is a head."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from deckgen.deck.inlines import Marks, Run, with_marks
from deckgen.patterns import regex
from deckgen.powerpoint.model import Grid, ShownParagraph
from deckgen.powerpoint.names import A, flag, whole
from deckgen.powerpoint.text import TextReader
from deckgen.themes.colors import LARGE_CONTRAST, WHITE, contrast

_DIGITS = regex(r"[0-9A-Fa-f]{6}")
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
            held = () if covered else reader.paragraphs(cell.find(f"{A}txBody"))
            cells.append(tuple(map(_on_paper, held)) if _ground(cell) else held)
        rows.append(tuple(cells))
        takes.append(tuple(own))
    properties = table.find(f"{A}tblPr")
    header = flag(properties, "firstRow")
    is_told = properties is not None and (properties.attrib or len(properties))
    if not is_told and len(rows) > 1 and _stands_out(elements):
        header, rows[0] = True, _plain(rows[0])
    return Grid(tuple(rows), header, merged, tuple(takes) if merged else ())


def _stands_out(rows: list[Any]) -> bool:
    """True if the first row's cells have one ground, and it is none of those below, but for a first column and a last
    row that look like it."""
    cells = [
        [c for c in row.findall(f"{A}tc") if not (flag(c, "hMerge") or flag(c, "vMerge"))] for row in rows
    ]
    first, *others = ([*map(_ground, row)] for row in cells)
    others = others[:-1] if len(others) > 1 and len(set(others[-1])) == 1 else others
    inside = [ground for row in others for ground in (row[1:] if len(row) > 1 else row)]
    return len(set(first)) == 1 and bool(first[0]) and first[0] not in inside


def _on_paper(paragraph: ShownParagraph) -> ShownParagraph:
    """Without the colours that are read on the cell's ground alone, which is not that of a table elsewhere."""

    def read(marks: Marks) -> Marks:
        is_faint = _DIGITS.fullmatch(marks.color) and contrast(marks.color, WHITE) < LARGE_CONTRAST
        return replace(marks, color="") if is_faint else marks

    return replace(paragraph, inlines=with_marks(paragraph.inlines, read))


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
