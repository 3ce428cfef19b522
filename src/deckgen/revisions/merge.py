"""Three versions of a text merged line by line, as diff3 does it (Khanna, Kunal and Pierce, 2007)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from msgspec import Struct

Preference: TypeAlias = Literal["", "ours", "theirs"]
Ask: TypeAlias = Callable[[Sequence[str], Sequence[str]], Preference]
"""Lines of ours and of theirs → which of them; nothing for neither."""


class Merged(Struct, frozen=True):
    """What came of it."""

    lines: tuple[str, ...]
    conflicts: int = 0
    """How often both have changed the same lines, and neither was preferred; they stand between git's markers."""


def merge(
    base: Sequence[str],
    ours: Sequence[str],
    theirs: Sequence[str],
    prefer: Preference = "",
    ask: Ask | None = None,
) -> Merged:
    """The changes of both, `ours` and `theirs`, to what both come from. Where they have changed the same, one is
    preferred, or somebody is asked, or both stand between git's markers."""
    mine, other = _kept(base, ours), _kept(base, theirs)
    found: list[str] = []
    conflicts = at = our_at = their_at = 0
    while at < len(base) or our_at < len(ours) or their_at < len(theirs):
        stays = next((line for line in range(at, len(base)) if line in mine and line in other), len(base))
        our_end, their_end = mine.get(stays, len(ours)), other.get(stays, len(theirs))
        before, a, b = base[at:stays], ours[our_at:our_end], theirs[their_at:their_end]
        if a == b or b == before:
            found += a
        elif a == before:
            found += b
        elif chosen := prefer or (ask(a, b) if ask else ""):
            found += a if chosen == "ours" else b
        else:
            conflicts += 1
            found += ["<<<<<<< ours", *a, "=======", *b, ">>>>>>> theirs"]
        if stays < len(base):
            found.append(base[stays])
        at, our_at, their_at = stays + 1, our_end + 1, their_end + 1
    return Merged(tuple(found), conflicts)


def _kept(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Which lines of the base are in the other, and where. Of two empty lines around something new the one above is the
    base's: what is new stands behind it, apart from what the text above it may have got."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    kept = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    for line, place in sorted(kept.items()):
        above = kept.get(line - 1, -1 if line == 0 else place) + 1
        if above < place and not base[line].strip() and not other[above].strip():
            kept[line] = above
    return kept
