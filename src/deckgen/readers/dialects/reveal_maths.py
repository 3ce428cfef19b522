"""Formulas in reveal.js's Markdown, as MathJax and KaTeX find them in the page: Markdown has taken backslashes away."""

from __future__ import annotations

import re

from deckgen.patterns import regex

CODE = r"^[ \t]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t]*\1[ \t]*$"
_ESCAPED = regex(CODE + r"|\\\\[(\[]((?:(?!\\\\[()\[\]])[^\n])+?)\\\\[)\]]", re.MULTILINE | re.DOTALL)
"""Code, or a formula between `\\\\(` and `\\\\)`."""
_FORMULA = regex(
    CODE
    + r"|`[^`\n]+`|(?P<maths>\$\$(?:(?!\$\$).){1,2000}\$\$|(?<![\\\w$])\$(?!\{)(?P<line>[^$\n]{1,500})\$(?![\w${]))",
    re.MULTILINE | re.DOTALL,
)
"""Code, or a formula."""
_TAKEN = regex(r"\\(?:([_*])|\\([{}])|\\(\\\\))")
"""A sign that Markdown would take for its own, behind as many backslashes as it takes away."""
_MEANT = regex(r"(?!.*\|)(?:.*\\[A-Za-z]|.*\^)")
"""What formulas have, and sums of money and commands have not."""


def formulas_as_shown(text: str) -> str:
    """The text with its formulas as they are in the page; those that begin or end with blanks, too."""
    if "\\\\" in text:
        text = _ESCAPED.sub(lambda match: match[0] if match[1] else f"\\({match[2]}\\)", text)
    return _FORMULA.sub(_shown, text) if "$" in text else text


def _shown(match: re.Match[str]) -> str:
    if not match["maths"]:
        return match[0]
    inside = match["line"] or ""
    if inside != inside.strip():
        if not inside.strip() or not _MEANT.match(inside):
            return match[0]
        inside = f"${inside.strip()}$"
    else:
        inside = match[0]
    return _TAKEN.sub(_one, undoubled(inside))


_COMMAND = regex(r"(?<!\\)\\[A-Za-z]")
_DOUBLED = regex(r"(?<!\\)\\\\(?=[A-Za-z]{2})")
_EACH = regex(r"(?<!\\)\\\\(?=[A-Za-z{}])")


def undoubled(formula: str) -> str:
    """A formula all of whose commands have two backslashes, one of which Markdown takes away, with one each."""
    if not _DOUBLED.search(formula) or _COMMAND.search(formula):
        return formula
    return _EACH.sub(lambda _: "\\", formula)


def _one(taken: re.Match[str]) -> str:
    return taken[1] or (f"\\{taken[2]}" if taken[2] else "\\\\")
