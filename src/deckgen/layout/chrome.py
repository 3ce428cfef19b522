"""Footer, date, slide number, logo: what stands around a slide's content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.inlines import Inlines, LineBreak, Marks, Run, plain_text, with_marks
from deckgen.deck.slides import Deck, Slide, SlideKind
from deckgen.diagnostics import Diagnostic, listed
from deckgen.layout.lines import measure_in
from deckgen.layout.model import LINE_HEIGHT, FigureFrame, Frame, Rule, TextFrame, TextRole
from deckgen.layout.scale import line_height
from deckgen.layout.text import PRUDENCE, Typesetter
from deckgen.source import Span
from deckgen.themes.model import Box, Placeholder, SlideLayout

MOST_LINES = 3
"""Of a footer or header."""
APART = 10.0
"""Points between what stands in one line at the foot."""


class Chrome(Struct, frozen=True, eq=False):
    """Sets it for one deck."""

    deck: Deck
    setter: Typesetter
    findings: list[Diagnostic]

    def frames(self, slide: Slide, layout: SlideLayout, part: tuple[int, int]) -> list[Frame]:
        """For part `part[0]` of `part[1]` of its author's slide; covers have none but those that their author gives
        them."""
        if slide.kind in (SlideKind.COVER, SlideKind.CLOSING):
            return self._own(slide, layout)
        found: list[Frame] = []
        footer = _in_lines(self.deck.footer or "") if slide.footer is None else slide.footer
        is_open = self.deck.footer is None and slide.footer is None
        if slide.kind is not SlideKind.SECTION:
            self._missed(plain_text(footer), layout, slide.span)
        for place in layout.chrome:
            said = _in_lines(*place.said) if place.type == "ftr" and is_open and place.said else footer
            if place.type == "ftr" and plain_text(said):
                found.append(self.small(said, place, "footer", slide.span))
            elif place.type == "dt" and self.deck.shown_date:
                roomy = self._with_room(self.deck.shown_date, place, layout)
                found.append(self.small(self.deck.shown_date, roomy, "date", slide.span))
            elif place.type == "sldNum" and self.deck.numbers and slide.number in ("", "hold"):
                found.append(self.number(0, 0, place, slide.span))
        if part[1] > 1 and layout.title is not None:
            found.append(self._part(f"{part[0]}/{part[1]}", slide, layout, [*map(_ink, found)]))
        return [*found, *self._header(slide, layout), *self._logo(layout), *self._progress(slide)]

    def _missed(self, footer: str, layout: SlideLayout, span: Span) -> None:
        """What the author wants at the foot and the template has no place for is said once."""
        there = {place.type for place in layout.chrome}
        total = self.deck.numbers == "c/t"
        wanted = (
            ("ftr", footer, "footer"),
            ("dt", self.deck.shown_date, "date"),
            ("sldNum", total, "number"),
        )
        missing = [f"a {name}" for kind, asked, name in wanted if asked and kind not in there]
        if missing and not any(d.code == "no-place-at-foot" for d in self.findings):
            message = f"the theme has no place for {listed(missing)} on this slide's layout: not shown"
            self.findings.append(Diagnostic("no-place-at-foot", "warning", message, span))

    def _own(self, slide: Slide, layout: SlideLayout) -> list[Frame]:
        """What the author of a cover wants above and below it."""
        foot = next((place for place in layout.chrome if place.type == "ftr"), None)
        if foot is None or layout.title is None or not (slide.header or slide.footer):
            return []
        beside = replace(foot.box, x=layout.title.box.x, width=layout.title.box.width)
        foot = replace(foot, box=beside, moved=True)
        found: list[Frame] = [self.small(slide.footer, foot, "footer", slide.span)] if slide.footer else []
        return [*found, *self._header(slide, replace(layout, chrome=(foot,)))]

    def _header(self, slide: Slide, layout: SlideLayout) -> Iterator[TextFrame]:
        """At the slide's top as the footer at its foot, above the small line over its title."""
        foot = next((place for place in layout.chrome if place.type == "ftr"), None)
        if not slide.header or foot is None:
            return
        heads = [place.box.y for place in (layout.eyebrow, layout.title) if place]
        highest = min((self.setter.theme.height - foot.box.bottom, *(y - foot.box.height for y in heads)))
        box = replace(foot.box, y=max(4.0, highest))
        yield self.small(slide.header, replace(foot, type="", idx=0, box=box), "header", slide.span)

    def _progress(self, slide: Slide) -> Iterator[Rule]:
        """A line along the slide's foot with a piece for each section, this one's in the accent."""
        at, count = slide.progress
        theme, high = self.setter.theme, self.setter.tokens.space.progress
        if count < 2 or slide.kind is SlideKind.SECTION or not high:
            return
        width = (theme.width - high * (count - 1)) / count
        for number in range(1, count + 1):
            box = Box((number - 1) * (width + high), theme.height - high, width, high)
            fill = theme.color("accent" if number == at else "shade")
            yield Rule(box=box, fill=fill, span=slide.span)

    def _logo(self, layout: SlideLayout) -> list[Frame]:
        """In the footer's row, left of the slide number, or of the date where there is one."""
        logo = self.deck.logo
        if logo is None or not isinstance(art := logo.art, Picture):
            return []
        wanted = "dt" if self.deck.shown_date else "sldNum"
        place = next((p for p in layout.chrome if p.type == wanted), None)
        theme, edge = self.setter.theme, self.setter.tokens.space.logo_edge
        largest = self.setter.tokens.space.logo
        scale = min(largest[0] / art.width, largest[1] / art.height)
        width, height = art.width * scale, art.height * scale
        right = place.box.x + 8 if place else theme.width - edge[0]
        first = min(
            p.box.x for p in (*layout.chrome, *layout.bodies, *((layout.title,) if layout.title else ()))
        )
        if place and right - width < first:  # at the left, where there is no room beside it
            right, place = max(p.box.right for p in layout.chrome), None
        bottom = place.box.bottom + 3 if place else theme.height - edge[1]
        if wanted == "dt" and place:
            right += place.box.width - 8 - 110
        box = Box(right - width, bottom - height, width, height)
        return [FigureFrame(box=box, art=art, alt=logo.alt or art.name, span=logo.span, link=logo.link)]

    def _part(self, text: str, slide: Slide, layout: SlideLayout, taken: Sequence[Box]) -> TextFrame:
        """“2/3” beside the slide number, and beside what is `taken` by other words there."""
        theme = self.setter.theme
        number = next((place for place in layout.chrome if place.type == "sldNum"), None)
        width, height = self.setter.tokens.space.part
        edge = self.setter.tokens.space.logo_edge
        last = (
            number.box if number else Box(theme.width - edge[0], theme.height - edge[1] - height, 0.0, height)
        )
        is_left = last.x < width + APART  # then it stands behind the number
        x = last.x + min(last.width, width) + APART if is_left else last.x - width - APART
        box = Box(x, last.y, width, last.height)
        align: Literal["left", "center", "right"] = "left" if is_left else "right"
        if number and is_left and any(box.meets(other) for other in _words_of(layout)):  # below it, then
            box, align = replace(last, y=last.bottom), number.align
        place = Placeholder(
            type="",
            idx=0,
            box=box,
            insets=(0, 0, 0, 0),
            anchor="middle",
            size=min(self.setter.tokens.type.small, number.size if number else theme.height),
            color=number.color if number else theme.color("muted"),
            bold=False,
            align=align,
        )
        shown = self.small(text, place, "part", slide.span)
        for other in () if is_left else sorted(taken, key=lambda each: -each.x):
            ink = _ink(shown)
            is_over = ink.x < other.right + APART and other.x < ink.right + APART
            is_over = is_over and ink.y < other.bottom and other.y < ink.bottom
            if is_over and (shift := ink.right - other.x + APART) <= ink.x:
                beside = replace(place, box=replace(shown.box, x=shown.box.x - shift))
                shown = self.small(text, beside, "part", slide.span)
        return shown

    def _with_room(self, said: str, place: Placeholder, layout: SlideLayout) -> Placeholder:
        """The place of a date, wide enough for it where nothing stands beside it."""
        wider = self._wide_enough((Run(said),), place) if not place.angle else place
        others = (other.bounds for other in layout.chrome if other is not place)
        return place if any(wider.box.meets(other) for other in others) else wider

    def _wide_enough(self, inlines: Inlines, place: Placeholder) -> Placeholder:
        """The place of a number or date, wider where that has not even room for it in one line."""
        words = measure_in(inlines, place, self.setter.fonts)
        left, _, right, _ = place.insets
        wanted = sum(word.width for word in words) * place.size / PRUDENCE + left + right + 1.0
        spare = wanted - place.box.width
        if spare <= 0:
            return place
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[place.align]
        x = min(max(0.0, place.box.x - share * spare), self.setter.theme.width - wanted)
        return replace(place, box=replace(place.box, x=x, width=wanted), moved=True)

    def _high_enough(self, inlines: Inlines, place: Placeholder) -> Placeholder:
        """The place of a footer or header, higher where its author's lines have no room in it."""
        lines = 1 + sum(isinstance(each, LineBreak) for each in inlines)
        _, top, _, bottom = place.insets
        least = self.setter.tokens.type.least_small
        size = min(place.size, least[0] if lines == 2 else least[-1])
        more = min(lines, MOST_LINES) * line_height(size) + top + bottom - place.box.height
        if lines == 1 or more <= 0:
            return place
        y = max(0.0, place.box.y - more)
        return replace(place, box=replace(place.box, y=y, height=place.box.height + more), moved=True)

    def number(self, number: int, total: int, place: Placeholder, span: Span) -> TextFrame:
        """The number of a slide of `total`, among the words that the template has around it."""
        shown = f"{number}/{total}" if self.deck.numbers == "c/t" else f"{number}"
        before, behind = place.said or ("", "")
        return self.small(f"{before}{shown}{behind}", place, "number", span)

    def small(self, said: str | Inlines, place: Placeholder, role: TextRole, span: Span) -> TextFrame:
        """A word or two in a place of the layout's."""
        inlines: Inlines = ((Run(said),) if said else ()) if isinstance(said, str) else said
        text = plain_text(inlines)
        if not place.angle:
            place = self._wide_enough(inlines, place) if role == "number" else place
            place = self._high_enough(inlines, place) if role in ("footer", "header") else place
        sizes = self.setter.tokens.type
        largest = min(place.size, 2 * sizes.small)
        inlines = _running(inlines, largest) if role in ("footer", "header") else inlines
        steps = (largest, *(step for step in (sizes.small, *sizes.least_small) if step < largest))
        paragraph = self.setter.label(inlines, place.inner, steps, place.anchor, align=place.align,
                                     is_number=role in ("number", "part"))  # fmt: skip
        if plain_text(paragraph.inlines) != text and not any(
            d.code == "footer-too-long" for d in self.findings
        ):
            message = f"this {role} is too long for its place and is cut off"
            self.findings.append(Diagnostic("footer-too-long", "warning", message, Span(1)))
        return TextFrame(
            role=role, box=place.box, paragraphs=(paragraph,), span=span, color=place.color,
            placeholder=place if place.type else None, insets=place.insets, anchor=place.anchor,
        )  # fmt: skip


def _running(inlines: Inlines, size: float) -> Inlines:
    """What stands around the content, its pictures as logos do."""

    def as_logo(marks: Marks) -> Marks:
        return replace(marks, picture=replace(marks.picture, running=size)) if marks.picture else marks

    return with_marks(inlines, as_logo)


def _words_of(layout: SlideLayout) -> Iterator[Box]:
    """The places of what a slide says."""
    yield from (place.box for place in (*layout.bodies, *((layout.title,) if layout.title else ())))


def _ink(frame: Frame) -> Box:
    """What the words of a frame take."""
    lines = [
        Box(line.x, line.baseline - paragraph.size, line.width, LINE_HEIGHT * paragraph.size)
        for paragraph in (frame.paragraphs if isinstance(frame, TextFrame) else ())
        for line in paragraph.lines
    ]
    if not lines:
        return Box(frame.box.x, frame.box.y, 0.0, 0.0)
    left, top = min(each.x for each in lines), min(each.y for each in lines)
    return Box(left, top, max(each.right for each in lines) - left, max(each.bottom for each in lines) - top)


def _in_lines(text: str) -> Inlines:
    """A text with its line feeds as breaks."""
    lines = [line for line in text.split("\n") if line]
    return tuple(each for n, line in enumerate(lines) for each in (*((LineBreak(),) if n else ()), Run(line)))
