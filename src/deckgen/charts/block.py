"""A chart block → `ChartGroup`. What is wrong with it is reported at the very character."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast, get_args

from deckgen.charts.schema import Value, check_keys, choice, flag, parse
from deckgen.charts.table import (
    MISSING,
    Cell,
    DataTable,
    all_days,
    all_numbers,
    day,
    number,
    read_file,
    read_rows,
)
from deckgen.deck.blocks import Fence
from deckgen.deck.charts import (
    Axis,
    Chart,
    ChartGroup,
    ChartKind,
    Note,
    NumberStyle,
    Reference,
    Scale,
    Series,
)
from deckgen.diagnostics import Diagnostic, nearest
from deckgen.layout.charts.numbers import decimal_sign
from deckgen.layout.charts.style import palette
from deckgen.source import Span

KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
KEYS = (
    "kind", "data", "rows", "x", "y", "series", "size", "low", "error", "labels", "highlight", "notes",
    "lines", "bands", "title", "source", "values", "percent", "decimal", "bins", "aspect",
)  # fmt: skip
AXIS_KEYS = ("column", "columns", "label", "scale", "min", "max", "format", "unit")
_NUMERIC = frozenset({"line", "scatter", "bubble"})
"""Kinds whose x may be a number or a date."""
BINS_LEAST, BINS_MOST = 5, 20
LOG_HINT = "leave it out, or choose `linear`"


def read_chart(fence: Fence, folder: Path, lang: str) -> tuple[ChartGroup | None, tuple[Diagnostic, ...]]:
    """The chart of a block; None if there is nothing to draw. Data files are taken from `folder`."""
    findings: list[Diagnostic] = []
    root = parse(fence.text, fence.span, findings)
    if root is None:
        return None, tuple(findings)
    builder = _Builder(root, fence, folder, lang, findings)
    return builder.build(), tuple(findings)


@dataclass(slots=True, eq=False, repr=False)
class _Builder:
    root: Value
    fence: Fence
    folder: Path
    lang: str
    findings: list[Diagnostic] = field(default_factory=list)
    decimal: str = "."
    kind: ChartKind = "line"

    def build(self) -> ChartGroup | None:
        """The chart, or nothing."""
        check_keys(self.root, KEYS, self.findings)
        kinds = "kind of chart"
        self.kind = cast(ChartKind, choice(self.get("kind"), KINDS, "line", kinds, self.findings))
        sign = choice(self.get("decimal"), (",", "."), decimal_sign(self.lang), "decimal sign", self.findings)
        self.decimal = sign
        table = self._table()
        if table is None:
            return None
        chart = self._chart(table)
        if chart is None:
            return None
        title = self._text("title")
        chart = replace(
            chart, title=title, values=flag(self.get("values"), self.findings),
            percent=flag(self.get("percent"), self.findings) or False,
        )  # fmt: skip
        chart = self._highlighted(chart)
        chart = self._annotated(chart)
        what = title or f"{chart.y.title} / {chart.x.title}".strip(" /") or ", ".join(chart.names)
        name = self.fence.id or f"chart-{self.fence.span.line}"
        aspect = self._float("aspect") or 2.0
        least = 260.0 if self.kind in ("pie", "doughnut") else 380.0
        return ChartGroup(name, (chart,), self._text("source"), what, "", self.lang, max(0.5, aspect), least)

    # -- small readers -----------------------------------------------------------------------

    def get(self, key: str) -> Value | None:
        """What stands at `key`."""
        return (self.root.entries or {}).get(key)

    def _error(self, code: str, message: str, span: Span, hint: str = "", cell: Cell | None = None) -> None:
        source = cell.source if cell else None
        self.findings.append(Diagnostic(code, "error", message, span, hint, source))

    def _text(self, key: str) -> str:
        value = self.get(key)
        return " ".join(value.text.split()) if value else ""

    def _float(self, key: str) -> float | None:
        value = self.get(key)
        return None if value is None else self._number(value)

    def _number(self, value: Value) -> float | None:
        """A number or a date in the block itself."""
        found = day(value.text) if day(value.text) is not None else number(value.text, ".")
        if found is None or not math.isfinite(found):
            self._error("not-a-number", f"`{value.text}` is no number", value.span)
            return None
        return found

    def _table(self) -> DataTable | None:
        data, rows = self.get("data"), self.get("rows")
        if data is not None:
            return read_file(self.folder / data.text, data.text, self.findings, data.span)
        if rows is not None:
            return read_rows(rows, self.findings)
        hint = "name a CSV file (`data: loss.csv`) or write the rows below `rows:`"
        self._error("no-data", "this chart has no data", self.fence.span, hint)
        return None

    def _column(self, value: Value | None, table: DataTable) -> str:
        """A column that is there, by name."""
        if value is None:
            return ""
        if value.text in table.names:
            return value.text
        message = f"there is no column `{value.text}`"
        self._error("no-such-column", message, value.span, nearest(value.text, table.names))
        return ""

    def _axis(self, key: str, table: DataTable) -> tuple[Axis, tuple[str, ...], bool]:
        """An axis, its columns, and whether it says which scale it has."""
        value = self.get(key)
        if value is None:
            return Axis(), (), False
        if value.entries is None:
            names = tuple(filter(None, (self._column(item, table) for item in value.several)))
            return Axis(names[0] if len(names) == 1 else ""), names, False
        check_keys(value, AXIS_KEYS, self.findings)
        entries = value.entries
        given = entries.get("column") or entries.get("columns")
        names = tuple(filter(None, (self._column(item, table) for item in given.several))) if given else ()
        scales = ("category", "linear", "log", "date")
        scale = choice(entries.get("scale"), scales, "linear", "scale", self.findings)
        styles = ("plain", "compact", "scientific")
        style = choice(entries.get("format"), styles, "", "way to write numbers", self.findings) or None
        low, high = (self._number(entries[k]) if k in entries else None for k in ("min", "max"))
        if low is not None and high is not None and low >= high:
            self._error("empty-axis", "`min` is not below `max`", entries["min"].span)
            low = high = None
        if scale == "log":
            for name, end in (("min", low), ("max", high)):
                if end is not None and end <= 0:
                    message = "a logarithmic axis has no zero and nothing below it"
                    self._error("log-of-zero", message, entries[name].span, LOG_HINT)
            low = low if low and low > 0 else None
            high = high if high and high > 0 else None
        label = entries["label"].text if "label" in entries else names[0] if len(names) == 1 else ""
        unit = entries["unit"].text if "unit" in entries else ""
        if unit and unit[0] not in " %°" and not unit.startswith("\u202f"):
            unit = f"\u202f{unit}"
        axis = Axis(label, cast(Scale, scale), low, high, cast("NumberStyle | None", style), unit)
        return axis, names, "scale" in entries

    def _values(self, cells: Sequence[Cell], axis: Axis, *, gaps: bool = True) -> list[float | None]:
        """Cells as numbers of an axis; what is none is reported and left out."""
        read: Callable[[str], float | None] = (
            day if axis.scale == "date" else lambda text: number(text, self.decimal)
        )
        found: list[float | None] = []
        for cell in cells:
            value = None
            if cell.text.lower() not in MISSING:
                value = read(cell.text)
                if value is None or not math.isfinite(value):
                    kind = "date" if axis.scale == "date" else "number"
                    hint = "dates are written 2020-05-28" if kind == "date" else self._number_hint(cell.text)
                    code = "not-a-date" if kind == "date" else "not-a-number"
                    self._error(code, f"`{cell.text}` is no {kind}", cell.span, hint, cell)
                    value = None
                elif axis.scale == "log" and value <= 0:
                    message = f"{cell.text} can't stand on a logarithmic axis"
                    self._error("log-of-zero", message, cell.span, LOG_HINT, cell)
                    value = None
            elif not gaps:
                self._error("not-a-number", "this cell is empty", cell.span, "", cell)
            found.append(value)
        return found

    def _number_hint(self, text: str) -> str:
        other = "." if self.decimal == "," else ","
        if number(text, other) is not None:
            return f'numbers have `{self.decimal}` here; say `decimal: "{other}"`'
        return "leave the cell empty where there is no value"

    # -- the chart ---------------------------------------------------------------------------

    def _chart(self, table: DataTable) -> Chart | None:
        x, x_names, x_said = self._axis("x", table)
        y, y_names, _ = self._axis("y", table)
        by = self._column(self.get("series"), table)
        if self.kind == "histogram":
            return self._histogram(table, x, (x_names or y_names or table.names[:1])[0], y)
        across = x_names[0] if x_names else self._first_column(table, (*y_names, by))
        if not y_names:
            extra = {self.get(key).text for key in ("size", "low", "error", "labels") if self.get(key)}  # type: ignore[union-attr]
            left = [n for n in table.names if n not in (across, by) and n not in extra]
            y_names = tuple(n for n in left if all_numbers(table.column(n), self.decimal))
            y_names = y_names[:1] if by or self.kind in ("pie", "doughnut", "bubble") else y_names
        if not across or not y_names:
            hint = "say which columns: `x: NAME` and `y: NAME`; there are " + ", ".join(table.names)
            self._error("no-data", "there is no column of numbers to draw", self.root.span, hint)
            return None
        if not y.title and len(y_names) == 1 and "y" not in (self.root.entries or {}):
            y = replace(y, title=y_names[0])
        x = self._scaled(x, table.column(across), said=x_said)
        if x.scale in ("category", "date") and not self._labelled("x"):
            x = replace(x, title="")  # names and dates speak for themselves
        if self.kind in ("pie", "doughnut", "stacked", "area") and y.scale == "log":
            span = cast(Value, self.get("y")).span
            self._error("log-of-zero", f"a {self.kind} chart adds up: its axis can't be logarithmic", span)
            y = replace(y, scale="linear")
        if not x_names:
            x = replace(x, title="")
        if x.scale == "category":
            return self._by_category(table, across, y_names, by, x, y)
        return self._by_number(table, across, y_names, by, x, y)

    def _labelled(self, key: str) -> bool:
        value = self.get(key)
        return bool(value and value.entries and "label" in value.entries)

    def _first_column(self, table: DataTable, others: Sequence[str]) -> str:
        extra = [v.text for key in ("size", "low", "error", "labels") if (v := self.get(key)) and v.scalar]
        left = [name for name in table.names if name not in others and name not in extra]
        return left[0] if left else ""

    def _scaled(self, axis: Axis, cells: Sequence[Cell], *, said: bool) -> Axis:
        """The axis with the scale that its column asks for, if its author did not."""
        if self.kind not in _NUMERIC:
            if said and axis.scale in ("log", "linear"):
                value = cast(Value, self.get("x"))
                span = (value.entries or {})["scale"].span
                message = f"a {self.kind} chart has names along its axis, not a {axis.scale} scale"
                self._error("unknown-chart-value", message, span, "choose `line` or `scatter`")
            return replace(axis, scale="category")
        if said:
            return axis
        if all_days(cells):
            return replace(axis, scale="date")
        numeric = all_numbers(cells, self.decimal)
        return replace(axis, scale="linear" if numeric or self.kind == "bubble" else "category")

    def _by_category(
        self, table: DataTable, across: str, names: Sequence[str], by: str, x: Axis, y: Axis
    ) -> Chart | None:
        cells = table.column(across)
        categories = tuple(dict.fromkeys(cell.text for cell in cells))
        low_name = self._column(self.get("low"), table)
        found: list[Series] = []
        for name, value, rows in self._groups(table, names, by):
            places = {cells[row].text: row for row in rows}
            column = table.column(value)
            ys = dict(zip(rows, self._values([column[row] for row in rows], y), strict=True))
            low = (
                dict(zip(rows, self._values([table.column(low_name)[r] for r in rows], y), strict=True))
                if low_name
                else {}
            )
            line = Series(
                name, tuple(ys.get(places.get(c, -1)) for c in categories), color=palette(len(found)),
                marker=self.kind in ("line", "scatter") and len(categories) <= 20,
                line=self.kind != "scatter",
                low=tuple(low.get(places.get(c, -1)) for c in categories) if low_name else (),
                errors=self._errors(table, rows, [places.get(c, -1) for c in categories]),
                points=self._point_names(table, [places.get(c, -1) for c in categories]),
            )  # fmt: skip
            found.append(line)
            if len(places) < len(rows):
                again = next(cells[row] for row in rows if places[cells[row].text] != row)
                message = f"`{again.text}` comes twice"
                hint = "name the column that tells the rows apart: `series: NAME`"
                self._error("twice-the-same", message, again.span, hint, again)
        if self.kind in ("range", "band") and not low_name:
            hint = "name the column of the lower ends: `low: NAME`"
            self._error("no-data", f"a {self.kind} chart has two ends", self.root.span, hint)
            return None
        if self.kind in ("pie", "doughnut"):
            return self._pie(found, categories, x, y, table.column(names[0]))
        return Chart(self.kind, tuple(found), categories, x, y)

    def _pie(
        self, found: Sequence[Series], categories: tuple[str, ...], x: Axis, y: Axis, cells: Sequence[Cell]
    ) -> Chart:
        for cell in cells:
            value = number(cell.text, self.decimal)
            if value is not None and value < 0:
                self._error("not-a-number", "a slice can't be less than nothing", cell.span, "", cell)
        series = found[0]
        return Chart(
            self.kind, (replace(series, y=tuple(max(0.0, v or 0.0) for v in series.y)),), categories, x, y
        )

    def _by_number(
        self, table: DataTable, across: str, names: Sequence[str], by: str, x: Axis, y: Axis
    ) -> Chart:
        xs = self._values(table.column(across), x, gaps=False)
        size = self._column(self.get("size"), table) if self.kind == "bubble" else ""
        if self.kind == "bubble" and not size:
            self._error(
                "no-data", "a bubble chart needs sizes", self.root.span, "name their column: `size: NAME`"
            )
        sizes = self._values(table.column(size), Axis()) if size else [1.0] * len(xs)
        found: list[Series] = []
        for name, value, rows in self._groups(table, names, by):
            column = table.column(value)
            ys = dict(zip(rows, self._values([column[row] for row in rows], y), strict=True))
            kept = [row for row in rows if xs[row] is not None and ys[row] is not None]
            if self.kind == "line":
                kept.sort(key=lambda row: xs[row] or 0.0)
            found.append(
                Series(
                    name, tuple(ys[row] for row in kept), tuple(xs[row] or 0.0 for row in kept),
                    palette(len(found)), line=self.kind == "line",
                    marker=self.kind == "scatter" or (self.kind == "line" and len(kept) <= 20),
                    sizes=tuple(max(0.0, sizes[row] or 0.0) for row in kept) if self.kind == "bubble" else (),
                    errors=self._errors(table, kept, kept), points=self._point_names(table, kept),
                )
            )  # fmt: skip
        return Chart(self.kind, tuple(s for s in found if s.y) or (Series("", (1.0,), (1.0,)),), (), x, y)

    def _groups(self, table: DataTable, names: Sequence[str], by: str) -> list[tuple[str, str, list[int]]]:
        """Name, column and rows of each series: one a column, or one a word in the column `by`."""
        rows = list(range(len(table.rows)))
        if not by:
            return [(name, name, rows) for name in names]
        words = [cell.text for cell in table.column(by)]
        return [(word, names[0], [r for r in rows if words[r] == word]) for word in dict.fromkeys(words)]

    def _errors(
        self, table: DataTable, rows: Sequence[int], places: Sequence[int]
    ) -> tuple[tuple[float, float], ...]:
        """Error bars from one column (both ways) or two (down, up)."""
        value = self.get("error")
        if value is None or self.kind not in ("line", "scatter", "column"):
            return ()
        names = [name for item in value.several if (name := self._column(item, table))]
        if not names:
            return ()
        columns = []
        for name in (names[0], names[-1]):
            cells = table.column(name)
            columns.append(dict(zip(rows, self._values([cells[r] for r in rows], Axis()), strict=True)))
        return tuple((abs(columns[0].get(p) or 0.0), abs(columns[1].get(p) or 0.0)) for p in places)

    def _point_names(self, table: DataTable, places: Sequence[int]) -> tuple[str, ...]:
        name = self._column(self.get("labels"), table)
        if not name:
            return ()
        cells = table.column(name)
        return tuple(cells[place].text if place >= 0 else "" for place in places)

    def _histogram(self, table: DataTable, x: Axis, name: str, y: Axis) -> Chart | None:
        """Counts in bins of one round width (Freedman and Diaconis 1981 without outliers' influence)."""
        from deckgen.layout.charts.numbers import Numbers, decimals

        values = sorted(v for v in self._values(table.column(name), x) if v is not None)
        if not values:
            self._error("no-data", f"the column `{name}` has no numbers", self.root.span)
            return None
        low, high = values[0], values[-1]
        wanted = self._float("bins")
        quarter = max(1, len(values) // 4)
        spread = values[-quarter] - values[quarter - 1]
        width = 2 * spread / len(values) ** (1 / 3) if spread > 0 else 0.0
        count = wanted or ((high - low) / width if width else BINS_LEAST)
        count = max(1 if wanted else BINS_LEAST, min(100 if wanted else BINS_MOST, count))
        raw = (high - low) / count or 1.0
        power = 10.0 ** math.floor(math.log10(raw))
        step = min((f * power for f in (1, 2, 2.5, 5, 10)), key=lambda s: abs(math.log(s / raw)))
        first = math.floor(low / step + 1e-9) * step
        bins = int((high - first) / step - 1e-9) + 1
        counts = [0] * max(1, bins)
        for value in values:
            counts[max(0, min(len(counts) - 1, int((value - first) / step + 1e-9)))] += 1
        edges = [first + step * n for n in range(len(counts) + 1)]
        write = Numbers("plain", decimals(tuple(edges)), grouped=max(map(abs, edges)) >= 1e4, lang=self.lang)
        names = tuple(f"{write.text(a)}–{write.text(b)}" for a, b in itertools.pairwise(edges))
        series = Series(y.title or name, tuple(map(float, counts)))
        return Chart("histogram", (series,), names, replace(x, scale="category", title=x.title or name), y)

    # -- what stands out, and what is written into it ------------------------------------------

    def _highlighted(self, chart: Chart) -> Chart:
        """Series or categories that stand out; the others step back."""
        value = self.get("highlight")
        if value is None:
            return chart
        wanted = [item.text for item in value.several]
        by_category = len(chart.series) == 1 and chart.categories
        names = chart.categories if by_category else tuple(s.name for s in chart.series)
        for item in value.several:
            if item.text not in names:
                message = f"there is nothing called `{item.text}` to stand out"
                self._error("no-such-series", message, item.span, nearest(item.text, names))
        if not set(wanted) & set(names):
            return chart
        if by_category:
            return replace(chart, emphasis=tuple(i for i, name in enumerate(names) if name in wanted))
        found: list[Series] = []
        for series in chart.series:
            color = palette(len([s for s in found if s.name in wanted])) if series.name in wanted else "muted"
            found.append(replace(series, color=color))
        return replace(chart, series=tuple(found))

    def _annotated(self, chart: Chart) -> Chart:
        """Notes, lines and bands."""
        notes: list[Note] = []
        references: list[Reference] = []
        for item in self._entries("notes", ("x", "y", "text")):
            entries = item.entries or {}
            text = entries["text"].text if "text" in entries else ""
            x = self._place(entries["x"], chart) if "x" in entries else None
            if x is None or not text:
                if not text or "x" not in entries:
                    hint = '`{x: 2020, text: "…"}`'
                    self._error("broken-note", "a note has a place and a text", item.span, hint)
                continue
            y = self._number(entries["y"]) if "y" in entries else _height_at(chart, x)
            if y is None and "y" not in entries:
                references.append(Reference("x", x, None, text))
            elif y is not None:
                notes.append(Note(text, x, y))
        for key, count in (("lines", 1), ("bands", 2)):
            references += self._references(key, count, chart)
        if chart.kind in ("pie", "doughnut", "bar") and (notes or references):
            span = next(v.span for k in ("notes", "lines", "bands") if (v := self.get(k)))
            hint = "choose `column`" if chart.kind == "bar" else ""
            self._error(
                "unknown-chart-value", f"a {chart.kind} chart has no notes, lines or bands", span, hint
            )
            return chart
        if chart.categories and any(r.axis == "x" for r in references):
            span = next(v.span for k in ("notes", "lines", "bands") if (v := self.get(k)))
            message = "an axis of names has no line across it"
            self._error("unknown-chart-value", message, span, "give the note a `y`")
            references = [r for r in references if r.axis == "y"]
        return replace(chart, notes=tuple(notes), references=tuple(references))

    def _references(self, key: str, count: int, chart: Chart) -> list[Reference]:
        found = []
        for item in self._entries(key, ("x", "y", "text")):
            entries = item.entries or {}
            axis = "y" if "y" in entries else "x"
            value = entries.get(axis)
            if value is None or len(value.several) != count:
                hint = '`{y: 50, text: "…"}`' if count == 1 else '`{y: [40, 60], text: "…"}`'
                self._error("broken-note", f"`{key}` says where on which axis", item.span, hint)
                continue
            ends = [self._number(end) for end in value.several]
            log = (chart.y if axis == "y" else chart.x).scale == "log"
            if any(end is None or (log and end <= 0) for end in ends):
                if log and not any(end is None for end in ends):
                    self._error("log-of-zero", "this can't stand on a logarithmic axis", value.span)
                continue
            known = sorted(end for end in ends if end is not None)
            text = entries["text"].text if "text" in entries else ""
            found.append(
                Reference("y" if axis == "y" else "x", known[0], known[1] if count == 2 else None, text)
            )
        return found

    def _entries(self, key: str, known: Sequence[str]) -> list[Value]:
        value = self.get(key)
        found = []
        for item in value.several if value else ():
            if item.entries is None:
                self._error("broken-note", f"`{key}` is a list of mappings", item.span, "`[{x: …, text: …}]`")
            else:
                check_keys(item, known, self.findings)
                found.append(item)
        return found

    def _place(self, value: Value, chart: Chart) -> float | None:
        """A place on the x axis: the number of a category, or a number or date."""
        if not chart.categories:
            return self._number(value)
        if value.text in chart.categories:
            return float(chart.categories.index(value.text))
        message = f"there is no `{value.text}` on this axis"
        self._error("no-such-series", message, value.span, nearest(value.text, chart.categories))
        return None


def _height_at(chart: Chart, x: float) -> float | None:
    """The value of the point at `x`; nothing if there is none."""
    for series in chart.series:
        xs = series.x or tuple(map(float, range(len(series.y))))
        for place, value in zip(xs, series.y, strict=False):
            if value is not None and math.isclose(place, x, rel_tol=1e-9):
                return value
    return None
