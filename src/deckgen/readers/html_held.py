"""What elements of HTML's make of the Markdown that they hold: lists, quotations, headings, links, captions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Figure, ListBlock, ListItem, Paragraph, Subheading
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Run
from deckgen.readers.attributes import Attributes
from deckgen.readers.html_names import click_of, numbering_of
from deckgen.readers.quotations import attributed
from deckgen.source import Span

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
HOLDERS = HEADINGS | {"ul", "ol", "li", "blockquote", "a", "figcaption"}
"""Elements that say what the Markdown in them is."""


def element_of(tag: str, blocks: Sequence[Block], attributes: Attributes, span: Span) -> list[Block]:
    """The blocks as the element `tag` shows them."""
    if tag == "li":
        click = click_of(attributes.classes, attributes.values)
        return [ListBlock((ListItem(tuple(blocks), span, click=click),), span)]
    if tag in ("ul", "ol"):
        listed = _list(blocks, span, ordered=tag == "ol")
        return [replace(listed, numbering=numbering_of(attributes.values))]
    if tag == "blockquote":
        return [attributed(tuple(blocks), span)]
    if tag in HEADINGS:
        return [Subheading(int(tag[1]), words_of(blocks), span)]
    if tag == "a":
        return [_linked(block, attributes.values.get("href", "")) for block in blocks]
    return list(blocks)


def captioned(around: Sequence[Block], blocks: Sequence[Block]) -> Figure | None:
    """The figure that these blocks are the caption of; None if none stands above."""
    last = around[-1] if around else None
    return replace(last, caption=words_of(blocks)) if isinstance(last, Figure) else None


def words_of(blocks: Sequence[Block]) -> Inlines:
    """The words of paragraphs, a line each."""
    found: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph | Subheading):
            found += [*([LineBreak()] if found else []), *block.inlines]
    return tuple(found)


def _list(blocks: Sequence[Block], span: Span, *, ordered: bool) -> ListBlock:
    items: list[ListItem] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            items += block.items
        elif items:  # what stands between items is the one's above
            items[-1] = replace(items[-1], blocks=(*items[-1].blocks, block))
        else:
            items.append(ListItem((block,), span))
    return ListBlock(tuple(items), span, ordered)


def _linked(block: Block, href: str) -> Block:
    if isinstance(block, Figure):
        return replace(block, link=block.link or href)
    if isinstance(block, Paragraph | Subheading):
        return replace(block, inlines=tuple(_link(item, href) for item in block.inlines))
    return block


def _link(item: Inline, href: str) -> Inline:
    if not isinstance(item, Run) or item.marks.link:
        return item
    return replace(item, marks=replace(item.marks, link=href))
