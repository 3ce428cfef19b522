"""A chart block → `ChartGroup`. What is wrong with it is reported at the very character."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.annotations import Annotations
from deckgen.charts.cells import decimal_in
from deckgen.charts.columns import SeriesReader
from deckgen.charts.kind import ChartKind
from deckgen.charts.months import by_month, dated
from deckgen.charts.reader import BlockReader
from deckgen.charts.registry import KINDS, chart_kind
from deckgen.charts.schema import check_keys, choice, flag, parse
from deckgen.charts.table import DataTable, without_points
from deckgen.charts.totals import without_total_column, without_total_row
from deckgen.deck.blocks import Fence
from deckgen.deck.charts import Areas, Bars, Chart, ChartGroup, Slices
from deckgen.diagnostics import Diagnostic
from deckgen.layout.charts.numbers import day_form, decimal_sign, group_sign
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.plugins import PluginError
from deckgen.project_files import ProjectFiles
from deckgen.source import Source, Span

KEYS = (
    "kind", "data", "rows", "x", "y", "series", "size", "low", "error", "labels", "highlight", "notes",
    "legend", "line", "lines", "bands", "title", "source", "values", "percent", "decimal", "bins", "aspect",
)  # fmt: skip
MOST_SERIES = 60


def read_chart(
    fence: Fence, files: ProjectFiles, near: Sequence[Path], lang: str, memory: Memory
) -> tuple[ChartGroup | None, tuple[Diagnostic, ...]]:
    """The chart of a block; None if there is nothing to draw. Data files are looked for among `files`, and
    `near` an included file."""
    findings: list[Diagnostic] = []
    root = parse(fence.text, fence.span, findings)
    if root is None:
        return None, tuple(findings)
    entries = root.entries or {}
    sign = choice(entries.get("decimal"), (",", "."), decimal_sign(lang), "decimal sign", findings)
    kind = chart_kind(entries.get("kind"), memory, findings)
    check_keys(root, (*KEYS, *kind.keys), findings)
    read = BlockReader(root=root, span=fence.span, files=files, near=near, decimal=sign, findings=findings,
                       month_first=day_form(lang) == "mmm d" and bool(lang))  # fmt: skip
    return _Builder(read, kind, fence, lang).build(), tuple(findings)


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
        if not self.read.get("decimal"):
            columns = [table.column(name) for name in table.names]
            self.read.decimal = decimal_in(columns, table.separator, self.read.decimal)
        is_own = self.read.decimal != decimal_sign(self.lang)
        if self.read.decimal == "," and (is_own or self.read.get("decimal") or group_sign(self.lang) == "."):
            table = without_points(table, self._names(table))
        table = self._without_totals(table)
        try:
            chart = SeriesReader(read=self.read, kind=self.kind, table=table, lang=self.lang).chart()
        except PluginError as error:
            self.read.findings.append(error.diagnostic(self.read.root.span))
            return None
        if chart is None and not any(each.severity == "error" for each in self.read.findings):
            message = f"there is nothing to draw for a {self.kind.name} chart"
            self.read.error("no-data", message, self.read.root.span)
        if chart is None or self._is_too_large(chart):
            return None
        title = self.read.words("title")
        values = flag(self.read.get("values"), self.read.findings)
        values = chart.values if values is None else values
        named = flag(self.read.get("legend"), self.read.findings) is not False
        chart = replace(chart, title=title, values=values, percent=self._percent(chart), named=named)
        self._report_unused()
        self._report_outside(chart)
        annotations = Annotations(self.read, self.kind.name)
        chart = annotations.annotated(annotations.highlighted(chart))
        x = self.read.get("x")
        if x and x.entries and (scale := x.entries.get("scale")) and scale.text == "date":
            chart = by_month(replace(chart, categories=dated(chart.categories, self.lang)), self.lang)
        # Not its line: a chart that moves down is not drawn again.
        name = self.fence.id or f"chart-{fingerprint(self.fence.text.encode())[:8]}"
        aspect = self.read.number_within("aspect", 0.5, 6.0) or 2.0
        source = self.read.words("source")
        return ChartGroup(
            name=name,
            charts=(chart,),
            source=source,
            description="",
            title="",
            lang=self.lang,
            aspect=aspect,
            min_width=self.kind.min_width,
        )

    def _without_totals(self, table: DataTable) -> DataTable:
        """The table without what is the sum of the parts that this kind of chart shows."""
        marks, decimal = self.kind.marks, self.read.decimal
        if isinstance(marks, Slices):
            table, cell = without_total_row(table, decimal)
            if cell is not None:
                self._left_out(f"the row `{cell.text.strip()}`", "slice", cell.span, cell.source)
        elif (isinstance(marks, Areas) or (isinstance(marks, Bars) and marks.stacked)) and not self.read.get(
            "y"
        ):
            table, name = without_total_column(table, decimal)
            if name:
                self._left_out(f"the column `{name}`", "part of the stack", self.read.root.span, None)
        return table

    def _left_out(self, what: str, part: str, span: Span, source: Source | None) -> None:
        message = f"{what} is the sum of the others: it is no {part}"
        self.read.findings.append(
            Diagnostic("total-in-chart", "warning", message, span, "leave it out", source)
        )

    def _names(self, table: DataTable) -> str:
        """The column of what stands along the axis, if that is names and no numbers."""
        x = self.read.get("x")
        said = ((x.entries or {}).get("column") if x.entries else x) if x else None
        return "" if self.kind.across == "numbers" else said.text if said else table.names[0]

    def _is_too_large(self, chart: Chart) -> bool:
        """More than anybody can tell apart, or any program draw in time: reported."""
        marks = sum(len(series.y) for series in chart.series)
        if len(chart.series) <= MOST_SERIES and marks <= self.kind.most:
            return False
        message = f"this chart has {len(chart.series)} series and {marks} values"
        hint = f"{MOST_SERIES} series and {self.kind.most} values are the most that are drawn"
        self.read.error("chart-too-large", message, self.read.root.span, hint)
        return True

    def _percent(self, chart: Chart) -> bool:
        """True if pieces are to be shown as shares of their stack."""
        value = self.read.get("percent")
        if not flag(value, self.read.findings) or value is None or chart.is_round:
            return False
        negative = any((v or 0.0) < 0 for series in chart.series for v in series.y)
        if chart.is_stacked and not negative:
            return True
        message = (
            f"a {self.kind.name} chart has no shares" if not negative else "what is negative has no share"
        )
        self.read.error("unknown-chart-value", message, value.span, "`kind: stacked` or `area` has them")
        return False

    def _report_unused(self) -> None:
        """Keys that mean nothing to this kind of chart."""
        for key in dict.fromkeys(key for kind in KINDS.values() for key in kind.keys):
            if key in self.read.root.keys and key not in self.kind.keys:
                message = f"`{key}` means nothing to a {self.kind.name} chart"
                hint = "it does to " + ", ".join(sorted(k.name for k in KINDS.values() if key in k.keys))
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
