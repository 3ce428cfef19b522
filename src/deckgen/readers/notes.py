"""Paragraphs that open the speaker notes."""

from __future__ import annotations

import re

from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph
from deckgen.deck.inlines import PLAIN, Run, merge_runs, trim
from deckgen.patterns import regex
from deckgen.source import Source

_NOTE = regex(r"Notes?:[ \t\n]*", re.IGNORECASE)
"""As reveal.js has it: to the end of the slide."""
_TEXT = regex(r"[ \t]*Notes?\\:", re.IGNORECASE)
_CARET = regex(r"\^[ \t]+")
"""As Deckset has it: one paragraph."""


def without_note_mark(paragraph: Paragraph, source: Source) -> Paragraph | None:
    """A paragraph that begins with `Note:` without that; None for any other, as is one that says `Note\\:`."""
    if _TEXT.match(source.line(paragraph.span.line)):
        return None
    first = paragraph.inlines[0] if paragraph.inlines else None
    if not isinstance(first, Run) or first.marks != PLAIN or not (match := _NOTE.match(first.text)):
        return None
    rest = merge_runs([Run(first.text[match.end() :], first.marks), *paragraph.inlines[1:]])
    return replace(paragraph, inlines=trim(rest))


def opens_notes(line: str) -> bool:
    """True for a line that begins with `Note:`."""
    return bool(_NOTE.match(line))


def without_caret(paragraph: Paragraph, source: Source) -> Paragraph | None:
    """A paragraph that begins with `^ ` without that; None for any other, as is one that begins with `\\^ `."""
    first = paragraph.inlines[0] if paragraph.inlines else None
    if not isinstance(first, Run) or first.marks != PLAIN or not (match := _CARET.match(first.text)):
        return None
    if source.line(paragraph.span.line).lstrip().startswith("\\"):
        return None
    rest = merge_runs([Run(first.text[match.end() :], first.marks), *paragraph.inlines[1:]])
    return replace(paragraph, inlines=trim(rest))
