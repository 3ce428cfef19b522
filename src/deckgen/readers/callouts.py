"""`> [!NOTE]` as GitHub and Obsidian have it: the quotation gets its name as a heading."""

from __future__ import annotations

import re
from dataclasses import replace

from deckgen.deck.blocks import Block, Paragraph, Quotation, Subheading
from deckgen.deck.inlines import Run, merge_runs, trim
from deckgen.source import Span

_MARK = re.compile(r"\[!([A-Za-z]+)\][+-]?[ \t]*")
_FRENCH = {
    "note": "Note", "tip": "Conseil", "hint": "Conseil", "important": "Important",
    "warning": "Attention", "caution": "Prudence", "danger": "Danger", "info": "Information",
    "example": "Exemple", "question": "Question", "quote": "Citation", "abstract": "Résumé",
}  # fmt: skip


_DIRECTIVE = re.compile(
    r"\{(note|tip|hint|warning|important|caution|danger|attention|admonition|seealso|error)\}[ \t]*(.*)"
)
_OPTION = re.compile(r":[\w-]+:.*")


def directive(info: str, content: str, span: Span, lang: str) -> Quotation | None:
    """A fence that is a callout, as MyST has it (`{warning} Title`); None for any other."""
    match = _DIRECTIVE.fullmatch(info)
    if match is None:
        return None
    name = "" if match[1] == "admonition" else _name(match[1], lang)
    lines = content.split("\n")
    while lines and (_OPTION.fullmatch(lines[0].strip()) or not lines[0].strip()):
        lines.pop(0)
    parts = [part for part in re.split(r"\n[ \t]*\n", "\n".join(lines)) if part.strip()]
    paragraphs = [Paragraph((Run(" ".join(part.split())),), span) for part in parts]
    title = match[2].strip() or name
    heading = [Subheading(4, (Run(title),), span)] if title else []
    return Quotation((*heading, *paragraphs), span) if heading or paragraphs else None


def _name(kind: str, lang: str) -> str:
    return _FRENCH.get(kind, kind.capitalize()) if lang.startswith("fr") else kind.capitalize()


def named_callout(blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    """`blocks` of a quotation, `[!NOTE] Title` at its start replaced by a subheading."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not isinstance(run := first.inlines[0], Run):
        return blocks
    match = _MARK.match(run.text)
    if match is None:
        return blocks
    name = _name(match[1].lower(), lang)
    rest = trim(merge_runs([Run(run.text[match.end() :], run.marks), *first.inlines[1:]]))
    body = (replace(first, inlines=rest),) if rest else ()
    return (Subheading(4, (Run(name),), first.span), *body, *blocks[1:])
