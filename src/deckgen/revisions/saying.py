"""Attributes of a slide, behind its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.revisions.assembling import HEADING, NewSlide
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import SourceSlide


def hide(lines: Lines, source: SourceSlide, *, hidden: bool) -> bool:
    """Say on a slide's heading whether it is presented; False where it has none."""
    text = _heading(lines, source)
    if not HEADING.match(text):
        return False
    if hidden:
        say(lines, source, ".hidden")
    else:
        bare = re.sub(r"[ \t]*\{\.hidden\}|(?<=[{ ])\.hidden[ ]?", "", text)
        lines.replace(source.line, source.line, bare)
    return True


def say(lines: Lines, source: SourceSlide, attribute: str) -> None:
    """Put an attribute behind a slide's heading."""
    text = _heading(lines, source).rstrip()
    if HEADING.match(text):
        said = f"{text[:-1]} {attribute}}}" if text.endswith("}") else f"{text} {{{attribute}}}"
        lines.replace(source.line, source.line, said)


def say_what_closes(
    lines: Lines, order: Sequence[SourceSlide | NewSlide], slides: Sequence[SourceSlide]
) -> None:
    """A slide that closes the deck by its place says so, once other `slides` stand behind it in a new `order`."""
    for at, each in enumerate(order):
        if isinstance(each, SourceSlide) and each.closes:
            behind = slides[slides.index(each) + 1 :]
            if any(other not in behind for other in order[at + 1 :]):
                say(lines, each, "layout=closing")


def _heading(lines: Lines, source: SourceSlide) -> str:
    return lines.changed.get(source.line, [lines.line(source.line)])[0]
