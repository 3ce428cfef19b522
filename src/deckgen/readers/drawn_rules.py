"""Where drawn tables and blocks of lines stand: rules of the block parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.rules_block import StateBlock

from deckgen.patterns import regex
from deckgen.readers.html_rule import line_of
from deckgen.readers.text_tables import LONGEST, table_end

_VERSE = regex(r" {0,3}\|(?: .*|[ \t]*)")
_FIRST = regex(r" {0,3}\|[ \t]+[^\s|]")
_ROW = regex(r".*[^\\]\|[ \t]*")


class _Lines(Sequence[str]):
    """The lines of a block parser's text, from one on."""

    def __init__(self, state: StateBlock, first: int, end: int) -> None:
        self.state, self.first, self.end = state, first, end

    def __len__(self) -> int:
        return self.end - self.first

    def __getitem__(self, number: Any) -> Any:
        return line_of(self.state, number + self.first)


def drawn_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A table of dashes, or a grid."""
    if state.sCount[line] - state.blkIndent >= 4 or state.level:
        return False
    last = table_end(_Lines(state, line, min(end, line + LONGEST)), 0)
    if not last:
        return False
    if not silent:
        token = state.push("drawn_table", "", 0)
        token.content = state.getLines(line, line + last, 0, False)
        token.map = [line, line + last]
        state.line = line + last
    return True


def line_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`| a line`, each as it is; what follows one indented goes on in it."""

    def text(number: int) -> str:
        return state.src[
            state.bMarks[number] + min(state.tShift[number], state.blkIndent) : state.eMarks[number]
        ]

    if silent or state.sCount[line] - state.blkIndent >= 4 or not _FIRST.match(text(line)):
        return False
    last = line
    while last < end and (
        _VERSE.fullmatch(text(last)) or (last > line and re.match(r"[ \t]+\S", text(last)))
    ):
        last += 1
    lines = [text(number) for number in range(line, last)]
    if all(_ROW.fullmatch(each) and each.count("|") > 1 for each in lines):
        return False  # rows of a table that lacks its head
    token = state.push("line_block", "", 0)
    token.content = "\n".join(lines)
    token.map = [line, last]
    state.line = last
    return True
