"""Files of text that say by their names that they are no Markdown."""

from __future__ import annotations

from pathlib import Path

from deckgen.diagnostics import Diagnostic
from deckgen.source import Span

_CONVERTED = {".org": "org", ".tex": "latex", ".rst": "rst", ".textile": "textile", ".typ": "typst"}
"""What files end with → what Pandoc calls what is in them."""


def other_text(path: Path) -> Diagnostic | None:
    """A warning for such a file."""
    if (kind := _CONVERTED.get(path.suffix.lower())) is None:
        return None
    hint = f"`pandoc -f {kind} -t markdown` makes Markdown of it"
    message = f"a file that ends in `{path.suffix}` is read as Markdown"
    return Diagnostic("no-markdown", "warning", message, Span(1), hint)
