r"""Words within formulas, said in what latex2mathml knows: `\text{if $y>0$ \& \textbf{so}}` is words, a formula and
words again, and a sign behind a backslash is that sign."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.patterns import regex

_WORDS: Mapping[str, str] = {
    "text": "text", "textrm": "text", "textnormal": "text", "textup": "text", "textsf": "text", "mbox": "text",
    "hbox": "text", "textmd": "text", "textbf": "textbf", "textit": "textit", "textsl": "textit", "emph": "textit",
    "texttt": "texttt",
}  # fmt: skip
"""Commands for words, and those that are known of them."""
_COMMAND = regex(r"\\(" + "|".join(_WORDS) + r")(?![A-Za-z])\s*(?=\{)")
_SIGNS = "&$#_%{}^~"
_HIDDEN = {ord(sign): 0xE000 + ord(sign) for sign in _SIGNS}
"""Signs that mean something, as ones that mean nothing."""
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
_SIGN = regex(r"(?<!\\)((?:\\\\)*)\\([&$#_%])")


def words_apart(latex: str) -> str:
    """The formula with each of its words as such alone."""
    found, place = [], 0
    for match in _COMMAND.finditer(latex):
        if match.start() >= place:
            inner, end = braced(latex, match.end())
            found += [latex[place : match.start()], _grouped(_pieces(match[1], inner))]
            place = end
    whole = "".join(found) + latex[place:]
    return _SIGN.sub(lambda sign: sign[1] + sign[2].translate(_HIDDEN), whole)


def signs_shown(text: str) -> str:
    """The text of a formula's part with the signs that it stands for."""
    return text.translate(_SHOWN)


def braced(text: str, place: int) -> tuple[str, int]:
    """What stands in the braces that open at `place`, and where they end."""
    depth, at = 0, place
    while at < len(text):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[place + 1 : at], at + 1
        at += 2 if text[at] == "\\" else 1
    return text[place + 1 :], len(text)


def _pieces(command: str, inner: str) -> list[str]:
    found: list[str] = []
    words: list[str] = []

    def flush() -> None:
        if words:
            found.append(f"\\{_WORDS[command]}{{{''.join(words)}}}")
            words.clear()

    at = 0
    while at < len(inner):
        sign, after = inner[at], inner[at + 1 : at + 2]
        end = inner.find("$", at + 1)
        if sign == "\\" and after and after in f"{_SIGNS} ":
            words.append(after.translate(_HIDDEN))
            at += 2
        elif match := _COMMAND.match(inner, at):
            flush()
            within, at = braced(inner, match.end())
            found += _pieces(match[1], within)
        elif sign == "$" and end > at + 1:
            flush()
            found.append(f"{{{inner[at + 1 : end]}}}")
            at = end + 1
        else:  # a number sign may be a macro's argument
            words.append(
                {"{": "", "}": "", "~": "\u00a0"}.get(sign, sign if sign == "#" else sign.translate(_HIDDEN))
            )
            at += 1
    flush()
    return found


def _grouped(pieces: list[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"{{{''.join(pieces)}}}"


_ROW_GAP = re.compile(
    r"\\\\\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|px|pc|bp|sp|\\(?:baselineskip|jot|medskipamount))\s*\]"
)


def rows_without_gaps(latex: str) -> str:
    r"""The formula without the room below its rows (`\\[4pt]`)."""
    return _ROW_GAP.sub(r"\\\\", latex)
