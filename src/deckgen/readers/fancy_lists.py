"""Lists with letters, Roman numerals, parentheses, `#.` and examples `(@label)`: a rule of the block parser."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from msgspec import Struct

from deckgen.deck.blocks import Delimiter, Numbering
from deckgen.deck.numbering import roman_value
from deckgen.patterns import regex

EXAMPLES = "deckgen-examples"
"""In the environment of a parser: how many examples stand above the text …"""
LABELS = "deckgen-example-labels"
"""… and the numbers of those that have a label."""
_OPEN = "deckgen-fancy-lists"
"""How many lists are open."""
_SIGN = r"[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}|\d{1,9}|#|@[\w-]*"
_MARKER = regex(rf"(?:\((?P<both>{_SIGN})\)|(?P<one>{_SIGN})(?P<end>[.)]))(?P<gap>[ \t]+|$)")
_PAGE = regex(r"pp?\.[ \t]+\d")
"""`p. 4` is no item."""
EXAMPLE_LINE = regex(r"^ {0,3}\(@([\w-]*)\)[ \t]", re.MULTILINE)


class _Mark(Struct, frozen=True):
    """What stands before an item."""

    sign: str
    delimiter: Delimiter
    length: int
    """Characters, the space behind it included."""


def fancy_list_rule(md: MarkdownIt) -> None:
    """Read what CommonMark takes for text; bullets and plain numbers are left to it."""
    md.block.ruler.before("list", "fancy_list", _fancy_list, {"alt": ["paragraph"]})


def _mark(state: StateBlock, line: int) -> _Mark | None:
    start = state.bMarks[line] + state.tShift[line]
    match = _MARKER.match(state.src[start : state.eMarks[line]])
    if match is None or state.sCount[line] - state.blkIndent >= 4:
        return None
    delimiter: Delimiter = "()" if match["both"] else "." if match["end"] == "." else ")"
    sign = match["both"] or match["one"]
    if delimiter == "." and len(sign) == 1 and sign.isupper() and len(match["gap"]) < 2:
        return None  # `B. Russell` is a name
    if _PAGE.match(state.src, start):
        return None
    return _Mark(sign, delimiter, len(match[0]))


def _kind(mark: _Mark) -> tuple[Numbering, int]:
    """The numbering that an item would begin, and its number."""
    sign = mark.sign
    if sign.isdecimal() or sign[0] in "#@":
        return "1", int(sign) if sign.isdecimal() else 1
    value = roman_value(sign)
    if value and (len(sign) > 1 or sign in "iI"):
        return ("i" if sign.islower() else "I"), value
    if len(sign) > 1:
        return "1", 0
    return ("a" if sign.islower() else "A"), ord(sign.lower()) - ord("a") + 1


def _belongs(mark: _Mark, first: _Mark, kind: Numbering) -> bool:
    """Whether an item goes on with a list."""
    if mark.delimiter != first.delimiter or (mark.sign[0] in "#@") != (first.sign[0] in "#@"):
        return False
    if mark.sign.isdecimal() or mark.sign[0] in "#@":
        return kind == "1"
    if kind in ("i", "I"):
        return bool(roman_value(mark.sign)) and mark.sign.islower() == (kind == "i")
    return len(mark.sign) == 1 and kind in ("a", "A") and mark.sign.islower() == (kind == "a")


def _fancy_list(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    first = _mark(state, line)
    if first is None:
        return False
    if silent:  # the next item ends the text of the one before, and a first one that of its own item
        return bool(state.env.get(_OPEN)) or (_is_in_item(state, line) and _kind(first)[1] == 1)
    kind, number = _kind(first)
    plain = first.sign.isdecimal() and first.delimiter != "()"
    if plain or not number or state.level >= state.md.options.get("maxNesting", 100):
        return False
    if first.sign[0] == "@":
        number = int(state.env.get(EXAMPLES, 0)) + 1
    opening = state.push("ordered_list_open", "ol", 1)
    opening.attrSet("start", number)
    opening.attrSet("type", kind)
    opening.markup = first.delimiter
    at, tight, count = line, True, 0
    parent, state.parentType = state.parentType, "list"
    state.env[_OPEN] = state.env.get(_OPEN, 0) + 1
    while at < end and (mark := _mark(state, at)) and _belongs(mark, first, kind):
        after, spaced = _item(state, at, end, mark)
        count += 1
        at = after
        if at >= end or state.sCount[at] < state.blkIndent:
            break
        following = _mark(state, at)
        if spaced and following and _belongs(following, first, kind):
            tight = False
    state.env[_OPEN] -= 1
    opening.map = [line, at]
    state.push("ordered_list_close", "ol", -1)
    state.line, state.parentType = at, parent
    if first.sign[0] == "@":
        state.env[EXAMPLES] = number - 1 + count
    if tight:
        _hide_paragraphs(state, opening.level)
    return True


def _is_in_item(state: StateBlock, line: int) -> bool:
    """True for a line in the text that an item of a list begins with, at the column of that text."""
    inside = bool(state.tokens) and state.tokens[-1].type == "list_item_open"
    return inside and state.sCount[line] >= state.blkIndent


def _item(state: StateBlock, line: int, end: int, mark: _Mark) -> tuple[int, bool]:
    """One item; the line behind it, and whether an empty one stands there."""
    start = state.bMarks[line] + state.tShift[line]
    token = state.push("list_item_open", "li", 1)
    kept = state.tShift[line], state.sCount[line], state.blkIndent, state.tight
    state.tShift[line] = start + mark.length - state.bMarks[line]
    state.blkIndent = kept[1] + mark.length
    state.sCount[line] = state.blkIndent
    state.tight = True
    state.md.block.tokenize(state, line, end)
    after = state.line
    spaced = after > line and state.isEmpty(after - 1)
    state.tShift[line], state.sCount[line], state.blkIndent, state.tight = kept
    token.map = [line, after]
    state.push("list_item_close", "li", -1)
    return after, spaced


def _hide_paragraphs(state: StateBlock, level: int) -> None:
    for token in reversed(state.tokens):
        if token.level < level or token.type == "ordered_list_open":
            break
        if token.level == level + 2 and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True


def example_numbers(texts: Mapping[int, str]) -> tuple[dict[int, int], dict[str, int]]:
    """For texts by number, in order: how many examples stand above each; and the numbers of those with a label."""
    above: dict[int, int] = {}
    labels: dict[str, int] = {}
    count = 0
    for number, text in texts.items():
        above[number] = count
        for match in EXAMPLE_LINE.finditer(text) if "(@" in text else ():
            count += 1
            if match[1]:
                labels.setdefault(match[1], count)
    return above, labels
