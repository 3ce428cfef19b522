"""Speaker notes as plain paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Component,
    Definitions,
    Equation,
    Figure,
    Footnote,
    Fragment,
    ListBlock,
    Paragraph,
    Pause,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, LineBreak, Marks, Run


def note_paragraphs(blocks: Sequence[Block], level: int = 0) -> Iterator[tuple[Inlines, int]]:
    """Notes as plain paragraphs with a level; list items keep their bullet or number as text."""
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield block.inlines, level
            case CodeBlock():
                for line in block.text.split("\n"):
                    yield (Run(line, Marks(code=True)),), level
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    marker = Run(f"{number}. " if block.ordered else "• ")
                    inner = list(note_paragraphs(item.blocks, min(level + 1, 8)))
                    first, depth = inner[0] if inner else ((), level + 1)
                    yield (marker, *first), max(0, depth - 1)
                    yield from inner[1:]
            case Quotation():
                yield from note_paragraphs(block.blocks, level)
                if block.attribution:
                    yield block.attribution, level
            case Callout():
                yield block.title, level
                yield from note_paragraphs(block.blocks, level)
            case Fragment() | Footnote() | Component():
                yield from note_paragraphs(block.blocks, level)
            case Definitions():
                for definition in block.items:
                    yield definition.term, level
                    for meaning in definition.meanings:
                        yield from note_paragraphs(meaning, min(level + 1, 8))
            case Equation():
                yield (Run(block.text),), level
            case Pause():
                pass
            case Columns():
                for column in block.columns:
                    yield from note_paragraphs(column, level)
            case Table():
                for row in block.every_row:
                    cells: list[Run | LineBreak] = []
                    for cell in row:
                        cells += [Run(" | "), *cell.inlines] if cells else list(cell.inlines)
                    if cells:
                        yield tuple(cells), level
            case Figure():
                yield (Run(block.alt or block.target),), level
            case _:
                assert_never(block)
