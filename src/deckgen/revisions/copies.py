"""A copy of a slide in its source's words: what may be there once alone has a name of its own, or none."""

from __future__ import annotations

import itertools
import re

from deckgen.patterns import regex

_NOTE = regex(r"^[ \t]{0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_ID = regex(r"^(#{1,6}[ \t].*?|[ \t]*(?:`{3}|~{3}).*?)[ \t]*\{#[\w.:-]+[ \t]*([^{}\n]*)\}", re.MULTILINE)
"""Of a heading or a block."""


def renamed(text: str, whole: str) -> str:
    """The copy's `text` without the ids of its heading and blocks, its footnotes with names that the `whole` deck does
    not have."""
    for name in dict.fromkeys(_NOTE.findall(text)):
        free = next(own for n in itertools.count(2) if f"[^{(own := f'{name}-{n}')}]" not in whole)
        text = text.replace(f"[^{name}]", f"[^{free}]")
    return _ID.sub(lambda match: f"{match[1]} {{{match[2]}}}" if match[2] else match[1], text)
