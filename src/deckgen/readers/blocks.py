"""Block tokens → blocks of the model, and the breaks between slides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from deckgen.deck.blocks import (
    Align,
    Block,
    CodeBlock,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, LineBreak, Run, merge_runs, trim
from deckgen.readers.attributes import NO_ATTRIBUTES, split_trailing
from deckgen.readers.callouts import directive, named_callout
from deckgen.readers.comments import comment_notes
from deckgen.readers.fences import fenced_figure
from deckgen.readers.html_notes import HtmlNotes
from deckgen.readers.inlines import Piece, join_lines, line_text, read_inlines, source_lines
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
from deckgen.readers.notes import org_title, properties
from deckgen.source import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext


_PENDING = re.compile(r"<(.+)>[ \t]*=[ \t]*([\w.-]+)[ \t]*")
_PAUSE = re.compile(r"\. \. \.")
"""As Pandoc writes it, on a line of its own."""
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_ALIGN: dict[str, Align] = {
    "text-align:left": "left", "text-align:center": "center", "text-align:right": "right",
}  # fmt: skip


def read_items(tokens: Sequence[Token], context: ReadContext) -> list[Item]:
    """All that stands in the file, top level first."""
    return _Reader(tokens, context).items(len(tokens))


class _Reader:
    """Walks the tokens once, front to back."""

    def __init__(self, tokens: Sequence[Token], context: ReadContext) -> None:
        self.tokens = tokens
        self.context = context
        self.at = 0
        self.span = Span(context.front.lines + 1)
        self.depth = 0
        self.notes = HtmlNotes()

    def items(self, end: int) -> list[Item]:
        found: list[Item] = []
        while self.at < end:
            found += self._next()
        return found

    def _next(self) -> Sequence[Item]:
        token = self.tokens[self.at]
        if token.map is not None:
            first, past = token.map
            offset = self.context.front.lines
            indent = len(line := self.context.source.line(first + 1 + offset)) - len(line.lstrip())
            self.span = Span(first + 1 + offset, indent + 1, max(first + 1, past) + offset)
        span = self.span
        match token.type:
            case "paragraph_open":
                inline = self.tokens[self.at + 1]
                self.at += 3
                return self._paragraph(inline, span)
            case "heading_open":
                return [self._heading(token, span)]
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, span)
            case "blockquote_open":
                lang = self.context.front.values.get("lang", "")
                blocks = named_callout(self._nested("blockquote_close"), lang)
                return [Quotation(blocks, span)] if blocks else []
            case "fence" | "code_block":
                return [self._code(token, span)]
            case "html_block":
                return self._html(token, span)
            case "table_open":
                return [self._table(span)]
        return self._rest(token, span)

    def _rest(self, token: Token, span: Span) -> Sequence[Item]:
        """Tokens that open nothing, and those of plug-ins."""
        if token.type == "footnote_reference_open":
            label = str(token.meta.get("label", ""))
            return [Footnote(label, self._nested("footnote_reference_close"), span)]
        self.at += 1
        match token.type:
            case "hr":
                return [SlideBreak(span)] if self.depth == 0 else []
            case "section":
                return [SectionBreak(token.content, span)]
            case "div_open":
                return [DivOpen(token.info, span)]
            case "div_close":
                return [DivClose(span)]
            case "pause":
                self.context.report("pause", "note", "a pause is not shown yet", span)
                return []
            case "slide_settings":
                message = "a slide's own front matter is not read"
                self.context.report("slide-settings", "note", message, span)
                return []
            case "math_source":
                lines = token.content.split("\n")
                return [Paragraph(break_inlines([(Run(line),) for line in lines if line.strip()]), span)]
            case "slot":
                return [Slot(token.info, span)]
            case "notes_below":
                return [NotesBelow(span)]
            case "math_block" | "math_block_label":
                lines = f"$${token.content}$$".split("\n")
                return [Paragraph(break_inlines([(Run(line),) for line in lines if line]), span)]
        if token.content.strip():
            self.context.report("unread-token", "warning", f"`{token.type}` is shown as text", span)
            return [Paragraph((Run(token.content),), span)]
        return []

    def _nested(self, close: str) -> tuple[Block, ...]:
        """The blocks up to the matching `close` token, which is passed over."""
        level = self.tokens[self.at].level
        self.at += 1
        self.depth += 1
        found: list[Item] = []
        while not (self.tokens[self.at].type == close and self.tokens[self.at].level == level):
            found += self._next()
        self.at += 1
        self.depth -= 1
        return tuple(map(_as_block, found))

    # -- leaves ------------------------------------------------------------------------------

    def _pieces(self, inline: Token, span: Span) -> list[Piece]:
        return read_inlines(inline.children or (), span, self.context)

    def _paragraph(self, inline: Token, span: Span) -> Sequence[Item]:
        """A paragraph, cut where a line of it is a figure, a title or a property."""
        lines = source_lines(self._pieces(inline, span))
        texts = [line_text(line) for line in lines]
        dropped = properties(texts, logseq=self.context.logseq)
        found: list[Item] = []
        pending: list[Sequence[Piece]] = []

        def flush() -> None:
            inlines = trim(join_lines(pending))
            if inlines:
                found.append(Paragraph(inlines, span))
            pending.clear()

        for index, (line, text) in enumerate(zip(lines, texts, strict=True)):
            where = Span(span.line + index, span.column) if len(lines) > 1 else span
            figures = [piece for piece in line if isinstance(piece, Figure)]
            if index in dropped:
                self.context.report("property-line", "note", "a property line is no text", where)
            elif _PAUSE.fullmatch(text) and len(lines) == 1 and not self.depth:
                self.context.report("pause", "note", "a pause is not shown yet", where)
            elif title := org_title(text):
                flush()
                found.append(Heading(1, (Run(title),), where))
            elif match := _PENDING.fullmatch(text):
                flush()
                found.append(self._pending_figure(match[1], match[2], where))
            elif figures and not text.strip():
                flush()
                found += figures
            else:
                pending.append([piece for piece in line if not isinstance(piece, Figure)])
                if figures:
                    flush()
                    found += figures
        flush()
        return found

    def _pending_figure(self, description: str, name: str, span: Span) -> Figure:
        """`<description> = NAME`"""
        where = self.context.source.find(name, span)
        target = self.context.front.figures.get(name, "")
        if not target:
            self.context.report(
                "figure-not-drawn", "warning", f"the figure {name} is still to be drawn", where,
                f"say what is drawn there in the front matter: `figures: {{{name}: chart:…}}`",
            )  # fmt: skip
        return Figure(target, description, where)

    def _heading(self, token: Token, span: Span) -> Heading:
        inline = self.tokens[self.at + 1]
        self.at += 3
        pieces = self._pieces(inline, span)
        attributes = NO_ATTRIBUTES
        if pieces and isinstance(last := pieces[-1], Run) and not last.marks.code:
            text, attributes = split_trailing(last.text)
            pieces[-1] = Run(text, last.marks)
        inlines = trim(join_lines([pieces]))
        return Heading(int(token.tag[1:]), inlines, replace(span, end_line=0), attributes)

    def _code(self, token: Token, span: Span) -> Block:
        self.at += 1
        info = token.info.strip()
        if token.type == "fence":
            lang = self.context.front.values.get("lang", "")
            found = fenced_figure(token.content, info, span, self.context)
            if block := found or directive(info, token.content, span, lang):
                return block
        language = re.match(r"\{?\.?([\w+#-]*)", info)
        if token.type == "fence" and not self._is_closed(token, span):
            self.context.report(
                "fence-not-closed", "warning", "this code fence is never closed", replace(span, end_line=0),
                f"everything below it is code; close it with `{token.markup}`",
            )  # fmt: skip
        return CodeBlock(token.content.removesuffix("\n"), span, language[1] if language else "")

    def _is_closed(self, token: Token, span: Span) -> bool:
        last = self.context.source.line(span.last_line).strip(" \t>")
        return span.last_line > span.line and last.startswith(token.markup)

    def _html(self, token: Token, span: Span) -> Sequence[Item]:
        from deckgen.readers.html_blocks import is_wrapper, read_html

        self.at += 1
        if self.notes.is_open:
            return self.notes.read(token.content, span, self.context)
        if not self.depth and (inside := self.notes.opened(token.content)) is not None:
            return [DivOpen("notes", span), *self.notes.read(inside, span, self.context)]
        if is_wrapper(token.content):
            return []
        if (notes := comment_notes(token.content, self.context)) and not self.depth:
            paragraphs = [Paragraph(break_inlines(lines), span) for lines in notes]
            return [DivOpen("notes", span), *paragraphs, DivClose(span)]
        blocks = read_html(token.content, span, self.context)
        if self.depth:
            return blocks
        return [
            Heading(block.level, block.inlines, block.span) if isinstance(block, Subheading) else block
            for block in blocks
        ]

    # -- containers --------------------------------------------------------------------------

    def _list(self, token: Token, span: Span) -> Sequence[Item]:
        """A list; headings that stand in its items (as Logseq has it) come out of it."""
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1))
        level = token.level
        self.at += 1
        items: list[ListItem] = []
        found: list[Item] = []

        def flush() -> None:
            if items:
                first = items[0].span
                whole = replace(first, end_line=items[-1].span.last_line)
                number = start + sum(len(f.items) for f in found if isinstance(f, ListBlock))
                found.append(ListBlock(tuple(items), whole, ordered, number))
                items.clear()

        while self.tokens[self.at].level > level:
            item_span, raw = self._item()
            if raw and isinstance(raw[0], Heading) and self.depth == 0:
                flush()
                found += raw
            else:
                if raw or ordered:  # a bullet without anything says nothing
                    items.append(_list_item(tuple(map(_as_block, raw)), item_span))
        self.at += 1
        flush()
        return found

    def _item(self) -> tuple[Span, list[Item]]:
        opening = self.tokens[self.at]
        first, past = opening.map or (0, 1)
        offset = self.context.front.lines
        column = len(line := self.context.source.line(first + 1 + offset)) - len(line.lstrip()) + 1
        span = Span(first + 1 + offset, column, max(first + 1, past) + offset)
        self.at += 1
        outer = self.depth
        found: list[Item] = []
        while self.tokens[self.at].level > opening.level:
            self.depth = outer if self.tokens[self.at].type == "heading_open" else outer + 1
            found += self._next()
        self.depth = outer
        self.at += 1
        return span, found

    def _table(self, span: Span) -> Table:
        align: list[Align] = []
        rows: list[tuple[Inlines, ...]] = []
        header: tuple[Inlines, ...] = ()
        cells: list[Inlines] = []
        while (token := self.tokens[self.at]).type != "table_close":
            if token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    align.append(_ALIGN.get(str(token.attrs.get("style", "")), ""))
                cells.append(self._cell(self.tokens[self.at + 1], span))
            elif token.type == "tr_open" and token.map:
                self._count_cells(token.map[0] + 1 + self.context.front.lines, len(align))
            elif token.type == "tr_close":
                if header or rows or not align:
                    rows.append(tuple(cells))
                else:
                    header = tuple(cells)
                cells = []
            self.at += 1
        self.at += 1
        if rows and not any(header):
            header = ()
        return Table(tuple(align), header, tuple(rows), span)

    def _count_cells(self, line: int, columns: int) -> None:
        """Cells beyond the header's are no part of the table, says GitHub's Markdown; we say so, too.

        A bar inside code divides cells like any other.
        """
        text = re.sub(r"\\\|", "", self.context.source.line(line).strip().strip(">").strip())
        count = text.strip("|").count("|") + 1
        if columns and count > columns:
            message = f"this row has {count} cells, but the table {columns} columns: the last are not shown"
            hint = "give the header as many cells, or write `\\|` for a bar that is text"
            self.context.report("surplus-cells", "warning", message, Span(line), hint)

    def _cell(self, inline: Token, span: Span) -> Inlines:
        """A cell's text; a picture in it is shown by its alternative text for now."""
        shown: list[Piece] = []
        for piece in self._pieces(inline, span):
            if isinstance(piece, Figure):
                shown.append(Run(piece.alt or piece.target))
                message = "a picture in a table cell is shown as its text"
                self.context.report("picture-in-cell", "warning", message, piece.span)
            else:
                shown.append(piece)
        return trim(join_lines(source_lines(shown)))


def _as_block(item: Item) -> Block:
    """What stands inside a list or quotation, where no slide can begin."""
    match item:
        case Heading():
            return Subheading(item.level, item.inlines, item.span)
        case SectionBreak():
            return Paragraph((Run(f"--- {item.title}"),), item.span)
        case SlideBreak() | DivClose() | NotesBelow() | Slot():
            return Paragraph((), item.span)
        case DivOpen():
            return Paragraph((Run(f"::: {item.info}"),), item.span)
        case Footnote():
            return Quotation(item.blocks, item.span)
        case _:
            return item


def _list_item(blocks: tuple[Block, ...], span: Span) -> ListItem:
    """An item, a task if it opens with `[ ]` or `[x]`."""
    blocks = tuple(block for block in blocks if not (isinstance(block, Paragraph) and not block.inlines))
    if blocks and isinstance(first := blocks[0], Paragraph) and isinstance(first.inlines[0], Run):
        run = first.inlines[0]
        if match := _TASK.match(run.text):
            rest = merge_runs([Run(run.text[match.end() :], run.marks), *first.inlines[1:]])
            return ListItem((replace(first, inlines=rest), *blocks[1:]), span, match[1] != " ")
    return ListItem(blocks, span)


def break_inlines(lines: Sequence[Inlines]) -> Inlines:
    """Several texts as one paragraph, a line each."""
    joined: list[Run | LineBreak] = []
    for line in lines:
        joined += ([LineBreak()] if joined else []) + list(line)
    return merge_runs(joined)
