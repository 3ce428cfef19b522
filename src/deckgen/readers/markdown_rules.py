"""Our own markdown-it rules: what the outline dialect has and CommonMark has not."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from deckgen.patterns import regex
from deckgen.readers.attributes import trailing
from deckgen.readers.barred_cells import barred_table
from deckgen.readers.diagram_rule import framed_diagram
from deckgen.readers.drawn_rules import drawn_table, line_block
from deckgen.readers.html_rule import html_block_rule, html_inline_rule
from deckgen.readers.slide_marks import SHORT_TITLE
from deckgen.readers.spans import attributes

_SECTION = regex(r"---[ \t]+(?=[^\s-])(.*\S)")
_FENCED_DIV = regex(r"(:{3,})(.*)")


_UNDERLINE = regex(r"(?:=+|-{4,})[ \t]*")
SHORT_TITLES = "deckgen-short-titles"
"""In the environment of a parser: headings divide slides, and some of them are as long as a rule."""
WIKI_LINKS = "deckgen-wiki-links"
"""… and brackets in brackets lead to another note."""
_ANY_UNDERLINE = regex(r"(?:=+|-+)[ \t]*")
_PICTURE = regex(r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|pdf(?:#page=\d+)?)\s*$", re.IGNORECASE)


def outline_rules(md: MarkdownIt) -> None:
    """Add section headers, `:::` fences, `===` headings and wiki links to `md`."""
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("hr", "section", _section, ends)
    md.block.ruler.before("hr", "framed_diagram", framed_diagram, ends)
    md.block.ruler.before("hr", "fenced_div", _fenced_div, ends)
    md.block.ruler.at("lheading", _underlined)
    md.block.ruler.at("table", barred_table, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("link", "wiki_link", _wiki_link)
    md.block.ruler.at("html_block", html_block_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.at("html_inline", html_inline_rule)
    md.block.ruler.before("hr", "drawn_table", drawn_table, ends)
    md.block.ruler.after("table", "line_block", line_block)
    md.inline.ruler.push("attributes", attributes)
    md.core.ruler.after("block", "heading_attributes", _heading_attributes)
    md.core.ruler.before("inline", "endless", _endless)


LONGEST = 20_000
"""Characters of a paragraph in which Markdown is looked for: more than ten slides hold."""


_MARKUP = regex(r"[*_`<\[\\$~^&]|://")


def _heading_attributes(state: StateCore) -> None:
    """What stands in braces behind a heading: cut off before it is read as text, which a link in it would be."""
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline = state.tokens[index + 1]
            inline.content, token.info = trailing(inline.content)


def _endless(state: StateCore) -> None:
    """A paragraph that no slide can hold is shown as it was typed: reading it may take as long as its square."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST and _MARKUP.search(token.content):
            text = Token("text", "", 0, content=token.content)
            token.type, token.children = "endless", [text]


def _at_margin(state: StateBlock, line: int, silent: bool) -> bool:
    """True where a line stands at the file's own margin, not inside a list or quote."""
    indented = state.sCount[line] > 0 or state.tShift[line] > 0
    inside = state.level > 0 and not silent
    return not (indented or inside)


def _section(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`--- TITLE`"""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("---", start) or not _at_margin(state, line, silent):
        return False
    match = _SECTION.fullmatch(state.src[start : state.eMarks[line]])
    if match is None:
        return False
    if not silent:
        token = state.push("section", "", 0)
        token.content = match[1]
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _fenced_div(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`::: {.class}` opens and `:::` closes; matched up by the reader of blocks, not here."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start):
        return False
    if state.level > 0 and not silent and _notes_inside(state, line, end, silent):
        return True
    if state.sCount[line] - state.blkIndent > 3:
        return _notes_inside(state, line, end, silent)
    match = _FENCED_DIV.fullmatch(state.src[start : state.eMarks[line]].rstrip())
    if match is None:
        return False
    if not silent:
        info = match[2].rstrip(":").strip(" \t")
        token = state.push("div_open" if info else "div_close", "", 0)
        token.info = info
        last = line + 1
        while info.startswith("{") and info[1:2].isalpha() and last < end and _is_option(state, last):
            last += 1
        token.map = [line, last]
        state.line = last
    return True


_OPTION = regex(r":[a-z][\w-]*:(?:[ \t].*)?")


def _is_option(state: StateBlock, line: int) -> bool:
    """True for a line right below the fence of a directive that says how it looks (`:class: dropdown`)."""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return bool(_OPTION.fullmatch(text.rstrip()))


_NOTES = regex(r":{3,}[ \t]*(?:\{[ \t]*\.notes[^}]*\}|notes)[ \t]*")


def _notes_inside(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`::: notes` … `:::` in a list item or quotation: what the speaker says is not for the slide."""

    def text(number: int) -> str:
        return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()

    if not _NOTES.fullmatch(text(line)):
        return False
    last = next((number for number in range(line + 1, end) if re.fullmatch(":{3,}", text(number))), 0)
    if not last:
        return False
    if not silent:
        token = state.push("notes_source", "", 0)
        token.content = "\n".join(text(number) for number in range(line + 1, last))
        token.map = [line, last + 1]
        state.line = last + 1
    return True


def underlined_by_any(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line underlined with any number of `=` or dashes."""
    return _underlined(state, line, end, silent, _ANY_UNDERLINE)


def _is_short(state: StateBlock, line: int) -> bool:
    """True for a title of three letters below an empty line: three dashes are as long."""
    if not state.env.get(SHORT_TITLES):
        return False
    text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
    return bool(SHORT_TITLE.fullmatch(text)) and (line == 0 or state.isEmpty(line - 1))


def _underlined(
    state: StateBlock, line: int, end: int, silent: bool, underline: re.Pattern[str] = _UNDERLINE
) -> bool:
    """A line underlined with `===` or with four dashes or more; three of them are a slide break instead."""
    if silent or state.sCount[line] - state.blkIndent >= 4 or line + 1 >= end:
        return False
    below = state.src[state.bMarks[line + 1] + state.tShift[line + 1] : state.eMarks[line + 1]]
    if state.sCount[line + 1] < state.blkIndent:
        return False
    if not (underline.fullmatch(below) or (below.rstrip() == "---" and _is_short(state, line))):
        return False
    tag = "h1" if below.startswith("=") else "h2"
    token = state.push("heading_open", tag, 1)
    token.map = [line, line + 2]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    inline.map = [line, line + 1]
    inline.children = []
    state.push("heading_close", tag, -1)
    state.line = line + 2
    return True


def mark(state: StateInline, silent: bool) -> bool:
    """`==highlighted==`"""
    if not state.src.startswith("==", state.pos) or state.src.startswith("===", state.pos):
        return False
    start = state.pos + 2
    close = state.src.find("==", start, state.posMax)
    inside = state.src[start:close] if close > start else ""
    if not inside or inside[0].isspace() or inside[-1].isspace() or state.src[close + 2 : close + 3] == "=":
        return False
    if state.pos and state.src[state.pos - 1] in "=!<>":
        return False
    before, after = state.src[state.pos - 1 : state.pos], state.src[close + 2 : close + 3]
    if any(sign.isascii() and sign.isalnum() for sign in (before, after)):
        return False  # `a==b and c==d`
    if not silent:
        state.push("mark_open", "mark", 1)
        end = state.posMax
        state.pos, state.posMax = start, close
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("mark_close", "mark", -1)
    state.pos = close + 2
    return True


@cache
def _dollars() -> Callable[[StateInline, bool], bool]:
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    return math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)


def dollars(state: StateInline, silent: bool) -> bool:
    """`$x$`. The library looks before a text's first character, too, and sees the last one."""
    text, before = state.src, state.src[state.pos - 1 : state.pos]
    if text[state.pos] != "$":
        return False
    if before not in ("", "\\") or text[: state.pos].strip("\\"):
        return _dollars()(state, silent)
    state.src = f"{text}\n"
    try:
        return _dollars()(state, silent)
    finally:
        state.src = text


LONGEST_LABEL = 200
"""Characters of a footnote's."""


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`; an opener without an end is not looked through the whole paragraph for one."""
    if state.src.find("]", state.pos, state.pos + LONGEST_LABEL) < 0:
        return False
    from mdit_py_plugins.footnote.index import footnote_ref

    return footnote_ref(state, silent)


_ABBREVIATION = regex(r"\*\[([^\]]+)\]:[ \t]*(.+)")


def abbreviation(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`*[HTML]: Hypertext Markup Language`."""
    start = state.bMarks[line] + state.tShift[line]
    match = _ABBREVIATION.fullmatch(state.src[start : state.eMarks[line]].rstrip())
    if match is None or state.level:
        return False
    if not silent:
        token = state.push("abbreviation", "", 0)
        token.info, token.content = match[1], match[2]
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[target]]` or `[[one|other]]`: a `wiki_link` token with what stands between."""
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    embeds = state.src.startswith("![[", state.pos)
    start = state.pos + 3 if embeds else state.pos + 2
    if not embeds and not state.src.startswith("[[", state.pos):
        return False
    if before.isalnum() or before in ("_", ")", "!") or not (embeds or state.env.get(WIKI_LINKS)):
        return False
    close = state.src.find("]]", start, start + 400)
    content = state.src[start:close] if close > 0 else ""
    if (
        not content.strip()
        or "[" in content
        or "]" in content
        or "\n" in content
        or content.count("|") > 1 + embeds
    ):
        return False
    if state.src.startswith(("(",) if embeds else ("(", "[", "{"), close + 2) or (
        embeds and not _PICTURE.search(content.partition("|")[0])
    ):
        return False  # a link whose text is in brackets; a note that would be shown here
    if not silent:
        state.push("wiki_embed" if embeds else "wiki_link", "", 0).content = content
    state.pos = close + 2
    return True
