"""The next deck from the last one, when an edit concerns a few slides: only these are read and set.

It is a guess that is checked: the slides around the edit, read alone as they were before, must come out as
they stand in the deck. Where they do not, or where something in them may reach other slides (a footnote, a
link, a macro), there is no short way. A server reads the whole deck anyway once its author pauses.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.slides import Deck, Section, Slide
from deckgen.diagnostics import Diagnostic, moved
from deckgen.layout.engine import lay_out
from deckgen.layout.model import LaidOutSection
from deckgen.media.loader import load_media
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.pipeline import may_run
from deckgen.project_files import project_files
from deckgen.readers.context import ReadContext
from deckgen.readers.part import Before, Part, keeps_separation, part_sections, reaches_far, read_part
from deckgen.readers.reader import context_of
from deckgen.serve.state import Live, same, slides_of, with_slides
from deckgen.source import Source
from deckgen.writers.html.writer import fonts_of, needs_of


class _Window(Struct, frozen=True, kw_only=True):
    """Slides `start` to `end` (from 0, `end` excluded) and their lines (from 1, both included), before and after
    the edit. The last slide is not touched by the edit, unless the deck ends with the window."""

    start: int
    end: int
    first: int
    old_last: int
    new_last: int
    has_guard: bool
    """The last slide shows where the edit's effects end."""


class _Read(Struct, frozen=True):
    """Slides of a window, without its guard."""

    slides: tuple[Slide, ...]
    findings: tuple[Diagnostic, ...]
    part: Part
    """All that was read for them."""


def refreshed(old: Live, source: Source, path: Path, options: Options, memory: Memory) -> Live | None:
    """The deck with its file as it is now; None if all of it has to be read."""
    if old.laid is None or options.outline or old.read.bibliography or old.source.origins:
        return None
    window = _window(old, source)
    if window is None:
        return None
    now = source.lines[window.first - 1 : window.new_last]
    before = old.source.lines[window.first - 1 : window.old_last]
    if reaches_far("\n".join(now)) or reaches_far("\n".join(before)):
        return None
    context, _ = context_of(source, memory)
    read = _read(old, window, context)
    if read is None:
        return None
    return _joined(old, window, read, source, path, options, memory)


def _window(old: Live, new: Source) -> _Window | None:
    """The slides around what has changed; the first slide may be a cover and is never among them."""
    before, after = old.source.lines, new.lines
    same = _common(before, after)
    rest = min(len(before), len(after)) - same
    behind = _common(before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])
    start = bisect_right(old.lines, same) - 1
    guard = bisect_left(old.lines, len(before) - behind + 1, lo=max(0, start + 1))
    if start < 1 or old.lines[start] <= old.lines[start - 1]:
        return None
    has_guard = guard < len(old.lines)
    end = guard + 1 if has_guard else len(old.lines)
    old_last = old.lines[end] - 1 if end < len(old.lines) else len(before)
    return _Window(
        start=start,
        end=end,
        first=old.lines[start],
        old_last=old_last,
        new_last=old_last + len(after) - len(before),
        has_guard=has_guard,
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of their first items are equal."""
    low, high = 0, min(len(one), len(other)) + 1
    while high - low > 1:  # whole stretches are compared much faster than items
        middle = (low + high) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle)
    return low


def _read(old: Live, window: _Window, context: ReadContext) -> _Read | None:
    """The window's slides as they are now, if reading it alone gives what it gave before."""
    slides = slides_of(old.read)
    ids = frozenset(slide.id for slide in slides[: window.start])
    was = slides[window.start : window.end]
    then = replace(context, source=old.source)
    old_part = read_part(then, window.first, window.old_last, old.part)
    part = read_part(context, window.first, window.new_last)
    if not keeps_separation(context, old_part, part):
        return None
    readings = []
    for separated, carried in itertools.product((False, True), _carried(old, window)):
        known = Before(carried, separated, ids)
        before, _ = part_sections(then, old_part, known)
        if same(tuple(_flat(before)), was):
            readings.append((len(before), *part_sections(context, part, known)))
    if not readings or any(not same(reading[1], readings[0][1]) for reading in readings[1:]):
        return None  # there is no way to read it that fits, or there are two
    count, sections, findings = readings[0]
    found = tuple(_flat(sections))
    guard = found[-1] if window.has_guard and found else None
    if window.has_guard and (guard is None or not same(guard, was[-1])):
        return None
    shown = found[:-1] if guard else found
    later = {slide.id for slide in slides[window.end :]}
    opens = len(sections) != count or not sections or len(sections[0].slides) < len(shown)
    if not shown or opens or any(slide.id in later for slide in shown):
        return None
    return _Read(shown, findings, part)


def _carried(old: Live, window: _Window) -> Iterator[Inlines]:
    """Titles that slides without one may have."""
    yield ()
    position = 0
    for section in old.read.sections:
        position += len(section.slides)
        if window.start < position:
            if section.title:
                yield (Run(section.title),)
            return


def _flat(sections: Sequence[Section]) -> Iterator[Slide]:
    return (slide for section in sections for slide in section.slides)


def _joined(
    old: Live,
    window: _Window,
    read: _Read,
    source: Source,
    path: Path,
    options: Options,
    memory: Memory,
) -> Live | None:
    """The old deck with the window's slides in place of the old ones."""
    assert old.laid is not None
    assert old.written is not None
    assert old.memory is not None
    was, shown = slides_of(old.read), slides_of(old.deck)
    end = window.end - 1 if window.has_guard else window.end
    sizes = [len(section.slides) for section in old.read.sections]
    position = next(n for n, total in enumerate(itertools.accumulate(sizes)) if window.start < total)
    if sum(sizes[: position + 1]) < end:
        return None  # another section begins among them
    sizes[position] += len(read.slides) - (end - window.start)
    loaded, more = _with_media(old, read, source, path, options, memory)
    again = {
        i: n for i, slide in enumerate(read.slides) for n in range(window.start, end) if same(slide, was[n])
    }
    fresh = [shown[again[i]] if i in again else slide for i, slide in enumerate(slides_of(loaded))]
    deck = with_slides(old.deck, [*shown[: window.start], *fresh, *shown[end:]], sizes)
    further = len(source.lines) - len(old.source.lines)
    lines = (
        *old.lines[: window.start], *(slide.span.line for slide in read.slides),
        *(line + further for line in old.lines[end:]),
    )  # fmt: skip
    for slide, line in zip(slides_of(deck), lines, strict=True):
        old.memory.stands(slide, line)
    laid, found = lay_out(deck, old.laid.theme, old.memory)
    written, sections, new = old.written.sections(laid.slides)
    needs = old.needs | needs_of(replace(laid, sections=(LaidOutSection("", new),)))
    last = window.old_last if not window.has_guard else old.lines[end] - 1
    kept = tuple(_kept(old.noted, window.first, last, further))
    said = {(f.code, f.message) for f in kept if f.code == "image-missing"}  # reported once
    here = [f for f in read.findings if f.span is None or f.span.line <= last + further]
    here += [f for f in more if (f.code, f.message) not in said]
    return Live(
        source=source,
        noted=(*kept, *here),
        seconds=old.seconds,
        read=with_slides(old.read, [*was[: window.start], *read.slides, *was[end:]], sizes),
        deck=deck,
        set=found,
        lines=lines,
        laid=laid,
        sections=sections,
        fonts=old.fonts if needs == old.needs else fonts_of(laid),
        needs=needs,
        memory=old.memory,
        written=written,
        part=read.part,
    )


def _with_media(
    old: Live, read: _Read, source: Source, path: Path, options: Options, memory: Memory
) -> tuple[Deck, tuple[Diagnostic, ...]]:
    """A deck of the window's slides with what they show."""
    assert old.laid is not None
    mini = replace(old.deck, sections=(Section("", read.slides),), logo=None)
    files = project_files(
        path.parent, allow=options.allow, anywhere=options.trust, resources=old.read.resources
    )
    return load_media(mini, source, files, old.laid.theme, memory, runs=may_run(source, files, options))


def _kept(findings: Sequence[Diagnostic], first: int, last: int, lines: int) -> Iterator[Diagnostic]:
    """Findings outside the lines `first` to `last`; those behind them move on."""
    for finding in findings:
        if finding.span is None or finding.span.line < first:
            yield finding
        elif finding.span.line > last:
            yield moved(finding, lines)
