"""Deckset: https://docs.deckset.com"""

from __future__ import annotations

from deckgen.readers.dialects.dialect import Dialect

DECKSET = Dialect(name="deckset", is_strict=True, own_theme=True)
