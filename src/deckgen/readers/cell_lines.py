"""What stands in a table's cell, as the lines of text and the pictures that a cell holds."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.blocks import Block, CodeBlock, Figure, ListBlock, Paragraph, Subheading, Table, TableCell
from deckgen.deck.inlines import PLAIN, Inline, LineBreak, Marks, Run, merge_runs, trim
from deckgen.deck.numbering import number_text
from deckgen.deck.walk import figures_of, texts_of


def cell_of_blocks(blocks: Sequence[Block], across: int = 1, down: int = 1) -> TableCell:
    """The cell with all that these say: lists with their signs, code by lines, a table in it by rows."""
    inlines: list[Inline] = []
    for block in blocks:
        for line in _lines(block):
            inlines += [LineBreak()] if inlines else []
            inlines += line
    return TableCell(trim(merge_runs(inlines)), tuple(figures_of(blocks)), across, down)


def _lines(block: Block, depth: int = 0) -> list[Sequence[Inline]]:
    if isinstance(block, Paragraph | Subheading):
        return [block.inlines]
    if isinstance(block, Figure):
        return []
    if isinstance(block, CodeBlock):
        return [(Run(line, Marks(code=True)),) for line in block.text.split("\n")]
    if isinstance(block, Table):
        return [_joined([cell.inlines for cell in row if cell.inlines]) for row in block.every_row]
    if isinstance(block, ListBlock):
        found: list[Sequence[Inline]] = []
        for number, item in enumerate(block.items, block.start):
            mark = number_text(number, block.numbering, block.delimiter) if block.ordered else "•"
            inside = [line for each in item.blocks for line in _lines(each, depth + 1)] or [()]
            found.append((Run("\u00a0" * 2 * depth + f"{mark} ", PLAIN), *inside[0]))
            found += inside[1:]
        return found
    return list(texts_of([block]))


def _joined(texts: Sequence[Sequence[Inline]]) -> Sequence[Inline]:
    found: list[Inline] = []
    for text in texts:
        found += [Run(" | ")] if found else []
        found += text
    return found
