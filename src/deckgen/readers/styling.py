"""A slide as the style sheets of its deck have it: colours, sizes and alignments of its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Align,
    Block,
    Callout,
    Columns,
    Component,
    Fragment,
    ListBlock,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, LineBreak, Marks, Run
from deckgen.deck.walk import map_inlines
from deckgen.patterns import regex
from deckgen.readers.attributes import Attributes
from deckgen.readers.fence_styles import FenceStyle, fence_style
from deckgen.readers.html_tags import hex_color, style_of
from deckgen.readers.type_sizes import TITLE_SCALE

_MARKED: Mapping[str, Callable[[Marks], bool]] = {
    "strong": lambda marks: marks.bold,
    "b": lambda marks: marks.bold,
    "em": lambda marks: marks.italic,
    "i": lambda marks: marks.italic,
    "code": lambda marks: marks.code,
    "mark": lambda marks: marks.highlight,
    "a": lambda marks: bool(marks.link),
}
"""Elements in a line, and which runs are theirs."""
_BLOCKS: Mapping[str, type[Block]] = {"blockquote": Quotation, "table": Table, "ul": ListBlock, "ol": ListBlock,
                                      "li": ListBlock}  # fmt: skip


def styled_slide(
    title: Inlines, level: int, blocks: Sequence[Block], styles: Mapping[str, str], *, on_ground: bool
) -> tuple[Inlines, list[Block], Align]:
    """A slide's title and blocks, and the side on which the title stands. Colours are the author's only where they can
    be read: `on_ground` says that the slide stands on a ground of its author's, too."""
    if any(isinstance(block, ListBlock) for block in blocks):  # that stands at the margin: so does all else
        styles = {name: _SIDE.sub("", style) for name, style in styles.items()}
    own, around = styles.get(f"h{level}", ""), styles.get("section", "")
    said = [style for style in (own, around) if style]
    side = next(filter(None, (style_of(style, "text-align") for style in said)), "")
    align: Align = side if side in ("left", "center", "right") else ""  # type: ignore[assignment]
    titled = title
    if style := _style(own, on_ground):
        scale = style.marks.scale / (
            TITLE_SCALE if style_of(own, "font-size") else 1
        )  # told over that of the text
        titled = replace(style, marks=replace(style.marks, scale=scale)).inlines(titled)
    if style := _style(around, on_ground):
        titled = style.inlines(titled)
    titled = _marked(titled, styles, on_ground)
    return titled, [_block(block, styles, on_ground) for block in blocks], align


_SIDE = regex(r"(?<![\w-])text-align:[^;]*;?")


def _block(block: Block, styles: Mapping[str, str], on_ground: bool) -> Block:
    block = _within(block, partial(_block, styles=styles, on_ground=on_ground))
    names = [name for name, kind in _BLOCKS.items() if isinstance(block, kind)]
    if isinstance(block, ListBlock):
        names.remove("ul" if block.ordered else "ol")
    names += ["p"] if isinstance(block, Paragraph) else []
    names += [f"h{block.level}"] if isinstance(block, Subheading) else []
    block = map_inlines(block, lambda inlines: _marked(inlines, styles, on_ground))
    holds = isinstance(block, Columns | Fragment | Callout | Component)
    for name in () if holds else (*names, "section"):
        if style := _style(styles.get(name, ""), on_ground):
            block = style.block(block)
    return block


def _within(block: Block, each: Callable[[Block], Block]) -> Block:
    match block:
        case Columns():
            return replace(block, columns=tuple(tuple(map(each, column)) for column in block.columns))
        case Fragment() | Callout() | Component():
            return replace(block, blocks=tuple(map(each, block.blocks)))
        case _:
            return block


def _style(said: str, on_ground: bool) -> FenceStyle | None:
    found = fence_style(Attributes(values={"style": said})) if said else None
    if found and found.marks.color and not (on_ground or _is_readable(found.marks.color)):
        return replace(found, marks=replace(found.marks, color=""))
    return found


def _marked(inlines: Inlines, styles: Mapping[str, str], on_ground: bool) -> Inlines:
    """What the sheet says of marks in a line."""
    known = {name: style for name in _MARKED if (style := _style(styles.get(name, ""), on_ground))}
    if not known:
        return inlines

    def run(item: Run) -> Run:
        for name, style in known.items():
            if _MARKED[name](item.marks):
                (item,) = style.inlines((item,))  # type: ignore[assignment]
        return item

    return tuple(item if isinstance(item, LineBreak) else run(item) for item in inlines)


def _is_readable(color: str) -> bool:
    """True for a colour that is not nearly white: whose deck says nothing of its ground is shown on paper."""
    if len(color) not in (6, 8) or color.startswith("brand-"):
        return True
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    luminance: float = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return luminance < LIGHTEST


LIGHTEST = 0.35
"""Relative luminance (WCAG 2.2): 2.6 : 1 on white."""


def ground_of(styles: Mapping[str, str]) -> dict[str, str]:
    """What is said of the slide itself, in the words of settings."""
    said = styles.get("section", "")
    ground = (
        style_of(said, "background-image")
        or style_of(said, "background")
        or style_of(said, "background-color")
    )
    color = style_of(said, "background-color")
    found = {"background": ground} if ground and ("(" in ground or hex_color(ground)) else {}
    return found | ({"background-color": color} if hex_color(color) else {})
