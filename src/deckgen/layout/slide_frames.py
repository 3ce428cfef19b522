"""A part of a plan → the frames of one shown slide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.inlines import Run, plain_text, without_pictures
from deckgen.deck.slides import Slide
from deckgen.deck.walk import flowing_blocks
from deckgen.diagnostics import Diagnostic, Warned
from deckgen.layout.air import aired, in_the_middle
from deckgen.layout.arrange import Fitted, arrange
from deckgen.layout.backgrounds import at_sides, drawn_on, laid_background, links_on
from deckgen.layout.build_flow import flow_of
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.chrome import Chrome
from deckgen.layout.clicks import counted_anew
from deckgen.layout.cover_lines import lines_in_places, sizes_in
from deckgen.layout.flow import FigureItem, Flow, Para, labels_of
from deckgen.layout.footnotes import footnotes_for
from deckgen.layout.hidden_words import made_seen, plain_ground
from deckgen.layout.inline_pictures import with_pictures
from deckgen.layout.lines import measure_in
from deckgen.layout.mirrored import mirrored
from deckgen.layout.model import EquationFrame, Frame, LaidOutSlide, TableFrame, TextFrame
from deckgen.layout.on_art import read_on_art
from deckgen.layout.page import Page
from deckgen.layout.panels import panels, stand_on_panels
from deckgen.layout.placed import frames_in
from deckgen.layout.placeholders import fill_placeholders, stand_side_by_side
from deckgen.layout.plates import logo_on_plate, with_plates
from deckgen.layout.regions import body_region
from deckgen.layout.scrims import readable_on
from deckgen.layout.slide_plan import Plan
from deckgen.layout.stack import place_stack
from deckgen.layout.tabs import tab_sets
from deckgen.layout.text import FREE_ABOVE, Typesetter
from deckgen.layout.titles import set_title
from deckgen.themes.model import Box, LayoutKind, Placeholder, SlideLayout, Theme
from deckgen.themes.places import asks_for_number, named_place, on_layout

MOST_CHARTS = 60
"""That are remembered."""
_TITLED = (LayoutKind.TWO, LayoutKind.STATEMENT, LayoutKind.QUOTATION, LayoutKind.FACT, LayoutKind.CAPTIONED)


def set_part(plan: Plan, number: int, size: float) -> Warned[LaidOutSlide]:
    """Part `number` (from 1) of a plan as a slide, its body text at `size` points or as large as fits; slide numbers
    come when all slides are known."""
    setting = _Setting(plan, [])
    return Warned(setting.part(number, size), tuple(setting.findings))


class _Setting(Struct, frozen=True, eq=False):
    plan: Plan
    findings: list[Diagnostic]

    @property
    def theme(self) -> Theme:
        return self.plan.theme

    @property
    def setter(self) -> Typesetter:
        return self.plan.setter

    def part(self, number: int, size: float) -> LaidOutSlide:
        """Part `number` of the author's slide, its body text at `size`."""
        draft, page = self.plan, self.plan.pages[number - 1]
        region = page.region or draft.region
        slide, layout, kind = draft.slide, draft.layout, draft.kind
        sides, _ = at_sides(slide, self.theme)
        frames: list[Frame] = [*sides, *page.titles]
        if draft.kind in (LayoutKind.COVER, LayoutKind.SECTION, LayoutKind.CLOSING):
            frames += self._subtitle(slide, layout)
        elif page.flow:
            body = self._body(page, size)
            wanted = page.layout
            if wanted is LayoutKind.CONTENT and stand_side_by_side(body):
                two = self.theme.layouts[LayoutKind.TWO]
                wanted = LayoutKind.TWO if stand_on_panels(body, two, layout, self.theme) else wanted
            made_for_it = self.theme.layouts[wanted].part != self.theme.layouts[LayoutKind.CONTENT].part
            if wanted is not LayoutKind.CONTENT and (
                slide.title or wanted not in _TITLED or (made_for_it and wanted is not LayoutKind.TWO)
            ):
                layout, kind = self.theme.layouts[wanted], wanted
            if self.setter.direction == "rtl":
                body = tuple(mirrored(body, region))
            placed = fill_placeholders(
                body, self._left(slide, layout), alone=not draft.footnotes, top=region.y
            )
            frames += [*panels(placed, layout, slide, region.y), *map(self._composed, placed)]
        elif slide.title and not page.name and not slide.placed:
            layout, kind = self.theme.layouts[LayoutKind.TITLE_ONLY], LayoutKind.TITLE_ONLY
        frames += (*self._filled(slide, layout), *draft.edge, *self._footnotes(page))
        parts = len(draft.pages)
        if page.layout is not LayoutKind.PICTURE:
            chrome = Chrome(draft.deck, self.setter, self.findings)
            frames += chrome.frames(slide, layout, (number, parts) if not page.name else (1, 1))
        tabs = tab_sets(page.flow, frames, region, size, self.setter, self._finished)
        seen = self._seen(frames, slide, layout)
        art = drawn_on(layout, self.theme) if slide.background else ()
        shown, scrims = readable_on(seen, slide.background, self.theme, slide.span, art)
        return LaidOutSlide(
            dark=self.theme.dark,
            kind=slide.kind,
            layout=kind,
            id=slide.id if number == 1 else f"{slide.id}-{number}",
            title=page.name or plain_text(without_pictures(slide.title)),
            frames=counted_anew(with_pictures(shown, self.setter.fonts)),
            notes=slide.notes if number == 1 else (),
            lang=slide.lang or draft.deck.lang,
            span=slide.span,
            part=number,
            parts=parts,
            background=laid_background(slide.background, scrims),
            transition=slide.transition,
            hidden=slide.hidden,
            classes=slide.classes,
            direction=slide.direction or draft.deck.direction,
            counts=slide.number not in ("hold", "skip"),
            label=slide.label,
            tabs=tabs,
            template_layout=self._template_layout(slide),
            links=links_on(slide.background, layout, self.theme),
        )

    def _seen(self, frames: Sequence[Frame], slide: Slide, layout: SlideLayout) -> tuple[Frame, ...]:
        """The frames with pictures and words that can be seen on the slide's ground."""
        ground, both = plain_ground(slide.background, layout, self.theme), self.plan.deck.mode == "auto"
        logo = self.plan.deck.logo.art if self.plan.deck.logo else None
        own = logo_on_plate(frames, logo if isinstance(logo, Picture) else None, slide.background, self.theme)
        plated = with_plates(own, ground, self.theme, in_both_modes=both)
        seen = made_seen(plated, slide.background, layout, self.theme, slide.span)
        self.findings.extend(seen.found)
        return read_on_art(seen.value, slide.background, layout, self.theme)

    def _finished(self, frames: Sequence[Frame]) -> tuple[Frame, ...]:
        """Frames that no other step will see."""
        return tuple(with_pictures(tuple(map(self._composed, frames)), self.setter.fonts))

    def _left(self, slide: Slide, layout: SlideLayout) -> tuple[Placeholder, ...]:
        """The places for content that nothing is meant for by name."""
        taken = [named_place(layout, each.place) for each in slide.placed]
        return tuple(place for place in layout.bodies if place not in taken)

    def _filled(self, slide: Slide, layout: SlideLayout) -> list[Frame]:
        """What its author has put into places by their names."""
        found: list[Frame] = []
        for each in slide.placed:
            if place := named_place(layout, each.place):
                shown = frames_in(place, each, self.setter, partial(self._words, slide=slide))
                if shown is None:
                    shown = self._forced(flow_of((each,), self.setter.fonts), place.inner).frames
                found += map(self._composed, shown)
        return found

    def _template_layout(self, slide: Slide) -> str:
        """The name of the template's layout that its author wants, if there is one."""
        wanted = slide.template_layout
        return wanted.name if wanted and on_layout(self.theme, wanted.name) else ""

    def _footnotes(self, page: Page) -> tuple[Frame, ...]:
        """Those that this page refers to, at its foot; those that nothing refers to, on the last one."""
        draft = self.plan
        if not draft.footnotes:
            return ()
        wanted = labels_of(page.flow)
        if page is draft.pages[-1]:
            elsewhere = {label for other in draft.pages for label in labels_of(other.flow)}
            wanted |= {item.label for item in draft.footnotes if isinstance(item, Para)} - elsewhere
        shown = footnotes_for(draft.footnotes, wanted)
        if not shown:
            return ()
        size = self.setter.tokens.type.footnotes
        height = place_stack(shown, draft.region, size, self.setter).height
        whole = body_region(draft.layout, self.theme)
        place = replace(whole, y=whole.bottom - height, height=height)
        placed = place_stack(shown, place, size, self.setter).frames
        if self.setter.direction == "rtl":
            placed = tuple(mirrored(placed, place))
        return tuple(
            replace(f, role="footnote") if isinstance(f, TextFrame) and f.role == "body" else f
            for f in placed
        )

    def _body(self, page: Page, size: float) -> tuple[Frame, ...]:
        """The page's frames at `size`, or at the largest smaller size at which they fit."""
        region = page.region or self.plan.region
        done = page.at(size)
        sizes = self.theme.tokens.type
        for step in (*sizes.grown, *sizes.body):
            if done is None and step <= size:
                done = arrange(page.flow, region, step, self.setter)
        if done is None:
            return self._forced(page.flow, region).frames
        for frame in done.frames:
            if isinstance(frame, TableFrame) and (small := _smallest(frame)) < self.theme.tokens.type.small:
                message = f"this table fits on a slide only at {small:g} pt, too small to read in a room"
                hint = "leave columns out, or shorten them"
                self.findings.append(Diagnostic("too-small", "warning", message, frame.span, hint))
            if isinstance(frame, EquationFrame) and frame.size < self.theme.tokens.type.small:
                message = (
                    f"this formula fits on a slide only at {frame.size:g} pt, too small to read in a room"
                )
                hint = "break it into rows, with `\\\\` in an `aligned`"
                self.findings.append(Diagnostic("too-small", "warning", message, frame.span, hint))
        if page.layout is LayoutKind.CONTENT:
            done = aired(page.flow, region, done, self.setter)
        return done.frames

    def _forced(self, flow: Flow, region: Box) -> Fitted:
        """What can't be cut and does not fit: set smaller than is legible, and reported."""
        hint = "shorten it, or spread it over several slides"
        for size in self.theme.tokens.type.forced:
            if done := arrange(flow, region, size, self.setter):
                message = f"this fits on a slide only at {size:g} pt, too small to read in a room"
                self.findings.append(Diagnostic("too-small", "warning", message, flow[0].span, hint))
                return done
        placed = place_stack(flow, region, size, self.setter)
        feet = [place.box.y for place in self.theme.layouts[LayoutKind.CONTENT].chrome]
        foot = min((y for y in feet if y >= region.bottom), default=self.theme.height)
        if region.y + placed.height <= max(region.bottom + 1, foot):
            message = "the layout's place for this is smaller than it should be: look whether it can be read"
            if len(flow) == 1 and isinstance(flow[0], FigureItem):
                message = (
                    "this is so wide, or so high, that its words are small: look whether they can be read"
                )
            self.findings.append(Diagnostic("too-small", "warning", message, flow[0].span))
        else:
            message = "this does not fit on a slide at any type size"
            self.findings.append(Diagnostic("too-large", "error", message, flow[0].span, hint))
        return in_the_middle(Fitted(placed.frames, size, placed.height), region, self.setter)

    def _subtitle(self, slide: Slide, layout: SlideLayout) -> list[Frame]:
        """The text of a cover or section slide, in the layout's own text placeholder."""
        blocks = flowing_blocks(slide)
        if not layout.bodies:
            return []
        frames: list[Frame] = []
        last = layout.bodies[-1]
        if slide.ordinal and (
            number := last if asks_for_number(last) else next(iter(layout.bodies[1:]), None)
        ):
            frames += self._in_place(f"{slide.ordinal}", number, slide)
        if not blocks:
            return frames
        found = lines_in_places(slide, layout, self.setter)
        if found is None:
            flow = flow_of(slide.flowing, self.setter.fonts)
            found = ((layout.bodies[0], tuple(item for item in flow if isinstance(item, Para))),)
        return [*frames, *(self._words(paras, place, slide) for place, paras in found if paras)]

    def _in_place(self, text: str, place: Placeholder, slide: Slide) -> list[Frame]:
        """A word that is none of the author's, in a place of the layout's."""
        set_there = set_title((Run(text),), place, slide.span, self.setter, 0, "ordinal")
        return [] if set_there.overflow else [set_there.frame]

    def _words(self, paras: Sequence[Para], place: Placeholder, slide: Slide) -> TextFrame:
        fonts = self.setter.fonts
        paras = [
            replace(p, words=measure_in(p.inlines, place, fonts), align=p.align or place.align) for p in paras
        ]
        for size in sizes_in(place, self.setter):
            if (
                size <= place.size
                and self.setter.height(paras, place.inner.width, size) <= place.inner.height
            ):
                break
        free = FREE_ABOVE[place.anchor] * max(
            0.0, place.inner.height - self.setter.height(paras, place.inner.width, size)
        )
        laid, _ = self.setter.set(paras, replace(place.inner, y=place.inner.y + free), size)
        roles = {"subheading": "text"}  # a heading there is a line as any: the place says how it looks
        paragraphs = tuple(
            replace(p, color="", bold=place.bold, role=roles.get(p.role, p.role)) for p in laid
        )
        return TextFrame(
            role="subtitle",
            box=place.box,
            paragraphs=paragraphs,
            span=slide.span,
            color=place.color,
            placeholder=place if place.type else None,
            insets=place.insets,
            anchor=place.anchor,
        )

    def _composed(self, frame: Frame) -> Frame:
        """Charts get their axes and labels when their place is settled."""
        if not isinstance(frame, ChartFrame):
            return frame
        from deckgen.layout.charts.compose import compose

        key = (encode(frame.group), frame.box, self.theme.dark)
        known = self.setter.charts.get(key) or compose(frame, self.setter.fonts, self.theme)
        if len(self.setter.charts) > MOST_CHARTS:
            self.setter.charts.clear()
        self.setter.charts[key] = known
        composed = replace(frame, panels=known.panels, title=known.title, source=known.source)
        if any(panel.crowded for panel in composed.panels):
            message = "this chart has more words than room: some are cut off, left out or very small"
            hint = "shorten its names, or show fewer of them"
            self.findings.append(Diagnostic("chart-crowded", "warning", message, frame.span, hint))
        return composed


def _smallest(table: TableFrame) -> float:
    return min((cell.size for row in table.rows for cell in row.cells), default=math.inf)
