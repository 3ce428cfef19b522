"""Comments of a source that its PowerPoint file does not carry."""

from __future__ import annotations

from difflib import SequenceMatcher

from deckgen.carried import comments, without
from deckgen.patterns import regex


def _not_in(base: str, ours: str) -> list[tuple[int, int]]:
    """Where the comments of `ours` begin and end that a file does not carry: by their places, or where there are others
    now by their words."""
    own, carried = comments(ours, empty=True), comments(base, empty=True)
    if len(own) == len(carried):
        pairs = zip(own, carried, strict=True)
        return [(a, b) for (a, b), (c, d) in pairs if ours[a:b].strip() and not base[c:d].strip()]
    return [(first, last) for first, last in comments(ours) if f"<!--{ours[first:last]}-->" not in base]


def with_comments(text: str, ours: str, carried: str) -> str:
    """A text with the comments that are in the Markdown, and that a file does not carry, in their places."""
    gone = _not_in(carried, ours)
    if text != carried:
        gone = [(first, last) for first, last in gone if f"<!--{ours[first:last]}-->" not in text]
    own, bare = ours.split("\n"), without(ours, gone).split("\n")
    lines = text.split("\n")
    for block in SequenceMatcher(None, lines, bare, autojunk=False).get_matching_blocks():
        lines[block.a : block.a + block.size] = own[block.b : block.b + block.size]
    return "\n".join(lines)


_EMPTY = regex(r"<!--\s*-->")
"""What a file carries of a comment."""


def differ_by_comments(mine: str, own: str, base: str) -> bool:
    """True if nothing else than the places of comments that a file does not carry is another in two texts."""
    left_out = {own[first:last] for first, last in _not_in(base, own)}

    def bare(text: str) -> list[str]:
        for each in left_out:
            text = text.replace(f"<!--{each}-->", "")
        return [line for line in _EMPTY.sub("", text).split("\n") if line.strip()]

    return bool(left_out) and bare(mine) == bare(own)
