"""Files of text that say by their names that they are no Markdown."""

from __future__ import annotations

from pathlib import Path

from deckgen.diagnostics import Diagnostic
from deckgen.source import Span

_CONVERTED = {
    ".org": "org", ".tex": "latex", ".rst": "rst", ".textile": "textile", ".typ": "typst", ".mediawiki": "mediawiki",
    ".muse": "muse", ".t2t": "t2t",
}  # fmt: skip
"""What files end with → what Pandoc calls what is in them."""
_BY_DOCBOOK = frozenset((".adoc", ".asciidoc"))
_BY_HAND = frozenset((".slide",))
"""Those that no program makes Markdown of."""


def other_text(path: Path) -> Diagnostic | None:
    """A warning for such a file."""
    suffix = path.suffix.lower()
    if suffix in _CONVERTED:
        hint = f"`pandoc -f {_CONVERTED[suffix]} -t markdown` makes Markdown of it"
    elif suffix in _BY_DOCBOOK:
        hint = "`asciidoctor -b docbook`, then `pandoc -f docbook -t markdown` make Markdown of it"
    elif suffix in _BY_HAND:
        hint = "there is no program that makes Markdown of it"
    else:
        return None
    message = f"a file that ends in `{path.suffix}` is read as Markdown"
    return Diagnostic("no-markdown", "warning", message, Span(1), hint)
