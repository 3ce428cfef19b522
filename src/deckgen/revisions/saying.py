"""Attributes of a slide, behind its heading."""

from __future__ import annotations

import re

from deckgen.revisions.assembling import HEADING
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


def _heading(lines: Lines, source: SourceSlide) -> str:
    return lines.changed.get(source.line, [lines.line(source.line)])[0]
