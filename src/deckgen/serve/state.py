"""A deck as it is being served, and how the next one comes from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.slides import Deck, Slide
from deckgen.diagnostics import Diagnostic
from deckgen.layout.engine import lay_out, new_memory
from deckgen.layout.memory import Memory as Plans
from deckgen.layout.model import LaidOutDeck, LaidOutSlide, TextFrame
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.options import Options
from deckgen.pipeline import drawn_charts, load, placed
from deckgen.source import Source, Span
from deckgen.themes.model import Theme
from deckgen.writers.html.sections import SectionWriter
from deckgen.writers.html.writer import fonts_of, needs_of

Address = Callable[[Content, str], str]


class Live(Struct, frozen=True, eq=False, kw_only=True):
    """A deck with its slides as HTML. One that can't be shown has errors and no slides."""

    source: Source
    noted: tuple[Diagnostic, ...]
    """What was found on reading it."""
    seconds: float
    """What it took to build all of it."""
    read: Deck
    """As it stands in the file."""
    deck: Deck
    """With its pictures; the same slides."""
    set: tuple[Diagnostic, ...] = ()
    """What was found on setting it."""
    lines: tuple[int, ...] = ()
    """For each of the deck's slides, its first line in the file now. (A slide that was read earlier
    may have stood elsewhere.)"""
    laid: LaidOutDeck | None = None
    sections: tuple[str, ...] = ()
    fonts: str = ""
    needs: frozenset[object] = frozenset()
    """Characters and faces that `fonts` has."""
    memory: Plans[Any] | None = None
    written: Written | None = None

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found."""
        return (*self.noted, *self.set)

    def first_line(self, index: int) -> int:
        """The line of the file at which shown slide `index` (from 0) begins."""
        assert self.laid is not None
        number = -1
        for position, slide in enumerate(self.laid.slides):
            number += slide.part == 1
            if position == index:
                break
        return self.lines[number] if 0 <= number < len(self.lines) else 1


class Written(Struct, frozen=True, eq=False):
    """Sections by what their slides hold, their number apart."""

    writer: SectionWriter
    known: dict[tuple[object, ...], tuple[LaidOutSlide, str]]

    def sections(
        self, slides: Sequence[LaidOutSlide]
    ) -> tuple[Written, tuple[str, ...], tuple[LaidOutSlide, ...]]:
        """The HTML of `slides`, of which only new ones are written; and these."""
        now: dict[tuple[object, ...], tuple[LaidOutSlide, str]] = {}
        new = []
        for slide in slides:
            key = _key(slide)
            known = self.known.get(key)
            if known is None:
                new.append(slide)
                known = slide, self.writer.write(slide)
            now[key] = known
        return replace(self, known=now), tuple(html for _, html in now.values()), tuple(new)


def _key(slide: LaidOutSlide) -> tuple[object, ...]:
    """The identity of what a slide's section shows; its entry keeps the frames, and so their identities."""
    frames = slide.frames
    held = [id(frame) for frame in frames if frame.__class__ is not TextFrame or frame.role != "number"]
    return (slide.id, slide.part, *held)


def whole(path: Path, options: Options, memory: Memory, address: Address, old: Live | None = None) -> Live:
    """Read the deck at `path` from the beginning; slides that are what they were in `old` are not set again."""
    started = time.perf_counter()
    loaded = load(path, options, memory)
    live = Live(
        source=loaded.source, noted=loaded.diagnostics, seconds=0.0, read=loaded.read, deck=loaded.deck
    )
    if loaded.theme is None:
        return replace(live, seconds=time.perf_counter() - started)
    deck = loaded.deck
    plans: Plans[Any] | None = None
    lines = tuple(slide.span.line for slide in slides_of(loaded.deck))
    if old is not None and old.laid is not None and _is_alike(old, loaded.deck, loaded.theme):
        deck = _with_known_slides(deck, slides_of(old.deck))
        plans = old.memory.copy() if old.memory else None
    known = old.written.known if old is not None and old.written and plans else {}
    plans = plans or new_memory(loaded.theme)
    for slide, line in zip(slides_of(deck), lines, strict=True):
        plans.stands(slide, line)
    laid, found = lay_out(deck, loaded.theme, plans)
    writer = SectionWriter(laid.lang, drawn_charts(memory), address, live=True)
    written, sections, _ = Written(writer, known).sections(laid.slides)
    needs = needs_of(laid)
    return replace(
        live,
        deck=deck,
        set=placed(found, loaded.source),
        seconds=time.perf_counter() - started,
        lines=lines,
        laid=laid,
        sections=sections,
        fonts=old.fonts if old is not None and known and old.needs >= needs else fonts_of(laid),
        needs=old.needs if old is not None and known and old.needs >= needs else needs,
        memory=plans,
        written=written,
    )


def _is_alike(old: Live, deck: Deck, theme: Theme) -> bool:
    """True if the two differ in their slides at most."""
    bare = replace(deck, sections=())
    return (
        old.laid is not None
        and old.laid.theme.digest == theme.digest
        and same(replace(old.deck, sections=()), bare)
    )


def _with_known_slides(deck: Deck, known: Sequence[Slide]) -> Deck:
    """`deck` with slides of `known` in place of the same ones of its own."""
    named = {slide.id: slide for slide in known}
    slides = slides_of(deck)
    kept = [
        old if (old := named.get(slide.id)) is not None and same(old, slide) else slide for slide in slides
    ]
    return with_slides(deck, kept, [len(section.slides) for section in deck.sections])


def same(one: object, other: object, further: int = 0) -> bool:
    """True if two values of the model are equal, and the first stands `further` lines down. Slides may stand
    anywhere, if all in them stands at the same lines from their first."""
    if one is other and not isinstance(one, Span):
        return True
    if isinstance(one, Slide) and isinstance(other, Slide):
        further = one.span.line - other.span.line
    if isinstance(one, Span) and isinstance(other, Span):
        return one.line - other.line == further
    if type(one) is not type(other):
        return False
    if isinstance(one, Struct):
        return all(same(getattr(one, name), getattr(other, name), further) for name in one.__struct_fields__)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(a, b, further) for a, b in zip(one, other, strict=True))
    return one == other


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
