"""What Pandoc's manual has beyond CommonMark, for all tools that read through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


def manual_rules(md: MarkdownIt) -> None:
    """Lists of other numbers and examples, spaces that don't break, notes in the line."""
    from deckgen.readers.fancy_lists import fancy_list_rule

    fancy_list_rule(md)
    md.inline.ruler.before("escape", "space", _space)


def _space(state: StateInline, silent: bool) -> bool:
    """`\\ ` is a no-break space."""
    if not state.src.startswith("\\ ", state.pos):
        return False
    if not silent:
        state.pending += "\u00a0"
    state.pos += 2
    return True
