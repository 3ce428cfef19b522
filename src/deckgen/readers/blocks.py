"""Block tokens → blocks of the model, and the breaks between slides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Block,
    Definition,
    Definitions,
    Delimiter,
    Equation,
    Figure,
    Footnote,
    ListBlock,
    ListItem,
    Numbering,
    Paragraph,
    Pause,
    Table,
)
from deckgen.deck.inlines import Run, trim
from deckgen.patterns import regex
from deckgen.readers.callouts import named_callout
from deckgen.readers.divs import is_in_div
from deckgen.readers.drawn import drawn_table, line_block
from deckgen.readers.elements import as_element
from deckgen.readers.fences import code_blocks
from deckgen.readers.html_reader import HtmlReader, read_comment
from deckgen.readers.inlines import inline_text, one_line, read_inlines
from deckgen.readers.lists import list_item
from deckgen.readers.macros import is_definition
from deckgen.readers.nested import within
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
from deckgen.readers.paragraphs import heading_items, paragraph_items, takes_mark
from deckgen.readers.pieces import Comment, Said, ShownPiece
from deckgen.readers.quotations import as_steps, attributed
from deckgen.readers.settings import of_yaml
from deckgen.readers.slice_model import SlideSettings
from deckgen.readers.tables import read_table, with_attributes, with_captions
from deckgen.readers.tex import PAUSE, is_unknown
from deckgen.readers.text_lines import in_text, join_lines, source_lines, without_gaps
from deckgen.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext


_ELEMENT = regex(
    r"\s*<(video|audio|svg|picture|iframe|figure)\b[^>]*>.*</\1\s*>\s*", re.DOTALL | re.IGNORECASE
)
"""A paragraph that is nothing but an element of HTML's."""


_LABEL = regex(r"[ \t]*\{#([\w:.-]+)[^{}]*\}[ \t]*$")
"""Of a formula, for references."""
_STEPS = regex(r"\A\s*\$\$[ \t]*\{[\d|,*\s-]*(?:all|none|\||\d)[\d|,*\sa-z-]*\}(?:\{[^{}]*\})?[ \t]*\n")
"""Of a formula, line by line: a slide has it whole."""
_NUMBERINGS: Mapping[str, Numbering] = {"a": "a", "A": "A", "i": "i", "I": "I"}
_DELIMITERS: Mapping[str, Delimiter] = {")": ")", "()": "()"}


def read_items(tokens: Sequence[Token], context: ReadContext) -> list[Item]:
    """All that stands in the file, top level first."""
    items = _Reader(tokens, context).items(len(tokens))
    return with_captions(with_attributes(items, context), context)


def _blocks_in(context: ReadContext, text: str, span: Span) -> list[Block]:
    """The blocks in the text of a cell; its findings point at the table."""
    from deckgen.readers.markdown import known_notes, parse

    source = Source.from_text(context.source.path, "\n" * (span.line - 1) + text)
    front = replace(context.front, lines=span.line - 1)  # its lines count from there
    inside = replace(context, source=source, front=front)
    tokens = parse(text, context.dialect, {"footnotes": known_notes(context.footnotes)})
    return [*within(read_items(tokens, inside), context)[0]]


class _Reader:
    """Walks the tokens once, front to back."""

    def __init__(self, tokens: Sequence[Token], context: ReadContext) -> None:
        self.tokens = tokens
        self.context = context
        self.at = 0
        self.span = Span(context.front.lines + 1)
        self.depth = 0
        self.quotes = 0
        self.inside = partial(_blocks_in, context)
        self.html = HtmlReader(context, self.inside)
        self.aside: list[Item] = []
        """What stands inside a paragraph, list or quotation and belongs to the slide: notes, settings."""

    def items(self, end: int) -> list[Item]:
        found: list[Item] = []
        while self.at < end:
            for item in self._next():
                if isinstance(item, ElementOf):
                    found[-1:] = as_element(found[-1:], item.attributes, item.span)
                else:
                    found.append(item)
            found += self.aside
            self.aside = []
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
                return self._heading(token, span)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, span)
            case "blockquote_open":
                lang = self.context.front.values.get("lang", "")
                self.quotes += 1
                blocks = self._nested("blockquote_close")
                self.quotes -= 1
                if self.context.dialect.has_stepwise_quotes and (
                    listed := as_steps(blocks, self.context.front.values.get("incremental", ""))
                ):
                    return [listed]
                return [named_callout(blocks, span, lang) or attributed(blocks, span)] if blocks else []
            case "fence" if self._holds_settings(token):
                self.at += 1
                return [of_yaml(token.content, span)]
            case "fence" | "code_block":
                if token.tag == "math":
                    name = token.content.partition("{")[2].partition("}")[0]
                    message = f"`{name}` is LaTeX's alone: its source is shown"
                    self.context.report("latex-command", "warning", message, span)
                self.at += 1
                return code_blocks(token, span, self.context)
            case "html_block":
                return self._html(token, span)
            case "table_open":
                return [self._table(span)]
            case "dl_open":
                return [self._definitions(span)]
        return self._rest(token, span)

    def _written(self, span: Span) -> str:
        return self.context.source.line(span.line).strip()

    def _holds_settings(self, token: Token) -> bool:
        """True for a fence of YAML at the very top of a slide, in a dialect whose slides have settings."""
        if not self.context.dialect.settings_end or token.info.strip() not in ("yaml", "yml"):
            return False
        return self.at == 0 or self.tokens[self.at - 1].type in ("hr", "slide_settings")

    def _rest(self, token: Token, span: Span) -> Sequence[Item]:
        """Tokens that open nothing, and those of plug-ins."""
        if token.type == "footnote_reference_open":
            label = str(token.meta.get("label", ""))
            note = Footnote(label, self._nested("footnote_reference_close"), span)
            if self.depth:
                self.aside.append(note)
            return [] if self.depth else [note]
        self.at += 1
        match token.type:
            case "hr" if self.depth:
                text = self.context.source.line(span.line).strip(" \t>-+*")  # blanks to fill in
                return [Paragraph((Run(text),), span)] if text else []
            case "hr":
                own = self.context.dialect
                held = own.has_slide_level and is_in_div(islice(self.tokens, self.at, None))
                return [] if held or not re.fullmatch(own.rule, self._written(span)) else [SlideBreak(span)]
            case "section":
                return [SectionBreak(one_line(token.content, span, self.context), span)]
            case "div_open":
                return [DivOpen(token.info, span)]
            case "div_close":
                return [DivClose(span)]
            case "pause":
                return [Pause(span)]
            case "slide_settings":
                data = self.context.dialect.layout_data
                text = data(token.info) if data else ""
                return [
                    replace(of_yaml(token.info, span), body=tuple(self.inside(text, span)) if text else ())
                ]
            case "math_source":
                return self._equation(token.content, span)
            case "drawn_table":
                return drawn_table(token.content, span, self.context, lambda text: self.inside(text, span))
            case "line_block":
                return [line_block(token.content, span, self.context)]
            case "abbreviation":
                return []  # read by the reader of the whole file
            case "slot":
                return [Slot(token.info, span)]
            case "notes_below":
                return [NotesBelow(span)]
            case "notes_source":
                parts = re.split(r"\n[ \t]*\n", token.content.strip())
                said = [
                    Paragraph(inline_text(" ".join(part.split()), span, self.context), span) for part in parts
                ]
                self.aside += [DivOpen("notes", span), *said, DivClose(span)]
                return []
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
        return self._within(found)

    def _within(self, items: Sequence[Item]) -> tuple[Block, ...]:
        blocks, notes = within(with_captions(items, self.context), self.context)
        self.aside += notes
        return blocks

    def _equation(self, text: str, span: Span) -> Sequence[Item]:
        """A formula; nothing for one that only defines macros."""
        from deckgen.readers.formulas import defines_only, equation

        text = _STEPS.sub("$$\n", text)
        named = _LABEL.search(text) if self.context.dialect.references else None
        text = text[: named.start()] if named else text
        if defines_only(text):
            return []
        found = equation(text, span, self.context)
        return [replace(found, name=named[1]) if named and isinstance(found, Equation) else found]

    # -- leaves ------------------------------------------------------------------------------

    def _pieces(self, inline: Token, span: Span) -> list[ShownPiece]:
        """The text; settings and comments in it belong to the slide."""
        if inline.type == "endless":
            message = "this paragraph is longer than any slide: it is shown as it was typed"
            self.context.report("long-paragraph", "warning", message, span)
        found: list[ShownPiece] = []
        gaps: list[int] = []
        for piece in read_inlines(inline.children or (), span, self.context):
            match piece:
                case Comment():
                    self.aside += read_comment(piece.text, span, self.context, self.inside)
                    gaps.append(len(found))
                case Said():
                    said = Paragraph((Run(piece.text),), span)
                    self.aside += [DivOpen("notes", span), said, DivClose(span)]
                case SlideSettings() | Footnote():
                    self.aside.append(piece)
                case _:
                    found.append(piece)
        return without_gaps(found, gaps)

    def _paragraph(self, inline: Token, span: Span) -> Sequence[Item]:
        """A paragraph, cut where a line of it is a figure, a title or a property."""
        if "\\" in inline.content and self.context.macros and is_definition(inline.content):
            return []
        if _ELEMENT.fullmatch(inline.content):
            return self.html.text(inline.content, span)
        if self.context.dialect.has_tex and inline.content[:1] == "\\" and is_unknown(inline.content):
            message = f"`{inline.content.strip()}` is a command of LaTeX's that deckgen does not know: it is left out"
            self.context.report("latex-command", "warning", message, span)
            return []
        if self.context.dialect.has_tex and not self.depth and PAUSE.fullmatch(inline.content):
            return [Pause(span)]
        return paragraph_items(
            inline, self._pieces(inline, span), span, self.context,
            is_quoted=self.quotes > 0, is_nested=self.depth > 0,
        )  # fmt: skip

    def _heading(self, token: Token, span: Span) -> Sequence[Item]:
        inline = self.tokens[self.at + 1]
        self.at += 3
        fits = takes_mark(inline, self.context.dialect.fitting)
        return heading_items(token, inline, self._pieces(inline, span), span, fits=fits)

    def _html(self, token: Token, span: Span) -> Sequence[Item]:
        self.at += 1
        if not self.depth or self.html.notes.is_open:
            return self.html.items(token.content, token.info, span)
        blocks, beside = self.html.inside(token.content, token.info, span)
        self.aside += beside
        return blocks

    # -- containers --------------------------------------------------------------------------

    def _list(self, token: Token, span: Span) -> Sequence[Item]:
        """A list; headings that stand in its items (as outliners have it) come out of it."""
        ordered = token.type == "ordered_list_open"
        markers = self.context.dialect.stepwise_markers
        stepwise, at_once = token.markup in markers, False if markers else None
        start = int(token.attrs.get("start", 1))
        numbering = _NUMBERINGS.get(str(token.attrs.get("type")), "1")
        delimiter = _DELIMITERS.get(token.markup, ".")
        level = token.level
        self.at += 1
        items: list[ListItem] = []
        found: list[Item] = []

        def flush() -> None:
            if items:
                first = items[0].span
                whole = replace(first, end_line=items[-1].span.last_line)
                number = start + sum(len(f.items) for f in found if isinstance(f, ListBlock))
                steps = True if stepwise else at_once
                found.append(ListBlock(tuple(items), whole, ordered, number, steps, numbering, delimiter))
                items.clear()

        while self.tokens[self.at].level > level:
            item_span, raw = self._item()
            if raw and isinstance(raw[0], Heading) and self.depth == 0 and self._lifts_headings():
                flush()
                found += raw
            else:
                if raw or ordered:  # a bullet without anything says nothing
                    line = self.context.source.line(item_span.line)
                    items.append(list_item(self._within(raw), item_span, line))
        self.at += 1
        flush()
        return found

    def _lifts_headings(self) -> bool:
        """A heading in a list item divides slides: outliners have it so."""
        return self.context.has_properties or self.context.dialect.lifts_headings

    def _definitions(self, span: Span) -> Definitions:
        """`Term` and, below it, `: meaning`."""
        self.at += 1
        found: list[Definition] = []
        while self.tokens[self.at].type != "dl_close":
            if self.tokens[self.at].type == "dt_open":
                pieces = self._pieces(self.tokens[self.at + 1], span)
                shown = [in_text(piece) if isinstance(piece, Figure) else piece for piece in pieces]
                term = trim(join_lines(source_lines(shown)))
                line = self.tokens[self.at].map  # its own, below those before it
                here = Span(line[0] + 1 + self.context.front.lines) if line else span
                found.append(Definition(term, (), here))
                self.at += 3
            else:
                meaning = self._nested("dd_close")
                last = found.pop() if found else Definition((), (), span)
                found.append(replace(last, meanings=(*last.meanings, meaning)))
        self.at += 1
        return Definitions(tuple(found), span)

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
        start = self.at
        while self.tokens[self.at].type != "table_close":
            self.at += 1
        self.at += 1
        return read_table(self.tokens[start : self.at - 1], span, self._pieces, self.context)
