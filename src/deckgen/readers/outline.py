"""Items in reading order → sections, slides and groups."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Block, CodeBlock, Columns, Figure, Footnote, Paragraph, Pause, Quotation
from deckgen.deck.inlines import Inlines, Run, plain_text, without_pictures
from deckgen.deck.numbers import is_fact
from deckgen.deck.slides import LayoutChoice, Slide, SlideKind, keyed
from deckgen.deck.walk import Leaf, figures_of, map_leaves, runs_of, size_of, without_leaves
from deckgen.readers.agenda import is_agenda
from deckgen.readers.div_items import Notes, Resolved
from deckgen.readers.drafts import Draft
from deckgen.readers.groups import split_groups
from deckgen.readers.heading_rules import counts, goes_on, is_spacer
from deckgen.readers.html_tags import safe_link
from deckgen.readers.images import AGENDA, is_agenda_component, is_component, is_unknown_component
from deckgen.readers.kickers import is_kicker, kicker
from deckgen.readers.names import slug
from deckgen.readers.notes import without_caret, without_note_mark
from deckgen.readers.outline_items import Heading, NotesBelow, SectionBreak, SlideBreak, Slot, as_block
from deckgen.readers.quotations import credited
from deckgen.readers.settings import apply, of_attributes
from deckgen.readers.slice_model import ReadSlide, SliceRead, SliceState, SlideSettings
from deckgen.readers.slots import in_slots
from deckgen.readers.type_sizes import in_title, over_text
from deckgen.source import Source, Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext


def read_slides(
    items: Sequence[Resolved],
    context: ReadContext,
    state: SliceState,
    *,
    separated: bool,
    level: int = 0,
    numbers: int = 2,
    is_first: bool = True,
) -> SliceRead:
    """Distribute the `items` of a slice over slides.

    In a file that says itself where slides begin (`separated`), headings inside a slide are subheadings unless they
    are as high as its title; where one `level` of headings begins slides, lower ones are subheadings, too; in any other
    file every heading begins a slide, but for `numbers` of that level or a lower one.
    """
    filler = _Filler(context, separated, level, numbers, state, is_first)
    for item in credited(items):
        filler.add(item)
    found = []
    for draft in filler.finished():
        if not draft.settings.dropped:
            found.append(_read(draft, context))
        elif draft.blocks or draft.title:
            message = "this slide is a pattern for others, or left out: it is not shown"
            context.report("slide-left-out", "warning", message, draft.span)
    return SliceRead(tuple(found), SliceState(filler.carried, tuple(filler.standing)))


class _Filler:
    """Fills one slide after the other."""

    def __init__(
        self,
        context: ReadContext,
        separated: bool,
        level: int,
        numbers: int,
        state: SliceState,
        is_first: bool,
    ) -> None:
        self.context = context
        self.separated = separated
        """The file itself says where slides begin."""
        self.level = level
        """Of the headings that begin slides; 0 where any may."""
        self.numbers = numbers
        self.dividers = context.dividers
        given = context.front
        self.standing = list(state.standing)
        """Settings that hold for every slide from here on."""
        self.carried = state.carried
        """Title of the section, for its slides that have none."""
        self.drafts: list[Draft] = []
        self.is_first = is_first
        """Its slice is the deck's first."""
        self.is_begun = is_first
        """False before the first slide of a slice that begins with one."""
        self.now = self._begin(Span(1), self.carried)
        if is_first and given.first_settings:
            apply(self.now.settings, SlideSettings(given.first_settings, Span(0), replaces=True), context)

    def _begin(self, span: Span, title: Inlines = (), level: int = 0) -> Draft:
        draft = Draft(span=span, title=title, level=level)
        for given in self.standing:
            apply(draft.settings, given, self.context)
        draft.settings.is_given = False
        return draft

    def _finish(self) -> None:
        now = self.now
        now.notes = [*now.settings.notes, *now.notes, *now.late_notes]
        if not self.is_begun:
            self.is_begun = True
            return
        if not now.settings.layout_known:
            now.title, now.level = (now.title, now.level) if now.title else (now.settings.title, 2)
            now.blocks += _added(now.settings.body, now)
        elif not (self.is_first and not self.drafts) and not (now.title or now.blocks or now.settings.placed):
            now.title, now.level = now.settings.title, 1 if now.settings.title else 0
        titled = now.title and now.level
        shown = (now.settings.background() or now.settings.page or now.settings.is_shown) and (
            self.separated or now.settings.is_given
        )
        said = now.label or now.blocks or now.settings.placed or now.notes
        if titled or said or now.section is not None or shown:
            self.drafts.append(now)
            return
        if self.drafts:
            self.drafts[-1].footnotes += now.footnotes
        if not now.settings.layout_known:
            message = "this slide is nothing but settings for a layout of its theme's: it is not shown"
            self.context.report("unknown-layout", "warning", message, now.span, "write its words below them")

    def finished(self) -> list[Draft]:
        """All the slides; footnotes alone make one, too."""
        self._finish()
        if not self.drafts and (self.now.blocks or self.now.footnotes):
            self.drafts.append(self.now)
        return self.drafts

    def add(self, item: Resolved) -> None:
        """Put `item` on the slide, or begin the next one."""
        if self.now.late_notes and not isinstance(item, SectionBreak | SlideBreak | Notes | SlideSettings):
            self.now.late_notes = []  # a comment like any other: something follows it
        match item:
            case SectionBreak():
                self._finish()
                self.carried = item.inlines
                self.now = self._begin(item.span, self.carried)
                self.now.section = plain_text(without_pictures(item.inlines))
            case SlideBreak():
                self._finish()
                self.now = self._begin(item.span, self.carried)
            case SlideSettings():
                if item.from_here:
                    self.standing.append(item)
                apply(self.now.settings, item, self.context)
            case Heading():
                self._heading(item)
            case Notes() if item.is_last:
                self.now.late_notes = list(item.blocks)
            case Notes():
                self.now.notes += item.blocks
            case Footnote():
                self.now.footnotes.append(item)
            case Slot():
                self.now.slots.append((len(self.now.blocks), item.name))
            case NotesBelow():
                self.now.in_notes = True
            case _:
                _add(self.now, item, self.context.dialect.has_note_paragraphs, self.context.source)

    def _heading(self, item: Heading) -> None:
        now = self.now
        if now.in_notes and self.separated:
            if 0 < item.level <= now.level and not self.context.dialect.is_strict:
                message = "this heading is in the notes: from `Note:` on, they go on to the next `---`"
                self.context.report("heading-in-notes", "warning", message, item.span)
            now.notes.append(as_block(item))
            return
        divides = item.level in self.dividers
        if self.separated and not divides and is_spacer(item):
            return
        is_strict = self.context.dialect.is_strict
        if is_strict and self.separated and (line := kicker(now, item)):
            now.blocks, now.level = [line], 0
        own_title = now.level > 0 or now.section is not None
        is_below = item.level > now.level > 0 and item.level >= self.numbers
        if is_below and counts(now.blocks) and is_fact(plain_text(item.inlines).strip()):
            now.blocks.append(as_block(item))
            return
        if self.level and item.level > self.level and (own_title or now.blocks):
            now.blocks.append(as_block(item))
            return
        late = any(not isinstance(block, Figure | Pause) for block in now.blocks)
        late = late and not is_kicker(now.blocks)
        if divides and (own_title or now.blocks):
            own_title = True
        elif (own_title or late) and (self.dividers or (self.context.dialect.is_strict and self.separated)):
            now.blocks.append(as_block(item))
            return
        is_set = self.is_begun and bool(now.settings.pictures) and not (now.blocks or now.notes)
        below_rule = self.separated and not late and not (now.blocks and self.carried)
        if not own_title and (below_rule or is_set):  # what it stands on may be said above it
            now.title, now.level, now.id = item.inlines, item.level, item.attributes.id
            now.label, now.fits = item.label, item.fits
            _set(now, item, self.context)
            if not now.blocks:
                now.span = item.span
        elif self.separated and not divides and (goes_on(now, item) or (late and item.level > 2)):
            now.blocks.append(as_block(item))
        else:
            self._finish()
            self.now = self._begin(item.span, item.inlines, item.level)
            self.now.id, self.now.label, self.now.fits = item.attributes.id, item.label, item.fits
            _set(self.now, item, self.context)


def _set(draft: Draft, heading: Heading, context: ReadContext) -> None:
    """What the attributes of a slide's heading ask for."""
    if given := of_attributes(heading.attributes):
        apply(draft.settings, SlideSettings(given, heading.span), context)


def _add(draft: Draft, block: Block, notes_below: bool, source: Source) -> None:
    """Put a block on the slide, or into its notes: from `Note:` on, or a paragraph behind `^`; `Note:` opens them
    in dialects that say so (`notes_below`)."""
    if not draft.in_notes and isinstance(block, Paragraph):
        if notes_below and (said := without_note_mark(block, source)) is not None:
            draft.in_notes = True
            draft.notes += [said] if said.inlines else []
            return
        if notes_below and (said := without_caret(block, source)) is not None:
            draft.notes += [said] if said.inlines else []
            return
    (draft.notes if draft.in_notes else draft.blocks).append(block)


def _quote_title(draft: Draft) -> None:
    """Make a quotation of the title, and its source of a paragraph below."""
    words = [block for block in draft.blocks if isinstance(block, Paragraph)]
    if draft.title and len(words) == len(draft.blocks) <= 1:
        held = (Paragraph(draft.title, draft.span),)
        draft.blocks = [Quotation(held, draft.span, words[0].inlines if words else ())]
        draft.label, draft.title = plain_text(draft.title), ()


def _as_meant(draft: Draft, context: ReadContext) -> None:
    """What layouts make of a title: a word to close with, a quotation, what is stated."""
    if draft.settings.layout is LayoutChoice.CLOSING and not (draft.title or draft.blocks):
        draft.title = (Run(context.dialect.closing_word),) if context.dialect.closing_word else ()
    if draft.settings.layout is LayoutChoice.QUOTATION and context.dialect.quotes_titles:
        _quote_title(draft)
    if draft.settings.layout is LayoutChoice.STATEMENT and context.dialect.quotes_titles:
        # Its title is what is said: what stands below is smaller.
        draft.settings.layout = (
            LayoutChoice.CONTENT if draft.title and draft.blocks else LayoutChoice.STATEMENT
        )


def _read(draft: Draft, context: ReadContext) -> ReadSlide:
    _as_meant(draft, context)
    if draft.level and not (draft.title or draft.label or draft.settings.is_given):
        context.report("empty-heading", "note", "a heading without text", draft.span)
    draft.title = in_title(draft.title)
    by_class = (context.dialect.class_style or context.dialect.slide_classes) and draft.settings.classes
    if context.sheet or draft.settings.sheet or draft.settings.text_color or by_class:
        _style(draft, context)
    if any(run.marks.unit for run in runs_of([Paragraph(draft.title, draft.span), *draft.blocks])):
        sizes = context.dialect.type_size, context.dialect.root_size
        draft.title, draft.blocks = over_text(draft.title, draft.blocks, *sizes)
    named = slug(plain_text(draft.title) or draft.label)
    is_bare = bool(draft.title) and not (draft.blocks or draft.settings.placed)
    _without_components(draft, context)
    draft.notes = [*map_leaves(draft.notes, _with_source)]
    for figure in figures_of(draft.notes):
        message = f"speaker notes are words: of `{figure.target}` they have the description alone"
        context.report("picture-in-notes", "warning", message, figure.span)
    groups = (*draft.settings.placed, *split_groups(_arranged(draft, context)))
    inside, said = [run for group in groups for run in runs_of(group.blocks)], runs_of(draft.notes)
    runs = [*(item for item in draft.title if isinstance(item, Run)), *inside]
    langs = {run.marks.lang for run in inside}
    settings = draft.settings
    slide = Slide(
        kind=SlideKind.CONTENT,
        title=draft.title,
        groups=groups,
        span=draft.span,
        notes=tuple(draft.notes),
        id=settings.id or draft.id or named or "slide",
        lang=settings.lang or (langs.pop() if len(langs) == 1 else ""),
        level=draft.level,
        layout=settings.layout,
        template_layout=settings.template_layout,
        background=settings.background(),
        transition=settings.transition,
        hidden=settings.hidden,
        classes=tuple(settings.classes),
        direction=settings.direction,
        incremental=bool(settings.incremental),
        header=settings.header,
        footer=settings.footer,
        number=settings.number,
        fits=draft.fits,
        align=draft.align,
        label=draft.label,
    )
    return ReadSlide(
        slide=keyed(slide),
        is_agenda=is_agenda(slide),
        section=draft.section,
        begins=settings.section,
        is_bare=is_bare,
        footnotes=tuple(draft.footnotes),
        labels=tuple(dict.fromkeys(run.marks.note for run in runs if run.marks.note)),
        said_labels=tuple(dict.fromkeys(run.marks.note for run in said if run.marks.note)),
        links=tuple(dict.fromkeys(run.marks.link for run in (*runs, *said) if run.marks.link)),
        size=size_of(groups),
    )


def _added(body: Sequence[Block], draft: Draft) -> list[Block]:
    """What settings say to the audience; beside what the slide says itself, a word alone is none of it."""
    texts = [plain_text(block.inlines).strip() if isinstance(block, Paragraph) else " " for block in body]
    title, beside = plain_text(draft.title), bool(draft.blocks)
    return [
        block
        for block, text in zip(body, texts, strict=True)
        if text != title and (not beside or " " in text)
    ]


def _style(draft: Draft, context: ReadContext) -> None:
    """What style sheets and directives say of the slide's look."""
    from deckgen.readers.style_sheets import for_elements
    from deckgen.readers.styling import ground_of, styled_slide

    settings = draft.settings
    styles = dict(for_elements((*context.sheet, *settings.sheet), frozenset(settings.classes)))
    known = [context.dialect.slide_classes.get(name, "") for name in settings.classes]
    if any(known):
        styles["section"] = ";".join(filter(None, (*known, styles.get("section", ""))))
    if context.dialect.class_style and (
        said := context.dialect.class_style({"class": " ".join(settings.classes)})
    ):
        styles["section"] = f"{styles.get('section', '')};{said}"
    if not (settings.color or settings.gradient) and (ground := ground_of(styles)):
        pictures = settings.pictures  # they lie on it
        apply(settings, SlideSettings(ground, draft.span), context)
        settings.pictures = pictures or settings.pictures
    if settings.text_color:
        styles["section"] = f"{styles.get('section', '')};color:#{settings.text_color}"
    on_ground = settings.background() is not None or bool(settings.text_color)
    draft.title, draft.blocks, draft.align = styled_slide(
        draft.title, draft.level, draft.blocks, styles, on_ground=on_ground
    )


def _without_components(draft: Draft, context: ReadContext) -> None:
    """Components of another tool's leave a slide that holds something else; alone they are named on it."""
    if any(map(is_component, figures_of(draft.blocks))):
        edges = [0, *(at for at, _ in draft.slots), len(draft.blocks)]
        parts = [
            without_leaves(draft.blocks[first:end], is_unknown_component)
            for first, end in itertools.pairwise(edges)
        ]
        if any(parts):
            draft.blocks = [block for part in parts for block in part]
            begins = itertools.accumulate(map(len, parts))
            draft.slots = [(at, name) for at, (_, name) in zip(begins, draft.slots, strict=False)]
        draft.blocks = [*map_leaves(draft.blocks, _with_agenda)]
    if page := draft.settings.page:
        draft.blocks += [] if draft.blocks else [page]


def _with_source(block: Leaf) -> Block:
    """In notes, which are words, what describes a figure."""
    if not isinstance(block, Figure) or block.fence is None or block.alt:
        return block
    return CodeBlock(text=block.fence.text.rstrip("\n"), span=block.span)


def _with_agenda(block: Leaf) -> Block:
    is_one = isinstance(block, Figure) and is_agenda_component(block)
    return Paragraph((Run(AGENDA),), block.span) if is_one else block


def _arranged(draft: Draft, context: ReadContext) -> list[Block]:
    """The blocks in the parts of the slide that they are for, and the page that its layout shows beside them."""
    blocks, settings = draft.blocks, draft.settings
    if draft.slots:
        known = settings.layout_known
        blocks = in_slots(blocks, draft.slots, draft.span, is_headed=settings.is_headed, is_known=known)
    if not (settings.address and settings.frames):
        return blocks
    address = settings.address
    message = "the page is shown as a frame that leads to it"
    context.report("html-as-link", "warning", message, context.source.find(address, draft.span))
    page = Figure(target=f"page:{address}", alt=address, span=draft.span, link=safe_link(address))
    parts = ((page,), tuple(blocks)) if settings.frames == "left" else (tuple(blocks), (page,))
    return (
        [Columns(parts, draft.span, (0.5, 0.5))] if blocks and settings.frames != "whole" else [*blocks, page]
    )
