"""What a built deck's file carries of its source."""

from __future__ import annotations

import os
import time
from pathlib import Path

from msgspec.structs import replace

from deckgen.carried import Carried, comments, relative, without
from deckgen.deck.slides import Deck
from deckgen.file_states import FileStates
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.pipeline import Prepared, opened
from deckgen.readers.front_matter import read_front_matter
from deckgen.source import Source

MOST_COMMENTS = 40
"""Of a deck in whose dialect they mean something: each is looked at by itself."""


def carrying(
    laid: LaidOutDeck, done: Prepared, path: Path, options: Options, memory: Memory, states: FileStates
) -> LaidOutDeck:
    """The deck with its source, without comments that say nothing on any slide or in its notes; without its source
    where they can't be told apart, or where it was filled in from elsewhere."""
    if options.values or str(path) == "-":
        return laid
    text = _seen(done, path, options, memory)
    if text is None:
        return laid
    parts = _parts(done, path, options, memory)
    below = {relative(file, path): file for file in sorted(done.files) if os.path.isfile(file)}
    others = {
        name: states(file)
        for name, file in below.items()
        if not name.startswith("../") and name not in parts and name != path.name
    }
    day = time.strftime("%Y-%m-%d") if "today" in text else ""
    carried = Carried(
        name=path.name,
        text=text,
        theme=options.theme,
        outline=options.outline,
        dialect=options.dialect,
        day=day,
        parts=parts,
        others=others,
    )
    return replace(laid, carried=carried)


def _parts(done: Prepared, path: Path, options: Options, memory: Memory) -> dict[str, str]:
    """The files that the deck includes, without their comments where these say nothing."""
    sources = {each.source.path: each.source.text for each in done.source.origins}
    sources.pop(done.own.path, None)
    bare = {name: without(text, comments(text)) for name, text in sources.items()}
    if bare != sources:
        given = {os.path.abspath(name): text.encode() for name, text in bare.items()}
        same = _keys(opened(path, options, memory, done.own, given).deck)
        if same != _keys(opened(path, options, memory, done.own).deck):
            bare = sources
    return {relative(name, path): text for name, text in bare.items()}


def _keys(deck: Deck) -> tuple[object, ...]:
    """Tells what a deck says."""
    return deck.title, deck.theme, tuple(slide.key for section in deck.sections for slide in section.slides)


def _seen(done: Prepared, path: Path, options: Options, memory: Memory) -> str | None:
    text, front = done.own.text, read_front_matter(done.own, memory)[0]
    below = sum(len(line) + 1 for line in done.own.lines[: front.lines])  # what it holds is a value
    found = [each for each in comments(text) if each[0] > below]
    if not found:
        return text

    def reads_alike(bare: str) -> bool:
        read = opened(path, options, memory, Source.from_text(done.own.path, bare))
        return _keys(read.deck) == wanted

    wanted = _keys(opened(path, options, memory, done.own).deck)
    bare = without(text, found)
    if reads_alike(bare):
        return bare
    if len(found) > MOST_COMMENTS:
        return None
    idle = [each for each in found if reads_alike(without(text, [each]))]
    bare = without(text, idle)
    return bare if reads_alike(bare) else None
