"""Bars within code and formulas of a table's cells: they part no cells where the row has too many with them."""

from __future__ import annotations

import itertools

from markdown_it.rules_block import StateBlock, table

from deckgen.patterns import regex
from deckgen.readers.html_rule import line_of

DASHES = regex(r"[ \t>]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?")
"""Below a header."""
_ENCLOSED = regex(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|(?<![\\$])\$(?![\s$])[^$`]+?(?<![\s\\])\$(?![\d$])")
BAR = regex(r"(?<!\\)\|")
"""Between two cells."""
_STAND_IN = "\ue07c"
"""As long as a bar, so that all places stay."""


def count_cells(row: str) -> int:
    """How many cells a line of a table has."""
    row = row.strip()
    return len(BAR.findall(row)) + 1 - row.startswith("|") - (len(row) > 1 and row.endswith("|"))


def with_enclosed(row: str, columns: int) -> str:
    """A line of a table with something else for the bars in code and formulas, if it has too many cells as it is."""
    if count_cells(row) <= columns:
        return row
    found = _ENCLOSED.sub(lambda match: BAR.sub(_STAND_IN, match[0]), row)
    return found if count_cells(found) <= columns else row


def barred_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Markdown's rule for tables, which sees no bars in code and formulas of rows that have too many cells."""
    source = state.src
    if line + 2 > end or not DASHES.fullmatch(dashes := line_of(state, line + 1)):
        return table(state, line, end, silent)
    columns, known = count_cells(dashes), len(state.tokens)
    rows = itertools.takewhile(lambda number: not state.isEmpty(number), range(line, end))
    parts, place = list[str](), 0
    for number in rows:
        row = line_of(state, number)
        if (other := with_enclosed(row, columns)) != row:
            parts += [source[place : state.bMarks[number]], other]
            place = state.eMarks[number]
    state.src = "".join([*parts, source[place:]]) if parts else source
    try:
        return table(state, line, end, silent)
    finally:
        state.src = source
        for token in state.tokens[known:]:
            token.content = token.content.replace(_STAND_IN, "|")
