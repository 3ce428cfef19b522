"""Data for charts: rows of cells from CSV, TSV or the block itself, each with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.cells import Cell, all_numbers
from deckgen.charts.schema import Value
from deckgen.diagnostics import Diagnostic
from deckgen.patterns import regex
from deckgen.project_files import FileError, ProjectFiles
from deckgen.source import Source, Span
from deckgen.source_files import printable


class DataTable(Struct, frozen=True):
    """Columns by name."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    separator: str = ""
    """Between its cells, as they are written."""
    unnamed: frozenset[str] = frozenset()
    """Those that have no name of their own, but the one that a spreadsheet gives them."""

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of a column."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.rows)


def read_file(
    files: ProjectFiles, near: Sequence[Path], name: str, findings: list[Diagnostic], span: Span
) -> DataTable | None:
    """A CSV or TSV file with a header; a diagnostic if there is none."""
    try:
        text, is_old = _decoded(files.read(files.find(name, near), name), name)
    except FileError as error:
        findings.append(Diagnostic("no-data", "error", str(error), span, error.hint))
        return None
    if is_old:
        message = f"`{name}` is not UTF-8: it is read as Windows-1252, as older spreadsheets save it"
        findings.append(Diagnostic("not-utf8", "warning", message, span, "save it as “CSV UTF-8”"))
    return read_text(Source.from_text(name, printable(text)), Span(1), findings, span)


_KINDS = {b"PK\x03\x04": "a spreadsheet", b"\xd0\xcf\x11\xe0": "a spreadsheet", b"\x89PNG": "a picture",
          b"\xff\xd8\xff": "a picture", b"%PDF": "a PDF"}  # fmt: skip


def _decoded(data: bytes, name: str) -> tuple[str, bool]:
    """The text of a file, and whether it had to be taken for Windows-1252. Raises `FileError`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), False
    if kind := next((kind for start, kind in _KINDS.items() if data.startswith(start)), ""):
        raise FileError(f"`{name}` is {kind}, no CSV", "save the data as CSV")
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True


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
    rows = _below_titles(rows, findings)
    if len(rows) < 2:
        message = f"`{source.path}` holds no rows" if not inside else "there are no rows below the header"
        findings.append(Diagnostic("no-data", "error", message, where, "the first line names the columns"))
        return None
    return replace(_table(rows[0], rows[1:], findings), separator=separator)


def _below_titles(rows: Sequence[tuple[Cell, ...]], findings: list[Diagnostic]) -> list[tuple[Cell, ...]]:
    """The rows without those of one cell above a table of several columns: titles, and notes behind a `#`."""
    found = [row for row in rows if not row[0].text.startswith("# ")]
    first = next((at for at, row in enumerate(found) if _has_several(row)), 0)
    for row in found[:first]:
        said = next((cell.text for cell in row if cell.text), "")
        message = f"`{said}` stands above the columns' names: it is not drawn"
        findings.append(Diagnostic("surplus-data", "warning", message, row[0].span, "", row[0].source))
    return found[first:]


def _has_several(row: Sequence[Cell]) -> bool:
    return any(cell.text for cell in row[1:])


def without_points(table: DataTable, names: str = "") -> DataTable:
    """The table of a language that divides thousands by points (`1.300`), these left out but for the column of `names`;
    as it is where a number has a point before the tenths, or they all may."""
    cells = [cell for name in table.names if name != names for cell in table.column(name)]
    pointed = [cell.text for cell in cells if _POINTED.fullmatch(cell.text)]
    if table.separator == "," or not pointed or not all(map(_WHOLE.fullmatch, pointed)):
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
    if _is_row(header, rows):
        message = "the first line names the columns, and this one has numbers: they are called A, B, C …"
        findings.append(Diagnostic("no-header", "warning", message, header[0].span, "", header[0].source))
        rows, header = (header, *rows), tuple(replace(cell, text="") for cell in header)
    names: list[str] = []
    for place, cell in enumerate(header):
        name = cell.text or _letter(place)
        if cell.text in names:
            name = next(each for n in range(2, len(header) + 2) if (each := f"{name} ({n})") not in names)
            message = f"two columns are called `{cell.text}`: this one is `{name}`"
            findings.append(Diagnostic("surplus-data", "warning", message, cell.span, "", cell.source))
        names.append(name)
    for row in rows:
        if len(row) > len(names) and any(cell.text for cell in row[len(names) :]):
            cell = row[len(names)]
            message = f"this row has {len(row)} cells, but there are {len(names)} columns"
            hint = "put a cell with a comma in quotation marks, or divide the cells with `;`"
            findings.append(Diagnostic("surplus-data", "error", message, cell.span, hint, cell.source))
    body = tuple(_as_long(row, len(names)) for row in rows if row)
    unnamed = frozenset(name for name, cell in zip(names, header, strict=True) if not cell.text)
    return _without_counts(DataTable(tuple(names), body, unnamed=unnamed))


_DECIMALS = regex(r"[+-−]?\d+[.,]\d+")


def _is_row(header: Sequence[Cell], rows: Sequence[tuple[Cell, ...]]) -> bool:
    """True for a first line with a number of tenths above numbers: years and the like name columns, this does not."""
    for place, cell in enumerate(header):
        below = [row[place] for row in rows if place < len(row)]
        if _DECIMALS.fullmatch(cell.text) and (all_numbers(below, ".") or all_numbers(below, ",")):
            return True
    return False


def _letter(place: int) -> str:
    """What a spreadsheet calls a column."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _without_counts(table: DataTable) -> DataTable:
    """The table without columns that have neither name nor content, and without the numbers of its rows, which programs
    write into a first column without a name."""
    kept = [
        name for name in table.names if name not in table.unnamed or any(c.text for c in table.column(name))
    ]
    first = table.names[0] if table.names else ""
    if len(kept) > 2 and first in kept and first in table.unnamed:
        texts = [cell.text for cell in table.column(first)]
        counts = any(texts == [str(n + start) for n in range(len(texts))] for start in (0, 1))
        if counts and _names_rows(table.column(kept[1])):
            kept.remove(first)
    if len(kept) == len(table.names):
        return table
    places = [table.names.index(name) for name in kept]
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return replace(table, names=tuple(kept), rows=rows)


def _names_rows(cells: Sequence[Cell]) -> bool:
    """True for words, dates and years, which can stand along an axis in place of their rows' numbers."""
    years = all(len(cell.text) == 4 and cell.text.isdecimal() for cell in cells)
    return years or not all_numbers(cells, ".")


_SAID = regex(r"sep=(.)")
"""What spreadsheets write above a table for each other."""
LOOKED_AT = 50
"""Lines, for what parts the cells."""


def _separator(source: Source) -> str:
    """What parts the cells of a row: the sign that gives all rows as many, else the one that the first has most of."""
    lines = [line for line in source.lines[:LOOKED_AT] if line.strip() and not line.startswith("# ")]
    head = next(iter(lines), "")
    if match := _SAID.fullmatch(head.strip()):
        return match[1]

    def is_even(sign: str) -> bool:
        rows = [row for row in csv.reader(lines, delimiter=sign) if any(row)]
        counts = {len(row) for row in dropwhile(lambda row: len(row) == 1, rows)}  # titles stand above
        return len(counts) == 1

    even = [sign for sign in "\t;,|" if is_even(sign)]
    head = next((line for line in lines if any(sign in line for sign in even)), head)
    return max(even or "\t;,|", key=head.count)


def _cells(source: Source, start: Span, separator: str, *, inside: bool) -> Iterator[tuple[Cell, ...]]:
    reader = csv.reader(io.StringIO(source.text), delimiter=separator, skipinitialspace=separator != "\t")
    line = 1
    for row in reader:
        first, line = line, reader.line_num + 1
        text, at = source.line(first), 0
        if not any(cell.strip() for cell in row) or _SAID.fullmatch(text.strip()):
            continue
        cells = []
        for value in row:
            found = max(at, text.find(value, at)) if value else at
            at = found + len(value)
            span = Span(start.line + first - 1, start.column + found, length=max(1, len(value)))
            cells.append(Cell(value.strip(), span, None if inside else source))
        if separator == "|":  # a Markdown table may have bars at its edges, and has a line of dashes
            bare = text.strip()
            cells = cells[bare.startswith("|") : len(cells) - bare.endswith("|")]
            if all(set(cell.text) <= set(":- ") for cell in cells):
                continue
        yield tuple(cells)


def read_rows(value: Value, findings: list[Diagnostic]) -> DataTable | None:
    """Rows in the block: a list of mappings, a list of lists under their header, or text as in a file."""
    if value.scalar:
        source = Source.from_text("rows", value.text)
        return read_text(source, value.inside or value.span, findings, value.span, inside=True)
    if value.entries is not None:
        return _of_names(value, findings)
    items = value.several
    if len(items) > 1 and all(len(item.entries or ()) == 1 for item in items) and _are_apart(items):
        pairs = [next(iter((item.entries or {}).items())) for item in items]
        if all(cell.scalar for _, cell in pairs):
            return _named([(name, (cell,)) for name, cell in pairs], ("", ""))
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
    findings.append(Diagnostic("no-data", "error", _ROWS, value.span))
    return None


_ROWS = "`rows` is a list of rows: mappings, or lists of which the first names the columns"


def _are_apart(items: Sequence[Value]) -> bool:
    """True for mappings that have no name in common."""
    names = [name for item in items for name in item.entries or ()]
    return len(set(names)) == len(names)


def _of_names(value: Value, findings: list[Diagnostic]) -> DataTable | None:
    """A mapping: of names to their values, or to mappings of these; or of columns to lists as long."""
    entries = value.entries or {}
    cells = list(entries.values())
    if all(cell.scalar for cell in cells):
        return _named([(name, (cell,)) for name, cell in entries.items()], ("", ""))
    if all(cell.entries is not None for cell in cells):
        names = tuple(dict.fromkeys(name for cell in cells for name in cell.entries or ()))
        rows = ((name, [(cell.entries or {}).get(each) for each in names]) for name, cell in entries.items())
        return _named(list(rows), ("", *names))
    if all(cell.items is not None for cell in cells) and len({len(cell.several) for cell in cells}) == 1:
        columns = zip(*(cell.several for cell in cells), strict=True)
        return DataTable(tuple(entries), tuple(tuple(_cell(cell, value) for cell in row) for row in columns))
    findings.append(Diagnostic("no-data", "error", _ROWS, value.span))
    return None


def _named(rows: Sequence[tuple[str, Sequence[Value | None]]], heads: Sequence[str]) -> DataTable:
    """Names, and what stands behind each; a head without a name is called as a spreadsheet would."""
    names = tuple(head or _letter(place) for place, head in enumerate(heads))
    unnamed = frozenset(name for name, head in zip(names, heads, strict=True) if not head)
    found = []
    for name, cells in rows:
        where = next((cell.span for cell in cells if cell), Span(1))
        first = Cell(name, where, None)
        found.append((first, *(Cell(cell.text if cell else "", where, None) for cell in cells)))
    return DataTable(names, tuple(found), unnamed=unnamed)


def _cell(value: Value | None, row: Value) -> Cell:
    return Cell(value.text, value.span, None) if value is not None else Cell("", row.span, None)


def _as_long(row: tuple[Cell, ...], length: int) -> tuple[Cell, ...]:
    """A row with as many cells as there are columns."""
    if not row:
        return ()
    last = row[-1]
    return (*row[:length], *(Cell("", last.span, last.source) for _ in range(length - len(row))))
