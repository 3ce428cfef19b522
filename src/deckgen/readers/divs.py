"""`:::` fences: matched up, and turned into what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from deckgen.deck.blocks import (
    Block,
    CodeBlock,
    Columns,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, Run
from deckgen.readers.attributes import Attributes, parse_attributes
from deckgen.readers.blocks import (
    DivClose,
    DivOpen,
    Footnote,
    Heading,
    Item,
    SectionBreak,
    SlideBreak,
)

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Notes:
    """Speaker notes for the slide that they stand on."""

    blocks: tuple[Block, ...]


Resolved: TypeAlias = Block | Heading | SlideBreak | SectionBreak | Footnote | Notes

_QUOTES = frozenset(("quote", "quotation", "blockquote", "epigraph"))
_NOTES = frozenset(("notes", "speaker-notes"))
_KNOWN = _QUOTES | _NOTES | {"columns", "column", "incremental", "nonincremental", "fragment"}


@dataclass(slots=True, eq=False, repr=False)
class _Div:
    attributes: Attributes
    span: Span | None
    items: list[Resolved] = field(default_factory=list)


def resolve_divs(items: Sequence[Item], context: ReadContext) -> list[Resolved]:
    """Replace fences by quotations, columns, notes or simply by what they hold."""
    stack = [_Div(Attributes(), None)]
    for item in items:
        match item:
            case DivOpen():
                info = item.info.strip()
                inner = re.fullmatch(r"(?:[\w-]+\s*)?\{(.*)\}", info)
                attributes = parse_attributes(inner[1] if inner else info)
                _report_unknown(attributes, item, context)
                stack.append(_Div(attributes, item.span))
            case DivClose():
                if len(stack) > 1:
                    _close(stack)
                else:
                    message = "this `:::` closes nothing"
                    context.report("fence-not-open", "warning", message, item.span, "delete it")
            case SlideBreak() | SectionBreak():
                _close_all(stack, context)
                stack[0].items.append(item)
            case _:
                stack[-1].items.append(item)
    _close_all(stack, context)
    return _settled(stack[0].items, None)


def _report_unknown(attributes: Attributes, item: DivOpen, context: ReadContext) -> None:
    for name in attributes.classes:
        if name not in _KNOWN:
            message = f"`{name}` means nothing to deckgen; its content is shown as it is"
            where = context.source.find(name, item.span)
            context.report("unknown-class", "note", message, where)


def _close_all(stack: list[_Div], context: ReadContext) -> None:
    while len(stack) > 1:
        if span := stack[-1].span:
            message = "this fence is still open where its slide ends"
            context.report("fence-not-closed", "warning", message, span, "close it with `:::`")
        _close(stack)


def _close(stack: list[_Div]) -> None:
    """Put what the innermost fence holds into the one around it."""
    div = stack.pop()
    around = stack[-1].items
    items = div.items if "columns" in div.attributes.classes else _settled(div.items, div.span)
    if lang := div.attributes.values.get("lang"):
        items = [_with_lang(item, lang) for item in items]
    classes = frozenset(div.attributes.classes)
    span = div.span
    if span is None or not items:
        return
    if classes & _NOTES:
        around.append(Notes(_blocks(items)))
    elif classes & _QUOTES:
        around.append(Quotation(_blocks(items), span))
    elif "column" in classes:
        around.append(Columns((_blocks(items),), span, (_share(div.attributes),)))
    elif "columns" in classes:
        around += _columns(items, span)
    else:
        around += items


def _settled(items: Sequence[Resolved], span: Span | None) -> list[Resolved]:
    """`.column` fences that no `.columns` holds: neighbours stand side by side, a lone one dissolves."""
    found: list[Resolved] = []
    run: list[Columns] = []

    def settle() -> None:
        if len(run) > 1:
            found.extend(_columns(run, span or run[0].span))
        else:
            found.extend(block for column in run for block in column.columns[0])
        run.clear()

    for item in items:
        if isinstance(item, Columns) and len(item.columns) == 1:
            run.append(item)
        else:
            settle()
            found.append(item)
    settle()
    return found


def _columns(items: Sequence[Resolved], span: Span) -> list[Resolved]:
    """The `.column` fences inside `.columns`, side by side; what stands between them follows."""
    columns = [item for item in items if isinstance(item, Columns) and len(item.columns) == 1]
    rest = [item for item in items if item not in columns]
    if not columns:
        return rest
    shares = [column.widths[0] if column.widths else 0.0 for column in columns]
    given = sum(shares)
    missing = shares.count(0.0)
    free = max(0.1 * missing, 1 - given) / missing if missing else 0.0
    widths = [share or free for share in shares]
    total = sum(widths)
    side_by_side = Columns(
        tuple(column.columns[0] for column in columns), span, tuple(w / total for w in widths)
    )
    return [side_by_side, *rest]


def _share(attributes: Attributes) -> float:
    width = attributes.values.get("width", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)%", width)
    return float(match[1]) / 100 if match else 0.0


def _blocks(items: Sequence[Resolved]) -> tuple[Block, ...]:
    found: list[Block] = []
    for item in items:
        match item:
            case Heading():
                found.append(Subheading(item.level, item.inlines, item.span))
            case Notes() | Footnote():
                found += item.blocks
            case SlideBreak() | SectionBreak():
                pass  # these close every fence first
            case _:
                found.append(item)
    return tuple(found)


def _with_lang(item: Resolved, lang: str) -> Resolved:
    match item:
        case Heading():
            return replace(item, inlines=_lang_inlines(item.inlines, lang))
        case Notes():
            return Notes(tuple(_lang_block(block, lang) for block in item.blocks))
        case Footnote():
            return replace(item, blocks=tuple(_lang_block(block, lang) for block in item.blocks))
        case SlideBreak() | SectionBreak():
            return item
        case _:
            return _lang_block(item, lang)


def _lang_block(block: Block, lang: str) -> Block:
    match block:
        case Paragraph() | Subheading():
            return replace(block, inlines=_lang_inlines(block.inlines, lang))
        case ListBlock():
            return replace(block, items=tuple(_lang_item(item, lang) for item in block.items))
        case Quotation():
            return replace(block, blocks=tuple(_lang_block(b, lang) for b in block.blocks))
        case Table():
            header = tuple(_lang_inlines(cell, lang) for cell in block.header)
            rows = tuple(tuple(_lang_inlines(c, lang) for c in row) for row in block.rows)
            return replace(block, header=header, rows=rows)
        case Columns():
            columns = tuple(tuple(_lang_block(b, lang) for b in c) for c in block.columns)
            return replace(block, columns=columns)
        case Figure() | CodeBlock():
            return block
        case _:
            assert_never(block)


def _lang_item(item: ListItem, lang: str) -> ListItem:
    return replace(item, blocks=tuple(_lang_block(block, lang) for block in item.blocks))


def _lang_inlines(inlines: Inlines, lang: str) -> Inlines:
    return tuple(
        Run(item.text, replace(item.marks, lang=item.marks.lang or lang)) if isinstance(item, Run) else item
        for item in inlines
    )
