"""deckgen: one Markdown outline in; two native decks out.

`build` is the whole pipeline; the command line calls nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from deckgen.build import BuildResult as BuildResult
    from deckgen.build import build as build
    from deckgen.diagnostics import Diagnostic as Diagnostic

__all__ = ["BuildResult", "Diagnostic", "__version__", "build"]


def __getattr__(name: str) -> Any:
    # Loaded when first used: `import deckgen` alone costs nothing.
    if name in ("build", "BuildResult"):
        from deckgen import build as module

        return getattr(module, name)
    if name == "Diagnostic":
        from deckgen.diagnostics import Diagnostic

        return Diagnostic
    raise AttributeError(f"module 'deckgen' has no attribute {name!r}")
