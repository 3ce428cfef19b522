"""The workbook behind a chart: columns of numbers, and references to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TypeAlias

from msgspec import Struct, field

from deckgen.deck.charts import Axis
from deckgen.writers.pptx.xml import escape

Cell: TypeAlias = float | str | None
SHEET = "Sheet1"
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same input gives the same bytes."""


class Column(Struct, frozen=True):
    """A column of the sheet: where it stands, its header, its cells."""

    letter: str
    header: str
    cells: tuple[Cell, ...]
    format: str = "General"
    """How its numbers are shown."""

    @property
    def place(self) -> str:
        """Reference to its cells."""
        return f"{SHEET}!${self.letter}$2:${self.letter}${len(self.cells) + 1}"

    def name(self) -> str:
        """`<c:tx>`: its header as the name of a series."""
        return (
            f'<c:tx><c:strRef><c:f>{SHEET}!${self.letter}$1</c:f><c:strCache><c:ptCount val="1"/>'
            f'<c:pt idx="0"><c:v>{escape(self.header)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        )

    def numbers(self) -> str:
        """`<c:numRef>`: its cells as numbers."""
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{cell!r}</c:v></c:pt>'
            for place, cell in enumerate(self.cells)
            if cell is not None
        )
        return (
            f"<c:numRef><c:f>{self.place}</c:f><c:numCache><c:formatCode>{self.format}</c:formatCode>"
            f'<c:ptCount val="{len(self.cells)}"/>{points}</c:numCache></c:numRef>'
        )

    def strings(self) -> str:
        """`<c:strRef>`: its cells as text."""
        points = "".join(
            f'<c:pt idx="{place}"><c:v>{escape(str(cell))}</c:v></c:pt>'
            for place, cell in enumerate(self.cells)
        )
        return (
            f"<c:strRef><c:f>{self.place}</c:f><c:strCache>"
            f'<c:ptCount val="{len(self.cells)}"/>{points}</c:strCache></c:strRef>'
        )


class Sheet(Struct, eq=False):
    """The one sheet of a chart's workbook, filled from left to right."""

    columns: list[Column] = field(default_factory=list)

    def add(self, header: str, cells: Sequence[Cell]) -> Column:
        """A new column at the right."""
        column = Column(_letter(len(self.columns)), header, tuple(cells))
        self.columns.append(column)
        return column

    def along(self, axis: Axis, cells: Sequence[Cell]) -> Column:
        """The column of what stands along an axis, which several series may share."""
        header = axis.title or axis.name or "x"
        code = "yyyy\\-mm\\-dd" if axis.scale == "date" else "General"
        column = Column(_letter(len(self.columns)), header, tuple(cells), code)
        same = (each for each in self.columns if each.header == header and each.cells == column.cells)
        if (known := next(same, None)) is not None:
            return known
        self.columns.append(column)
        return column

    def to_bytes(self) -> bytes:
        """The .xlsx file."""
        from xlsxwriter import Workbook

        target = BytesIO()
        book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                 "strings_to_numbers": False})  # fmt: skip
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(SHEET)
        for place, column in enumerate(self.columns):
            sheet.write_string(0, place, column.header)
            shown = book.add_format({"num_format": column.format.replace("\\", "")})
            if column.format != "General":
                sheet.set_column(place, place, 12, shown)
            for row, cell in enumerate(column.cells, 1):
                if isinstance(cell, str):
                    sheet.write_string(row, place, cell)
                elif cell is not None:
                    sheet.write_number(row, place, cell, shown)
        book.close()
        return target.getvalue()


def _letter(number: int) -> str:
    """Name of column `number`, from 0: A … Z, AA …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
