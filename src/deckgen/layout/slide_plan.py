"""An author's slide → its plan: which layout, which pages, what on each of them."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Component, Footnote, Paragraph
from deckgen.deck.inlines import Inlines
from deckgen.deck.slides import Deck, Group, LayoutChoice, Slide, SlideKind, TemplateLayout
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Diagnostic, Warned
from deckgen.layout.air import grown
from deckgen.layout.arrangements.arrangement import Arrangement, Given
from deckgen.layout.arrangements.closing import CLOSING
from deckgen.layout.arrangements.content import CONTENT
from deckgen.layout.arrangements.cover import COVER
from deckgen.layout.arrangements.registry import OFFERED, arrangement_of
from deckgen.layout.arrangements.section import SECTION
from deckgen.layout.backgrounds import at_sides, face_for, fitted, is_legible, opaque
from deckgen.layout.bleeding import bleeding
from deckgen.layout.build_flow import flow_of, footnotes_of
from deckgen.layout.components.columns import in_places
from deckgen.layout.flow import Flow, Para
from deckgen.layout.footnotes import at_foot
from deckgen.layout.headings import below, headed, is_title_alone, kicked
from deckgen.layout.lines import measure_words
from deckgen.layout.model import LINE_HEIGHT, FigureFrame, TextFrame
from deckgen.layout.page import Page
from deckgen.layout.paired import side_by_side
from deckgen.layout.regions import body_region, from_the_edge
from deckgen.layout.said_below import with_captions
from deckgen.layout.scrims import face_on, lights_of
from deckgen.layout.seats import seated
from deckgen.layout.text import Typesetter
from deckgen.layout.titles import set_title
from deckgen.layout.two import with_two
from deckgen.plugins import PluginError
from deckgen.themes.model import Box, LayoutKind, Placeholder, SlideLayout, Theme
from deckgen.themes.places import named_place, on_layout
from deckgen.themes.squeezed import squeezed

LEAST_TITLE = 0.8
"""Of its usual size, that a title has beside a photograph at the slide's edge."""
_OPENINGS = {SlideKind.COVER: COVER, SlideKind.SECTION: SECTION, SlideKind.CLOSING: CLOSING}
_ALONE = (LayoutKind.COVER, LayoutKind.SECTION, LayoutKind.CLOSING)
"""Layouts with a place for a title and one for the words below it."""


class Plan(Struct, frozen=True, kw_only=True):
    """What goes on which shown slide, and with what it was measured."""

    slide: Slide
    kind: LayoutKind
    layout: SlideLayout
    region: Box
    """Where its content goes, below a title of one line."""
    pages: tuple[Page, ...]
    footnotes: Flow = ()
    theme: Theme
    """The face of the theme that is read on its background."""
    setter: Typesetter
    deck: Deck
    """Without its sections."""
    edge: tuple[FigureFrame, ...] = ()
    """What stands beside all this, at the slide's edge."""


def plan_slide(slide: Slide, deck: Deck, theme: Theme, setter: Typesetter) -> Warned[Plan]:
    """The plan of a slide, in the direction in which it is read."""
    direction = slide.direction or deck.direction
    setter = replace(setter, theme=theme, direction=direction) if direction == "rtl" else setter
    planner = _Planner(deck, theme, setter, [])
    try:
        return Warned(planner.plan(slide), tuple(planner.findings))
    except PluginError as error:
        again = plan_slide(slide, deck, theme, without_component(setter, error.name))
        return Warned(again.value, (error.diagnostic(slide.span), *again.found))


def without_component(setter: Typesetter, name: str) -> Typesetter:
    """The typesetter for a slide on which a plug-in has failed: its content is set as any other."""
    find = setter.component
    return replace(setter, component=lambda each: Warned(None) if each == name else find(each))


class _Planner(Struct, frozen=True, eq=False):
    deck: Deck
    theme: Theme
    setter: Typesetter
    findings: list[Diagnostic]

    def plan(self, slide: Slide) -> Plan:
        """The plan of a slide, in the face of the theme that is read on its background."""
        if slide.template_layout and (named := self._on_named(slide.template_layout)):
            on = replace(self, theme=named, setter=self.setter.with_theme(named))
            plain = replace(slide, template_layout=None)
            if there := seated(plain, named.layouts[LayoutKind.CONTENT], on.setter):
                return replace(on.plan(there), slide=replace(there, template_layout=slide.template_layout))
            if slide.layout is LayoutChoice.AUTO:
                plain = replace(plain, layout=on._as_opening(plain, self.theme))
            return replace(on.plan(plain), slide=slide)
        if slide.background is None:
            return self._beside_photograph(slide) or self._plan(slide)
        background = opaque(slide.background, self.theme)
        slide = replace(slide, background=background)
        layout = self.theme.layouts[self._kind(slide)]
        ground, lights = background.color, lights_of(background)
        places = [place.box for place in (layout.title, *layout.bodies[:1]) if place]
        theme = face_on(lights, places, self.theme) if lights else face_for(self.theme, ground, layout)
        theme = fitted(theme, ground) if ground and not lights else theme
        pictures, rest = at_sides(slide, theme)
        if ground and not lights and not is_legible(ground, theme):
            message = "text is hard to read on this background"
            hint = "choose a darker or lighter one, or `background-opacity=0.3`"
            self.findings.append(Diagnostic("low-contrast", "warning", message, slide.span, hint))
        if slide.kind is SlideKind.SECTION and not slide.groups and _is_on_figure(slide):
            slide = replace(slide, kind=SlideKind.CONTENT)
        if pictures:
            theme = squeezed(theme, rest)
            if slide.kind is SlideKind.SECTION and _is_bare(slide) and statement_place(theme):
                # The layout's own lines and bars stay where they are: a plain one has none that a picture cuts.
                slide = replace(slide, kind=SlideKind.CONTENT)
            elif (
                slide.kind in (SlideKind.COVER, SlideKind.CLOSING)
                and slide.layout is LayoutChoice.AUTO
                and statement_place(theme)
            ):
                slide = replace(slide, kind=SlideKind.CONTENT, layout=LayoutChoice.STATEMENT)
        if theme is self.theme:
            return self._plan(slide)
        return replace(self, theme=theme, setter=self.setter.with_theme(theme))._plan(slide)

    def _beside_photograph(self, slide: Slide) -> Plan | None:
        """The plan of a slide whose photograph fills its edge, where all else has room beside it."""
        found = bleeding(slide, self.theme) if self.setter.direction != "rtl" else None
        if found is None:
            return None
        others, frame, rest = found
        theme = squeezed(self.theme, rest)
        aside = replace(self, theme=theme, setter=self.setter.with_theme(theme), findings=[])
        plan = aside._plan(others)
        return replace(plan, slide=slide, edge=(frame,)) if aside._has_room(plan) else None

    def _has_room(self, plan: Plan) -> bool:
        """True if what stands in less room than usual has enough: one page, its text and its title large."""
        page, place = plan.pages[0], self.theme.layouts[LayoutKind.CONTENT].title
        if self.findings or len(plan.pages) != 1 or 0 < page.size < self.theme.tokens.type.comfortable:
            return False
        least = LEAST_TITLE * place.size if place and page.layout is LayoutKind.CONTENT else 0.0
        return all(title.paragraphs[0].size >= least for title in page.titles)

    def _on_named(self, wanted: TemplateLayout) -> Theme | None:
        """The theme on the layout that an author names; a finding where it has none such."""
        found = on_layout(self.theme, wanted.name)
        if found is None:
            choices = ", ".join(choice.value for choice in LayoutChoice)
            names = ", ".join(dict.fromkeys(f"`{each.name}`" for each in self.theme.every if each.name))
            hint = f"known layouts: {choices}; the template's: {names}"
            message = f"there is no layout `{wanted.name}`"
            self.findings.append(Diagnostic("unknown-layout", "warning", message, wanted.span, hint))
        return found

    def _as_opening(self, slide: Slide, whole: Theme) -> LayoutChoice:
        """How words stand on a layout that the `whole` theme has for its covers or sections: as they do there."""
        part = self.theme.layouts[LayoutKind.CONTENT].part
        usual = whole.layouts[LayoutKind.CONTENT].part
        box = Box(0, 0, self.theme.width, self.theme.height)
        given = Given(slide=slide, setter=self.setter, region=box, whole=box)
        for each in (COVER, SECTION, CLOSING):
            is_it = whole.layouts[each.layout].part == part != usual
            if is_it and not _is_bare(slide) and each.place(given):
                return each.choice
        return LayoutChoice.AUTO

    def _without_strangers(self, slide: Slide) -> Slide:
        """The slide; what is meant for a place that its layout does not have stands with all else, and is reported."""
        layout = self.theme.layouts[self._kind(slide)]
        strange = [each for each in slide.placed if named_place(layout, each.place) is None]
        if not strange:
            return slide
        every = [*layout.bodies, *layout.lines, *layout.chrome]
        names = ", ".join(dict.fromkeys(f"`{place.name}`" for place in every if place.name))
        for each in strange:
            message = f"the layout has no place `{each.place}`"
            hint = f"those of `{layout.name}`: {names}" if names else ""
            self.findings.append(Diagnostic("unknown-placeholder", "warning", message, each.span, hint))
        groups = (replace(each, place="") if each in strange else each for each in slide.groups)
        return replace(slide, groups=tuple(groups))

    def _plan(self, slide: Slide) -> Plan:
        return self._in_two(slide) or self._planned(slide)

    def _in_two(self, slide: Slide) -> Plan | None:
        """The plan of a slide of two columns in the layout that is made for them, where that is not the one for content
        cut in two and they have room in it."""
        theme = with_two(slide, self.theme) if self.setter.direction != "rtl" else None
        if theme is None:
            return None
        there = replace(self, theme=theme, setter=self.setter.with_theme(theme), findings=[])
        plan = there._planned(slide)
        return replace(plan, kind=LayoutKind.TWO) if there._has_room(plan) else None

    def _planned(self, slide: Slide) -> Plan:
        slide = self._without_strangers(slide)
        kind = self._kind(slide)
        layout = self.theme.layouts[kind]
        if kind is LayoutKind.SECTION and not slide.ordinal:
            layout = from_the_edge(layout, self.theme)
        slide, kicker = kicked(slide, layout, self.setter)
        title, overflow = self._title(slide, layout)
        region = below(title, body_region(layout, self.theme), self.setter)
        footnotes: Flow = ()
        if kind in _ALONE or kind is LayoutKind.TITLE_ONLY:
            pages: tuple[Page, ...] = (Page((), 0.0, layout=kind, titles=(title,) if title else ()),)
        else:
            groups, asides = without_asides(slide.flowing)
            flow = with_captions(
                flow_of(groups, self.setter.fonts, slide.layout, incremental=slide.incremental)
            )
            footnotes = footnotes_of(groups, asides, self.setter.fonts)
            self._report_components(slide)
            if overflow:
                flow = (self._overflow_para(overflow, slide), *flow)
            if footnotes:
                flow, footnotes, region = at_foot(flow, footnotes, region, self.setter)
            flow = side_by_side(flow, region, self.setter.tokens)
            if self.setter.direction != "rtl":
                flow, region = in_places(flow, layout, region)
            pages = self._pages(slide, flow, title, region, kicker)
        return Plan(
            slide=slide,
            kind=kind,
            layout=layout,
            region=region,
            pages=pages,
            theme=self.theme,
            setter=self.setter,
            deck=self.deck,
            footnotes=footnotes,
        )

    def _report_components(self, slide: Slide) -> None:
        """Components that other packages have and that can't be loaded; their content is shown as any other."""
        for block in blocks_of(slide):
            if isinstance(block, Component):
                found = self.setter.component(block.name).found
                self.findings.extend(replace(finding, span=block.span) for finding in found)

    def _kind(self, slide: Slide) -> LayoutKind:
        """The template's layout that it stands on."""
        if opening := self._opening(slide):
            return opening.layout
        if _is_bare(slide) and statement_place(self.theme):
            return LayoutKind.TITLE_ONLY
        return LayoutKind.CONTENT if slide.title else LayoutKind.BLANK

    def _opening(self, slide: Slide) -> Arrangement | None:
        """Cover or section where the slide is one; a title without anything is a statement, or where the template has
        no place for those, shown as a section is."""
        asked = arrangement_of(slide.layout)
        bare = _is_bare(slide) and not statement_place(self.theme)
        usual = _OPENINGS.get(slide.kind, SECTION if bare or is_title_alone(slide) else None)
        chosen = asked or usual
        if chosen is None or chosen.layout is LayoutKind.CONTENT:
            return None
        whole = Box(0, 0, self.theme.width, self.theme.height)
        if chosen.place(Given(slide=slide, setter=self.setter, region=whole, whole=whole)):
            return chosen
        if asked:
            self._report_refused(asked, slide)
        return None

    def _pages(
        self, slide: Slide, flow: Flow, title: TextFrame | None, region: Box, kicker: TextFrame | None
    ) -> tuple[Page, ...]:
        """What goes on which slide: as its author wants it, or as suits what it holds."""
        asked = arrangement_of(slide.layout)
        given = Given(
            slide=slide, setter=self.setter, flow=flow, region=region, is_asked=asked is not None,
            whole=Box(0, 0, self.theme.width, self.theme.height),
        )  # fmt: skip
        stays = kicker or slide.placed  # on the layout that has the places of which its author names one
        found = next(
            (
                p
                for a in (OFFERED if asked is None else (asked,))
                if a.layout is LayoutKind.CONTENT
                and (p := a.place(given))
                and not (stays and p[0].layout is not LayoutKind.CONTENT)
            ),
            None,
        )
        if asked and asked.layout is LayoutKind.CONTENT and not found:
            self._report_refused(asked, slide)
        pages = found or CONTENT.place(given) or ()
        if not found and len(pages) > 1 and not kicker:
            pages = [self._alone(page, given) for page in pages]
        shared = slide.shares_title or len(pages) > 1
        done = [
            headed(page, slide, title, region, self.setter, shared=shared, kicker=kicker) for page in pages
        ]
        return tuple(grown(page, page.region or region, self.setter) for page in done)

    def _alone(self, page: Page, given: Given) -> Page:
        """A sentence that has come to stand alone on its page is set large, as any such is."""
        if len(page.flow) != 1 or not isinstance(page.flow[0], Para):
            return page
        alone = replace(given, flow=page.flow)
        return next((pages[0] for each in OFFERED if (pages := each.place(alone))), page)

    def _report_refused(self, asked: Arrangement, slide: Slide) -> None:
        message = f"what this slide holds does not suit the layout `{slide.layout.value}`"
        hint = f"that takes {asked.takes}; it is arranged as any other slide"
        self.findings.append(Diagnostic("layout-not-used", "warning", message, slide.span, hint))

    def _title(self, slide: Slide, layout: SlideLayout) -> tuple[TextFrame | None, Inlines]:
        if not slide.title or layout.title is None:
            return None, slide.title
        level = 1 if slide.kind is not SlideKind.CONTENT else 2
        place = layout.title
        if layout is self.theme.layouts[LayoutKind.TITLE_ONLY] and _is_bare(slide):
            place = statement_place(self.theme) or place
        if slide.align and slide.kind is SlideKind.CONTENT and not place.vertical:
            place = replace(place, align=slide.align)
        done = set_title(slide.title, place, slide.span, self.setter, level, fits=slide.fits)
        return done.frame, done.overflow

    def _overflow_para(self, inlines: Inlines, slide: Slide) -> Para:
        words = measure_words(inlines, self.setter.fonts, "body", bold=True)
        return Para(inlines=inlines, words=words, span=slide.span, role="subheading", bold=True)


def _is_bare(slide: Slide) -> bool:
    """True for a title that is all that its slide says; on a picture that is shown whole it names that."""
    return bool(slide.title) and not slide.groups and not _is_on_figure(slide)


def _is_on_figure(slide: Slide) -> bool:
    shown = slide.background.pictures if slide.background else ()
    return any(each.contain or each.width or each.height for each in shown if not each.side)


def statement_place(theme: Theme) -> Placeholder | None:
    """Where a title stands that is all its slide says: as large as a statement, and still the slide's title."""
    layouts = theme.layouts
    there, title = layouts[LayoutKind.STATEMENT], layouts[LayoutKind.TITLE_ONLY].title
    content = layouts[LayoutKind.CONTENT]
    if title is not None and there.part == content.part and content.bodies and _is_low(theme):
        body = content.bodies[0]
        return replace(
            title, box=body.box, insets=body.insets, anchor="middle",
            size=max(title.size, min(theme.tokens.type.statement)), color=theme.color("title"), recolored=True,
            moved=True,
        )  # fmt: skip
    if there.part == content.part or title is None or not there.bodies:
        return None
    body = there.bodies[0]
    return replace(
        title,
        box=body.box,
        insets=body.insets,
        anchor=body.anchor,
        size=body.size,
        align=body.align,
        moved=True,
    )


def _is_low(theme: Theme) -> bool:
    """True where a section's title has room for a line, as on a ribbon: a sentence would be set small there."""
    place, usual = theme.layouts[LayoutKind.SECTION].title, theme.layouts[LayoutKind.TITLE_ONLY].title
    if place is None or usual is None or usual.fill is not None:
        return False
    return place.inner.height < 2 * LINE_HEIGHT * min(place.size, usual.size)


def without_asides(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], tuple[Paragraph, ...]]:
    """What a slide says, and what stands at its foot; all of it, where nothing else is there."""
    asides = tuple(
        each
        for group in groups
        for each in group.blocks
        if isinstance(each, Paragraph) and each.detail == "aside"
    )
    rest = (tuple(each for each in group.blocks if each not in asides) for group in groups)
    kept = tuple(replace(group, blocks=blocks) for group, blocks in zip(groups, rest, strict=True) if blocks)
    said = any(not isinstance(each, Footnote) for group in kept for each in group.blocks)
    return (kept, asides) if asides and said else (groups, ())
