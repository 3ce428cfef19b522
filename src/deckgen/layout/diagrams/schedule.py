"""A schedule as a drawing: a row a task, its name at the left, its bar over an axis of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec import Struct

from deckgen.deck.diagrams import EPOCH, Schedule, Task
from deckgen.deck.figures import Drawing, Shape
from deckgen.layout.charts.numbers import EPOCH as DAY_ZERO
from deckgen.layout.charts.numbers import Numbers, by_name, named_months
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.charts.style import grid_color
from deckgen.layout.diagrams.arrows import WIDER
from deckgen.layout.diagrams.flow import framed
from deckgen.layout.diagrams.words import set_words
from deckgen.layout.model import LINE_HEIGHT
from deckgen.patterns import regex
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Theme

MOST_TICKS = 8
FINE = 0.5
"""Of the width of arrows, that of lines behind bars."""
APART = 1.5
"""Widths of a day's name from one to the next."""


class _Unit(Struct, frozen=True):
    """Distances of days that are named."""

    days: float
    named: Callable[[Sequence[datetime], str], Sequence[str]]
    """In a language."""
    first: Callable[[datetime], datetime]
    """The last such day before one."""
    next: Callable[[datetime], datetime]


def _month(when: datetime, months: int) -> datetime:
    number = (12 * when.year + when.month - 1) // months * months
    return datetime(number // 12, number % 12 + 1, 1)


def _months(count: int) -> _Unit:
    days = 30.4375 * count
    return _Unit(
        days,
        _years if count >= 12 else named_months,
        lambda when: _month(when, count),
        lambda when: _month(when + timedelta(days=days + 14), count),
    )


def _years(when: Sequence[datetime], lang: str) -> list[str]:
    return [str(each.year) for each in when]


def _days(when: Sequence[datetime], lang: str) -> list[str]:
    numbers = Numbers(style="date", precision="day", lang=lang)
    return [numbers.text(each.toordinal() - DAY_ZERO.toordinal()) for each in when]


def _times(when: Sequence[datetime], lang: str) -> list[str]:
    return [f"{each:%H:%M}" for each in when]


def _steps(days: int) -> _Unit:
    """From a Monday on, where these are weeks."""
    step = timedelta(days=days)

    def first(when: datetime) -> datetime:
        past = (when - EPOCH).days - (4 if days % 7 == 0 else 0)
        return EPOCH + timedelta(days=past // days * days + (4 if days % 7 == 0 else 0))

    return _Unit(days, _days, first, lambda when: when + step)


def _hours(hours: int) -> _Unit:
    step = timedelta(hours=hours)
    return _Unit(
        hours / 24, _times, lambda when: EPOCH + (when - EPOCH) // step * step, lambda when: when + step
    )


_UNITS = (
    *map(_hours, (1, 2, 4, 6, 12)), *map(_steps, (1, 2, 7, 14)),
    *map(_months, (1, 2, 3, 6, 12, 24, 60, 120)),
)  # fmt: skip


def draw_schedule(schedule: Schedule, name: str, ruler: Ruler, theme: Theme, lang: str) -> Drawing:
    """The drawing of a schedule; tasks stand in their order, below the name of their section, days are named in the
    language."""
    tokens = theme.tokens.diagram
    row = LINE_HEIGHT * tokens.label + tokens.row
    names = [set_words(task.text, tokens.names, tokens.label, ruler) for task in schedule.tasks]
    heads = [set_words(each, tokens.names, tokens.label, ruler, bold=True) for each in schedule.sections]
    left = max(words.width for words in (*names, *heads)) * WIDER + 4 + tokens.padding
    y, section = 1.6 * tokens.label, -1
    shapes: list[Shape] = []
    places: list[tuple[Task, float]] = []
    for task, words in zip(schedule.tasks, names, strict=True):
        if task.section != section:
            section = task.section
            head = heads[section]
            y += tokens.row / 2
            shapes.append(_words(head.text, y, left, head.height, tokens, bold=True))
            y += head.height + tokens.row / 2
        high = max(row, words.height + tokens.row)
        shapes.append(_words(words.text, y, left, high, tokens))
        places.append((task, y + high / 2))
        y += high
    # Few rows are drawn over a narrower axis, and so larger on their slide.
    width = min(tokens.schedule, max(tokens.least_schedule, tokens.wide_schedule * y - left))
    scale = _Scale.of(schedule.tasks, left, width)
    shapes += (_bar(task, scale, middle, row - tokens.row, schedule, theme) for task, middle in places)
    grid = _grid(schedule, scale, y, ruler, theme, lang)
    said = ", ".join(task.text for task in schedule.tasks)
    return framed(name, [*grid, *shapes], schedule.title, said, ruler, theme)


class _Scale(Struct, frozen=True):
    """Where a day stands."""

    start: float
    end: float
    left: float
    width: float

    @classmethod
    def of(cls, tasks: Sequence[Task], left: float, width: float) -> _Scale:
        """From the first day of all to the last one."""
        start, end = min(task.start for task in tasks), max(task.end for task in tasks)
        return cls(start, max(end, start + 1 / 24), left, width)

    def at(self, day: float) -> float:
        """Points from the left."""
        return self.left + (day - self.start) / (self.end - self.start) * self.width


def _words(
    text: str, y: float, width: float, height: float, tokens: DiagramTokens, *, bold: bool = False
) -> Shape:
    return Shape(
        kind="text", x=0.0, y=y, width=width - tokens.padding, height=height, text=text, size=tokens.label,
        bold=bold, align="left", color=tokens.frame_title if bold else "text",
    )  # fmt: skip


def _bar(task: Task, scale: _Scale, middle: float, high: float, schedule: Schedule, theme: Theme) -> Shape:
    tokens = theme.tokens.diagram
    planned = any(each.kind in ("active", "done") for each in schedule.tasks)
    fill = {
        "": tokens.box[0] if planned else tokens.task, "active": tokens.active, "crit": tokens.critical,
        "done": tokens.dark_done if theme.dark else tokens.done,
    }[task.kind]  # fmt: skip
    if task.milestone:
        x = scale.at((task.start + task.end) / 2)
        solid = tokens.task if not task.kind else fill
        return Shape(kind="diamond", x=x - high / 2, y=middle - high / 2, width=high, height=high, fill=solid)
    x = scale.at(task.start)
    wide = max(tokens.least_bar, scale.at(task.end) - x)
    edge = tokens.outline if planned and not task.kind else ""
    return Shape(kind="rectangle", x=x, y=middle - high / 2, width=wide, height=high, fill=fill, stroke=edge)


def _grid(
    schedule: Schedule, scale: _Scale, bottom: float, ruler: Ruler, theme: Theme, lang: str
) -> list[Shape]:
    """Lines behind the bars, each with its day above."""
    tokens, color = theme.tokens.diagram, grid_color(theme)
    days, top = scale.end - scale.start, 1.4 * tokens.label
    for unit in _UNITS:
        if days / unit.days > MOST_TICKS and unit is not _UNITS[-1]:
            continue
        ticks = _ticks(unit, scale)
        named = _formatted(ticks, schedule.format, lang) if schedule.format else unit.named(ticks, lang)
        widths = [ruler.width(said, tokens.label) for said in named]
        nearest = max((sum(two) / 2 for two in pairwise(widths)), default=0.0)
        if unit.days / days * scale.width >= APART * nearest:
            break
    found: list[Shape] = []
    for when, said, width in zip(ticks, named, widths, strict=True):
        day, wide = (when - EPOCH) / timedelta(days=1), width * WIDER + 4
        found.append(
            Shape(
                kind="line", x=scale.at(day), y=top, width=0.0, height=bottom - top, stroke=color, weight=FINE
            )
        )
        middle = (
            day + 0.5 if unit.days == 1 else day
        )  # a day's name stands over the day, any other at its line
        if middle <= scale.end:
            found.append(
                Shape(kind="text", x=scale.at(middle) - wide / 2, y=0.0, width=wide, height=LINE_HEIGHT * tokens.label,
                      text=said, size=tokens.label, color=tokens.frame_title)
            )  # fmt: skip
    return found


def _ticks(unit: _Unit, scale: _Scale) -> list[datetime]:
    """The days that are named."""
    when, end = unit.first(EPOCH + timedelta(days=scale.start)), EPOCH + timedelta(days=scale.end)
    ticks: list[datetime] = []
    while when <= end and len(ticks) < 4 * MOST_TICKS:
        if (when - EPOCH) / timedelta(days=1) >= scale.start - 1e-9:
            ticks.append(when)
        when = unit.next(when)
    return ticks


_NAMES = {"%b": "LLL", "%B": "LLLL", "%a": "ccc", "%A": "cccc"}
"""What of `strftime` is words → the same in Unicode's patterns."""


def _formatted(ticks: Sequence[datetime], form: str, lang: str) -> list[str]:
    """The days as their author wants them to be written."""

    def said(when: datetime) -> str:
        words = regex("%[%bBaA]").sub(
            lambda found: by_name(when, _NAMES[found[0]], lang) if found[0] in _NAMES else found[0], form
        )
        return when.strftime(words)

    return [*map(said, ticks)]
