"""What Dendron, Logseq and Org leave in an exported note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph
from deckgen.deck.inlines import PLAIN, Run, merge_runs, trim

_LOGSEQ_KEYS = (
    "id|collapsed|tags|alias|title|icon|type|public|heading|template|filters|query-[a-z-]+|ls-type"
    "|created-at|updated-at|background-color|hl-[a-z-]+|logseq\\.[a-z.-]+"
)
_LOGSEQ = re.compile(rf"({_LOGSEQ_KEYS}):: \S.*")
_BLOCK_ID = re.compile(r"id:: [0-9a-f]{8}-[0-9a-f]{4}-")
_DRAWER = re.compile(r":(PROPERTIES|LOGBOOK):")
_ORG_TITLE = re.compile(r"#\+title:[ \t]*(.+)", re.IGNORECASE)
_ORG_KEYWORD = re.compile(r"#\+[A-Za-z_]+:.*")
_SLUG = re.compile(r"[a-z0-9._/#-]+")

DENDRON_KEYS = frozenset({"id", "updated", "created"})


_NOTE = re.compile(r"Notes?:[ \t\n]*", re.IGNORECASE)
"""As reveal.js has it: to the end of the slide."""


def without_note_mark(paragraph: Paragraph) -> Paragraph | None:
    """A paragraph that begins with `Note:` without that; None for any other."""
    first = paragraph.inlines[0] if paragraph.inlines else None
    if not isinstance(first, Run) or first.marks != PLAIN or not (match := _NOTE.match(first.text)):
        return None
    rest = merge_runs([Run(first.text[match.end() :], first.marks), *paragraph.inlines[1:]])
    return replace(paragraph, inlines=trim(rest))


def opens_notes(line: str) -> bool:
    """True for a line that begins with `Note:`."""
    return bool(_NOTE.match(line))


def is_logseq(lines: Sequence[str]) -> bool:
    """True for a file with a block's id or several properties: one line alone may be somebody's text."""
    found = [line for line in lines if "::" in line and _LOGSEQ.fullmatch(line.strip(" \t-"))]
    return len(found) > 1 or any(map(_BLOCK_ID.search, found))


def properties(lines: Sequence[str], *, logseq: bool) -> frozenset[int]:
    """Indices of the lines that say something about the note and are no part of its text."""
    found = set()
    in_drawer = False
    for index, line in enumerate(lines):
        if not in_drawer and _DRAWER.fullmatch(line):
            in_drawer = ":END:" in lines[index:]
        keyword = _ORG_KEYWORD.fullmatch(line) and not _ORG_TITLE.fullmatch(line)
        if in_drawer or keyword or (logseq and _LOGSEQ.fullmatch(line)):
            found.add(index)
        in_drawer = in_drawer and line != ":END:"
    return frozenset(found)


def org_title(line: str) -> str:
    """The title in `#+title: …`, or nothing."""
    match = _ORG_TITLE.fullmatch(line)
    return match[1].strip() if match else ""


def wiki_label(content: str, *, label_first: bool) -> str:
    """What a wiki link shows.

    Dendron writes `[[label|target]]`, Obsidian `[[target|label]]`: a half that looks like a
    file's slug is the target; where both or neither do, `label_first` decides.
    """
    left, bar, right = content.partition("|")
    if not bar or not left.strip() or not right.strip():
        return left or right
    left_slug, right_slug = _SLUG.fullmatch(left), _SLUG.fullmatch(right)
    if not label_first and right_slug and not re.search(r"[-._/]", right):
        return right  # a plain word may well be a label
    if bool(left_slug) == bool(right_slug):
        return left if label_first else right
    return right if left_slug else left
