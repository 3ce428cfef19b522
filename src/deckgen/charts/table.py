"""Data for charts: rows of cells from CSV, TSV or the block itself, each with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.schema import Value
from deckgen.diagnostics import Diagnostic
from deckgen.layout.charts.numbers import day_number
from deckgen.patterns import regex
from deckgen.project_files import FileError, ProjectFiles
from deckgen.source import Source, Span
from deckgen.source_files import printable

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "–", "—", "nd", "n.d.", "?"})
"""Cells that say that there is no value."""
_SPACES = regex(r"[\s\u00a0\u202f\u2009'’]")
_THOUSANDS = regex(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_NUMBER = regex(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
LEAST, MOST = 1e-100, 1e100
"""Beyond them, arithmetic on an axis ends."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Spreadsheets count days from 1900 on."""
_DATE = regex(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?")
_DAY_FIRST = regex(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class Cell(Struct, frozen=True):
    """One cell as it is written, and where."""

    text: str
    span: Span
    source: Source | None
    """The file that it stands in; None for the deck itself."""


class DataTable(Struct, frozen=True):
    """Columns by name."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_commas: bool = False
    """Between its cells: no number has one before its tenths."""

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of a column."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.rows)


def read_file(
    files: ProjectFiles, near: Sequence[Path], name: str, findings: list[Diagnostic], span: Span
) -> DataTable | None:
    """A CSV or TSV file with a header; a diagnostic if there is none."""
    try:
        _, text = files.text(name, near)
    except FileError as error:
        findings.append(Diagnostic("no-data", "error", str(error), span, error.hint))
        return None
    return read_text(Source.from_text(name, printable(text)), Span(1), findings, span)


def read_text(
    source: Source, start: Span, findings: list[Diagnostic], where: Span, *, inside: bool = False
) -> DataTable | None:
    """The table in `source`; `inside` says that it stands in the deck, from `start` on."""
    try:
        separator = _separator(source)
        rows = list(_cells(source, start, separator, inside=inside))
    except csv.Error as error:
        message = f"`{source.path}` is no CSV: {error}"
        findings.append(Diagnostic("no-data", "error", message, where, "is a quotation mark left open?"))
        return None
    if len(rows) < 2:
        message = f"`{source.path}` holds no rows" if not inside else "there are no rows below the header"
        findings.append(Diagnostic("no-data", "error", message, where, "the first line names the columns"))
        return None
    return replace(_table(rows[0], rows[1:], findings), has_commas=separator == ",")


def without_points(table: DataTable, names: str = "") -> DataTable:
    """The table of a language that divides thousands by points (`1.300`), these left out but for the column of `names`;
    as it is where a number has a point before the tenths, or they all may."""
    cells = [cell for name in table.names if name != names for cell in table.column(name)]
    pointed = [cell.text for cell in cells if _POINTED.fullmatch(cell.text)]
    if table.has_commas or not pointed or not all(map(_WHOLE.fullmatch, pointed)):
        return table

    def bare(name: str, cell: Cell) -> Cell:
        divided = name != names and _WHOLE.fullmatch(cell.text)
        return replace(cell, text=cell.text.replace(".", "")) if divided else cell

    return replace(table, rows=tuple(tuple(map(bare, table.names, row)) for row in table.rows))


_POINTED = regex(r"[+−-]?\d*\.\d+(?:\s?%)?")
_WHOLE = regex(r"[+−-]?[1-9]\d{0,2}(?:\.\d{3})+(?:\s?%)?")


def _table(
    header: tuple[Cell, ...], rows: Sequence[tuple[Cell, ...]], findings: list[Diagnostic]
) -> DataTable:
    """The table of a header and the rows below it; what does not fit under the header is reported."""
    names = tuple(cell.text for cell in header)
    for place, cell in enumerate(header):
        if cell.text and cell.text in names[:place]:
            message = f"two columns are called `{cell.text}`: only the first can be named"
            findings.append(Diagnostic("surplus-data", "error", message, cell.span, "", cell.source))
    for row in rows:
        if len(row) > len(names) and any(cell.text for cell in row[len(names) :]):
            cell = row[len(names)]
            message = f"this row has {len(row)} cells, but there are {len(names)} columns"
            hint = "put a cell with a comma in quotation marks, or divide the cells with `;`"
            findings.append(Diagnostic("surplus-data", "error", message, cell.span, hint, cell.source))
    return DataTable(names, tuple(_as_long(row, len(names)) for row in rows if row))


def _separator(source: Source) -> str:
    """What divides the cells of a row."""
    head = next((line for line in source.lines if line.strip()), "")
    return max("\t;,|", key=head.count)


def _cells(source: Source, start: Span, separator: str, *, inside: bool) -> Iterator[tuple[Cell, ...]]:
    reader = csv.reader(io.StringIO(source.text), delimiter=separator, skipinitialspace=separator != "\t")
    line = 1
    for row in reader:
        first, line = line, reader.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        text, at = source.line(first), 0
        cells = []
        for value in row:
            found = max(at, text.find(value, at)) if value else at
            at = found + len(value)
            span = Span(start.line + first - 1, start.column + found, length=max(1, len(value)))
            cells.append(Cell(value.strip(), span, None if inside else source))
        if separator == "|":  # a Markdown table has bars at its edges and a line of dashes
            cells = list(cells[1:-1])
            if all(set(cell.text) <= set(":- ") for cell in cells):
                continue
        yield tuple(cells)


def read_rows(value: Value, findings: list[Diagnostic]) -> DataTable | None:
    """Rows in the block: a list of mappings, a list of lists under their header, or text as in a file."""
    if value.scalar:
        source = Source.from_text("rows", value.text)
        return read_text(source, value.inside or value.span, findings, value.span, inside=True)
    items = value.several
    if items and all(item.entries is not None for item in items):
        names = tuple(dict.fromkeys(name for item in items for name in item.entries or ()))
        rows = tuple(tuple(_cell((item.entries or {}).get(name), item) for name in names) for item in items)
        return DataTable(names, rows)
    if len(items) > 1 and all(item.items is not None for item in items):
        items = tuple(item for item in items if item.several)
        names = tuple(cell.text for cell in items[0].several) if items else ()
        if names:
            header, *rest = (tuple(_cell(cell, row) for cell in row.several) for row in items)
            return _table(header, rest, findings)
    message = "`rows` is a list of rows: mappings, or lists of which the first names the columns"
    findings.append(Diagnostic("no-data", "error", message, value.span))
    return None


def _cell(value: Value | None, row: Value) -> Cell:
    return Cell(value.text, value.span, None) if value is not None else Cell("", row.span, None)


def _as_long(row: tuple[Cell, ...], length: int) -> tuple[Cell, ...]:
    """A row with as many cells as there are columns."""
    if not row:
        return ()
    last = row[-1]
    return (*row[:length], *(Cell("", last.span, last.source) for _ in range(length - len(row))))


def number(text: str, decimal: str) -> float | None:
    """A number as people write it: `1 234,5`, `1.234,5`, `1,234.5`, `12 %`, `5.76e23`; None if it is none,
    or one that no axis can show (beyond 10¹⁰⁰).

    `decimal` is the sign before the tenths, where a number does not tell: of two signs the last one is, one that comes
    twice is none. A point is read as one too where it can't divide thousands.
    """
    bare = _SPACES.sub("", text).removesuffix("%").replace("−", "-")
    other = "." if decimal == "," else ","
    unsigned = bare.lstrip("+-")
    groups = _THOUSANDS.fullmatch(unsigned)
    sign = groups[1] if groups else ""
    several = (
        bare.count(sign) > 1 and (sign == other or sign == ",") if sign else False
    )  # `10.100.200.254` is none
    if sign and (sign == other == "," or several or ("," in bare and "." in bare)):
        bare = bare.replace(sign, "").replace(",", ".")
    elif decimal == ",":
        bare = bare.replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        return None
    value = float(bare)
    return value if value == 0 or LEAST <= abs(value) <= MOST else None


def day(text: str) -> float | None:
    """A date (`2020-05-28`, `2020-05`, `28/05/2020`) as spreadsheets count it."""
    if match := _DATE.fullmatch(text.strip()):
        year, month, of_month = int(match[1]), int(match[2]), int(match[3] or 1)
    elif match := _DAY_FIRST.fullmatch(text.strip()):
        of_month, month, year = int(match[1]), int(match[2]), int(match[3])
    else:
        return None
    try:
        return day_number(date(year, month, of_month)) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def all_numbers(cells: Sequence[Cell], decimal: str) -> bool:
    """True if every cell that says something is a number."""
    known = [cell.text for cell in cells if cell.text.lower() not in MISSING]
    return bool(known) and all(number(text, decimal) is not None for text in known)


def all_days(cells: Sequence[Cell]) -> bool:
    """True if every cell that says something is a date."""
    known = [cell.text for cell in cells if cell.text.lower() not in MISSING]
    return bool(known) and all(day(text) is not None for text in known)
