"""Plots around their series."""

from __future__ import annotations

from deckgen.writers.pptx.charts.axes import ACROSS, OVER_ACROSS, OVER_UP, UP
from deckgen.writers.pptx.charts.workbook import Column

AXES = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'
OVER_AXES = f'<c:axId val="{OVER_ACROSS}"/><c:axId val="{OVER_UP}"/>'
SHARP = '<c:smooth val="0"/>'


def translucent(fill: str, opacity: int) -> str:
    """A `<a:solidFill>` that lets the ground through; `opacity` is in percent."""
    alpha = f'<a:alpha val="{opacity}000"/>'
    start = fill.index("<a:", 3)
    if fill[start:].split(">", 1)[0].endswith("/"):
        tag = fill[start + 1 :].split(" ", 1)[0]
        return fill.replace("/></a:solidFill>", f">{alpha}</{tag}></a:solidFill>")
    tag = fill[start + 1 :].split(" ", 1)[0]
    return fill.replace(f"</{tag}>", f"{alpha}</{tag}>")


def xy(head: str, more: str, xs: Column, ys: Column) -> str:
    """A series of points on two axes of numbers; `more` is what stands between its head and its data."""
    return f"<c:ser>{head}{more}<c:xVal>{xs.numbers()}</c:xVal><c:yVal>{ys.numbers()}</c:yVal>{SHARP}</c:ser>"


def line_chart(series: str, axes: str = AXES) -> str:
    """`<c:lineChart>` around its series; nothing without any."""
    if not series:
        return ""
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f"{axes}</c:lineChart>"
    )


def scatter_chart(series: str) -> str:
    """`<c:scatterChart>` around its series."""
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{AXES}'
        "</c:scatterChart>"
    )


def area_chart(series: str, grouping: str) -> str:
    """`<c:areaChart>` around its series; nothing without any."""
    if not series:
        return ""
    return f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{AXES}</c:areaChart>'


def bar_chart(series: str, way: str, grouping: str, gap: int, overlap: int) -> str:
    """`<c:barChart>` around its series; `gap` and `overlap` are in percent of a bar."""
    return (
        f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{AXES}</c:barChart>'
    )


def pieces(low: float | None, high: float | None) -> tuple[float | None, float | None, float | None]:
    """What a range is stacked of: the invisible part next to zero, the visible one above, and below."""
    if low is None or high is None:
        return None, None, None
    floor = low if low > 0 else high if high < 0 else 0.0
    return floor, max(0.0, high - max(low, 0.0)), min(0.0, low - min(high, 0.0))
