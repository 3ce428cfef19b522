"""What appears at which click: the main sequence of a slide's animations (ECMA-376, §19.5)."""

from __future__ import annotations

from typing import Any

from deckgen.powerpoint.names import P, whole

_APPEARS = "entr"


def clicks_of(slide: Any) -> tuple[tuple[int, int], ...]:
    """Shapes' ids, each with the index of the paragraph that comes, or -1 for all of it, in the order of their
    coming; what comes together with something else is not told apart from what comes by itself."""
    sequence = next((each for each in slide.iter(f"{P}cTn") if each.get("nodeType") == "mainSeq"), None)
    found: list[tuple[int, int]] = []
    for effect in sequence.iter(f"{P}cTn") if sequence is not None else ():
        if effect.get("presetClass") != _APPEARS:
            continue
        target = next((each for each in effect.iter(f"{P}spTgt")), None)
        if target is None:
            continue
        span = target.find(f"{P}txEl/{P}pRg")
        where = whole(target, "spid"), whole(span, "st", -1) if span is not None else -1
        if where not in found:
            found.append(where)
    return tuple(found)
