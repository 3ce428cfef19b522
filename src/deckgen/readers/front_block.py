"""Where the block between `---` lines is that may open a file."""

from __future__ import annotations

import re

from msgspec import Struct

from deckgen.patterns import regex
from deckgen.source import Source

_KEY = regex(r"[A-Za-z_][\w .-]*\s*:(\s|$)")
_NAMES_DECK = regex(r"^(?:title|author|theme|output|format)\s*:", re.MULTILINE | re.IGNORECASE)
"""One of these says that it is meant for a tool even where it does not stand first …"""
_SURELY = regex(
    r"^(?:\{\s*)?[\"']?(?:title|author|theme|output|format|framework|layout)[\"']?\s*:", re.MULTILINE
)
"""… and written so, where it is enclosed by a rule with words, or by braces."""
_FLOW = regex(r"\{\s*[\"']?[a-z][\w-]*[\"']?\s*:.*\}\s*", re.DOTALL)
_END = regex(r"(---|\.\.\.)[ \t]*$")
_BEGIN = regex(r"---[ \t]*")
_NAMED = regex(r"---[ \t]+[^\s-].*")
"""A rule with words: they name the first slide, or say something of it."""
_SETTINGS = regex(r"(?:[a-zA-Z_][\w.-]*\s*:(?:\s.*)?|\s+\S.*|-[ \t].*|)")
_COMMENTS = regex(
    r"(?:\s*(?:<!--(?!\s*[\w-]+:)(?:(?!-->).)*-->|\[(?:comment|//)\]: # [(\"][^)\"]*[)\"]))+\s*\n", re.DOTALL
)


class Block(Struct, frozen=True):
    """Lines of a file."""

    text: str
    """Without what encloses them."""
    first: int
    """The first of them, from 1."""
    lines: int
    """How many lines of the file are no text."""


def block_of(source: Source) -> Block | None:
    """The block, which a rule with words may open or close, too, where nothing but settings stands in it."""
    above = blank_above(source) or _comments_above(source)
    opening = source.line(above + 1).rstrip()
    is_named = _NAMED.fullmatch(opening) is not None
    if not is_named and not _BEGIN.fullmatch(opening):
        return None
    numbers = range(above + 2, len(source.lines) + 1)
    end = next((n for n in numbers if _END.match(source.line(n)) or _NAMED.match(source.line(n))), 0)
    block = source.lines[above + 1 : end - 1]
    closes_slide = end > 0 and _END.match(source.line(end)) is None
    is_surely = bool(block) and bool(block[0].strip()) and bool(_SURELY.search("\n".join(block)))
    is_surely = is_surely and all(_SETTINGS.fullmatch(line.rstrip()) for line in block)
    if is_named and (closes_slide or not is_surely):
        return None
    if closes_slide and not is_surely:
        end = next((n for n in numbers[end - above - 2 :] if _END.match(source.line(n))), 0)
        block, closes_slide = source.lines[above + 1 : end - 1], False
    first = next((line for line in block if line.strip() and not line.startswith("#")), "")
    text = "\n".join(block)
    is_flow = _FLOW.fullmatch(text) is not None and _SURELY.search(text) is not None
    if (
        not end
        or not (is_flow or _KEY.match(first))
        or (above and not is_flow and not _NAMES_DECK.search(text))
    ):
        return None
    return Block(text, above + 2, end - closes_slide)


def blank_above(source: Source) -> int:
    """How many empty lines stand above all else."""
    return next((at for at, line in enumerate(source.lines[:MOST_BLANK]) if line.strip()), 0)


MOST_BLANK = 20


def _comments_above(source: Source) -> int:
    """How many lines of comments stand above all else; metadata may stand below them."""
    if not source.line(1).startswith(("<!--", "[")):
        return 0
    match = _COMMENTS.match(source.text)
    return source.text.count("\n", 0, match.end()) if match else 0


_MEANT = regex(r"(title|subtitle|author|authors|date|theme|lang)[ \t]*:[ \t]*\S.*", re.IGNORECASE)
_DASHES = regex(r"-{3,}[ \t]*")


def meant_as_block(source: Source) -> tuple[int, str] | None:
    """The line and the first key of what looks like such a block in a file that has none: nothing opens or closes it,
    or another number of dashes does."""
    above = blank_above(source)
    is_opened = _DASHES.fullmatch(source.line(above + 1)) is not None
    first = above + 1 + is_opened
    key = _MEANT.fullmatch(source.line(first))
    if key is None:
        return None
    last = first
    while (
        last < first + MOST_BLANK and _SETTINGS.fullmatch(line := source.line(last).rstrip()) and line.strip()
    ):
        last += 1
    return (first, key[1]) if is_opened or _DASHES.fullmatch(source.line(last)) else None
