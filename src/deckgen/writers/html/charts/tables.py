"""A chart's data as a table, for those who can't see it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from msgspec.structs import replace

from deckgen.layout.charts.model import ChartFrame, LaidAxis, Panel
from deckgen.layout.charts.numbers import Numbers, decimals

MOST_ROWS = 200
"""A table to be read aloud is not longer."""


def data_tables(frame: ChartFrame) -> str:
    """The data of every chart as tables that only screen readers show."""
    tables = "".join(_table(panel, frame) for panel in frame.panels)
    return f'<div class="sr">{tables}</div>'


def _heads(name: str) -> str:
    return f'<th scope="row">{escape(name)}</th>' if name.strip() else "<td></td>"


def _table(panel: Panel, frame: ChartFrame) -> str:
    caption = " ".join(panel.title) or frame.alt
    head, *body = _rows(panel)
    header = "".join(f'<th scope="col">{escape(cell)}</th>' if cell else "<td></td>" for cell in head)
    rows = "".join(
        f"<tr>{_heads(first)}{''.join(f'<td>{escape(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in body[:MOST_ROWS]
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{header}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _rows(panel: Panel) -> Iterator[list[str]]:
    """The header, then a row a category, or a row a point."""
    chart = panel.chart
    lang = panel.y.numbers.lang
    ys = [value for series in chart.every_series for value in (*series.y, *series.low) if value is not None]
    plain = Numbers(style="plain", digits=decimals(tuple(ys)), lang=lang)
    write = _Writer(panel.y, plain)
    across = panel.x.axis.title or "x"
    if chart.categories:
        yield [across if panel.x.axis.title else "", *(series.name for series in chart.every_series)]
        for place, name in enumerate(chart.categories):
            cells = []
            for series in chart.every_series:
                low = f"{write(series.low[place])} – " if series.low else ""
                cells.append(low + write(series.y[place]))
            yield [name, *cells]
        return
    xs = [value for series in chart.series for value in series.x]
    x_text = _Writer(panel.x, Numbers(style="plain", digits=decimals(tuple(xs)), lang=lang))
    yield ["", across, panel.y.axis.title or "y"]
    for series in chart.series:
        names = series.points or ("",) * len(series.y)
        for x, y, name in zip(series.x, series.y, names, strict=True):
            yield [name or series.name, x_text(x), write(y)]


class _Writer:
    """Writes a value as exactly as it is."""

    def __init__(self, axis: LaidAxis, plain: Numbers) -> None:
        self.unit = axis.axis.unit
        self.numbers = axis.numbers if axis.numbers.style == "date" else replace(plain, unit=self.unit)

    def __call__(self, value: float | None) -> str:
        if value is None:
            return ""
        if value and not 1e-4 <= abs(value) < 1e12 and self.numbers.style != "date":
            return f"{value:.3g}{self.unit}"
        return self.numbers.text(value)
