"""Code fences that are figures: ```` ```chart ```` and ```` ```flow ````."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Fence, Figure
from deckgen.readers.attributes import parse_attributes
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

_INFO = re.compile(r"\{?\.?(chart|flow)\b[ \t]*(?:\{(.*)\}|(.*?)\}?)[ \t]*")
_OURS = {
    "chart": re.compile(r"^kind[ \t]*:", re.MULTILINE),
    "flow": re.compile(r"\A(?!.*=>).*^[^\n]*\S[ \t]*-+>[ \t]*\S", re.MULTILINE | re.DOTALL),
}
"""Other tools have fences of these names, too; what they hold stays code."""


def fenced_figure(content: str, info: str, span: Span, context: ReadContext) -> Figure | None:
    """The figure that a fence describes; None for code."""
    match = _INFO.fullmatch(info)
    if match is None or not _OURS[match[1]].search(content):
        return None
    attributes = parse_attributes(match[2] or match[3] or "")
    first = content.split("\n", 1)[0]
    written = context.source.line(span.line + 1)
    column = max(0, written.find(first)) + 1 if first.strip() else span.column
    fence = Fence(
        "chart" if match[1] == "chart" else "flow", content, Span(span.line + 1, column), attributes.id
    )
    values = attributes.values
    return Figure("", values.get("alt", ""), span, width=values.get("width", ""), fence=fence)
