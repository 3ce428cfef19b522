"""deckgen's own, which reads what programs for notes write, too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.code_in_items import with_code_in_items
from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.obsidian import COMMENTS

_KEYS = frozenset(("figures", "theme-options", "mode", "brand", "footer-date", "duration"))
_SECTION = regex(r"\n---[ \t]+[^\s-]")


def _recognise(evidence: Evidence) -> bool:
    return bool(evidence.keys & _KEYS) or evidence.shows(_SECTION)


_BLOCK_NAME = regex(r"(?<=\S)[ \t]+\^(?=[0-9]*[a-f])[0-9a-f]{6}[ \t]*$")

_SPACER = regex(r"#{1,6}[ \t]+(?:&(?:nbsp|e[mn]sp|#160|#xa0);[ \t]*)+$", re.IGNORECASE)


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text without the names that programs for notes give to blocks, and without headings of nothing above others,
    which are there for their height."""
    text = with_code_in_items(text)
    if not (" ^" in text or "# &" in text):
        return text
    lines = text.split("\n")
    for at, fence in enumerate([*fenced(lines)]):
        if fence:
            continue
        is_spacer = _SPACER.match(lines[at]) and "".join(lines[at + 1 : at + 2]).startswith("#")
        lines[at] = "" if is_spacer else _BLOCK_NAME.sub("", lines[at])
    return "\n".join(lines)


OWN = Dialect(
    name="deckgen",
    emphasis="wide",
    hidden="{.hidden}",
    recognise=_recognise,
    prepare=_prepare,
    has_note_paragraphs=True,
    has_percent_comments=True,
    has_vertical_rules=True,
    lifts_headings=True,
    is_html_read=True,
    keeps_short_lines=True,
    has_wiki_links=True,
    captions="titled",
    extras=(COMMENTS,),
)
