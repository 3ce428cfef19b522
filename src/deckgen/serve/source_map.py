"""From what stands on a slide to its line in the file, and back."""

from __future__ import annotations

import re

from msgspec import Struct

from deckgen.serve.live import Live
from deckgen.source import Source, Span


class Place(Struct, frozen=True):
    """A line (from 1) of a file."""

    source: Source
    line: int
    is_own: bool
    """True for the deck's own file, False for one that it includes."""


def place_of(live: Live, line: int) -> Place:
    """Where line `line` of the deck, with all that it includes, was written."""
    where, span = live.source.origin(Span(line))
    return Place(where, span.line, where.path == live.source.path)


def named_place(live: Live, name: str, line: int) -> Place:
    """Line `line` of the file that a finding names, if the deck includes it; otherwise of the deck's own."""
    included = (origin.source for origin in live.source.origins if origin.source.path == name)
    where = next(included, live.source)
    return Place(where, line, where.path == live.source.path)


def line_of(live: Live, index: int, offset: int = 0, words: str = "") -> int:
    """The line of what stands on shown slide `index` (from 0), `offset` lines below the slide's first; the one that
    has the most of `words` near there, if they are given."""
    first = live.first_line(index) + max(0, offset)
    later = [n for n in live.lines if n > first]
    last = min([*later, len(live.source.lines) + 1]) - 1
    wanted = set(re.findall(r"\w+", words.casefold()))
    if not wanted:
        return first

    def score(line: int) -> tuple[int, int]:
        found = wanted & set(re.findall(r"\w+", live.source.line(line).casefold()))
        return len(found), -line

    return max(range(first, max(first, last) + 1), key=score)


def slide_at(live: Live, line: int) -> int:
    """The shown slide (from 0) that has what stands at line `line` of the deck's own file."""
    if live.laid is None:
        return 0
    line = _in_all(live, line)
    number = max(0, sum(first <= line for first in live.lines) - 1)
    offset = line - live.lines[number] if live.lines else 0
    found, author = 0, -1
    for index, slide in enumerate(live.laid.slides):
        author += slide.part == 1
        if author > number:
            break
        starts = [frame.span.line - slide.span.line for frame in slide.frames]
        if author < number or slide.part == 1 or min(starts, default=0) <= offset:
            found = index
    return found


def _in_all(live: Live, line: int) -> int:
    """Line `line` of the deck's own file, counted with all that it includes."""
    for number, origin in enumerate(live.source.origins, 1):
        if origin.line >= line and origin.source.path == live.source.path:
            return number
    return min(line, len(live.source.lines))
