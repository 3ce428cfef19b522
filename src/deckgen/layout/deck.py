"""`Deck` + `Theme` → `LaidOutDeck`: every slide planned, set, numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import blake2b

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.slides import Deck, Slide
from deckgen.diagnostics import Diagnostic, Warned, moved
from deckgen.layout.chrome import Chrome
from deckgen.layout.fonts import Fonts
from deckgen.layout.model import LaidOutDeck, LaidOutSection, LaidOutSlide
from deckgen.layout.parts import set_part
from deckgen.layout.plans import Plan, plan_slide, sets_the_size
from deckgen.layout.text import Typesetter
from deckgen.memory import Memory
from deckgen.model import Content, Model
from deckgen.themes.model import LayoutKind, Theme

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
    layouter = _Layouter(deck, theme, memory or Memory(None))
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


def numbered(laid: LaidOutDeck, deck: Deck) -> Warned[LaidOutDeck]:
    """The slides with their numbers."""
    chrome = Chrome(deck, Typesetter(laid.theme, Fonts(laid.theme)), [])
    total, number = len(laid.slides), 0
    sections = []
    for section in laid.sections:
        first = number + 1
        number += len(section.slides)
        slides = (chrome.numbered(slide, n, total) for n, slide in enumerate(section.slides, first))
        sections.append(replace(section, slides=tuple(slides)))
    return Warned(replace(laid, sections=tuple(sections)), tuple(dict.fromkeys(chrome.findings)))


class _Layouter(Struct, eq=False):
    """Sets the slides of one deck."""

    deck: Deck
    theme: Theme
    memory: Memory
    planned: list[Diagnostic] = []
    set: list[Diagnostic] = []
    setter: Typesetter | None = None
    bare: Deck | None = None
    """The deck without its slides: what all of them depend on."""
    base: bytes = b""

    def __post_init__(self) -> None:
        self.bare = replace(self.deck, sections=())
        shared = encode(self.bare, enc_hook=_digest)
        self.base = blake2b(shared + self.theme.digest.encode(), digest_size=16).digest()
        self.setter = self.memory.here(
            b"typesetter" + self.theme.digest.encode(), lambda: Typesetter(self.theme, Fonts(self.theme))
        )

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
        plan = self._plan(slide, key)
        sizes = (
            PartSize(page.size, sets_the_size(page), page.layout is not LayoutKind.CONTENT)
            for page in plan.value.pages
        )
        return Warned(tuple(sizes), plan.found)

    def _plan(self, slide: Slide, key: bytes) -> Warned[Plan]:
        assert self.bare is not None
        assert self.setter is not None
        now = partial(plan_slide, slide, self.bare, self.theme, self.setter)
        return self.memory.here(b"plan" + key, now)

    def _shown(self, slide: Slide, key: bytes, number: int, size: float) -> LaidOutSlide:
        name = blake2b(f"{number} {size}".encode(), digest_size=16, key=key).digest()

        def now() -> Warned[LaidOutSlide]:
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
