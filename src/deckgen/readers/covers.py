"""The first slide: a cover, made of the front matter or taken from what looks like one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Block, Detail, Figure, Paragraph, Subheading
from deckgen.deck.inlines import Inlines, LineBreak, Run, plain_text, without_pictures
from deckgen.deck.slides import Background, Group, LayoutChoice, Section, Slide, SlideKind, keyed
from deckgen.deck.walk import flowing_blocks
from deckgen.patterns import regex
from deckgen.readers.boxes import unboxed
from deckgen.readers.context import ReadContext
from deckgen.readers.front_inlines import front_inlines, title_inlines
from deckgen.readers.merging import as_the_theme_has_it
from deckgen.readers.names import slug
from deckgen.readers.people import addresses, in_lines
from deckgen.source import Span

COVER_WORDS = 45
"""A first slide with more words than this below its title is no cover."""
MOST_LINES = 6
"""Of text below it, too."""
_MOSTLY, _NEARLY = 0.6, 0.75
"""Share of a first heading's letters that the deck's title is, with which it begins or which stands anywhere in it, if
the heading is that title."""
_BEGINNINGS = regex(
    r"(?i:introductions?|intro|agenda|outline|overview|contents|table of contents|motivation|background|context|goals?|"
    r"summary|sommaire|plan|contexte|contenu|aperçu|einleitung|einführung|inhalt|überblick|gliederung|hintergrund|"
    r"introducción|índice|contenido|motivación|introduzione|sommario|indice|introdução|sumário|conteúdo|inleiding|inhoud|"
    r"overzicht|wstęp|plan prezentacji|inledning|innehåll|indledning|indhold|введение|содержание|はじめに|目次|目录|"
    r"介绍|개요|목차)"
)
"""What the first slide is called that is no title of a deck."""
_OPENINGS = (SlideKind.COVER, SlideKind.SECTION, SlideKind.CLOSING)
"""Slides on which lines end where their author ends them."""


class Covered(Struct, frozen=True):
    """The sections with a cover if they want one, and what it says."""

    sections: tuple[Section, ...]
    title: str
    subtitle: str
    author: str


def with_cover(sections: tuple[Section, ...], title: str, context: ReadContext, *, is_part: bool) -> Covered:
    """Add a cover, or take the first slide for one where it looks like it. A lone first heading beside the front
    matter's title is no second cover: it stands below."""
    values, strict = context.front.values, context.dialect.is_strict
    opening = sections[0].slides[0] if sections else None
    first = unboxed(opening) if opening else None
    heading = plain_text(first.title) if first else ""
    subtitle = values.get("subtitle", "") or ("" if is_part else values.get("desc", ""))
    author, details = _details(subtitle, context)
    said = title_inlines(title, context)
    title = plain_text(without_pictures(said))
    named = any(section.title for section in sections[1:])
    tops = [slide for section in sections for slide in section.slides if slide.level == 1]
    heads = [section.slides[0].level for section in sections[1:]]
    is_peer = first is not None and ((len(tops) > 1 and tops[0] is opening) or 0 < first.level in heads)
    has_sections = strict or context.dialect.has_slide_level  # a heading above its slides has one of its own
    above = first is not None and (first.level < 2 or not tops)
    lone = first is not None and tops == [opening] and _stands_below(first, author) and not has_sections

    def further(shown: str = "") -> list[tuple[Inlines, Detail]]:
        """The details that are not shown yet."""
        return [(front_inlines(text, context), kind) for text, kind in details if text and text not in shown]

    if first is None or values.get("cover") == "false":
        pass
    elif _is_the_cover(first, title, context) or (strict and not title and _opens_a_deck(first, sections)):
        shown = " ".join(plain_text(text) for text in _texts(first))
        sections = _replace_first(sections, keyed(_as_cover(first, further(shown))))
    elif title and lone and heading and not subtitle:
        below = Group((Paragraph(first.title, first.span),), first.span)
        whole = replace(first, title=said, groups=(below, *first.groups))
        sections = _replace_first(sections, keyed(_as_cover(whole, further())))
    elif title or is_part or (named and heading and above and not (is_peer or sections[0].title or strict)):
        blank = Slide(
            kind=SlideKind.COVER, title=said or (Run(heading),), groups=(), span=Span(1), id="cover",
            background=_ground(context),
        )  # fmt: skip
        sections = (Section("", (keyed(_as_cover(blank, further())),)), *sections)
        if not sections[1].title:
            sections = (Section("", sections[0].slides + sections[1].slides), *sections[2:])
    # Where a tool makes no cover of it, the front matter's title is still the document's.
    if strict and not is_part:
        title = plain_text(front_inlines(values.get("title", ""), context))
    names = ", ".join(person.name for person in context.front.people) or values.get("author", "")
    return Covered(
        sections=tuple(_with_own_lines(section, context) for section in _spoken(sections, context)),
        title=" ".join(title.split()) or heading or values.get("title", ""),
        subtitle=plain_text(front_inlines(subtitle, context)),
        author=plain_text(front_inlines(names, context)),
    )


def _details(subtitle: str, context: ReadContext) -> tuple[str, list[tuple[str, Detail]]]:
    """Whose the deck is, and all that stands below its title."""
    values = context.front.values
    author, places = in_lines(context.front.people)
    author = author or values.get("author", "")
    details: list[tuple[str, Detail]] = [(subtitle, ""), (author, "author")]
    raw = [values.get(key, "") for key in ("institute", "affiliation")]
    own = [text for text in raw if not (places and (text in places or "\\inst" in text))]
    events = (
        places,
        addresses(context.front.people),
        *own,
        *(values.get(key, "") for key in ("event", "venue", "location")),
    )
    details += [(text, "event") for text in events]
    details.append((values.get("date", ""), "date"))
    return author, details


def _spoken(sections: tuple[Section, ...], context: ReadContext) -> tuple[Section, ...]:
    """The sections, with what the front matter lets the speaker say on the cover."""
    said = context.front.values.get("notes", "").strip()
    opening = sections[0].slides[0] if sections else None
    if opening is None or opening.kind is not SlideKind.COVER or " " not in said:
        return sections
    notes = (Paragraph(front_inlines(said, context), Span(1)), *opening.notes)
    return _replace_first(sections, keyed(replace(opening, notes=notes)))


def _ground(context: ReadContext) -> Background | None:
    """What the front matter says that its cover stands on."""
    if not context.front.cover_settings:
        return None
    from deckgen.readers.settings import Settings, apply
    from deckgen.readers.slice_model import SlideSettings

    settings = Settings()
    apply(settings, SlideSettings(context.front.cover_settings, Span(1)), context)
    return settings.background()


def _with_own_lines(section: Section, context: ReadContext) -> Section:
    slides = tuple(
        _in_own_lines(slide, context) if slide.kind in _OPENINGS and slide.groups else slide
        for slide in section.slides
    )
    return section if slides == section.slides else replace(section, slides=slides)


def _in_own_lines(slide: Slide, context: ReadContext) -> Slide:
    """The slide with its paragraphs' lines as they stand in the file."""

    def block(block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.span.last_line <= block.span.line or block.detail:
            return block
        if any(isinstance(item, LineBreak) for item in block.inlines):
            return block
        first = slide.above + block.span.line
        lines = [
            context.source.line(number).strip()
            for number in range(first, slide.above + block.span.last_line + 1)
        ]
        read = front_inlines("\\\n".join(lines), context)
        same = " ".join(plain_text(read).split()) == " ".join(plain_text(block.inlines).split())
        return replace(block, inlines=read) if same else block

    groups = tuple(replace(group, blocks=tuple(map(block, group.blocks))) for group in slide.groups)
    return slide if groups == slide.groups else keyed(replace(slide, groups=groups))


def _is_the_cover(slide: Slide, title: str, context: ReadContext) -> bool:
    """True for a first slide that is the cover; not where the tool has a slide of its own for the title, and this one
    says more below it."""
    is_other = bool(title) and context.dialect.has_slide_level and len(_texts(slide)) > 1
    return not is_other and _looks_like_cover(slide, title)


def _looks_like_cover(slide: Slide, title: str) -> bool:
    """A first slide that shows the deck's title (its highest heading, if none is given) and little else."""
    texts = [slug(plain_text(text)) for text in _texts(slide)]
    wanted, whole = slug(title), "-".join(texts)
    goes_on = wanted.startswith(texts[0]) and whole.startswith(wanted)  # in the lines below
    says_it = _is_mostly(texts[0], wanted) or wanted in texts or goes_on
    if not slide.title or not (says_it if title else slide.level == 1):
        return False
    return _is_short(slide)


def _is_mostly(heading: str, title: str) -> bool:
    """True for a heading that is the title with a word or two more: a question about it is a slide's own."""
    share = len(title) / max(1, len(heading))
    begins = heading.startswith(f"{title}-") and share >= _MOSTLY
    return heading == title or begins or (f"-{title}-" in f"-{heading}-" and share >= _NEARLY)


def _is_short(slide: Slide) -> bool:
    """True for a title with a few lines of text at most."""
    blocks = flowing_blocks(slide)
    texts = [block for block in blocks if isinstance(block, Paragraph | Subheading)]
    words = sum(len(plain_text(block.inlines).split()) for block in texts)
    characters = sum(len(plain_text(block.inlines)) for block in texts)
    short = words <= COVER_WORDS and characters <= 8 * COVER_WORDS
    return short and len(texts) == len(blocks) <= MOST_LINES


_HANDLE = regex(r"(?:^|[\s/(])@\w[\w.-]*(?![\w./-])|\S@\w[\w-]*\.\w")
"""A name in a network, or an address."""


def _opens_a_deck(slide: Slide, sections: Sequence[Section]) -> bool:
    """True for a heading of any level with a few words below that are no sentences, before other slides: in a deck
    without a title that rules divide, a talk's name and whose it is, as an address or much lesser headings tell."""
    others = [each for section in sections for each in section.slides if each is not slide]
    heads = [block for block in flowing_blocks(slide) if isinstance(block, Subheading)]
    said = [plain_text(text).rstrip() for text in _texts(slide)[1:]]
    is_told = (
        bool(slide.title)
        and bool(said)
        and not any(text.endswith((".", "!", "?", ":", "…")) for text in said)
    )
    is_marked = any(map(_HANDLE.search, said)) or any(head.level > slide.level + 1 for head in heads)
    is_usual = slide.kind is SlideKind.CONTENT and slide.layout is LayoutChoice.AUTO and is_marked
    named = _BEGINNINGS.fullmatch(plain_text(slide.title).strip())
    return is_told and is_usual and len(others) > 1 and not named and _is_short(slide)


def _stands_below(slide: Slide, author: str) -> bool:
    """True for what may stand on a cover below the deck's title: a heading, and where the front matter has no `author`
    perhaps who speaks; not what every talk begins with, nor sentences."""
    if _BEGINNINGS.fullmatch(plain_text(slide.title).strip()) or not _is_short(slide):
        return False
    texts = [plain_text(text).rstrip() for text in _texts(slide)[1:]]
    return not texts or not (author or any(text.endswith((".", "!", "?", ":", "…")) for text in texts))


def _texts(slide: Slide) -> list[tuple[Run, ...]]:
    blocks = (b for b in flowing_blocks(slide) if not isinstance(b, Figure))
    texts = [slide.title, *(b.inlines for b in blocks if isinstance(b, Paragraph | Subheading))]
    return [tuple(item for item in text if isinstance(item, Run)) for text in texts]


def _as_cover(slide: Slide, details: Sequence[tuple[Inlines, Detail]]) -> Slide:
    added = tuple(Paragraph(text, Span(1), detail=kind) for text, kind in details if text)
    blocks = flowing_blocks(slide) + added
    groups = (Group(blocks, slide.span),) if blocks else ()
    return as_the_theme_has_it(
        replace(slide, kind=SlideKind.COVER, groups=(*slide.placed, *groups), ordinal=0)
    )


def _replace_first(sections: tuple[Section, ...], slide: Slide) -> tuple[Section, ...]:
    counted = sum(bool(each.ordinal) for section in sections for each in section.slides)
    first = replace(sections[0], title="", slides=(slide, *sections[0].slides[1:]))
    if not sections[0].slides[0].ordinal:
        return (first, *sections[1:])

    def one_less(each: Slide) -> Slide:  # the first of the numbered sections has become the cover
        ordinal = each.ordinal - 1 if counted > 2 else 0
        return keyed(replace(each, ordinal=ordinal)) if each.ordinal else each

    first = replace(first, slides=(slide, *map(one_less, first.slides[1:])))
    others = (replace(each, slides=tuple(map(one_less, each.slides))) for each in sections[1:])
    return (first, *others)
