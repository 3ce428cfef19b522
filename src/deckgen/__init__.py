"""deckgen: one Markdown outline in; two native decks out.

`build` is the whole pipeline, which the command line runs, too. `read`, `lay_out` and `write` are its steps; a `Deck`
is what an author wrote, as data. What is wrong with it is a `Diagnostic`; what can't be done raises `DeckgenError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckgen.version import __version__

if TYPE_CHECKING:
    from deckgen.api import lay_out, read, write
    from deckgen.batch.jobs import DeckJob, DeckMade
    from deckgen.batch.many import build_many
    from deckgen.building import BuildResult, build
    from deckgen.deck.slides import Deck
    from deckgen.diagnostics import Diagnostic, Warned
    from deckgen.errors import DeckgenError
    from deckgen.layout.model import LaidOutDeck

__all__ = [
    "BuildResult", "Deck", "DeckJob", "DeckMade", "DeckgenError", "Diagnostic", "LaidOutDeck", "Warned",
    "__version__", "build", "build_many", "lay_out", "read", "write",
]  # fmt: skip
_PLACES = {
    "BuildResult": "deckgen.building", "build": "deckgen.building", "Deck": "deckgen.deck.slides",
    "DeckJob": "deckgen.batch.jobs", "DeckMade": "deckgen.batch.jobs", "build_many": "deckgen.batch.many",
    "DeckgenError": "deckgen.errors", "Diagnostic": "deckgen.diagnostics", "Warned": "deckgen.diagnostics",
    "LaidOutDeck": "deckgen.layout.model", "lay_out": "deckgen.api", "read": "deckgen.api", "write": "deckgen.api",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    # Loaded when first used: `import deckgen` alone costs nothing.
    if name in _PLACES:
        from importlib import import_module

        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'deckgen' has no attribute {name!r}")
