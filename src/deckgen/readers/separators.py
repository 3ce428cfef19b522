"""Regular expressions that a deck brings for what stands between its slides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.patterns import regex

KEYS = ("separator", "vertical-separator", "notes-separator")
"""Of front matter: between slides, between those below one another, before notes."""
LONGEST = 200
"""Characters of one."""
_MOST = 2
"""Repetitions in one: more could take more than a moment for a long text."""
_ONE = r"(?:\\[rntsdw]|\\[^\w\s]|\[(?:\\?[^\\\[\]])+\]|[^\\.?*+()\[\]{}])"
_TIMES = r"(?:[*+]|\{\d,?\d?\})"
_MANY = rf"(?:(?:\\s|\[ \\t\]|[^\\.?*+()\[\]{{}}]){_TIMES}|{_ONE}\??)"
_SAFE = regex(rf"(?:{_MANY}|\((?:\?[:=!])?(?:{_MANY})*\)\??)*")
"""Characters, perhaps in groups, of which none are repeated."""
_REPEATED = regex(r"(?<!\\)[*+{]")
_WHITE = r"(?:\\[srnt]|\[ \\t\]|\s)"
_ADJACENT = regex(rf"{_WHITE}{_TIMES}{_WHITE}{_TIMES}|([^\\\s]){_TIMES}\1{_TIMES}")
"""The same as often as one likes, twice: where one ends could be tried in many ways."""


def separator(pattern: str) -> re.Pattern[str] | None:
    """The pattern, read line by line; None for one that is none, or that deckgen does not run: a text of any length is
    soon looked through for what is."""
    short = len(pattern) < LONGEST and len(_REPEATED.findall(pattern)) <= _MOST
    bare = re.sub(r"(?<!\\)\((?:\?[:=!])?|(?<!\\)\)\??", "", pattern)
    if not pattern or not short or not _SAFE.fullmatch(pattern) or _ADJACENT.search(bare):
        return None
    try:
        found = re.compile(pattern, re.MULTILINE)
    except re.error:  # one of another language's
        return None
    return None if found.search("") else found  # nothing is no sign


def parts_between(text: str, *patterns: re.Pattern[str]) -> Iterator[str]:
    """The text between matches of any of these."""
    start = 0
    if patterns:
        for match in re.finditer("|".join(f"(?:{each.pattern})" for each in patterns), text, re.MULTILINE):
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


_CODE = r"(^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\2[`~]*[ \t]*$)"
_USUAL = regex(_CODE + r"|^(Notes?):", re.MULTILINE | re.DOTALL | re.IGNORECASE)
"""Code, or what begins the notes of decks that name nothing else for them."""


_BEGINS = "\ue003"
"""Where notes do, while that is looked for: a character that no text has."""


def with_notes_behind(pattern: str, text: str, sign: str = "Note:", count: int = 0) -> str:
    """The text with `sign` where notes begin by `pattern`, and nowhere else: where an author writes that, they mean
    words."""
    text = re.sub(f"(?m){pattern}", _BEGINS, text, count=count)
    text = _USUAL.sub(lambda match: match[0] if match[1] else f"{match[3]}\\:", text)
    return text.replace(_BEGINS, sign)
