"""Slidev: front matter before a single slide, between two `---` lines."""

from __future__ import annotations

import re
from collections.abc import Set

from markdown_it.rules_block import StateBlock

KEYS = (
    "layout|class|background|backgroundSize|image|transition|clicks|level|hideInToc|src|routeAlias|zoom|"
    "preload|color|url|disabled|hide|dragPos|clicksStart|monaco|layoutClass|mdc|favicon|defaults"
)
HEAD = re.compile(rf"^---[ \t]*\n(?:{KEYS})[ \t]*:", re.MULTILINE)
"""Where such a block begins."""
_FIRST = re.compile(rf"(?:[A-Za-z][\w-]*|(?:{KEYS})[ \t]*):(?:[ \t].*)?|#.*")
"""`Note : …` is French."""
_LATER = re.compile(r"[A-Za-z][\w-]*[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|#.*|- .*|")
_AFTER_BLANK = re.compile(r"[A-Za-z][\w-]*[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|")


_SLOT = re.compile(r"::([\w-]+)::[ \t]*")
_OWN_KEYS = frozenset(
    ("highlighter", "drawings", "mdc", "routerMode", "lineNumbers", "colorSchema", "canvasWidth",
     "aspectRatio", "exportFilename", "selectable")
)  # fmt: skip


def is_slidev(keys: Set[str], text: str) -> bool:
    """True for a deck whose front matter has keys of Slidev's, or whose slides have their own."""
    return bool(keys & _OWN_KEYS) or ("---" in text and bool(HEAD.search(text)))


def slot(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`::right::`: what follows stands in that part of the slide."""
    text = state.src[state.bMarks[line] : state.eMarks[line]]
    match = None if state.level and not silent else _SLOT.fullmatch(text)
    if match and not silent:
        token = state.push("slot", "", 0)
        token.map = [line, line + 1]
        token.info = match[1]
        state.line = line + 1
    return match is not None


def slide_front_matter(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A `---` line with YAML right below it and another `---`: a slide break and its settings."""
    if state.level or state.tShift[line] or line + 2 >= end:
        return False

    def text(number: int) -> str:
        return state.src[state.bMarks[number] : state.eMarks[number]].rstrip()

    if text(line) != "---" or not _FIRST.fullmatch(text(line + 1)):
        return False
    last = line + 2
    while last < end and text(last) != "---":
        line_after = _LATER if text(last - 1) else _AFTER_BLANK  # a heading below a blank line is the slide's
        if not line_after.fullmatch(text(last)):
            return False
        last += 1
    if not any(":" in text(number) and text(number)[:1] != "#" for number in range(line + 1, last)):
        return False
    if last == end:
        return False
    if not silent:
        token = state.push("hr", "hr", 0)
        token.map = [line, last + 1]
        settings = state.push("slide_settings", "", 0)
        settings.map = [line, last + 1]
        settings.info = "\n".join(text(number) for number in range(line + 1, last))
        state.line = last + 1
    return True
