"""The cells of a grid of HTML's where its tags and its content stand in the same block: each element is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from deckgen.patterns import regex
from deckgen.readers.html_names import WRAPPERS

_TAG = regex(r"<(/?)([A-Za-z][\w-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")

_AROUND = WRAPPERS - {"span", "p", "b", "strong", "em", "i", "u", "small", "font", "details", "body", "html"}
"""Wrappers that are no part of a line, and stand in no other place than any."""
Piece: TypeAlias = tuple[Literal["whole", "tag", "other"], str]
"""An element, a tag whose other one stands in another block, or anything else."""


def pieces(html: str) -> list[Piece]:
    """The pieces of a block side by side, what wraps others told apart from the rest."""
    found: list[Piece] = []
    at = 0
    for start, end, kind in _edges(html):
        if html[at:start].strip():
            found.append(("other", html[at:start]))
        found.append((kind, html[start:end]))
        at = end
    return [*found, ("other", html[at:])] if html[at:].strip() else found


def _edges(html: str) -> Iterator[tuple[int, int, Literal["whole", "tag"]]]:
    """Where such elements and tags begin and end, those inside others left out."""
    pairs: dict[int, int] = {}
    open_: list[re.Match[str]] = []
    tags = [
        match for match in _TAG.finditer(html) if match[2].lower() in _AROUND and not match[0].endswith("/>")
    ]
    for match in tags:
        if not match[1]:
            open_.append(match)
            continue
        began = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][2] == match[2]), None)
        if began is not None:
            pairs[open_[began].start()] = match.end()
            del open_[began:]
    at = 0
    for match in tags:
        if match.start() < at:
            continue
        end = pairs.get(match.start())
        at = end or match.end()
        yield match.start(), at, "whole" if end else "tag"
