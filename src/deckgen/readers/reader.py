"""One Markdown file → `Deck`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import Deck, Section
from deckgen.diagnostics import Warned, moved, nearest
from deckgen.memory import Memory
from deckgen.readers.abbreviations import mark_abbreviations
from deckgen.readers.agenda import with_contents
from deckgen.readers.context import ReadContext
from deckgen.readers.covers import with_cover
from deckgen.readers.dialects.registry import FOREIGN_THEMES
from deckgen.readers.front_block import meant_as_block
from deckgen.readers.front_inlines import front_inlines
from deckgen.readers.keys import report_bad_values, report_unknown_keys, shape_of, where_key
from deckgen.readers.links import resolve_links
from deckgen.readers.merging import placed, sections_of
from deckgen.readers.names import slug
from deckgen.readers.opening import ProjectText, context_of, no_file
from deckgen.readers.read_slices import divided, read_slices
from deckgen.readers.references import refer
from deckgen.readers.slice_model import ReadSlide
from deckgen.readers.slices import heading_at
from deckgen.readers.slide_marks import marks_of
from deckgen.source import Source, Span

MOST_SLIDES = 12_000
"""More than a week of talking."""
MOST_LINES = 100_000
MOST_BLOCKS = 2000
"""On one slide: paragraphs, items; a formula is two of them, four cells of a table or lines of code are one."""


def read_deck(
    source: Source,
    *,
    outline: str = "",
    dialect: str = "",
    beside: frozenset[str] = frozenset(),
    project: ProjectText = no_file,
    memory: Memory | None = None,
) -> Warned[Deck]:
    """Read a deck; `outline` takes only the part of the file under the heading of that text, `dialect` says whose
    Markdown it is, `beside` what stands beside it, and `project` gives the text of a file of its project by name.

    What reaches across slides is collected from all slices of the text, each slice is read by itself, and then it
    is settled what a slide is among the others.
    """
    context, text = context_of(source, memory or Memory(None), dialect, beside, project)
    front, first = context.front, context.front.lines + 1
    if len(source.lines) > MOST_LINES:
        message = f"this deck has {len(source.lines)} lines: {MOST_LINES} are the most that are read"
        context.report("too-many-lines", "error", message, Span(1), "divide it into several files")
        text = ""
    if outline:
        text, above = _under_heading(text, outline, context)
        first += above
    if not (front.lines or context.dialect.is_strict) and (meant := meant_as_block(source)):
        message = f"`{meant[1]}:` is shown as text, as nothing encloses it"
        context.report(
            "front-matter", "warning", message, Span(meant[0]), "write a line `---` above and one below"
        )
    report_unknown_keys(context)
    report_bad_values(context)
    parts = divided(text, first, context)
    found: list[tuple[int, ReadSlide]] = []
    for piece, read in zip(parts.slices, read_slices(parts, context), strict=True):
        above = piece.first - 1
        if read.found:
            context.findings.extend(moved(finding, above) for finding in read.found)
        found += [(above, slide) for slide in read.value.slides]
    if _is_too_large(found, context):
        found = []
    slides = placed(found)
    refer(slides, context)
    resolve_links(slides, context)
    mark_abbreviations(slides, parts.defined.abbreviations)
    title = front.values.get("title", "") if not outline and _has_cover(context) else ""
    deck = _deck(sections_of(slides), title, context, is_part=bool(outline))
    if not found and not any(d.severity == "error" for d in context.findings):
        context.report("no-slides", "warning", "there is nothing to show in this file", Span(1),
                       "write a heading and some text")  # fmt: skip
    return Warned(deck, tuple(context.findings))


def _has_cover(context: ReadContext) -> bool:
    """True where the front matter's title has a slide of its own."""
    dialect, values = context.dialect, context.front.values
    asks = values.get("cover") == "true" or not dialect.cover_keys.isdisjoint(values)
    return asks or dialect.has_cover or not dialect.is_strict


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


def _under_heading(text: str, wanted: str, context: ReadContext) -> tuple[str, int]:
    """The text from the heading `wanted` up to the next one that is as high, and how many lines stand above it."""
    known: dict[str, None] = {}
    start, level, end = -1, 0, len(text)
    for mark in marks_of(text, context.dialect).all:
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


def _deck(sections: tuple[Section, ...], title: str, context: ReadContext, *, is_part: bool) -> Deck:
    """The deck with its cover and all that the front matter says of it."""
    values = context.front.values
    covered = with_cover(sections, title, context, is_part=is_part)
    parts = covered.sections
    if context.dialect.has_contents and values.get("toc") in ("true", "yes") and parts:
        parts = with_contents(
            parts, front_inlines(values.get("toc-title", ""), context), values.get("lang", "")
        )
    return Deck(
        title=covered.title,
        sections=parts,
        subtitle=covered.subtitle,
        author=covered.author,
        date=values.get("date", ""),
        lang=values.get("lang", ""),
        theme=values.get("theme", ""),
        mode=_mode(values, context),
        shape=shape_of(values),
        brand=values.get("brand", ""),
        theme_options=context.front.theme_options,
        footer=_footer(values, context),
        minutes=_minutes(values, context),
        shown_date=_shown_date(values),
        numbers=_numbers(values, context),
        logo=Figure(target=values["logo"], alt=values.get("logo-alt", ""), span=where_key("logo:", context))
        if values.get("logo")
        else None,
        bibliography=values.get("bibliography", ""),
        csl=values.get("csl", ""),
        uncited=values.get("nocite", ""),
        references_title=values.get("reference-section-title", ""),
        resources=tuple(filter(None, re.split(r"[:;,]\s*", values.get("resource-path", "")))),
        dialect=context.dialect.name,
        foreign_theme=context.dialect.own_theme or values.get("theme", "") in FOREIGN_THEMES,
        direction=context.direction,
    )


def _footer(values: Mapping[str, str], context: ReadContext) -> str | None:
    said = values.get("footer")
    if said is None or said in ("false", "none"):
        return said and ""
    return plain_text(front_inlines(said, context))


def _mode(values: Mapping[str, str], context: ReadContext) -> Literal["", "light", "dark", "auto"]:
    said = values.get("mode", "")
    if said in ("light", "dark", "auto"):
        return said  # type: ignore[return-value]
    if not said or "mode" in context.dialect.keys:  # the tool means something else by it
        return "dark" if _is_dark(context) else ""
    message = f"`{said}` is no mode"
    context.report("bad-setting", "warning", message, where_key("mode", context), "`light`, `dark` or `auto`")
    return ""


def _is_dark(context: ReadContext) -> bool:
    """True for a deck whose own tool shows it dark: the author's colours are meant for that."""
    dialect, front = context.dialect, context.front
    if dialect.own_theme and front.values.get("color-schema") == "dark":
        return True
    named = (said for key, said in front.texts.items() if key in dialect.theme_keys)
    return not dialect.dark_themes.isdisjoint(re.split(r"[\s,]+", " ".join(named)))


def _shown_date(values: Mapping[str, str]) -> str:
    """In every slide's footer, where the front matter asks for it: `footer-date: true`, or a text of its own."""
    said = values.get("footer-date", "")
    return values.get("date", "") if said in ("true", "yes") else "" if said in ("false", "no") else said


def _minutes(values: Mapping[str, str], context: ReadContext) -> float:
    """`duration: 20`, `20 min`, `1 h 30`, `1:30`."""
    said = values.get("duration", "")
    match = re.fullmatch(
        r"(?:(\d{1,2})\s*(?:h|:)\s*)?(?:(\d{1,3}(?:[.,]\d+)?)\s*(?:m|min\w*|')?)?", said.strip()
    )
    if not said:
        return 0.0
    if match is None or not (match[1] or match[2]):
        message = f"`{said}` is no duration"
        context.report(
            "bad-setting", "warning", message, where_key("duration", context), "minutes: `duration: 20`"
        )
        return 0.0
    return 60 * int(match[1] or 0) + float((match[2] or "0").replace(",", "."))


def _numbers(values: Mapping[str, str], context: ReadContext) -> Literal["", "c", "c/t"]:
    """`slide-number`, or `paginate`, with how many there are where a style sheet writes that."""
    said = values.get("slide-number", values.get("paginate", ""))
    if said in ("false", "no"):
        return ""
    total, text = context.dialect.total, context.source.text
    counts = total and "slide-number" not in values and (total in text or total in values.get("style", ""))
    return "c/t" if counts or said in ("c/t", "h/t") else "c"
