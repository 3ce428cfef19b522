"""Text that stays text: what Markdown would take for a sign has a backslash before it."""

from __future__ import annotations

import re

from deckgen.patterns import regex

_ALWAYS = regex(r"[\\`*<$~^{]")
_BRACKETS = regex(r"\[(?![\^@!\-])(?!TOC\])[^\[\]]+\](?![(\[{:])|[\[\]]")
"""Words in brackets that mean nothing but themselves, and all other brackets. (`\\[` would begin a formula.)"""
_BETWEEN_LETTERS = regex(r"(?<![^\W_])_|_(?![^\W_])")
_PAIRS = regex(r"==|&(?=#?\w+;)|(?<!\w)@(?=[\w{])|\|\||%%|(?<=\w)::")
_START = regex(
    r"""(?P<before>\s*)(?:
        (?P<sign>[-+>#:=|^!%]|\.(?=\ \.\ \.))           # lists, quotations, headings, fences, rules, pauses
      | (?P<number>\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|@))(?P<after>[.)])(?=\s|$)
      | (?P<word>[^\W\d_]{3,9}\ ?)(?P<colon>:)(?=\s|$)   # Note:, Table:
    )""",
    re.VERBOSE,
)
_WORDS = frozenset(
    ("note", "notes", "table", "figure", "tableau", "speaker", "background", "remarque", "tabelle")
)
_ENTITIES = {"[": "&#91;", "]": "&#93;"}
_EMOJI = regex(r"(?<![\w:]):(?=[a-z0-9_+-]*[a-z+-][a-z0-9_+-]*:(?![\w:]))")
_ADDRESS = regex(r"((?:https?://|www\.)[^\s<>]+)")
_TASK = regex(r"\s*\[(?=[ xX-]\]\s)")
_CELL = regex(r"(?<!\\)\|")


def escape(text: str, *, starts: bool = False) -> str:
    """Text as Markdown; `starts` where it begins a line."""
    found = "".join(
        _address(part) if at % 2 else _escaped(part) for at, part in enumerate(_ADDRESS.split(text))
    )
    return _at_start(found) if starts else found


def _escaped(text: str) -> str:
    found = _ALWAYS.sub(r"\\\g<0>", text)
    found = _BETWEEN_LETTERS.sub(r"\\_", found)
    found = _PAIRS.sub(lambda match: "".join(f"\\{char}" for char in match[0]), found)
    found = _unnamed(found)
    return _BRACKETS.sub(lambda match: match[0] if len(match[0]) > 1 else _ENTITIES[match[0]], found)


def _address(address: str) -> str:
    """One that stays a link; in brackets where it has signs in it."""
    return f"<{address}>" if address.startswith("http") and _escaped(address) != address else address


def _unnamed(text: str) -> str:
    """Text without emoji's names: a comment that nobody sees keeps the sign from its name."""
    return _EMOJI.sub(":<!-- -->", text)


def _at_start(text: str) -> str:
    if task := _TASK.match(text):
        return f"{text[: task.end() - 1]}\\{text[task.end() - 1 :]}"
    match = _START.match(text)
    if match is None:
        return text
    if match["sign"]:
        at = match.start("sign")
    elif match["number"]:
        at = match.start("after")
    elif match["word"].strip().lower() in _WORDS:
        at = match.start("colon")
    else:
        return text
    return f"{text[:at]}\\{text[at:]}"


def cell(text: str) -> str:
    """Markdown that stands in a table's cell."""
    return _CELL.sub(r"\\|", text.replace("\\\n", "<br>").replace("\n", " "))


def quoted(text: str) -> str:
    """A value of an attribute, or of YAML, in quotes."""
    import json

    return json.dumps(" ".join(text.split()), ensure_ascii=False)
