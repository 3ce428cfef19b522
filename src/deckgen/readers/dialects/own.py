"""deckgen's own, which reads what programs for notes write, too."""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.obsidian import COMMENTS

_KEYS = frozenset(("figures", "theme-options", "mode", "brand", "footer-date", "duration"))
_SECTION = regex(r"\n---[ \t]+[^\s-]")


def _recognise(evidence: Evidence) -> bool:
    return bool(evidence.keys & _KEYS) or evidence.shows(_SECTION)


OWN = Dialect(
    name="deckgen",
    emphasis="wide",
    recognise=_recognise,
    has_note_paragraphs=True,
    has_percent_comments=True,
    has_vertical_rules=True,
    lifts_headings=True,
    is_html_read=True,
    keeps_short_lines=True,
    extras=(COMMENTS,),
)
