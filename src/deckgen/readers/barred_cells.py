"""Bars within code and formulas of a table's cells: they part no cells where the row has too many with them."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock, table

from deckgen.patterns import regex

_DASHES = regex(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_ENCLOSED = regex(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|(?<![\\$])\$(?![\s$])[^$`]+?(?<![\s\\])\$(?![\d$])")
_BAR = regex(r"(?<!\\)\|")
_STAND_IN = "\ue07c"
"""As long as a bar, so that all places stay."""


def count_cells(row: str) -> int:
    """How many cells a line of a table has."""
    row = row.strip()
    return len(_BAR.findall(row)) + 1 - row.startswith("|") - (len(row) > 1 and row.endswith("|"))


def with_enclosed(row: str, columns: int) -> str:
    """A line of a table with something else for the bars in code and formulas, if it has too many cells as it is."""
    if count_cells(row) <= columns:
        return row
    found = _ENCLOSED.sub(lambda match: _BAR.sub(_STAND_IN, match[0]), row)
    return found if count_cells(found) <= columns else row


def barred_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Markdown's rule for tables, which sees no bars in code and formulas of rows that have too many cells."""
    source = state.src
    if line + 2 > end or not _DASHES.fullmatch(dashes := _line(state, line + 1)):
        return table(state, line, end, silent)
    columns, known = count_cells(dashes), len(state.tokens)
    for number in range(line, end):
        if state.isEmpty(number):
            break
        row = _line(state, number)
        if (other := with_enclosed(row, columns)) != row:
            state.src = state.src[: state.bMarks[number]] + other + state.src[state.eMarks[number] :]
    try:
        return table(state, line, end, silent)
    finally:
        state.src = source
        for token in state.tokens[known:]:
            token.content = token.content.replace(_STAND_IN, "|")


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]]
