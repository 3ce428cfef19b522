"""Lists and columns that somebody has typed: signs and numbers before paragraphs, tabs between words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from deckgen.deck.blocks import Block
from deckgen.deck.inlines import Inline, Inlines, Run, plain_text, trim
from deckgen.imports.text_blocks import blocks_of, table_of
from deckgen.patterns import regex
from deckgen.powerpoint.model import Grid, ShownParagraph

_SIGN = regex(r"([ \t\u00a0]*)(?:([•·▪■●○◦‣➢➤►▶✓✔❖oü§–—*-])|(\d{1,2})([.)]))[ \t\u00a0]+(?=\S)")
_STEP = 3
"""Spaces by which an inner item stands in."""


def typed_blocks(paragraphs: Sequence[ShownParagraph]) -> list[Block]:
    """Paragraphs as blocks, what was typed as a list or as columns as such."""
    found: list[Block] = []
    for columns, group in groupby(paragraphs, key=_columns):
        together = list(group)
        if columns > 1 and len(together) > 1 and (columns > 2 or len(together) > 2):
            rows = tuple(
                tuple((replace(each, inlines=cell),) for cell in _cells(each.inlines)) for each in together
            )
            found.append(table_of(Grid(rows)))
        else:
            found += blocks_of(list(_as_lists([_without_tabs(each) for each in together])))
    return found


def _columns(paragraph: ShownParagraph) -> int:
    """How many words or groups of words tabs part; 1 for an item, which has its own."""
    text = plain_text(paragraph.inlines).strip()
    is_item = bool(paragraph.marker or _SIGN.match(text))
    return 1 if is_item or "\t\t" in text else text.count("\t") + 1


def _cells(inlines: Inlines) -> list[Inlines]:
    cells: list[list[Inline]] = [[]]
    for item in trim(inlines):
        if not isinstance(item, Run):
            cells[-1].append(item)
            continue
        first, *rest = item.text.split("\t")
        cells[-1].append(replace(item, text=first))
        cells += ([replace(item, text=each)] for each in rest)
    return [trim(tuple(cell)) for cell in cells]


def _as_lists(paragraphs: Sequence[ShownParagraph]) -> Iterator[ShownParagraph]:
    """With markers in place of signs that several paragraphs begin with, one below the other."""
    for is_item, group in groupby(paragraphs, key=_is_item):
        together = list(group)
        if is_item and len(together) > 1:
            outermost = min(_depth(each) for each in together)
            yield from (_item(each, outermost) for each in together)
        else:
            yield from together


def _is_item(paragraph: ShownParagraph) -> bool:
    first = paragraph.inlines[0] if paragraph.inlines else None
    is_run = isinstance(first, Run) and not first.marks.code and first.marks.math is None
    return is_run and not paragraph.marker and _SIGN.match(plain_text(paragraph.inlines)) is not None


def _depth(paragraph: ShownParagraph) -> int:
    match = _SIGN.match(plain_text(paragraph.inlines))
    return paragraph.level + (len(match[1].expandtabs(4)) // _STEP if match else 0)


def _item(paragraph: ShownParagraph, outermost: int) -> ShownParagraph:
    match = _SIGN.match(plain_text(paragraph.inlines))
    assert match is not None
    level = _depth(paragraph) - outermost
    bare = replace(paragraph, inlines=behind(paragraph.inlines, match.end()), level=level)
    if match[3]:
        return replace(bare, marker="number", start=int(match[3]), delimiter=")" if match[4] == ")" else ".")
    return replace(bare, marker="bullet", sign=match[2])


def behind(inlines: Inlines, count: int) -> Inlines:
    """Without so many characters at the beginning."""
    left = list(inlines)
    while count and left and isinstance(first := left[0], Run):
        taken = min(count, len(first.text))
        count -= taken
        left[:1] = [replace(first, text=first.text[taken:])] if taken < len(first.text) else []
    return tuple(left)


def _without_tabs(paragraph: ShownParagraph) -> ShownParagraph:
    inlines = (
        replace(item, text=item.text.replace("\t", " "))
        if isinstance(item, Run) and not item.marks.code
        else item
        for item in paragraph.inlines
    )
    return replace(paragraph, inlines=tuple(inlines))
