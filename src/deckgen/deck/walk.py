"""Visiting what a block holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
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


def map_figures(blocks: Sequence[Block], change: Callable[[Figure], Figure]) -> tuple[Block, ...]:
    """`blocks` with every figure in them changed."""

    def block(item: Block) -> Block:
        match item:
            case Figure():
                return change(item)
            case ListBlock():
                items = tuple(replace(i, blocks=map_figures(i.blocks, change)) for i in item.items)
                return replace(item, items=items)
            case Quotation():
                return replace(item, blocks=map_figures(item.blocks, change))
            case Columns():
                return replace(item, columns=tuple(map_figures(c, change) for c in item.columns))
            case Paragraph() | Subheading() | CodeBlock() | Table():
                return item
            case _:
                assert_never(item)

    return tuple(block(item) for item in blocks)


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """`block` with every stretch of running text in it changed."""
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=change(block.inlines))
        case ListBlock():
            items = tuple(
                replace(item, blocks=tuple(map_inlines(inner, change) for inner in item.blocks))
                for item in block.items
            )
            return replace(block, items=items)
        case Quotation():
            return replace(block, blocks=tuple(map_inlines(inner, change) for inner in block.blocks))
        case Table():
            header = tuple(map(change, block.header))
            return replace(block, header=header, rows=tuple(tuple(map(change, row)) for row in block.rows))
        case Columns():
            columns = tuple(tuple(map_inlines(inner, change) for inner in c) for c in block.columns)
            return replace(block, columns=columns)
        case Figure() | CodeBlock():
            return block
        case _:
            assert_never(block)


def blocks_of(slide: Slide) -> tuple[Block, ...]:
    """The blocks of all the slide's groups."""
    return tuple(block for group in slide.groups for block in group.blocks)
