"""Notes that are referred to, or shown, and that nobody has written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.patterns import regex

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span

_NOTE = regex(r"\[\^[\w-]{1,40}\](?![(\[])")
_EMBED = regex(r"!\[\[[^\[\]\n]+\]\]")
MOST_LINES = 500
"""Of a paragraph that are looked through for a note."""


def report_unknown(text: str, span: Span, context: ReadContext) -> None:
    """Say which notes are referred to, or shown here, that nobody has written."""
    typed = "\n".join(
        map(context.source.line, range(span.line, min(span.last_line, span.line + MOST_LINES) + 1))
    )
    for note in _NOTE.finditer(text):
        if not re.search(rf"(?<!\\){re.escape(note[0])}", typed):
            continue  # a backslash says that it is text
        hint = f"write `{note[0]}: what it says` on a line of its own"
        where = context.source.find(note[0], span)
        context.report("unknown-note", "warning", f"there is no note `{note[0]}`", where, hint)
    for embed in _EMBED.finditer(text):
        where = context.source.find(embed[0], span)
        context.report(
            "unknown-note", "warning", f"`{embed[0]}` is shown as it is: no such note is read", where
        )
