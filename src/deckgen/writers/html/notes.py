"""Speaker notes as HTML, for reveal.js's speaker view."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

from deckgen.deck.blocks import (
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
from deckgen.deck.mathml import mathml
from deckgen.deck.maths import Formula
from deckgen.deck.walk import runs_of
from deckgen.writers.html.text import TextWriter


def notes_html(blocks: Sequence[Block], text: TextWriter) -> str:
    """Blocks in ordinary flow."""
    return "".join(_block(block, text) for block in blocks)


def notes_formulas(blocks: Sequence[Block]) -> list[Formula]:
    """The formulas in `blocks`."""
    found = [run.marks.math for run in runs_of(blocks) if run.marks.math is not None]
    return found + [block.formula for block in blocks if isinstance(block, Equation)]


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
            credit = f"<p>{text.inlines(block.attribution)}</p>" if block.attribution else ""
            return f"<blockquote>{notes_html(block.blocks, text)}{credit}</blockquote>"
        case Callout():
            return f"<h4>{text.inlines(block.title)}</h4>{notes_html(block.blocks, text)}"
        case Fragment() | Footnote() | Component():
            return notes_html(block.blocks, text)
        case Definitions():
            terms = [
                f"<dt>{text.inlines(item.term)}</dt>"
                + "".join(f"<dd>{notes_html(m, text)}</dd>" for m in item.meanings)
                for item in block.items
            ]
            return f"<dl>{''.join(terms)}</dl>"
        case Equation():
            number = f" ({escape(block.number)})" if block.number else ""
            return f"<p>{mathml(block.formula)}{number}</p>"
        case Pause():
            return ""
        case Columns():
            return "".join(notes_html(column, text) for column in block.columns)
        case Table():
            cells = [
                "".join(f"<td>{text.inlines(cell.inlines)}</td>" for cell in row) for row in block.every_row
            ]
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        case Figure():
            return f"<p>{escape(block.alt or block.target)}</p>"
        case _:
            assert_never(block)
