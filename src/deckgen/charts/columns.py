"""The columns of a chart's data → its series, as its kind wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec.structs import replace

from deckgen.charts.cells import (
    Cell,
    all_days,
    all_numbers,
    has_month_first,
    hours,
    mostly_numbers,
    number,
    unit_of,
)
from deckgen.charts.kind import ChartKind, Columns
from deckgen.charts.schema import Value
from deckgen.deck.charts import Areas, Axis, Bars, Chart, Series, Slices
from deckgen.diagnostics import Diagnostic

FEW_POINTS = 20
"""That have a marker each."""


class SeriesReader(Columns, eq=False, kw_only=True):
    """Finds out which column is what, and reads them."""

    kind: ChartKind

    def chart(self) -> Chart | None:
        """A chart with a series a column; nothing, and an error reported, if there is nothing to draw."""
        self.x, self.x_names, said = self.read.axis("x", self.table)
        self.y, self.y_names, _ = self.read.axis("y", self.table)
        if self.kind.read is not None and self.table.names:
            return self.kind.read(self)
        self._choose()
        if not self.across or not self.y_names:
            self._report_no_numbers()
            return None
        self._settle_axes(said=said)
        found = self._by_category() if self.x.scale == "category" else self._by_number()
        return self.kind.finish(self, found) if found else None

    def _choose(self) -> None:
        """Which columns are drawn, where their author does not say."""
        self.by = self.read.column(self.read.get("series"), self.table) if "series" in self.kind.keys else ""
        free = self._free()
        # A column that is a line is no bar, too.
        self.y_names = tuple(name for name in self.y_names if name in free) or self.y_names
        taken = (*self.y_names, self.by)
        self.across = self.x_names[0] if self.x_names else next((n for n in free if n not in taken), "")
        if not self.y_names:
            left = [name for name in free if name not in (self.across, self.by)]
            numeric = tuple(n for n in left if mostly_numbers(self.table.column(n), self.read.decimal))
            self.y_names = numeric[:1] if self.by or self.kind.one_column else numeric
        elif self.by:
            self._only_first("`series` divides its rows")
        elif self.kind.only_first:
            self._only_first(self.kind.only_first)

    def _settle_axes(self, *, said: bool) -> None:
        """Their titles and scales."""
        x, y = self.x, self.y
        if not y.title and len(self.y_names) == 1 and not {"y", "line"} & {*(self.read.root.entries or {})}:
            y = replace(y, title=self.y_names[0] if self.y_names[0] not in self.table.unnamed else "")
        if not y.unit:
            y = replace(y, unit=unit_of([cell for name in self.y_names for cell in self.table.column(name)]))
        x = self._scaled(x, self.table.column(self.across), said=said)
        if self.read.get("line") and not self.read.labelled("y"):
            y = replace(y, title="")  # the legend names what both axes have
        if x.scale in ("category", "date") and not self.read.labelled("x"):
            x = replace(x, title="")  # names and dates speak for themselves
        marks = self.kind.marks
        adds_up = isinstance(marks, Slices | Areas) or (isinstance(marks, Bars) and marks.stacked)
        if adds_up and y.scale == "log":
            message = f"a {self.kind.name} chart adds up: its axis can't be logarithmic"
            self.read.error("log-of-zero", message, cast(Value, self.read.get("y")).span)
            y = replace(y, scale="linear")
        if not self.x_names:
            x = replace(x, title="")
        self.x = replace(x, name="" if self.across in self.table.unnamed else self.across)
        self.y = y

    def _only_first(self, why: str) -> None:
        """The first of several columns; that the others are not drawn is reported."""
        if len(self.y_names) > 1:
            value = cast(Value, self.read.get("y"))
            message = f"only the column `{self.y_names[0]}` is drawn: {why}"
            self.read.error("surplus-data", message, value.span, "make a chart of each")
        self.y_names = self.y_names[:1]

    def _report_no_numbers(self) -> None:
        """There is nothing to draw: show the first cell that keeps a column from being numbers."""
        hint = "say which columns: `x: NAME` and `y: NAME`; there are " + ", ".join(self.table.names)
        self.read.error("no-data", "there is no column of numbers to draw", self.read.root.span, hint)
        for name in self._free():
            cells = self.table.column(name)
            if name != self.across and any(number(c.text, self.read.decimal) is not None for c in cells):
                self.read.values(cells, Axis())
                return

    def _free(self) -> list[str]:
        """Columns that have no use of their own."""
        used = [v for key in ("size", "low", "error", "labels", "line") if (v := self.read.get(key))]
        taken = {item.text for value in used for item in value.several}
        return [name for name in self.table.names if name not in taken]

    def _scaled(self, axis: Axis, cells: Sequence[Cell], *, said: bool) -> Axis:
        """The axis with the scale that its column asks for, if its author did not."""
        if self.kind.across == "names":
            if said and axis.scale in ("log", "linear"):
                value = cast(Value, self.read.get("x"))
                span = (value.entries or {})["scale"].span
                message = f"a {self.kind.name} chart has names along its axis, not a {axis.scale} scale"
                self.read.error("unknown-chart-value", message, span, "choose `line` or `scatter`")
            return replace(axis, scale="category")
        if said:
            return axis
        if all_days(cells, month_first=has_month_first(cells, self.read.month_first)):
            return replace(axis, scale="date")
        numeric = all_numbers(cells, self.read.decimal) or self.kind.across == "numbers"
        return replace(axis, scale="linear" if numeric else "category")

    def _by_category(self) -> Chart | None:
        if self.kind.across == "numbers":
            message = f"a {self.kind.name} chart has numbers on both axes"
            self.read.error("no-data", message, self.read.root.span)
            return None
        cells = self.table.column(self.across)
        categories = tuple(dict.fromkeys(cell.text for cell in cells))
        lows = self.read.column(self.read.get("low"), self.table)
        found: list[Series] = []
        for name, value, rows in self._groups():
            places = {cells[row].text: row for row in rows}
            ys, low = self._numbers(value, rows), {}
            if lows and not found:  # further columns of a band are lines
                low = self._numbers(lows, rows)
            at = [places.get(category, -1) for category in categories]
            one = Series(
                name=name, y=tuple(map(ys.get, at)), color=f"series{len(found) + 1}", line=self.kind.joined,
                marker=self._marked(len(categories)), low=tuple(map(low.get, at)) if low else (),
                errors=self._errors(rows, at), points=self._point_names(at),
            )  # fmt: skip
            found.append(one)
            if rows and not any(number is not None for number in one.y) and len(self._groups()) > 1:
                first = self.table.column(value)[rows[0]]
                message = f"`{name}` has no number: nothing of it is drawn"
                finding = Diagnostic("no-data", "warning", message, first.span, "", first.source)
                self.read.findings.append(finding)
            if len(places) < len(rows):
                texts = [cells[row].text for row in rows]
                again = next(cells[row] for n, row in enumerate(rows) if texts[n] in texts[:n])
                message = f"`{again.text}` comes twice"
                hint = "name the column that tells the rows apart: `series: NAME`"
                self.read.error("twice-the-same", message, again.span, hint, again)
        if not any(value is not None for series in found for value in series.y):
            self.read.error("no-data", "there is no number to draw", self.read.root.span)
            return None
        over = self._over([cell.text for cell in cells], categories, len(found))
        return Chart(
            marks=self.kind.marks,
            series=tuple(found),
            over=over,
            categories=hours(categories),
            x=self.x,
            y=self.y,
        )

    def _over(self, names: Sequence[str], categories: Sequence[str], count: int) -> tuple[Series, ...]:
        """The columns that are lines over the bars of others; `count` colours are taken."""
        said = self.read.get("line")
        if said is None or "line" not in self.kind.keys:
            return ()
        rows = {name: row for row, name in enumerate(names)}
        columns = [name for item in said.several if (name := self.read.column(item, self.table))]
        found = []
        for place, name in enumerate(columns, count + 1):
            values = self._numbers(name, range(len(names)))
            y = tuple(values[rows[category]] for category in categories)
            marker = len(categories) <= FEW_POINTS
            found.append(Series(name=name, y=y, color=f"series{place}", marker=marker))
        return tuple(found)

    def _by_number(self) -> Chart | None:
        xs = self.read.values(self.table.column(self.across), self.x, gaps=False)
        sized = "size" in self.kind.keys
        sizes = self._sizes(len(xs)) if sized else []
        found: list[Series] = []
        for name, value, rows in self._groups():
            ys = self._numbers(value, rows)
            kept = [row for row in rows if xs[row] is not None and ys[row] is not None]
            if self.kind.joined:
                kept.sort(key=lambda row: xs[row] or 0.0)
            one = Series(
                name=name, y=tuple(ys[row] for row in kept), x=tuple(xs[row] or 0.0 for row in kept),
                color=f"series{len(found) + 1}", line=self.kind.joined, marker=self._marked(len(kept)),
                sizes=tuple(max(0.0, sizes[row] or 0.0) for row in kept) if sized else (),
                errors=self._errors(kept, kept), points=self._point_names(kept),
            )  # fmt: skip
            found.append(one)
        found = [series for series in found if series.y]
        if not found:
            self.read.error("no-data", "no row has a number on both axes", self.read.root.span)
            return None
        size = self.read.get("size")
        if sized and size and not any(value for series in found for value in series.sizes):
            self.read.error("no-data", "no bubble is larger than nothing", size.span)
            return None
        return Chart(marks=self.kind.marks, series=tuple(found), categories=(), x=self.x, y=self.y)

    def _sizes(self, count: int) -> list[float | None]:
        """The size of each point; all alike, which is reported, if no column says so."""
        name = self.read.column(self.read.get("size"), self.table)
        if not name:
            hint = "name their column: `size: NAME`"
            self.read.error("no-data", f"a {self.kind.name} chart needs sizes", self.read.root.span, hint)
            return [1.0] * count
        cells = self.table.column(name)
        sizes = self.read.values(cells, Axis())
        for cell, wide in zip(cells, sizes, strict=False):
            if wide is None or wide <= 0:
                self.read.error("not-a-number", f"this {self.kind.name} has no size", cell.span, "", cell)
        return sizes

    def _marked(self, count: int) -> bool:
        return self.kind.markers == "all" or (self.kind.markers == "few" and count <= FEW_POINTS)

    def _numbers(self, column: str, rows: Sequence[int]) -> dict[int, float | None]:
        cells = self.table.column(column)
        return dict(zip(rows, self.read.values([cells[row] for row in rows], self.y), strict=True))

    def _groups(self) -> list[tuple[str, str, list[int]]]:
        """Name, column and rows of each series: one a column, or one a word in the column `by`."""
        rows = list(range(len(self.table.rows)))
        if not self.by:
            return [(name, name, rows) for name in self.y_names]
        words = [cell.text for cell in self.table.column(self.by)]
        return [
            (word, self.y_names[0], [r for r in rows if words[r] == word]) for word in dict.fromkeys(words)
        ]

    def _errors(self, rows: Sequence[int], places: Sequence[int]) -> tuple[tuple[float, float], ...]:
        """Error bars from one column (both ways) or two (down, up)."""
        value = self.read.get("error")
        if value is None or "error" not in self.kind.keys:
            return ()
        names = [name for item in value.several if (name := self.read.column(item, self.table))]
        if not names:
            return ()
        columns = []
        for name in (names[0], names[-1]):
            cells = self.table.column(name)
            columns.append(dict(zip(rows, self.read.values([cells[r] for r in rows], Axis()), strict=True)))
        return tuple((abs(columns[0].get(p) or 0.0), abs(columns[1].get(p) or 0.0)) for p in places)

    def _point_names(self, places: Sequence[int]) -> tuple[str, ...]:
        name = self.read.column(self.read.get("labels"), self.table)
        if not name:
            return ()
        cells = self.table.column(name)
        return tuple(cells[place].text if place >= 0 else "" for place in places)
