"""Mind maps: each line a thought, deeper than the one that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.deck.diagrams import Flow, NodeShape
from deckgen.diagrams.building import FlowBuilder
from deckgen.diagrams.mermaid.words import unmarked, words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

_THOUGHT = regex(r"(?:[\w-]*)(\(\(|\)\)|\{\{|\(|\)|\[)(.*?)(\)\)|\(\(|\}\}|\)|\(|\])", re.DOTALL)
_OPENED = regex(r"[\w-]*[\[({)]+\"[^\"]*")
"""Words in quotation marks that go on in the next line."""
_SHAPES: dict[str, NodeShape] = {"((": "circle", "{{": "hexagon", "))": "pill", ")": "pill"}


def read(text: str, title: str) -> Flow:
    """The mind map behind its first word. Raises `NotDrawnError`."""
    builder = FlowBuilder()
    above: list[tuple[int, str]] = []
    for number, line in _thoughts(text.expandtabs(4)):
        said = line.strip()
        if not said or said.startswith(("::icon", ":::")):
            continue
        depth = len(line) - len(line.lstrip())
        while above and above[-1][0] >= depth:
            above.pop()
        if not above and builder.nodes:
            raise NotDrawnError("it has two roots", number)
        shaped = _THOUGHT.fullmatch(said)
        shape = _SHAPES.get(shaped[1], "round") if shaped else "round"
        name = builder.node(f"thought {number}", words(unmarked(shaped[2] if shaped else said)), shape)
        if above:
            builder.arrow(above[-1][1], name, heads=(False, False))
        above.append((depth, name))
    if not builder.nodes:
        raise NotDrawnError("it is empty")
    return builder.flow(title=title, direction="right", alike=False)


def _thoughts(text: str) -> Iterator[tuple[int, str]]:
    """Each with the number of its line."""
    first, kept = 0, ""
    for number, line in enumerate(text.split("\n")):
        first, kept = (first, f"{kept}\n{line}") if kept else (number, line)
        if not _OPENED.fullmatch(kept.strip()):
            yield first, kept
            kept = ""
    if kept:
        yield first, kept
