"""What Pandoc's manual has beyond CommonMark, for all tools that read through it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


_CREDIT = regex(r"^((?:>|\w).*\n(?:[ \t]*\n)?)---(?=[ \t]+[^\s-])", re.MULTILINE)
"""Three dashes below a quotation, or in a paragraph: there they are one long one, and open no section."""


def with_dashes(text: str) -> str:
    """The text with the long dashes that stand at the beginning of a line below a quotation or in a paragraph."""
    if "\n---" not in text:
        return text
    return _CREDIT.sub(lambda match: match[0] if _is_apart(match[1]) else f"{match[1]}—", text)


def _is_apart(above: str) -> bool:
    """True for a paragraph with an empty line below it, which a section may follow."""
    return above[0] != ">" and above.count("\n") > 1


_DEFINED = regex(
    r"^( {0,3}\[([^\[\]\n]+)\]:[ \t]+(?:<[^<>\n]*>|\S+)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?)"
    r"[ \t]+(\{[^{}\n]*\})[ \t]*$",
    re.MULTILINE,
)
_USED = regex(r"!\[([^\[\]\n]*)\](?:\[([^\[\]\n]*)\])?(?![\[({])")


def with_attributes_of_references(text: str) -> str:
    """The text with the attributes of a reference's definition (`[r]: a.png {width=3cm}`) behind each of its pictures;
    those of links say nothing that is shown."""
    if "]: " not in text or not _DEFINED.search(text):
        return text
    apart = Apart(text, whole=False)
    given = {match[2].casefold(): match[3] for match in _DEFINED.finditer(apart.text)}

    def used(match: re.Match[str]) -> str:
        return match[0] + given.get((match[2] or match[1]).casefold(), "")

    return apart.back(_USED.sub(used, _DEFINED.sub(r"\1", apart.text)))


_EMPTY = regex(r"[ \t]*(?<![\\$])\{[ \t]*\}$")
LONGEST_HEADING = 1000


def without_empty_attributes(text: str) -> str:
    """The text without braces at the end of headings that hold nothing."""
    lines = text.split("\n")
    for at, fence in enumerate([*fenced(lines)]):
        if not fence and lines[at][:1] == "#" and len(lines[at]) < LONGEST_HEADING:
            lines[at] = _EMPTY.sub("", lines[at].rstrip())
    return "\n".join(lines)


_TORN = regex(
    r"^[ \t]*<[a-z]+-[\w-]*(?=[ \t\n])(?:[^<>\"'`]|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}')*>", re.MULTILINE
)
"""The tag of an element that somebody has defined."""


def with_whole_tags(text: str) -> str:
    """The text with such tags in one line each, with as many above it: `>` at the margin is no quotation."""
    if not _TORN.search(text):
        return text
    apart = Apart(text, whole=False)
    return apart.back(_TORN.sub(lambda m: "\n" * m[0].count("\n") + " ".join(m[0].split()), apart.text))


def manual_rules(md: MarkdownIt) -> None:
    """Lists of other numbers and examples, spaces that don't break, notes in the line."""
    from deckgen.readers.fancy_lists import fancy_list_rule

    fancy_list_rule(md)
    md.inline.ruler.before("escape", "space", _space)


def _space(state: StateInline, silent: bool) -> bool:
    """`\\ ` is a no-break space."""
    if not state.src.startswith("\\ ", state.pos):
        return False
    if not silent:
        state.pending += "\u00a0"
    state.pos += 2
    return True
