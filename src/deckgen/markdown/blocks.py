"""Blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Component,
    Definition,
    Definitions,
    Equation,
    Figure,
    Footnote,
    Fragment,
    ListBlock,
    ListItem,
    Paragraph,
    Pause,
    Quotation,
    Subheading,
    Table,
    TableCell,
)
from deckgen.deck.inlines import plain_text
from deckgen.markdown.elements import html_text
from deckgen.markdown.escape import cell, escape, quoted
from deckgen.markdown.inlines import inline_text, when
from deckgen.markdown.style import Style

_ALIGNED = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def block_text(blocks: Sequence[Block], style: Style = Style()) -> str:  # noqa: B008 - it is frozen
    """Blocks as Markdown, a blank line between them; what can't be said (a figure's art) is left to its caller."""
    found: list[str] = []
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        if isinstance(block, ListBlock) and isinstance(before, ListBlock):
            found.append("<!-- -->")  # else they would be one
        found.append(_block(block, style))
    return "\n\n".join(filter(None, found))


def _block(block: Block, style: Style) -> str:
    match block:
        case Paragraph():
            return inline_text(block.inlines, style)
        case Subheading():
            return style.heading(block.level, inline_text(block.inlines, style, starts=False))
        case ListBlock():
            return list_text(block, style)
        case CodeBlock():
            return code_text(block)
        case Equation():
            return f"$$\n{block.formula.latex}\n$$"
        case Table():
            return table_text(block, style)
        case Quotation():
            inner = block_text(block.blocks, style)
            said = f"\n\n{inline_text(block.attribution, style, starts=False)}" if block.attribution else ""
            return re.sub("^", "> ", inner + said, flags=re.MULTILINE).replace("> \n", ">\n")
        case Callout():
            title = f" title={quoted(plain_text(block.title))}" if block.title else ""
            return fenced(f"{{.callout-{block.kind}{title}}}", block_text(block.blocks, style))
        case Component():
            options = "".join(f" {name}={quoted(value)}" for name, value in block.options.items())
            return fenced(f"{{.{block.name}{options}}}", block_text(block.blocks, style))
        case Figure():
            return figure_text(block, style)
        case Columns():
            return _columns(block, style)
        case Pause():
            return ". . ."
        case Fragment():
            at = when(block.click)
            head = f"{{{' '.join(at)}}}" if at[1:] else "fragment"
            return fenced(head, block_text(block.blocks, style))
        case Definitions():
            return "\n\n".join(_definition(each, style) for each in block.items)
        case Footnote():
            return f"[^{block.label}]: {_below(block_text(block.blocks, style), 4)}"
        case _:
            assert_never(block)


def _definition(item: Definition, style: Style) -> str:
    meanings = (f": {_below(block_text(each, style), 2)}" for each in item.meanings)
    return "\n".join((inline_text(item.term, style), *meanings))


def _below(text: str, columns: int) -> str:
    """Text whose further lines stand in."""
    return re.sub(r"\n(?=.)", "\n" + " " * columns, text)


def fenced(head: str, inner: str) -> str:
    """A `:::` fence, longer than those in it."""
    longest = max((len(each) for each in re.findall(r"^:{3,}", inner, re.MULTILINE)), default=2)
    sign = ":" * (longest + 1)
    return f"{sign} {head}\n{inner}\n{sign}"


def list_text(block: ListBlock, style: Style) -> str:
    """A list; loose if one of its items has several paragraphs."""
    loose = any(_is_loose(item) for item in block.items)
    items = [_item(item, _sign(block, number, style), style) for number, item in enumerate(block.items)]
    return ("\n\n" if loose else "\n").join(items)


def _sign(block: ListBlock, number: int, style: Style) -> str:
    if not block.ordered:
        return style.bullet
    count = block.start + number
    said = {"1": str(count), "a": _letters(count), "i": _roman(count)}.get(
        block.numbering.lower(), str(count)
    )
    said = said.upper() if block.numbering.isupper() else said
    if block.delimiter == "()":
        return f"({said})"
    return said + (block.delimiter if block.numbering != "1" or block.delimiter == ")" else style.number)


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while count >= value:
            found, count = found + sign, count - value
    return found


def _is_loose(item: ListItem) -> bool:
    return sum(not isinstance(each, ListBlock) for each in item.blocks) > 1


def _item(item: ListItem, sign: str, style: Style) -> str:
    # Letters want two spaces behind them where they could begin a sentence (`B. Russell`).
    gap = "  " if re.fullmatch(r"[A-Z][.)]", sign) else " "
    box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
    inner = ""
    for each in item.blocks:
        # A list that counts from another number than 1 needs a blank line before it (CommonMark 0.31, §5.3).
        apart = _is_loose(item) or (isinstance(each, ListBlock) and each.ordered and each.start != 1)
        inner += ("\n\n" if apart else "\n") * bool(inner) + _block(each, style)
    inner = inner or "\u00a0"
    width = max(len(sign + gap), style.indent) if sign == style.bullet else len(sign + gap)
    lines = (box + inner).split("\n")
    return "\n".join([f"{sign}{gap}{lines[0]}", *(" " * width + line if line else "" for line in lines[1:])])


def code_text(block: CodeBlock) -> str:
    """A fence, longer than any in it."""
    fence = "`" * max(3, max((len(each) for each in re.findall("`+", block.text)), default=0) + 1)
    title = f" {{.{block.language or 'text'} title={quoted(block.title)}}}" if block.title else block.language
    return f"{fence}{title}\n{block.text}\n{fence}"


def table_text(block: Table, style: Style) -> str:
    """A table as GitHub has them, without a header its first line is empty; as HTML where cells are joined."""
    if any(each.across > 1 or each.down > 1 for row in block.every_row for each in row):
        return _joined_table(block, style)
    count = max([len(block.align), len(block.header), *map(len, block.rows)])
    header = [_cell(each, style) for each in block.header]
    rows = [[_cell(each, style) for each in row] for row in block.rows]
    aligned = [_ALIGNED[each] for each in block.align]
    lines = [
        f"| {' | '.join(row + [''] * (count - len(row)))} |"
        for row in (header, aligned + ["---"] * (count - len(aligned)), *rows)
    ]
    caption = f"\n\nTable: {inline_text(block.caption, style, starts=False)}" if block.caption else ""
    return "\n".join(re.sub(" +", " ", line) for line in lines) + caption


def _joined_table(block: Table, style: Style) -> str:
    heads = [*block.upper, *((block.header,) if block.header else ())]
    caption = (
        [f"<caption>{inline_text(block.caption, style, starts=False)}</caption>"] if block.caption else []
    )
    lines = ["<table>", *caption]
    for part, tag, rows in (("thead", "th", heads), ("tbody", "td", block.rows)):
        lines += [f"<{part}>", *(_joined_row(row, tag, style) for row in rows), f"</{part}>"] if rows else []
    return "\n".join([*lines, "</table>"])


def _joined_row(row: Sequence[TableCell], tag: str, style: Style) -> str:
    cells = []
    for held in row:
        if held.across and held.down:
            takes = f' colspan="{held.across}"' * (held.across > 1) + f' rowspan="{held.down}"' * (
                held.down > 1
            )
            pictures = [figure_text(each) for each in held.figures]
            words = html_text(held.inlines) or inline_text(held.inlines, style, starts=False)
            words = words.replace("\\\n", "<br>")
            cells.append(f"<{tag}{takes}>{' '.join([*pictures, words]).strip()}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _cell(held: TableCell, style: Style) -> str:
    pictures = [figure_text(each) for each in held.figures]
    return cell(" ".join([*pictures, inline_text(held.inlines, style, starts=False)]).strip())


def figure_text(block: Figure, style: Style | None = None) -> str:
    """A picture, film or sound by its address, or a fence that describes a figure."""
    if block.fence is not None:
        about = f" {{alt={quoted(block.alt)}}}" if block.alt else ""
        return f"```{block.fence.kind}{about}\n{block.fence.text.rstrip()}\n```"
    target = block.target if re.fullmatch(r"[^\s<>()]+", block.target) else f"<{block.target}>"
    words = plain_text(block.caption)
    caption = f" {quoted(words)}" if words else ""
    said = [f"{name}={value}" for name, value in (("width", block.width), ("poster", block.poster)) if value]
    said = said if style is None or style.extended else []  # elsewhere they would be words
    alt = escape(" ".join(block.alt.split()))
    if style is not None and style.alt and alt:
        said, alt, caption = [f"{style.alt}={quoted(' '.join(block.alt.split()))}", *said], escape(words), ""
    attributes = f"{{{' '.join(said)}}}" if said else ""
    shown = f"![{alt}]({target}{caption}){attributes}"
    return f"[{shown}]({block.link})" if block.link else shown


def _columns(block: Columns, style: Style) -> str:
    parts = []
    for number, column in enumerate(block.columns):
        width = f" width={block.widths[number]:.0%}" if block.widths else ""
        parts.append(fenced(f"{{.column{width}}}" if width else "column", block_text(column, style)))
    return fenced("columns", "\n\n".join(parts))
