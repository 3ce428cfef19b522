"""Titles of sections that stand behind dashes (`--- TITLE`)."""

from __future__ import annotations

from deckgen.deck.inlines import Inlines
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style
from deckgen.revisions.patch import patched


def section_line(text: str, old: Inlines, new: Inlines, style: Style) -> str | None:
    """The line of a section's title with other words; None if its own are others than the `old` ones. It stands on
    several slides, and may have been edited there."""
    words = text[3:].strip()
    after = inline_text(new, style, starts=False)
    if words == after:
        return text
    found = patched(words, old, new, style)
    if found is None and words == inline_text(old, style, starts=False):
        found = after
    return None if found is None or "\n" in found else f"--- {found.strip()}"
