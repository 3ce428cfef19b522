"""What Deckset's decks have and no others: keys, and signs in the text."""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence

SURE = frozenset(
    ("autoscale", "slidenumbers", "slidecount", "build-lists", "slide-dividers", "slide-transition", "fit-header",
     "paragraphs-as-presenter-notes", "footer-style", "slidenumber-style", "image-corner-radius")
)  # fmt: skip
"""Keys that only Deckset has …"""
KEYS = SURE | frozenset(
    ("footer", "theme", "background-image", "background-color", "code-language", "time-budget", "text",
     "text-strong", "text-emphasis", "header", "header-strong", "header-emphasis", "list", "table",
     "table-separator", "quote", "quote-author", "code", "inline-code", "footnote", "footnote-separator", "formula",
     "link", "presenter-notes", "graph", "pikchr-graph")
)  # fmt: skip
"""… and all that may stand in its first lines."""
_FITS = regex(r"\n {0,3}#{1,6}[ \t]*\[fit\]")
_PLACED = regex(
    r"\n[ \t]*!\[(?:[ \t|]*(?:inline|fit|left|right|original|filtered|fill|\d{1,3}%)(?=[ \t|]|\]))+[ \t]*\]\("
)


def shows_itself(evidence: Evidence) -> bool:
    """True for titles that are to fit, and for several pictures of which only their places are said."""
    text = evidence.text
    has_brackets = "[" in text and "\n---" in text
    return has_brackets and bool(_FITS.search(text) or len(_PLACED.findall(text)) > 1)
