"""Drawn tables and blocks of lines → blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from deckgen.deck.blocks import Block, CodeBlock, Figure, ListBlock, Paragraph, Subheading, TableCell
from deckgen.deck.inlines import PLAIN, Inline, LineBreak, Marks, Run, merge_runs, trim
from deckgen.deck.numbering import number_text
from deckgen.deck.walk import texts_of
from deckgen.patterns import regex
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
    cells = [[_cell(each, span, context, read) for each in row] for row in table.rows]
    return [replace(table_on_grid(cells, table.heads, span), align=table.align, shares=table.shares)]


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


_BLOCKS = regex(r"\n[ \t]*\n|^[ \t]*(?:[-*+]|\d+[.)])[ \t]|^[ \t]*(?:```|~~~|>|!\[)", re.MULTILINE)
"""Text of a cell that may hold more than a line of text."""


def _cell(cell: DrawnCell, span: Span, context: ReadContext, read: Read) -> TableCell:
    takes = (cell.across, cell.down)
    if not _BLOCKS.search(cell.text):
        return TableCell(inline_text(" ".join(cell.text.split()), span, context), (), *takes)
    inlines: list[Inline] = []
    figures: list[Figure] = []
    for block in read(cell.text):
        if isinstance(block, Figure):
            figures.append(block)
            continue
        for line in _lines(block):
            inlines += [LineBreak()] if inlines else []
            inlines += line
    return TableCell(trim(merge_runs(inlines)), tuple(figures), *takes)


def _lines(block: Block, depth: int = 0) -> list[Sequence[Inline]]:
    """What stands in a cell, a line each: it holds text alone."""
    if isinstance(block, Paragraph | Subheading):
        return [block.inlines]
    if isinstance(block, CodeBlock):
        return [(Run(line, Marks(code=True)),) for line in block.text.split("\n")]
    if isinstance(block, ListBlock):
        found: list[Sequence[Inline]] = []
        for number, item in enumerate(block.items, block.start):
            mark = number_text(number, block.numbering, block.delimiter) if block.ordered else "•"
            inside = [line for each in item.blocks for line in _lines(each, depth + 1)] or [()]
            found.append((Run("\u00a0" * 2 * depth + f"{mark} ", PLAIN), *inside[0]))
            found += inside[1:]
        return found
    return list(texts_of([block]))
