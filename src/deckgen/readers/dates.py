"""Dates in the deck's language."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime

from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.readers.front_matter import FrontMatter

_TODAY = frozenset(
    ("today", "now", "last-modified", "aujourd’hui", "aujourd'hui", "heute", "hoy", "oggi", r"\today")
)
_MOMENT = regex(r"\bDD?\b|\bDo\b|YY")
_MOMENT_PART = regex(r"\[([^\]]*)\]|YYYY|YY|Do|DD?|dddd|ddd|dd?")
_UNICODE = {
    "YYYY": "y",
    "YY": "yy",
    "Do": "d",
    "DD": "dd",
    "D": "d",
    "dddd": "EEEE",
    "ddd": "EEE",
    "dd": "E" * 6,
}
"""Parts of patterns as Moment and Day.js have them, in those of Unicode (UTS 35, part 4)."""
_ISO = regex(r"(\d{4})-(\d{2})-(\d{2})")


def with_date(front: FrontMatter) -> FrontMatter:
    """`front` with a date such as `2026-11-23` or `today` as people write it; any other stays as it is.

    `date-format: short|medium|long|full`, or a pattern as Unicode has it (`d MMMM y`) or as JavaScript's libraries do
    (`D MMMM YYYY`), says how; with `date-format: iso`, or without a language, it is as ISO has it.
    """
    given = front.values.get("date", "")
    if "`r" in given and (told := _COMPUTED.sub(lambda match: _told(match, front), given)) != given:
        front = replace(front, values={**front.values, "date": told})
        given = told
    form = front.values.get("date-format", "")
    day = _day(given)
    if day is None:
        return front
    lang = front.values.get("lang", "")
    as_is = form == "iso" or not (form or lang)
    text = day.isoformat() if as_is else _written(day, form or "long", lang or "en")
    return replace(front, values={**front.values, "date": text})


_COMPUTED = regex(
    r"`r[ \t]+(?:format\([ \t]*)?(?:lubridate::)?(?:Sys\.(?:Date|time)|today|now)\(\)"
    r"(?:,[ \t]*(?:format[ \t]*=[ \t]*)?[\"']([^\"'`]*)[\"'])?[ \t]*\)?`"
)
"""The day as R's templates have it, and a pattern of C's library."""
_OF_C = {"%d": "dd", "%e": "d", "%m": "MM", "%B": "MMMM", "%b": "MMM", "%A": "EEEE", "%a": "EEE", "%Y": "y", "%y": "yy",
         "%F": "y-MM-dd"}  # fmt: skip


def _told(match: re.Match[str], front: FrontMatter) -> str:
    """The day that R would compute."""
    if not match[1]:
        return "today" if match[0] == front.values["date"] else str(_day("today"))
    parts = re.findall(r"%\w|[^%]+", match[1])
    form = "".join(_OF_C.get(part) or "'" + part.replace("'", "''") + "'" for part in parts)
    day = _day("today")
    assert day is not None
    return _written(day, form, front.values.get("lang", "") or "en")


def _day(text: str) -> date | None:
    if text.lower() in _TODAY:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else date.today()
    match = _ISO.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _written(day: date, form: str, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    if _MOMENT.search(form):
        form = _MOMENT_PART.sub(lambda part: _UNICODE.get(part[0]) or f"'{part[1]}'", form)
    try:
        return format_date(day, form, locale)
    except (AttributeError, KeyError, ValueError):  # a pattern of times, or none
        return format_date(day, "long", locale)
