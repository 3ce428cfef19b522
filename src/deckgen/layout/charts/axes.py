"""Ranges and ticks: few, round, and such that a spreadsheet's axis has the very same.

An axis of PowerPoint starts its ticks at its lower end and goes on by one step, which is added, or
multiplied on a logarithmic axis. So do these.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from deckgen.deck.charts import Axis, NumberStyle
from deckgen.layout.charts.model import LaidAxis, Tick
from deckgen.layout.charts.numbers import (
    EPOCH,
    TINY,
    Numbers,
    day_number,
    decimals,
    exponents,
    is_compact,
    plain_numbers,
    power_for,
)

FROM_ZERO = 0.5
"""Values that spread over more than this share of the largest are shown from zero."""
EMPTY = 0.26
"""Share of an axis that may lie beyond the largest value."""
YEAR = 365.25
MONTH = YEAR / 12
DAYS = 75
"""Up to so many, an axis of dates counts days."""


def category_axis(axis: Axis, names: Sequence[str], *, edges: bool) -> LaidAxis:
    """An axis with a place for each name; `edges` puts the first and the last at its ends."""
    ticks = tuple(Tick(float(place), name) for place, name in enumerate(names))
    half = 0.0 if edges and len(names) > 1 else 0.5
    return LaidAxis(axis=axis, low=-half, high=len(names) - 1 + half, ticks=ticks)


def value_axis(
    axis: Axis, values: Sequence[float], lang: str, *, zero: bool, ticks: int = 6, room: float = 0.0,
    bare: bool = False, steps: int = 0,
) -> LaidAxis:  # fmt: skip
    """An axis of numbers or dates for `values`, with at most about `ticks` ticks; where they count something in up to
    so many `steps`, each has one, and there is no step before the first.

    `zero` says that it must show zero (bars, areas); `room` is the share of its length to keep free
    above the largest value, and below the least if that is negative; a `bare` axis is not shown, and ends there.
    """
    known = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    match axis.scale:
        case "log":
            return _log_axis(axis, [value for value in known if value > 0] or [1.0], lang, ticks, room)
        case "date":
            return _date_axis(axis, known, lang, ticks)
        case _ if _counts(axis, known, steps, lang):
            places = [min(known) + number for number in range(len(set(known)))]
            numbers = _numbers(axis, places, lang)
            return LaidAxis(
                axis=axis, low=places[0], high=places[-1], ticks=_ticks(places, numbers), step=1.0, base=0.0,
                numbers=numbers,
            )  # fmt: skip
        case _:
            return _linear_axis(axis, known, lang, zero, ticks, room, bare=bare)


def _counts(axis: Axis, values: Sequence[float], steps: int, lang: str) -> bool:
    """True for whole numbers above zero, one after the other, that look different: weeks, editions, years."""
    number = len(set(values))
    return (
        axis.low is None
        and axis.high is None
        and 2 <= number <= steps
        and min(values) > 0
        and max(values) - min(values) == number - 1
        and all(value == round(value) for value in values)
        and len({*map(_numbers(axis, values, lang).text, values)}) == number
    )


WASTED = 0.25
"""Share of an axis that may be without data."""


def up_to_data(axis: LaidAxis, values: Sequence[float], most: int) -> LaidAxis:
    """An axis of years and other whole numbers that would be empty in part ends with them: a tick at the first, and up
    to `most` at round distances from there."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    is_free = axis.axis.low is None and axis.axis.high is None and axis.axis.scale == "linear"
    is_wasted = high - low < (1 - WASTED) * (axis.high - axis.low)
    if not (is_free and is_wasted and high - low >= 2 and all(value == round(value) for value in values)):
        return axis
    step = next(each for each in _whole_steps() if (high - low) // each < most)
    places = [low + number * step for number in range(int((high - low) // step) + 1)]
    numbers = _numbers(axis.axis, places, axis.numbers.lang)
    return replace(axis, low=low, high=high, ticks=_ticks(places, numbers), step=step, numbers=numbers)


def _whole_steps() -> Iterator[float]:
    """1, 2, 5, 10, 20 …"""
    return (factor * 10.0**power for power in range(16) for factor in (1.0, 2.0, 5.0))


def _linear_axis(
    axis: Axis, values: Sequence[float], lang: str, zero: bool, ticks: int, room: float, *, bare: bool
) -> LaidAxis:
    low, high = min(values), max(values)
    if zero or high - low >= FROM_ZERO * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= SAME * max(abs(low), abs(high)):
        room_around = _around(low)
        low, high = (low - room_around, high + room_around) if low else (0.0, 1.0)
    span = high - low
    high += room * span if high > 0 else 0.0
    low -= room * span if low < 0 else 0.0
    low = axis.low if axis.low is not None else low
    high = axis.high if axis.high is not None else high
    if high - low <= SAME * max(abs(low), abs(high)):
        high = low + _around(low)
    step = _step(low, high, ticks, free=axis.high is None)
    if step < 1 and high - low >= 2 and all(value == round(value) for value in values):
        step = 1.0  # years and counts have no halves
    if axis.low is None and not (bare and low < 0):
        low = math.floor(low / step + 1e-9) * step
    if axis.high is None and not bare:
        high = math.ceil(high / step - 1e-9) * step
    count = min(MOST_TICKS, int((high - low) / step + 1.0001))
    places = [low + number * step for number in range(count)]
    places = [0.0 if abs(place) < step * 1e-9 else place for place in places]
    numbers = _numbers(axis, places, lang)
    return LaidAxis(
        axis=axis, low=low, high=high, ticks=_ticks(places, numbers), step=step, base=0.0, numbers=numbers
    )


SAME = 1e-12
"""Share of a number by which another may differ from it and be the same: arithmetic has 15 digits."""
MOST_TICKS = 50


def _around(value: float) -> float:
    """Half of an axis's length where all values are `value`."""
    return max(1.0, 0.1 * abs(value)) if abs(value) >= 1e6 else 1.0


def _step(low: float, high: float, ticks: int, *, free: bool) -> float:
    """From tick to tick: a round number that gives about `ticks` of them; a smaller one, up to twice as many, while a
    free end would leave much of the axis without data."""
    step = _round_step((high - low) / (ticks - 1))
    for count in range(ticks, 2 * ticks):
        top = math.ceil(high / step - 1e-9) * step
        if not free or top - high <= EMPTY * (top - math.floor(low / step + 1e-9) * step):
            break
        step = _round_step((high - low) / count)
    return step


def _round_step(step: float) -> float:
    """The next larger of 1, 2, 5 times a power of ten, or 2.5 times where that is a whole number."""
    power = 10.0 ** math.floor(math.log10(step))
    factors = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    return next(factor * power for factor in factors if step <= factor * power * 1.0001)


def _log_axis(axis: Axis, values: Sequence[float], lang: str, ticks: int, room: float) -> LaidAxis:
    least, most = (axis.low or min(values)), (axis.high or max(values))
    if not 0 < least < most:
        least, most = least / 2, least * 2
    base = 10.0 if math.log10(most / least) > 1.15 else 2.0
    low = base ** math.floor(math.log(least, base) + 1e-9)
    decades = math.log(most / low, base)
    if axis.high is None:
        decades += max(0.04, room) * decades
    style = axis.style or _log_style(low, most)
    # A format code has three cases at most: so many different powers can be written.
    allowed = 3 if style == "scientific" else max(2, ticks)
    stride = next(n for n in range(1, 400) if math.floor(decades + 1e-9) // n + 1 <= allowed)
    if axis.high is None and math.ceil(decades) - decades < 0.12 * decades:
        decades = math.ceil(decades)  # a tick is near: end there
    stride = next(n for n in range(stride, 400) if math.floor(decades + 1e-9) // n + 1 <= allowed)
    places = [low * base ** (stride * number) for number in range(math.floor(decades / stride + 1e-9) + 1)]
    digits = decimals(tuple(places)) if style == "plain" else 0
    grouped = style == "compact" or max(places) >= 10_000
    numbers = Numbers(
        style=style, digits=digits, below_one=base == 10, power=0, unit=axis.unit, grouped=grouped, lang=lang
    )  # fmt: skip
    high = axis.high or low * base**decades
    return LaidAxis(
        axis=axis,
        low=low,
        high=high,
        ticks=_ticks(places, numbers),
        step=base**stride,
        base=base,
        numbers=numbers,
    )


def _log_style(low: float, high: float) -> NumberStyle:
    if low >= 1e-3 and high < 1e5:
        return "plain"
    return "compact" if low >= 1 and high < 1e12 else "scientific"


LAST_DAY = 401_000.0
"""In the year 2997, as spreadsheets count."""


def _date_axis(axis: Axis, values: Sequence[float], lang: str, ticks: int) -> LaidAxis:
    """Years, months or days, from the first day of one."""
    first = axis.low if axis.low is not None else min(values)
    first = min(max(first, 0.0), LAST_DAY)
    last = min(max(axis.high if axis.high is not None else max(values), first + 1.0), LAST_DAY + 1.0)
    span = last - first
    day = EPOCH + timedelta(days=math.floor(first))
    precision: Literal["year", "month", "day"] = "year"
    if span <= DAYS:
        precision = "day"
        step = next((float(n) for n in (1, 2, 7, 14) if span / n <= ticks), 21.0)
        low = float(math.floor(first))
    elif span < 2.2 * YEAR:
        precision = "month"
        months = next((n for n in (1, 2, 3, 6) if span / MONTH / n <= ticks - 1), 12)
        low, step = _by_months(day.replace(day=1), months, last)
    else:
        years = next((n for n in (1, 2, 5, 10, 20, 50) if span / YEAR / n <= ticks - 1), 100)
        low, step = _by_months(day.replace(month=1, day=1), 12 * years, last)
    count = math.floor((last - low) / step) + 1
    high = last if axis.high is not None else last + 0.03 * (last - low)
    if axis.high is None and low + count * step - high < 0.2 * step:
        count, high = count + 1, low + count * step
    numbers = Numbers(style="date", precision=precision, lang=lang)
    places = [low + n * step for n in range(count)]
    return LaidAxis(
        axis=axis, low=low, high=high, ticks=_ticks(places, numbers), step=step, base=0.0, numbers=numbers
    )


def _by_months(first: date, months: int, last: float) -> tuple[float, float]:
    """The first day as a number, and the days from tick to tick. A spreadsheet adds the same number each time, while
    months and years differ: as many as let no tick fall into the time before its own."""
    low, step, number = day_number(first), 0.0, 0
    while low + number * step <= last:
        number += 1
        month = first.year * 12 + first.month - 1 + number * months
        step = max(step, (day_number(date(month // 12, month % 12 + 1, 1)) - low) / number)
    return low, step


def _numbers(axis: Axis, places: Sequence[float], lang: str) -> Numbers:
    """How the ticks of a linear axis are written."""
    most = max(map(abs, places))
    if axis.style == "scientific" or (axis.style is None and (most >= 1e13 or 0 < most < TINY)):
        return exponents(places, axis.unit, lang)
    if is_compact(axis.style, most):
        power = power_for(most, lang)
        digits = decimals(tuple(place / 10**power for place in places), 2)
        compact = Numbers(
            style="compact", digits=digits, power=power, unit=axis.unit, grouped=True, lang=lang
        )
        if axis.style or _tells_apart(compact, places):
            return compact
        return replace(plain_numbers(tuple(places), axis.unit, lang), grouped=True)
    plain = plain_numbers(tuple(places), axis.unit, lang)
    finer = (replace(plain, digits=digits) for digits in range(plain.digits, MOST_DIGITS))
    return next((each for each in finer if _tells_apart(each, places)), plain)


MOST_DIGITS = 13
"""Behind the decimal sign: a number of a computer's has some fifteen in all."""


def _tells_apart(numbers: Numbers, places: Sequence[float]) -> bool:
    """True if no two ticks are written alike."""
    return len({*map(numbers.text, places)}) == len({*places})


def _ticks(places: Sequence[float], numbers: Numbers) -> tuple[Tick, ...]:
    return tuple(Tick(place, numbers.text(place)) for place in places)


def value_at(axis: LaidAxis, share: float) -> float:
    """The value at a share of an axis's length."""
    if axis.base:
        return axis.low * float((axis.high / axis.low) ** share)
    return axis.low + (axis.high - axis.low) * share


def position(axis: LaidAxis, value: float) -> float:
    """Where `value` stands between the axis's low end (0) and its high end (1)."""
    if axis.base:
        return math.log(max(value, 1e-300) / axis.low) / math.log(axis.high / axis.low)
    return (value - axis.low) / (axis.high - axis.low)
