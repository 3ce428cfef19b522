"""Words of a drawn diagram that have changed: its source with others, if it says nothing else then."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from deckgen.deck.diagrams import ChartBlock
from deckgen.diagrams.registry import LANGUAGES, quoted, read_diagram
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines
from deckgen.source import Span

_FENCE = regex(r"[ \t]*(`{3,}|~{3,})[ \t]*\{?\.?(\w*)")
_SIGNS = regex(r"[()\[\]{}<>|;\"]")
_WORDS = frozenset(("text", "title", "label", "parties", "date", "texts", "section"))
"""Fields of diagrams that hold authors' words."""


def diagram_around(lines: Lines, number: int) -> tuple[range, str]:
    """The lines of the diagram that line `number` is part of, and its language; none if it is part of none, or of one
    that is a chart."""
    first = number
    while first > 0 and not _FENCE.match(lines.line(first)):
        first -= 1
    opening = _FENCE.match(lines.line(first)) if 0 < first < number else None
    if opening is None or opening[2].lower() not in LANGUAGES:
        return range(0), ""
    last = number
    while last <= len(lines.base) and not lines.line(last).lstrip().startswith(opening[1]):
        last += 1
    fence, language = range(first + 1, last), opening[2].lower()
    drawn = read_diagram(language, "\n".join(map(lines.line, fence)), Span(1)).value
    return (range(0), "") if isinstance(drawn, ChartBlock) else (fence, language)


def say_otherwise(lines: Lines, fence: range, language: str, old: str, new: str) -> bool:
    """Write `new` where a diagram says `old`; False, and nothing is written, if it says that more than once or
    anything else would change with it."""
    text = "\n".join(lines.now(number, number) for number in fence)
    known = _said(text, language)
    if known is None or "\n" in new or list(_words(known)).count(_plain(old)) != 1:
        return False
    wanted = _with(known, _plain(old), _plain(new))
    found = next(
        (each for each in _candidates(text, language, old, new) if _said(each, language) == wanted), None
    )
    if found is None:
        return False
    for number, line in zip(fence, found.split("\n"), strict=True):
        if line != lines.now(number, number):
            lines.replace(number, number, line)
    return True


def _candidates(text: str, language: str, old: str, new: str) -> Iterator[str]:
    """Sources that may say `new`: at one of the places, at all, or there in quotation marks, which come first where
    it has signs that may be marks."""
    places = [*re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text)]
    plain = [text[: place.start()] + new + text[place.end() :] for place in places]
    plain.append(re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text))
    marked = []
    for place in places:
        before = text[: place.start()]
        marked.append(before + quoted(language, before.rpartition("\n")[2], old, new) + text[place.end() :])
    yield from (*marked, *plain) if _SIGNS.search(new) else (*plain, *marked)


def _said(text: str, language: str) -> object:
    """What the diagram says, as plain data; None if it is none."""
    drawn = read_diagram(language, text, Span(1)).value
    return None if drawn is None else _spaced(msgspec.to_builtins(drawn))


def _spaced(data: object, key: str = "") -> object:
    match data:
        case dict():
            return {name: _spaced(value, name) for name, value in data.items()}
        case list() | tuple():
            return [_spaced(value, key) for value in data]
        case str() if key in _WORDS:
            return _plain(data)
        case _:
            return data


def _words(data: object, key: str = "") -> Iterator[str]:
    match data:
        case dict():
            for name, value in data.items():
                yield from _words(value, name)
        case list():
            for value in data:
                yield from _words(value, key)
        case str() if key in _WORDS:
            yield data


def _with(data: object, old: str, new: str, key: str = "") -> object:
    match data:
        case dict():
            return {name: _with(value, old, new, name) for name, value in data.items()}
        case list():
            return [_with(value, old, new, key) for value in data]
        case str() if key in _WORDS and data == old:
            return new
        case _:
            return data


def _plain(text: str) -> str:
    return " ".join(text.split())
