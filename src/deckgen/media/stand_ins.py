"""The PNG that stands in for a drawing where SVG is not understood: for the formats that need one, no larger than it is
shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from deckgen.deck.figures import Picture
from deckgen.media.errors import CannotShowError
from deckgen.media.pictures import encode
from deckgen.media.svg import rastered
from deckgen.memory import Memory
from deckgen.model import Content

SHARP, PLAIN = 2.0, 4 / 3
"""Pixels for each point of a small drawing, and of a large one …"""
SMALL = 640
"""… which is wider than so many."""


def stand_in(picture: Picture, width: float, memory: Memory) -> Content:
    """The PNG for a drawing that is shown `width` points wide. One that can't be drawn in time is drawn smaller, or
    is a pixel that nobody sees."""
    if picture.fallback is not None:
        return picture.fallback
    return Content.of(memory.recall(_name(picture, width), bytes, partial(_drawn, picture, _pixels(width))))


def draw_ahead(drawings: Iterable[tuple[Picture, float]], memory: Memory) -> None:
    """Draw what stands in for these, each with its width in points, by several processes if there are many."""
    wanted = {_name(*each): each for each in drawings if each[0].fallback is None}
    listed = list(wanted.values())
    unknown = [listed[at] for at in memory.unknown(list(wanted))]
    memory.ahead(len(unknown), lambda part: [stand_in(*unknown[at], memory) for at in part], fewest=2)


def _pixels(width: float) -> int:
    return max(1, round(max(min(SHARP * width, SMALL), PLAIN * width)))


def _name(picture: Picture, width: float) -> bytes:
    return f"stand-in {_pixels(width)} {picture.data.digest}".encode()


def _drawn(picture: Picture, pixels: int) -> bytes:
    for width in (pixels, pixels // 4):
        try:
            return rastered(picture, width)
        except CannotShowError:
            continue
    from PIL import Image

    return encode(Image.new("RGBA", (1, 1)), "").data.read()
