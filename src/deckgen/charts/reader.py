"""Reads a chart block's values: columns, axes, numbers; what is wrong is reported where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from msgspec import Struct, field

from deckgen.charts.cells import MISSING, Cell, day, has_month_first, number
from deckgen.charts.schema import Value, check_keys, choice
from deckgen.charts.table import DataTable, read_file, read_rows
from deckgen.deck.charts import Axis, NumberStyle, Scale
from deckgen.diagnostics import Diagnostic, nearest
from deckgen.project_files import ProjectFiles
from deckgen.source import Span

AXIS_KEYS = ("column", "columns", "label", "scale", "min", "max", "format", "unit")
DATE_HINT = "dates are written 2020-05-28, from 1900 on; older years can stand as numbers"
LOG_HINT = "leave it out, or choose `linear`"


class BlockReader(Struct, eq=False, kw_only=True):
    """The values of one block."""

    root: Value
    span: Span
    files: ProjectFiles
    near: Sequence[Path]
    """Where data files are looked for besides."""
    decimal: str
    """The sign before the tenths in data."""
    month_first: bool = False
    """In dates, where they don't tell."""
    findings: list[Diagnostic] = field(default_factory=list)

    def get(self, key: str) -> Value | None:
        """What stands at `key`."""
        return (self.root.entries or {}).get(key)

    def error(self, code: str, message: str, span: Span, hint: str = "", cell: Cell | None = None) -> None:
        source = cell.source if cell else None
        self.findings.append(Diagnostic(code, "error", message, span, hint, source))

    def words(self, key: str) -> str:
        """Text, on one line."""
        return self.text_of(self.get(key), key)

    def text_of(self, value: Value | None, key: str) -> str:
        """Text, on one line; a list or mapping in its place is reported."""
        if value is not None and not value.scalar:
            self.error("unknown-chart-value", f"`{key}` is text", value.span, "put it in quotation marks")
        return " ".join(value.text.split()) if value else ""

    def number_at(self, key: str) -> float | None:
        value = self.get(key)
        return None if value is None else self.number(value)

    def number_within(self, key: str, least: float, most: float) -> float | None:
        """A number, brought within its bounds, which is reported."""
        value, found = self.get(key), self.number_at(key)
        if found is None or value is None or least <= found <= most:
            return found
        message = f"`{key}` lies between {least:g} and {most:g}"
        self.error("unknown-chart-value", message, value.span)
        return max(least, min(most, found))

    def number(self, value: Value) -> float | None:
        """A number or a date in the block itself."""
        if not value.scalar:
            self.error("not-a-number", "a number is wanted here", value.span)
            return None
        found = day(value.text) if day(value.text) is not None else number(value.text, ".")
        if found is None or not math.isfinite(found):
            self.error("not-a-number", f"`{value.text}` is no number", value.span)
            return None
        return found

    def table(self) -> DataTable | None:
        data, rows = self.get("data"), self.get("rows")
        if data is not None and rows is not None:
            message = "a chart has `data` or `rows`: the rows are not drawn"
            self.error("surplus-data", message, self.root.keys["rows"], "delete one")
        if data is not None and not (data.scalar and data.text.strip()):
            self.error("no-data", "`data` is the path of a CSV file", data.span)
            return None
        if data is not None and "\n" in data.text.strip():  # a block of text is the rows themselves
            return read_rows(data, self.findings)
        if data is not None:
            return read_file(self.files, self.near, data.text, self.findings, data.span)
        if rows is not None:
            return read_rows(rows, self.findings)
        hint = "name a CSV file (`data: loss.csv`) or write the rows below `rows:`"
        self.error("no-data", "this chart has no data", self.span, hint)
        return None

    def column(self, value: Value | None, table: DataTable) -> str:
        """A column that is there, by name."""
        if value is None:
            return ""
        if value.text in table.names:
            return value.text
        if value.scalar and not value.text and table.names and table.names[0] in table.unnamed:
            return table.names[0]
        if not value.scalar:
            self.error("no-such-column", "a column's name is wanted here", value.span)
            return ""
        message = f"there is no column `{value.text}`"
        self.error("no-such-column", message, value.span, nearest(value.text, table.names))
        return ""

    def axis(self, key: str, table: DataTable) -> tuple[Axis, tuple[str, ...], bool]:
        """An axis, its columns, and whether it says which scale it has."""
        value = self.get(key)
        if value is None:
            return Axis(), (), False
        if value.entries is None:
            names = tuple(filter(None, (self.column(item, table) for item in value.several)))
            return Axis(title=names[0] if len(names) == 1 else ""), names, False
        check_keys(value, AXIS_KEYS, self.findings)
        entries = value.entries
        given = entries.get("column") or entries.get("columns")
        names = tuple(filter(None, (self.column(item, table) for item in given.several))) if given else ()
        scales = ("category", "linear", "log", "date")
        scale = choice(entries.get("scale"), scales, "linear", "scale", self.findings)
        styles = ("plain", "compact", "scientific")
        style = choice(entries.get("format"), styles, "", "way to write numbers", self.findings) or None
        low, high = (self.number(entries[k]) if k in entries else None for k in ("min", "max"))
        if low is not None and high is not None and low >= high:
            self.error("empty-axis", "`min` is not below `max`", entries["min"].span)
            low = high = None
        if scale == "log":
            for name, end in (("min", low), ("max", high)):
                if end is not None and end <= 0:
                    message = "a logarithmic axis has no zero and nothing below it"
                    self.error("log-of-zero", message, entries[name].span, LOG_HINT)
            low = low if low and low > 0 else None
            high = high if high and high > 0 else None
        if scale == "date":
            low, high = (self._day(entries.get(name), end) for name, end in (("min", low), ("max", high)))
        label = names[0] if len(names) == 1 else ""
        if "label" in entries:
            label = self.text_of(entries["label"], "label")
        unit = self.text_of(entries.get("unit"), "unit")
        if unit and unit[0] not in " %°" and not unit.startswith("\u202f"):
            unit = f"\u202f{unit}"
        axis = Axis(
            title=label,
            scale=cast(Scale, scale),
            low=low,
            high=high,
            style=cast("NumberStyle | None", style),
            unit=unit,
        )
        return axis, names, "scale" in entries

    def _day(self, value: Value | None, found: float | None) -> float | None:
        """An end of an axis of dates, if it is a date."""
        if value is not None and found is not None and day(value.text) is None:
            self.error("not-a-date", f"`{value.text}` is no date", value.span, DATE_HINT)
            return None
        return found

    def values(self, cells: Sequence[Cell], axis: Axis, *, gaps: bool = True) -> list[float | None]:
        """Cells as numbers of an axis; what is none is reported and left out."""
        month_first = has_month_first(cells, self.month_first)
        read: Callable[[str], float | None] = (
            partial(day, month_first=month_first)
            if axis.scale == "date"
            else lambda text: number(text, self.decimal)
        )
        found: list[float | None] = []
        for cell in cells:
            value = None
            if cell.text.lower() not in MISSING:
                value = read(cell.text)
                if value is None or not math.isfinite(value):
                    kind = "date" if axis.scale == "date" else "number"
                    hint = DATE_HINT if kind == "date" else self._number_hint(cell.text)
                    code = "not-a-date" if kind == "date" else "not-a-number"
                    self.error(code, f"`{cell.text}` is no {kind}", cell.span, hint, cell)
                    value = None
                elif axis.scale == "log" and value <= 0:
                    message = f"{cell.text} can't stand on a logarithmic axis"
                    self.error("log-of-zero", message, cell.span, LOG_HINT, cell)
                    value = None
            elif not gaps:
                self.error("not-a-number", "this cell is empty", cell.span, "", cell)
            found.append(value)
        return found

    def _number_hint(self, text: str) -> str:
        other = "." if self.decimal == "," else ","
        if other in text and number(text, other) is not None:
            return f'numbers have `{self.decimal}` here; say `decimal: "{other}"`'
        return "write the unit into `unit:`; leave the cell empty where there is no value"

    def labelled(self, key: str) -> bool:
        value = self.get(key)
        return bool(value and value.entries and "label" in value.entries)
