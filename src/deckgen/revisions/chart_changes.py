"""What has become of a chart: its numbers, names, order and looks in two versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.powerpoint.model import ChartData, ChartSeries
from deckgen.revisions.cells import is_near, is_same, number_text

NumberChange: TypeAlias = tuple[str, str, float | None, float | None]
"""A series, the name of a point, its value and what that is now."""


def other_numbers(old: ChartData, new: ChartData) -> Iterator[NumberChange]:
    """The numbers that are others now."""
    for series, now in zip(old.series, new.series, strict=True):
        for name, before, after in zip(series.names, series.values, now.values, strict=False):
            if not is_near(before, after):
                yield series.name, name, before, after
        for name, before, after in zip(series.names, series.sizes, now.sizes, strict=False):
            if not is_near(before, after):
                yield series.name, name, before, after


def renamed(old: ChartData, new: ChartData) -> Iterator[tuple[str, str, bool]]:
    """Names of categories, and of series (True), that are others now."""
    pairs = {(a, b): None for one, two in _both(old, new) for a, b in zip(one.names, two.names, strict=False)}
    yield from ((a.strip(), b.strip(), False) for a, b in pairs if not is_same(a, b))
    yield from (
        (one.name, two.name, True) for one, two in _both(old, new) if one.name.strip() != two.name.strip()
    )


def _both(old: ChartData, new: ChartData) -> list[tuple[ChartSeries, ChartSeries]]:
    return [*zip(old.series, new.series, strict=False)]


def has_same_names(old: ChartData, new: ChartData) -> bool:
    return not any(renamed(old, new))


def other_looks(old: ChartData, new: ChartData) -> Iterator[str]:
    """What is said otherwise around the numbers, or drawn otherwise: the source has no line for that alone."""
    for what, before, after in (
        ("title", old.title, new.title),
        ("x axis", old.x_title, new.x_title),
        ("y axis", old.y_title, new.y_title),
        ("kind", old.foreign_kind, new.foreign_kind),
    ):
        if before != after:
            yield f"a chart's {what}: {after or '(deleted)'}"
    if old.lies != new.lies:
        yield f"a chart's bars {'lie' if new.lies else 'stand upright'}"


def series_named(chart: ChartData, name: str) -> ChartSeries:
    return next(series for series in chart.series if series.name.strip() == name.strip())


def is_reordered(old: ChartData, new: ChartData) -> bool:
    """True for the same series in another order, each with its numbers or most of them."""
    was, now = ([series.name.strip() for series in each.series] for each in (old, new))
    if was == now or sorted(was) != sorted(now) or len({*was}) < len(was):
        return False

    def alike(pairs: Iterable[tuple[ChartSeries, ChartSeries]]) -> int:
        return sum(a == b for one, two in pairs for a, b in zip(one.values, two.values, strict=False))

    return alike((series, series_named(new, series.name)) for series in old.series) > alike(_both(old, new))


def more_and_less(old: ChartData, new: ChartData) -> list[str]:
    """What is there now, and what no more, in words."""
    was, now = ({series.name: series for series in each.series} for each in (old, new))
    found = [f"a series more: {name}" for name in now if name not in was]
    found += [f"a series less: {name}" for name in was if name not in now]
    before, after = ([*dict.fromkeys(n for s in each.series for n in s.names)] for each in (old, new))
    for name in after:
        if name not in before:
            values = (s.values[s.names.index(name)] for s in new.series if name in s.names)
            found.append(f"{name} more ({', '.join(map(number_text, values))})")
    found += [f"{name} less" for name in before if name not in after]
    return found or [new.title or new.foreign_kind]


def as_called(old: ChartData, new: ChartData) -> ChartData:
    """`new`, with the names of `old` where they say the same: programs write a number as they like."""

    def named(series: ChartSeries, names: Sequence[str]) -> ChartSeries:
        if len(names) != len(series.names):
            return series
        same = tuple(a if is_same(a, b) else b for a, b in zip(names, series.names, strict=True))
        return replace(series, names=same)

    was = [series.names for series in old.series]
    was += [()] * (len(new.series) - len(was))
    return replace(
        new, series=tuple(named(series, names) for series, names in zip(new.series, was, strict=False))
    )


def order_in_common(old: ChartData, new: ChartData) -> tuple[list[str], list[str]]:
    """The names of points that both have, as each has them."""
    was, now = point_names(old), point_names(new)
    return [name for name in was if name in now], [name for name in now if name in was]


def point_names(chart: ChartData) -> list[str]:
    """Of the points, if all series have the same ones, each once; none if not."""
    names = {tuple(name.strip() for name in series.names) for series in chart.series}
    only = [*names.pop()] if len(names) == 1 else []
    whole = all(len(series.values) == len(only) for series in chart.series)
    return only if whole and len({*only}) == len(only) else []


def has_other_points(old: ChartData, new: ChartData) -> bool:
    """True if there are more or less of them, or if some stand elsewhere beside ones that are new: those that only
    have other names stay where they are."""
    if [len(series.values) for series in old.series] != [len(series.values) for series in new.series]:
        return True
    was, now = point_names(old), point_names(new)
    moved = [a for a, b in zip(was, now, strict=False) if a != b and a in now]
    return bool(moved) and {*was} != {*now}


def is_sorted_anew(old: ChartData, new: ChartData) -> bool:
    """True for the same points in another order."""
    was, now = point_names(old), point_names(new)
    return was != now and sorted(was) == sorted(now)


def in_common(chart: ChartData, other: ChartData) -> ChartData:
    """A chart with what the other has, too, of its series and of their points, each once, in one order for both."""

    def with_points(series: ChartSeries, beside: ChartSeries) -> ChartSeries:
        values = dict(zip(map(str.strip, series.names), series.values, strict=False))
        names = sorted(values.keys() & {*map(str.strip, beside.names)})
        return replace(series, names=tuple(names), values=tuple(values[name] for name in names))

    beside = {series.name: series for series in other.series}
    found = {
        series.name: with_points(series, beside[series.name])
        for series in chart.series
        if series.name in beside
    }
    return replace(chart, series=tuple(found[name] for name in sorted(found)))
