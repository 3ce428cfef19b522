"""A table → `TableItem`: what its columns need, which of them hold numbers, whether its last row adds up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Align, Table, TableCell
from deckgen.deck.clicks import Step
from deckgen.deck.inlines import Inlines, LineBreak, Run, plain_text
from deckgen.deck.numbers import TOTAL, is_number
from deckgen.layout.flow import Cell, TableItem
from deckgen.layout.fonts import Fonts
from deckgen.layout.joined_cells import column_needs, continued
from deckgen.layout.lines import break_lines, measure_words, widest
from deckgen.patterns import regex

_NUMBER = regex(
    r"(?!24/7|\+\d{1,3}[ \u00a0]\d{1,4}(?:[ \u00a0-]\d{2,4}){2,})[-+−±×x<>≤≥~≈$€£¥]{0,2}\s?\d[\d\s.,'’]*+"
    r"(?:[%‰°€$£¥]|\s?\S{1,4}(?:\s[€$£¥%]|\s[A-Z]{3})?)?"
)
"""No telephone's number (`+46 10 555 01 01`), and no `24/7`."""


def table_item(block: Table, fonts: Fonts, step: Step) -> TableItem:
    """The table with every cell measured; it appears at click `step`."""
    columns = list(zip(*block.rows, strict=True)) or [()] * len(block.align)
    numeric = list(map(_is_numeric, columns))
    sides: list[Align] = [
        said or ("right" if numbers else "center" if at and _are_marks(column) else "")
        for at, (said, numbers, column) in enumerate(zip(block.align, numeric, columns, strict=True))
    ]
    joined = any(cell.across != 1 or cell.down != 1 for row in block.every_row for cell in row)

    def cells(row: tuple[TableCell, ...], *, bold: bool) -> tuple[Cell, ...]:
        found = []
        for column, (cell, align) in enumerate(zip(row, sides, strict=True)):
            said, lit = _said(cell), column in block.highlight
            words = measure_words(said, fonts, "body", bold=bold or lit)
            side = align if cell.across < 2 else "center"
            made = Cell(said, words, side, bold or lit, cell.figures, lit)
            found.append(replace(made, across=cell.across, down=cell.down) if joined else made)
        return tuple(found)

    named = bool(block.rows) and bool(TOTAL.match(plain_text(block.rows[-1][0].inlines).strip()))
    set_off = any(numeric) and [*map(_is_bold, block.rows)] == [False] * (len(block.rows) - 1) + [True]
    total = len(block.rows) > 1 and (block.total or named or set_off)
    last = len(block.rows) - 1
    rows = tuple(cells(row, bold=total and number == last) for number, row in enumerate(block.rows))
    rows = _with_tails(rows, numeric, fonts)
    rows = continued(rows) if joined else rows
    head = tuple(cells(row, bold=True) for row in (*block.upper, block.header) if row)
    head = continued(head) if joined else head
    every = (*head, *rows)
    return TableItem(
        head=head,
        rows=rows,
        least=column_needs(every, _longest_word, 0.5),
        whole=column_needs(rows or every, _longest_piece, 0.5),
        most=column_needs(every, _longest_line, 0.5),
        span=block.span,
        identity=id(block),
        step=step,
        total=total,
        joined=joined,
        shares=block.shares,
    )


def _said(cell: TableCell) -> Inlines:
    """The cell's text, behind the captions of its pictures."""
    captions = [item for figure in cell.figures if figure.caption for item in (*figure.caption, LineBreak())]
    return (*captions, *cell.inlines) if cell.inlines else tuple(captions[:-1])


def _is_bold(row: Sequence[TableCell]) -> bool:
    """True if all that it says is."""
    runs = [run for cell in row for run in cell.inlines if isinstance(run, Run) and run.text.strip()]
    return bool(runs) and all(run.marks.bold for run in runs)


def _is_numeric(column: Sequence[TableCell]) -> bool:
    """True if what stands in a table's column alone is numbers, but for a short word beside several (`free`)."""
    texts = _texts(column, " –—-\u00a0")
    words = [text for text in texts if not _NUMBER.fullmatch(text)]
    return len(texts) >= (1 + 2 * len(words)) and (not words or (len(words) == 1 and words[0].isalpha()))


def _are_marks(column: Sequence[TableCell]) -> bool:
    """True for ticks, dots and the like, one in a cell."""
    texts = _texts(column)
    return bool(texts) and all(len(text) == 1 and not text.isalnum() for text in texts)


def _texts(column: Sequence[TableCell], aside: str | None = None) -> list[str]:
    """What stands in a column alone, without the signs that are set `aside` at its ends."""
    return [text for cell in column if cell.across < 2 and (text := plain_text(cell.inlines).strip(aside))]


def _longest_word(cell: Cell) -> float:
    text = plain_text(cell.inlines).strip()
    if _NUMBER.fullmatch(text) or is_number(text):
        # No number is broken at the space between its thousands or before its unit.
        return _longest_line(cell)
    return widest(cell.words) + cell.tail


SHORT = 18
"""Characters of a cell that is read at a glance."""


def _longest_piece(cell: Cell) -> float:
    text = plain_text(cell.inlines).strip()
    return _longest_line(cell) if len(text) <= SHORT else _longest_word(cell)


def _longest_line(cell: Cell) -> float:
    """Width in em if nothing but hard breaks ends a line."""
    return max(line.width for line in break_lines(cell.words, 1e9)) + cell.tail


def _with_tails(
    rows: tuple[tuple[Cell, ...], ...], numeric: Sequence[bool], fonts: Fonts
) -> tuple[tuple[Cell, ...], ...]:
    """The rows with room behind numbers that have fewer decimals than others of their column."""
    if not rows:  # a header alone
        return ()
    columns = [
        _aligned(column, fonts) if numbers and all(cell.align == "right" for cell in column) else column
        for column, numbers in zip(zip(*rows, strict=True), numeric, strict=True)
    ]
    return tuple(zip(*columns, strict=True))


def _aligned(column: Sequence[Cell], fonts: Fonts) -> Sequence[Cell]:
    texts = [plain_text(cell.inlines).strip() if cell.across < 2 else "" for cell in column]
    texts = [text if any(map(str.isdigit, text)) else "" for text in texts]
    sign = _decimal_sign(texts)
    if not sign or len({_ONLY_NUMBER.sub("", text) for text in texts if text}) > 1:
        return column  # of several units no sign is where others' is
    tails = [
        fonts.face("body", bold=cell.bold).width(_from_sign(text, sign)) if text else 0.0
        for cell, text in zip(column, texts, strict=True)
    ]
    return [
        replace(cell, tail=max(tails) - tail) if text else cell
        for cell, text, tail in zip(column, texts, tails, strict=True)
    ]


_ONLY_NUMBER = regex(r"[\d\s.,'’+−()*†‡≈~<>≤≥±-]+")
"""All of a number but its unit."""


def _from_sign(text: str, sign: str) -> str:
    """What stands behind a number's whole part: its decimals, its unit."""
    match = re.search(rf"{re.escape(sign)}\d+\D*$", text)
    return text[match.start() :] if match else (re.search(r"\D*$", text) or [""])[0]


def _decimal_sign(texts: Sequence[str]) -> str:
    """The sign before the decimals of a column's numbers; nothing if they have none, or if it may as well be the one
    between thousands."""
    for sign in ".,":
        parts = [re.findall(rf"{re.escape(sign)}(\d+)", text) for text in texts]
        found = [part for part in parts if part]
        if found and all(len(part) == 1 for part in found) and any(len(part[0]) != 3 for part in found):
            return sign
    return ""
