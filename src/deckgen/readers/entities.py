"""Characters that HTML writes by name or number, in the values of attributes."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from deckgen.patterns import regex

_REFERENCE = regex(r"&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?")


def attribute_text(text: str) -> str:
    """A value as browsers read it: `&amp;` is decoded, and `&region=` in an address is none of `&reg`
    (HTML Living Standard, 13.2.5.73)."""
    return _REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    name, behind = match[0][1:], match.string[match.end() : match.end() + 1]
    if name.endswith(";") or name.startswith("#"):
        return unescape(match[0])
    return html5[name] if name in html5 and behind != "=" else match[0]
