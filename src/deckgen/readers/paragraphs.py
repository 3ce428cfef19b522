"""Paragraphs and headings: their pieces → items, cut where a line is a figure, a title or a property."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Figure, Footnote, Paragraph, Pause
from deckgen.deck.inlines import LineBreak, Run, is_typed_plainly, trim
from deckgen.patterns import regex
from deckgen.readers.attributes import NO_ATTRIBUTES, parse_attributes
from deckgen.readers.barred_cells import DASHES, count_cells
from deckgen.readers.callouts import opens_callout
from deckgen.readers.dialects.dialect import WORDED
from deckgen.readers.dialects.exports import note_title, properties
from deckgen.readers.dialects.own import OWN
from deckgen.readers.elements import as_element, on_heading, on_parts
from deckgen.readers.escapes import PAUSED
from deckgen.readers.inlines import inline_text, read_inlines
from deckgen.readers.notes import opens_notes
from deckgen.readers.outline_items import Heading, Item
from deckgen.readers.pieces import ElementIs, Piece, ShownPiece
from deckgen.readers.quotations import is_credit
from deckgen.readers.tex import without_break
from deckgen.readers.text_lines import in_line, join_lines, line_text, source_lines, with_icons
from deckgen.readers.type_sizes import TITLE_SIZE
from deckgen.source import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

from deckgen.readers.context import ReadContext

_PENDING = regex(r"<(.+)>[ \t]*=[ \t]*([\w.-]+)[ \t]*")


_PAUSE = regex(r"\. \. \.")
"""On a line of its own."""


def _is_pause(text: str, where: Span, context: ReadContext) -> bool:
    """True for a line of three dots that are no text."""
    return bool(_PAUSE.fullmatch(text)) and "\\." not in context.source.line(where.line)


_NO_SECTION = regex(r"(?:---[^\s-]|-{4,}[ \t]+[^\s-]).*")
_NO_NOTE = regex(r"(notes?)[ \t\u00a0\u202f]+:.*", re.IGNORECASE)


def _report_near_misses(
    written: str, text: str, where: Span, context: ReadContext, *, is_nested: bool
) -> None:
    """Lines that are nearly a table, or one that is nearly one of our marks, are text, and said to be."""
    _report_no_table(written, where, context)
    if is_nested or context.dialect is not OWN or text[:1] not in ("-", "N", "n"):
        return
    if _NO_SECTION.fullmatch(text):
        message, hint = f"`{text[:40]}` opens no section", f"write `--- {text.lstrip('- ')[:40]}`"
        context.report("no-section", "warning", message, where, hint)
    elif match := _NO_NOTE.fullmatch(text):
        message, hint = (
            f"this is shown: `{match[1]} :` is text",
            f"what the speaker says is behind `{match[1]}:`",
        )
        context.report("no-note", "note", message, where, hint)


def _report_no_table(text: str, where: Span, context: ReadContext) -> None:
    """Lines that all but one slip make a table are text, and said to be."""
    rows = text.split("\n", 2) if "|" in text else []
    if len(rows) < 2 or "|" not in rows[0] or "|" not in rows[1] or not DASHES.fullmatch(rows[1].strip()):
        return
    head, dashes = count_cells(rows[0]), count_cells(rows[1])
    if head != dashes:
        message = f"this is no table: its header has {head} cells, the line of dashes below it {dashes}"
        hint = f"write `|{'---|' * min(head, 20)}` there"
        context.report("no-table", "warning", message, where, hint)


def paragraph_items(
    inline: Token, pieces: Sequence[ShownPiece], span: Span, context: ReadContext, *, is_quoted: bool, is_nested: bool,
) -> Sequence[Item]:  # fmt: skip
    """What a paragraph comes to."""
    if any(isinstance(piece, ElementIs) for piece in pieces):
        pieces = on_parts(pieces)
    element = {k: v for piece in pieces if isinstance(piece, ElementIs) for k, v in piece.attributes.items()}
    plain, pauses = _without_pause([piece for piece in pieces if not isinstance(piece, ElementIs)])
    lines, icons = with_icons(source_lines(plain))
    texts = [line_text(line) for line in lines]
    is_alone = len(lines) == 1 and not is_nested
    dropped = properties(texts, has_properties=context.has_properties)
    found: list[Item] = []
    pending: list[Sequence[Piece]] = []

    def flush() -> None:
        keeps = context.dialect.keeps_short_lines
        inlines = without_break(trim(join_lines(pending, keeps_short=keeps)))
        if inlines:
            found.append(Paragraph(inlines, span))
        pending.clear()

    _report_near_misses(inline.content, texts[0], span, context, is_nested=is_nested)
    for index, (line, text) in enumerate(zip(lines, texts, strict=True)):
        where = Span(span.line + index, span.column) if len(lines) > 1 else span
        figures = [piece for piece in line if isinstance(piece, Figure)]
        is_bare = is_typed_plainly(line)
        if index in dropped:
            context.report("property-line", "note", "a property line is no text", where)
        elif text == PAUSED or (is_alone and is_bare and _is_pause(text, where, context)):
            flush()
            found.append(Pause(where))
        elif title := note_title(text):
            flush()
            found.append(Heading(1, (Run(title),), where))
        elif index and context.dialect.has_note_lines and opens_notes(text):
            flush()
            found.append(Paragraph(trim(join_lines([line, *lines[index + 1 :]])), where))
            break
        elif is_bare and (match := _PENDING.fullmatch(text)) and "\\<" not in context.source.line(where.line):
            flush()
            found.append(_pending_figure(match[1], match[2], where, context))
        elif figures and text.strip() in ("", "\\"):
            flush()
            alone = len(lines) == len(figures) == 1 and not inline.content.endswith("\\")
            found += _with_words(figures, inline, context) if alone else figures
        else:
            shown, figures = in_line(line)
            follows = index in icons or (is_quoted and (is_credit(text) or opens_callout(texts[index - 1])))
            if follows and pending and pending[-1] and not isinstance(pending[-1][-1], LineBreak):
                pending[-1] = [*pending[-1], LineBreak()]
            pending.append(shown)
            if figures:
                flush()
                found += figures
    flush()
    found += [Pause(span)] if pauses else []
    return as_element(found, element, span) if element else found


def _without_pause(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """The pieces without the sign at their end for what follows them, and whether that waits."""
    last = pieces[-1] if pieces else None
    if not isinstance(last, Run) or not last.text.endswith(PAUSED):
        return pieces, False
    return [*pieces[:-1], replace(last, text=last.text.removesuffix(PAUSED))], True


def _with_words(figures: list[Figure], inline: Token, context: ReadContext) -> list[Figure | Footnote]:
    """A picture that stands alone, with its words as its caption where the dialect has it so, and their notes."""
    figure = figures[0]
    image = next((child for child in inline.children or () if child.type == "image"), None)
    said = context.dialect.captions
    if not (image and image.content.strip()):
        return [*figures]
    if said not in ("alone", "linked") and WORDED not in str(image.attrs.get("class", "")).split():
        return [*figures]
    if figure.link and said != "linked":
        return [*figures]
    if "fig-cap" in image.attrs:
        return [*figures]
    words = read_inlines(image.children or (), figure.span, context)
    notes = [piece for piece in words if isinstance(piece, Footnote)]
    caption = inline_text(image.content, figure.span, context)
    if any(isinstance(piece, Run) and piece.marks.note for piece in words):
        caption = trim(
            join_lines(source_lines([piece for piece in words if not isinstance(piece, Footnote)]))
        )
    alt = figure.alt.removesuffix(f" ({image.attrs.get('title', '')})")
    return [replace(figure, caption=caption, alt=alt), *notes]


def _pending_figure(description: str, name: str, span: Span, context: ReadContext) -> Figure:
    """`<description> = NAME`"""
    where = context.source.find(name, span)
    target = context.front.figures.get(name, "")
    if not target:
        context.report(
            "figure-not-drawn", "warning", f"the figure {name} is still to be drawn", where,
            f"say what is drawn there in the front matter: `figures: {{{name}: chart:…}}`",
        )  # fmt: skip
    return Figure(target=target, alt=description, span=where)


def heading_items(
    token: Token, inline: Token, pieces: Sequence[ShownPiece], span: Span, *, fits: bool
) -> Sequence[Item]:
    """A heading, and the pictures in it on its slide; `fits` if it is marked so."""
    attributes = parse_attributes(token.info) if token.info.strip(" -") else NO_ATTRIBUTES
    fits = fits or "r-fit-text" in attributes.classes or _says_it_fits(inline)
    figures = [piece for piece in pieces if isinstance(piece, Figure)]
    words: Sequence[Piece] = [piece for piece in pieces if not isinstance(piece, ElementIs)]
    if figures and line_text(words).strip():
        words, figures = in_line(words, TITLE_SIZE)
    inlines = without_break(trim(join_lines([words])))
    label = "" if inlines else " ".join(filter(None, (figure.alt for figure in figures)))
    where = replace(span, end_line=0)
    said = {"class": " ".join(attributes.classes), **attributes.values}
    said |= {k: v for piece in pieces if isinstance(piece, ElementIs) for k, v in piece.attributes.items()}
    heading = on_heading(Heading(int(token.tag[1:]), inlines, where, attributes, label, fits), said)
    return [heading, *figures]


def _says_it_fits(inline: Token) -> bool:
    """True for a heading in which a span says that it fits."""
    spans = (child for child in inline.children or () if child.type == "span_open")
    classes = [str(span.attrs.get("class", "")) for span in spans]
    return any("r-fit-text" in names.split() for names in classes)


def takes_mark(inline: Token, pattern: str) -> bool:
    """Whether a heading has the dialect's mark of what is to fit, which is taken out of it."""
    if not pattern:
        return False
    mark, children = re.compile(pattern), inline.children or []
    found = next((at for at, child in enumerate(children) if mark.match(child.content)), -1)
    if found < 0:
        return False
    child = children[found]
    child.content = mark.sub("", child.content, count=1)
    if not child.content:
        del children[found]
    return True
