"""A table → `TableItem`: what its columns need, which of them hold numbers, whether its last row adds up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.deck.blocks import Table, TableCell
from deckgen.deck.inlines import Inlines, LineBreak, plain_text
from deckgen.layout.flow import Cell, TableItem
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import break_lines, measure_words

_NUMBER = re.compile(r"[-+−±×x<>≤≥~≈$€£¥]{0,2}\s?\d[\d\s.,'’]*(?:[%‰°€$£¥]|\s?\S{1,4})?")
_TOTAL = re.compile(
    r"(?i:(?:sub-?)?total(?:e|aux)?|sommes?|summe|gesamt|insgesamt|ensemble|suma|totaal|итого|всего)\b"
)


def table_item(block: Table, fonts: Fonts, step: int) -> TableItem:
    """The table with every cell measured; it appears at click `step`."""
    numeric = [_is_numeric(column) for column in zip(*block.rows, strict=True)] or [False] * len(block.align)

    def cells(row: tuple[TableCell, ...], *, bold: bool) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                said := _said(cell), measure_words(said, fonts, "body", bold=bold),
                align or ("right" if numbers else ""), bold,
                cell.figures,
            )
            for cell, align, numbers in zip(row, block.align, numeric, strict=True)
        )  # fmt: skip

    total = len(block.rows) > 1 and bool(_TOTAL.match(plain_text(block.rows[-1][0].inlines).strip()))
    last = len(block.rows) - 1
    rows = tuple(cells(row, bold=total and number == last) for number, row in enumerate(block.rows))
    header = cells(block.header, bold=True) if block.header else ()
    columns = list(zip(*((header, *rows) if header else rows), strict=True))
    least = tuple(max(0.5, *(_longest_word(cell) for cell in column)) for column in columns)
    most = tuple(max(0.5, *(_longest_line(cell) for cell in column)) for column in columns)
    return TableItem(
        header=header,
        rows=rows,
        least=least,
        most=most,
        span=block.span,
        identity=id(block),
        step=step,
        total=total,
    )


def _said(cell: TableCell) -> Inlines:
    """The cell's text, behind the captions of its pictures."""
    captions = [item for figure in cell.figures if figure.caption for item in (*figure.caption, LineBreak())]
    return (*captions, *cell.inlines) if cell.inlines else tuple(captions[:-1])


def _is_numeric(column: Sequence[TableCell]) -> bool:
    """True if all that stands in a table's column is numbers."""
    texts = [text for cell in column if (text := plain_text(cell.inlines).strip(" –—-\u00a0"))]
    return bool(texts) and all(map(_NUMBER.fullmatch, texts))


def _longest_word(cell: Cell) -> float:
    if _NUMBER.fullmatch(plain_text(cell.inlines).strip()):
        return _longest_line(cell)  # no number is broken at the space between its thousands
    return max((word.width for word in cell.words), default=0.0)


def _longest_line(cell: Cell) -> float:
    """Width in em if nothing but hard breaks ends a line."""
    return max(line.width for line in break_lines(cell.words, 1e9))
