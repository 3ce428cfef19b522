"""Drawn tables and blocks of lines → blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from deckgen.deck.blocks import Block, CodeBlock, Footnote, Paragraph, TableCell
from deckgen.deck.inlines import Inline, LineBreak, Run, merge_runs
from deckgen.patterns import regex
from deckgen.readers.cell_lines import cell_of_blocks
from deckgen.readers.inlines import inline_text
from deckgen.readers.joined_cells import table_on_grid
from deckgen.readers.text_tables import DrawnCell, read_drawn

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


Read: TypeAlias = Callable[[str], Sequence[Block]]


def drawn_table(content: str, span: Span, context: ReadContext, read: Read) -> list[Block]:
    """The table that the lines of `content` draw; the lines as they are, if it is none after all. `read` gives the
    blocks in the text of a cell."""
    table = read_drawn(content.split("\n"))
    if table is None:
        return [CodeBlock(text=content, span=span)]
    notes: list[Block] = []
    cells = [[_cell(each, span, context, read, notes) for each in row] for row in table.rows]
    found = replace(table_on_grid(cells, table.heads, span), align=table.align, shares=table.shares)
    return [found, *notes]


def line_block(content: str, span: Span, context: ReadContext) -> Paragraph:
    """Lines that end where they end, and begin where they begin."""
    lines: list[str] = []
    for line in content.split("\n"):
        if line.lstrip().startswith("|"):
            lines.append(line.strip().removeprefix("|").removeprefix(" "))
        elif lines:
            lines[-1] += f" {line.strip()}"
    shown: list[Inline] = []
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        shown += [LineBreak()] if number else []
        shown += [Run("\u00a0" * (len(line) - len(bare)))] if bare and bare != line else []
        shown += inline_text(bare, span, context)
    return Paragraph(merge_runs(shown), span)


_BLOCKS = regex(
    r"\n[ \t]*\n|!\[|\^\[|\[\^|^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]|```|~~~|>|:::|<|\||\$\$)", re.MULTILINE
)
"""Text of a cell that may hold more than a line of text."""


def _cell(cell: DrawnCell, span: Span, context: ReadContext, read: Read, notes: list[Block]) -> TableCell:
    """The cell; what its footnotes say goes to `notes`."""
    takes = (cell.across, cell.down)
    if not _BLOCKS.search(cell.text):
        return TableCell(inline_text(" ".join(cell.text.split()), span, context), (), *takes)
    blocks = read(cell.text)
    notes += (block for block in blocks if isinstance(block, Footnote))
    return cell_of_blocks([block for block in blocks if not isinstance(block, Footnote)], *takes)
