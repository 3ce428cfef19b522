"""deckgen: one Markdown outline in; two native decks out.

`build` is the whole pipeline; the command line calls nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deckgen.version import __version__

if TYPE_CHECKING:
    from deckgen.diagnostics import Diagnostic
    from deckgen.pipeline import BuildResult, build

__all__ = ["BuildResult", "Diagnostic", "__version__", "build"]


def __getattr__(name: str) -> Any:
    # Loaded when first used: `import deckgen` alone costs nothing.
    if name in ("build", "BuildResult"):
        from deckgen import pipeline

        return getattr(pipeline, name)
    if name == "Diagnostic":
        from deckgen.diagnostics import Diagnostic

        return Diagnostic
    raise AttributeError(f"module 'deckgen' has no attribute {name!r}")
