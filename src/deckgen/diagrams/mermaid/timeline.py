"""Timelines: dates, and what happened at each."""

from __future__ import annotations

from deckgen.deck.diagrams import Event, Events
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

_TITLE = regex(r"title[ \t]+(.+)")
_PARTED = regex(r"[ \t]+:[ \t]*|[ \t]*:[ \t]+")


def read(text: str, title: str) -> Events:
    """The events behind the first word. Raises `NotDrawnError`."""
    found: list[Event] = []
    for number, line in enumerate(map(str.strip, text.split("\n"))):
        if match := _TITLE.fullmatch(line):
            title = words(match[1])
        elif line.startswith("section "):
            raise NotDrawnError("it has sections", number)
        elif line.startswith(":") and found:
            more = tuple(words(part) for part in _PARTED.split(f" {line}") if part.strip())
            found[-1] = Event(found[-1].date, (*found[-1].texts, *more))
        elif line and number:
            date, *texts = (words(part) for part in _PARTED.split(line))
            found.append(Event(date, tuple(filter(None, texts))))
    if not found:
        raise NotDrawnError("nothing happens in it")
    return Events(tuple(found), title)
