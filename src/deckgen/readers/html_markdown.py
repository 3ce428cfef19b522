"""Markdown that a tool keeps in an attribute of HTML's, and puts in the place of what the element holds."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from deckgen.deck.inlines import Inline, LineBreak, Marks, Run
from deckgen.patterns import regex
from deckgen.readers.inlines import read_markdown

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.readers.html_tags import Tag
    from deckgen.source import Span

_ITEM = regex(r"[ \t]*[-*+][ \t]+")
LONGEST = 20_000
"""Characters of one attribute."""


def markdown_in(tag: Tag, now: Marks, span: Span, context: ReadContext) -> list[Inline]:
    """What such an attribute says, a line each, on top of the marks `now`; nothing where there is none."""
    texts = (_said(tag, name) for name in context.dialect.markdown_attributes)
    text = next(filter(None, texts), "")[:LONGEST]
    found: list[Inline] = []
    for line in text.split("\n") if text.strip() else ():
        found += [LineBreak()] if found else []
        pieces = read_markdown(_ITEM.sub("• ", line, count=1), now, span, context)
        found += [piece for piece in pieces if isinstance(piece, Run | LineBreak)]
    return found


def _said(tag: Tag, name: str) -> str:
    """The attribute's text, as it is or in Base64 under a name that says so."""
    if text := tag.attributes.get(name, ""):
        return text
    try:
        return base64.b64decode(tag.attributes.get(f"{name}-base64", ""), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
