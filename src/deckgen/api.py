"""The steps of a build one by one, for programs that want to look at a deck, or change it, in between.

>>> import deckgen
>>> read = deckgen.read("slides/farid.md")
>>> read.value.title
'Farid presentation'
>>> [section.title for section in read.value.sections]
['', 'POURQUOI CETTE COURSE AU GIGANTISME ?', 'Hallucination']
>>> laid = deckgen.lay_out(read.value, "slides/farid.md", theme="board")
>>> len(laid.value.slides), laid.found
(12, ())
>>> deckgen.write(laid.value, "build/farid.txt")
(PosixPath('build/farid.txt'),)
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from deckgen.deck.slides import Deck, keyed
from deckgen.diagnostics import Warned
from deckgen.errors import DeckgenError
from deckgen.file_states import FileStates
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory, default_memory
from deckgen.options import Options, paths_of
from deckgen.output import write_whole
from deckgen.pipeline import Opened, finished, opened, set_out

PathLike = str | os.PathLike[str]


def read(path: PathLike, *, outline: str = "", dialect: str = "") -> Warned[Deck]:
    """The deck at `path`, its figures still by reference; `outline` takes only the part under that heading,
    `dialect` says whose Markdown it is.

    `found` says what is wrong with it and is never raised. `read` names the files that were read for it, or looked
    for in vain. A file that can't be read gives a deck without slides.
    """
    memory = default_memory()
    done = opened(Path(path), Options(outline=outline, dialect=dialect), memory)
    memory.close()
    return Warned(done.deck, done.found, tuple(sorted(done.files.asked)))


def lay_out(
    deck: Deck,
    path: PathLike,
    *,
    theme: PathLike = "",
    trust: bool = False,
    allow: PathLike | Sequence[PathLike] = (),
) -> Warned[LaidOutDeck]:
    """The deck with what it shows, on slides: every frame with its box in points, as any writer transcribes it.

    `path` is the file that it was read from, beside which its pictures and data are looked for; the slides may have
    been changed since. `theme`, `trust` and `allow` are as in `deckgen.build`. Raises `DeckgenError` if there is
    nothing to show, or the theme is none.
    """
    memory = default_memory()
    first = opened(Path(path), Options(os.fspath(theme), "", trust, paths_of(allow)), memory)
    sections = tuple(replace(s, slides=tuple(map(keyed, s.slides))) for s in deck.sections)
    changed: Opened = replace(first, deck=replace(deck, sections=sections), found=())
    done = set_out(changed, memory, FileStates())
    if done.laid is None:
        said = next(
            (each.message for each in done.found if each.severity == "error"), "the deck has no slides"
        )
        raise DeckgenError(said)
    laid = finished(done, memory)
    memory.close()
    return Warned(laid.value, (*done.found, *laid.found), tuple(sorted(done.files)))


def write(
    deck: LaidOutDeck, path: PathLike, *, to: str = "", memory: Memory | None = None
) -> tuple[Path, ...]:
    """Write the laid-out deck to `path`, whole or not at all, in the format `to` or else that of the path's suffix; the
    files (one a slide in some formats). Raises `DeckgenError` if there is no such format, or it can't be written."""
    from deckgen.writers.registry import format_names, output_format

    target = Path(path)
    name = to or target.suffix.removeprefix(".").lower()
    own = memory or default_memory()
    chosen = output_format(name, own)
    if chosen.value is None:
        known = ", ".join(format_names(own))
        raise DeckgenError(chosen.found[0].message if chosen.found else f"no format {name!r}; known: {known}")
    stem = target.with_suffix("") if target.suffix.lower() == f".{name}" else target
    files = []
    if not stem.name or "\0" in str(stem):
        raise DeckgenError(f"{str(path)!r} is no name for a file")
    for ending, data in chosen.value.write(deck, own):
        file = stem.with_name(stem.name + ending)
        if problem := write_whole(file, data):
            raise DeckgenError(problem.message)
        files.append(file)
    own.close()
    return tuple(files)
