"""`:::` fences: matched up, and turned into what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from deckgen.deck.blocks import (
    Block,
    Columns,
    Quotation,
    Subheading,
)
from deckgen.deck.inlines import Inlines, Run
from deckgen.deck.walk import map_inlines
from deckgen.readers.attributes import Attributes, parse_attributes
from deckgen.readers.items import (
    DivClose,
    DivOpen,
    Footnote,
    Heading,
    Item,
    NotesBelow,
    SectionBreak,
    SlideBreak,
    Slot,
)

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Notes:
    """Speaker notes for the slide that they stand on."""

    blocks: tuple[Block, ...]


Resolved: TypeAlias = Block | Heading | SlideBreak | SectionBreak | Footnote | Notes | NotesBelow | Slot

_QUOTES = frozenset(("quote", "quotation", "blockquote", "epigraph"))
_NOTES = frozenset(("notes", "speaker-notes"))
DEEPEST = 20
"""Fences inside one another; deeper ones dissolve."""
_BOXES = frozenset(
    ("panel-tabset", "tip", "note", "info", "warning", "important", "caution", "danger", "success", "details")
)
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
                inner = re.fullmatch(r"([\w-]+\s*)?\{(.*)\}", info)
                named = re.fullmatch(r"([\w-]+)\[(.*)\]\s*(?:\{.*\})?", info)  # as Docusaurus has it
                bracketed = named[2] if named else ""
                name, _, title = (named[1], "", "") if named else info.partition(" ")
                attributes = parse_attributes(inner[2] if inner else name)
                _report_unknown(attributes, item, context)
                stack.append(_Div(attributes, item.span))
                if len(stack) > DEEPEST:
                    stack[-1] = _Div(Attributes(), item.span)
                title = attributes.values.get("title", "") if inner else (bracketed or title)
                if title.strip():
                    stack[-1].items.append(Subheading(4, (Run(title.strip()),), item.span))
            case Heading() if any(_is_box(div) for div in stack):
                stack[-1].items.append(Subheading(item.level, item.inlines, item.span))
            case DivClose():
                if len(stack) > 1:
                    _close(stack)
                else:
                    message = "this `:::` closes nothing"
                    context.report("fence-not-open", "warning", message, item.span, "delete it")
            case SlideBreak() | SectionBreak() | NotesBelow() | Slot():
                _close_all(stack, context)
                stack[0].items.append(item)
            case _:
                stack[-1].items.append(item)
    _close_all(stack, context)
    return _settled(stack[0].items, None)


def _is_box(div: _Div) -> bool:
    """True for what a heading only titles: no slide begins in a callout or a set of tabs."""
    return any(name in _BOXES or name.startswith("callout") for name in div.attributes.classes)


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
            case SlideBreak() | SectionBreak() | NotesBelow() | Slot():
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
        case SlideBreak() | SectionBreak() | NotesBelow() | Slot():
            return item
        case _:
            return _lang_block(item, lang)


def _lang_block(block: Block, lang: str) -> Block:
    return map_inlines(block, lambda inlines: _lang_inlines(inlines, lang))


def _lang_inlines(inlines: Inlines, lang: str) -> Inlines:
    return tuple(
        Run(item.text, replace(item.marks, lang=item.marks.lang or lang)) if isinstance(item, Run) else item
        for item in inlines
    )
