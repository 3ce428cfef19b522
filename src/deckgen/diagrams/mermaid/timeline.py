"""Timelines: dates, and what happened at each."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.diagrams import Event, Events
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

_TITLE = regex(r"title[ \t]+(.+)")
_SECTION = regex(r"section[ \t]+(.+)")
_PARTED = regex(r"[ \t]+:[ \t]*|[ \t]*:[ \t]+")


def read(text: str, title: str) -> Events:
    """The events behind the first word. Raises `NotDrawnError`."""
    found: list[Event] = []
    section = ""
    for number, line in enumerate(map(str.strip, text.split("\n"))):
        if match := _TITLE.fullmatch(line):
            title = words(match[1])
        elif match := _SECTION.fullmatch(line):
            if section:
                raise NotDrawnError(f"nothing happens in `{section[:40]}`", number)
            section = words(match[1])
        elif line.startswith(":") and found:
            more = tuple(words(part) for part in _PARTED.split(f" {line}") if part.strip())
            found[-1] = replace(found[-1], texts=(*found[-1].texts, *more))
        elif line and number:
            date, *texts = (words(part) for part in _PARTED.split(line))
            found.append(Event(date, tuple(filter(None, texts)), section))
            section = ""
    if section:
        raise NotDrawnError(f"nothing happens in `{section[:40]}`")
    if not found:
        raise NotDrawnError("nothing happens in it")
    return Events(tuple(found), title)
