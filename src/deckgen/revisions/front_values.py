"""Lines of front matter with other words in them."""

from __future__ import annotations

import json

from deckgen.deck.inlines import Inlines, plain_text, single_spaced
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines
from deckgen.revisions.reading import words_in

KEY = regex(r"(?P<head>[ \t-]*[\w-]+:[ \t]+)(?P<words>.*)$")
_FIELD = regex(r"(?P<head>%[ \t]+)(?P<words>.*)$")
_SAFE = regex(r"[\w«“‘(][^\n#:]*(?::\S[^\n#:]*)*")
"""YAML that needs no quotes."""


def as_yaml(value: str, was: str) -> str:
    """A value in place of another, in quotes if that had them, or it needs them."""
    quoted = was[:1] in "\"'" or not _SAFE.fullmatch(value)
    return json.dumps(value, ensure_ascii=False) if quoted else value


def with_value(line: str, new: Inlines, style: Style | None) -> str | None:
    """The line with another value, in quotes where it had them or needs them; None for one without a key. Without a
    `style` it is plain text."""
    match = KEY.fullmatch(line) or _FIELD.fullmatch(line)
    if match is None:
        return None
    value = inline_text(new, style, starts=False) if style else single_spaced(plain_text(new))
    if match.re is _FIELD:
        return match["head"] + value
    return match["head"] + as_yaml(value, match["words"])


def is_value(line: str, text: str, dialect: str) -> bool:
    """True for a line of front matter that says `text`, whatever its blanks and marks."""
    if text in " ".join(line.split()):
        return True
    value = KEY.fullmatch(line)
    return value is not None and words_in(value["words"].strip("\"' "), dialect).removeprefix("T ") == text


def rewrite_key(lines: Lines, front: int, key: str, old: str, new: str) -> bool:
    """Give a key of the front matter, which takes `front` lines, another value; False if it has not the `old` one."""
    for number in range(2, front):
        match = KEY.fullmatch(lines.line(number))
        value = match["words"].strip("\"' ") if match and match["head"].strip() == f"{key}:" else ""
        if match and " ".join(value.split()) == " ".join(old.split()) != "":
            lines.replace(number, number, match["head"] + as_yaml(new, match["words"]))
            return True
    return False
