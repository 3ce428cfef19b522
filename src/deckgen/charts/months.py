"""Dates as names on an axis: years, months or days.

An axis of dates has ticks at equal distances, which months are not: few points that stand a month or more apart are
written below each by its name.
"""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Literal

from msgspec.structs import replace

from deckgen.charts.cells import day
from deckgen.deck.charts import Chart, Lines
from deckgen.layout.charts.numbers import EPOCH, Numbers, named_months

MOST = 12
"""Months whose names stand side by side."""


def dated(names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Names that are all dates as an axis of dates has them; a few months by their names in the language."""
    days = [number for name in names if (number := day(name)) is not None]
    if len(days) < len(names):
        return names
    dates = [EPOCH + timedelta(days=number) for number in days]
    precision: Literal["year", "month", "day"] = "day"
    if all(date.day == 1 for date in dates):
        precision = "year" if all(date.month == 1 for date in dates) else "month"
    shown = tuple(Numbers(style="date", precision=precision, lang=lang).text(number) for number in days)
    if precision == "month" and len(dates) <= MOST and dates == sorted(dates):
        shown = named_months(dates, lang)
    return shown if len(set(shown)) == len(shown) else names


def by_month(chart: Chart, lang: str) -> Chart:
    """Lines over few dates that stand whole months apart, over the names of these."""
    xs = chart.series[0].x if chart.series else ()
    ends = (chart.x.low, chart.x.high)
    if not isinstance(chart.marks, Lines) or chart.x.scale != "date" or any(end is not None for end in ends):
        return chart
    if any(series.x != xs or not series.line for series in chart.series) or not 2 < len(xs) <= MOST:
        return chart
    if any(each.axis == "x" for each in chart.references) or any(note.x not in xs for note in chart.notes):
        return chart
    dates = [EPOCH + timedelta(days=int(x)) for x in xs]
    months = [12 * each.year + each.month for each in dates]
    steps = {later - month for month, later in itertools.pairwise(months)}
    if any(each.day != 1 for each in dates) or len(steps) != 1 or not 0 < steps.pop() < 12:
        return chart
    return replace(
        chart,
        categories=named_months(dates, lang),
        x=replace(chart.x, scale="category"),
        series=tuple(replace(series, x=()) for series in chart.series),
        notes=tuple(replace(note, x=float(xs.index(note.x))) for note in chart.notes),
    )
