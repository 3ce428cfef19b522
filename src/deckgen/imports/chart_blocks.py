"""Charts as chart blocks with their numbers in a CSV file."""

from __future__ import annotations

import csv
import re
from io import StringIO

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.cells import day
from deckgen.markdown.escape import quoted
from deckgen.powerpoint.model import ChartData, ChartSeries

_XY = ("scatter", "bubble")
_ROUND = ("pie", "doughnut")


class ChartBlock(Struct, frozen=True):
    """The text of a fence, and that of the file it names."""

    text: str
    rows: str


def chart_block(chart: ChartData, target: str) -> ChartBlock | None:
    """A chart whose numbers are in the file `target`; None for a kind that chart blocks have not."""
    if not chart.kind or not any(series.values for series in chart.series):
        return None
    if not can_be_said(chart):
        return None
    xy = chart.kind in _XY
    names = _column_names(chart)
    lines = [f"kind: {'line' if chart.joined else chart.kind}", f"data: {target}", 'decimal: "."']
    shares = _are_shares(chart)
    if shares:
        chart = replace(chart, series=tuple(map(_hundredfold, chart.series)))
    if chart.kind == "bar" and chart.upwards:
        chart = replace(chart, series=tuple(map(_reversed, chart.series)))
    y_log = ", scale: log" if chart.log[1] else ""
    y_label = f", label: {quoted(chart.y_title)}" if chart.y_title else ""
    y_label += ', unit: "%"' if shares else ""
    x_label = f", label: {quoted(chart.x_title)}" if chart.x_title else ""
    if xy:
        x_log = ", scale: log" if chart.log[0] else ""
        lines += [f"x: {{column: x{x_label}{x_log}}}", f"y: {{column: y{y_label}{y_log}}}"]
        lines += ["series: series"] if len(chart.series) > 1 else []
        lines += ["size: size"] if chart.kind == "bubble" else []
    else:
        first = names[0]
        # Names stay names, whatever they look like.
        scale = "" if _are_dates(chart) else ", scale: category" if chart.kind in ("line", "area") else ""
        lines.append(f"x: {{column: {quoted(first)}{x_label}{scale}}}")
        bars = len(names) - chart.lines
        columns, over = (", ".join(map(quoted, each)) for each in (names[1:bars], names[bars:]))
        lines.append(f"y: {{columns: [{columns}]{y_label}{y_log}}}")
        lines += [f"line: [{over}]"] if over else []
    if chart.percent and all((each or 0) >= 0 for series in chart.series for each in series.values):
        lines.append("percent: true")
    if chart.values and chart.kind not in _XY:
        lines.append("values: true")
    if chart.title and not (len(chart.series) == 1 and chart.title == chart.series[0].name):
        lines.append(f"title: {quoted(chart.title)}")
    return ChartBlock("\n".join(lines), _long(chart) if xy else _wide(chart, names))


def without_gaps(chart: ChartData) -> ChartData:
    """Without points that have neither a name nor a value, which keep others apart."""
    names = max(chart.series, key=lambda series: len(series.names)).names if chart.series else ()
    kept = [
        at
        for at, name in enumerate(names)
        if name.strip() or any(series.values[at : at + 1] not in ((), (None,)) for series in chart.series)
    ]
    if chart.kind in _XY or len(kept) == len(names):
        return chart

    def only(series: ChartSeries) -> ChartSeries:
        values = (*series.values, *(None,) * len(names))
        own = (*series.names, *("",) * len(names))
        return replace(series, names=tuple(own[at] for at in kept), values=tuple(values[at] for at in kept))

    return replace(chart, series=tuple(map(only, chart.series)))


def can_be_said(chart: ChartData) -> bool:
    """True if a chart block can hold it: one ring or pie of what is more than nothing, and no name twice."""
    if chart.kind in _XY or not chart.series:
        return True
    longest = max(chart.series, key=lambda series: len(series.names)).names
    names = [name.strip() or str(at) for at, name in enumerate(longest, 1)]
    if chart.kind in _ROUND:
        values = [value or 0.0 for series in chart.series for value in series.values]
        if len(chart.series) > 1 or min(values, default=0.0) < 0 or not any(values):
            return False
    return len({*names}) == len(names)


def _are_shares(chart: ChartData) -> bool:
    """True for numbers that are shown as hundredths."""
    return chart.kind not in _XY and all("%" in each.number_format for each in chart.series)


def _hundredfold(series: ChartSeries) -> ChartSeries:
    values = (None if each is None else float(f"{100 * each:.12g}") for each in series.values)
    return replace(series, values=tuple(values))


def _reversed(series: ChartSeries) -> ChartSeries:
    missing = (None,) * max(0, len(series.names) - len(series.values))
    return replace(series, names=series.names[::-1], values=(*series.values, *missing)[::-1])


def _are_dates(chart: ChartData) -> bool:
    names = [name for name in chart.series[0].names if name.strip()]
    return bool(names) and all(re.fullmatch(r"\d{4}-\d\d-\d\d", name) for name in names)


def _column_names(chart: ChartData) -> list[str]:
    """Names of the columns, no two alike."""
    found: list[str] = []
    wanted = [
        chart.x_title or "name",
        *(each.name or f"series {n}" for n, each in enumerate(chart.series, 1)),
    ]
    for name in (" ".join(each.split()) for each in wanted):
        unique, number = name, 2
        while unique in found:
            unique, number = f"{name} {number}", number + 1
        found.append(unique)
    return found


def _wide(chart: ChartData, names: list[str]) -> str:
    longest = max(chart.series, key=lambda each: len(each.names)).names
    rows = []
    for index in range(max(len(longest), *(len(each.values) for each in chart.series))):
        name = longest[index].strip() if index < len(longest) else ""
        if name or not _are_dates(chart):  # a point without a day has no place
            rows.append([name or str(index + 1), *(_at(each, index) for each in chart.series)])
    return _csv([names, *rows])


def _long(chart: ChartData) -> str:
    several, bubbles = len(chart.series) > 1, chart.kind == "bubble"
    head = [*(["series"] if several else []), "x", "y", *(["size"] if bubbles else [])]
    rows = []
    for number, series in enumerate(chart.series, 1):
        for index, x in enumerate(series.names):
            if index < len(series.values) and series.values[index] is not None:
                x = x if _is_place(x) else str(index + 1)  # where PowerPoint puts words
                size = series.sizes[index] if index < len(series.sizes) else 1.0
                name = [series.name or f"series {number}"] if several else []
                rows.append([*name, x, _at(series, index), *([_said(size)] if bubbles else [])])
    return _csv([head, *rows])


def _at(series: ChartSeries, index: int) -> str:
    return _said(series.values[index]) if index < len(series.values) else ""


def _said(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _is_place(text: str) -> bool:
    """True for a number, or a day."""
    try:
        float(text)
    except ValueError:
        return day(text) is not None
    return True


def _csv(rows: list[list[str]]) -> str:
    target = StringIO()
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue()
