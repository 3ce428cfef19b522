"""`> [!NOTE]` as GitHub and Obsidian have it: the quotation gets its name as a heading."""

from __future__ import annotations

import re
from dataclasses import replace

from deckgen.deck.blocks import Block, Paragraph, Subheading
from deckgen.deck.inlines import Run, merge_runs, trim

_MARK = re.compile(r"\[!([A-Za-z]+)\][+-]?[ \t]*")
_FRENCH = {
    "note": "Note", "tip": "Conseil", "hint": "Conseil", "important": "Important",
    "warning": "Attention", "caution": "Prudence", "danger": "Danger", "info": "Information",
    "example": "Exemple", "question": "Question", "quote": "Citation", "abstract": "Résumé",
}  # fmt: skip


def named_callout(blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    """`blocks` of a quotation, `[!NOTE] Title` at its start replaced by a subheading."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not isinstance(run := first.inlines[0], Run):
        return blocks
    match = _MARK.match(run.text)
    if match is None:
        return blocks
    kind = match[1].lower()
    name = _FRENCH.get(kind, kind.capitalize()) if lang.startswith("fr") else kind.capitalize()
    rest = trim(merge_runs([Run(run.text[match.end() :], run.marks), *first.inlines[1:]]))
    body = (replace(first, inlines=rest),) if rest else ()
    return (Subheading(4, (Run(name),), first.span), *body, *blocks[1:])
