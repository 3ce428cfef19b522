"""Visiting what a block holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, assert_never, get_args

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Component,
    Definition,
    Definitions,
    Equation,
    Figure,
    Footnote,
    Fragment,
    ListBlock,
    ListItem,
    Paragraph,
    Pause,
    Quotation,
    Subheading,
    Table,
    TableCell,
)
from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.slides import Group, Slide


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
                if block.attribution:
                    yield block.attribution
            case Callout():
                if block.title:
                    yield block.title
                yield from texts_of(block.blocks)
            case Fragment() | Component():
                yield from texts_of(block.blocks)
            case Table():
                for row in block.every_row:
                    yield from (cell.inlines for cell in row)
                if block.caption:
                    yield block.caption
            case Columns():
                for column in block.columns:
                    yield from texts_of(column)
            case Definitions():
                for definition in block.items:
                    yield definition.term
                    for meaning in definition.meanings:
                        yield from texts_of(meaning)
            case Footnote():
                yield from texts_of(block.blocks)
            case Figure():
                if block.caption:
                    yield block.caption
            case CodeBlock() | Equation() | Pause():
                pass
            case _:
                assert_never(block)


def size_of(groups: Sequence[Group]) -> int:
    """How much stands in `groups`: paragraphs and items (a formula is two, four cells of a table or
    lines of code are one)."""
    blocks = 0
    waiting: list[Block] = [block for group in groups for block in group.blocks]
    while waiting:
        block = waiting.pop()
        blocks += 1
        match block:
            case ListBlock() | Definitions():
                parts = [part for item in block.items for part in _parts(item)]
                waiting += parts
                blocks += max(0, len(block.items) - len(parts))  # empty ones
            case Table():
                blocks += sum(len(row) for row in block.rows) // 4
            case Columns():
                waiting += (inner for column in block.columns for inner in column)
            case Quotation() | Callout() | Component() | Fragment() | Footnote():
                waiting += block.blocks
            case Equation():
                blocks += 1
            case CodeBlock():
                blocks += block.text.count("\n") // 4
            case Paragraph() | Subheading() | Figure() | Pause():
                pass
            case _:
                assert_never(block)
    return blocks


def _parts(item: ListItem | Definition) -> Iterator[Block]:
    if isinstance(item, ListItem):
        yield from item.blocks
    else:
        for meaning in item.meanings:
            yield from meaning


def runs_of(blocks: Sequence[Block]) -> list[Run]:
    """Every run in `blocks`, in reading order."""
    return [item for text in texts_of(blocks) for item in text if isinstance(item, Run)]


def figures_of(blocks: Sequence[Block]) -> list[Figure]:
    """Every figure in `blocks`, those in the cells of tables, too."""
    found: list[Figure] = []

    def kept(figure: Figure) -> Figure:
        found.append(figure)
        return figure

    map_figures(blocks, kept)
    return found


def map_figures(blocks: Sequence[Block], change: Callable[[Figure], Figure]) -> tuple[Block, ...]:
    """`blocks` with every figure in them changed, those in the cells of tables, too."""

    def row(cells: Sequence[TableCell]) -> tuple[TableCell, ...]:
        return tuple(
            replace(cell, figures=tuple(map(change, cell.figures))) if cell.figures else cell
            for cell in cells
        )

    def leaf(block: Leaf) -> Block:
        match block:
            case Figure():
                return change(block)
            case Table():
                upper, rows = tuple(map(row, block.upper)), tuple(map(row, block.rows))
                return replace(block, upper=upper, header=row(block.header), rows=rows)
            case Paragraph() | Subheading() | CodeBlock() | Equation() | Pause():
                return block
            case _:
                assert_never(block)

    return map_leaves(blocks, leaf)


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """`block` with every stretch of running text in it changed."""

    def row(cells: Sequence[TableCell]) -> tuple[TableCell, ...]:
        return tuple(replace(cell, inlines=change(cell.inlines)) for cell in cells)

    def text(leaf: Leaf) -> Block:
        match leaf:
            case Paragraph() | Subheading():
                return replace(leaf, inlines=change(leaf.inlines))
            case Table():
                upper, rows = tuple(map(row, leaf.upper)), tuple(map(row, leaf.rows))
                said = change(leaf.caption)
                return replace(leaf, upper=upper, header=row(leaf.header), rows=rows, caption=said)
            case Figure():
                return replace(leaf, caption=change(leaf.caption)) if leaf.caption else leaf
            case CodeBlock() | Equation() | Pause():
                return leaf
            case _:
                assert_never(leaf)

    return _with_titles(_mapped(block, text), change)


def _with_titles(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The texts that stand beside the blocks of a container."""

    def each(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(_with_titles(inner, change) for inner in blocks)

    match block:
        case Quotation():
            return replace(block, attribution=change(block.attribution), blocks=each(block.blocks))
        case Callout():
            return replace(block, title=change(block.title), blocks=each(block.blocks))
        case Definitions():
            return replace(block, items=tuple(replace(i, term=change(i.term)) for i in block.items))
        case ListBlock() | Footnote() | Fragment() | Columns() | Component():
            return _within(block, each)
        case Paragraph() | Subheading() | CodeBlock() | Equation() | Table() | Figure() | Pause():
            return block
        case _:
            assert_never(block)


Leaf: TypeAlias = Paragraph | Subheading | CodeBlock | Equation | Table | Figure | Pause
"""A block that holds no others."""


def map_leaves(blocks: Sequence[Block], change: Callable[[Leaf], Block]) -> tuple[Block, ...]:
    """`blocks` with every one in them changed that holds no others."""
    return tuple(_mapped(block, change) for block in blocks)


def without_leaves(blocks: Sequence[Block], leaves: Callable[[Block], bool]) -> tuple[Block, ...]:
    """`blocks` without such ones among those in them that hold no others, and without what is then empty."""
    found = []
    for block in blocks:
        if leaves(block):
            continue
        left = (
            _within(block, lambda inner: without_leaves(inner, leaves)) if isinstance(block, Holds) else block
        )
        if left == block:
            found.append(block)
            continue
        match left:
            case ListBlock():
                items = tuple(item for item in left.items if item.blocks)
                found += [replace(left, items=items)] if items else []
            case Columns():
                kept = [at for at, column in enumerate(left.columns) if column]
                found += left.columns[kept[0]] if len(kept) == 1 else [left] if kept else []
            case Quotation() | Callout() | Component() | Footnote() | Fragment():
                found += [left] if left.blocks else []
            case _:
                found.append(left)
    return tuple(found)


def _mapped(block: Block, change: Callable[[Leaf], Block]) -> Block:
    """`block` with every block in it that holds no others changed."""
    match block:
        case Paragraph() | Subheading() | CodeBlock() | Equation() | Table() | Figure() | Pause():
            return change(block)
        case (
            ListBlock() | Quotation() | Callout() | Component() | Definitions() | Footnote() | Columns()
            | Fragment()
        ):  # fmt: skip
            return _within(block, lambda blocks: tuple(_mapped(inner, change) for inner in blocks))
        case _:
            assert_never(block)


Container: TypeAlias = (
    ListBlock | Quotation | Callout | Component | Definitions | Footnote | Columns | Fragment
)
"""A block that holds others."""
Holds = get_args(Container)


def _within(block: Container, each: Callable[[Sequence[Block]], tuple[Block, ...]]) -> Block:
    """`block` with the blocks inside it changed."""
    match block:
        case ListBlock():
            return replace(block, items=tuple(replace(i, blocks=each(i.blocks)) for i in block.items))
        case Quotation() | Callout() | Component() | Footnote() | Fragment():
            return replace(block, blocks=each(block.blocks))
        case Columns():
            return replace(block, columns=tuple(map(each, block.columns)))
        case Definitions():
            items = (replace(i, meanings=tuple(map(each, i.meanings))) for i in block.items)
            return replace(block, items=tuple(items))
        case _:
            assert_never(block)


def blocks_of(slide: Slide) -> tuple[Block, ...]:
    """The blocks of all the slide's groups."""
    return tuple(block for group in slide.groups for block in group.blocks)


def flowing_blocks(slide: Slide) -> tuple[Block, ...]:
    """Those that stand where the slide's content does."""
    return tuple(block for group in slide.flowing for block in group.blocks)
