"""`Deck` + `Theme` → `LaidOutDeck`: every slide planned, set, numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.slides import Deck, Slide
from deckgen.diagnostics import Diagnostic, Warned, moved
from deckgen.layout.model import Frame, LaidOutDeck, LaidOutSection, LaidOutSlide, TextFrame
from deckgen.memory import Memory
from deckgen.model import Content, Model
from deckgen.source import Span
from deckgen.themes.model import LayoutKind, Theme

if TYPE_CHECKING:
    from deckgen.layout.slide_plan import Plan
    from deckgen.layout.text import Typesetter

COMMON_LEAST = 20.0
"""A crowded slide draws its neighbours down to this size, not below."""
NEIGHBOURS = 3
"""Slides of a section before and after it that share its size: no step lasts for one slide only."""


class PartSize(Model, frozen=True):
    """The body size of one page of a plan."""

    size: float
    sets: bool
    """Its section's other slides are set no larger."""
    own: bool
    """Its layout has a type size of its own."""


def lay_out(deck: Deck, theme: Theme, memory: Memory | None = None) -> Warned[LaidOutDeck]:
    """Place everything on the theme's slides; what had to be forced is reported. Slides that the `memory` knows are not
    set again."""
    theme = theme.mirrored() if deck.direction == "rtl" else theme
    bare = replace(deck, sections=())
    shared = encode(bare, enc_hook=_digest) + theme.digest.encode()
    layouter = _Layouter(bare, theme, memory or Memory(None), blake2b(shared, digest_size=16).digest())
    sections = tuple(
        LaidOutSection(section.title, tuple(layouter.section(section.slides))) for section in deck.sections
    )
    laid = LaidOutDeck(
        title=deck.title,
        author=deck.author,
        subject=deck.subtitle,
        lang=deck.lang,
        theme=theme,
        sections=sections,
    )
    return Warned(laid, tuple(dict.fromkeys((*layouter.planned, *layouter.set))))


def numbered(laid: LaidOutDeck, deck: Deck, memory: Memory) -> Warned[LaidOutDeck]:
    """The slides with their numbers."""
    total, number = len(laid.slides), 0
    found: dict[Diagnostic, None] = {}
    sections = []
    for section in laid.sections:
        slides = []
        for slide in section.slides:
            number += 1
            done = _numbered(slide, number, total, laid.theme, deck, memory)
            found.update(dict.fromkeys(done.found))
            slides.append(done.value)
        sections.append(replace(section, slides=tuple(slides)))
    return Warned(replace(laid, sections=tuple(sections)), tuple(found))


def _numbered(
    slide: LaidOutSlide, number: int, total: int, theme: Theme, deck: Deck, memory: Memory
) -> Warned[LaidOutSlide]:
    """The slide with its number in the frame that waits for it."""
    text = f"{number}/{total}" if deck.numbers == "c/t" else f"{number}"
    found: list[Diagnostic] = []

    def filled(frame: Frame) -> Frame:
        if not isinstance(frame, TextFrame) or frame.role != "number" or frame.placeholder is None:
            return frame
        place = frame.placeholder
        key = (text, place, theme.digest)

        def now() -> Warned[TextFrame]:
            from deckgen.layout.chrome import Chrome

            chrome = Chrome(deck, _typesetter(theme, memory), [])
            return Warned(chrome.small(text, place, "number", Span(0)), tuple(chrome.findings))

        done = memory.remember("number", key, Warned[TextFrame], now)
        found.extend(done.found)
        return replace(done.value, span=frame.span)

    return Warned(replace(slide, frames=tuple(map(filled, slide.frames)), number=number), tuple(found))


def _typesetter(theme: Theme, memory: Memory) -> Typesetter:
    from deckgen.layout.fonts import Fonts
    from deckgen.layout.text import Typesetter

    return memory.here(b"typesetter" + theme.digest.encode(), lambda: Typesetter(theme, Fonts(theme)))


class _Layouter(Struct, eq=False):
    """Sets the slides of one deck."""

    deck: Deck
    """Without its slides: what all of them depend on."""
    theme: Theme
    memory: Memory
    base: bytes
    """Tells deck and theme from any others."""
    planned: list[Diagnostic] = []
    set: list[Diagnostic] = []

    def section(self, slides: Sequence[Slide]) -> Iterator[LaidOutSlide]:
        """The slides of a section, the body text of neighbours at one size where it fits."""
        keys = [blake2b(slide.key, digest_size=16, key=self.base).digest() for slide in slides]
        parts = [self._parts(slide, key) for slide, key in zip(slides, keys, strict=True)]
        sizes = [
            min((part.size for part in each if part.sets), default=self.theme.body_sizes[0]) for each in parts
        ]
        for index, (slide, key, each) in enumerate(zip(slides, keys, parts, strict=True)):
            common = max(COMMON_LEAST, min(sizes[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]))
            for number, part in enumerate(each, 1):
                yield self._shown(slide, key, number, part.size if part.own else min(part.size, common))

    def _parts(self, slide: Slide, key: bytes) -> tuple[PartSize, ...]:
        """The sizes of a slide's parts, which are all that other slides have to know of it."""
        found = self.memory.recall(
            b"parts" + key, Warned[tuple[PartSize, ...]], partial(self._sizes, slide, key)
        )
        self.planned += (moved(finding, slide.above) for finding in found.found)
        return found.value

    def _sizes(self, slide: Slide, key: bytes) -> Warned[tuple[PartSize, ...]]:
        from deckgen.layout.slide_plan import sets_the_size

        plan = self._plan(slide, key)
        sizes = (
            PartSize(page.size, sets_the_size(page), page.layout is not LayoutKind.CONTENT)
            for page in plan.value.pages
        )
        return Warned(tuple(sizes), plan.found)

    def _plan(self, slide: Slide, key: bytes) -> Warned[Plan]:
        from deckgen.layout.slide_plan import plan_slide

        setter = _typesetter(self.theme, self.memory)
        return self.memory.here(b"plan" + key, partial(plan_slide, slide, self.deck, self.theme, setter))

    def _shown(self, slide: Slide, key: bytes, number: int, size: float) -> LaidOutSlide:
        name = blake2b(f"{number} {size}".encode(), digest_size=16, key=key).digest()

        def now() -> Warned[LaidOutSlide]:
            from deckgen.layout.slide_frames import set_part

            shown = set_part(self._plan(slide, key).value, number, size)
            return replace(shown, value=replace(shown.value, key=name))

        found = self.memory.recall(b"shown" + name, Warned[LaidOutSlide], now)
        self.set += (moved(finding, slide.above) for finding in found.found)
        return found.value if found.value.above == slide.above else replace(found.value, above=slide.above)


def _digest(value: object) -> str:
    """What tells the bytes of a deck's logo."""
    if isinstance(value, Content):
        return value.digest
    raise TypeError(type(value).__name__)
