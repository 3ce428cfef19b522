"""Blocks of a slide that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Figure, Footnote, Paragraph, Pause, Subheading
from deckgen.deck.slides import Group


def split_groups(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Cut where a thought ends: a lead paragraph holds on to what follows it.

    A group ends before a subheading, before a paragraph that leads to a list, table, code or
    figure, and between a finished list or table and the next block that is no figure.
    """
    groups: list[list[Block]] = []
    has_text = False  # the last of them
    shown = [block for block in blocks if not isinstance(block, Pause | Footnote)]
    index = -1
    for block in blocks:
        if isinstance(block, Pause | Footnote):
            groups[-1:] = [groups[-1]] if groups else [[]]
            groups[-1].append(block)
            continue
        index += 1
        before = shown[index - 1] if index else None
        after = shown[index + 1] if index + 1 < len(shown) else None
        leads = isinstance(block, Paragraph) and not isinstance(after, Paragraph | Subheading | None)
        # Text under a figure that no text introduced belongs to it.
        captions = isinstance(before, Figure) and not has_text
        below = captions and isinstance(block, Paragraph) and isinstance(after, Figure)
        starts = (
            isinstance(block, Subheading)
            or (leads and not below and not isinstance(before, Subheading))
            or not (isinstance(before, Paragraph | Subheading) or captions)
        ) and not isinstance(block, Figure)
        if isinstance(block, Figure) and isinstance(before, Paragraph):
            starts = isinstance(groups[-1][0], Figure)  # the one before has its words below it already
        if not groups or (starts and before is not None):
            groups.append([block])
            has_text = isinstance(block, Paragraph)
        else:
            groups[-1].append(block)
            has_text = has_text or isinstance(block, Paragraph)
    return tuple(
        Group(tuple(group), replace(group[0].span, end_line=group[-1].span.last_line)) for group in groups
    )
