"""Diagrams between `:::`, or in an element of HTML, as those write them whose pages draw them: code in a fence."""

from __future__ import annotations

import html
import re
import textwrap

from markdown_it.rules_block import StateBlock

from deckgen.patterns import regex

FRAME = regex(
    r"(?P<colons>:{3,})[ \t]*(?:\{[ \t]*)?\.?(?P<name>mermaid)[ \t]*(?:\}[ \t]*)?"
    r"|<(?P<tag>div|pre)\b[^>]*\bclass=[\"']?(?:[^\"'>]*[ \t])?(?P<called>mermaid)\b[^>]*>[ \t]*(?P<rest>.*)"
)
"""The first line of one."""
_INNER = regex(r"\s*<(pre|code)\b[^<>]*>(?P<text>.*)</\1>\s*", re.DOTALL)
"""What some put around a diagram within its element."""


def framed_diagram(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A fence of code for such a diagram; nothing if its frame does not end."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not first.startswith((":::", "<div", "<pre")) or not (opening := FRAME.fullmatch(first)):
        return False
    closing = opening["colons"] or f"</{opening['tag']}>"
    lines: list[str] = []
    for line in range(start, end):
        text = state.src[state.bMarks[line] : state.eMarks[line]] if line > start else opening["rest"] or ""
        if text.strip() == closing if opening["colons"] else closing in text:
            if not silent:
                rest = "" if opening["colons"] else text.partition(closing)[0]
                _push(state, opening["name"] or opening["called"], [*lines, rest], (start, line + 1))
            return True
        lines.append(text)
    return False


def _push(state: StateBlock, name: str, lines: list[str], place: tuple[int, int]) -> None:
    token = state.push("fence", "code", 0)
    token.info, token.map = name, [*place]
    text = "\n".join(lines)
    if state.src.startswith("<", state.bMarks[place[0]] + state.tShift[place[0]]):
        while inner := _INNER.fullmatch(text):
            text = inner["text"]
        text = html.unescape(text)
    token.content = textwrap.dedent(text).strip("\n").rstrip() + "\n"
    state.line = place[1]
