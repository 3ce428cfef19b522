"""Org: drawers and keywords in what it exports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.patterns import regex

_DRAWER = regex(r":(PROPERTIES|LOGBOOK):")
_TITLE = regex(r"#\+title:[ \t]*(.+)", re.IGNORECASE)
_KEYWORD = regex(r"#\+[A-Za-z_]+:.*")


def title(line: str) -> str:
    """The title in `#+title: …`, or nothing."""
    match = _TITLE.fullmatch(line)
    return match[1].strip() if match else ""


def properties(lines: Sequence[str]) -> Iterator[int]:
    """Indices of the lines of drawers, and of keywords."""
    in_drawer = False
    for index, line in enumerate(lines):
        if not in_drawer and _DRAWER.fullmatch(line):
            in_drawer = ":END:" in lines[index:]
        if in_drawer or (_KEYWORD.fullmatch(line) and not _TITLE.fullmatch(line)):
            yield index
        in_drawer = in_drawer and line != ":END:"
