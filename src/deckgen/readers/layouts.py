"""Fences that arrange what they hold: rows of figures, sets of tabs, figures of several parts, theorems."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Component,
    Figure,
    Fragment,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Marks, Run, merge_runs
from deckgen.deck.walk import texts_of
from deckgen.readers.grids import MOST
from deckgen.readers.reference_names import kind_of
from deckgen.readers.stacks import STACK, standing
from deckgen.readers.text_lines import in_text

if TYPE_CHECKING:
    from deckgen.readers.attributes import Attributes
    from deckgen.source import Span

_ROWS = frozenset(("r-hstack", STACK))
"""Classes of fences whose blocks stand in one row: those that lie on each other in a page are all seen so."""
LAYOUTS = frozenset(("layout-ncol", "layout-nrow", "layout"))
"""Attributes of fences whose blocks stand in rows."""
_PARTS = ("fig", "tbl", "lst")
"""Kinds of names whose fence holds figures and, behind them, their caption."""


def is_layout(attributes: Attributes) -> bool:
    """True for a fence whose blocks stand in rows, those of a fence in it as one."""
    return bool(LAYOUTS & attributes.values.keys() or _ROWS.intersection(attributes.classes))


def arranged(blocks: Sequence[Block], attributes: Attributes, span: Span) -> list[Block]:
    """The blocks side by side, in rows, as the attributes have it."""
    cells = cells_of([*standing(blocks)] if STACK in attributes.classes else blocks)
    rows = rows_of(attributes, len(cells))
    return laid_out(cells, rows, span) if rows else [block for cell in cells for block in cell]


def rows_of(attributes: Attributes, count: int) -> list[tuple[float, ...]]:
    """Shares of the width of the blocks in each row; nothing where the attributes say nothing of rows."""
    values = attributes.values
    if not _ROWS.isdisjoint(attributes.classes):
        return [(1.0,) * min(count, MOST)]
    if columns := _number(values.get("layout-ncol", "")):
        return [(1.0,) * columns] * -(-count // columns)
    if rows := _number(values.get("layout-nrow", "")):
        columns = -(-count // rows)
        return [(1.0,) * columns] * rows
    said = values.get("layout", "")
    groups = re.findall(r"\[([^\[\]]+)\]", said)
    return [shares for group in groups if (shares := _shares(group))]


def _number(text: str) -> int:
    return min(int(text), MOST) if text.isdecimal() and len(text) < 3 else 0


def _shares(text: str) -> tuple[float, ...]:
    """`40,-20,40`: a negative one is a gap."""
    numbers = [float(word) for word in re.findall(r"-?\d+(?:\.\d+)?", text)]
    return tuple(number for number in numbers if number > 0)


def cells_of(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks one by one, but a heading with what is below it, and a column that stands alone as what it holds."""
    found: list[tuple[Block, ...]] = []
    for block in blocks:
        if isinstance(block, Columns) and len(block.columns) == 1:
            found.append(block.columns[0])
            continue
        below = found and isinstance(found[-1][-1], Subheading)
        found[len(found) - bool(below) :] = [(*found[-1], block) if below else (block,)]
    return found


def parts_of(blocks: Sequence[Block], span: Span) -> tuple[Block, ...]:
    """What a component holds: where that is nothing but fences, which stand in a row, each is a part of it, as the
    items of a list are."""
    cells = [cell for block in blocks if isinstance(block, Columns) for cell in block.columns]
    if len(cells) > 1 and all(isinstance(block, Columns) for block in blocks):
        return (ListBlock(tuple(ListItem(cell, span) for cell in cells), span),)
    return tuple(itertools.chain.from_iterable(cells_of(blocks)))


def laid_out(
    cells: Sequence[tuple[Block, ...]], rows: Sequence[tuple[float, ...]], span: Span
) -> list[Block]:
    """The cells side by side, row by row; what is left over, and a caption behind the last row, follows."""
    left = list(cells)
    found: list[Block] = []
    for shares in rows:
        row, left = left[: len(shares)], left[len(shares) :]
        if len(row) < 2:
            found += itertools.chain.from_iterable(row)
            continue
        total = sum(shares[: len(row)])
        widths = tuple(share / total for share in shares[: len(row)])
        found.append(Columns(tuple(row), span, widths))
    return [*found, *itertools.chain.from_iterable(left)]


def tabs(blocks: Sequence[Block], span: Span) -> list[Block]:
    """A set of tabs: side by side, each under its name; code with titles are some, too."""
    if not any(isinstance(block, Subheading) for block in blocks):
        blocks = [part for block in blocks for part in _titled(block)]
    first = next((block.level for block in blocks if isinstance(block, Subheading)), 0)
    before: list[Block] = []
    panels: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Subheading) and block.level == first:
            panels.append([block])
        elif panels:
            panels[-1].append(block)
        else:
            before.append(block)
    if len(panels) < 2:
        return [*before, *(block for panel in panels for block in panel)]
    count = -(-len(panels) // MOST_TABS)
    edges = [round(len(panels) * row / count) for row in range(count + 1)]
    return [*before, *(_row(panels[low:high], span) for low, high in itertools.pairwise(edges))]


MOST_TABS = 3
"""Of a row."""


def _titled(block: Block) -> list[Block]:
    if not isinstance(block, CodeBlock) or not block.title:
        return [block]
    return [Subheading(3, (Run(block.title),), block.span), replace(block, title="")]


def _row(panels: Sequence[Sequence[Block]], span: Span) -> Block:
    return Columns(tuple(map(tuple, panels)), span, (1 / len(panels),) * len(panels), tabs=True)


def named(blocks: Sequence[Block], name: str, said: str = "", *, is_numbered: bool) -> list[Block]:
    """What a fence with a name holds: a figure or table with its caption, several figures, or a theorem, which has a
    number where all have one, and is called as it is `said` or as its first heading says."""
    if kind_of(name) in _PARTS:
        return _captioned(list(blocks), name)
    title: Inlines = (Run(f"({said})"),) if said else ()
    rest = list(blocks)
    if not said and rest and isinstance(first := rest[0], Subheading):
        title = (Run("("), *first.inlines, Run(")"))
        rest.pop(0)
    bold = tuple(Run(item.text, Marks(bold=True)) for item in title if isinstance(item, Run))
    lead = rest[0] if rest else None
    if not isinstance(lead, Paragraph):  # a formula, a list: its name stands above that
        return [Paragraph(bold, blocks[0].span, name=name), *rest] if bold or is_numbered else list(blocks)
    words = merge_runs([*bold, Run(" "), *lead.inlines] if bold else list(lead.inlines))
    return [replace(lead, inlines=words, name=name), *rest[1:]]


def _captioned(blocks: list[Block], name: str) -> list[Block]:
    shown = _figures(blocks)
    last = blocks[-1] if len(blocks) > 1 else None
    caption = last if isinstance(last, Paragraph) else None
    rest = blocks[:-1] if caption else blocks
    if len(shown) == 1 and len(rest) == 1:
        only = shown[0]
        said = caption.inlines if caption else only.caption
        return [_with(rest[0], only, replace(only, caption=said, name=name))]
    parts: list[Block] = [_parted(block, name) for block in rest]
    return [*parts, replace(caption, name=name)] if caption else parts


def _figures(blocks: Sequence[Block]) -> list[Figure | Table]:
    found: list[Figure | Table] = []
    for block in blocks:
        if isinstance(block, Figure | Table):
            found.append(block)
        elif isinstance(block, Columns):
            found += (each for column in block.columns for each in _figures(column))
        elif isinstance(block, Fragment):
            found += _figures(block.blocks)
    return found


def _with(block: Block, old: Figure | Table, new: Figure | Table) -> Block:
    if block is old:
        return new
    if isinstance(block, Fragment):
        return replace(block, blocks=tuple(_with(each, old, new) for each in block.blocks))
    return block


def _parted(block: Block, name: str) -> Block:
    match block:
        case Figure() | Table():
            return replace(
                block, part_of=name, name=block.name or f"{name}-{block.span.line}-{block.span.column}"
            )
        case Columns():
            columns = (tuple(_parted(each, name) for each in column) for column in block.columns)
            return replace(block, columns=tuple(columns))
        case _:
            return block


PROOFS: Mapping[str, Mapping[str, str]] = {
    "proof": {
        "fr": "Preuve",
        "de": "Beweis",
        "es": "Demostración",
        "it": "Dimostrazione",
        "pt": "Demonstração",
    },
    "remark": {"fr": "Remarque", "de": "Bemerkung", "es": "Observación", "it": "Osservazione"},
    "solution": {"fr": "Solution", "de": "Lösung", "es": "Solución", "it": "Soluzione"},
}
"""Class → language → what such a part is called; English for others."""


def proved(blocks: Sequence[Block], word: str) -> list[Block]:
    """A proof: its word before it."""
    if blocks and isinstance(first := blocks[0], Paragraph):
        said = merge_runs([Run(word, Marks(italic=True)), Run(". "), *first.inlines])
        return [replace(first, inlines=said), *blocks[1:]]
    if not blocks:
        return []
    return [Paragraph((Run(word, Marks(italic=True)), Run(".")), blocks[0].span), *blocks]


def in_lines_of(blocks: Sequence[Block]) -> Inlines:
    """The text of all blocks, a line each, as is a row of a table; pictures stand in their lines."""
    found: list[Inline] = []
    for line in _lines_of(blocks):
        found += [LineBreak()] if found and line else []
        found += line
    return merge_runs(found)


def _lines_of(blocks: Sequence[Block]) -> Iterator[Sequence[Inline]]:
    for block in blocks:
        match block:
            case Figure() if not block.fence:
                yield (in_text(block),)
            case CodeBlock():
                yield from ((Run(line),) for line in block.text.splitlines())
            case Table():
                for row in block.every_row:
                    cells = [cell.inlines for cell in row if cell.inlines]
                    yield [
                        each for n, cell in enumerate(cells) for each in (*((Run("  "),) if n else ()), *cell)
                    ]
            case ListBlock():
                for item in block.items:
                    yield from _lines_of(item.blocks)
            case Quotation() | Callout() | Fragment() | Component():
                yield from _lines_of(block.blocks)
            case _:
                yield from texts_of((block,))


def one_by_one(blocks: Sequence[Block], deep: int) -> list[Block]:
    """Each block at a click of its own, a list item by item, the lists in it, too, if it goes as `deep`."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            found.append(_steps(block, deep))
        else:
            found.append(block if isinstance(block, Fragment) else Fragment((block,), block.span))
    return found


def _steps(block: ListBlock, deep: int) -> ListBlock:
    if not deep:
        return replace(block, incremental=True)

    def inner(item: ListItem) -> ListItem:
        return replace(
            item,
            blocks=tuple(_steps(each, deep) if isinstance(each, ListBlock) else each for each in item.blocks),
        )

    return replace(block, incremental=True, items=tuple(map(inner, block.items)))
