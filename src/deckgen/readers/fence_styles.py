"""What the attributes of a fence say of the text in it: language, direction, colour, size, alignment, steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import (
    Align,
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
from deckgen.deck.walk import map_inlines
from deckgen.readers.attributes import Attributes
from deckgen.readers.html_tags import style_of, styled

INCREMENTAL = {"incremental": True, "nonincremental": False}
ALIGNED: Mapping[str, Align] = {
    "center": "center", "centered": "center", "text-center": "center", "right": "right", "text-right": "right",
    "left": "left",
}  # fmt: skip
SMALL = frozenset(("small", "smaller", "aside", "footnotesize", "tiny"))


class FenceStyle(Struct, frozen=True, eq=False, kw_only=True):
    """What it adds to the text in it, where that does not say so itself."""

    lang: str
    direction: str
    align: Align
    small: bool
    marks: Marks
    """Colour, weight and size."""
    steps: bool | None
    """Its lists appear item by item."""

    def inlines(self, inlines: Inlines) -> Inlines:
        """Text inside it."""
        return tuple(
            each if isinstance(each, LineBreak) else Run(each.text, self._on(each.marks)) for each in inlines
        )

    def block(self, block: Block) -> Block:
        """A block inside it."""
        if self.steps is not None:
            block = _incremental(block, self.steps)
        if self.align and isinstance(block, Paragraph):
            block = replace(block, align=self.align)
        return map_inlines(block, self.inlines)

    def _on(self, now: Marks) -> Marks:
        direction = self.direction if self.direction in ("ltr", "rtl") else ""
        scale, unit = now.scale, now.unit
        if not unit:
            scale, unit = now.scale * self.marks.scale, self.marks.unit
        return replace(
            now, lang=now.lang or self.lang, direction=now.direction or direction,
            small=now.small or self.small, color=now.color or self.marks.color, bold=now.bold or self.marks.bold,
            italic=now.italic or self.marks.italic, scale=scale, unit=unit,
        )  # fmt: skip


def fence_style(attributes: Attributes) -> FenceStyle | None:
    """What the attributes add; None if that is nothing."""
    style = attributes.values.get("style", "")
    classes = attributes.classes
    align = next(
        (ALIGNED[name] for name in classes if name in ALIGNED), ALIGNED.get(style_of(style, "text-align"), "")
    )
    found = FenceStyle(
        lang=attributes.values.get("lang", ""),
        direction=attributes.values.get("dir", ""),
        align=align,
        small=not SMALL.isdisjoint(classes),
        marks=styled(Marks(), style),
        steps=next((INCREMENTAL[name] for name in classes if name in INCREMENTAL), None),
    )
    says = style or found.lang or found.direction or found.align or found.small or found.steps is not None
    return found if says else None


def _incremental(block: Block, steps: bool) -> Block:
    """The lists in `block`, item by item, and the charts, series by series."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_incremental(each, steps) for each in blocks)

    match block:
        case ListBlock() | Figure():
            return replace(block, incremental=steps)
        case Columns():
            return replace(block, columns=tuple(map(inside, block.columns)))
        case Callout() | Fragment() | Quotation() | Component():
            return replace(block, blocks=inside(block.blocks))
        case Paragraph() | Subheading() | CodeBlock() | Equation() | Table() | Definitions() | Footnote():
            return block
        case Pause():
            return block
        case _:
            assert_never(block)
