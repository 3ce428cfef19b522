"""Signs of commands that their author has escaped (`\\\\center`): what stands behind them is no command."""

from __future__ import annotations

import itertools

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from deckgen.patterns import regex

HELD = "\ue00b"
"""Stands for such a sign while commands are carried out: a character that no text has."""
PAUSED = "\ue00c"
"""At the end of a paragraph: what follows it waits for a click. No text has it either."""
IS_ESCAPED = regex(r"\\\\[A-Za-z]")


def escape_rules(md: MarkdownIt) -> None:
    """Hold the signs in a line of text."""
    md.core.ruler.before("text_join", "escaped_commands", _hold)


def _hold(state: StateCore) -> None:
    for inline in state.tokens:
        for token, behind in itertools.pairwise(inline.children or ()):
            if token.type == "text_special" and token.markup == "\\\\" and behind.content[:1].isalpha():
                token.content = HELD


def released(text: str) -> str:
    """The text with the signs that were held."""
    return text.replace(HELD, "\\")


_TYPED = regex(r"(?<!\\)\\\\(?=[A-Za-z])")


def hold_escaped(text: str) -> str:
    """A text with the signs held that are escaped in it, each by as many characters; in an environment two of them end
    a line."""
    if not _TYPED.search(text):
        return text
    depth, lines = 0, text.split("\n")
    for at, line in enumerate(lines):
        lines[at] = now = line if depth else _TYPED.sub(2 * HELD, line)
        depth = max(0, depth + now.count("\\begin{") - now.count("\\end{"))
    return "\n".join(lines)


def released_in_source(text: str) -> str:
    """What was held, as it was typed."""
    return text.replace(2 * HELD, "\\\\")
