"""A deck as it is being served: the pipeline's result, its slides as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from deckgen.diagnostics import Diagnostic
from deckgen.file_states import FileStates
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.options import Options
from deckgen.pipeline import Prepared, run
from deckgen.source import Source
from deckgen.writers.html.addresses import FileGap
from deckgen.writers.html.font_needs import FontNeeds
from deckgen.writers.html.section import Section
from deckgen.writers.html.writer import fonts_of, needed, written

Media = Mapping[str, tuple[Content, str]]
"""Files by the name in their address, with their media type."""


class Live(Struct, frozen=True, eq=False, kw_only=True):
    """A deck with its slides as HTML. One that can't be shown has errors and no slides."""

    prepared: Prepared
    written: tuple[Section, ...] = ()
    """Its slides …"""
    sections: tuple[str, ...] = ()
    """… as HTML."""
    notes: tuple[str, ...] = ()
    """What is said with each slide, as HTML."""
    media: Media = field(default_factory=dict)
    needs: FontNeeds = FontNeeds()
    fonts: str = ""

    @property
    def source(self) -> Source:
        """Its text, with all that it includes."""
        return self.prepared.source

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found."""
        return self.prepared.found

    @property
    def laid(self) -> LaidOutDeck | None:
        """Its slides; None if there is nothing to show."""
        return self.prepared.laid

    @property
    def lines(self) -> tuple[int, ...]:
        """For each of its author's slides, its first line in the file."""
        slides = self.laid.slides if self.laid else ()
        return tuple(slide.line for slide in slides if slide.part == 1)

    def first_line(self, index: int) -> int:
        """The line of the file at which shown slide `index` (from 0) begins."""
        slides = self.laid.slides if self.laid else ()
        return slides[index].line if index < len(slides) else 1


def live_deck(
    path: Path, options: Options, memory: Memory, states: FileStates, old: Live | None = None
) -> Live:
    """The deck at `path` as it is now. What the `memory` knows of it is not made again; fonts that `old` has shown stay
    as long as they have all characters."""
    memory.turn()
    prepared = run(path, options, memory, states)
    if prepared.laid is None:
        return Live(prepared=prepared)
    theme = prepared.laid.theme
    sections = written(prepared.laid, memory, live=True)
    known = {id(each): html for each, html in zip(old.written, old.sections, strict=True)} if old else {}
    same = old is not None and old.laid is not None and old.laid.theme.digest == theme.digest
    new = [each for each in sections if id(each) not in known]
    kept = old if same and old is not None and needed(new) <= old.needs else None
    needs = kept.needs if kept else needed(sections)
    return Live(
        prepared=prepared,
        written=tuple(sections),
        sections=tuple(known.get(id(each)) or each.html(_address, "") for each in sections),
        notes=tuple(section.notes for section in sections),
        media=_media(sections),
        needs=needs,
        fonts=kept.fonts if kept else fonts_of(needs, theme, memory),
    )


def _address(content: Content, _media_type: str) -> str:
    return f"media/{content.digest}"


def _media(sections: list[Section]) -> Media:
    several = (section for section in sections if len(section.pieces) > 1)
    gaps = (piece for section in several for piece in section.pieces if isinstance(piece, FileGap))
    return {gap.content.digest: (gap.content, gap.media_type) for gap in gaps}
