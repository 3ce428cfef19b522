"""iA Presenter: https://ia.net/presenter/support"""

from __future__ import annotations

from deckgen.readers.dialects.dialect import Dialect

IA_PRESENTER = Dialect(name="ia-presenter", is_strict=True, own_theme=True)
