"""Pandoc's Markdown, for reveal.js, Beamer and PowerPoint: https://pandoc.org/MANUAL.html"""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.code_in_items import with_code_in_items
from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.manual import (
    manual_rules,
    with_attributes_of_references,
    with_dashes,
    with_whole_tags,
    without_empty_attributes,
)
from deckgen.readers.dialects.r_metadata import with_metadata
from deckgen.readers.dialects.reveal_md import DARK, REVEAL

_KEYS = frozenset(
    ("header-includes", "slide-level", "aspectratio", "documentclass", "classoption", "beameroption",
     "colortheme", "fonttheme", "innertheme", "outertheme", "mainfont", "fontsize", "geometry", "output",
     "link-citations", "revealjs-url", "include-before", "section-titles", "navigation", "pdf-engine", "titlegraphic")
)  # fmt: skip
_TEX_LINE = regex(
    r"\n\\(?:pause|newpage|clearpage|(?:big|med|small)skip|[vh]space\*?\{.*\}|vfill|(?:foot)?note(?:size|\{.*\})|"
    r"centering|(?:begin|end)\{(?:center|flushleft|flushright|itemize|enumerate|columns?|block|minipage|figure)\}.*)"
    r"[ \t]*$",
    re.MULTILINE,
)


_SYNTAX = regex(
    r"\n(?=[.+(:#`]|[ ]{0,3}---)(?:"
    r"\. \. \.|\+(?:[-=:]{3,}\+)+|\(@[\w-]*\)[ \t].+|:{3,}[ \t]*(?:\{[ \t]*)?\.?column\b[^\n]*|#\.[ \t]+\S.*|"
    r"[ ]{0,3}-{3,}(?:[ ]+-{3,})+|`{3,}[ \t]*\{=\w+\})[ \t]*$",
    re.MULTILINE,
)
"""Lines of its own: pauses, drawn tables, examples, columns that are named one by one."""
_DRAWN = regex(
    r"\n(?:```[ \t]*(?:chart|flow)[ \t]*\n|:::[ \t]*(?:cards|steps|timeline)[ \t]*\n|"
    r":::[ \t]*\{[ \t]*placeholder=|!\[[^\]\n]*\]\((?:chart|plot):|\#{1,6}[ \t][^\n]*\{[^{}\n]*\blayout=)"
)
"""What deckgen alone draws, or has layouts for: both have the same columns and pauses."""
_OURS = regex(r'\n(?:!\[[^\]\n]+\]\([^()\s"]+[ \t]+"[^"\n]+"\)[ \t]*(?=\n|\Z)|[ \t]*\n[Nn]otes?:(?=[ \t\n]))')
"""A lone picture whose title is its caption, and notes without an element around them."""
_NOTES = regex(r"\n:{3,}[ \t]*(?:\{[ \t]*)?\.?notes\b")
_PLAIN_KEYS = frozenset(("title", "subtitle", "author", "date", "lang", "institute", "abstract", "keywords"))


def _recognise(evidence: Evidence) -> bool:
    has_keys = bool(evidence.keys & _KEYS) or evidence.head.startswith("% ")
    if has_keys or evidence.shows(_TEX_LINE, "\\"):
        return True
    plain = bool(evidence.keys) and evidence.keys <= _PLAIN_KEYS
    return plain and evidence.shows(_SYNTAX) and not _shows_ours(evidence)


def _shows_ours(evidence: Evidence) -> bool:
    return evidence.shows(_DRAWN) or (evidence.shows(_OURS) and not evidence.shows(_NOTES))


_DIVS = regex(r"\n(?::{3,}[ \t]*(?:\{[ \t]*)?\.?\w|#{1,6}[ \t][^\n{}]*\{[ \t]*[.#][^{}\n]*\}[ \t]*(?=\n|\Z))")
"""Fenced divisions, and headings with a class or name."""


def _shares_themes(evidence: Evidence) -> bool:
    """True where a deck for reveal.js has what only Pandoc makes slides of: divisions, attributes of headings."""
    return evidence.shows(_DIVS)


def prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with tables' dashes and LaTeX's lines in deckgen's words."""
    text = with_attributes_of_references(with_code_in_items(with_dashes(with_metadata(text, values))))
    if "{}" in text:
        text = without_empty_attributes(text)
    if "\n<" in text:
        text = with_whole_tags(text)
    if "-+-" in text:
        lines = text.split("\n")
        pairs = zip(lines, fenced(lines), strict=True)
        text = "\n".join(
            line.replace("+", "|") if not fence and _ORG_RULE.fullmatch(line) else line
            for line, fence in pairs
        )
    if "]:\n" in text:
        text = _with_notes_begun(text)
    if _TORN_NOTE.search(text):
        text = _with_whole_notes(text)
    if "\\" not in text:
        return text
    from deckgen.readers.dialects.latex_text import in_markdown
    from deckgen.readers.escapes import hold_escaped, released_in_source

    held = in_markdown(hold_escaped(text), values.get("lang", ""), values.get("header-includes", ""))
    return released_in_source(held)


LONGEST_NOTE = 100
"""Lines of a footnote's first paragraph."""
_NOTE_ALONE = regex(r"\[\^[^\[\]\s]+\]:[ \t]*")


def _with_notes_begun(text: str) -> str:
    """Footnotes whose text begins in the line below their name, at the margin, with it one line further up."""
    lines = text.split("\n")
    for at, fence in enumerate([*fenced(lines)]):
        if fence or not _NOTE_ALONE.fullmatch(lines[at]):
            continue
        below = range(at + 1, min(len(lines), at + LONGEST_NOTE))
        end = next((n for n in below if not lines[n].strip()), below.stop)
        if end > at + 1 and lines[at + 1][0] not in " \t#`~>":
            said = lines[at + 1 : end]
            lines[at:end] = [f"{lines[at].rstrip()} {said[0]}", *said[1:], ""]
    return "\n".join(lines)


_TORN_NOTE = regex(
    r"^\[\^[^\[\]\s]+\]:[ \t]*\S[^\n]*\n(?:[^\s\[][^\n]*\n)*?(?:>|[-*+][ \t]|\d{1,3}[.)][ \t])", re.MULTILINE
)
"""A footnote that goes on, at the margin, with what would begin a block there."""
_NOTE_LINE = regex(r"\[\^[^\[\]\s]+\]:[ \t]*\S.*")


def _with_whole_notes(text: str) -> str:
    """Footnotes with all lines up to the next blank one, as blocks of theirs."""
    lines = text.split("\n")
    fences = [*fenced(lines)]
    at = 0
    while at < len(lines):
        at += 1
        if fences[at - 1] or not _NOTE_LINE.fullmatch(lines[at - 1]):
            continue
        end = at
        while end < len(lines) and not fences[end] and not _ENDS_NOTE.match(lines[end]):
            end += 1
        if any(_BLOCK.match(line) for line in lines[at:end]) or _BLOCK.match(
            lines[at - 1].partition(":")[2].lstrip()
        ):
            lines[at:end] = [line if line[:1] in " \t" else f"    {line}" for line in lines[at:end]]
        at = end
    return "\n".join(lines)


_ENDS_NOTE = regex(r"[ \t]*$|:{3,}|(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|#{1,6}[ \t]|\[\^[^\[\]\s]+\]:|<")
_BLOCK = regex(r">|[-*+][ \t]|\d{1,3}[.)][ \t]")


_BEAMER = (
    "default", "AnnArbor", "Antibes", "Bergen", "Berkeley", "Berlin", "Boadilla", "boxes", "CambridgeUS", "Copenhagen",
    "Darmstadt", "Dresden", "EastLansing", "Frankfurt", "Goettingen", "Hannover", "Ilmenau", "JuanLesPins", "Luebeck",
    "Madrid", "Malmoe", "Marburg", "Montpellier", "PaloAlto", "Pittsburgh", "Rochester", "Singapore", "Szeged",
    "Warsaw", "metropolis", "moloch", "focus",
)  # fmt: skip
"""Themes of LaTeX's; those of reveal.js's are Pandoc's, too."""

_ORG_RULE = regex(r"[ \t>]*\|:?-+:?(?:\+:?-+:?)+\|[ \t]*")
"""Below the head of a table of Emacs'."""
PANDOC = Dialect(
    name="pandoc",
    scripts="all",
    emphasis="any",
    hidden='{visibility="hidden"}',
    recognise=_recognise,
    themes=frozenset(_BEAMER) | REVEAL.themes,
    dark_themes=DARK,
    shares_themes=_shares_themes,
    is_html_read=True,
    has_tex=True,
    prepare=prepare,
    has_components=True,
    underlined="line",
    has_slide_level=True,
    captions="alone",
    alt_key="alt",
    has_stepwise_quotes=True,
    has_contents=True,
    has_metadata_blocks=True,
    keys=frozenset(("toc", "toc-title", "toc-depth")),
    has_heading_links=True,
    has_raw_parts=True,
    has_dash_widths=True,
    rules=manual_rules,
    references="asked",
    own_theme=True,
)
