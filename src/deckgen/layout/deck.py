"""`Deck` + `Theme` → `LaidOutDeck`: every slide planned, set, numbered."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, TypeGuard

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.slides import Deck, Slide
from deckgen.diagnostics import Diagnostic, Warned, moved
from deckgen.layout.model import Frame, LaidOutDeck, LaidOutSection, LaidOutSlide, TextFrame, TextRole
from deckgen.layout.serial import serial
from deckgen.memory import Memory
from deckgen.model import Content, Model, key_of
from deckgen.plugins import PluginError
from deckgen.source import Span
from deckgen.store import AT_ONCE
from deckgen.themes.model import LayoutKind, Theme

if TYPE_CHECKING:
    from deckgen.layout.slide_plan import Plan
    from deckgen.layout.text import Placing, Typesetter

NEIGHBOURS = 40
"""Slides before and after it that share its size: most decks have two sizes, and an edit sets few slides again."""


class PartSize(Model, frozen=True):
    """The body size of one page of a plan."""

    size: float
    sets: bool
    """Its neighbours are set no larger."""
    own: bool
    """Its layout has a type size of its own."""


def lay_out(deck: Deck, theme: Theme, memory: Memory | None = None) -> Warned[LaidOutDeck]:
    """Place everything on the theme's slides; what had to be forced is reported. Slides that the `memory` knows are not
    set again."""
    theme = theme.mirrored() if deck.direction == "rtl" else theme
    deck = serial(deck, theme.tokens)
    bare = replace(deck, sections=())
    shared = encode(bare, enc_hook=_digest) + theme.digest.encode()
    layouter = _Layouter(bare, theme, memory or Memory(None), key_of(shared))
    slides = [slide for section in deck.sections for slide in section.slides]
    layouter.ahead(slides)
    placed = layouter.slides(slides)
    sections = tuple(
        LaidOutSection(section.title, tuple(chain.from_iterable(islice(placed, len(section.slides)))))
        for section in deck.sections
    )
    laid = LaidOutDeck(
        title=deck.title,
        author=deck.author,
        subject=deck.subtitle,
        lang=deck.lang,
        theme=theme,
        sections=sections,
        minutes=deck.minutes,
        dialect=deck.dialect,
    )
    return Warned(laid, tuple(dict.fromkeys((*layouter.planned, *layouter.set))))


def numbered(laid: LaidOutDeck, deck: Deck, memory: Memory) -> Warned[LaidOutDeck]:
    """The slides with their numbers, in the frames that wait for them. One that is not the slide's place among all,
    since slides before it are not counted, is text; PowerPoint would count them."""
    shown = [*accumulate(int(slide.counts) for slide in laid.slides)]
    total = shown[-1] if shown else 0
    waiting = [
        (number, total if deck.numbers == "c/t" else 0, frame.placeholder)
        for number, slide in zip(shown, laid.slides, strict=True)
        for frame in slide.frames
        if _is_number(frame)
    ]
    keys = [key_of(encode((*each, laid.theme.digest))) for each in waiting]

    def now(at: int) -> Warned[TextFrame]:
        from deckgen.layout.chrome import Chrome

        chrome = Chrome(deck, _typesetter(laid.theme, memory), [])
        number, total, place = waiting[at]
        assert place is not None
        return Warned(chrome.number(number, total, place, Span(0)), tuple(chrome.findings))

    made = list(memory.in_groups(b"number", keys, Warned[TextFrame], now))
    left, places = iter(made), enumerate(shown, 1)
    all_count = total == len(shown)

    def filled(slide: LaidOutSlide) -> LaidOutSlide:
        place, number = next(places)
        role: TextRole = "number" if number == place and all_count else "counted"
        frames = (_counted(f, next(left).value, role) if _is_number(f) else f for f in slide.frames)
        return replace(slide, frames=tuple(frames), number=place)

    sections = [replace(section, slides=tuple(map(filled, section.slides))) for section in laid.sections]
    found = dict.fromkeys(finding for each in made for finding in each.found)
    return Warned(replace(laid, sections=tuple(sections)), tuple(found))


def _counted(waiting: TextFrame, number: TextFrame, role: TextRole) -> TextFrame:
    """The number in the frame that waits for it, and in its colours."""
    color = waiting.paragraphs[0].color
    paragraphs = tuple(replace(paragraph, color=color) for paragraph in number.paragraphs)
    return replace(number, role=role, span=waiting.span, color=waiting.color, paragraphs=paragraphs)


def _is_number(frame: Frame) -> TypeGuard[TextFrame]:
    return isinstance(frame, TextFrame) and frame.role == "number" and frame.placeholder is not None


def _typesetter(theme: Theme, memory: Memory) -> Typesetter:
    from deckgen.layout.fonts import Fonts
    from deckgen.layout.text import Typesetter

    def component(name: str) -> Warned[Placing | None]:
        from deckgen.layout.components.component import find_component

        found = find_component(name, memory)
        return Warned(found.value, found.found)

    name = b"typesetter" + theme.digest.encode()
    return memory.here(name, lambda: Typesetter(theme, Fonts(theme), component=component))


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

    def ahead(self, slides: Sequence[Slide]) -> None:
        """Let helpers set what is not known yet. At its ends a part has other neighbours than in its deck: a slide
        there that comes out at another size is set once more."""
        if not self.memory.may_be_helped(len(slides)):
            return
        unknown = self.memory.much_unknown([b"parts" + key for key in self._keys(slides)])
        other = replace(self, planned=[], set=[])  # what is found is said when the deck is set as a whole

        def work(part: range) -> None:
            for _ in other.slides([slides[at] for at in unknown[part.start : part.stop]]):
                pass  # it is kept, or handed over

        self.memory.ahead(len(unknown), work, turns=1)

    def _keys(self, slides: Sequence[Slide]) -> list[bytes]:
        return [slide.key + self.base for slide in slides]

    def slides(self, slides: Sequence[Slide]) -> Iterator[list[LaidOutSlide]]:
        """What each slide comes to, the body text of neighbours at one size where it fits."""
        keys = self._keys(slides)
        reach = NEIGHBOURS if len(slides) > 2 * NEIGHBOURS + 1 else len(slides)
        known: list[Warned[tuple[PartSize, ...]]] = []
        sizes: list[float] = []
        for first in range(0, len(slides), AT_ONCE):
            last = first + AT_ONCE
            ahead = slice(len(known), last + reach)
            known += self._all_sizes(slides[ahead], keys[ahead])
            sizes += map(_size, known[len(sizes) :])
            start = max(0, first - reach)
            medians = _medians(tuple(sizes[start : last + reach]), reach)[first - start : last - start]
            commons = [*map(self._common, known[first:last], medians)]
            parts = [
                (slide, key, number, size)
                for slide, key, sizes in zip(slides[first:last], keys[first:last], commons, strict=True)
                for number, size in enumerate(sizes, 1)
            ]
            shown = iter(self._all_shown(parts))
            self.memory.forget(b"plan" + key for key in keys[first:last])
            yield from ([*islice(shown, len(sizes))] for sizes in commons)

    def _all_sizes(
        self, slides: Sequence[Slide], keys: Sequence[bytes]
    ) -> list[Warned[tuple[PartSize, ...]]]:
        """The sizes of the parts of these slides."""
        found = self.memory.together(
            b"parts", keys, Warned[tuple[PartSize, ...]], lambda at: self._sizes(slides[at], keys[at])
        )
        for slide, each in zip(slides, found, strict=True):
            if each.found:
                self.planned += (moved(finding, slide.above) for finding in each.found)
        return found

    def _all_shown(self, parts: Sequence[tuple[Slide, bytes, int, float]]) -> list[LaidOutSlide]:
        """These parts of slides, which come with their keys, numbers and sizes."""
        names = [key + f"{number} {size}".encode() for _, key, number, size in parts]
        shown = self.memory.together(
            b"shown", names, Warned[LaidOutSlide], lambda at: self._shown(*parts[at], names[at])
        )
        placed = []
        for part, one in zip(parts, shown, strict=True):
            laid, above = one.value, part[0].above
            placed.append(laid if laid.above == above else replace(laid, above=above))
            if one.found:
                self.set += (moved(finding, above) for finding in one.found)
        return placed

    def _common(self, found: Warned[tuple[PartSize, ...]], median: float) -> list[float]:
        """The sizes at which the parts of a slide are set, beside neighbours of which half are set no larger."""
        steps = self.theme.tokens.type
        # Half of the slides fit at it; those that do not are set at the theme's own size, not at a third one.
        common = max(steps.common, median or steps.body[0])
        return [
            part.size if part.own
            else common if part.size >= common
            else min(part.size, steps.body[0])
            for part in found.value
        ]  # fmt: skip

    def _sizes(self, slide: Slide, key: bytes) -> Warned[tuple[PartSize, ...]]:
        """The sizes of a slide's parts, which are all that other slides have to know of it."""
        plan = self._plan(slide, key)
        sizes = (
            PartSize(page.size, page.sets_the_size, page.layout is not LayoutKind.CONTENT)
            for page in plan.value.pages
        )
        return Warned(tuple(sizes), plan.found)

    def _plan(self, slide: Slide, key: bytes) -> Warned[Plan]:
        from deckgen.layout.slide_plan import plan_slide

        setter = _typesetter(self.theme, self.memory)
        return self.memory.here(b"plan" + key, partial(plan_slide, slide, self.deck, self.theme, setter))

    def _shown(self, slide: Slide, key: bytes, number: int, size: float, name: bytes) -> Warned[LaidOutSlide]:
        from deckgen.layout.slide_frames import set_part

        plan = self._plan(slide, key).value
        try:
            shown = set_part(plan, number, size)
        except PluginError as error:
            from deckgen.layout.slide_plan import plan_slide, without_component

            setter = without_component(_typesetter(self.theme, self.memory), error.name)
            other = plan_slide(slide, self.deck, self.theme, setter).value
            shown = set_part(other, min(number, len(other.pages)), size)
            shown = replace(shown, found=(*shown.found, error.diagnostic(slide.span)))
        return replace(shown, value=replace(shown.value, key=name))


def _size(found: Warned[tuple[PartSize, ...]]) -> float:
    """The smallest of a slide's parts that set the size; 0 for none."""
    return min([part.size for part in found.value if part.sets], default=0.0)


@lru_cache(maxsize=64)
def _medians(sizes: tuple[float, ...], reach: int) -> list[float]:
    """For each place, the median of all sizes but 0 that are no further than `reach` from it; 0 for none. (An
    edit of a deck that is served rarely changes one.)"""
    near, found = sorted(filter(None, sizes[:reach])), []
    for at in range(len(sizes)):
        comes = sizes[at + reach] if at + reach < len(sizes) else 0.0
        goes = sizes[at - reach - 1] if at > reach else 0.0
        if comes != goes:
            if goes:
                del near[bisect_left(near, goes)]
            if comes:
                insort(near, comes)
        found.append(near[(len(near) - 1) // 2] if near else 0.0)
    return found


def _digest(value: object) -> str:
    """What tells the bytes of a deck's logo."""
    if isinstance(value, Content):
        return value.digest
    raise TypeError(type(value).__name__)
