"""Cases that are not read so yet, or that deckgen wants to read otherwise, with the reason."""

from __future__ import annotations

from collections.abc import Mapping

_OWN = "wanted: deckgen's own marks are read in every dialect, so that a deck can move over bit by bit"
_KIND = "wanted: CommonMark, and most authors, need no empty line there"

LATER: Mapping[str, str] = {
    "marp: marks of other tools are text": _OWN,
    "pandoc: a heading needs an empty line above it": _KIND,
    "pandoc: a list needs an empty line above it": _KIND,
    "pandoc: a quotation needs an empty line above it": _KIND,
    "pandoc: a fence needs an empty line above it, and none below": _KIND,
    "pandoc: text in a cell keeps its marks": "wanted: `\\|` in code is a bar, as in other Markdown's tables",
    "pandoc: extensions that are off: what looks like others' Markdown is text": _OWN,
    "pandoc: an abbreviation of another Markdown is text": _OWN,
    "pandoc: an address without brackets is no link": "wanted: an address leads where it says",
    "reveal-md: two dashes are text": "wanted: they divide in many decks, by settings elsewhere",
    "slidev: one after the other at the same place": "what changes places is shown, without its clicks",
    "slidev: without that setting brackets and colons are text": _OWN,
    "slidev: marks of other tools are text": _OWN,
    "quarto: lists need an empty line above them here, too": _KIND,
    "quarto: a cell runs, and its code is not shown on slides": "wanted: where no output is stored, its code is shown",
}
