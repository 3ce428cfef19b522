"""Where `*` may begin and end what it marks, beyond CommonMark's rule for it (0.31, 6.2): by that a full stop, a
bracket or a quotation mark on its inner side wants a blank on the outer one."""

from __future__ import annotations

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

_WIDE = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\ua4cf"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
)
"""Letters and signs between which no blanks stand."""


def anywhere(state: StateInline, silent: bool) -> bool:
    """Wherever no blank follows its beginning; an end may stand behind one."""
    return _marked(state, silent, between_wide=False)


def between_wide(state: StateInline, silent: bool) -> bool:
    """As CommonMark has it, but beside ideographs and their signs, too (markdown-cjk-friendly's specification)."""
    return _marked(state, silent, between_wide=True)


def _marked(state: StateInline, silent: bool, *, between_wide: bool) -> bool:
    start, known = state.pos, len(state.delimiters)
    if state.src[start] != "*" or not tokenize(state, silent):
        return tokenize(state, silent) if state.src[start] == "_" else False
    before = state.src[start - 1] if start else " "
    behind = state.src[state.pos] if state.pos < state.posMax else " "
    opens, closes = not _is_blank(behind), not (between_wide and _is_blank(before))
    if between_wide and state.pos - start < 2:
        return True  # one alone is a sign of footnotes, and of products
    if between_wide:
        opens = opens and (not _is_sign(behind) or _is_blank(before) or _is_sign(before) or _is_wide(before))
        closes = closes and (
            not _is_sign(before) or _is_blank(behind) or _is_sign(behind) or _is_wide(behind)
        )
    for each in state.delimiters[known:]:
        each.open, each.close = opens, closes
    return True


def _is_blank(char: str) -> bool:
    return bool(isWhiteSpace(ord(char)))


def _is_sign(char: str) -> bool:
    return not _is_wide(char) and bool(isMdAsciiPunct(ord(char)) or isPunctChar(char))


def _is_wide(char: str) -> bool:
    return any(first <= char <= last for first, last in _WIDE)
