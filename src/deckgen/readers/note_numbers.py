"""Footnotes that have a name, or stand in the line, are numbered through the deck, in the order of their references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block
from deckgen.deck.inlines import Inline, Inlines, Run
from deckgen.deck.slides import Slide, keyed
from deckgen.deck.walk import map_inlines
from deckgen.readers.slice_model import Placed


def number_notes(slides: Sequence[Placed]) -> None:
    """Give the slides' footnotes numbers; those whose author has numbered them all keep theirs."""
    labels = [label for one in slides for label in (*one.read.labels, *one.read.said_labels)]
    if all(label.isdecimal() for label in labels):
        return
    numbers: dict[tuple[int, str], str] = {}
    maps = []
    for one in slides:
        own: dict[str, str] = {}
        for label in (*one.read.labels, *one.read.said_labels):
            # A note in the line is its slice's own; names are the deck's.
            name = (one.slide.above if label.startswith("^") else -1, label)
            own[label] = numbers.setdefault(name, str(len(numbers) + 1))
        maps.append(own)
    named = {label: number for (_, label), number in numbers.items() if not label.startswith("^")}
    for one, own in zip(slides, maps, strict=True):
        _renumber(one, {**named, **own})


def _renumber(one: Placed, numbers: Mapping[str, str]) -> None:
    read = one.read
    if not (read.labels or read.said_labels or read.footnotes):
        return

    def renamed(labels: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(numbers.get(label, label) for label in labels)

    notes = tuple(replace(note, label=numbers.get(note.label, note.label)) for note in read.footnotes)
    one.read = replace(
        read, labels=renamed(read.labels), said_labels=renamed(read.said_labels), footnotes=notes
    )
    one.slide = keyed(_with_numbers(one.slide, numbers))


def _with_numbers(slide: Slide, numbers: Mapping[str, str]) -> Slide:
    def item(inline: Inline) -> Inline:
        if not isinstance(inline, Run) or inline.marks.note not in numbers:
            return inline
        number = numbers[inline.marks.note]
        return Run(number, replace(inline.marks, note=number))

    def line(inlines: Inlines) -> Inlines:
        return tuple(map(item, inlines))

    def blocks(given: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(map_inlines(block, line) for block in given)

    groups = tuple(replace(group, blocks=blocks(group.blocks)) for group in slide.groups)
    return replace(slide, title=line(slide.title), groups=groups, notes=blocks(slide.notes))
