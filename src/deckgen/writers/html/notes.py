"""Speaker notes as HTML, for reveal.js's speaker view."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

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
from deckgen.writers.html.text import TextWriter


def notes_html(blocks: Sequence[Block], text: TextWriter) -> str:
    """Blocks in ordinary flow."""
    return "".join(_block(block, text) for block in blocks)


def _block(block: Block, text: TextWriter) -> str:
    match block:
        case Paragraph():
            return f"<p>{text.inlines(block.inlines)}</p>"
        case Subheading():
            return f"<h4>{text.inlines(block.inlines)}</h4>"
        case ListBlock():
            tag = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            items = "".join(f"<li>{notes_html(item.blocks, text)}</li>" for item in block.items)
            return f"<{tag}{start}>{items}</{tag}>"
        case CodeBlock():
            return f"<pre><code>{escape(block.text, quote=False)}</code></pre>"
        case Quotation():
            return f"<blockquote>{notes_html(block.blocks, text)}</blockquote>"
        case Columns():
            return "".join(notes_html(column, text) for column in block.columns)
        case Table():
            rows = [block.header, *block.rows] if block.header else list(block.rows)
            cells = ["".join(f"<td>{text.inlines(cell)}</td>" for cell in row) for row in rows]
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        case Figure():
            return f"<p>{escape(block.alt or block.target)}</p>"
        case _:
            assert_never(block)
