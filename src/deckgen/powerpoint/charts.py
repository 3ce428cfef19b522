"""Charts: kinds, series and names, from what the file keeps of their workbooks (ECMA-376, §21.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from deckgen.patterns import regex
from deckgen.powerpoint.model import ChartData, ChartKind, ChartSeries
from deckgen.powerpoint.names import A, C, local, number_of, whole
from deckgen.powerpoint.parts import xml_of

_KINDS: dict[str, ChartKind] = {
    "lineChart": "line", "line3DChart": "line", "areaChart": "area", "area3DChart": "area", "pieChart": "pie",
    "pie3DChart": "pie", "ofPieChart": "pie", "doughnutChart": "doughnut", "scatterChart": "scatter",
    "bubbleChart": "bubble",
}  # fmt: skip
_DATES = regex(r"(?<![a-z])(?:yy|dd?\b|mmm)", re.IGNORECASE)
MOST_POINTS = 20_000


def chart_of(part: Any) -> ChartData | None:
    """What a chart's part says; None for one that can't be read."""
    root = xml_of(part)
    area = root.find(f"{C}chart/{C}plotArea") if root is not None else None
    if area is None:
        return None
    plots = [each for each in area if local(each).endswith("Chart")]
    if not plots:
        return None
    kinds = [_kind(plot) for plot in plots]
    kind, percent = kinds[0]
    across, up = _axes(area)
    dates = _writes_dates(across)
    series = tuple(_series(each, dates=dates) for plot in plots for each in plot.findall(f"{C}ser"))
    lines = _over_bars(plots, kinds, area)
    mixed = len({each for each, _ in kinds}) > 1 and not lines
    name = " + ".join(local(plot).removesuffix("Chart") for plot in plots) if mixed else local(plots[0])
    return ChartData(
        kind="" if mixed else kind,
        foreign_kind=name.removesuffix("Chart"),
        series=series,
        title=_text(root.find(f"{C}chart/{C}title")),
        x_title=_text(across.find(f"{C}title")) if across is not None else "",
        y_title=_text(up.find(f"{C}title")) if up is not None else "",
        percent=percent,
        values=any(_shows_values(plot) for plot in plots),
        lies=_value(plots[0], "barDir") == "bar",
        upwards=_value(across.find(f"{C}scaling"), "orientation") != "maxMin"
        if across is not None
        else False,
        log=(_is_log(across), _is_log(up)),
        lines=lines,
        joined=kind == "scatter" and not mixed and _is_joined(plots[0]),
    )


def _over_bars(plots: Sequence[Any], kinds: Sequence[tuple[ChartKind, bool]], area: Any) -> int:
    """How many series are lines over standing bars."""
    first, *others = [kind for kind, _ in kinds]
    stands = first in ("column", "stacked") and _value(plots[0], "barDir") != "bar"
    if not (others and stands and set(others) == {"line"} and len(area.findall(f"{C}valAx")) <= 2):
        return 0
    return sum(len(plot.findall(f"{C}ser")) for plot in plots[1:])


def _kind(plot: Any) -> tuple[ChartKind, bool]:
    """As a chart block has it, and whether it shows shares."""
    name = local(plot)
    grouping = _value(plot, "grouping")
    if name in ("barChart", "bar3DChart"):
        if "tacked" in grouping:
            return "stacked", grouping == "percentStacked"
        return ("bar" if _value(plot, "barDir") == "bar" else "column"), False
    return _KINDS.get(name, ""), False


def _is_joined(plot: Any) -> bool:
    """True for points that lines join: those of any other plot of points say that they have none."""
    series = plot.findall(f"{C}ser")
    without = [each.find(f"{C}spPr/{A}ln/{A}noFill") is not None for each in series]
    xs = [_numbers(each.find(f"{C}xVal")) for each in series]
    known = [[x for x in each if x is not None] for each in xs]
    rises = all(len(x) == len(each) and x == sorted(x) for x, each in zip(known, xs, strict=True))
    return (
        bool(series) and rises and not any(without) and _value(plot, "scatterStyle") not in ("marker", "none")
    )


def _value(element: Any, name: str) -> str:
    found = element.find(f"{C}{name}") if element is not None else None
    return str(found.get("val", "")) if found is not None else ""


def _axes(area: Any) -> tuple[Any, Any]:
    """The axis of the names (or of x) and that of the values."""
    axes = [each for each in area if local(each) in ("catAx", "dateAx", "valAx", "serAx")]
    across = next((each for each in axes if local(each) in ("catAx", "dateAx")), None)
    values = [each for each in axes if local(each) == "valAx"]
    if across is None and len(values) > 1:
        values.sort(key=lambda each: _value(each, "axPos") in ("l", "r"))
        across, values = values[0], values[1:]
    return across, (values[0] if values else None)


def _is_log(axis: Any) -> bool:
    return axis is not None and axis.find(f"{C}scaling/{C}logBase") is not None


def _shows_values(plot: Any) -> bool:
    return any(_value(labels, "showVal") == "1" for labels in plot.iter(f"{C}dLbls"))


def _text(title: Any) -> str:
    if title is None:
        return ""
    paragraphs = ("".join(paragraph.itertext(f"{A}t")) for paragraph in title.iter(f"{A}p"))
    return " ".join(filter(None, map(str.strip, paragraphs)))


def _series(element: Any, *, dates: bool) -> ChartSeries:
    """One series; its points are days on an axis of `dates`."""
    names = element.find(f"{C}cat")
    names = names if names is not None else element.find(f"{C}xVal")
    values = element.find(f"{C}val")
    values = values if values is not None else element.find(f"{C}yVal")
    numbers = _numbers(values)
    said = _names(names, len(numbers), dates=dates)
    title = element.find(f"{C}tx")
    found = [each.text or "" for each in title.iter(f"{C}v")] if title is not None else []
    code = values.find(f".//{C}formatCode") if values is not None else None
    return ChartSeries(
        " ".join(found).strip(), said, numbers, _numbers(element.find(f"{C}bubbleSize")),
        (code.text or "") if code is not None else "",
    )  # fmt: skip


def _points(element: Any) -> tuple[int, dict[int, str]]:
    count = element.find(f".//{C}ptCount")
    points = {whole(each, "idx"): each.findtext(f"{C}v") or "" for each in element.iter(f"{C}pt")}
    size = max([whole(count, "val"), *(index + 1 for index in points)]) if points or count is not None else 0
    return min(size, MOST_POINTS), points


def _numbers(element: Any) -> tuple[float | None, ...]:
    if element is None:
        return ()
    count, points = _points(element)
    return tuple(number_of(points.get(index, "")) for index in range(count))


def _writes_dates(axis: Any) -> bool:
    """True for an axis of numbers that are days."""
    form = axis.find(f"{C}numFmt") if axis is not None and local(axis) != "catAx" else None
    return form is not None and bool(_DATES.search(form.get("formatCode", "")))


def _names(element: Any, count: int, *, dates: bool) -> tuple[str, ...]:
    """Names of the points; those of several levels, joined. Numbers are days on an axis of `dates`."""
    if element is None:
        return tuple(str(number + 1) for number in range(count))
    levels = element.findall(f".//{C}lvl")
    if levels:
        named = [_filled(level, count) for level in reversed(levels)]
        return tuple(" ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*named, strict=True))
    found, points = _points(element)
    code = element.findtext(f".//{C}formatCode") or ""
    names = [points.get(index, "") for index in range(max(found, count))]
    if dates or (_DATES.search(code) and code != "General"):
        names = [_date(name) for name in names]
    return tuple(names)


def _filled(level: Any, count: int) -> list[str]:
    """A level's names; one stands for all points up to the next."""
    _, points = _points(level)
    names, last = [], ""
    for index in range(count):
        last = points.get(index, last)
        names.append(last)
    return names


def _date(serial: str) -> str:
    """A day as Excel counts them (1 is 1 January 1900, and 1900 a leap year) as ISO has it."""
    from datetime import date, timedelta

    try:
        return (date(1899, 12, 30) + timedelta(days=int(float(serial)))).isoformat()
    except (ValueError, OverflowError):
        return serial
