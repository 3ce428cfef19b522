"""HTML between blocks of Markdown: comments, speaker notes, wrappers, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph, Pause, Subheading
from deckgen.deck.inlines import Inlines, LineBreak, Run, merge_runs
from deckgen.patterns import regex
from deckgen.readers.attributes import Attributes
from deckgen.readers.comments import comment_notes, directives, split_comments
from deckgen.readers.elements import as_element
from deckgen.readers.html_cells import pieces
from deckgen.readers.html_code import with_code_shown
from deckgen.readers.html_notes import HtmlNotes, split_notes
from deckgen.readers.html_tags import tag_of
from deckgen.readers.inlines import ELEMENT
from deckgen.readers.outline_items import DivClose, DivOpen, ElementOf, Heading, Item
from deckgen.readers.pieces import ReadBlocks
from deckgen.readers.settings import of_directives, of_slide_comment
from deckgen.readers.slice_model import SlideSettings
from deckgen.readers.stacks import STACK, standing
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

_PAUSE = regex(r"\s*pause\s*")
_LOOKS = regex(r"<div\b[^<>]*\b(?:class|style)=", re.IGNORECASE)
_HEADS = regex(r"<h[1-6]\b[^<>]*>", re.IGNORECASE)


def read_comment(comment: str, span: Span, context: ReadContext, read: ReadBlocks) -> list[Item]:
    """What a comment (without its delimiters) means: settings, a pause, what the speaker says, or nothing."""
    if settings := of_slide_comment(comment, span):
        return [settings]
    if given := ELEMENT.match(comment):
        return [ElementOf(tag_of(f"<x {given[1]}>").attributes, span)]
    if _PAUSE.fullmatch(comment):
        return [Pause(span)]
    values, rest = directives(comment)
    if rest and not all(re.match(r"[\w-]+[ \t]*:", line) for line in rest.split("\n") if line.strip()):
        values, rest = {}, comment  # a text that happens to have such a line
    found: list[Item] = [*of_directives(values, span)]
    if context.dialect.comments == "last" and comment.strip():
        found += _said(comment, span, read) if _is_last(span, context) else []
    elif (rest or not values) and (notes := comment_notes(rest or comment, context)):
        paragraphs = [Paragraph(break_inlines(lines), span) for lines in notes]
        found += [DivOpen("notes", span), *paragraphs, DivClose(span)]
    return found


LONG_SLIDE = 200
"""Lines."""
MOST_UNFINISHED = 300
"""Tags without an end, for each of which Python's parser looks through all the rest."""


def _is_last(span: Span, context: ReadContext) -> bool:
    """True for a comment below which its slide has nothing, no program or style sheet either."""
    for line in context.source.lines[max(span.line, span.end_line) :]:
        if line.startswith("---"):
            return True
        if line.strip():
            return False
    return True


_CLICK = regex(r"[ \t]*\[click(?::\d+)?\]")


def _said(comment: str, span: Span, read: ReadBlocks) -> list[Item]:
    """What the speaker says if nothing follows, in Markdown; the marks of clicks are for a program."""
    lines = [line for line in _CLICK.sub("", comment).split("\n") if line.strip() != "---"]
    notes = Attributes(classes=("notes", "last"))
    return [DivOpen("", span, notes, "notes"), *read("\n".join(lines), span), DivClose(span, "notes")]


class HtmlReader(Struct, eq=False):
    """Reads the blocks of HTML in one file, front to back."""

    context: ReadContext
    read: ReadBlocks
    notes: HtmlNotes = field(default_factory=HtmlNotes)
    grids: list[str] = field(default_factory=list)
    """The tags that are open from the first grid on."""

    def items(self, content: str, unclosed: str, span: Span) -> list[Item]:
        """What a block at the margin holds; `unclosed` is how it opens, if it is never closed."""
        self._report(unclosed, span)
        if self.notes.is_open:
            return self.notes.read(content, span, self.context)
        found, text = self._without_comments(with_code_shown(content), unclosed, span)
        if self.context.dialect.styles:
            sheets, text = self._sheets(text, span)
            found += sheets
        if not text.strip():
            return found
        before, said = split_notes(text)
        if said:
            inside = self.notes.opened(said) or ""
            around, rest = self._shown(before, span), self.notes.read(inside, span, self.context)
            return [*found, *around, DivOpen("notes", span), *rest]
        return [*found, *self._shown(text, span)]

    def _sheets(self, text: str, span: Span) -> tuple[list[Item], str]:
        """What the style sheets in a block say of this slide, and the block without them."""
        if "<style" not in text.lower():
            return [], text
        from deckgen.readers.style_sheets import read_sheet, sheets_in, without_sheets

        own = [*sheets_in(text, scoped=True)]
        own += sheets_in(text, scoped=False) if self.context.dialect.styles == "slide" else ()
        rules = tuple(rule for css in own for rule in read_sheet(css, self.context.dialect.page_classes))
        message = "of a style sheet, what a slide can say is read; the theme styles all else"
        self.context.report("style-not-used", "note", message, span)
        return [SlideSettings({}, span, sheet=rules)] if rules else [], without_sheets(text)

    def _shown(self, text: str, span: Span) -> list[Item]:
        """What the audience sees of a block: wrappers around Markdown, or elements."""
        if not text.strip():
            return []
        if self.context.dialect.has_components:
            text = _EMPTY_PAIR.sub(r"<\1\2 />", text)
        around = self._wrappers(text, span)
        if around is None:
            around = self._in_cells(text, span) or self._in_open(text, span)
        if around is not None:
            self._note_grids(around)
            return around
        opened = len(re.findall(r"<details\b", text, re.IGNORECASE))
        if opened > text.lower().count("</details") and not self._is_closed_below("</details", span):
            self._report("details", span)
        return [*self.text(text, span), *(DivClose(span, tag) for tag in surplus_closings(text))]

    def _in_cells(self, text: str, span: Span) -> list[Item] | None:
        """What stands among the tags of a grid, each element a cell; None outside of one."""
        if not self.grids and "grid" not in text and "flex" not in text:
            return None
        found: list[Item] = []
        for kind, html in pieces(text):
            if kind == "tag":
                found += self._wrappers(html, span) or []
            elif kind == "whole":
                found += (
                    DivOpen("", span, Attributes(), "div"),
                    *self.text(html, span),
                    DivClose(span, "div"),
                )
            else:
                found += self.text(html, span)
        opens = any(isinstance(each, DivOpen) and each.attributes and each.attributes.grid for each in found)
        return found if self.grids or opens else None

    def _in_open(self, text: str, span: Span) -> list[Item] | None:
        """What stands in an element that says how it looks, and that a block further down closes."""
        opened, closed = (text.lower().count(sign) for sign in ("<div", "</div"))
        if opened <= closed or not _LOOKS.search(text):
            return None
        found: list[Item] = []
        for kind, html in pieces(text):
            found += (self._wrappers(html, span) or []) if kind == "tag" else self.text(html, span)
        return found

    def _note_grids(self, found: Sequence[Item]) -> None:
        """Which of the elements that are open now are grids."""
        for item in found:
            if isinstance(item, DivOpen) and (self.grids or (item.attributes and item.attributes.grid)):
                self.grids.append(item.tag)
            elif isinstance(item, DivClose) and item.tag in self.grids:
                while self.grids.pop() != item.tag:
                    pass

    def _is_closed_below(self, closing: str, span: Span) -> bool:
        """True if the slide has that tag below, or is too long to tell."""
        lines = self.context.source.lines[span.line : span.line + LONG_SLIDE]
        for line in lines:
            if closing in line.lower():
                return True
            if line.startswith("---"):
                return False
        return len(lines) == LONG_SLIDE

    def inside(self, content: str, unclosed: str, span: Span) -> tuple[list[Item], list[Item]]:
        """The same in a list or quotation: blocks, and what belongs to the slide."""
        self._report(unclosed, span)
        found, text = self._without_comments(content, unclosed, span)
        before, said = split_notes(text)
        if said:
            held, _, after = HtmlNotes().whole(said)
            found += [DivOpen("notes", span), *self._blocks(held, span), DivClose(span)]
            text = before + after
        around = self._wrappers(text, span) if text.strip() else []
        blocks = self._blocks(text, span) if around is None else around
        for element in (item for item in found if isinstance(item, ElementOf)):  # of the item that it begins
            blocks = as_element(blocks, element.attributes, span) if blocks else blocks
        return blocks, [item for item in found if not isinstance(item, ElementOf)]

    def text(self, text: str, span: Span) -> list[Item]:
        """Blocks of HTML; its headings may begin slides."""
        blocks = self._blocks(text, span)
        heads = _HEADS.findall(text)
        known = len(heads) == sum(isinstance(block, Subheading) for block in blocks)
        fits = iter(["r-fit-text" in head and known for head in heads])
        return [
            Heading(block.level, block.inlines, block.span, fits=next(fits, False))
            if isinstance(block, Subheading)
            else block
            for block in blocks
        ]

    def _blocks(self, text: str, span: Span) -> list[Item]:
        from deckgen.readers.html_blocks import read_html

        if text.count("<") > text.count(">") + MOST_UNFINISHED:
            message = "these tags are not finished: they are shown as text"
            self.context.report("html-not-closed", "warning", message, span)
            return [Paragraph((Run(text.strip()),), span)]
        blocks = read_html(text, span, self.context, self.read)
        return [*(standing(blocks) if STACK in text else blocks)]

    def _wrappers(self, text: str, span: Span) -> list[Item] | None:
        from deckgen.readers.html_wrappers import wrappers

        return wrappers(text, span, self.context, lambda tag: self._is_closed_below(tag, span))

    def _without_comments(self, content: str, unclosed: str, span: Span) -> tuple[list[Item], str]:
        """What the comments in a block mean, and the block without them."""
        if "<!--" not in content:
            return [], content
        found: list[Item] = []
        text = ""
        line = span.line
        # Where comments are what the speaker says, those among elements are none: the tool does not look there.
        means = self.context.dialect.comments != "notes" or content.lstrip().startswith("<!--")
        for piece, is_comment in split_comments(content):
            if not is_comment:
                text += piece
            elif means:
                where = replace(span, line=line, end_line=line + piece.count("\n"))
                found += read_comment(piece, where, self.context, self.read)
            line += piece.count("\n")
        return found, text.partition("<!--")[0] if unclosed == "--" else text

    def _report(self, unclosed: str, span: Span) -> None:
        """What is never closed goes on to the end of its slide."""
        where = replace(span, end_line=0)
        if unclosed == "--":
            message = "this comment is never closed: nothing below it on its slide is shown"
            self.context.report("comment-not-closed", "warning", message, where, "close it with `-->`")
        elif unclosed:
            message = f"this `<{unclosed}` is never closed: it goes on to the end of its slide"
            hint = f"close it with `</{unclosed}>`" if unclosed.isalpha() else ""
            self.context.report("html-not-closed", "warning", message, where, hint)


_EMPTY_PAIR = regex(r"<([A-Z][\w.]*)((?:\s[^<>]*?)?)\s*>\s*</\1\s*>")
"""A component that holds nothing."""
_TAG = regex(r"<(/?)(div|section|article|aside|main|center)\b[^<>]*>", re.IGNORECASE)


def surplus_closings(html: str) -> list[str]:
    """Tags that close what an earlier block has opened."""
    surplus: list[str] = []
    opened: list[str] = []
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if not match[1]:
            opened.append(name)
        elif name in opened:
            opened.remove(name)
        else:
            surplus.append(name)
    return surplus


def break_inlines(lines: Sequence[Inlines]) -> Inlines:
    """Several texts as one paragraph, a line each."""
    joined: list[Run | LineBreak] = []
    for line in lines:
        joined += ([LineBreak()] if joined else []) + list(line)
    return merge_runs(joined)
