"""Speaker notes: a notes page for each slide that has some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
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
from deckgen.writers.pptx.text import TextWriter
from deckgen.writers.pptx.xml import HEAD, NAMESPACES, language


def notes_xml(notes: Sequence[Block], text: TextWriter) -> str:
    """The notes page."""
    paragraphs = "".join(
        f'<a:p><a:pPr lvl="{level}"/>{text.runs(inlines)}</a:p>' for inlines, level in _paragraphs(notes, 0)
    )
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image 1"/><p:cNvSpPr><a:spLocks noGrp="1" '
        'noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>'
        '<p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs or _empty(text)}</p:txBody></p:sp>"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _empty(text: TextWriter) -> str:
    return f"<a:p><a:endParaRPr{language(text.lang)}/></a:p>"


def _paragraphs(blocks: Sequence[Block], level: int) -> Iterator[tuple[Inlines, int]]:
    """Notes as plain paragraphs with a level; list items keep their bullet or number as text."""
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield block.inlines, level
            case CodeBlock():
                for line in block.text.split("\n"):
                    yield (Run(line, Marks(code=True)),), level
            case ListBlock():
                for number, item in enumerate(block.items, block.start):
                    marker = Run(f"{number}. " if block.ordered else "• ")
                    inner = list(_paragraphs(item.blocks, min(level + 1, 8)))
                    first, depth = inner[0] if inner else ((), level + 1)
                    yield (marker, *first), max(0, depth - 1)
                    yield from inner[1:]
            case Quotation():
                yield from _paragraphs(block.blocks, level)
                if block.attribution:
                    yield block.attribution, level
            case Callout():
                yield block.title, level
                yield from _paragraphs(block.blocks, level)
            case Fragment() | Footnote():
                yield from _paragraphs(block.blocks, level)
            case Definitions():
                for definition in block.items:
                    yield definition.term, level
                    for meaning in definition.meanings:
                        yield from _paragraphs(meaning, min(level + 1, 8))
            case Equation():
                yield (Run(block.text),), level
            case Pause():
                pass
            case Columns():
                for column in block.columns:
                    yield from _paragraphs(column, level)
            case Table():
                for row in (block.header, *block.rows):
                    cells: list[Run | LineBreak] = []
                    for cell in row:
                        cells += [Run(" | "), *cell.inlines] if cells else list(cell.inlines)
                    if cells:
                        yield tuple(cells), level
            case Figure():
                yield (Run(block.alt or block.target),), level
            case _:
                assert_never(block)
