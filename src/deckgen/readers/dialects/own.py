"""deckgen's own, which reads what programs for notes write, too."""

from __future__ import annotations

from deckgen.readers.dialects.dialect import Dialect
from deckgen.readers.dialects.obsidian import COMMENTS

OWN = Dialect(
    name="deckgen", has_note_paragraphs=True, has_percent_comments=True, has_vertical_rules=True,
    lifts_headings=True, extras=(COMMENTS,),
)  # fmt: skip
