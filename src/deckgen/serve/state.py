"""A deck as it is being served, and how the next one comes from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from deckgen.cache import Cache
from deckgen.deck.slides import Deck, Slide
from deckgen.diagnostics import Diagnostic
from deckgen.layout.engine import lay_out, new_memory
from deckgen.layout.memory import Memory
from deckgen.layout.model import LaidOutDeck, LaidOutSlide, TextFrame
from deckgen.pipeline import drawn_charts, load, placed
from deckgen.source import Source
from deckgen.writers.html.sections import SectionWriter
from deckgen.writers.html.writer import fonts_of, needs_of

Address = Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Options:
    """How a deck is built, whatever it says."""

    theme: str = ""
    outline: str = ""
    trust: bool = False


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Live:
    """A deck with its slides as HTML. One that can't be shown has errors and no slides."""

    source: Source
    findings: tuple[Diagnostic, ...]
    seconds: float
    """What it took."""
    read: Deck
    """As it stands in the file."""
    deck: Deck
    """With its pictures; the same slides."""
    lines: tuple[int, ...] = ()
    """For each of the deck's slides, its first line in the file now. (A slide that was read earlier
    may have stood elsewhere.)"""
    laid: LaidOutDeck | None = None
    sections: tuple[str, ...] = ()
    fonts: str = ""
    needs: frozenset[object] = frozenset()
    """Characters and faces that `fonts` has."""
    reported: tuple[Diagnostic, ...] = ()
    """What the layout found, with the lines that it saw."""
    memory: Memory[Any] | None = None
    written: Written | None = None

    @property
    def ok(self) -> bool:
        """False if there is an error to be seen."""
        return not any(finding.severity == "error" for finding in self.findings)

    def first_line(self, index: int) -> int:
        """The line of the file at which shown slide `index` (from 0) begins."""
        assert self.laid is not None
        number = -1
        for position, slide in enumerate(self.laid.slides):
            number += slide.part == 1
            if position == index:
                break
        return self.lines[number] if 0 <= number < len(self.lines) else 1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Written:
    """Sections by what their slides hold, their number apart."""

    writer: SectionWriter
    known: dict[tuple[object, ...], tuple[LaidOutSlide, str]]

    def sections(self, slides: Sequence[LaidOutSlide]) -> tuple[Written, tuple[str, ...]]:
        """The HTML of `slides`; only new ones are written."""
        now: dict[tuple[object, ...], tuple[LaidOutSlide, str]] = {}
        for slide in slides:
            key = _key(slide)
            now[key] = self.known.get(key) or (slide, self.writer.write(slide))
        return replace(self, known=now), tuple(html for _, html in now.values())

    def has(self, slide: LaidOutSlide) -> bool:
        """True if it is written already."""
        return _key(slide) in self.known


def _key(slide: LaidOutSlide) -> tuple[object, ...]:
    """The identity of what a slide's section shows; its entry keeps the frames, and so their identities."""
    held = (
        id(frame) for frame in slide.frames if not (isinstance(frame, TextFrame) and frame.role == "number")
    )
    return (slide.id, slide.part, *held)


def whole(path: Path, options: Options, cache: Cache, address: Address) -> Live:
    """Read and set the deck at `path` from the beginning."""
    started = time.perf_counter()
    loaded = load(path, theme=options.theme, outline=options.outline, trust=options.trust, cache=cache)
    live = Live(loaded.source, loaded.diagnostics, 0.0, loaded.read, loaded.deck)
    if loaded.theme is None:
        return replace(live, seconds=time.perf_counter() - started)
    memory = new_memory(loaded.theme)
    laid, found = lay_out(loaded.deck, loaded.theme, memory)
    writer = SectionWriter(laid.lang, drawn_charts(cache), address, live=True)
    written, sections = Written(writer, {}).sections(laid.slides)
    return replace(
        live,
        findings=(*loaded.diagnostics, *placed(found, loaded.source)),
        seconds=time.perf_counter() - started,
        lines=tuple(slide.span.line for slide in slides_of(loaded.read)),
        laid=laid,
        sections=sections,
        fonts=fonts_of(laid),
        needs=needs_of(laid),
        reported=found,
        memory=memory,
        written=written,
    )


def slides_of(deck: Deck) -> tuple[Slide, ...]:
    """All slides in order."""
    return tuple(slide for section in deck.sections for slide in section.slides)


def with_slides(deck: Deck, slides: Sequence[Slide], sizes: Sequence[int]) -> Deck:
    """The deck with other slides, `sizes` of them in its sections."""
    rest = iter(slides)
    sections = tuple(
        replace(section, slides=tuple(next(rest) for _ in range(size)))
        for section, size in zip(deck.sections, sizes, strict=True)
    )
    return replace(deck, sections=sections)
