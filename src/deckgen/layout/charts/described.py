"""What a chart shows, in a line for those who can't see it and whose author wrote none: what is drawn, of whom, from
where to where. It is numbers and the author's own words, and so needs no language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from deckgen.deck.charts import Axis, Chart, ChartGroup
from deckgen.layout.charts.numbers import (
    EPOCH,
    Numbers,
    by_name,
    decimals,
    exponents,
    is_compact,
    plain_numbers,
    power_for,
    tiny_numbers,
)

MOST_NAMES = 8
"""Series that are named."""
VAST = 1e12
"""What is a power of ten with a factor."""


def described(group: ChartGroup) -> str:
    """The line for all charts of a figure."""
    return "; ".join(filter(None, (group.title, *(_chart(chart, group.lang) for chart in group.charts))))


def _chart(chart: Chart, lang: str) -> str:
    names = [each.name for each in chart.every_series if each.name]
    what = chart.title or f"{chart.y.title} / {chart.x.title}".strip(" /") or ", ".join(names[:MOST_NAMES])
    parts = []
    if (len(names) > 1 or chart.title) and what != ", ".join(names[:MOST_NAMES]):
        parts.append(", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else ""))
    if chart.categories:
        first, last = chart.categories[0], chart.categories[-1]
        parts.append(first if len(chart.categories) == 1 else f"{first} – {last}")
    else:
        parts.append(_span((x for each in chart.series for x in each.x), chart.x, lang))
    values = (value for each in chart.every_series for value in (*each.y, *each.low) if value is not None)
    parts.append(_span(values, chart.y, lang))
    said = "; ".join(filter(None, parts))
    return f"{what}: {said}" if what and said else what or said


def _span(values: Iterable[float], axis: Axis, lang: str) -> str:
    """From the least to the most."""
    every = tuple(values)
    if not every:
        return ""
    ends = min(every), max(every)
    if axis.scale == "date":
        texts = [by_name(EPOCH + timedelta(days=int(end)), "d MMMM y", lang) for end in ends]
    else:
        texts = [_number(end, axis, lang) for end in ends]
    return texts[0] if texts[0] == texts[1] else f"{texts[0]} – {texts[1]}"


def _number(value: float, axis: Axis, lang: str) -> str:
    if abs(value) >= VAST:
        return exponents((value,), axis.unit, lang).text(value)
    if is_compact(axis.style, abs(value)):
        digits = decimals((value / 10 ** power_for(abs(value), lang),), 2)
        return Numbers(style="compact", digits=digits, unit=axis.unit, lang=lang).text(value)
    rare = tiny_numbers((value,), axis.unit, lang)
    return (rare or plain_numbers((value,), axis.unit, lang, most_digits=2)).text(value)
