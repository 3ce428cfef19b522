"""Paragraphs as they are set → the blocks that an author would have written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Align,
    Block,
    CodeBlock,
    Equation,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TableCell,
)
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Run, merge_runs, plain_text, trim
from deckgen.powerpoint.model import Grid, ShownParagraph
from deckgen.source import Span

HERE = Span(1)
"""Of blocks that no source has."""


def blocks_of(paragraphs: Sequence[ShownParagraph]) -> list[Block]:
    """Lists with what hangs below their items, code, formulas, and paragraphs."""
    found: list[Block] = []
    for kind, group in groupby(_said(paragraphs), key=itemgetter(0)):
        together = [each for _, each in group]
        if kind == "list":
            found += _lists(together)
        elif kind == "code":
            found.append(_code(together))
        else:
            found += [_paragraph(each) for each in together]
    return found


def _said(paragraphs: Sequence[ShownParagraph]) -> Iterator[tuple[str, ShownParagraph]]:
    """Each that says something, with what kind it is; between lines of code an empty one is a line, too."""
    last, empty = "", list[ShownParagraph]()
    for each in paragraphs:
        if not plain_text(each.inlines).strip():
            empty.append(each)
            continue
        kind = _kind(each)
        if last == kind == "code":
            yield from ((kind, line) for line in empty)
        yield kind, each
        last, empty = kind, []


def _kind(paragraph: ShownParagraph) -> str:
    if paragraph.marker:
        return "list"
    return "code" if _is_code(paragraph) else "text"


def _is_code(paragraph: ShownParagraph) -> bool:
    runs = [each for each in paragraph.inlines if isinstance(each, Run) and each.text.strip()]
    return bool(runs) and all(run.marks.code and not run.marks.link for run in runs)


def unmarked(inlines: Inlines, *, bold: bool = False) -> Inlines:
    """Without a colour that all of it has (and if `bold` without its weight): that is how its place looks, and
    stresses nothing."""
    runs = [each for each in inlines if isinstance(each, Run) and each.text.strip()]
    for name in ("color", *(("bold",) if bold else ())):
        if (
            runs
            and all(getattr(run.marks, name) for run in runs)
            and len({run.marks.color for run in runs}) == 1
        ):
            plain = {name: type(getattr(runs[0].marks, name))()}
            inlines = tuple(
                replace(each, marks=replace(each.marks, **plain)) if isinstance(each, Run) else each
                for each in inlines
            )
    return merge_runs(list(inlines))


def _paragraph(paragraph: ShownParagraph) -> Block:
    inlines = unmarked(trim(paragraph.inlines))
    only = inlines[0] if len(inlines) == 1 else None
    if isinstance(only, Run) and only.marks.math is not None:
        return Equation(text=only.text, formula=only.marks.math, span=HERE)
    return Paragraph(inlines, HERE)


def _code(paragraphs: Sequence[ShownParagraph]) -> CodeBlock:
    return CodeBlock(text="\n".join(plain_text(each.inlines).rstrip() for each in paragraphs), span=HERE)


def _lists(paragraphs: Sequence[ShownParagraph]) -> list[Block]:
    """Lists one after the other: a new one begins where the kind of the outermost items changes."""
    found: list[Block] = []
    top = min(each.level for each in paragraphs)
    for _, group in groupby(_with_parents(paragraphs, top), key=lambda each: _sort(each[0])):
        items = list(group)
        first = items[0][0]
        blocks = tuple(_item(each, below) for each, below in items)
        numbered = first.marker == "number"
        found.append(
            ListBlock(
                items=blocks, span=HERE, ordered=numbered, start=first.start if numbered else 1,
                delimiter=")" if first.delimiter == ")" else ".",
            )
        )  # fmt: skip
    return found


def _sort(paragraph: ShownParagraph) -> tuple[str, str, str]:
    return paragraph.marker, paragraph.numbering, paragraph.delimiter


def _with_parents(
    paragraphs: Sequence[ShownParagraph], top: int
) -> list[tuple[ShownParagraph, list[ShownParagraph]]]:
    """Each outermost paragraph with those below it."""
    found: list[tuple[ShownParagraph, list[ShownParagraph]]] = []
    for each in paragraphs:
        if each.level <= top or not found:
            found.append((each, []))
        else:
            found[-1][1].append(each)
    return found


def _item(paragraph: ShownParagraph, below: Sequence[ShownParagraph]) -> ListItem:
    inlines = unmarked(trim(paragraph.inlines))
    checked: bool | None = paragraph.sign == "☑" if paragraph.sign in ("☑", "☐") else None
    first = inlines[0] if inlines else None
    if isinstance(first, Run) and first.text[:2] in ("☐ ", "☑ "):
        checked = first.text[0] == "☑"
        inlines = (replace(first, text=first.text[2:]), *inlines[1:])
    return ListItem(
        blocks=(Paragraph(inlines, HERE), *(_lists(below) if below else ())), span=HERE, checked=checked
    )


def table_of(grid: Grid) -> Table:
    """A table whose cells hold their paragraphs line by line."""
    plain = tuple(((1, 1),) * len(row) for row in grid.rows)
    rows = [
        tuple(
            TableCell(_cell(cell), across=across, down=down)
            for cell, (across, down) in zip(*row, strict=True)
        )
        for row in zip(grid.rows, grid.takes or plain, strict=True)
    ]
    count = max((len(row) for row in rows), default=1)
    header = rows[0] if grid.header and rows else ()
    align: list[Align] = [""] * count
    return Table(align=tuple(align), header=header, rows=tuple(rows[len(header) > 0 :]), span=HERE)


def _cell(paragraphs: Sequence[ShownParagraph]) -> Inlines:
    found: list[Inline] = []
    for number, each in enumerate(each for each in paragraphs if each.inlines):
        found += [LineBreak()] if number else []
        sign = {"bullet": "• ", "number": f"{each.start}. "}.get(each.marker, "")
        found += [Run(sign), *each.inlines] if sign else each.inlines
    return trim(tuple(found))


def joined(paragraphs: Sequence[ShownParagraph]) -> Inlines:
    """Paragraphs as lines of one."""
    return _cell([replace(each, marker="") for each in paragraphs])
