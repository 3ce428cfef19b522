"""`Deck` + `Theme` → `LaidOutDeck`: every slide planned, set, numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.inlines import Inlines, plain_text
from deckgen.deck.slides import Deck, LayoutChoice, Section, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Diagnostic
from deckgen.layout.alone import alone
from deckgen.layout.arrange import Arrangement, arrange
from deckgen.layout.charts.compose import compose
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.flow import Flow, Para, flow_of
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import measure_words
from deckgen.layout.model import (
    Frame,
    LaidOutDeck,
    LaidOutSection,
    LaidOutSlide,
    TableFrame,
    TextFrame,
    TextRole,
)
from deckgen.layout.pages import Page, plan_pages
from deckgen.layout.placeholders import fill_placeholders, stand_side_by_side
from deckgen.layout.scale import LAST_RESORT, SMALL_PRINT
from deckgen.layout.stack import place_stack
from deckgen.layout.text import Typesetter
from deckgen.layout.titles import set_title
from deckgen.source import Span
from deckgen.themes.model import Box, LayoutKind, Placeholder, SlideLayout, Theme

COMMON_LEAST = 20.0
"""A crowded slide draws its neighbours down to this size, not below."""
NEIGHBOURS = 3
"""Slides of a section before and after it that share its size: no step lasts for one slide only."""
_TITLED = (LayoutKind.TWO, LayoutKind.STATEMENT, LayoutKind.QUOTATION)
_ALONE = (LayoutChoice.STATEMENT, LayoutChoice.QUOTATION, LayoutChoice.PICTURE)
_LAYOUTS = {SlideKind.COVER: LayoutKind.COVER, SlideKind.SECTION: LayoutKind.SECTION}


class _Draft(NamedTuple):
    """A slide of the author's with its plan."""

    slide: Slide
    kind: LayoutKind
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
        """The slides of a section, the body text of neighbours at one size where it fits."""
        drafts = [self._draft(slide) for slide in section.slides]
        sizes = [
            min((page.size for page in draft.pages if _sets_the_size(page)), default=self.theme.body_sizes[0])
            for draft in drafts
        ]
        for index, draft in enumerate(drafts):
            near = sizes[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
            common = max(COMMON_LEAST, min(near))
            for part, page in enumerate(draft.pages, 1):
                number += 1
                own = page.layout is not LayoutKind.CONTENT
                yield self._slide(draft, page, part, number, page.size if own else min(page.size, common))

    def _draft(self, slide: Slide) -> _Draft:
        kind = self._layout_kind(slide)
        layout = self.theme.layouts[kind]
        title, overflow = self._title(slide, layout)
        region = self._region(layout)
        if kind in (LayoutKind.COVER, LayoutKind.SECTION):
            return _Draft(slide, kind, layout, title, region, (Page((), 0.0, layout=kind),))
        flow = flow_of(slide.groups, self.setter.fonts, slide.layout)
        if overflow:
            flow = (self._overflow_para(overflow, slide), *flow)
        return _Draft(slide, kind, layout, title, region, self._pages(slide, flow, region))

    def _layout_kind(self, slide: Slide) -> LayoutKind:
        """Cover or section where the slide is one; a title without anything is shown as a section is."""
        bare = bool(slide.title) and not slide.groups
        wanted = {LayoutChoice.COVER: LayoutKind.COVER, LayoutChoice.SECTION: LayoutKind.SECTION}
        kind = _LAYOUTS.get(slide.kind, LayoutKind.SECTION if bare else LayoutKind.CONTENT)
        if slide.layout is not LayoutChoice.AUTO:
            kind = wanted.get(slide.layout, LayoutKind.CONTENT)
        if kind in wanted.values() and not self._fits(slide, kind):
            if slide.layout is not LayoutChoice.AUTO:
                self._report_unused(slide)
            kind = LayoutKind.CONTENT
        return kind if slide.title or kind is not LayoutKind.CONTENT else LayoutKind.BLANK

    def _pages(self, slide: Slide, flow: Flow, region: Box) -> tuple[Page, ...]:
        """What goes on which slide; a slide that holds one thing may have a layout for it."""
        whole = Box(0, 0, self.theme.width, self.theme.height)
        done = alone(flow, slide.layout, region, whole, bool(slide.title), self.setter)
        if done:
            return (Page(flow, done.arrangement.size, False, done.arrangement, done.kind),)
        if slide.layout in _ALONE:
            self._report_unused(slide)
        return tuple(plan_pages(flow, region, self.setter, slide.layout is LayoutChoice.COLUMNS))

    def _report_unused(self, slide: Slide) -> None:
        message = f"what this slide holds does not suit the layout `{slide.layout.value}`"
        hint = "it is arranged as any other slide"
        self.findings.append(Diagnostic("layout-not-used", "warning", message, slide.span, hint))

    def _fits(self, slide: Slide, kind: LayoutKind) -> bool:
        """True if a cover or section slide has room for the title and all the text below it."""
        layout = self.theme.layouts[kind]
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
        if draft.kind in (LayoutKind.COVER, LayoutKind.SECTION):
            frames += self._subtitle(slide, layout)
        elif page.flow:
            body = self._body(page, draft.region, size)
            kind = page.layout
            if kind is LayoutKind.CONTENT and stand_side_by_side(body):
                kind = LayoutKind.TWO
            if kind is not LayoutKind.CONTENT and (slide.title or kind not in _TITLED):
                layout = self.theme.layouts[kind]
            frames += map(self._composed, fill_placeholders(body, layout.bodies))
        else:
            layout = self.theme.layouts[LayoutKind.TITLE_ONLY] if slide.title else layout
        parts = len(draft.pages)
        if page.layout is not LayoutKind.PICTURE:
            frames += self._chrome(slide, layout, part, parts, number)
        return LaidOutSlide(
            slide.kind, layout, slide.id if part == 1 else f"{slide.id}-{part}",
            plain_text(slide.title), tuple(frames), slide.notes if part == 1 else (),
            slide.lang or self.deck.lang, slide.span, number, part, parts,
        )  # fmt: skip

    def _body(self, page: Page, region: Box, size: float) -> tuple[Frame, ...]:
        """The page's frames at `size`, or at the largest smaller size at which they fit."""
        done = page.arrangement if page.size == size else None
        for step in self.theme.body_sizes:
            if done is None and step <= size:
                done = arrange(page.flow, region, step, self.setter)
        if done is None:
            return self._forced(page.flow, region).frames
        for frame in done.frames:
            if isinstance(frame, TableFrame) and (small := _smallest(frame)) < SMALL_PRINT:
                message = f"this table fits on a slide only at {small:g} pt, too small to read in a room"
                hint = "leave columns out, or shorten them"
                self.findings.append(Diagnostic("too-small", "warning", message, frame.span, hint))
        return done.frames

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
        region = self._region(self.theme.layouts[LayoutKind.CONTENT])
        title = layout.title
        numbers = [place.box for place in layout.chrome if place.type == "sldNum"]
        box = Box(region.right - 60, region.y - 24, 60, 16)
        if title is None or box.y < title.box.bottom:
            last = numbers[0] if numbers else Box(self.theme.width - 120, self.theme.height - 38, 60, 20)
            box = Box(last.x - 70, last.y, 60, last.height)
        muted = self.theme.color("muted")
        place = Placeholder("", 0, box, (0, 0, 0, 0), "middle", SMALL_PRINT, muted, False, "right")
        return self._small(text, place, "part", slide)

    def _composed(self, frame: Frame) -> Frame:
        """Charts get their axes and labels when their place is settled."""
        if not isinstance(frame, ChartFrame):
            return frame
        composed = compose(frame, self.setter.fonts, self.theme)
        if any(panel.crowded for panel in composed.panels):
            message = "this chart has more words than room: some are cut off, left out or very small"
            hint = "shorten its names, or show fewer of them"
            self.findings.append(Diagnostic("chart-crowded", "warning", message, frame.span, hint))
        return composed

    def _small(self, text: str, place: Placeholder, role: TextRole, slide: Slide) -> TextFrame:
        size = min(place.size, SMALL_PRINT)
        paragraph = self.setter.label(text, place.inner, (size, 10.0, 8.0), place.anchor, align=place.align)
        if plain_text(paragraph.inlines) != text and not any(
            d.code == "footer-too-long" for d in self.findings
        ):
            message = f"this {role} is too long for its place and is cut off"
            self.findings.append(Diagnostic("footer-too-long", "warning", message, Span(1)))
        return TextFrame(
            role, place.box, (paragraph,), slide.span, place.color,
            place if place.type else None, place.insets, place.anchor,
        )  # fmt: skip


def _smallest(table: TableFrame) -> float:
    return min((cell.size for row in table.rows for cell in row.cells), default=SMALL_PRINT)


def _sets_the_size(page: Page) -> bool:
    """True for a slide with text that fits whole: its section's others are set no larger."""
    return bool(page.flow) and not page.split and page.layout is LayoutKind.CONTENT
