"""Lines of front matter with other words in them."""

from __future__ import annotations

import json

from deckgen.deck.inlines import Inlines, plain_text
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines

KEY = regex(r"(?P<head>[ \t-]*[\w-]+:[ \t]+)(?P<words>.*)$")
_SAFE = regex(r"[\w«“‘(][^\n#:]*(?::\S[^\n#:]*)*")
"""YAML that needs no quotes."""


def with_value(line: str, new: Inlines, style: Style | None) -> str | None:
    """The line with another value, in quotes where it had them or needs them; None for one without a key. Without a
    `style` it is plain text."""
    match = KEY.fullmatch(line)
    if match is None:
        return None
    value = inline_text(new, style, starts=False) if style else " ".join(plain_text(new).split())
    quoted = match["words"][:1] in "\"'" or not _SAFE.fullmatch(value)
    return match["head"] + (json.dumps(value, ensure_ascii=False) if quoted else value)


def rewrite_key(lines: Lines, front: int, key: str, old: str, new: str) -> bool:
    """Give a key of the front matter, which takes `front` lines, another value; False if it has not the `old` one."""
    for number in range(2, front):
        match = KEY.fullmatch(lines.line(number))
        if match and match["head"].strip() == f"{key}:" and match["words"].strip("\"' ") == old:
            quoted = match["words"][:1] in "\"'" or not _SAFE.fullmatch(new)
            lines.replace(
                number, number, match["head"] + (json.dumps(new, ensure_ascii=False) if quoted else new)
            )
            return True
    return False
