"""reveal-md, and reveal.js's own Markdown: https://github.com/webpro/reveal-md"""

from __future__ import annotations

import re

from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.obsidian import COMMENTS

_KEYS = frozenset(
    ("revealOptions", "separator", "verticalSeparator", "notesSeparator", "highlightTheme", "preprocessor",
     "revealjs-url")
)  # fmt: skip


def _recognise(evidence: Evidence) -> bool:
    return bool(evidence.keys & _KEYS) or bool(re.search(r"<!--\s*\.(?:slide|element):", evidence.text))


REVEAL = Dialect(
    name="reveal-md",
    recognise=_recognise,
    themes=frozenset(
        (
            "black",
            "white",
            "league",
            "beige",
            "sky",
            "night",
            "serif",
            "simple",
            "solarized",
            "blood",
            "moon",
            "dracula",
            "black-contrast",
            "white-contrast",
        )
    ),
    project_files=("reveal-md.json", "reveal.json"),
    packages=frozenset(("reveal-md",)),
    has_note_paragraphs=True,
    has_note_lines=True,
    has_percent_comments=True,
    has_vertical_rules=True,
    extras=(COMMENTS,),
    has_components=True,
    own_theme=True,
)
