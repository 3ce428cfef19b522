"""Visiting what a block holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never

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
    return tuple(
        _mapped(block, lambda leaf: change(leaf) if isinstance(leaf, Figure) else leaf) for block in blocks
    )


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """`block` with every stretch of running text in it changed."""

    def text(leaf: Leaf) -> Block:
        match leaf:
            case Paragraph() | Subheading():
                return replace(leaf, inlines=change(leaf.inlines))
            case Table():
                header = tuple(map(change, leaf.header))
                return replace(leaf, header=header, rows=tuple(tuple(map(change, row)) for row in leaf.rows))
            case Figure() | CodeBlock():
                return leaf
            case _:
                assert_never(leaf)

    return _mapped(block, text)


Leaf: TypeAlias = Paragraph | Subheading | CodeBlock | Table | Figure
"""A block that holds no others."""


def _mapped(block: Block, change: Callable[[Leaf], Block]) -> Block:
    """`block` with every block in it that holds no others changed."""

    def each(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(_mapped(inner, change) for inner in blocks)

    match block:
        case ListBlock():
            return replace(block, items=tuple(replace(i, blocks=each(i.blocks)) for i in block.items))
        case Quotation():
            return replace(block, blocks=each(block.blocks))
        case Columns():
            return replace(block, columns=tuple(map(each, block.columns)))
        case _:
            return change(block)


def blocks_of(slide: Slide) -> tuple[Block, ...]:
    """The blocks of all the slide's groups."""
    return tuple(block for group in slide.groups for block in group.blocks)
