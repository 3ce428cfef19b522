"""Obsidian: notes, and its slides (core and Advanced Slides). https://help.obsidian.md"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.embedded_parts import other_note, part_of
from deckgen.readers.dialects.own import OWN
from deckgen.readers.dialects.reveal_md import REVEAL
from deckgen.readers.separators import KEYS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_BLOCK_NAME = regex(r"\S[ \t]\^(?=[0-9-]*[a-z])[a-z0-9-]{4,60}[ \t]*(?:\n|\Z)")
_SLIDES_TAG = regex(
    r"\n[ \t]*(?:<grid[ \t][^<>\n]*\bdr(?:ag|op)=|<split[ \t]+(?:even|left=|right=|wrap=|gap=|no-margin)"
    r"|<!--[ \t]*slide[ \t][^<>\n]*\b(?:bg|template|class|style|data-[\w-]+)=)"
    r"|<!--[ \t]*element[ \t]+(?:class|style|align|bg|pad|animate)="
)


def _recognise(evidence: Evidence) -> bool:
    """Names of blocks beside embedded notes and files, in slides that rules divide, or tags of the plug-in."""
    text = evidence.text
    named = evidence.shows(_BLOCK_NAME, "^") and "![[" in text and "\n---" in text
    of_reveal = "<!-- .slide:" in text or ("\n---" in text and evidence.values.get("theme") in REVEAL.themes)
    kept_here = ".obsidian" in evidence.beside and of_reveal  # its plug-in has them, too
    return named or kept_here or evidence.shows(_SLIDES_TAG, "<")


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    from deckgen.readers.dialects.obsidian_text import in_our_marks

    return in_our_marks(path, text, values)


_NOTE = regex(r"notes?:[ \t]*", re.IGNORECASE)


def _rules(md: MarkdownIt) -> None:
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("hr", "note_below", _note_below, ends)  # type: ignore[arg-type]


def _note_below(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`note:` at the margin: what follows on this slide is what the speaker says."""
    start = state.bMarks[line]
    match = _NOTE.match(state.src, start, state.eMarks[line])
    if match is None or (state.level and not silent) or state.src[max(0, start - 1) : start].strip("\n"):
        return False
    if not silent:
        from markdown_it.rules_block import paragraph

        state.push("notes_below", "", 0).map = [line, line + 1]
        state.line = line + 1
        if match.end() < state.eMarks[line]:
            state.bMarks[line] = match.end()
            paragraph(state, line, end, False)
    return True


OBSIDIAN = replace(
    OWN,
    name="obsidian",
    has_wiki_links=True,
    recognise=_recognise,
    project_files=(".obsidian",),
    finds_by_name=True,
    embeds=other_note,
    part_of=part_of,
    cover_keys=frozenset(("author", "authors", "subtitle")),
    is_strict=True,
    rule="-{2,}",
    prepare=_prepare,
    rules=_rules,
    has_line_breaks=True,
    has_note_paragraphs=False,
    patterns=KEYS,
    lifts_headings=False,
    has_shortcodes=True,
    own_theme=True,
)
