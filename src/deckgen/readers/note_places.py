"""Footnotes on the slides that refer to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Block, Footnote
from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import Group, keyed
from deckgen.deck.walk import texts_of
from deckgen.readers.slice_model import Placed
from deckgen.source import Span

MOST_AGAIN = 400
"""Characters of a footnote that stands on all slides which refer to it; a longer one stands on the first."""


class Homes:
    """The slides on which notes are explained. Of several with one label, as in decks that are put together from
    files or that begin anew on each slide, a slide means its own, else the next one below."""

    def __init__(self, slides: Sequence[Placed]) -> None:
        self._places: dict[str, list[int]] = {}
        for at, one in enumerate(slides):
            for label in dict.fromkeys(note.label for note in one.read.footnotes):
                self._places.setdefault(label, []).append(at)

    def of(self, label: str, at: int) -> int:
        """The index of the slide that explains what slide `at` refers to; -1 if none does."""
        places = self._places.get(label, [-1])
        return places[min(bisect_left(places, at), len(places) - 1)]


def place_notes(slides: Sequence[Placed]) -> None:
    """Move each footnote to the slide that refers to it, in small print, a brief one to each that does; one that only
    the speaker's notes refer to is not for the audience, and one that nothing refers to stays where it is."""
    homes = Homes(slides)
    notes = {(at, note.label): note for at, one in enumerate(slides) for note in one.read.footnotes}
    brief = {name: note for name, note in notes.items() if _length(note) <= MOST_AGAIN}

    def taken(at: int, labels: Sequence[str], again: Mapping[tuple[int, str], Footnote]) -> tuple[Block, ...]:
        names = [(homes.of(label, at), label) for label in dict.fromkeys(labels)]
        found = [(name, notes.pop(name, None) or again.get(name)) for name in names]
        return tuple(_from(slides[home], slides[at], note) for (home, _), note in found if note)

    for at, one in enumerate(slides):
        _add(one, taken(at, one.read.labels, brief))
    for at, one in enumerate(slides):
        if said := taken(at, one.read.said_labels, {}):
            one.slide = keyed(replace(one.slide, notes=(*one.slide.notes, *said)))
    for at, label in list(notes):
        _add(slides[at], taken(at, (label,), {}))


def _length(note: Footnote) -> int:
    return sum(len(plain_text(text)) for text in texts_of(note.blocks))


def _add(one: Placed, notes: tuple[Block, ...]) -> None:
    """Put footnotes on a slide."""
    if notes:
        *groups, last = one.slide.groups or (Group((), notes[0].span),)
        span = replace(last.span, end_line=notes[-1].span.last_line)
        one.slide = keyed(replace(one.slide, groups=(*groups, Group((*last.blocks, *notes), span))))


def _from(home: Placed, there: Placed, note: Footnote) -> Footnote:
    """A note of one slice as another counts its lines."""
    lines = home.slide.above - there.slide.above
    moved: Footnote = _moved(note, lines) if lines else note
    return moved


def _moved(value: Any, lines: int) -> Any:
    """A value of the model with all its spans `lines` further down."""
    if isinstance(value, Span):
        return value.moved(lines)
    if isinstance(value, tuple):
        return tuple(_moved(each, lines) for each in value)
    if isinstance(value, Struct):
        return type(value)(**{name: _moved(getattr(value, name), lines) for name in value.__struct_fields__})
    return value
