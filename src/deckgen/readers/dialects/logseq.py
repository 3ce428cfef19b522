"""Logseq: outlines with properties in their lines. https://docs.logseq.com"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.own import OWN

_KEYS = (
    "id|collapsed|tags|alias|title|icon|type|public|heading|template|filters|query-[a-z-]+|ls-type"
    "|created-at|updated-at|background-color|hl-[a-z-]+|logseq\\.[a-z.-]+"
)
_PROPERTY = regex(rf"({_KEYS}):: \S.*")
_PAGE_PROPERTY = regex(r"[A-Za-z][\w.-]*:: .*")
_BLOCK_ID = regex(r"id:: [0-9a-f]{8}-[0-9a-f]{4}-")


_GRAPH = "logseq/config.edn"
"""At the root of a graph, whose pages and pictures stand in folders beside each other."""


def is_property(line: str) -> bool:
    """`key:: value`"""
    return bool(_PROPERTY.fullmatch(line))


def has_properties(lines: Sequence[str]) -> bool:
    """True for a file with a block's id or several properties: one line alone may be somebody's text."""
    found = [line for line in lines if "::" in line and is_property(line.strip(" \t-"))]
    return len(found) > 1 or any(map(_BLOCK_ID.search, found))


def _recognise(evidence: Evidence) -> bool:
    """An outline that is nothing but bullets at the margin, below properties of the page, with names of blocks."""
    text = evidence.text
    has_ids = "id:: " in text and bool(re.search(rf"\n[ \t]+{_BLOCK_ID.pattern}", text))
    if not (has_ids or _GRAPH in evidence.beside):
        return False
    margin = [line for line in text.split("\n") if line[:1] not in ("", " ", "\t")]
    while margin and _PAGE_PROPERTY.fullmatch(margin[0]):
        margin.pop(0)
    return bool(margin) and all(line == "-" or line.startswith("- ") for line in margin)


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    from deckgen.readers.dialects.outliner_text import as_markdown

    return as_markdown(text)


LOGSEQ = replace(
    OWN,
    name="logseq",
    has_wiki_links=True,
    recognise=_recognise,
    prepare=_prepare,
    project_files=(_GRAPH,),
    has_line_breaks=True,
    has_slide_level=True,
    slide_level=2,
    has_shortcodes=True,
)
