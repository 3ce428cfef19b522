"""Logseq: outlines with properties in their lines. https://docs.logseq.com"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.readers.dialects.dialect import never
from deckgen.readers.dialects.own import OWN

_KEYS = (
    "id|collapsed|tags|alias|title|icon|type|public|heading|template|filters|query-[a-z-]+|ls-type"
    "|created-at|updated-at|background-color|hl-[a-z-]+|logseq\\.[a-z.-]+"
)
_PROPERTY = re.compile(rf"({_KEYS}):: \S.*")
_BLOCK_ID = re.compile(r"id:: [0-9a-f]{8}-[0-9a-f]{4}-")


def is_property(line: str) -> bool:
    """`key:: value`"""
    return bool(_PROPERTY.fullmatch(line))


def has_properties(lines: Sequence[str]) -> bool:
    """True for a file with a block's id or several properties: one line alone may be somebody's text."""
    found = [line for line in lines if "::" in line and is_property(line.strip(" \t-"))]
    return len(found) > 1 or any(map(_BLOCK_ID.search, found))


LOGSEQ = replace(OWN, name="logseq", recognise=never, has_line_breaks=True)
