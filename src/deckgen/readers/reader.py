"""One Markdown file → `Deck`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from deckgen.deck.blocks import Detail, Figure, Paragraph, Subheading
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.slides import Deck, Group, Section, Slide, SlideKind, keyed
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Warned, moved, nearest
from deckgen.memory import Memory
from deckgen.readers.abbreviations import mark_abbreviations
from deckgen.readers.comments import with_directives
from deckgen.readers.context import ReadContext
from deckgen.readers.dates import with_date
from deckgen.readers.dialects.dialect import Evidence, without_fences
from deckgen.readers.dialects.exports import has_properties
from deckgen.readers.dialects.registry import dialect_of
from deckgen.readers.front_matter import FrontMatter, read_front_matter
from deckgen.readers.keys import report_unknown_keys
from deckgen.readers.links import resolve_links
from deckgen.readers.merging import placed, sections_of
from deckgen.readers.names import slug
from deckgen.readers.read_slices import divided, read_slices
from deckgen.readers.slice_model import ReadSlide
from deckgen.readers.slices import heading_at, marks_of
from deckgen.source import Source, Span

MOST_SLIDES = 12_000
"""More than a week of talking."""
MOST_LINES = 100_000
MOST_BLOCKS = 2000
"""On one slide: paragraphs, items; a formula is two of them, four cells of a table or lines of code are one."""
COVER_WORDS = 45
"""A first slide with more words than this below its title is no cover."""


def read_deck(source: Source, *, outline: str = "", memory: Memory | None = None) -> Warned[Deck]:
    """Read a deck; `outline` takes only the part of the file under the heading of that text.

    What reaches across slides is collected from all slices of the text, each slice is read by itself, and then it
    is settled what a slide is among the others.
    """
    context, text = context_of(source, memory or Memory(None))
    front, first = context.front, context.front.lines + 1
    if len(source.lines) > MOST_LINES:
        message = f"this deck has {len(source.lines)} lines: {MOST_LINES} are the most that are read"
        context.report("too-many-lines", "error", message, Span(1), "divide it into several files")
        text = ""
    if outline:
        text, above = _under_heading(text, outline, context)
        first += above
    report_unknown_keys(context)
    parts = divided(text, first, context)
    found: list[tuple[int, ReadSlide]] = []
    for piece, read in zip(parts.slices, read_slices(parts, context), strict=True):
        context.findings.extend(moved(finding, piece.first - 1) for finding in read.found)
        found += ((piece.first - 1, slide) for slide in read.value.slides)
    if _is_too_large(found, context):
        found = []
    slides = placed(found)
    resolve_links(slides, context)
    mark_abbreviations(slides, parts.defined.abbreviations)
    title = "" if outline or context.dialect.is_strict else front.values.get("title", "")
    deck = _with_cover(sections_of(slides), title, context, is_part=bool(outline))
    if not found and not any(d.severity == "error" for d in context.findings):
        context.report("no-slides", "warning", "there is nothing to show in this file", Span(1),
                       "write a heading and some text")  # fmt: skip
    return Warned(deck, tuple(context.findings))


def _is_too_large(slides: Sequence[tuple[int, ReadSlide]], context: ReadContext) -> bool:
    """True, and said, for what no talk has and no program lays out in reasonable time."""
    if len(slides) > MOST_SLIDES:
        message = f"this deck has {len(slides)} slides: {MOST_SLIDES} are the most that are built"
        context.report("too-many-slides", "error", message, Span(1), "divide it into several files")
        return True
    for above, read in slides:
        if read.size > MOST_BLOCKS:
            message = "this slide holds more than can be laid out"
            hint = (
                f"{MOST_BLOCKS} paragraphs and items, or {4 * MOST_BLOCKS} cells or lines of code: divide it"
            )
            context.report("too-much-on-a-slide", "error", message, read.slide.span.moved(above), hint)
            return True
    return False


def context_of(source: Source, memory: Memory) -> tuple[ReadContext, str]:
    """What the readers of `source` need to know, and its text without the front matter."""
    front, found = read_front_matter(source, memory)
    text = "\n".join(source.lines[front.lines :])
    evidence = Evidence(source.path, source.line(1), front.values, front.keys, f"\n{without_fences(text)}")
    known = dialect_of(evidence, memory)
    if known.value.has_comment_settings:
        front = with_directives(front, text)
    context = ReadContext(
        source=source,
        front=with_date(front),
        memory=memory,
        macros=_macros(front, text),
        findings=[*found, *known.found],
        dialect=known.value,
        has_properties=has_properties(source.lines),
    )
    return context, text


def _macros(front: FrontMatter, text: str) -> dict[str, str]:
    """LaTeX macros: those of the front matter, and those defined anywhere in the text."""
    if not front.macros and not re.search(
        r"\\(?:newcommand|renewcommand|def\\|DeclareMath|providecommand)", text
    ):
        return {}
    from deckgen.readers.macros import definition, definitions

    own = (definition(name, body) for name, body in front.macros.items())
    return {**dict(own), **dict(definitions(text))}


def _under_heading(text: str, wanted: str, context: ReadContext) -> tuple[str, int]:
    """The text from the heading `wanted` up to the next one that is as high, and how many lines stand above it."""
    known: dict[str, None] = {}
    start, level, end = -1, 0, len(text)
    for mark in marks_of(text, context.dialect):
        if not (heading := heading_at(text, mark)):
            continue
        depth, title = heading
        if start >= 0 and depth <= level:
            end = mark.at
            break
        known[title] = None
        if start < 0 and slug(title) == slug(wanted):
            start, level = mark.at, depth
    if start < 0:
        hint = nearest(wanted, list(known)) if known else "this file has no headings"
        message = f"there is no heading “{wanted}” in this file"
        context.report("unknown-outline", "error", message, Span(1), hint)
        return "", 0
    return text[start:end], text.count("\n", 0, start)


def _with_cover(sections: tuple[Section, ...], title: str, context: ReadContext, *, is_part: bool) -> Deck:
    """Add a cover, or take the first slide for one where it looks like it."""
    values = context.front.values

    def inlines(text: str) -> Inlines:
        """Front matter is read as Markdown."""
        head = context.source.lines[: context.front.lines]  # where findings point
        key = (text, context.dialect.name, context.macros, context.front.figures, context.label_first, head)
        read = context.memory.remember("inlines", key, Warned[Inlines], lambda: _inlines(text, context))
        context.findings.extend(read.found)
        return read.value

    first = sections[0].slides[0] if sections else None
    heading = plain_text(first.title) if first else ""
    subtitle = values.get("subtitle", "") or ("" if is_part else values.get("desc", ""))
    details: list[tuple[str, Detail]] = [(subtitle, ""), (values.get("author", ""), "author")]
    details += [(values.get(key, ""), "event") for key in ("institute", "affiliation", "event", "venue")]
    details.append((values.get("date", ""), "date"))
    said = inlines(title)
    title = plain_text(said)
    named = any(section.title for section in sections[1:])
    if first is None:
        pass
    elif _looks_like_cover(first, title):
        shown = " ".join(plain_text(text) for text in _texts(first))
        extra = [(inlines(text), kind) for text, kind in details if text and text not in shown]
        sections = _replace_first(sections, keyed(_as_cover(first, extra)))
    elif title or is_part or (named and heading and not sections[0].title and not context.dialect.is_strict):
        cover = Slide(
            kind=SlideKind.COVER, title=said or (Run(heading),), groups=(), span=Span(1), id="cover"
        )
        sections = (
            Section(
                "", (keyed(_as_cover(cover, [(inlines(text), kind) for text, kind in details if text])),)
            ),
            *sections,
        )
        if not sections[1].title:
            sections = (Section("", sections[0].slides + sections[1].slides), *sections[2:])
    return Deck(
        title=title or heading or values.get("title", ""),
        sections=sections,
        subtitle=plain_text(inlines(subtitle)),
        author=plain_text(inlines(values.get("author", ""))),
        date=values.get("date", ""),
        lang=values.get("lang", ""),
        theme=values.get("theme", ""),
        mode=_mode(values, context),
        theme_options=context.front.theme_options,
        footer=plain_text(inlines(values.get("footer", ""))),
        shown_date=_shown_date(values),
        numbers=_numbers(values),
        logo=Figure(target=values["logo"], alt=values.get("logo-alt", ""), span=Span(1))
        if values.get("logo")
        else None,
        bibliography=values.get("bibliography", ""),
        csl=values.get("csl", ""),
        resources=tuple(filter(None, re.split(r"[:;,]\s*", values.get("resource-path", "")))),
        foreign_theme=context.dialect.own_theme,
        direction=context.direction,
    )


def _inlines(text: str, context: ReadContext) -> Warned[Inlines]:
    from deckgen.readers.inlines import inline_text

    alone = replace(context, findings=[])
    return Warned(inline_text(text, Span(1, end_line=context.front.lines), alone), tuple(alone.findings))


def _mode(values: Mapping[str, str], context: ReadContext) -> Literal["", "light", "dark"]:
    said = values.get("mode", "")
    if said in ("", "light", "dark"):
        return said  # type: ignore[return-value]
    message = f"`{said}` is no mode"
    context.report("bad-setting", "warning", message, Span(1), "`light` or `dark`")
    return ""


def _shown_date(values: Mapping[str, str]) -> str:
    """In every slide's footer, where the front matter asks for it: `footer-date: true`, or a text of its own."""
    said = values.get("footer-date", "")
    return values.get("date", "") if said in ("true", "yes") else "" if said in ("false", "no") else said


def _numbers(values: Mapping[str, str]) -> Literal["", "c", "c/t"]:
    """`slide-number`, or `paginate`."""
    said = values.get("slide-number", values.get("paginate", ""))
    if said in ("false", "no"):
        return ""
    return "c/t" if said in ("c/t", "h/t") else "c"


def _looks_like_cover(slide: Slide, title: str) -> bool:
    """A first slide that shows the deck's title (its highest heading, if none is given) and little else."""
    shown = slug(" ".join(plain_text(text) for text in _texts(slide)))
    if not slide.title or not (f"-{slug(title)}-" in f"-{shown}-" if title else slide.level == 1):
        return False
    blocks = blocks_of(slide)
    texts = [block for block in blocks if isinstance(block, Paragraph | Subheading)]
    words = sum(len(plain_text(block.inlines).split()) for block in texts)
    characters = sum(len(plain_text(block.inlines)) for block in texts)
    short = words <= COVER_WORDS and characters <= 8 * COVER_WORDS
    return short and len(texts) == len(blocks) <= 4


def _texts(slide: Slide) -> list[tuple[Run, ...]]:
    blocks = (b for b in blocks_of(slide) if not isinstance(b, Figure))
    texts = [slide.title, *(b.inlines for b in blocks if isinstance(b, Paragraph | Subheading))]
    return [tuple(item for item in text if isinstance(item, Run)) for text in texts]


def _as_cover(slide: Slide, details: Sequence[tuple[Inlines, Detail]]) -> Slide:
    added = tuple(Paragraph(text, Span(1), detail=kind) for text, kind in details if text)
    blocks = blocks_of(slide) + added
    groups = (Group(blocks, slide.span),) if blocks else ()
    return replace(slide, kind=SlideKind.COVER, groups=groups)


def _replace_first(sections: tuple[Section, ...], slide: Slide) -> tuple[Section, ...]:
    first = replace(sections[0], title="", slides=(slide, *sections[0].slides[1:]))
    return (first, *sections[1:])
