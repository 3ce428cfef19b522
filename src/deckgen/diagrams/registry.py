"""Languages of diagrams by name.

A new one is a file in `diagrams/` and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from deckgen.deck.diagrams import ChartBlock, Drawn, Events, Exchange, Flow, Schedule
from deckgen.diagnostics import Diagnostic, Warned
from deckgen.plugins import load
from deckgen.source import Span

LANGUAGES: Mapping[str, str] = {
    "flow": "deckgen.diagrams.flow:read_flow",
    "mermaid": "deckgen.diagrams.mermaid.reader:read_mermaid",
}
"""Name → module and function."""
_QUOTED: Mapping[str, str] = {"mermaid": "deckgen.diagrams.mermaid.words:quoted"}
"""How a language writes words so that their signs are no marks."""
MOST_BOXES = 120


def read_diagram(language: str, text: str, span: Span) -> Warned[Drawn | None]:
    """The diagram whose text begins at `span`; None, and what is said about it, if there is none to draw."""
    read = cast(Callable[[str, Span], Warned[Drawn | None]], load(LANGUAGES[language]))
    found = read(text, span)
    boxes, lines = _counts(found.value)
    if boxes <= MOST_BOXES and lines <= 2 * MOST_BOXES:
        return found
    message = f"this {language} has {boxes} boxes and {lines} arrows"
    hint = f"{MOST_BOXES} boxes are the most that are drawn; a slide shows a dozen"
    too_large = Diagnostic("flow-too-large", "error", message, span, hint)
    return Warned(None, (*found.found, too_large))


def quoted(language: str, before: str, old: str, new: str) -> str:
    """What stands in place of `old`, which follows `before` in its line, to say `new`."""
    if language not in _QUOTED:
        return new
    return cast(Callable[[str, str, str], str], load(_QUOTED[language]))(before, old, new)


def _counts(diagram: Drawn | None) -> tuple[int, int]:
    match diagram:
        case Flow():
            return len(diagram.nodes) + len(diagram.clusters), len(diagram.arrows)
        case Exchange():
            return len(diagram.parties), len(diagram.steps)
        case Schedule():
            return len(diagram.tasks) + len(diagram.sections), 0
        case ChartBlock() | Events() | None:
            return 0, 0
