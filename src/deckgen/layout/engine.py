"""`Deck` + `Theme` → `LaidOutDeck`: every slide planned, set, numbered."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.inlines import Inlines, plain_text
from deckgen.deck.slides import Deck, LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Diagnostic
from deckgen.layout.alone import alone
from deckgen.layout.arrange import Arrangement, arrange
from deckgen.layout.backgrounds import at_sides, face_for, is_legible, laid_background, links_on, opaque, tone
from deckgen.layout.charts.compose import compose
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.chrome import Chrome
from deckgen.layout.flow import CodeItem, Flow, FlowItem, Para, TableItem, labels_of
from deckgen.layout.fonts import Fonts
from deckgen.layout.inline_pictures import with_pictures
from deckgen.layout.lines import measure_words
from deckgen.layout.measured import flow_of, footnotes_of
from deckgen.layout.memory import Memory, Shown
from deckgen.layout.mirrored import mirrored
from deckgen.layout.model import (
    Frame,
    LaidOutDeck,
    LaidOutSection,
    LaidOutSlide,
    TableFrame,
    TextFrame,
)
from deckgen.layout.pages import Page, plan_pages
from deckgen.layout.placeholders import fill_placeholders, stand_side_by_side
from deckgen.layout.scale import FRAME_GAP, LAST_RESORT, SMALL_PRINT
from deckgen.layout.stack import place_stack
from deckgen.layout.steps import counted_anew
from deckgen.layout.text import Typesetter
from deckgen.layout.titles import set_title
from deckgen.themes.model import Box, LayoutKind, SlideLayout, Theme

COMMON_LEAST = 20.0
"""A crowded slide draws its neighbours down to this size, not below."""
NEIGHBOURS = 3
"""Slides of a section before and after it that share its size: no step lasts for one slide only."""
FOOTNOTE_BODY = 20.0
"""Body size beside which footnotes are small print."""
FOOTNOTES_MOST = 0.4
"""Share of the region that footnotes may take at the foot; more of them are text like any other."""
MOST_CHARTS = 60
"""That are remembered."""
_TITLED = (LayoutKind.TWO, LayoutKind.STATEMENT, LayoutKind.QUOTATION)
_ALONE = (LayoutChoice.STATEMENT, LayoutChoice.QUOTATION, LayoutChoice.PICTURE)
_LAYOUTS = {SlideKind.COVER: LayoutKind.COVER, SlideKind.SECTION: LayoutKind.SECTION}


class _Draft(Struct, frozen=True, kw_only=True):
    """A slide of the author's with its plan, and the engine that made it."""

    slide: Slide
    kind: LayoutKind
    layout: SlideLayout
    title: TextFrame | None
    region: Box
    pages: tuple[Page, ...]
    engine: _Engine
    footnotes: Flow = ()


def new_memory(theme: Theme) -> Memory[_Draft]:
    """An empty memory for decks in `theme`."""
    return Memory(Typesetter(theme, Fonts(theme)))


def lay_out(
    deck: Deck, theme: Theme, memory: Memory[_Draft] | None = None
) -> tuple[LaidOutDeck, tuple[Diagnostic, ...]]:
    """Place everything on the theme's slides; what had to be forced is reported.

    With a `memory`, slides that it has seen are not set again; it is only for decks that differ in their slides.
    """
    theme = theme.mirrored() if deck.direction == "rtl" else theme
    memory, findings = memory or new_memory(theme), list[Diagnostic]()
    plans: list[tuple[Slide, _Draft]] = []
    for slide in (slide for section in deck.sections for slide in section.slides):
        draft = memory.plan(slide) or _engine(deck, slide, theme, memory.setter).draft(slide)
        findings += memory.found(slide, draft.engine.findings)
        plans.append((slide, draft))
    total = sum(len(draft.pages) for _, draft in plans)
    shown: list[tuple[_Draft, int, float, Shown]] = []
    sections, rest = [], iter(plans)
    for section in deck.sections:
        drafts = [draft for _, draft in itertools.islice(rest, len(section.slides))]
        done = list(_slides(drafts, len(shown), total, memory))
        shown += done
        sections.append(LaidOutSection(section.title, tuple(one.slide for *_, one in done)))
    for draft, *_, one in shown:
        findings += memory.found(draft.slide, one.findings)
    memory.keep(plans, shown)
    laid = LaidOutDeck(
        title=deck.title,
        author=deck.author,
        subject=deck.subtitle,
        lang=deck.lang,
        theme=theme,
        sections=tuple(sections),
    )
    return laid, tuple(dict.fromkeys(findings))


def _engine(deck: Deck, slide: Slide, theme: Theme, setter: Typesetter) -> _Engine:
    """For a slide, in the direction in which it is read."""
    direction = slide.direction or deck.direction
    setter = replace(setter, theme=theme, direction=direction) if direction == "rtl" else setter
    return _Engine(deck, theme, setter, [])


def _slides(
    drafts: Sequence[_Draft], number: int, total: int, memory: Memory[_Draft]
) -> Iterator[tuple[_Draft, int, float, Shown]]:
    """The slides of a section, the body text of neighbours at one size where it fits."""
    sizes = [
        min(
            (page.size for page in draft.pages if _sets_the_size(page)),
            default=draft.engine.theme.body_sizes[0],
        )
        for draft in drafts
    ]
    for index, draft in enumerate(drafts):
        near = sizes[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
        common = max(COMMON_LEAST, min(near))
        for part, page in enumerate(draft.pages, 1):
            number += 1
            own = page.layout is not LayoutKind.CONTENT
            size = page.size if own else min(page.size, common)
            shown = memory.shown(draft, part, size)
            if shown is None:
                shown = draft.engine.shown(draft, page, part, (number, total), size)
            elif shown.slide.number != number or draft.engine.deck.numbers == "c/t":
                shown = _renumbered(draft, (number, total), shown)
            yield draft, part, size, shown


def _renumbered(draft: _Draft, number: tuple[int, int], shown: Shown) -> Shown:
    """A slide that was set earlier, with its number of now."""
    chrome = Chrome(draft.engine.deck, draft.engine.setter, [])
    slide = chrome.renumbered(shown.slide, draft.slide, number)
    return shown if slide is shown.slide else replace(shown, slide=slide)


class _Engine(Struct, frozen=True, eq=False):
    deck: Deck
    theme: Theme
    setter: Typesetter
    findings: list[Diagnostic]

    def draft(self, slide: Slide) -> _Draft:
        """The plan of a slide, in the face of the theme that is read on its background."""
        if slide.background is None:
            return self._draft(slide)
        slide = replace(slide, background=opaque(slide.background, self.theme))
        layout = self.theme.layouts[self._layout_kind(slide)]
        ground = tone(slide.background)
        theme = face_for(self.theme, ground, layout)
        pictures, rest = at_sides(slide, theme)
        if ground and not is_legible(ground, theme):
            message = "text is hard to read on this background"
            hint = "choose a darker or lighter one, or `background-opacity=0.3`"
            self.findings.append(Diagnostic("low-contrast", "warning", message, slide.span, hint))
        if pictures:
            theme = theme.squeezed(rest)
        if theme is self.theme:
            return self._draft(slide)
        return replace(self, theme=theme, setter=self.setter.with_theme(theme))._draft(slide)

    def _draft(self, slide: Slide) -> _Draft:
        kind = self._layout_kind(slide)
        layout = self.theme.layouts[kind]
        title, overflow = self._title(slide, layout)
        region = self._region(layout)
        if kind in (LayoutKind.COVER, LayoutKind.SECTION):
            return _Draft(
                slide=slide,
                kind=kind,
                layout=layout,
                title=title,
                region=region,
                pages=(Page((), 0.0, layout=kind),),
                engine=self,
            )
        flow = flow_of(slide.groups, self.setter.fonts, slide.layout, incremental=slide.incremental)
        footnotes = footnotes_of(slide.groups, self.setter.fonts)
        if overflow:
            flow = (self._overflow_para(overflow, slide), *flow)
        if footnotes:
            room = place_stack(footnotes, region, FOOTNOTE_BODY, self.setter).height + FRAME_GAP
            if room > FOOTNOTES_MOST * region.height:
                flow, footnotes = (*flow, *footnotes), ()
            else:
                region = replace(region, height=region.height - room)
        return _Draft(
            slide=slide,
            kind=kind,
            layout=layout,
            title=title,
            region=region,
            pages=self._pages(slide, flow, region),
            engine=self,
            footnotes=footnotes,
        )

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
        return Para(inlines=inlines, words=words, span=slide.span, role="subheading")

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

    def shown(self, draft: _Draft, page: Page, part: int, number: tuple[int, int], size: float) -> Shown:
        """A slide with what is found on setting it."""
        engine = replace(self, findings=[])
        return Shown(engine.slide(draft, page, part, number, size), tuple(engine.findings))

    def slide(
        self, draft: _Draft, page: Page, part: int, number: tuple[int, int], size: float
    ) -> LaidOutSlide:
        """Part `part` of the author's slide, as slide `number[0]` of `number[1]`."""
        slide, layout = draft.slide, draft.layout
        sides, _ = at_sides(slide, self.theme)
        frames: list[Frame] = [*sides, *([draft.title] if draft.title else [])]
        if draft.kind in (LayoutKind.COVER, LayoutKind.SECTION):
            frames += self._subtitle(slide, layout)
        elif page.flow:
            body = self._body(page, draft.region, size)
            kind = page.layout
            if kind is LayoutKind.CONTENT and stand_side_by_side(body):
                kind = LayoutKind.TWO
            if kind is not LayoutKind.CONTENT and (slide.title or kind not in _TITLED):
                layout = self.theme.layouts[kind]
            if self.setter.direction == "rtl":
                body = tuple(mirrored(body, draft.region))
            frames += map(self._composed, fill_placeholders(body, layout.bodies, alone=not draft.footnotes))
        else:
            layout = self.theme.layouts[LayoutKind.TITLE_ONLY] if slide.title else layout
        frames += self._footnotes(draft, page)
        parts = len(draft.pages)
        if page.layout is not LayoutKind.PICTURE:
            chrome = Chrome(self.deck, self.setter, self.findings)
            region = self._region(self.theme.layouts[LayoutKind.CONTENT])
            frames += chrome.frames(slide, layout, region, (part, parts), number)
        return LaidOutSlide(
            theme=self.theme,
            kind=slide.kind,
            layout=layout,
            id=slide.id if part == 1 else f"{slide.id}-{part}",
            title=plain_text(slide.title),
            frames=counted_anew(with_pictures(frames, self.setter.fonts)),
            notes=slide.notes if part == 1 else (),
            lang=slide.lang or self.deck.lang,
            span=slide.span,
            number=number[0],
            part=part,
            parts=parts,
            background=laid_background(slide.background),
            transition=slide.transition,
            hidden=slide.hidden,
            classes=slide.classes,
            direction=slide.direction or self.deck.direction,
            label=slide.label,
            links=links_on(slide.background, layout, self.theme),
        )

    def _footnotes(self, draft: _Draft, page: Page) -> tuple[Frame, ...]:
        """Those that this page refers to, at its foot; those that nothing refers to, on the last one."""
        if not draft.footnotes:
            return ()
        wanted = labels_of(page.flow)
        if page is draft.pages[-1]:
            elsewhere = {label for other in draft.pages for label in labels_of(other.flow)}
            wanted |= {item.label for item in draft.footnotes if isinstance(item, Para)} - elsewhere
        shown: list[FlowItem] = []
        now = ""
        for item in draft.footnotes:
            now = item.label or now if isinstance(item, Para) else now
            if now in wanted:
                shown.append(item)
        if not shown:
            return ()
        height = place_stack(tuple(shown), draft.region, FOOTNOTE_BODY, self.setter).height
        whole = self._region(draft.layout)
        place = replace(whole, y=whole.bottom - height, height=height)
        placed = place_stack(tuple(shown), place, FOOTNOTE_BODY, self.setter).frames
        if self.setter.direction == "rtl":
            placed = tuple(mirrored(placed, place))
        return tuple(
            replace(f, role="footnote") if isinstance(f, TextFrame) and f.role == "body" else f
            for f in placed
        )

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
        paragraphs = tuple(replace(p, color="", align=p.align or place.align) for p in laid)
        frame = TextFrame(
            role="subtitle",
            box=place.box,
            paragraphs=paragraphs,
            span=slide.span,
            color=place.color,
            placeholder=place,
            insets=place.insets,
            anchor=place.anchor,
        )
        return [frame]

    def _composed(self, frame: Frame) -> Frame:
        """Charts get their axes and labels when their place is settled."""
        if not isinstance(frame, ChartFrame):
            return frame
        key = (id(frame.group), frame.box, self.theme.dark)
        known = self.setter.charts.get(key) or compose(frame, self.setter.fonts, self.theme)
        if len(self.setter.charts) > MOST_CHARTS:
            self.setter.charts.clear()
        self.setter.charts[key] = known  # which keeps the group, and with it its identity
        composed = replace(
            known, alt=frame.alt, span=frame.span, placeholder=frame.placeholder, step=frame.step
        )
        if any(panel.crowded for panel in composed.panels):
            message = "this chart has more words than room: some are cut off, left out or very small"
            hint = "shorten its names, or show fewer of them"
            self.findings.append(Diagnostic("chart-crowded", "warning", message, frame.span, hint))
        return composed


def _smallest(table: TableFrame) -> float:
    return min((cell.size for row in table.rows for cell in row.cells), default=SMALL_PRINT)


def _sets_the_size(page: Page) -> bool:
    """True for a slide of text that fits whole: its section's others are set no larger."""
    is_text = page.flow and not any(isinstance(item, TableItem | CodeItem) for item in page.flow)
    return bool(is_text) and not page.split and page.layout is LayoutKind.CONTENT
