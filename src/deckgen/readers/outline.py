"""Items in reading order → sections, slides and groups."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Block, Columns, Figure, Footnote, Paragraph, Pause, Subheading
from deckgen.deck.inlines import PLAIN, Inlines, Run, merge_runs, plain_text, trim
from deckgen.deck.slides import Group, Section, Slide, SlideKind
from deckgen.readers.divs import Notes, Resolved
from deckgen.readers.items import Heading, NotesBelow, SectionBreak, SlideBreak, Slot
from deckgen.readers.settings import Settings, SlideSettings, apply, of_attributes
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

_SIDES = frozenset(("left", "right", "default", "center"))
_NOTE = re.compile(r"Notes?:[ \t\n]*")
"""As reveal.js has it: to the end of the slide."""
_CARET = re.compile(r"\^[ \t]+")
"""As Deckset has it: one paragraph."""


@dataclass(slots=True, eq=False, repr=False)
class _Draft:
    """A slide while it is being filled."""

    span: Span
    title: Inlines = ()
    level: int = 0
    """Heading level of the title; 0 for a section's header or no title."""
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    id: str = ""
    settings: Settings = field(default_factory=Settings)
    section: str | None = None
    """The section that this slide opens."""
    in_notes: bool = False
    slots: list[int] = field(default_factory=list)
    """Where among the blocks a part for another side of the slide begins."""


def read_sections(items: Sequence[Resolved], context: ReadContext) -> tuple[Section, ...]:
    """Distribute `items` over slides, and slides over sections.

    A file with a bare `---` line for every three headings at least says itself where slides begin,
    and headings inside a slide are subheadings unless they are as high as its title; in any other
    file every heading begins a slide.
    """
    drafts = _drafts(items, context)
    _place_footnotes(drafts)
    sections: list[tuple[str, list[Slide]]] = [("", [])]
    used: set[str] = set()
    for index, draft in enumerate(drafts):
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        kind = _kind(draft, following)
        if draft.section is not None:
            sections.append((draft.section, []))
        elif kind is SlideKind.SECTION:
            sections.append((plain_text(draft.title), []))
        sections[-1][1].append(_slide(draft, kind, used, context))
    return tuple(Section(title, tuple(slides)) for title, slides in sections if slides)


def _drafts(items: Sequence[Resolved], context: ReadContext) -> list[_Draft]:
    breaks = sum(isinstance(item, SlideBreak) for item in items)
    separated = breaks > 0 and 3 * breaks >= sum(isinstance(item, Heading) for item in items)
    drafts: list[_Draft] = []
    standing = [SlideSettings(context.front.slide_settings, Span(1))]
    carried: Inlines = ()

    def begin(span: Span, title: Inlines = (), level: int = 0) -> _Draft:
        draft = _Draft(span, title, level)
        for given in standing:
            apply(draft.settings, given, context)
        return draft

    def finish() -> None:
        titled = now.title and now.level
        pictures = now.settings.pictures
        if titled or now.blocks or now.notes or now.section is not None or pictures:
            drafts.append(now)

    now = begin(Span(1))
    for item in items:
        match item:
            case SectionBreak():
                finish()
                carried = (Run(item.title),)
                now = begin(item.span, carried)
                now.section = item.title
            case SlideBreak():
                finish()
                now = begin(item.span, carried)
            case SlideSettings():
                if item.from_here:
                    standing.append(item)
                apply(now.settings, item, context)
            case Heading():
                own_title = now.level > 0 or now.section is not None
                if not own_title and separated and not (now.blocks and carried):
                    now.title, now.level, now.id = item.inlines, item.level, item.attributes.id
                    _set(now, item, context)
                    if not now.blocks:
                        now.span = item.span
                elif separated and now.level and item.level > now.level:
                    now.blocks.append(Subheading(item.level, item.inlines, item.span))
                else:
                    finish()
                    now = begin(item.span, item.inlines, item.level)
                    now.id = item.attributes.id
                    _set(now, item, context)
            case Notes():
                now.notes += item.blocks
            case Footnote():
                now.footnotes.append(item)
            case Slot():
                if item.name in _SIDES:
                    now.slots.append(len(now.blocks))
            case NotesBelow():
                now.in_notes = True
            case _:
                _add(now, item)
    finish()
    if not drafts and (now.blocks or now.footnotes):
        drafts.append(now)
    return drafts


def _set(draft: _Draft, heading: Heading, context: ReadContext) -> None:
    """What the attributes of a slide's heading ask for."""
    if given := of_attributes(heading.attributes):
        apply(draft.settings, SlideSettings(given, heading.span), context)


def _add(draft: _Draft, block: Block) -> None:
    """Put a block on the slide, or into its notes: from `Note:` on, or a paragraph behind `^`."""
    if not draft.in_notes and isinstance(block, Paragraph) and isinstance(block.inlines[0], Run):
        first = block.inlines[0]
        if first.marks == PLAIN and (match := _NOTE.match(first.text) or _CARET.match(first.text)):
            draft.in_notes = match.re is _NOTE
            rest = [Run(first.text[match.end() :], first.marks), *block.inlines[1:]]
            if inlines := trim(merge_runs(list(rest))):
                draft.notes.append(replace(block, inlines=inlines))
            return
    (draft.notes if draft.in_notes else draft.blocks).append(block)


def _kind(draft: _Draft, following: _Draft | None) -> SlideKind:
    """A title with nothing under it that goes on with lesser headings opens a section."""
    if draft.blocks or not draft.title:
        return SlideKind.CONTENT
    if draft.section is not None or draft.level == 1:
        return SlideKind.SECTION
    deeper = following is not None and following.level > draft.level
    return SlideKind.SECTION if deeper else SlideKind.CONTENT


def _slide(draft: _Draft, kind: SlideKind, used: set[str], context: ReadContext) -> Slide:
    if draft.level and not draft.title:
        context.report("empty-heading", "note", "a heading without text", draft.span)
    identity = _unique(draft.id or slug(plain_text(draft.title)) or "slide", used)
    groups = split_groups(_in_columns(draft))
    langs = {run.marks.lang for group in groups for run in _runs(group.blocks)}
    settings = draft.settings
    lang = settings.lang or (langs.pop() if len(langs) == 1 else "")
    return Slide(
        kind, draft.title, groups, draft.span, tuple(draft.notes), identity, lang, draft.level,
        settings.layout, settings.background(), settings.transition, settings.hidden,
        tuple(settings.classes), settings.direction, bool(settings.incremental),
    )  # fmt: skip


def _in_columns(draft: _Draft) -> list[Block]:
    """The blocks, side by side where Slidev's slots say so."""
    edges = [0, *draft.slots, len(draft.blocks)]
    parts = [tuple(draft.blocks[low:high]) for low, high in itertools.pairwise(edges) if low < high]
    if not draft.slots or len(parts) < 2:
        return draft.blocks
    return [Columns(tuple(parts), draft.span, (1 / len(parts),) * len(parts))]


def split_groups(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Cut where a thought ends: a lead paragraph holds on to what follows it.

    A group ends before a subheading, before a paragraph that leads to a list, table, code or
    figure, and between a finished list or table and the next block that is no figure.
    """
    groups: list[list[Block]] = []
    shown = [block for block in blocks if not isinstance(block, Pause | Footnote)]
    index = -1
    for block in blocks:
        if isinstance(block, Pause | Footnote):
            groups[-1:] = [[*groups[-1], block]] if groups else [[block]]
            continue
        index += 1
        before = shown[index - 1] if index else None
        after = shown[index + 1] if index + 1 < len(shown) else None
        leads = isinstance(block, Paragraph) and not isinstance(after, Paragraph | Subheading | None)
        # Text under a figure that no text introduced belongs to it.
        captions = isinstance(before, Figure) and not any(isinstance(item, Paragraph) for item in groups[-1])
        starts = (
            isinstance(block, Subheading)
            or (leads and not isinstance(before, Subheading))
            or not (isinstance(before, Paragraph | Subheading) or captions)
        ) and not isinstance(block, Figure)
        if not groups or (starts and before is not None):
            groups.append([block])
        else:
            groups[-1].append(block)
    return tuple(
        Group(tuple(group), replace(group[0].span, end_line=group[-1].span.last_line)) for group in groups
    )


def _place_footnotes(drafts: Sequence[_Draft]) -> None:
    """Move each footnote to the first slide that refers to it, in small print."""
    notes = {note.label: note for draft in drafts for note in draft.footnotes}
    homes = {note.label: draft for draft in drafts for note in draft.footnotes}
    for draft in drafts if notes else ():
        for run in _runs(draft.blocks):
            if run.marks.note in notes:
                homes[run.marks.note] = draft
                draft.blocks.append(notes.pop(run.marks.note))
    for label, note in notes.items():
        homes[label].blocks.append(note)


def _runs(blocks: Sequence[Block]) -> list[Run]:
    """All the runs in `blocks`, in reading order."""
    from deckgen.deck.walk import runs_of

    return runs_of(blocks)


def _unique(wanted: str, used: set[str]) -> str:
    identity, number = wanted, 1
    while identity in used:
        number += 1
        identity = f"{wanted}-{number}"
    used.add(identity)
    return identity


def slug(title: str) -> str:
    """The id of a slide with this title, as reveal.js and GitHub would make it."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return "-".join(re.findall(r"\w+", text))[:60].rstrip("-")
