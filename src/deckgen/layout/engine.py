"""`Deck` + `Theme` → `LaidOutDeck`: every slide planned, set, numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from deckgen.deck.blocks import Block, Paragraph, Subheading
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.slides import Deck, Section, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Diagnostic
from deckgen.layout.arrange import Arrangement, arrange
from deckgen.layout.flow import Flow, Para, flow_of
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import measure_words
from deckgen.layout.model import (
    FigureFrame,
    Frame,
    LaidOutDeck,
    LaidOutSection,
    LaidOutSlide,
    LaidParagraph,
    Rule,
    TableFrame,
    TextFrame,
    TextRole,
)
from deckgen.layout.pages import Page, plan_pages
from deckgen.layout.scale import LAST_RESORT, SMALL_PRINT
from deckgen.layout.stack import place_stack
from deckgen.layout.text import Typesetter
from deckgen.layout.titles import set_title
from deckgen.themes.model import Box, LayoutKind, Placeholder, SlideLayout, Theme

COMMON_LEAST = 20.0
"""A crowded slide draws its section's others down to this size, not below."""
_LAYOUTS = {SlideKind.COVER: LayoutKind.COVER, SlideKind.SECTION: LayoutKind.SECTION}


class _Draft(NamedTuple):
    """A slide of the author's with its plan."""

    slide: Slide
    layout: SlideLayout
    title: TextFrame | None
    region: Box
    pages: tuple[Page, ...]


def lay_out(deck: Deck, theme: Theme) -> tuple[LaidOutDeck, tuple[Diagnostic, ...]]:
    """Place everything on the theme's slides; what had to be forced is reported."""
    setter = Typesetter(theme, Fonts(theme))
    engine = _Engine(deck, theme, setter, [])
    sections = []
    number = 0
    for section in deck.sections:
        slides = tuple(engine.section(section, number))
        number += len(slides)
        sections.append(LaidOutSection(section.title, slides))
    laid = LaidOutDeck(deck.title, deck.author, deck.subtitle, deck.lang, theme, tuple(sections))
    return laid, tuple(engine.findings)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Engine:
    deck: Deck
    theme: Theme
    setter: Typesetter
    findings: list[Diagnostic]

    def section(self, section: Section, number: int) -> Iterator[LaidOutSlide]:
        """The slides of a section, their body text at one common size where it fits."""
        drafts = [self._draft(slide) for slide in section.slides]
        whole = [page.size for draft in drafts for page in draft.pages if page.flow and not page.split]
        common = max(COMMON_LEAST, min(whole, default=self.theme.body_sizes[0]))
        for draft in drafts:
            for part, page in enumerate(draft.pages, 1):
                number += 1
                yield self._slide(draft, page, part, number, min(page.size, common))

    def _draft(self, slide: Slide) -> _Draft:
        kind = _LAYOUTS.get(slide.kind, LayoutKind.CONTENT if slide.title else LayoutKind.BLANK)
        if kind is LayoutKind.COVER and not self._fits_cover(slide):
            kind = LayoutKind.CONTENT
        layout = self.theme.layouts[kind]
        title, overflow = self._title(slide, layout)
        region = self._region(layout)
        if kind in (LayoutKind.COVER, LayoutKind.SECTION):
            if overflow:
                extra = Paragraph(overflow, slide.span)
                slide = _with_block(slide, extra)
            return _Draft(slide, layout, title, region, (Page((), 0.0),))
        flow = flow_of(slide.groups, self.setter.fonts)
        if overflow:
            flow = (self._overflow_para(overflow, slide), *flow)
        return _Draft(slide, layout, title, region, tuple(plan_pages(flow, region, self.setter)))

    def _fits_cover(self, slide: Slide) -> bool:
        """True if a cover has room for the title and all the text below it."""
        layout = self.theme.layouts[LayoutKind.COVER]
        if not all(isinstance(block, Paragraph | Subheading) for block in blocks_of(slide)):
            return False
        if self._title(slide, layout)[1]:
            return False
        paras = [p for p in flow_of(slide.groups, self.setter.fonts) if isinstance(p, Para)]
        if not paras or not layout.bodies:
            return not paras
        inner = layout.bodies[0].inner
        return self.setter.height(paras, inner.width, self.theme.body_sizes[-1]) <= inner.height

    def _title(self, slide: Slide, layout: SlideLayout) -> tuple[TextFrame | None, Inlines]:
        if not slide.title or layout.title is None:
            return None, slide.title
        level = 1 if slide.kind is not SlideKind.CONTENT else 2
        done = set_title(slide.title, layout.title, slide.span, self.setter, level)
        return done.frame, done.overflow

    def _overflow_para(self, inlines: Inlines, slide: Slide) -> Para:
        words = measure_words(inlines, self.setter.fonts, "body", bold=True)
        return Para(inlines, words, slide.span, "subheading")

    def _region(self, layout: SlideLayout) -> Box:
        """Where the slide's content goes: the body placeholder, or the space that it would have."""
        content = self.theme.layouts[LayoutKind.CONTENT]
        body = layout.bodies[0] if layout.bodies else (content.bodies[0] if content.bodies else None)
        if body is None:
            return Box(60, 134, self.theme.width - 120, self.theme.height - 190)
        if layout.title is None and content.title is not None:
            top = content.title.inner.y
            return Box(body.inner.x, top, body.inner.width, body.inner.bottom - top)
        return body.inner

    def _slide(self, draft: _Draft, page: Page, part: int, number: int, size: float) -> LaidOutSlide:
        slide, layout = draft.slide, draft.layout
        frames: list[Frame] = [draft.title] if draft.title else []
        if layout in (self.theme.layouts[LayoutKind.COVER], self.theme.layouts[LayoutKind.SECTION]) \
                and slide.kind is not SlideKind.CONTENT:  # fmt: skip
            frames += self._subtitle(slide, layout)
        elif page.flow:
            frames += self._body(page, draft.region, size, layout)
        else:
            layout = self.theme.layouts[LayoutKind.TITLE_ONLY] if slide.title else layout
        parts = len(draft.pages)
        frames += self._chrome(slide, layout, part, parts, number)
        return LaidOutSlide(
            slide.kind, layout, slide.id if part == 1 else f"{slide.id}-{part}",
            plain_text(slide.title), tuple(frames), slide.notes if part == 1 else (),
            slide.lang or self.deck.lang, slide.span, number, part, parts,
        )  # fmt: skip

    def _body(self, page: Page, region: Box, size: float, layout: SlideLayout) -> tuple[Frame, ...]:
        """The page's frames at `size`, or at the largest smaller size at which they fit."""
        done = page.arrangement if page.size == size else None
        for step in self.theme.body_sizes:
            if done is None and step <= size:
                done = arrange(page.flow, region, step, self.setter)
        if done is None:
            done = self._forced(page.flow, region)
        return _fill_placeholders(done.frames, layout.bodies)

    def _forced(self, flow: Flow, region: Box) -> Arrangement:
        """What can't be cut and does not fit: set smaller than is legible, and reported."""
        hint = "shorten it, or spread it over several slides"
        for size in (14.0, 12.0, *LAST_RESORT, 5.0, 4.0):
            if done := arrange(flow, region, size, self.setter):
                message = f"this fits on a slide only at {size:g} pt, too small to read in a room"
                self.findings.append(Diagnostic("too-small", "warning", message, flow[0].span, hint))
                return done
        placed = place_stack(flow, region, size, self.setter)
        message = "this does not fit on a slide at any type size"
        self.findings.append(Diagnostic("too-large", "error", message, flow[0].span, hint))
        return Arrangement(placed.frames, size, placed.height)

    def _subtitle(self, slide: Slide, layout: SlideLayout) -> list[Frame]:
        """The text of a cover or section slide, in the layout's own text placeholder."""
        blocks = blocks_of(slide)
        if not blocks or not layout.bodies:
            return []
        place = layout.bodies[0]
        groups = slide.groups
        flow = flow_of(groups, self.setter.fonts)
        paras = [item for item in flow if isinstance(item, Para)]
        for size in (place.size, 22.0, 20.0, 18.0, 16.0):
            if (
                size <= place.size
                and self.setter.height(paras, place.inner.width, size) <= place.inner.height
            ):
                break
        laid, _ = self.setter.set(paras, place.inner, size)
        paragraphs = tuple(p._replace(color="", align=p.align or place.align) for p in laid)
        frame = TextFrame(
            "subtitle", place.box, paragraphs, slide.span, place.color, place, place.insets,
            place.anchor,
        )  # fmt: skip
        return [frame]

    def _chrome(self, slide: Slide, layout: SlideLayout, part: int, parts: int, number: int) -> list[Frame]:
        """Footer, slide number, and which part of a spread-out slide this is."""
        if slide.kind is SlideKind.COVER:
            return []
        found: list[Frame] = []
        for place in layout.chrome:
            if place.type == "ftr" and self.deck.footer:
                found.append(self._small(self.deck.footer, place, "footer", slide))
            elif place.type == "sldNum":
                found.append(self._small(str(number), place, "number", slide))
        if parts > 1 and layout.title is not None:
            found.append(self._part(f"{part}/{parts}", slide, layout))
        return found

    def _part(self, text: str, slide: Slide, layout: SlideLayout) -> TextFrame:
        """“2/3” between title and content, where there is room, else beside the slide number."""
        region = self._region(layout)
        title = layout.title
        numbers = [place.box for place in layout.chrome if place.type == "sldNum"]
        box = Box(region.right - 60, region.y - 24, 60, 16)
        if title is None or box.y < title.box.bottom:
            last = numbers[0] if numbers else Box(self.theme.width - 120, self.theme.height - 38, 60, 20)
            box = Box(last.x - 70, last.y, 60, last.height)
        muted = self.theme.color("muted")
        place = Placeholder("", 0, box, (0, 0, 0, 0), "middle", SMALL_PRINT, muted, False, "right")
        return self._small(text, place, "part", slide)

    def _small(self, text: str, place: Placeholder, role: TextRole, slide: Slide) -> TextFrame:
        inlines = (Run(text),)
        words = measure_words(inlines, self.setter.fonts, "body")
        size = min(place.size, SMALL_PRINT)
        single = self.setter.single(inlines, words, place.inner, size)
        paragraph: LaidParagraph = single._replace(align=place.align)
        return TextFrame(
            role, place.box, (paragraph,), slide.span, place.color,
            place if place.type else None, place.insets, place.anchor,
        )  # fmt: skip


def _with_block(slide: Slide, block: Block) -> Slide:
    from deckgen.deck.slides import Group

    return replace(slide, groups=(Group((block,), slide.span), *slide.groups))


def _fill_placeholders(frames: Sequence[Frame], places: Sequence[Placeholder]) -> tuple[Frame, ...]:
    """Give the layout's content placeholder to the first frame that can stand in it.

    Text that has the slide to itself takes the placeholder's whole box, as if typed into it.
    """
    if not places:
        return tuple(frames)
    if len(frames) == 1 and isinstance(only := frames[0], TextFrame) and only.role == "body":
        place = places[0]
        return (only._replace(placeholder=place, box=place.box, insets=place.insets,
                        anchor=place.anchor),) if place.anchor == "top" else tuple(frames)  # fmt: skip
    filled = list(frames)
    texts = [i for i, f in enumerate(frames) if isinstance(f, TextFrame) and f.role == "body"]
    others = [i for i, f in enumerate(frames) if isinstance(f, FigureFrame | TableFrame)]
    for index in (texts + others)[:1]:
        frame = filled[index]
        if not isinstance(frame, Rule):
            filled[index] = frame._replace(placeholder=places[0])
    return tuple(filled)
