"""A Mermaid diagram by its first word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from deckgen.deck.diagrams import Drawn
from deckgen.diagnostics import Diagnostic, Warned
from deckgen.diagrams.mermaid.words import plain
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex
from deckgen.plugins import load
from deckgen.source import Span

_KINDS: Mapping[str, str] = {
    "graph": "deckgen.diagrams.mermaid.flowchart:read",
    "flowchart": "deckgen.diagrams.mermaid.flowchart:read",
    "sequenceDiagram": "deckgen.diagrams.mermaid.sequence:read",
    "stateDiagram": "deckgen.diagrams.mermaid.states:read",
    "mindmap": "deckgen.diagrams.mermaid.mindmap:read",
    "timeline": "deckgen.diagrams.mermaid.timeline:read",
    "gantt": "deckgen.diagrams.mermaid.gantt:read",
    "pie": "deckgen.diagrams.mermaid.charts:read_pie",
    "xychart": "deckgen.diagrams.mermaid.charts:read_xy",
}
"""First words → module and function. That is given what follows on that line and below, and a title; it raises
`NotDrawnError` for what it does not know."""
_FIRST = regex(r"\s*([a-zA-Z][\w-]*)")
_Read = Callable[[str, str], Drawn]


def read_mermaid(text: str, span: Span) -> Warned[Drawn | None]:
    """The diagram that begins at `span`; None, and why, for a kind that is not drawn or a line that is not known."""
    rest, title = plain(text)
    first = _FIRST.match(rest)
    kind = first[1].removesuffix("-elk").removesuffix("-v2").removesuffix("-beta") if first else ""
    if first is None or kind not in _KINDS:
        return _refused(
            f"`{first[1] if first else 'mermaid'}` is shown as its source: only Mermaid draws it", span
        )
    read = cast(_Read, load(_KINDS[kind]))
    try:
        return Warned(read(rest[first.end() :], title))
    except NotDrawnError as error:
        place = Span(span.line + rest.count("\n", 0, first.end()) + error.line, span.column)
        return _refused(f"this diagram is shown as its source: {error.reason}", place)


def _refused(message: str, span: Span) -> Warned[Drawn | None]:
    hint = "keep what Mermaid drew beside the deck, or draw it as a `flow`"
    return Warned(None, (Diagnostic("diagram-as-text", "warning", message, span, hint),))
