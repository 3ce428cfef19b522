"""Short words with a text beside each, row by row, as the items of a list that they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.deck.blocks import ListBlock, ListItem, Paragraph
from deckgen.deck.inlines import Inlines, Run, plain_text, with_marks
from deckgen.imports.order import Beside, Part, Stack
from deckgen.imports.text_blocks import HERE, joined
from deckgen.imports.typed import typed_blocks
from deckgen.powerpoint.model import ShownParagraph, ShownShape, Words

_NARROW, _SHORT = 0.6, 24
"""How wide a label is at most, over the text beside it, and its characters."""
Pair: TypeAlias = tuple[tuple[ShownParagraph, ...], tuple[ShownParagraph, ...]]
"""The paragraphs of a label, and those beside it."""


def labelled(part: Part) -> list[Pair]:
    """The rows of a part that are a short word with a text beside it each; nothing for any other part."""
    found: list[Pair] = []
    for row in part.parts if isinstance(part, Stack) else ():
        match row:
            case Beside(
                parts=(ShownShape(content=Words(one)) as label, ShownShape(content=Words(other)) as text)
            ) if label.box.width <= _NARROW * text.box.width and len(_said(one)) <= _SHORT:
                found.append((one, other))
            case _:
                return []
    return found if len(found) > 1 else []


def as_list(
    pairs: Sequence[Pair], plainly: Callable[[Sequence[ShownParagraph]], Sequence[ShownParagraph]]
) -> ListBlock:
    """The pairs as items, numbered where the labels count."""
    labels = [_said(label) for label, _ in pairs]
    counts = [label.strip(".)") for label in labels] == [f"{number}" for number in range(1, len(pairs) + 1)]
    items = []
    for label, text in pairs:
        blocks = typed_blocks(plainly(text))
        name = _bold(joined(plainly(label))) if not counts else ()
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and name:
            blocks[0] = replace(first, inlines=(*name, Run(" "), *first.inlines))
        elif name:
            blocks.insert(0, Paragraph(name, HERE))
        items.append(ListItem(tuple(blocks), HERE))
    return ListBlock(tuple(items), HERE, ordered=counts)


def _bold(inlines: Inlines) -> Inlines:
    return with_marks(inlines, lambda marks: replace(marks, bold=True, color=""))


def _said(paragraphs: Sequence[ShownParagraph]) -> str:
    return " ".join(plain_text(each.inlines) for each in paragraphs).strip()
