"""Where a block of HTML ends."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import StateInline, html_inline

from deckgen.patterns import regex
from deckgen.readers.comments import without_comments
from deckgen.readers.html_names import (
    BOX_LINE,
    BRACKET_BOXES,
    END_TAG,
    FENCE,
    INLINE_HTML,
    MARKDOWN_IN_HTML,
    OF_LINES,
    RULE_BELOW,
    START_TAG,
    TAG_LINES,
)
from deckgen.readers.slide_marks import HEADING, RULE

_NAME = regex(r"</?([A-Za-z][\w-]*)")
_OPENERS = (
    (regex(r"<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE), ""),
    (regex(r"<!(--)"), "-->"),
    (regex(r"<(\?)"), "?>"),
    (regex(r"<!(\[CDATA\[)"), "]]>"),
)
"""Beginnings of blocks that go on to their own ends, over blank lines (CommonMark 0.31, §4.6, kinds 1 to 3 and 5)."""


def html_block_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """As CommonMark has it, but a style sheet or script inside a block goes on to its end tag, code that begins in it
    is none of its, and what is never closed ends where the next slide begins: its token then has its opener as `info`.
    Where what stands between tags is Markdown, lines of nothing but tags are a block of their own."""
    if silent:
        return html_block(state, line, end, silent) or _ends_wrapper(state, line)
    if not state.src.startswith("<", state.bMarks[line] + state.tShift[line]):
        return False
    if state.env.get(INLINE_HTML) and _is_inline(line_of(state, line).strip()):
        return False
    if not html_block(state, line, _until_fence(state, line, end), silent):
        return False
    token = state.tokens[-1]
    opener, closer = _opener(token.content)
    if opener:
        if closer not in token.content.lower():
            token.info = opener
            _cut(state, line, _next_slide(state, line + 1, end))
        return True
    if after := _table_end(state, line, end):
        _cut(state, line, after)
        return True
    if state.env.get(MARKDOWN_IN_HTML) and (tags := TAG_LINES.match(token.content)):
        _cut(state, line, line + tags[0].count("\n"))
        return True
    bare = without_comments(token.content).lower()
    for name in ("style", "script"):
        if len(re.findall(f"<{name}[ >]", bare)) > bare.count(f"</{name}"):
            after = state.line
            last = _next_slide(state, after, end)
            while after < last and f"</{name}" not in line_of(state, after).lower():
                after += 1
            if after == last:
                continue  # a word about it, not the thing
            while after < last and line_of(state, after).strip():
                after += 1
            _cut(state, line, after)
    return True


def _ends_wrapper(state: StateBlock, line: int) -> bool:
    """True for the end tag of an element around Markdown, right below that; one that the paragraph itself opened is its
    own."""
    if not state.env.get(MARKDOWN_IN_HTML):
        return False
    match = END_TAG.match(line_of(state, line))
    if match is None:
        return False
    above = state.src[state.bMarks[state.line] : state.bMarks[line]].lower()
    return len(re.findall(rf"<{match[1].lower()}\b", above)) <= above.count(f"</{match[1].lower()}")


def _is_inline(text: str) -> bool:
    """True for what begins with a tag of a line's."""
    name = _NAME.match(text)
    return name is not None and name[1].lower() in OF_LINES


LONGEST_TABLE, DEEPEST_TABLE = 1000, 8
"""Lines of one that is looked for, and tables inside it: each that is never closed would be looked for to the end."""


def _table_end(state: StateBlock, line: int, end: int) -> int:
    """The line behind a table with a head that goes on over empty lines; 0 for any other block, and for a table without
    one, whose cells are columns of the slide."""
    if not re.match(r"\s*<(?:table|div|center|figure)\b", line_of(state, line), re.IGNORECASE):
        return 0
    depth = heads = 0
    for number in range(line, min(end, line + LONGEST_TABLE)):
        text = line_of(state, number).lower()
        if number > line and (RULE.match(text) or (state.sCount[number] < state.blkIndent and text.strip())):
            return 0
        depth += text.count("<table") - text.count("</table")
        heads += len(re.findall(r"<th\b", text))
        if depth > DEEPEST_TABLE:
            return 0
        if depth <= 0 and number + 1 >= state.line:
            return number + 1 if heads and number + 1 > state.line else 0
    return 0


def _until_fence(state: StateBlock, line: int, end: int) -> int:
    """Where a block has to end: before code, or another part of the slide."""
    if _opener(line_of(state, line))[0]:
        return end  # it has an end of its own
    if state.env.get(MARKDOWN_IN_HTML) and (tags := TAG_LINES.match(state.src, state.bMarks[line])):
        return min(end, line + tags[0].count("\n"))
    for number in range(line + 1, end):
        if state.isEmpty(number):
            break
        text = line_of(state, number)
        if FENCE.match(text) or (state.env.get(BRACKET_BOXES) and BOX_LINE.match(text)):
            return number
        if _opens_wrapper(state, number, end):
            return number
        is_own = state.sCount[number] - state.blkIndent < CODE  # farther in it would be code by itself
        if is_own and text.lstrip().startswith("<!--") and _stands_alone(state, number, end):
            return number
    return end


def _opens_wrapper(state: StateBlock, line: int, end: int) -> bool:
    """True for the tag of an element around Markdown, right below the end of another one."""
    is_last = line + 1 < end and state.isEmpty(line + 1)
    above = line_of(state, line - 1).rstrip()
    return is_last and above.endswith(">") and "</" in above and bool(START_TAG.match(line_of(state, line)))


CODE = 4
"""Columns by which code is farther in."""
LONGEST_COMMENT = 500
"""Lines of one whose end is looked for."""


def _stands_alone(state: StateBlock, line: int, end: int) -> bool:
    """True for a comment in a block that goes on behind an empty line, where the block would end, or ends the block:
    what it says is its own, as programs have it that take comments out before."""
    has_gap = False
    for number in range(line, min(end, line + LONGEST_COMMENT)):
        has_gap |= state.isEmpty(number)
        if "-->" in line_of(state, number):
            below = number + 1
            return has_gap or below >= end or state.isEmpty(below) or bool(RULE.match(line_of(state, below)))
    return False


def _opener(content: str) -> tuple[str, str]:
    """How a block that has an end of its own begins, and that end; nothing for any other."""
    text = content.lstrip()
    for pattern, closer in _OPENERS:
        if match := pattern.match(text):
            return match[1].lower(), closer or f"</{match[1].lower()}>"
    return "", ""


def _next_slide(state: StateBlock, start: int, end: int) -> int:
    """The next line that surely begins a slide: a rule, or where no rule follows a heading."""
    for pattern in (RULE,) if state.env.get(RULE_BELOW) else (RULE, HEADING):
        for number in range(start, end):
            if pattern.match(line_of(state, number)):
                return number
    return end


def _cut(state: StateBlock, line: int, after: int) -> None:
    """The block ends before the line `after`."""
    token = state.tokens[-1]
    token.content = state.getLines(line, after, state.blkIndent, True)
    token.map = [line, after]
    state.line = after


def line_of(state: StateBlock, number: int) -> str:
    """A line of the text as it is, with what stands before it."""
    return state.src[state.bMarks[number] : state.eMarks[number]]


def html_inline_rule(state: StateInline, silent: bool) -> bool:
    """As CommonMark has it; a comment ends at the first `-->`, whatever is before that (0.31; the library has 0.30)."""
    if not state.src.startswith("<!--", state.pos):
        return html_inline(state, silent)
    end = state.src.find("-->", state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end + 3]
    state.pos = end + 3
    return True
