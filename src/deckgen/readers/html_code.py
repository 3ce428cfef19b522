"""Tags in the code of a page: what can't stand in a line is code itself."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.readers.html_names import OF_LINES

_CODE = regex(
    r"(<pre\b[^<>]*>\s*<code\b(?![^<>]*\bdata-noescape\b)[^<>]*>)(.*?)(?=</code\s*>|</pre\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = regex(r"<(?=!--|!doctype|\?|/?([a-z][\w:.-]*))", re.IGNORECASE)


def with_code_shown(html: str) -> str:
    """`html` with such tags, and comments, as text, as reveal.js shows them; others may mark a part of the code."""
    return _CODE.sub(_shown, html) if "<code" in html.lower() else html


def _shown(code: re.Match[str]) -> str:
    def tag(found: re.Match[str]) -> str:
        return "<" if found[1] and found[1].lower() in OF_LINES else "&lt;"

    return code[1] + _TAG.sub(tag, code[2])
