"""Inline tokens → runs. Images come out as figures; source lines stay apart for the caller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from msgspec.structs import replace

from deckgen.deck.blocks import Figure, Footnote, Paragraph
from deckgen.deck.clicks import Click
from deckgen.deck.inlines import PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs, plain_text, trim
from deckgen.patterns import regex
from deckgen.readers import ruby
from deckgen.readers.attributes import Attributes, has_attributes, is_not_for_us, parse_attributes
from deckgen.readers.bare_links import address_of, address_shown, unescaped_address
from deckgen.readers.dialects.exports import wiki_label
from deckgen.readers.emoji import with_emoji
from deckgen.readers.escapes import HELD, released
from deckgen.readers.formulas import inline_formula
from deckgen.readers.html_names import KNOWN, ON_CLICKS, click_of
from deckgen.readers.html_structure import VOID
from deckgen.readers.html_tags import (
    CLASS_MARKS,
    INLINE_TAGS,
    NEW_PART,
    Tag,
    is_closed,
    is_element,
    part_of,
    safe_link,
    styled,
    tag_of,
)
from deckgen.readers.images import element, embedded, figure_of, figure_of_token
from deckgen.readers.inline_elements import UNSEEN, elements, is_meant, read_element
from deckgen.readers.pieces import Comment, ElementIs, Piece, Said, SoftBreak
from deckgen.readers.tex import UNREAD, tex_inlines
from deckgen.readers.text_lines import in_text, join_lines, source_lines
from deckgen.readers.unknown_notes import report_unknown

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


_SIMPLE: Mapping[str, Mapping[str, Any]] = {
    "strong_open": {"bold": True}, "em_open": {"italic": True}, "s_open": {"strike": True},
    "sub_open": {"subscript": True}, "sup_open": {"superscript": True}, "mark_open": {"highlight": True},
}  # fmt: skip


_BEFORE_ATTRIBUTES = frozenset(("image", "link_close", "code_inline", "span_close"))
"""What attributes stand behind, of which `{}` are none."""


def read_inlines(
    tokens: Sequence[Token], span: Span, context: ReadContext, around: Marks = PLAIN
) -> list[Piece]:
    """Flatten `tokens` (an inline token's children) into pieces, in reading order."""
    pieces: list[Piece] = []
    marks = [around]
    hidden, said, unshown, opened, kind = "", None, 0, 0, ""
    tokens = [*_without_empty_pairs(tokens)] if context.dialect.has_components else tokens
    for token in elements(tokens):
        before, kind = kind, token.type
        now = marks[-1]
        if unshown or (kind == "span_open" and _is_not_for_us(token, context)):
            unshown += {"span_open": 1, "span_close": -1}.get(kind, 0)
            continue
        if hidden:
            if kind == "html_inline" and token.content.lower().startswith(f"</{hidden}"):
                if said:
                    pieces.append(Said(" ".join("".join(said).split())))
                hidden, said = "", None
            elif said is not None and kind != "html_inline":
                said.append(token.content or " ")
            continue
        if kind == "text" and context.dialect.has_inline_attributes and "{" in token.content:
            pieces += _with_attributes(token.content, now, pieces, opened, span, context)
        elif kind == "text":
            content = token.content.removeprefix("{}") if before in _BEFORE_ATTRIBUTES else token.content
            pieces += _text(unescaped_address(content) if now.link else content, now, span, context)
        elif kind == "softbreak":
            pieces.append(LineBreak() if context.dialect.has_line_breaks else SoftBreak())
        elif kind == "hardbreak":
            pieces.append(LineBreak())
        elif kind in _SIMPLE:
            opened = len(pieces)
            marks.append(replace(now, **_SIMPLE[kind]))
        elif kind == "link_open":
            link = safe_link(address_of(token))
            marks.append(replace(now, link=link, tooltip=str(token.attrs.get("title", ""))))
        elif kind == "span_open":
            marks.append(part_of(_span_marks(now, token, context), pieces, marks))
        elif kind.endswith("_close"):
            pieces += address_shown(pieces, now) if kind == "link_close" and before != "link_open" else []
            marks = marks[:-1] or [around]
        elif kind == "code_inline" and (raw := _RAW.fullmatch(str(token.attrs.get("raw", "")))):
            pieces += read_markdown(token.content, now, span, context) if raw[1] in RAW_READ else ()
        elif kind == "code_inline":
            pieces += _code(token.content, now, span, context)
        elif kind == "image":
            pieces.append(_captioned(figure_of_token(token, span, now.link, context), span, context))
            at = {name: str(token.attrs[name]) for name in ON_CLICKS if name in token.attrs}
            pieces += [ElementIs(at)] if click_of(at.get("class", "").split(), at) else []
        elif kind == "html_inline" and (notes := NOTES_TAG.match(token.content)):
            hidden, said = notes[1].lower(), list[str]()
        elif kind == "html_inline" and (name := _unshown(token.content, context)):
            hidden = "" if name in VOID else name
            if name != "rp":
                context.report("html-not-shown", "warning", f"`<{name}>` is not shown", span)
        elif kind == "html_inline":
            marks = _html(token.content, marks, pieces, span, context)
        else:
            pieces += _object(token, now, span, context)
    return pieces


def _object(token: Token, now: Marks, span: Span, context: ReadContext) -> list[Piece]:
    """Formulas, what links between notes, footnotes; and what nobody knows."""
    kind = token.type
    if kind in ("math_inline", "math_inline_double"):
        sign, latex = token.markup, token.content
        if latex[:1] == latex[-1:] == "`" and len(latex) > 2:  # as GitHub has it
            return [inline_formula(f"{sign}`", latex[1:-1], f"`{sign}", now, context)]
        return [inline_formula(sign, latex, sign, now, context)]
    if kind == "math_parentheses":
        return [inline_formula("\\(", token.content, "\\)", now, context)]
    if kind == "wiki_embed":
        return [embedded(token.content, span, context)]
    if kind == "wiki_link":
        return [Run(wiki_label(token.content, label_first=context.label_first), now)]
    if kind == "note":
        # Its number is known when all slides are; what stands in cells of one table has the same place.
        label = f"{token.info}.{span.line}.{crc32(token.content.encode('utf-8', 'replace')):x}"
        inside = read_markdown(token.content, PLAIN, span, context)
        said = Paragraph(trim(join_lines(source_lines(inside))), span)
        own = Footnote(label, (said,), span)
        others = (piece for piece in inside if isinstance(piece, Footnote))
        return [Run(label, replace(now, superscript=True, note=label)), own, *others]
    if kind == "footnote_ref":
        label = str(token.meta.get("label", token.meta["id"] + 1))
        return [Run(label, replace(now, superscript=True, note=label))]
    context.report("unread-token", "warning", f"`{kind}` is shown as plain text", span)
    return [Run(token.content, now)]


def _text(text: str, now: Marks, span: Span, context: ReadContext) -> list[Inline]:
    context.report_computed(text, span)
    if "[^" in text or "![[" in text:
        report_unknown(text, span, context)
    text = with_emoji(text) if ":" in text else text
    if context.examples and "@" in text:
        text = _EXAMPLE.sub(lambda match: str(context.examples.get(match[1], match[0])), text)
    if not context.dialect.has_tex or "\\" not in text:
        return [Run(released(text), now)]
    read = tex_inlines(text, now)
    for run in read:
        if isinstance(run, Run) and (left := UNREAD.search(run.text)):
            message = (
                f"`{left[0]}` is a command of LaTeX's that deckgen does not know: it is shown as it is typed"
            )
            context.report("latex-command", "warning", message, context.source.find(left[0], span))
    if HELD in text:
        read = [Run(released(each.text), each.marks) if isinstance(each, Run) else each for each in read]
    return read


_BRACES = regex(r"(?:^|(?<=\S))\{([.#][^{}\n]{0,200})\}")


def _with_attributes(
    text: str, now: Marks, before: list[Piece], opened: int, span: Span, context: ReadContext
) -> list[Inline]:
    """Text without the braces right behind its words; at its beginning they say how the mark before it looks."""
    if (first := _BRACES.match(text)) and has_attributes(first[1]) and before:
        at = parse_attributes(first[1])
        from markdown_it.token import Token

        token = Token("span_open", "span", 1, attrs={**at.values, "class": " ".join(at.classes)})
        for index in range(opened, len(before)):
            if isinstance(run := before[index], Run):
                before[index] = Run(run.text, _span_marks(run.marks, token, context))
        text = text[first.end() :]
    return _text(
        _BRACES.sub(lambda match: "" if has_attributes(match[1]) else match[0], text), now, span, context
    )


_LISTS = frozenset(("ul", "ol", "li"))
_EXAMPLE = regex(r"@([\w-]+)")
_COMPONENT = regex(r"<([A-Z][\w.]*)(?:\s[^<>]*)?>")


def _code(text: str, now: Marks, span: Span, context: ReadContext) -> list[Piece]:
    if context.dialect.has_cells and _EXPRESSION.match(text):
        message = "a value that a program computes is not shown: deckgen runs none"
        context.report("cell-not-shown", "note", message, context.source.find(text, span))
        return [Comment("")]
    return [Run(text, replace(now, code=True))]


def _unshown(tag: str, context: ReadContext) -> str:
    """The name of an element whose content no browser shows; nothing for any other tag."""
    if tag.lower() == "<rp>":
        return "rp"
    own = context.dialect.elements
    if own and not tag.endswith("/>") and (found := own(read := tag_of(tag))) and found.kind == "hidden":
        return "" if read.closing else read.name
    if context.dialect.has_components and re.match(r"<template\s+(?:#|v-slot)", tag):
        return ""  # a component's content
    match = _HIDDEN.match(tag)
    if match and match[2]:
        return match[2].lower()
    read = tag_of(tag)
    seen = not match and (read.name not in UNSEEN or read.closing or "open" in read.attributes)
    return "" if seen or f"</{read.name}" not in context.source.text.lower() else read.name


_HIDDEN = regex(
    r"<(?:(script|style|template)\b|([a-z][\w-]*)\s(?:(?:[^<>]*\s)?hidden\b|[^<>]*(?<![\w-])style=[\"'][^<>\"']*(?:display:\s*none|visibility:\s*hidden)))",
    re.IGNORECASE,
)


NOTES_TAG = regex(
    r"""(?<!\s)\s*<(aside|div|section|span)\b(?=[^>]*\bclass\s*=\s*(?:"[^"]*\bnotes\b[^"]*"|'[^']*\bnotes\b[^']*'|notes\b))[^>]*>""",
    re.IGNORECASE,
)
"""Speaker notes as reveal.js has them."""
ELEMENT = regex(r"\s*\.element\b:?\s*(.*?)\s*\Z", re.DOTALL)
"""A comment of reveal.js's, whose colon may be missing."""
_RAW = regex(r"(\w+)")
RAW_READ = frozenset(("html", "html5", "revealjs"))
"""Formats whose raw text is read; that of others is not for slides."""
_EXPRESSION = regex(r"(?:r|\{(?:r|python|julia|ojs)\})[ \t]+\S")
"""What a program computes in a line."""


def _is_not_for_us(token: Token, context: ReadContext) -> bool:
    attrs = {key: str(value) for key, value in token.attrs.items()}
    attributes = Attributes(classes=tuple(attrs.get("class", "").split()), values=attrs)
    return is_not_for_us(attributes, context.front.texts)


def _without_empty_pairs(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens; a component that is closed right behind its tag is one tag."""
    before: Token | None = None
    for token in tokens:
        name = _COMPONENT.match(before.content) if before and before.type == "html_inline" else None
        if before and name and token.type == "html_inline" and token.content.startswith(f"</{name[1]}"):
            yield before.copy(content=f"{before.content.rstrip('>')} />")
            before = None
            continue
        if before:
            yield before
        before = token
    if before:
        yield before


def _span_marks(now: Marks, token: Token, context: ReadContext) -> Marks:
    """`[text]{.mark lang=en}`"""
    classes = str(token.attrs.get("class", "")).split()
    changes: dict[str, bool | str | int | Click] = {
        field: True for name in classes if (field := CLASS_MARKS.get(name))
    }
    if click := click_of(classes, {name: str(value) for name, value in token.attrs.items()}):
        changes |= {"fragment": NEW_PART, "click": click}
    if lang := token.attrs.get("lang"):
        changes["lang"] = str(lang)
    if direction := token.attrs.get("dir"):
        changes["direction"] = str(direction) if direction in ("rtl", "ltr") else ""
    given = (
        f"{key}:{token.attrs[key]}"
        for key in ("color", "background-color", "background")
        if key in token.attrs
    )
    at = context.styled({key: str(value) for key, value in token.attrs.items()}, "span")
    return styled(replace(now, **changes), ";".join((*given, at.get("style", ""))))


def _html(
    tag_text: str, marks: list[Marks], pieces: list[Piece], span: Span, context: ReadContext
) -> list[Marks]:
    """A tag inside a line: one that we know changes the marks, any other is the author's text."""
    if tag_text.startswith("<!--"):
        comment = tag_text.removeprefix("<!--").removesuffix("-->")
        given = ELEMENT.match(comment)
        attributes = tag_of(f"<x {given[1]}>").attributes if given else {}
        if said := attributes.get("data-notes"):
            message, hint = f"“{said}”, of a fragment alone, is in no notes", "write it behind `Note:`"
            context.report("notes-left-out", "warning", message, context.source.find(said, span), hint)
        pieces.append(ElementIs(attributes) if given else Comment(comment))
        return marks
    is_whole = tag_text.startswith("<svg") and "</" in tag_text  # with what is drawn in it
    tag = tag_of(tag_text[: tag_text.find(">") + 1] if is_whole else tag_text)
    tag = replace(tag, attributes=context.styled(tag.attributes, tag.name))
    now = marks[-1]
    if tag.name == "br":
        pieces.append(LineBreak())
    elif tag.name == "img" and tag.closing:
        pass  # nothing, for a browser
    elif tag.name == "img":
        src = tag.source
        where = context.source.find(src, span)
        alt = tag.attributes.get("alt", "")
        said = context.caption_of(tag.attributes, alt)
        pieces.append(figure_of(src, alt, where, tag.attributes, now.link, said))
    elif tag.name in _LISTS:  # in a table's cell, which has no blocks
        if tag.name == "li" and not tag.closing:
            is_first = all(isinstance(each, Run) and not each.text.strip() for each in pieces)
            pieces += (Run("• ", now),) if is_first else (LineBreak(), Run("• ", now))
    elif tag.empty and context.dialect.has_components and tag.name not in INLINE_TAGS:
        if found := element(tag, tag_text, span, context):
            pieces.append(found)
    elif is_meant(tag, context.source.text):
        pieces += read_element(tag, tag_text, pieces, now, span, context)
    elif not _is_read(tag, tag_text, context):
        pieces.append(Run(tag_text, now))
    elif tag.name == "link" and tag.empty and tag.address:
        label = tag.attributes.get("title", "") or tag.address
        pieces.append(Run(label, replace(now, link=safe_link(tag.address))))
    elif tag.closing:
        is_bare = tag.name == "a" and not context.dialect.has_icon_elements
        pieces += address_shown(pieces, now) if is_bare else []
        marks = marks[:-1] or [PLAIN]
        pieces += [ruby.closing(pieces, marks[-1])] if tag.name == "rt" else []
    elif not tag.empty:
        pieces += [ruby.opening(pieces, now)] if tag.name == "rt" else []
        if tag.heading and tag.name not in KNOWN | INLINE_TAGS.keys():
            pieces += (Run(tag.heading, replace(now, bold=True)), Run(" ", now))
        return [*marks, part_of(tag.marks(now), pieces, marks)]
    return marks


def _is_read(tag: Tag, text: str, context: ReadContext) -> bool:
    """True for a tag whose element is read, not shown."""
    components = context.dialect.has_components
    if tag.name in INLINE_TAGS:
        lone_words = tag.bare and not tag.closing  # `a<b and c>d`
        meant = any(tag.attributes.values()) or (components and is_closed(tag.name, context.source.text))
        return meant or not lone_words
    name = text[2 if tag.closing else 1 :][: len(tag.name)]
    return is_element(name, context.source.text, has_components=components)


def read_markdown(text: str, now: Marks, span: Span, context: ReadContext) -> list[Piece]:
    """Markdown between tags of HTML's, its marks on top of `now`."""
    from deckgen.readers.markdown import known_notes, parse

    known = {"footnotes": known_notes(context.footnotes)} if context.footnotes and "[^" in text else {}
    parsed = parse(text.strip(" "), environment=known)
    tokens = next((t.children or () for t in parsed if t.type == "inline"), ())
    if not tokens and text.strip():
        return [Run(text, now)]  # a block of its own, which has no place here
    before, after = (" " if text.startswith(" ") else ""), (" " if text.endswith(" ") else "")
    pieces = read_inlines(tokens, span, context, now)
    return [Run(before, now), *pieces, Run(after, now)]


_MARKED = regex(
    r"\$\S.*?\$|\\\(.+?\\\)|\[\^[^\s\[\]]+\]|\*\*\S[^*]*\*\*|\[[^\[\]]+\]\((?:https?:|mailto:|#)[^()\s]+\)"
)


def _captioned(figure: Piece, span: Span, context: ReadContext) -> Piece:
    """A picture with what is more than words in its caption, all of which is only text for Markdown."""
    said = plain_text(figure.caption) if isinstance(figure, Figure) else ""
    if isinstance(figure, Figure) and _MARKED.search(said):
        return replace(figure, caption=inline_text(said, span, context))
    return figure


def inline_text(text: str, span: Span, context: ReadContext) -> Inlines:
    """Markdown of one line, such as a title that stands in an attribute."""
    if not re.search(r"[*_`$<\[\\~=:^&{+]", text):
        text = re.sub(r"[ \t]*\n[ \t]*", " ", text) if "\n" in text else text
        return (Run(text),) if text else ()
    return trim(join_lines(source_lines(read_markdown(text, PLAIN, span, context))))


def one_line(text: str, span: Span, context: ReadContext) -> Inlines:
    """The same with its pictures, as high as the text or as their author wants them."""
    shown: list[Inline] = []
    for piece in read_markdown(text, PLAIN, span, context):
        if isinstance(piece, Figure):
            shown.append(in_text(piece))
        elif isinstance(piece, Run | LineBreak):
            shown.append(piece)
    return trim(merge_runs(shown))
