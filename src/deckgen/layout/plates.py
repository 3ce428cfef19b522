"""What pictures stand on whose ink would not be seen on their slide: a dark mark on a dark ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.figures import INK_LEVELS, Picture
from deckgen.layout.model import FigureFrame, Frame, Rule
from deckgen.themes.box import Box
from deckgen.themes.colors import luminance
from deckgen.themes.model import Theme

UNSEEN = 1.7
"""Contrast with the ground below which lines and letters are hardly seen."""
MOST_UNSEEN = 0.15
"""Share of what is drawn that may be so."""


def with_plates(frames: Sequence[Frame], ground: str, theme: Theme) -> tuple[Frame, ...]:
    """The frames, on a slide that is all of that colour (nothing for any other): behind pictures that are not seen on
    it a plate in the colour of the text."""
    return tuple(each for frame in frames for each in _on_plate(frame, ground, theme))


def _on_plate(frame: Frame, ground: str, theme: Theme) -> Iterator[Frame]:
    if not (ground and isinstance(frame, FigureFrame) and isinstance(frame.art, Picture) and frame.art.ink):
        yield frame
        return
    color, lost = theme.color("text"), _unseen(frame.art.ink, ground)
    if lost < MOST_UNSEEN or _unseen(frame.art.ink, color) > lost / 2:
        yield frame
        return
    box = frame.box
    least = min(box.width, box.height)
    smaller = 1 - 2 * min(theme.tokens.space.plate, least / 6) / least
    middle = box.x + box.width / 2, box.y + box.height / 2
    yield Rule(box=box, fill=color, span=frame.span, step=frame.step)
    yield replace(frame, box=Box.around(middle, smaller * box.width, smaller * box.height))


def _unseen(ink: bytes, ground: str) -> float:
    """The share of what is drawn that is not seen on a ground."""
    below = luminance(ground)
    lights = (((level + 0.5) / INK_LEVELS) ** 2 for level in range(INK_LEVELS))
    lost = (
        share
        for share, light in zip(ink, lights, strict=True)
        if (max(light, below) + 0.05) / (min(light, below) + 0.05) < UNSEEN
    )
    return sum(lost) / max(1, sum(ink))
