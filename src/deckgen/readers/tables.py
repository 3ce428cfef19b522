"""Table tokens → tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Align, Paragraph, Table, TableCell
from deckgen.deck.inlines import Inlines, Run, merge_runs, trim
from deckgen.readers.attributes import split_trailing
from deckgen.readers.inlines import Piece, in_line, join_lines, source_lines
from deckgen.source import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext
    from deckgen.readers.outline_items import Item

_ALIGN: dict[str, Align] = {
    "text-align:left": "left", "text-align:center": "center", "text-align:right": "right",
}  # fmt: skip


def read_table(
    tokens: Sequence[Token],
    span: Span,
    pieces: Callable[[Token, Span], Sequence[Piece]],
    context: ReadContext,
) -> Table:
    """The table that `tokens` (from `table_open` to before `table_close`) hold."""
    align: list[Align] = []
    rows: list[tuple[TableCell, ...]] = []
    header: tuple[TableCell, ...] = ()
    cells: list[TableCell] = []
    for index, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            if token.type == "th_open":
                align.append(_ALIGN.get(str(token.attrs.get("style", "")), ""))
            cells.append(_cell(pieces(tokens[index + 1], span)))
        elif token.type == "tr_open" and token.map:
            _count_cells(token.map[0] + 1 + context.front.lines, len(align), context)
        elif token.type == "tr_close":
            if header or rows or not align:
                rows.append(tuple(cells))
            else:
                header = tuple(cells)
            cells = []
    if rows and not any(cell.inlines or cell.figures for cell in header):
        header = ()
    return Table(tuple(align), header, tuple(rows), span)


_CAPTION = re.compile(r"(?:[Tt]able(?:au)?[ \u00a0\u202f]?)?:[ \t]+(?=\S)")


def with_captions(items: Sequence[Item]) -> list[Item]:
    """`items` with each `Table: …` or `: …` beside a table as that table's caption."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        if isinstance(item, Table) and isinstance(before, Paragraph) and (text := _caption(before)):
            found[-1] = replace(item, caption=text)
        elif (
            isinstance(before, Table)
            and isinstance(item, Paragraph)
            and not before.caption
            and (text := _caption(item))
        ):
            found[-1] = replace(before, caption=text)
        else:
            found.append(item)
    return found


def _caption(paragraph: Paragraph) -> Inlines:
    """The text of a paragraph that is one; nothing for any other."""
    first = paragraph.inlines[0] if paragraph.inlines else None
    match = _CAPTION.match(first.text) if isinstance(first, Run) else None
    if match is None or not isinstance(first, Run):
        return ()
    rest = [Run(first.text[match.end() :], first.marks), *paragraph.inlines[1:]]
    last = rest[-1]
    if isinstance(last, Run):
        rest[-1] = Run(split_trailing(last.text)[0], last.marks)
    return trim(merge_runs(rest))


def _count_cells(line: int, columns: int, context: ReadContext) -> None:
    """Cells beyond the header's are no part of the table, says GitHub's Markdown; we say so, too.

    A bar inside code divides cells like any other.
    """
    text = re.sub(r"\\\|", "", context.source.line(line).strip().strip(">").strip())
    count = text.strip("|").count("|") + 1
    if columns and count > columns:
        message = f"this row has {count} cells, but the table {columns} columns: the last are not shown"
        hint = "give the header as many cells, or write `\\|` for a bar that is text"
        context.report("surplus-cells", "warning", message, Span(line), hint)


def _cell(pieces: Sequence[Piece]) -> TableCell:
    lines = [in_line(line) for line in source_lines(pieces)]
    figures = tuple(figure for _, below in lines for figure in below)
    return TableCell(trim(join_lines([shown for shown, _ in lines])), figures)
