"""What a list item is: a task, or one that appears at a click."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Fragment, ListItem, Paragraph
from deckgen.deck.inlines import Run, merge_runs
from deckgen.patterns import regex
from deckgen.source import Span

_TASK = regex(r"\[([ xX])\][ \t]+")


_TYPED = regex(r"(?<!\\)\[[ xX]\]")


def list_item(blocks: tuple[Block, ...], span: Span, line: str) -> ListItem:
    """An item, a task if it opens with `[ ]` or `[x]`, and its first `line` as it is typed has that."""
    blocks = tuple(block for block in blocks if not (isinstance(block, Paragraph) and not block.inlines))
    if blocks and isinstance(blocks[0], Fragment):
        item = list_item((*blocks[0].blocks, *blocks[1:]), span, line)
        return replace(item, click=blocks[0].click)
    if blocks and isinstance(first := blocks[0], Paragraph) and isinstance(first.inlines[0], Run):
        run = first.inlines[0]
        if (match := _TASK.match(run.text)) and _TYPED.search(line):
            rest = merge_runs([Run(run.text[match.end() :], run.marks), *first.inlines[1:]])
            return ListItem((replace(first, inlines=rest), *blocks[1:]), span, match[1] != " ")
    return ListItem(blocks, span)
