"""Output formats by name. A new one is a package beside this file, and a line here."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.diagnostics import Warned
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.plugins import WRITERS, guarded, load, names, plugin
from deckgen.writers.format import Format

FORMATS: Mapping[str, str] = {
    "pptx": "deckgen.writers.pptx.writer:PPTX",
    "html": "deckgen.writers.html.writer:HTML",
    "pdf": "deckgen.writers.pdf.writer:PDF",
    "png": "deckgen.writers.png.writer:PNG",
    "txt": "deckgen.writers.txt.writer:TXT",
}
"""Name → module and attribute, which are loaded when that format is written."""


def format_names(memory: Memory) -> tuple[str, ...]:
    """Ours, and those of other packages."""
    return (*FORMATS, *names(WRITERS, memory))


def output_format(name: str, memory: Memory) -> Warned[Format | None]:
    """The format of that name; None if there is none, and a diagnostic if another package has it and can't be
    loaded."""
    if name not in FORMATS:
        theirs = plugin(WRITERS, name, Format, memory)
        if theirs.value is None:
            return theirs
        write = theirs.value.write

        def all_of_it(deck: LaidOutDeck, own: Memory) -> tuple[tuple[str, bytes], ...]:
            files = []
            for ending, data in write(deck, own):
                if not isinstance(ending, str) or isinstance(data, str | None):
                    raise TypeError(
                        f"{type(ending).__name__} and {type(data).__name__} in place of text and bytes"
                    )
                files.append((ending, data if isinstance(data, bytes) else b"".join(data)))
            return tuple(files)

        safe = guarded(WRITERS, name, memory, all_of_it, tuple)
        return Warned(Format(name, lambda deck, own: iter(safe(deck, own))), theirs.found)
    found = load(FORMATS[name])
    assert isinstance(found, Format)
    return Warned(found)
