"""Inline tokens → runs. Images come out as figures; source lines stay apart for the caller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs
from deckgen.readers.html_tags import INLINE_TAGS, color_of, safe_link, style_of, tag_of
from deckgen.readers.notes import wiki_label

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A newline in the source that is no line break on the slide."""


Piece: TypeAlias = Inline | SoftBreak | Figure

_SIMPLE = frozenset(("strong_open", "em_open", "s_open"))
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")


def read_inlines(tokens: Sequence[Token], span: Span, context: ReadContext) -> list[Piece]:
    """Flatten `tokens` (an inline token's children) into pieces, in reading order."""
    pieces: list[Piece] = []
    marks = [PLAIN]
    for token in tokens:
        kind = token.type
        now = marks[-1]
        if kind == "text":
            pieces.append(Run(token.content, now))
        elif kind == "softbreak":
            pieces.append(SoftBreak())
        elif kind == "hardbreak":
            pieces.append(LineBreak())
        elif kind in _SIMPLE:
            marks.append(_marked(now, kind))
        elif kind == "link_open":
            link = safe_link(str(token.attrs.get("href", "")))
            marks.append(replace(now, link=link, tooltip=str(token.attrs.get("title", ""))))
        elif kind == "span_open":
            marks.append(_span_marks(now, token))
        elif kind.endswith("_close"):
            marks = marks[:-1] or [PLAIN]
        elif kind == "code_inline":
            pieces.append(Run(token.content, replace(now, code=True)))
        elif kind == "image":
            pieces.append(_figure(token, span, now.link, context))
        elif kind == "html_inline":
            marks = _html(token.content, marks, pieces, span, context)
        elif kind in ("math_inline", "math_inline_double"):
            fence = token.markup
            pieces.append(Run(f"{fence}{token.content}{fence}", now))
        elif kind == "wiki_embed":
            pieces.append(_embedded(token.content, span, context))
        elif kind == "wiki_link":
            pieces.append(Run(wiki_label(token.content, label_first=context.label_first), now))
        elif kind == "footnote_ref":
            label = str(token.meta.get("label", token.meta["id"] + 1))
            pieces.append(Run(label, replace(now, superscript=True)))
        else:
            pieces.append(Run(token.content, now))
            context.report("unread-token", "warning", f"`{kind}` is shown as plain text", span)
    return pieces


def _marked(now: Marks, kind: str) -> Marks:
    match kind:
        case "strong_open":
            return replace(now, bold=True)
        case "em_open":
            return replace(now, italic=True)
        case _:
            return replace(now, strike=True)


def _span_marks(now: Marks, token: Token) -> Marks:
    """`[text]{.mark lang=en}`"""
    classes = str(token.attrs.get("class", "")).split()
    changes: dict[str, bool | str] = {}
    for name, field in {"mark": "highlight", "underline": "underline", "small": "small"}.items():
        if name in classes:
            changes[field] = True
    if lang := token.attrs.get("lang"):
        changes["lang"] = str(lang)
    if color := color_of(str(token.attrs.get("style", ""))):
        changes["color"] = color
    return replace(now, **changes)  # type: ignore[arg-type]


def _figure(token: Token, span: Span, link: str, context: ReadContext) -> Figure:
    target = str(token.attrs.get("src", ""))
    alt = "".join(_alt(token.children or ()))
    where = context.source.find(target, span)
    if "marp" in context.front.keys or alt.startswith("bg"):
        from deckgen.readers.marp import image_words

        alt, asked = image_words(alt)
        token.attrs.setdefault("width", asked)
    width = str(token.attrs.get("width", "")) or style_of(str(token.attrs.get("style", "")), "width")
    return Figure(target, alt, where, str(token.attrs.get("title", "")), width, link)


def _embedded(content: str, span: Span, context: ReadContext) -> Figure:
    """Obsidian's `![[picture.png|300]]`: what follows the bar is a width or a description."""
    target, _, after = content.partition("|")
    width = re.fullmatch(r"(\d+)(?:x\d+)?", after.strip())
    where = context.source.find(target, span)
    return Figure(target.strip(), "" if width else after.strip(), where, "", width[1] if width else "", "")


def _alt(tokens: Sequence[Token]) -> list[str]:
    """Alternative text is the plain text of what stands in the brackets."""
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts += _alt(token.children or ())
        else:
            parts.append(token.content)
    return parts


def _html(
    tag_text: str, marks: list[Marks], pieces: list[Piece], span: Span, context: ReadContext
) -> list[Marks]:
    """A tag inside a line: one that we know changes the marks, any other is the author's text."""
    if tag_text.startswith("<!--"):
        return marks
    tag = tag_of(tag_text)
    now = marks[-1]
    if tag.name == "br":
        pieces.append(LineBreak())
    elif tag.name == "img":
        src = tag.attributes.get("src", "")
        where = context.source.find(src, span)
        width = tag.attributes.get("width", "") or style_of(tag.attributes.get("style", ""), "width")
        alt = tag.attributes.get("alt", "")
        pieces.append(Figure(src, alt, where, tag.attributes.get("title", ""), width, now.link))
    elif tag.empty and context.slidev and tag.name not in INLINE_TAGS:
        context.report("component", "note", f"the component `<{tag.name}>` is not shown", span)
    elif tag.name not in INLINE_TAGS or (tag.bare and not tag.closing):
        pieces.append(Run(tag_text, now))
    elif tag.closing:
        return marks[:-1] or [PLAIN]
    elif not tag.empty:
        return [*marks, tag.marks(now)]
    return marks


def source_lines(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Cut at every line end, soft or hard; a hard break stays at the end of its line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, SoftBreak):
            lines.append([])
        else:
            lines[-1].append(piece)
            if isinstance(piece, LineBreak):
                lines.append([])
    return [tuple(line) for line in lines]


def line_text(line: Sequence[Piece]) -> str:
    """The characters of one line."""
    return "".join(piece.text for piece in line if isinstance(piece, Run))


def join_lines(lines: Sequence[Sequence[Piece]]) -> Inlines:
    """Text lines → one paragraph. A soft line end is a space, but not between ideographs.

    Lines that are bare addresses stay apart: a list of links reads as one.
    """
    addresses = len(lines) > 1 and any(_is_address(line_text(line)) for line in lines)
    joined: list[Inline] = []
    for line in lines:
        inlines = [piece for piece in line if isinstance(piece, Run | LineBreak)]
        if joined and inlines and not isinstance(joined[-1], LineBreak):
            before = joined[-1].text[-1:] if isinstance(joined[-1], Run) else ""
            after = inlines[0].text[:1] if isinstance(inlines[0], Run) else ""
            if addresses:
                joined.append(LineBreak())
            elif not (_WIDE.match(before) and _WIDE.match(after)):
                joined.append(Run(" ", _common(joined[-1], inlines[0])))
        joined += inlines
    return merge_runs(joined)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text.strip()


def _common(before: Inline, after: Inline) -> Marks:
    """Marks of the space between two lines: theirs if they agree."""
    if isinstance(before, Run) and isinstance(after, Run) and before.marks == after.marks:
        return before.marks
    return PLAIN
