"""`:::` fences: matched up, and turned into what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.components import component_names
from deckgen.deck.blocks import Block, Callout, Columns, Component, Footnote, Fragment, Paragraph, Subheading
from deckgen.diagnostics import closest
from deckgen.readers.attributes import Attributes, is_not_for_us, parse_attributes
from deckgen.readers.boxes import BOX, box_look, boxed
from deckgen.readers.callouts import callout, kind_of, titled
from deckgen.readers.column_titles import titles_of_columns
from deckgen.readers.div_items import Notes, Resolved, blocks_in, marked_item, settled, share_of, side_by_side
from deckgen.readers.fence_styles import ALIGNED, INCREMENTAL, SMALL, fence_style
from deckgen.readers.html_held import HEADINGS, HOLDERS, captioned, element_of
from deckgen.readers.html_names import click_of
from deckgen.readers.inlines import inline_text
from deckgen.readers.layouts import (
    LAYOUTS,
    PROOFS,
    arranged,
    is_layout,
    named,
    one_by_one,
    parts_of,
    proved,
    tabs,
)
from deckgen.readers.notes import without_note_mark
from deckgen.readers.open_fences import closed_at_slides, closed_grids
from deckgen.readers.outline_items import (
    DivClose,
    DivOpen,
    ElementOf,
    Heading,
    Item,
    NotesBelow,
    SectionBreak,
    SlideBreak,
    Slot,
)
from deckgen.readers.quotations import attributed, credited
from deckgen.readers.reference_names import kind_of as kind_of_name
from deckgen.readers.slice_model import SlideSettings
from deckgen.readers.slide_items import ground_of, of_the_slide
from deckgen.source import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext


_QUOTES = frozenset(("quote", "quotation", "blockquote", "epigraph"))
_ASIDES = frozenset(("aside", "footnote"))
"""What stands at the slide's foot."""
_NOTES = frozenset(("notes", "speaker-notes"))
_TABS = frozenset(("panel-tabset", "code-group"))
_HIDDEN = frozenset(("hidden",))
DEEPEST = 20
"""Fences inside one another; deeper ones dissolve."""
_KNOWN = (
    _QUOTES | _NOTES | _HIDDEN | SMALL | frozenset(ALIGNED)
    | {"columns", "column", "fragment", *_TABS, "content-hidden", "content-visible", "r-stack", "r-hstack",
       "r-vstack", "r-stretch", "footer", "proof", "remark", "solution", "cell", *INCREMENTAL}
)  # fmt: skip


class _Div(Struct, eq=False):
    attributes: Attributes
    span: Span | None
    items: list[Resolved] = field(default_factory=list)
    title: str = ""
    tag: str = ""
    """Of HTML's; nothing for a fence."""
    component: str = ""
    """Whose content it is."""


def is_in_div(tokens: Iterable[Token]) -> bool:
    """True if these tokens, to the end of their text, close a fence that they don't open."""
    depth = 0
    for token in tokens:
        depth += (token.type == "div_open") - (token.type == "div_close")
        if depth < 0:
            return True
    return False


def resolve_divs(items: Sequence[Item], context: ReadContext) -> list[Resolved]:
    """Replace fences by quotations, columns, notes or simply by what they hold."""
    stack = [_Div(Attributes(), None)]
    items = closed_grids(closed_at_slides(items, context))
    titles, above = titles_of_columns(items), 0
    for at, item in enumerate(items):
        match item:
            case DivOpen() if len(stack) > 5 * DEEPEST:
                pass  # what it holds is the outer one's
            case DivOpen() if item.attributes is not None:
                stack.append(_tagged(item, stack))
            case DivOpen():
                info = item.info.strip()
                inner = re.fullmatch(r"([\w-]+\s*)?\{(.*)\}", info)
                named = re.fullmatch(r"([\w-]+)\[(.*)\]\s*(?:\{.*\})?", info)  # as Docusaurus has it
                bracketed = named[2] if named else ""
                name, _, title = (named[1], "", "") if named else info.partition(" ")
                attributes = parse_attributes(inner[2] if inner else name)
                component = _component(attributes, context)
                _report_unknown(attributes, component, item, context)
                stack.append(_Div(attributes, item.span, component=component))
                if len(stack) > DEEPEST:
                    stack[-1] = _Div(Attributes(), item.span)
                title = attributes.values.get("title", "") if inner else (bracketed or title)
                if title.strip() and kind_of(attributes.classes):
                    stack[-1].title = title.strip()
                elif title.strip():
                    stack[-1].items.append(
                        Subheading(4, inline_text(title.strip(), item.span, context), item.span)
                    )
            case Heading() if at in titles or any(_is_box(div) or div.tag in HOLDERS for div in stack):
                stack[-1].items.append(Subheading(item.level, item.inlines, item.span))
            case Heading() if _is_below(item, above, context) and any(map(_is_painted, stack)):
                stack[-1].items.append(Subheading(item.level, item.inlines, item.span))
            case DivClose() if item.tag:
                _close_tag(item.tag, stack, context)
            case DivClose():
                if len(stack) > 1:
                    _close(stack, context)
                else:
                    message = "this `:::` closes nothing"
                    context.report("fence-not-open", "warning", message, item.span, "delete it")
            case ElementOf():
                pass  # nothing stands before it
            case SlideSettings() | Footnote():
                stack[0].items.append(item)
            case SlideBreak() | SectionBreak() | NotesBelow() | Slot():
                _close_all(stack, context)
                stack[0].items.append(item)
                above = above if isinstance(item, NotesBelow | Slot) else 0
            case _:
                above = above or (item.level if isinstance(item, Heading) else 0)
                stack[-1].items.append(item)
    _close_all(stack, context)
    return settled(stack[0].items, None)


def _tagged(item: DivOpen, stack: Sequence[_Div]) -> _Div:
    """A tag around Markdown; one right inside columns is a column."""
    attributes = item.attributes or Attributes()
    if len(stack) >= DEEPEST:
        return _Div(Attributes(), item.span, tag=item.tag)
    inside = stack[-1].tag and "columns" in stack[-1].attributes.classes
    if inside and "columns" not in attributes.classes:
        attributes = replace(attributes, classes=(*attributes.classes, "column"))
    return _Div(attributes, item.span, title=attributes.values.get("title", ""), tag=item.tag)


def _close_tag(tag: str, stack: list[_Div], context: ReadContext) -> None:
    """Close the innermost element of that name and what is open in it; a stray closing tag says nothing."""
    if any(div.tag == tag for div in stack):
        while stack[-1].tag != tag:
            _close(stack, context)
        _close(stack, context)


def _is_box(div: _Div) -> bool:
    """True for what a heading only titles: no slide begins in a callout, a grid or a set of tabs."""
    classes = div.attributes.classes
    return (
        not _TABS.isdisjoint(classes)
        or bool(kind_of_name(div.attributes.id))
        or not PROOFS.keys().isdisjoint(classes)
        or div.attributes.grid is not None
        or bool(kind_of(classes))
        or bool(div.component)
    )


def _is_painted(div: _Div) -> bool:
    """True for what looks like a box."""
    return div.component == BOX or box_look(div.attributes.values.get("style", "")) is not None


def _is_below(heading: Heading, title: int, context: ReadContext) -> bool:
    """True for a heading that begins no slide, below the `title` of its own (a level; 0 for none)."""
    return 0 < title < heading.level and (context.dialect.is_strict or heading.level > 2)


_CLOSE = 0.85
"""How much a name is like one that is known, if it is misspelt."""


def _report_unknown(attributes: Attributes, component: str, item: DivOpen, context: ReadContext) -> None:
    for name in attributes.classes:
        if name not in _KNOWN and not kind_of((name,)) and name != component:
            message = f"`{name}` means nothing to deckgen; its content is shown as it is"
            where = context.source.find(name, item.span)
            names = (*_KNOWN, *component_names(context.memory))
            close = closest(name, names, _CLOSE)
            if close and close != f"{name}s":  # one of many is another thing
                context.report("unknown-class", "warning", message, where, f"did you mean `{close}`?")
            else:
                context.report("unknown-class", "note", message, where)


def _close_all(stack: list[_Div], context: ReadContext) -> None:
    while len(stack) > 1:
        if (span := stack[-1].span) and stack[-1].tag == "details":
            message = "this `<details>` is still open where its slide ends"
            context.report("html-not-closed", "warning", message, span, "close it with `</details>`")
        elif span and not stack[-1].tag:
            message = "this fence is still open where its slide ends"
            context.report("fence-not-closed", "warning", message, span, "close it with `:::`")
        _close(stack, context)


def _close(stack: list[_Div], context: ReadContext) -> None:
    """Put what the innermost fence holds into the one around it."""
    div = stack.pop()
    around = stack[-1].items
    items = (
        div.items
        if "columns" in div.attributes.classes or is_layout(div.attributes)
        else settled(div.items, div.span)
    )
    classes = frozenset(div.attributes.classes)
    span = div.span
    if classes & _HIDDEN or is_not_for_us(div.attributes, context.front.texts):
        context.report("hidden", "note", "this part is not shown", span or Span(1))
        return
    if _holds_slides(div, items):
        style = fence_style(div.attributes)
        around += [marked_item(item, style) for item in items] if style else items
        return
    around += (item for item in items if isinstance(item, Notes | SlideSettings))  # they are the slide's
    items = credited([item for item in items if not isinstance(item, Notes | SlideSettings)])
    if not classes & _NOTES and context.dialect.has_note_paragraphs:
        items, notes = _without_notes(items, context)
        around += [Notes(notes)] if notes else []
    if span is not None and div.attributes.id == "refs":  # what is cited is listed here
        around.append(SlideSettings({"class": REFERENCES}, span))
    if span is None or not (items or div.title):
        around += ground_of(div.attributes, span) if span else ()
        return
    if style := fence_style(div.attributes):
        items = [marked_item(item, style) for item in items]
    if div.tag in HOLDERS:
        _hold(div, blocks_in(items), span, around, at_margin=len(stack) == 1)
        return
    _put(div, items, span, stack, context)


def _put(div: _Div, items: list[Resolved], span: Span, stack: list[_Div], context: ReadContext) -> None:
    """Put what a fence holds into the one around it, as its classes shape it."""
    around, classes = stack[-1].items, frozenset(div.attributes.classes)
    click = click_of(classes, div.attributes.values)
    if div.component and div.component != BOX:
        items = [Component(div.component, parts_of(blocks_in(items), span), span, div.attributes.values)]
    shaped = _shaped(div, items, span, stack, context)
    if shaped is None:
        _put_plain(div, items, span, stack)
    elif click and not any(isinstance(item, Notes | SlideSettings) for item in shaped):
        around.append(Fragment(blocks_in(shaped), span, click))
    else:
        around += shaped


def _shaped(
    div: _Div, items: list[Resolved], span: Span, stack: list[_Div], context: ReadContext
) -> Sequence[Resolved] | None:
    """What a fence makes of what it holds; None for one that only stands in a box, a column, or comes at a click."""
    attributes, classes = div.attributes, frozenset(div.attributes.classes)
    if kind := kind_of(attributes.classes):
        return [_boxed(kind, div, blocks_in(items), span, context)]
    if (called := _called(items, attributes, span, context)) is not None:
        return called
    if classes & _TABS:
        return tabs(blocks_in(items), span)
    if said := of_the_slide(attributes, items, span):
        return [said]
    if is_layout(attributes):
        return arranged(blocks_in(items), attributes, span)
    if classes & _NOTES:
        return [Notes(blocks_in(items), "last" in classes)]
    if classes & _ASIDES and len(stack) == 1 and click_of(classes, attributes.values) is None:
        return [replace(each, detail="aside") if isinstance(each, Paragraph) else each for each in items]
    return [attributed(blocks_in(items), span)] if classes & _QUOTES else None


def _put_plain(div: _Div, items: list[Resolved], span: Span, stack: list[_Div]) -> None:
    """The same for what only stands in a box, a column, or comes at a click."""
    around, classes = stack[-1].items, frozenset(div.attributes.classes)
    click = click_of(classes, div.attributes.values)
    look = box_look(div.attributes.values.get("style", "")) or ({} if div.component == BOX else None)
    last = around[-1] if around and "after" in classes else None
    in_row = "columns" in classes and classes.isdisjoint(("column", "one-by-one"))
    if in_row and not isinstance(last, Fragment):
        items = side_by_side(items, span, div.attributes.grid)
    if look is None and len(stack) == 1:
        around += ground_of(div.attributes, span)
    if look is not None:
        items = [*boxed(blocks_in(items), span, look)]
    if "column" in classes:
        held = blocks_in(items)
        held = (Fragment(held, span, click),) if click else held
        around.append(Columns((held,), span, (share_of(div.attributes),)))
    elif isinstance(last, Fragment):
        around[-1] = replace(last, blocks=(*last.blocks, *blocks_in(items)))
    elif click and (in_row or "columns" not in classes):
        around.append(Fragment(blocks_in(items), span, click))
    elif "one-by-one" in classes:
        around += one_by_one(
            blocks_in(items), int(div.attributes.values.get("depth", "1") in ("2", "3", "4"))
        )
    elif not in_row and (is_layout(stack[-1].attributes) or stack[-1].component not in ("", BOX)):
        around.append(Columns((blocks_in(items),), span, (0.0,)))  # one cell of it
    else:
        around += items


def _holds_slides(div: _Div, items: Sequence[Resolved]) -> bool:
    """True for a fence around slides, which says at most how they look: notes stay where they are."""
    classes, values = frozenset(div.attributes.classes), div.attributes.values
    shapes = div.component or kind_of(div.attributes.classes) or classes & _KNOWN or values.keys() & LAYOUTS
    return (
        any(isinstance(item, Heading) for item in items)
        and not shapes
        and div.tag not in HOLDERS
        and "placeholder" not in values
    )


def _boxed(kind: str, div: _Div, blocks: tuple[Block, ...], span: Span, context: ReadContext) -> Callout:
    given = inline_text(div.title, span, context) if div.title else ()
    title, inside = titled(given, blocks)
    box = callout(kind, title, inside, span, context.front.values.get("lang", ""))
    bare = div.attributes.values.get("appearance") == "minimal" and not title
    return replace(box, title=() if bare else box.title, name=div.attributes.id)


def _hold(div: _Div, blocks: Sequence[Block], span: Span, around: list[Resolved], *, at_margin: bool) -> None:
    """Put what an element of HTML's makes of its blocks behind those around it."""
    if div.tag == "figcaption" and (figure := captioned(blocks_in(around), blocks)):
        around[-1] = figure
        return
    for each in element_of(div.tag, blocks, div.attributes, span):
        is_head = at_margin and div.tag in HEADINGS and isinstance(each, Subheading)
        around.append(Heading(each.level, each.inlines, span) if is_head else each)  # type: ignore[union-attr]


REFERENCES = "references"
"""The class of a slide on which what is cited is to be listed."""


def _called(
    items: Sequence[Resolved], attributes: Attributes, span: Span, context: ReadContext
) -> list[Block] | None:
    """A figure, a theorem or a proof under its name; None for what has none such."""
    if kind_of_name(attributes.id) not in ("", "sec"):
        numbered, called = context.dialect.references == "named", attributes.values.get("name", "")
        blocks = arranged(blocks_in(items), attributes, span)
        said = attributes.values.get(f"{attributes.id[:3]}-cap", "")
        if said and blocks and not (len(blocks) > 1 and isinstance(blocks[-1], Paragraph)):
            blocks.append(Paragraph(inline_text(said, span, context), span))
        return named(blocks, attributes.id, called, is_numbered=numbered)
    proof = next((name for name in attributes.classes if name in PROOFS), "")
    if not proof:
        return None
    lang = context.front.values.get("lang", "")
    return proved(blocks_in(items), PROOFS[proof].get(lang[:2], proof.capitalize()))


def _component(attributes: Attributes, context: ReadContext) -> str:
    """The component whose name is one of a fence's classes."""
    others = [name for name in attributes.classes if name not in _KNOWN and not kind_of((name,))]
    known = component_names(context.memory) if others else frozenset[str]()
    return next((name for name in others if name in known), "")


def _without_notes(
    items: Sequence[Resolved], context: ReadContext
) -> tuple[list[Resolved], tuple[Block, ...]]:
    """What stands before a paragraph that begins with `Note:`, and from there on what the speaker says."""
    for index, item in enumerate(items):
        if isinstance(item, Paragraph) and (first := without_note_mark(item, context.source)) is not None:
            said = blocks_in(items[index + 1 :])
            return list(items[:index]), (*((first,) if first.inlines else ()), *said)
    return list(items), ()
