"""A chart block → `ChartGroup`. What is wrong with it is reported at the very character."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.annotations import Annotations
from deckgen.charts.histogram import histogram
from deckgen.charts.reader import BlockReader
from deckgen.charts.schema import Value, check_keys, choice, flag, parse
from deckgen.charts.table import Cell, DataTable, all_days, all_numbers, number
from deckgen.deck.blocks import Fence
from deckgen.deck.charts import Axis, Chart, ChartGroup, ChartKind, Series
from deckgen.diagnostics import Diagnostic
from deckgen.layout.charts.numbers import decimal_sign
from deckgen.layout.charts.style import palette
from deckgen.model import fingerprint
from deckgen.project_files import ProjectFiles

KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
KEYS = (
    "kind", "data", "rows", "x", "y", "series", "size", "low", "error", "labels", "highlight", "notes",
    "lines", "bands", "title", "source", "values", "percent", "decimal", "bins", "aspect",
)  # fmt: skip
MOST_SERIES = 60
MOST_MARKS = 2_000
"""Bars, slices and the like."""
MOST_POINTS = 20_000
"""Of lines and clouds."""
_NUMERIC = frozenset({"line", "scatter", "bubble"})
"""Kinds whose x may be a number or a date."""


_OF_KINDS = {
    "size": frozenset({"bubble"}), "low": frozenset({"range", "band"}), "bins": frozenset({"histogram"}),
    "error": frozenset({"line", "scatter", "column"}), "labels": frozenset({"line", "scatter", "bubble"}),
    "percent": frozenset({"stacked", "area", "pie", "doughnut"}),
    "series": frozenset(KINDS) - {"histogram", "range", "band"},
}  # fmt: skip
"""Keys that only some kinds of charts read."""


def read_chart(
    fence: Fence, files: ProjectFiles, near: Sequence[Path], lang: str
) -> tuple[ChartGroup | None, tuple[Diagnostic, ...]]:
    """The chart of a block; None if there is nothing to draw. Data files are looked for among `files`, and
    `near` an included file."""
    findings: list[Diagnostic] = []
    root = parse(fence.text, fence.span, findings)
    if root is None:
        return None, tuple(findings)
    entries = root.entries or {}
    sign = choice(entries.get("decimal"), (",", "."), decimal_sign(lang), "decimal sign", findings)
    kind = choice(entries.get("kind"), KINDS, "line", "kind of chart", findings)
    check_keys(root, KEYS, findings)
    read = BlockReader(root=root, span=fence.span, files=files, near=near, decimal=sign, findings=findings)
    return _Builder(read, cast(ChartKind, kind), fence, lang).build(), tuple(findings)


class _Builder(Struct, frozen=True, eq=False):
    read: BlockReader
    kind: ChartKind
    fence: Fence
    lang: str

    def build(self) -> ChartGroup | None:
        """The chart, or nothing."""
        table = self.read.table()
        if table is None:
            return None
        chart = self._chart(table)
        if chart is None or self._is_too_large(chart):
            return None
        title = self.read.words("title")
        values = flag(self.read.get("values"), self.read.findings)
        chart = replace(chart, title=title, values=values, percent=self._percent(chart))
        self._report_unused()
        self._report_outside(chart)
        chart = Annotations(self.read).highlighted(chart)
        chart = Annotations(self.read).annotated(chart)
        what = title or f"{chart.y.title} / {chart.x.title}".strip(" /") or ", ".join(chart.names)
        # Not its line: a chart that moves down is not drawn again.
        name = self.fence.id or f"chart-{fingerprint(self.fence.text.encode())[:8]}"
        aspect = self.read.number_within("aspect", 0.5, 6.0) or 2.0
        least = 260.0 if self.kind in ("pie", "doughnut") else 380.0
        source = self.read.words("source")
        return ChartGroup(
            name=name,
            charts=(chart,),
            source=source,
            description=what,
            title="",
            lang=self.lang,
            aspect=aspect,
            min_width=least,
        )

    def _is_too_large(self, chart: Chart) -> bool:
        """More than anybody can tell apart, or any program draw in time: reported."""
        marks = sum(len(series.y) for series in chart.series)
        most = MOST_POINTS if self.kind in ("line", "scatter") else MOST_MARKS
        if len(chart.series) <= MOST_SERIES and marks <= most:
            return False
        message = f"this chart has {len(chart.series)} series and {marks} values"
        hint = f"{MOST_SERIES} series and {most} values are the most that are drawn"
        self.read.error("chart-too-large", message, self.read.root.span, hint)
        return True

    def _percent(self, chart: Chart) -> bool:
        """True if pieces are to be shown as shares of their stack."""
        value = self.read.get("percent")
        if not flag(value, self.read.findings) or value is None or self.kind in ("pie", "doughnut"):
            return False
        negative = any((v or 0.0) < 0 for series in chart.series for v in series.y)
        if self.kind in ("stacked", "area") and not negative:
            return True
        message = f"a {self.kind} chart has no shares" if not negative else "what is negative has no share"
        self.read.error("unknown-chart-value", message, value.span, "`kind: stacked` or `area` has them")
        return False

    def _report_unused(self) -> None:
        """Keys that mean nothing to this kind of chart."""
        for key, kinds in _OF_KINDS.items():
            if self.kind not in kinds and key in self.read.root.keys:
                message = f"`{key}` means nothing to a {self.kind} chart"
                hint = "it does to " + ", ".join(sorted(kinds))
                span = self.read.root.keys[key]
                self.read.findings.append(Diagnostic("unused-chart-key", "warning", message, span, hint))

    def _report_outside(self, chart: Chart) -> None:
        """Values beyond the ends that the author set, which are cut off."""
        for key, axis in (("x", chart.x), ("y", chart.y)):
            low, high = axis.low, axis.high
            values = [v for series in chart.series for v in (series.x if key == "x" else series.y)]
            count = sum(
                v is not None and ((low is not None and v < low) or (high is not None and v > high))
                for v in values
            )
            if count and (value := self.read.get(key)):
                message = f"{count} of {len(values)} values lie beyond this axis's `min` or `max`"
                finding = Diagnostic("outside-axis", "warning", message, value.span, "they are cut off")
                self.read.findings.append(finding)

    def _only_first(self, names: Sequence[str], why: str) -> tuple[str, ...]:
        """The first of several columns; that the others are not drawn is reported."""
        if len(names) > 1:
            value = cast(Value, self.read.get("y"))
            message = f"only the column `{names[0]}` is drawn: {why}"
            self.read.error("surplus-data", message, value.span, "make a chart of each")
        return tuple(names[:1])

    def _chart(self, table: DataTable) -> Chart | None:
        x, x_names, x_said = self.read.axis("x", table)
        y, y_names, _ = self.read.axis("y", table)
        divided = self.kind in _OF_KINDS["series"]
        by = self.read.column(self.read.get("series"), table) if divided else ""
        if self.kind == "histogram" and table.names:
            return histogram(self.read, table, x, (x_names or y_names or table.names[:1])[0], y, self.lang)
        across = (
            x_names[0] if x_names else next((n for n in self._free(table) if n not in (*y_names, by)), "")
        )
        if not y_names:
            left = [name for name in self._free(table) if name not in (across, by)]
            y_names = tuple(n for n in left if all_numbers(table.column(n), self.read.decimal))
            y_names = y_names[:1] if by or self.kind in ("pie", "doughnut", "bubble") else y_names
        elif by:
            y_names = self._only_first(y_names, "`series` divides its rows")
        elif self.kind in ("pie", "doughnut"):
            y_names = self._only_first(y_names, "slices are parts of one whole")
        elif self.kind == "range":
            y_names = self._only_first(y_names, "ranges stand behind one another")
        if not across or not y_names:
            self._report_no_numbers(table, across)
            return None
        if not y.title and len(y_names) == 1 and "y" not in (self.read.root.entries or {}):
            y = replace(y, title=y_names[0])
        x = self._scaled(x, table.column(across), said=x_said)
        if x.scale in ("category", "date") and not self.read.labelled("x"):
            x = replace(x, title="")  # names and dates speak for themselves
        if self.kind in ("pie", "doughnut", "stacked", "area") and y.scale == "log":
            message = f"a {self.kind} chart adds up: its axis can't be logarithmic"
            self.read.error("log-of-zero", message, cast(Value, self.read.get("y")).span)
            y = replace(y, scale="linear")
        if not x_names:
            x = replace(x, title="")
        if x.scale == "category" and self.kind == "bubble":
            self.read.error("no-data", "a bubble chart has numbers on both axes", self.read.root.span)
            return None
        if x.scale == "category":
            return self._by_category(table, across, y_names, by, x, y)
        return self._by_number(table, across, y_names, by, x, y)

    def _report_no_numbers(self, table: DataTable, across: str) -> None:
        """There is nothing to draw: show the first cell that keeps a column from being numbers."""
        hint = "say which columns: `x: NAME` and `y: NAME`; there are " + ", ".join(table.names)
        self.read.error("no-data", "there is no column of numbers to draw", self.read.root.span, hint)
        for name in self._free(table):
            cells = table.column(name)
            if name != across and any(number(cell.text, self.read.decimal) is not None for cell in cells):
                self.read.values(cells, Axis())
                return

    def _free(self, table: DataTable) -> list[str]:
        """Columns that have no use of their own."""
        used = [v for key in ("size", "low", "error", "labels") if (v := self.read.get(key))]
        taken = {item.text for value in used for item in value.several}
        return [name for name in table.names if name not in taken]

    def _scaled(self, axis: Axis, cells: Sequence[Cell], *, said: bool) -> Axis:
        """The axis with the scale that its column asks for, if its author did not."""
        if self.kind not in _NUMERIC:
            if said and axis.scale in ("log", "linear"):
                value = cast(Value, self.read.get("x"))
                span = (value.entries or {})["scale"].span
                message = f"a {self.kind} chart has names along its axis, not a {axis.scale} scale"
                self.read.error("unknown-chart-value", message, span, "choose `line` or `scatter`")
            return replace(axis, scale="category")
        if said:
            return axis
        if all_days(cells):
            return replace(axis, scale="date")
        numeric = all_numbers(cells, self.read.decimal)
        return replace(axis, scale="linear" if numeric or self.kind == "bubble" else "category")

    def _by_category(
        self, table: DataTable, across: str, names: Sequence[str], by: str, x: Axis, y: Axis
    ) -> Chart | None:
        cells = table.column(across)
        categories = tuple(dict.fromkeys(cell.text for cell in cells))
        low_name = self.read.column(self.read.get("low"), table)
        found: list[Series] = []
        for place, (name, value, rows) in enumerate(self._groups(table, names, by)):
            places = {cells[row].text: row for row in rows}
            column = table.column(value)
            ys = dict(zip(rows, self.read.values([column[row] for row in rows], y), strict=True))
            low: dict[int, float | None] = {}
            if low_name and not place:  # further columns of a band are lines
                below = table.column(low_name)
                low = dict(zip(rows, self.read.values([below[r] for r in rows], y), strict=True))
            line = Series(
                name=name, y=tuple(ys.get(places.get(c, -1)) for c in categories), color=palette(len(found)),
                marker=self.kind == "scatter" or (self.kind == "line" and len(categories) <= 20),
                line=self.kind != "scatter",
                low=tuple(low.get(places.get(c, -1)) for c in categories) if low else (),
                errors=self._errors(table, rows, [places.get(c, -1) for c in categories]),
                points=self._point_names(table, [places.get(c, -1) for c in categories]),
            )  # fmt: skip
            found.append(line)
            if len(places) < len(rows):
                texts = [cells[row].text for row in rows]
                again = next(cells[row] for n, row in enumerate(rows) if texts[n] in texts[:n])
                message = f"`{again.text}` comes twice"
                hint = "name the column that tells the rows apart: `series: NAME`"
                self.read.error("twice-the-same", message, again.span, hint, again)
        if self.kind in ("range", "band") and not low_name:
            hint = "name the column of the lower ends: `low: NAME`"
            self.read.error("no-data", f"a {self.kind} chart has two ends", self.read.root.span, hint)
            return None
        if not any(value is not None for series in found for value in series.y):
            self.read.error("no-data", "there is no number to draw", self.read.root.span)
            return None
        if self.kind == "range":
            if lacking := [series.name for series in found if not series.low]:
                hint = "a range chart has one column of upper ends, and `low:` names that of the lower ones"
                self.read.error("no-data", f"`{lacking[0]}` has no lower ends", self.read.root.span, hint)
                return None
            found = [_ordered(series) for series in found]
        if self.kind in ("pie", "doughnut"):
            return self._pie(found, categories, x, y, table.column(names[0]))
        return Chart(kind=self.kind, series=tuple(found), categories=categories, x=x, y=y)

    def _pie(
        self, found: Sequence[Series], categories: tuple[str, ...], x: Axis, y: Axis, cells: Sequence[Cell]
    ) -> Chart | None:
        for cell in cells:
            value = number(cell.text, self.read.decimal)
            if value is not None and value < 0:
                self.read.error("not-a-number", "a slice can't be less than nothing", cell.span, "", cell)
        series = found[0]
        shares = tuple(max(0.0, value or 0.0) for value in series.y)
        if not sum(shares):
            self.read.error("no-data", "no slice is larger than nothing", self.read.root.span)
            return None
        return Chart(kind=self.kind, series=(replace(series, y=shares),), categories=categories, x=x, y=y)

    def _by_number(
        self, table: DataTable, across: str, names: Sequence[str], by: str, x: Axis, y: Axis
    ) -> Chart | None:
        xs = self.read.values(table.column(across), x, gaps=False)
        size = self.read.column(self.read.get("size"), table) if self.kind == "bubble" else ""
        if self.kind == "bubble" and not size:
            hint = "name their column: `size: NAME`"
            self.read.error("no-data", "a bubble chart needs sizes", self.read.root.span, hint)
        sizes = self.read.values(table.column(size), Axis()) if size else [1.0] * len(xs)
        for cell, wide in zip(table.column(size) if size else (), sizes, strict=False):
            if wide is None or wide <= 0:
                self.read.error("not-a-number", "this bubble has no size", cell.span, "", cell)
        found: list[Series] = []
        for name, value, rows in self._groups(table, names, by):
            column = table.column(value)
            ys = dict(zip(rows, self.read.values([column[row] for row in rows], y), strict=True))
            kept = [row for row in rows if xs[row] is not None and ys[row] is not None]
            if self.kind == "line":
                kept.sort(key=lambda row: xs[row] or 0.0)
            found.append(
                Series(
                    name=name, y=tuple(ys[row] for row in kept), x=tuple(xs[row] or 0.0 for row in kept),
                    color=palette(len(found)), line=self.kind == "line",
                    marker=self.kind == "scatter" or (self.kind == "line" and len(kept) <= 20),
                    sizes=tuple(max(0.0, sizes[row] or 0.0) for row in kept) if self.kind == "bubble" else (),
                    errors=self._errors(table, kept, kept), points=self._point_names(table, kept),
                )
            )  # fmt: skip
        found = [series for series in found if series.y]
        if not found:
            self.read.error("no-data", "no row has a number on both axes", self.read.root.span)
            return None
        if size and not any(value for series in found for value in series.sizes):
            message = "no bubble is larger than nothing"
            self.read.error("no-data", message, cast(Value, self.read.get("size")).span)
            return None
        return Chart(kind=self.kind, series=tuple(found), categories=(), x=x, y=y)

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
        value = self.read.get("error")
        if value is None or self.kind not in ("line", "scatter", "column"):
            return ()
        names = [name for item in value.several if (name := self.read.column(item, table))]
        if not names:
            return ()
        columns = []
        for name in (names[0], names[-1]):
            cells = table.column(name)
            columns.append(dict(zip(rows, self.read.values([cells[r] for r in rows], Axis()), strict=True)))
        return tuple((abs(columns[0].get(p) or 0.0), abs(columns[1].get(p) or 0.0)) for p in places)

    def _point_names(self, table: DataTable, places: Sequence[int]) -> tuple[str, ...]:
        name = self.read.column(self.read.get("labels"), table)
        if not name:
            return ()
        cells = table.column(name)
        return tuple(cells[place].text if place >= 0 else "" for place in places)


def _ordered(series: Series) -> Series:
    """A range whose lower ends are the lower ones; one that lacks an end has neither."""
    ends = [
        (None, None) if a is None or b is None else (min(a, b), max(a, b))
        for a, b in zip(series.low, series.y, strict=True)
    ]
    return replace(series, low=tuple(a for a, _ in ends), y=tuple(b for _, b in ends))
