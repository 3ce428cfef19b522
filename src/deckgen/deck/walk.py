"""Visiting what a block holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from deckgen.deck.blocks import (
    Block,
    CodeBlock,
    Columns,
    Figure,
    ListBlock,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.slides import Slide


def texts_of(blocks: Sequence[Block]) -> Iterator[Inlines]:
    """Every stretch of running text in `blocks`, in reading order (code is not running text)."""
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield block.inlines
            case ListBlock():
                for item in block.items:
                    yield from texts_of(item.blocks)
            case Quotation():
                yield from texts_of(block.blocks)
            case Table():
                yield from block.header
                for row in block.rows:
                    yield from row
            case Columns():
                for column in block.columns:
                    yield from texts_of(column)
            case Figure() | CodeBlock():
                pass
            case _:
                assert_never(block)


def runs_of(blocks: Sequence[Block]) -> list[Run]:
    """Every run in `blocks`, in reading order."""
    return [item for text in texts_of(blocks) for item in text if isinstance(item, Run)]


def figures_of(blocks: Sequence[Block]) -> Iterator[Figure]:
    """Every figure in `blocks`, in reading order."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case ListBlock():
                for item in block.items:
                    yield from figures_of(item.blocks)
            case Quotation():
                yield from figures_of(block.blocks)
            case Columns():
                for column in block.columns:
                    yield from figures_of(column)
            case Paragraph() | Subheading() | CodeBlock() | Table():
                pass
            case _:
                assert_never(block)


def blocks_of(slide: Slide) -> tuple[Block, ...]:
    """The blocks of all the slide's groups."""
    return tuple(block for group in slide.groups for block in group.blocks)
