"""Which lines of a deck divide its slides, whatever its dialect divides them with."""

from __future__ import annotations

from deckgen.memory import Memory
from deckgen.readers.opening import ProjectText, context_of, no_file
from deckgen.readers.slide_marks import marks_of
from deckgen.source import Source


def rule_lines(
    source: Source,
    memory: Memory,
    dialect: str = "",
    beside: frozenset[str] = frozenset(),
    project: ProjectText = no_file,
) -> tuple[int, ...] | None:
    """The lines (from 1) of rules, or of what stands for them, in the order of the text; as `read_deck` is told. None
    for a page, which is read in other lines than it has."""
    context, text = context_of(source, memory, dialect, beside, project)
    if abs(context.front.lines + text.count("\n") + 1 - len(source.lines)) > 1:
        return None
    found, at, line = [], 0, context.front.lines + 1
    for mark in marks_of(text, context.dialect).all:
        line, at = line + text.count("\n", at, mark.at), mark.at
        if mark.is_rule:
            found.append(line)
    return tuple(found)
