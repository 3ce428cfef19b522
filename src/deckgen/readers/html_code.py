"""Tags in the code of a page: what can't stand in a line is code itself."""

from __future__ import annotations

import re
from html import escape

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


_TEMPLATE = regex(
    r"\s*<script\b(?=[^<>]*\btype=[\"']?text/template\b)[^<>]*>(.*)</script\s*>\s*", re.IGNORECASE | re.DOTALL
)
"""reveal.js's way to write code without character references."""


def _shown(code: re.Match[str]) -> str:
    if template := _TEMPLATE.fullmatch(code[2]):
        return code[1] + escape(template[1].strip("\n"), quote=False)

    def tag(found: re.Match[str]) -> str:
        return "<" if found[1] and found[1].lower() in OF_LINES else "&lt;"

    return code[1] + _TAG.sub(tag, code[2])
