"""A page in two faces, light and dark: the viewer's system chooses between each pair of colours (`mode: auto`).

Both faces have the same words in the same places, so their HTML differs in colours alone; those become CSS's
`light-dark()` (CSS Color 5, section 12).
"""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.writers.html.addresses import Gap
from deckgen.writers.html.section import Section

_COLOR = regex("(#[0-9A-F]{6})(?![0-9A-Za-z])")


def both(light: Section, dark: Section) -> Section:
    """A slide with the colours of both; the light one where they differ in more than colours."""
    if len(light.pieces) != len(dark.pieces):
        return light
    pieces: list[str | Gap] = []
    for one, other in zip(light.pieces, dark.pieces, strict=True):
        if isinstance(one, str) and isinstance(other, str):
            merged = paired(one, other)
            if merged is None:
                return light
            pieces.append(merged)
        elif one == other:
            pieces.append(one)
        else:
            return light
    return replace(light, pieces=tuple(pieces))


def paired(light: str, dark: str) -> str | None:
    """The text with both colours wherever they differ; None if more does."""
    ours, theirs = _COLOR.split(light), _COLOR.split(dark)
    if ours[::2] != theirs[::2]:
        return None
    return "".join(
        one if one == other else f"light-dark({one},{other})" for one, other in zip(ours, theirs, strict=True)
    )
