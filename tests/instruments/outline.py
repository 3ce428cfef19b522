"""A deck's model as text that a person can read and a test can compare.

A line a block, two spaces a level. Running text is Markdown; marks that Markdown has not are spans (`[x]{.small}`).
What the speaker says stands behind `notes`, what is reported behind `!`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    TableCell,
)
from deckgen.deck.clicks import NEXT, Click
from deckgen.deck.inlines import PLAIN, Inlines, Marks, Run
from deckgen.deck.slides import Deck, LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Warned

_WRAPS = (("code", "`"), ("bold", "**"), ("italic", "*"), ("strike", "~~"), ("superscript", "^"),
          ("subscript", "~"), ("highlight", "=="))  # fmt: skip
_CLASSES = ("underline", "small", "keyboard", "small_caps", "fragment")


def outline_of(read: Warned[Deck]) -> str:
    """All sections, slides and findings but notes."""
    lines: list[str] = []
    for section in read.value.sections:
        lines += [f"section {section.title}"] if section.title else []
        for slide in section.slides:
            lines += _slide(slide)
    lines += [f"! {found.code}" for found in read.found if found.severity != "note"]
    return "\n".join(lines)


def _slide(slide: Slide) -> Iterator[str]:
    said = [slide.kind.value] if slide.kind is not SlideKind.CONTENT else []
    said += [f"layout={slide.layout.value}"] if slide.layout is not LayoutChoice.AUTO else []
    said += ["hidden"] if slide.hidden else []
    said += ["incremental"] if slide.incremental else []
    said += [f".{name}" for name in slide.classes]
    if background := slide.background:
        said += [f"background={background.color}"] if background.color else []
        said += ["background=gradient"] if background.gradient else []
        for each in background.pictures:
            side = f" {each.side} {each.share:g}" if each.side else ""
            said.append(f"background={each.figure.target}{side}{' whole' if each.contain else ''}")
    said += [f"header={_inlines(slide.header)}"] if slide.header else []
    if slide.footer:
        said += [f"footer={_inlines(slide.footer)}"]
    said += [f"number={slide.number}"] if slide.number else []
    said += ["fit"] if slide.fits else []
    said += [f"transition={slide.transition}"] if slide.transition else []
    yield f"slide {_inlines(slide.title)}".rstrip() + (f" ({', '.join(said)})" if said else "")
    yield from _blocks(blocks_of(slide), 1)
    if slide.notes:
        yield "  notes"
        yield from _blocks(slide.notes, 2)


def _blocks(blocks: Sequence[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        for line in _block(block):
            yield "  " * depth + line


def _nested(head: str, blocks: Sequence[Block]) -> Iterator[str]:
    yield head
    yield from _blocks(blocks, 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"p {_inlines(block.inlines)}" + (f" ({block.align})" if block.align else "")
        case Subheading():
            yield f"h{block.level} {_inlines(block.inlines)}"
        case ListBlock():
            yield from _list(block)
        case CodeBlock():
            steps = "|".join(",".join(map(str, sorted(step))) or "*" for step in block.steps)
            more = (block.language, block.title and f"title={block.title}", steps and f"steps={steps}",
                    "" if block.first_number is None else f"numbers={block.first_number}")  # fmt: skip
            yield " ".join(("code", *filter(None, more)))
            yield from (f"  | {line}".rstrip() for line in block.text.split("\n"))
        case Equation():
            yield f"equation {' '.join(block.text.split())}" + (f" ({block.number})" if block.number else "")
        case Table():
            align = ",".join(each or "-" for each in block.align)
            yield f"table {align}"
            if block.header:
                yield f"  head {_row(block.header)}"
            yield from (f"  row {_row(row)}" for row in block.rows)
            if block.caption:
                yield f"  caption {_inlines(block.caption)}"
        case Quotation():
            yield from _nested("quote", block.blocks)
            if block.attribution:
                yield f"  by {_inlines(block.attribution)}"
        case Callout():
            yield from _nested(f"callout {block.kind} {_inlines(block.title)}".rstrip(), block.blocks)
        case Component():
            yield from _nested(f"component {block.name}", block.blocks)
        case Definitions():
            for item in block.items:
                yield f"term {_inlines(item.term)}"
                for meaning in item.meanings:
                    yield from _nested("  means", ())
                    yield from _blocks(meaning, 2)
        case Footnote():
            yield from _nested(f"footnote {block.label}".rstrip(), block.blocks)
        case Figure():
            yield _figure(block)
        case Columns():
            widths = " ".join(f"{width:.2f}" for width in block.widths)
            yield f"columns {widths}".rstrip()
            for column in block.columns:
                yield "  column"
                yield from _blocks(column, 2)
        case Pause():
            yield "pause"
        case Fragment():
            yield from _nested(_when(block.click).strip(), block.blocks)
        case _:
            assert_never(block)


def _when(click: Click) -> str:
    until = {0: "", NEXT: " then out"}.get(click.until, f" until {click.until}")
    return (" fragment" if click.comes else " fragment out") + until


def _list(block: ListBlock) -> Iterator[str]:
    head = f"ol {block.start}" if block.ordered else "ul"
    yield head + (" incremental" if block.incremental else "")
    for item in block.items:
        mark = {None: "-", True: "- [x]", False: "- [ ]"}[item.checked] + (
            _when(item.click) if item.click else ""
        )
        first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (None, ())
        if isinstance(first, Paragraph):
            yield f"  {mark} {_inlines(first.inlines)}"
        else:
            yield f"  {mark}"
            rest = item.blocks
        yield from _blocks(rest, 2)


def _figure(block: Figure) -> str:
    what = f"fence:{block.fence.kind}" if block.fence else block.target
    parts = [f"figure {what}", block.alt and f"alt={block.alt!r}",
             block.caption and f"caption={_inlines(block.caption)!r}", block.width and f"width={block.width}",
             block.height and f"height={block.height}", block.link and f"link={block.link}"]  # fmt: skip
    return " ".join(filter(None, parts))


def _row(cells: Sequence[TableCell]) -> str:
    return " | ".join(
        " ".join(filter(None, (_inlines(cell.inlines), *map(_figure, cell.figures)))) for cell in cells
    )


def _inlines(inlines: Inlines) -> str:
    return "".join(_run(item) if isinstance(item, Run) else "⏎" for item in inlines).replace("\n", "␤")


def _run(run: Run) -> str:
    marks, text = run.marks, run.text
    if marks == PLAIN:
        return text
    if marks.picture:
        return f"![{marks.picture.alt}]({marks.picture.target})"
    if marks.math:
        return f"⟨{text}⟩"
    for name, wrap in _WRAPS:
        if getattr(marks, name):
            text = f"{wrap}{text}{wrap}"
    if inside := _attributes(marks):
        text = f"[{text}]{{{inside}}}"
    return f"[{text}]({marks.link})" if marks.link else text


def _attributes(marks: Marks) -> str:
    parts = [f".{name.replace('_', '-')}" for name in _CLASSES if getattr(marks, name)]
    parts += [
        f"{name}={getattr(marks, name)}" for name in ("color", "fill", "lang", "note") if getattr(marks, name)
    ]
    parts += [f"scale={marks.scale:g}"] if marks.scale != 1 else []
    return " ".join(parts)
