"""Inline tokens → runs. Images come out as figures; source lines stay apart for the caller."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Figure, Footnote, Paragraph
from deckgen.deck.figures import InlinePicture
from deckgen.deck.inlines import OBJECT, PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs, trim
from deckgen.readers.attributes import Attributes, has_attributes, is_not_for_us, parse_attributes
from deckgen.readers.dialects.exports import wiki_label
from deckgen.readers.emoji import with_emoji
from deckgen.readers.formulas import inline_formula
from deckgen.readers.html_names import is_fragment
from deckgen.readers.html_tags import (
    CLASS_MARKS,
    INLINE_TAGS,
    USUAL_SIZE,
    Tag,
    is_element,
    safe_link,
    styled,
    tag_of,
)
from deckgen.readers.images import element, embedded, figure_of, figure_of_token, is_component
from deckgen.readers.slice_model import SlideSettings
from deckgen.readers.tex import tex_inlines

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


P = TypeVar("P")


class SoftBreak(Struct, frozen=True):
    """A newline in the source that is no line break on the slide."""


class ElementIs(Struct, frozen=True):
    """reveal.js's `<!-- .element: class="fragment" -->`: attributes of what it stands behind."""

    attributes: Mapping[str, str]


class Comment(Struct, frozen=True):
    """An HTML comment, without its delimiters."""

    text: str


class Said(Struct, frozen=True):
    """What the speaker says, in an element inside a line."""

    text: str


ShownPiece: TypeAlias = Inline | SoftBreak | Figure | ElementIs
"""What may stand in a paragraph …"""
Piece: TypeAlias = ShownPiece | SlideSettings | Comment | Said | Footnote
"""… and what beside it belongs to the slide."""

_SIMPLE: Mapping[str, Mapping[str, Any]] = {
    "strong_open": {"bold": True}, "em_open": {"italic": True}, "s_open": {"strike": True},
    "sub_open": {"subscript": True}, "sup_open": {"superscript": True}, "mark_open": {"highlight": True},
}  # fmt: skip
_WIDE = (
    ("\u1100", "\u115f"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uff60"),
)
"""Where ideographs and their kin are; as a pattern they take milliseconds to compile."""


def read_inlines(
    tokens: Sequence[Token], span: Span, context: ReadContext, around: Marks = PLAIN
) -> list[Piece]:
    """Flatten `tokens` (an inline token's children) into pieces, in reading order."""
    pieces: list[Piece] = []
    marks = [around]
    hidden, said, unshown, opened = "", None, 0, 0
    for token in tokens:
        kind = token.type
        now = marks[-1]
        if unshown or (kind == "span_open" and _is_not_for_us(token)):
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
            pieces += _text(token.content, now, context)
        elif kind == "softbreak":
            pieces.append(LineBreak() if context.dialect.has_line_breaks else SoftBreak())
        elif kind == "hardbreak":
            pieces.append(LineBreak())
        elif kind in _SIMPLE:
            opened = len(pieces)
            marks.append(replace(now, **_SIMPLE[kind]))
        elif kind == "link_open":
            link = safe_link(str(token.attrs.get("href", "")))
            marks.append(replace(now, link=link, tooltip=str(token.attrs.get("title", ""))))
        elif kind == "span_open":
            marks.append(_span_marks(now, token, context))
        elif kind.endswith("_close"):
            marks = marks[:-1] or [around]
        elif kind == "code_inline" and (raw := _RAW.fullmatch(str(token.attrs.get("raw", "")))):
            pieces += read_markdown(token.content, now, span, context) if raw[1] in RAW_READ else ()
        elif kind == "code_inline":
            pieces += _code(token.content, now, span, context)
        elif kind == "image":
            pieces.append(figure_of_token(token, span, now.link, context))
            if is_fragment(str(token.attrs.get("class", "")).split()):
                pieces.append(ElementIs({"class": "fragment"}))
        elif kind == "html_inline" and (notes := NOTES_TAG.match(token.content)):
            hidden, said = notes[1].lower(), list[str]()
        elif kind == "html_inline" and (name := _unshown(token.content, context)):
            hidden = name
            context.report("html-not-shown", "warning", f"`<{name}>` is not shown", span)
        elif kind == "html_inline":
            marks = _html(token.content, marks, pieces, span, context)
        elif kind in ("math_inline", "math_inline_double"):
            pieces.append(inline_formula(token.markup, token.content, token.markup, now, context))
        elif kind == "math_parentheses":
            pieces.append(inline_formula("\\(", token.content, "\\)", now, context))
        elif kind == "wiki_embed":
            pieces.append(embedded(token.content, span, context))
        elif kind == "wiki_link":
            pieces.append(Run(wiki_label(token.content, label_first=context.label_first), now))
        elif kind == "note":
            label = f"{token.info}.{span.line}"  # its number is known when all slides are
            pieces.append(Run(label, replace(now, superscript=True, note=label)))
            said_there = inline_text(token.content, span, context)
            pieces.append(Footnote(label, (Paragraph(said_there, span),), span))
        elif kind == "footnote_ref":
            label = str(token.meta.get("label", token.meta["id"] + 1))
            pieces.append(Run(label, replace(now, superscript=True, note=label)))
        else:
            pieces.append(Run(token.content, now))
            context.report("unread-token", "warning", f"`{kind}` is shown as plain text", span)
    return pieces


def _text(text: str, now: Marks, context: ReadContext) -> list[Inline]:
    text = with_emoji(text) if ":" in text else text
    if context.examples and "@" in text:
        text = _EXAMPLE.sub(lambda match: str(context.examples.get(match[1], match[0])), text)
    return tex_inlines(text, now) if context.dialect.has_tex and "\\" in text else [Run(text, now)]


_BRACES = re.compile(r"(?:^|(?<=\S))\{([.#][^{}\n]{0,200})\}")


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
    return _text(_BRACES.sub(lambda match: "" if has_attributes(match[1]) else match[0], text), now, context)


_EXAMPLE = re.compile(r"@([\w-]+)")


def _code(text: str, now: Marks, span: Span, context: ReadContext) -> list[Piece]:
    if context.dialect.has_cells and _EXPRESSION.match(text):
        message = "a value that a program computes is not shown: deckgen runs none"
        context.report("cell-not-shown", "note", message, context.source.find(text, span))
        return [Comment("")]
    return [Run(text, replace(now, code=True))]


def _unshown(tag: str, context: ReadContext) -> str:
    """The name of an element whose content no browser shows; nothing for any other tag."""
    own = context.dialect.elements
    if own and not tag.endswith("/>") and (found := own(read := tag_of(tag))) and found.kind == "hidden":
        return "" if read.closing else read.name
    match = re.match(
        r"<(?:(script|style|template)\b|([a-z][\w-]*)\s(?:[^<>]*\s)?hidden\b)", tag, re.IGNORECASE
    )
    return next(filter(None, match.groups())).lower() if match else ""


NOTES_TAG = re.compile(
    r"""\s*<(aside|div|section|span)\b(?=[^>]*\bclass\s*=\s*(?:"[^"]*\bnotes\b[^"]*"|'[^']*\bnotes\b[^']*'|notes\b))[^>]*>""",
    re.IGNORECASE,
)
"""Speaker notes as reveal.js has them."""
ELEMENT = re.compile(r"\s*\.element:\s*(.*?)\s*\Z", re.DOTALL)
"""A comment of reveal.js's."""
_RAW = re.compile(r"(\w+)")
RAW_READ = frozenset(("html", "html5", "revealjs"))
"""Formats whose raw text is read; that of others is not for slides."""
_EXPRESSION = re.compile(r"(?:r|\{(?:r|python|julia|ojs)\})[ \t]+\S")
"""What a program computes in a line."""


def _is_not_for_us(token: Token) -> bool:
    attrs = {key: str(value) for key, value in token.attrs.items()}
    return is_not_for_us(Attributes(classes=tuple(attrs.get("class", "").split()), values=attrs))


def _span_marks(now: Marks, token: Token, context: ReadContext) -> Marks:
    """`[text]{.mark lang=en}`"""
    classes = str(token.attrs.get("class", "")).split()
    changes: dict[str, bool | str] = {}
    for name in classes:
        if field := CLASS_MARKS.get(name):
            changes[field] = field != "fragment" or is_fragment(classes)
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
        pieces.append(ElementIs(tag_of(f"<x {given[1]}>").attributes) if given else Comment(comment))
        return marks
    tag = tag_of(tag_text)
    tag = replace(tag, attributes=context.styled(tag.attributes, tag.name))
    now = marks[-1]
    if tag.name == "br":
        pieces.append(LineBreak())
    elif tag.name == "img":
        src = tag.attributes.get("src", "")
        where = context.source.find(src, span)
        alt, shown = tag.attributes.get("alt", ""), context.shows_alt
        pieces.append(figure_of(src, alt, where, tag.attributes, now.link, shows_alt=shown))
    elif tag.empty and context.dialect.has_components and tag.name not in INLINE_TAGS:
        if found := element(tag, tag_text, span, context):
            pieces.append(found)
    elif not _is_read(tag, tag_text, context):
        pieces.append(Run(tag_text, now))
    elif tag.name == "link" and tag.empty and tag.address:
        label = tag.attributes.get("title", "") or tag.address
        pieces.append(Run(label, replace(now, link=safe_link(tag.address))))
    elif tag.closing:
        return marks[:-1] or [PLAIN]
    elif not tag.empty:
        return [*marks, tag.marks(now)]
    return marks


def _is_read(tag: Tag, text: str, context: ReadContext) -> bool:
    """True for a tag whose element is read, not shown."""
    components = context.dialect.has_components
    if tag.name in INLINE_TAGS:
        lone_words = tag.bare and not tag.closing
        return not lone_words or components or any(tag.attributes.values())
    name = text[2 if tag.closing else 1 :][: len(tag.name)]
    return is_element(name, context.source.text, has_components=components)


def read_markdown(text: str, now: Marks, span: Span, context: ReadContext) -> list[Piece]:
    """Markdown between tags of HTML's, its marks on top of `now`."""
    from deckgen.readers.markdown import parse

    tokens = next((t.children or () for t in parse(text.strip(" ")) if t.type == "inline"), ())
    before, after = (" " if text.startswith(" ") else ""), (" " if text.endswith(" ") else "")
    pieces = read_inlines(tokens, span, context, now)
    return [Run(before, now), *pieces, Run(after, now)]


def inline_text(text: str, span: Span, context: ReadContext) -> Inlines:
    """Markdown of one line, such as a title that stands in an attribute."""
    if not re.search(r"[*_`$<\[\\~=:]", text):
        return (Run(text),) if text else ()
    return trim(join_lines(source_lines(read_markdown(text, PLAIN, span, context))))


def one_line(text: str, span: Span, context: ReadContext) -> Inlines:
    """The same with its pictures, as high as the text or as their author wants them."""
    shown: list[Inline] = []
    for piece in read_markdown(text, PLAIN, span, context):
        if isinstance(piece, Figure):
            shown.append(_in_text(piece))
        elif isinstance(piece, Run | LineBreak):
            shown.append(piece)
    return trim(merge_runs(shown))


def _in_text(figure: Figure) -> Run:
    picture = InlinePicture(
        target=figure.target, alt=figure.alt, span=figure.span, width=figure.width, height=figure.height
    )
    return Run(OBJECT, Marks(link=figure.link, picture=picture))


SHORT, SHORT_LINES = 40, 3
"""Characters of lines that their author ends, and how many such lines there are at least."""


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


def in_line(line: Sequence[Piece]) -> tuple[list[Piece], list[Figure]]:
    """A line of text with those of its pictures that belong into it, and the others, which stand below.

    A picture belongs into a line if words stand on both its sides, or if its author wants it no higher than text.
    """
    shown: list[Piece] = []
    below: list[Figure] = []
    gaps: list[int] = []
    for index, piece in enumerate(line):
        if not isinstance(piece, Figure):
            shown.append(piece)
            continue
        around = line_text(line[:index]).strip() and line_text(line[index + 1 :]).strip()
        if is_component(piece):
            gaps.append(len(shown))  # it is reported; its line goes on without it
            continue
        if around or _is_as_high_as_text(piece):
            shown.append(_in_text(piece))
        else:
            below.append(piece)
    return without_gaps(shown, gaps), below


def _is_as_high_as_text(figure: Figure) -> bool:
    match = re.fullmatch(r"([\d.]+)(px|pt|em|ex)?", figure.height.strip() or figure.width.strip())
    if match is None or match[1].count(".") > 1 or not match[1].strip("."):
        return False
    return (
        float(match[1]) * {"em": USUAL_SIZE, "ex": USUAL_SIZE / 2}.get(match[2] or "", 1.0)
        <= 1.5 * USUAL_SIZE
    )


def without_gaps(pieces: list[P], places: Sequence[int]) -> list[P]:
    """Without a second space at the `places` where something was taken out between two."""
    for place in places:
        before, after = pieces[place - 1 : place], pieces[place : place + 1]
        texts = [each.text for each in (*before, *after) if isinstance(each, Run)]
        if len(texts) == 2 and texts[0].endswith(" ") and texts[1].startswith(" "):
            pieces[place] = replace(pieces[place], text=texts[1][1:])  # type: ignore[type-var]
    return pieces


def line_text(line: Sequence[Piece]) -> str:
    """The characters of one line."""
    return "".join(piece.text for piece in line if isinstance(piece, Run))


def join_lines(lines: Sequence[Sequence[Piece]], *, keeps_short: bool = False) -> Inlines:
    """Text lines → one paragraph. A soft line end is a space, but not between ideographs.

    Lines that are bare addresses stay apart, a list of links reads as one; and so do several short lines where that is
    wanted (`keeps_short`).
    """
    texts = [line_text(line) for line in lines]
    apart = len(lines) > 1 and any(map(_is_address, texts))
    apart = apart or (
        keeps_short and len(lines) >= SHORT_LINES and all(0 < len(text.strip()) <= SHORT for text in texts)
    )
    joined: list[Inline] = []
    for line in lines:
        inlines = [piece for piece in line if isinstance(piece, Run | LineBreak)]
        if joined and inlines and not isinstance(joined[-1], LineBreak):
            before = joined[-1].text[-1:] if isinstance(joined[-1], Run) else ""
            after = inlines[0].text[:1] if isinstance(inlines[0], Run) else ""
            if apart:
                joined.append(LineBreak())
            elif not (_is_wide(before) and _is_wide(after)):
                joined.append(Run(" ", _common(joined[-1], inlines[0])))
        joined += inlines
    return merge_runs(joined)


def _is_wide(character: str) -> bool:
    return any(low <= character <= high for low, high in _WIDE)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text.strip()


def _common(before: Inline, after: Inline) -> Marks:
    """Marks of the space between two lines: theirs if they agree."""
    if isinstance(before, Run) and isinstance(after, Run) and before.marks == after.marks:
        return before.marks
    return PLAIN
