"""What Obsidian and its slides have beyond Markdown: `%%comments%%`, and `--` between vertical slides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Extra

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline


_MAY_HAVE = regex(r"%%[^%]|^--[ \t]*$", re.MULTILINE)
"""Text in which there may be some of it."""


def _rules(md: MarkdownIt) -> None:
    """Add both to `md`."""
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("hr", "comment", _comment_block, ends)  # type: ignore[arg-type]
    md.block.ruler.before("hr", "vertical_break", _vertical_break)
    md.inline.ruler.before("escape", "comment", _comment)


_BELOW = r"$|#{1,6}(?:[ \t]|$)|(?:---|\*{3,}|_{3,})|<!--[ \t]*\.?slide\b"


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _comment_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """From a line that opens with `%%` to one that closes with it."""
    first = _line(state, line)
    if state.level or not first.startswith("%%") or "%%" in first[2:]:
        return False
    if state.env.get("deckgen-no-comment"):
        return False
    last = next((number for number in range(line + 1, end) if _line(state, number).endswith("%%")), 0)
    if not last and end == state.lineMax:
        state.env["deckgen-no-comment"] = True  # nor is there one for any opener below
    if last and not silent:
        state.line = last + 1
    return bool(last)


def _comment(state: StateInline, silent: bool) -> bool:
    before = state.src[state.pos - 1 : state.pos] if state.pos else ""
    if not state.src.startswith("%%", state.pos) or (before and not before.isspace()):
        return False  # `50%%` is no comment
    close = state.src.find("%%", state.pos + 2)
    if close < 0 or not state.src[state.pos + 2 : close].strip("% "):
        return False
    state.pos = close + 2
    return True


def _vertical_break(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`--` below a blank line, and above one or where another slide begins: there is one row of slides here."""
    alone = line > 0 and state.isEmpty(line - 1)
    alone = alone and (line + 1 >= end or bool(re.match(_BELOW, _line(state, line + 1))))
    if state.level or _line(state, line) != "--" or not alone:
        return False
    if not silent:
        state.push("hr", "hr", 0).map = [line, line + 1]
        state.line = line + 1
    return True


def _vertical_rule(md: MarkdownIt) -> None:
    md.block.ruler.before("hr", "vertical_break", _vertical_break)


_MAY_HAVE_VERTICAL = regex(r"^--[ \t]*$", re.MULTILINE)


COMMENTS = Extra(_MAY_HAVE, _rules)
VERTICAL = Extra(_MAY_HAVE_VERTICAL, _vertical_rule)
"""Rules between vertical slides alone."""
