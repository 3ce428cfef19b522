"""An author's slide → its plan: which layout, which pages, what on each of them."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.inlines import Inlines
from deckgen.deck.slides import Deck, LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Diagnostic, Warned
from deckgen.layout.backgrounds import at_sides, face_for, is_legible, opaque, tone
from deckgen.layout.build_flow import flow_of, footnotes_of
from deckgen.layout.flow import CodeItem, Flow, Para, TableItem
from deckgen.layout.lines import measure_words
from deckgen.layout.model import TextFrame
from deckgen.layout.pages import Page, plan_pages
from deckgen.layout.single_item import single_item
from deckgen.layout.stack import place_stack
from deckgen.layout.text import Typesetter
from deckgen.layout.titles import set_title
from deckgen.themes.model import Box, LayoutKind, SlideLayout, Theme

FOOTNOTES_MOST = 0.4
"""Share of the region that footnotes may take at the foot; more of them are text like any other."""
_ALONE = (LayoutChoice.STATEMENT, LayoutChoice.QUOTATION, LayoutChoice.PICTURE)
_LAYOUTS = {SlideKind.COVER: LayoutKind.COVER, SlideKind.SECTION: LayoutKind.SECTION}


class Plan(Struct, frozen=True, kw_only=True):
    """What goes on which shown slide, and with what it was measured."""

    slide: Slide
    kind: LayoutKind
    layout: SlideLayout
    title: TextFrame | None
    region: Box
    """Where its content goes."""
    pages: tuple[Page, ...]
    footnotes: Flow = ()
    theme: Theme
    """The face of the theme that is read on its background."""
    setter: Typesetter
    deck: Deck
    """Without its sections."""


def plan_slide(slide: Slide, deck: Deck, theme: Theme, setter: Typesetter) -> Warned[Plan]:
    """The plan of a slide, in the direction in which it is read."""
    direction = slide.direction or deck.direction
    setter = replace(setter, theme=theme, direction=direction) if direction == "rtl" else setter
    planner = _Planner(deck, theme, setter, [])
    return Warned(planner.plan(slide), tuple(planner.findings))


class _Planner(Struct, frozen=True, eq=False):
    deck: Deck
    theme: Theme
    setter: Typesetter
    findings: list[Diagnostic]

    def plan(self, slide: Slide) -> Plan:
        """The plan of a slide, in the face of the theme that is read on its background."""
        if slide.background is None:
            return self._plan(slide)
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
            return self._plan(slide)
        return replace(self, theme=theme, setter=self.setter.with_theme(theme))._plan(slide)

    def _plan(self, slide: Slide) -> Plan:
        kind = self._layout_kind(slide)
        layout = self.theme.layouts[kind]
        title, overflow = self._title(slide, layout)
        region = body_region(layout, self.theme)
        footnotes: Flow = ()
        if kind in (LayoutKind.COVER, LayoutKind.SECTION):
            pages: tuple[Page, ...] = (Page((), 0.0, layout=kind),)
        else:
            flow = flow_of(slide.groups, self.setter.fonts, slide.layout, incremental=slide.incremental)
            footnotes = footnotes_of(slide.groups, self.setter.fonts)
            if overflow:
                flow = (self._overflow_para(overflow, slide), *flow)
            if footnotes:
                tokens = self.setter.tokens
                room = place_stack(footnotes, region, tokens.type.footnotes, self.setter).height
                room += tokens.space.frame_gap
                if room > FOOTNOTES_MOST * region.height:
                    flow, footnotes = (*flow, *footnotes), ()
                else:
                    region = replace(region, height=region.height - room)
            pages = self._pages(slide, flow, region)
        return Plan(
            slide=slide,
            kind=kind,
            layout=layout,
            title=title,
            region=region,
            pages=pages,
            theme=self.theme,
            setter=self.setter,
            deck=self.deck,
            footnotes=footnotes,
        )

    def _layout_kind(self, slide: Slide) -> LayoutKind:
        """Cover or section where the slide is one; a title without anything is shown as a section is."""
        bare = bool(slide.title) and not slide.groups
        kind = _LAYOUTS.get(slide.kind, LayoutKind.SECTION if bare else LayoutKind.CONTENT)
        if slide.layout is not LayoutChoice.AUTO:
            kind = _wanted(slide.layout)
        if kind in (LayoutKind.COVER, LayoutKind.SECTION) and not self._fits(slide, kind):
            if slide.layout is not LayoutChoice.AUTO:
                self._report_unused(slide)
            kind = LayoutKind.CONTENT
        return kind if slide.title or kind is not LayoutKind.CONTENT else LayoutKind.BLANK

    def _pages(self, slide: Slide, flow: Flow, region: Box) -> tuple[Page, ...]:
        """What goes on which slide; a slide that holds one thing may have a layout for it."""
        whole = Box(0, 0, self.theme.width, self.theme.height)
        done = single_item(flow, slide.layout, region, whole, bool(slide.title), self.setter)
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
        return self.setter.height(paras, inner.width, self.theme.tokens.type.body[-1]) <= inner.height

    def _title(self, slide: Slide, layout: SlideLayout) -> tuple[TextFrame | None, Inlines]:
        if not slide.title or layout.title is None:
            return None, slide.title
        level = 1 if slide.kind is not SlideKind.CONTENT else 2
        done = set_title(slide.title, layout.title, slide.span, self.setter, level)
        return done.frame, done.overflow

    def _overflow_para(self, inlines: Inlines, slide: Slide) -> Para:
        words = measure_words(inlines, self.setter.fonts, "body", bold=True)
        return Para(inlines=inlines, words=words, span=slide.span, role="subheading")


def _wanted(choice: LayoutChoice) -> LayoutKind:
    """The slide layout for an author's choice; what is arranged in its body stands on the one for content."""
    match choice:
        case LayoutChoice.COVER:
            return LayoutKind.COVER
        case LayoutChoice.SECTION:
            return LayoutKind.SECTION
        case (
            LayoutChoice.AUTO
            | LayoutChoice.CONTENT
            | LayoutChoice.STATEMENT
            | LayoutChoice.QUOTATION
            | LayoutChoice.COLUMNS
            | LayoutChoice.FIGURE_LEFT
            | LayoutChoice.FIGURE_RIGHT
            | LayoutChoice.FIGURE_BELOW
            | LayoutChoice.PICTURE
        ):
            return LayoutKind.CONTENT
        case _:
            assert_never(choice)


def body_region(layout: SlideLayout, theme: Theme) -> Box:
    """Where the slide's content goes: the body placeholder, or the space that it would have."""
    content = theme.layouts[LayoutKind.CONTENT]
    body = layout.bodies[0] if layout.bodies else (content.bodies[0] if content.bodies else None)
    if body is None:
        return Box(0, 0, theme.width, theme.height).inset(*theme.tokens.space.margins)
    if layout.title is None and content.title is not None:
        top = content.title.inner.y
        return Box(body.inner.x, top, body.inner.width, body.inner.bottom - top)
    return body.inner


def sets_the_size(page: Page) -> bool:
    """True for a slide of text that fits whole: its section's others are set no larger."""
    is_text = page.flow and not any(isinstance(item, TableItem | CodeItem) for item in page.flow)
    return bool(is_text) and not page.split and page.layout is LayoutKind.CONTENT
