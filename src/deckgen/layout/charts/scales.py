"""Both axes of a chart, from all that it shows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.charts import Areas, Axis, Bands, Bars, Bubbles, Chart, Lines, Series
from deckgen.layout.charts.axes import category_axis, position, up_to_data, value_axis
from deckgen.layout.charts.model import LaidAxis
from deckgen.layout.charts.numbers import (
    LEAST_COMPACT,
    Numbers,
    decimals,
    is_compact,
    plain_numbers,
    power_for,
    tiny_numbers,
)
from deckgen.themes.model import Box

FEW_VALUES = 12
MOST_STEPS = 14
"""Of an axis that counts, each of which is written."""
BEYOND = 1e-6
"""Share of an axis by which it goes on behind its last value: LibreOffice leaves out a point at the very end of a
logarithmic one."""
LINE = 1.3
"""Height of a line of text with the least space around it, in em."""


def _digits_of_shares(chart: Chart) -> int:
    """None where whole percents add up to a hundred and tell each slice from nothing."""
    values = [value or 0.0 for series in chart.series for value in series.y]
    shares = [100 * value / sum(values) for value in values if value > 0]
    whole = [math.floor(share + 0.5) for share in shares]
    return int(sum(whole) != 100 or not all(whole))


def values_shown(chart: Chart, lang: str) -> Numbers | None:
    """How the values of bars and slices are written, if they are."""
    if chart.shows_shares:
        sign = "\u202f%" if lang[:2] == "fr" else "%"
        return Numbers(unit=sign, digits=_digits_of_shares(chart), lang=lang)
    count = sum(len(series.y) for series in chart.series)
    usual = chart.is_clustered and not chart.over and count <= FEW_VALUES
    wanted = usual if chart.values is None else chart.values
    single = isinstance(chart.marks, Lines) or chart.is_clustered or chart.is_stacked or chart.is_round
    if not wanted or not single:
        return None
    known = tuple(value for series in chart.series for value in series.y if value is not None)
    most = max(map(abs, known), default=0.0)
    if is_compact(chart.y.style, most):
        power, digits = _scaled(known, power_for(most, lang))
        unscaled = 0 if power else decimals(tuple(value for value in known if abs(value) < LEAST_COMPACT), 2)
        return Numbers(
            style="compact", digits=digits, unscaled=unscaled, power=power, unit=chart.y.unit, grouped=True, lang=lang
        )  # fmt: skip
    tiny = tiny_numbers(known, chart.y.unit, lang) if chart.y.style is None else None
    return tiny or plain_numbers(known, chart.y.unit, lang, most_digits=3 if chart.y.style is None else 6)


_TWO_DIGITS = 0.095
"""What has two digits behind the decimal sign, at least."""
_SEEN = 0.005
"""What is nothing with two of them."""


def _scaled(values: tuple[float, ...], power: int) -> tuple[int, int]:
    """The power of ten that all values count, or 0 if each has its own since the least would be next to nothing; and
    how many decimals they have."""
    scaled = tuple(value / 10**power for value in values)
    least = min((abs(value) for value in scaled if value), default=1.0)
    if least < _TWO_DIGITS and min(values) >= 0:
        return 0, 1
    seen = tuple(value for value in scaled if abs(value) >= _SEEN)
    return power, decimals(seen, 1 if min(map(abs, seen), default=0.0) >= 1 else 2)


def lay_axes(chart: Chart, plot: Box, size: float, lang: str) -> tuple[LaidAxis, LaidAxis]:
    """The axes of categories or x, and of values. `plot` need only be about as large as it will be."""
    lying = chart.is_lying
    along, across = (plot.height, plot.width) if lying else (plot.width, plot.height)
    ys = [*_heights(chart), *_references(chart, "y"), *(note.y for note in chart.notes)]
    space = 5.0 * size if lying else 2.4 * size
    room = 0.0
    bare = bool(values_shown(chart, lang)) and chart.is_clustered
    if bare:
        lines = 4.0 if lying else 2.9 if len(chart.series) > 1 else 1.6
        lines += 1.5 if lying and min(ys, default=0.0) < 0 else 0.0  # off the names at their left
        room = lines * size / max(across, 1.0)
    highest = max((y for series in chart.series for y in series.y if y is not None), default=0.0)
    if chart.series and not lying and any(note.y >= highest for note in chart.notes):
        room += 1.4 * size / max(across, 1.0)  # words above the highest point
    y_axis = replace(chart.y, unit="\u202f%" if lang[:2] == "fr" else "%") if chart.percent else chart.y
    if chart.percent:
        y_axis = replace(y_axis, low=0.0, high=100.0)
    y = value_axis(
        y_axis, ys, lang, zero=chart.is_clustered or chart.is_stacked, ticks=_count(across / space), room=room,
        bare=bare,
    )  # fmt: skip
    if chart.categories:
        edges = isinstance(chart.marks, Areas | Bands)
        return category_axis(replace(chart.x, scale="category"), chart.categories, edges=edges), y
    xs = _across(chart)
    if isinstance(chart.marks, Bubbles):
        xs, ys = _widened(xs, chart.x.scale == "log"), _widened(ys, chart.y.scale == "log")
        y = value_axis(y_axis, ys, lang, zero=False, ticks=_count(across / space))
    steps = 0
    if isinstance(chart.marks, Lines | Bands) and any(series.line for series in chart.series):
        steps = min(MOST_STEPS, int(along / (2.5 * size)))
    ticks = _count(along / (5.0 * size))
    x = value_axis(chart.x, xs, lang, zero=False, ticks=ticks, steps=steps)
    return (up_to_data(x, xs, ticks) if steps else x), y


APART = 5.0
"""How many times as large as bars the values of lines over them may be, or as small, to be seen on the same axis."""


def has_own_axis(chart: Chart) -> bool:
    """True for lines over bars that are of another magnitude: a rate over counts would lie on the axis."""
    if not chart.over or chart.y.scale == "log":
        return False
    if chart.percent:  # shares of stacks are no numbers of theirs
        return True
    most = max(map(abs, _values(chart.over)), default=0.0)
    bars = max(map(abs, _heights(replace(chart, over=(), percent=False))), default=0.0)
    return most > 0 and bars > 0 and not 1 / APART <= most / bars <= APART


def over_axis(chart: Chart, plot: Box, size: float, lang: str) -> LaidAxis | None:
    """The axis at the right of lines over bars that need one of their own."""
    if not has_own_axis(chart):
        return None
    ticks = _count(plot.height / (2.4 * size))
    values = [*_values(chart.over)]
    alike = chart.percent and all(0 <= value <= 100 for value in values)
    return value_axis(Axis(low=0.0, high=100.0) if alike else Axis(), values, lang, zero=True, ticks=ticks)


def _values(several: Sequence[Series]) -> Iterator[float]:
    return (value for series in several for value in series.y if value is not None)


def ended(x: LaidAxis, chart: Chart) -> LaidAxis:
    """The axis below up to the last value: names of series begin behind it, and no line of the grid runs through
    them."""
    if x.categorical:
        return replace(x, low=0.0, high=len(chart.categories) - 1.0) if len(chart.categories) > 1 else x
    last = max(_across(chart), default=x.high)
    ticks = tuple(tick for tick in x.ticks if tick.value <= last)
    if x.axis.high is not None or len(ticks) < 2:
        return x
    return replace(x, high=last + (last - x.low) * BEYOND, ticks=ticks)


def _across(chart: Chart) -> list[float]:
    """All that an axis of numbers below must reach."""
    xs = [value for series in chart.series for value in series.x]
    return [*xs, *_references(chart, "x"), *(note.x for note in chart.notes)]


def _count(room: float) -> int:
    return max(3, min(6, int(room)))


def _heights(chart: Chart) -> Iterator[float]:
    """All that the axis of values must reach."""
    if not has_own_axis(chart):
        yield from _values(chart.over)
    if chart.is_stacked:
        for number in range(len(chart.series)):
            yield from (end for piece in stack_of(chart, number) for end in piece)
        return
    for series in chart.series:
        yield from (value for value in (*series.y, *series.low) if value is not None)
        for value, (down, up) in zip(series.y, series.errors, strict=False):
            if value is not None:
                yield from (value - down, value + up)


def stack_of(chart: Chart, number: int) -> list[tuple[float, float]]:
    """From where to where the pieces of one series reach in their stacks, in the axis's units.

    Those above zero stand on each other, those below hang under each other; areas just add up.
    """
    found = [(0.0, 0.0)] * len(chart.categories)
    totals = [sum(abs(s.y[place] or 0.0) for s in chart.series) or 1.0 for place in range(len(found))]
    ends = [[0.0, 0.0] for _ in found]
    for series in chart.series[: number + 1]:
        for place, value in enumerate(series.y):
            height = 100 * (value or 0.0) / totals[place] if chart.percent else value or 0.0
            side = 1 if height < 0 and isinstance(chart.marks, Bars) else 0
            found[place] = (ends[place][side], ends[place][side] + height)
            ends[place][side] += height
    return found


def is_low(chart: Chart, number: int, point: int, y: LaidAxis, plot: Box, size: float) -> bool:
    """True for a piece of a stack in which a line of text of that size (pt) has no room."""
    if not chart.is_stacked or chart.is_lying or not isinstance(chart.marks, Bars):
        return False
    low, high = stack_of(chart, number)[point]
    return abs(position(y, high) - position(y, low)) * plot.height < LINE * size


def _references(chart: Chart, axis: str) -> Iterator[float]:
    for reference in chart.references:
        if reference.axis == axis:
            yield from (end for end in (reference.low, reference.high) if end is not None)


def _widened(values: Sequence[float], log: bool) -> list[float]:
    """Values a tenth further apart: room for what stands around them."""
    known = [value for value in values if value > 0] if log else list(values)
    if not known:
        return list(values)
    ends = [math.log(min(known)), math.log(max(known))] if log else [min(known), max(known)]
    more = 0.1 * (ends[1] - ends[0])
    wide = [ends[0] - more, ends[1] + more]
    return [*known, *(map(math.exp, wide) if log else wide)]


def last_point(series: Series) -> int:
    """The last point of a series that is there."""
    return max((i for i, value in enumerate(series.y) if value is not None), default=0)
