"""Table tokens → tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Align, Paragraph, Table, TableCell
from deckgen.deck.inlines import Inlines, Run, merge_runs, plain_text, trim
from deckgen.diagnostics import nearest
from deckgen.patterns import regex
from deckgen.readers.attributes import NO_ATTRIBUTES, parse_attributes, split_trailing
from deckgen.readers.barred_cells import count_cells, with_enclosed
from deckgen.readers.pieces import Piece
from deckgen.readers.text_lines import in_line, join_lines, source_lines
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
    shares = _dash_shares(span, len(align), context) if context.dialect.has_dash_widths else ()
    return Table(tuple(align), header, tuple(rows), span, shares=shares)


LONG_LINE = 72
"""Characters from which on a line of a table means the widths of its dashes."""


def _dash_shares(span: Span, columns: int, context: ReadContext) -> tuple[float, ...]:
    """The shares of the width that the dashes below a table's head say, if one of its lines is long."""
    lines = [context.source.line(number) for number in range(span.line, span.last_line + 1)]
    dashes = next((line for line in lines if re.fullmatch(r"[ \t>]*\|?[ \t:|-]+", line) and "-" in line), "")
    counts = [part.count("-") for part in dashes.strip(" \t>|").split("|")]
    if len(counts) != columns or max(map(len, lines), default=0) <= LONG_LINE or not all(counts):
        return ()
    return tuple(count / sum(counts) for count in counts)


_BRACES = regex(r"\{[^{}]*\}")


def with_attributes(items: Sequence[Item], context: ReadContext) -> list[Item]:
    """`items` with each `{…}` that stands alone before or behind a table, or in its last row, as that table's."""
    found: list[Item] = []
    for index, item in enumerate(items):
        if isinstance(item, Table):
            table, text = _without_last(item)
            before = _alone(found[-1]) if found else ""
            if before:
                found.pop()
            found.append(_described(table, f"{before} {text}", context))
        elif found and isinstance(found[-1], Table) and (text := _alone(item)):
            following = items[index + 1] if index + 1 < len(items) else None
            if isinstance(following, Table):
                found.append(item)  # it is that one's
            else:
                found[-1] = _described(found[-1], text, context)
        else:
            found.append(item)
    return found


def _alone(item: Item) -> str:
    """The text of a paragraph that is nothing but attributes; nothing for any other."""
    text = plain_text(item.inlines).strip() if isinstance(item, Paragraph) else ""
    return text if _BRACES.fullmatch(text) and split_trailing(text)[1] is not NO_ATTRIBUTES else ""


def _without_last(table: Table) -> tuple[Table, str]:
    """A line of attributes right below a table looks like its last row."""
    last = table.rows[-1] if table.rows else ()
    text = plain_text(last[0].inlines).strip() if last else ""
    if not _BRACES.fullmatch(text) or any(cell.inlines or cell.figures for cell in last[1:]):
        return table, ""
    return replace(table, rows=table.rows[:-1]), text


def _described(table: Table, text: str, context: ReadContext) -> Table:
    """The table as its attributes want it: `{.total highlight=COLUMN}`, a column by its name or number."""
    if not text.strip():
        return table
    attributes = parse_attributes(" ".join(part[1:-1] for part in _BRACES.findall(text)))
    names = [plain_text(cell.inlines).strip() for cell in table.header]
    lit = list(table.highlight)
    for wanted in re.split(r"\s*[,;]\s*", attributes.values.get("highlight", "")):
        if wanted in names:
            lit.append(names.index(wanted))
        elif wanted.isdecimal() and 0 < int(wanted) <= len(table.align):
            lit.append(int(wanted) - 1)
        elif wanted:
            message, hint = f"this table has no column `{wanted}`", nearest(wanted, names)
            context.report(
                "no-such-column", "warning", message, table.span, hint or "its name, or its number"
            )
    total = table.total or "total" in attributes.classes
    name = attributes.id or table.name
    widths = [
        float(width) for width in re.findall(r"\d+(?:\.\d+)?", attributes.values.get("tbl-colwidths", ""))
    ]
    if len(widths) == len(table.align) and all(widths):
        table = replace(table, shares=tuple(width / sum(widths) for width in widths))
    return replace(table, total=total, highlight=tuple(dict.fromkeys(lit)), name=name)


_CAPTION = regex(r"(?:[Tt]able(?:au)?[ \u00a0\u202f]?)?:[ \t]+(?=\S|$)")


def with_captions(items: Sequence[Item], context: ReadContext) -> list[Item]:
    """`items` with each `Table: …` or `: …` beside a table as that table's caption, and its attributes."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        if isinstance(item, Table) and (below := _caption_row(item, context)):
            item = replace(item, rows=item.rows[:-1])
            item = _described(replace(item, caption=_caption(below)), _last_braces(below), context)
        if isinstance(item, Table) and isinstance(before, Paragraph) and _is_caption(before):
            found[-1] = _described(replace(item, caption=_caption(before)), _last_braces(before), context)
        elif (
            isinstance(before, Table)
            and isinstance(item, Paragraph)
            and not before.caption
            and _is_caption(item)
        ):
            found[-1] = _described(replace(before, caption=_caption(item)), _last_braces(item), context)
        else:
            found.append(item)
    return found


def _caption_row(table: Table, context: ReadContext) -> Paragraph | None:
    """A caption right below a table, which looks like its last row."""
    last = table.rows[-1] if table.rows else ()
    if not last or any(cell.inlines or cell.figures for cell in last[1:]) or table.caption:
        return None
    paragraph = Paragraph(last[0].inlines, table.span)
    bare = "|" not in context.source.line(table.span.last_line)
    return paragraph if bare and _is_caption(paragraph) else None


def _is_caption(paragraph: Paragraph) -> bool:
    """True for one that says `: …` or `Table: …`."""
    first = paragraph.inlines[0] if paragraph.inlines else None
    match = _CAPTION.match(first.text) if isinstance(first, Run) else None
    return match is not None and (match.end() < len(match.string) or len(paragraph.inlines) > 1)


def _last_braces(paragraph: Paragraph) -> str:
    last = paragraph.inlines[-1]
    text = last.text.rstrip() if isinstance(last, Run) else ""
    rest, attributes = split_trailing(text)
    return "" if attributes is NO_ATTRIBUTES else text[len(rest) :]


def _caption(paragraph: Paragraph) -> Inlines:
    """The text of a paragraph that is one, without its attributes; nothing for any other."""
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
    """Cells beyond the header's are no part of the table, says GitHub's Markdown; we say so, too."""
    row = re.sub(r"^[ \t]*(?:>[ \t]?)*", "", context.source.line(line)).strip()
    count = count_cells(with_enclosed(row, columns))
    if columns and count > columns:
        message = f"this row has {count} cells, but the table {columns} columns: the last are not shown"
        hint = "give the header as many cells, or write `\\|` for a bar that is text"
        context.report("surplus-cells", "warning", message, Span(line), hint)


def _cell(pieces: Sequence[Piece]) -> TableCell:
    lines = [in_line(line) for line in source_lines(pieces)]
    figures = tuple(figure for _, below in lines for figure in below)
    return TableCell(trim(join_lines([shown for shown, _ in lines])), figures)
