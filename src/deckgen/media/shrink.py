"""Photographs no larger than the slides show them: the last step before writing."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.layout.model import FigureFrame, Frame, LaidOutDeck
from deckgen.media.pictures import encode, opened
from deckgen.memory import Memory
from deckgen.model import key_of

SHARP = 8 / 3
"""Pixels for each point of the slide: 2,560 for the whole width of ours, enough for a screen twice as fine as
a projector."""
SPARED = 1.4
"""A picture that is not wider than this times what is needed stays as it is."""
SMALL_FILE = 200_000
"""Bytes; smaller files stay as they are."""


def shrink(deck: LaidOutDeck, memory: Memory) -> LaidOutDeck:
    """`deck` with each large photograph as wide as its largest showing needs. (GIFs move, SVGs scale.)"""
    needed: dict[int, tuple[Picture, float]] = {}
    for slide in deck.slides:
        for frame in slide.frames:
            if isinstance(frame, FigureFrame) and isinstance(picture := frame.art, Picture):
                pixels = SHARP * frame.whole_width
                _, before = needed.get(id(picture), (picture, 0.0))
                needed[id(picture)] = (picture, max(before, pixels))
    large = {
        key: (picture, round(pixels))
        for key, (picture, pixels) in needed.items()
        if picture.media_type in ("image/png", "image/jpeg")
        and picture.data.size > SMALL_FILE
        and picture.width > SPARED * pixels
    }
    unknown = [each for each in large.values() if memory.known(_name(*each), Picture) is None]
    memory.ahead(len(unknown), lambda part: [_smaller(*unknown[at], memory) for at in part], fewest=2)
    smaller = {key: _smaller(*each, memory) for key, each in large.items()}
    return _replaced(deck, smaller) if smaller else deck


def _name(picture: Picture, width: int) -> bytes:
    return key_of(f"smaller {picture.data.digest} {width} {picture.name}".encode("utf-8", "surrogatepass"))


def _smaller(picture: Picture, width: int, memory: Memory) -> Picture:
    def now() -> Picture:
        image = opened(picture, width)
        height = max(1, round(image.height * width / image.width))
        if image.mode == "P":
            image = image.convert("RGBA")
        made = encode(image.resize((width, height)), picture.name)
        # The layout has placed it by its natural size.
        return Picture(
            name=made.name,
            data=made.data,
            media_type=made.media_type,
            width=picture.width,
            height=picture.height,
        )

    made = memory.recall(_name(picture, width), Picture, now)
    return made if made.data.size < picture.data.size else picture


def _replaced(deck: LaidOutDeck, smaller: Mapping[int, Picture]) -> LaidOutDeck:
    def frame(frame: Frame) -> Frame:
        if isinstance(frame, FigureFrame) and id(frame.art) in smaller:
            return replace(frame, art=smaller[id(frame.art)])
        return frame

    return replace(
        deck,
        sections=tuple(
            replace(
                section, slides=tuple(replace(s, frames=tuple(map(frame, s.frames))) for s in section.slides)
            )
            for section in deck.sections
        ),
    )
