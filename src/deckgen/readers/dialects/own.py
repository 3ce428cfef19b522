"""deckgen's own, which reads what programs for notes write, too."""

from __future__ import annotations

import re

from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.obsidian import COMMENTS

_KEYS = frozenset(("figures", "theme-options", "mode", "brand", "footer-date", "duration"))


def _recognise(evidence: Evidence) -> bool:
    has_sections = re.search(r"\n---[ \t]+[^\s-]", evidence.text)
    return bool(evidence.keys & _KEYS) or bool(has_sections)


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
