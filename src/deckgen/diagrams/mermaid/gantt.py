"""Gantt diagrams: what is done from when to when, in sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field

from deckgen.deck.diagrams import EPOCH, Schedule, Task, TaskKind
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

DAY = timedelta(days=1)
MOST_DAYS = 20_000
"""That a schedule reaches over."""
MOST_TASKS = 120
LONGEST = 6
"""Digits of how long something lasts."""
LAST_WEEKDAY = 4
"""From 0."""
_KEYED = regex(r"(title|section|dateFormat|axisFormat|excludes)[ \t]+(.+)")
_SILENT = regex(
    r"(?:tickInterval|todayMarker|weekday|weekend|inclusiveEndDates|topAxis|displayMode|includes|click)\b.*"
)
_AFTER = regex(r"after((?:[ \t]+[\w-]+)+)")
_UNTIL = regex(r"until[ \t]+([\w-]+)")
_LASTS = regex(r"(\d+(?:\.\d+)?)(ms|[smhdwMy])")
_NAME = regex(r"[A-Za-z_][\w-]*")
_TAGS = ("active", "done", "crit", "milestone", "vert")
_UNITS: Mapping[str, timedelta] = {
    "ms": timedelta(milliseconds=1), "s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1),
    "d": DAY, "w": timedelta(days=7), "M": timedelta(days=30.4375), "y": timedelta(days=365.25),
}  # fmt: skip
_FORMATS = {
    "YYYY": "%Y", "YY": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "M": "%m", "DD": "%d", "D": "%d", "HH": "%H",
    "H": "%H", "hh": "%I", "mm": "%M", "ss": "%S", "A": "%p", "DDDD": "%j",
}  # fmt: skip
_FORMAT = regex("|".join(sorted(_FORMATS, key=len, reverse=True)))


class _Said(Struct, frozen=True):
    """A task as it is written."""

    line: int
    text: str
    tags: frozenset[str]
    name: str
    begins: str
    """Nothing where the task above ends."""
    ends: str
    section: int


class _Reader(Struct):
    title: str
    format: str = "%Y-%m-%d"
    axis: str = ""
    skips_weekends: bool = False
    sections: list[str] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)

    def read(self, line: str, number: int) -> None:
        """One line."""
        if match := _KEYED.fullmatch(line):
            self._set(match[1], match[2].strip())
        elif _SILENT.fullmatch(line):
            pass
        elif ":" in line and len(self.said) < MOST_TASKS:
            said, _, times = line.partition(":")
            self._task(words(said), [part.strip() for part in times.split(",")], number)
        else:
            many = len(self.said) == MOST_TASKS
            raise NotDrawnError(
                f"it has more than {MOST_TASKS} tasks" if many else f"`{line[:40]}` is not known"
            )

    def _set(self, key: str, said: str) -> None:
        match key:
            case "title":
                self.title = words(said)
            case "section":
                self.sections.append(words(said))
            case "dateFormat":
                self.format = _FORMAT.sub(lambda found: _FORMATS[found[0]], said)
            case "axisFormat":
                self.axis = said
            case _:
                if said.lower() != "weekends":
                    raise NotDrawnError(f"it leaves out `{said[:40]}`")
                self.skips_weekends = True

    def _task(self, text: str, parts: list[str], line: int) -> None:
        tags: set[str] = set()
        while parts and parts[0] in _TAGS:
            tags.add(parts.pop(0))
        is_named = len(parts) > 2 or (len(parts) == 2 and self._is_name(parts[0]))
        name = parts.pop(0) if is_named else ""
        begins = parts.pop(0) if len(parts) > 1 else ""
        ends = parts[0] if parts else ""
        if not begins and "milestone" in tags and self._date(ends):
            begins, ends = ends, ""
        self.said.append(_Said(line, text, frozenset(tags), name, begins, ends, len(self.sections) - 1))

    def _is_name(self, part: str) -> bool:
        """True for what is no time: of two parts the first may be a name."""
        return bool(_NAME.fullmatch(part)) and self._date(part) is None

    def tasks(self) -> list[Task]:
        """All of them, once it is known of each when those end that it waits for."""
        found: dict[int, tuple[datetime, datetime]] = {}
        names = {each.name: at for at, each in enumerate(self.said) if each.name}
        while len(found) < len(self.said):
            known = len(found)
            for at, each in enumerate(self.said):
                if at not in found and (when := self._when(at, each, found, names)):
                    found[at] = when
            if len(found) == known:
                at = next(at for at in range(len(self.said)) if at not in found)
                raise NotDrawnError(
                    f"nobody says when `{self.said[at].text[:40]}` begins", self.said[at].line
                )
        return [self._as_task(each, *found[at]) for at, each in enumerate(self.said)]

    def _as_task(self, said: _Said, start: datetime, end: datetime) -> Task:
        if end < start:
            raise NotDrawnError(f"`{said.text[:40]}` ends before it begins", said.line)
        kinds: tuple[TaskKind, ...] = ("crit", "done", "active")
        return Task(
            text=said.text, start=_days(start), end=_days(end), section=said.section,
            kind=next((kind for kind in kinds if kind in said.tags), ""), milestone="milestone" in said.tags,
        )  # fmt: skip

    def _when(
        self, at: int, said: _Said, found: Mapping[int, tuple[datetime, datetime]], names: Mapping[str, int]
    ) -> tuple[datetime, datetime] | None:
        """From when to when; None while others that it waits for are not known."""
        try:
            start = self._begins(at, said.begins, found, names)
            end = start and self._ends(start, said.ends, found, names)
        except NotDrawnError as error:
            raise NotDrawnError(error.reason, said.line) from error
        except OverflowError as error:
            raise NotDrawnError("a time in it is too far away", said.line) from error
        return (start, end) if start and end else None

    def _begins(
        self, at: int, said: str, found: Mapping[int, tuple[datetime, datetime]], names: Mapping[str, int]
    ) -> datetime | None:
        if not said:
            return found[at - 1][1] if at - 1 in found else None
        if match := _AFTER.fullmatch(said):
            others = [self._named(each, names) for each in match[1].split()]
            return max(found[each][1] for each in others) if all(each in found for each in others) else None
        return self._date(said) or self._refused(said)

    def _ends(
        self,
        start: datetime,
        said: str,
        found: Mapping[int, tuple[datetime, datetime]],
        names: Mapping[str, int],
    ) -> datetime | None:
        if not said:
            return start + DAY
        if match := _LASTS.fullmatch(said):
            if len(match[1]) > LONGEST:
                raise NotDrawnError(f"`{said[:40]}` is too long")
            return self._after(start, float(match[1]) * _UNITS[match[2]])
        if match := _UNTIL.fullmatch(said):
            other = self._named(match[1], names)
            return found[other][0] if other in found else None
        return self._date(said) or self._refused(said)

    def _named(self, name: str, names: Mapping[str, int]) -> int:
        if name not in names:
            raise NotDrawnError(f"there is no task `{name[:40]}`")
        return names[name]

    def _refused(self, said: str) -> datetime:
        raise NotDrawnError(f"`{said[:40]}` is no date")

    def _after(self, start: datetime, lasts: timedelta) -> datetime:
        """When what lasts so long ends, days off not counted."""
        end = start + lasts
        if not self.skips_weekends or lasts < DAY or lasts > MOST_DAYS * DAY:
            return end
        day = start
        while day < end:
            end += DAY if day.weekday() > LAST_WEEKDAY else timedelta()
            day += DAY
        return end

    def _date(self, said: str) -> datetime | None:
        for form in (self.format, "%Y-%m-%d"):
            try:
                return datetime.strptime(said, form)
            except (ValueError, re.error):
                continue
        return None


def _days(when: datetime) -> float:
    """Since 1970."""
    return (when - EPOCH) / DAY


def read(text: str, title: str) -> Schedule:
    """The schedule behind the first word. Raises `NotDrawnError`."""
    reader = _Reader(title)
    for number, line in enumerate(map(str.strip, text.split("\n"))):
        try:
            if line:
                reader.read(line, number)
        except NotDrawnError as error:
            raise NotDrawnError(error.reason, number) from error
    tasks = reader.tasks()
    if not tasks:
        raise NotDrawnError("nothing is done in it")
    if max(each.end for each in tasks) - min(each.start for each in tasks) > MOST_DAYS:
        raise NotDrawnError("it reaches over too many years")
    return Schedule(
        tasks=tuple(tasks), sections=tuple(reader.sections), title=reader.title, format=reader.axis
    )
