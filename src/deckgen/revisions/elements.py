"""Paragraphs that are new among elements of HTML."""

from __future__ import annotations

import html
import re

from deckgen.deck.inlines import Run
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import Lines
from deckgen.revisions.matching import said
from deckgen.revisions.patch import has_new_looks
from deckgen.revisions.units import Unit

_ELEMENT = regex(
    r"(?P<open><(?P<tag>li|p|dd|h[1-6])\b[^<>]*>)(?P<words>(?:(?!</?(?P=tag)\b).)*?)(?P<close></(?P=tag)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_OWN = regex(r"\s+id\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>]+)")
_TAG = regex(r"<[^<>]*>")


def add_element(
    lines: Lines, beside: Unit | None, before: ShownParagraph | None, new: ShownParagraph
) -> bool:
    """Write a paragraph as an element like that of the one `before` it, which stands in the lines `beside`; False
    where these are no elements, where several say the same, or where its words have looks of their own."""
    if beside is None or before is None or (new.marker, new.level) != (before.marker, before.level):
        return False
    text = lines.now(beside.first, beside.last)
    found = [each for each in _ELEMENT.finditer(text) if _words(each["words"]) == said(before)]
    if len(found) != 1 or has_new_looks((Run("words"),), new.inlines):
        return False
    (element,) = found
    indent = re.search(r"(?:^|(?<=\n))[ \t]*$", text[: element.start()])
    parted = f"\n{indent[0]}" if indent else ""
    written = (
        f"{parted}{_OWN.sub('', element['open'])}{html.escape(said(new), quote=False)}{element['close']}"
    )
    lines.replace(beside.first, beside.last, text[: element.end()] + written + text[element.end() :])
    return True


def _words(inner: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", inner)).split())
