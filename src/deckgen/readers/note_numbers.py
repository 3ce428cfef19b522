"""Footnotes that have a name, or stand in the line, are numbered through the deck, in the order of their references."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Footnote
from deckgen.deck.inlines import Inline, Inlines, Run
from deckgen.deck.slides import keyed
from deckgen.deck.walk import map_inlines
from deckgen.readers.note_places import Homes
from deckgen.readers.slice_model import Placed


def number_notes(slides: Sequence[Placed]) -> None:
    """Give the slides' footnotes numbers; those whose author has numbered them all keep theirs."""
    inside = {note.label: _labels_in(note) for one in slides for note in one.read.footnotes}
    inside = {label: labels for label, labels in inside.items() if labels}
    if inside:
        for one in slides:
            shown, said = (_with_inner(labels, inside) for labels in (one.read.labels, one.read.said_labels))
            one.read = replace(one.read, labels=shown, said_labels=said)
    inner = {label for labels in inside.values() for label in labels}
    labels = [label for one in slides for label in (*one.read.labels, *one.read.said_labels)]
    if all(label.isdecimal() for label in labels):
        return
    homes = Homes(slides)
    numbers: dict[tuple[int, str], str] = {}
    for at, one in enumerate(slides):
        for label in (*one.read.labels, *one.read.said_labels):
            # A note in the line is its slice's own, and notes in notes go where these do.
            is_own = label.startswith("^") and label not in inner
            numbers.setdefault((at if is_own else homes.of(label, at), label), str(len(numbers) + 1))
    anywhere = {label: number for (_, label), number in numbers.items()}
    more = itertools.count(len(numbers) + 1)
    for at, one in enumerate(slides):
        said = (*one.read.labels, *one.read.said_labels, *(note.label for note in one.read.footnotes))
        own = {label: numbers.get((at, label)) or numbers.get((homes.of(label, at), label)) for label in said}
        known = {**anywhere, **{label: number for label, number in own.items() if number}}
        taken = set(known.values())
        # One that nothing refers to takes no other's number.
        lonely = {label for label in said if label not in known and label in taken}
        _renumber(one, {**known, **{label: str(next(more)) for label in said if label in lonely}})


def _labels_in(note: Footnote) -> tuple[str, ...]:
    """The notes that a note refers to."""
    found: list[str] = []

    def line(inlines: Inlines) -> Inlines:
        found.extend(item.marks.note for item in inlines if isinstance(item, Run) and item.marks.note)
        return inlines

    map_inlines(note, line)
    return tuple(found)


def _with_inner(labels: Sequence[str], inside: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Labels, each with those in its note behind it."""
    found: dict[str, None] = {}

    def add(label: str) -> None:
        if label not in found:
            found[label] = None
            for each in inside.get(label, ()):
                add(each)

    for label in labels:
        add(label)
    return tuple(found)


def _renumber(one: Placed, numbers: Mapping[str, str]) -> None:
    read = one.read
    if not (read.labels or read.said_labels or read.footnotes):
        return

    def renamed(labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(numbers.get(label, label) for label in labels)

    notes = tuple(
        replace(
            note,
            label=numbers.get(note.label, note.label),
            blocks=tuple(_with_numbers(block, numbers) for block in note.blocks),
        )
        for note in read.footnotes
    )
    one.read = replace(
        read, labels=renamed(read.labels), said_labels=renamed(read.said_labels), footnotes=notes
    )
    slide = one.slide
    groups = tuple(
        replace(group, blocks=tuple(_with_numbers(block, numbers) for block in group.blocks))
        for group in slide.groups
    )
    said = tuple(_with_numbers(block, numbers) for block in slide.notes)
    title = tuple(_numbered(item, numbers) for item in slide.title)
    one.slide = keyed(replace(slide, title=title, groups=groups, notes=said))


def _with_numbers(block: Block, numbers: Mapping[str, str]) -> Block:
    def line(inlines: Inlines) -> Inlines:
        return tuple(_numbered(item, numbers) for item in inlines)

    return map_inlines(block, line)


def _numbered(inline: Inline, numbers: Mapping[str, str]) -> Inline:
    if not isinstance(inline, Run) or inline.marks.note not in numbers:
        return inline
    number = numbers[inline.marks.note]
    return Run(number, replace(inline.marks, note=number))
