"""Words held against the frames that the layout predicted for them."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import FigureFrame, LaidOutDeck
from tests.instruments.renderers import Word

BULLETS = frozenset("•–☐☑")
"""No words: LibreOffice raises them above the baseline of their line."""
TOLERANCE = 2.0
"""Points that a word may stick out of its frame."""


def strays(words: Iterable[Word], deck: LaidOutDeck) -> list[str]:
    """Words outside the slide, or in none of its frames by more than the tolerance."""
    frames = {slide.number: [frame.box for frame in slide.frames] for slide in deck.slides}
    found = []
    for word in words:
        if word.text[:1] in BULLETS or word.right - word.left < 0.5:
            continue  # a marker stands beside its text, in a font of its own; what has no width shows nothing
        outside = (
            word.left < -TOLERANCE
            or word.top < -TOLERANCE
            or word.right > deck.theme.width + TOLERANCE
            or word.bottom > deck.theme.height + TOLERANCE
        )
        inside = any(
            word.left >= box.x - TOLERANCE
            and word.right <= box.right + TOLERANCE
            and word.top >= box.y - TOLERANCE
            and word.bottom <= box.bottom + TOLERANCE
            for box in frames.get(word.slide, ())
        )
        if outside or not inside:
            place = f"{word.left:.0f},{word.top:.0f}–{word.right:.0f},{word.bottom:.0f}"
            found.append(f"slide {word.slide}: {word.text!r} at {place}")
    return found


def outside_figures(words: Iterable[Word], deck: LaidOutDeck) -> list[Word]:
    """Words that stand in no figure: in charts, each renderer places words in its own way."""
    figures = {
        slide.number: [frame.box for frame in slide.frames if isinstance(frame, FigureFrame | ChartFrame)]
        for slide in deck.slides
    }
    return [
        word
        for word in words
        if not any(
            box.x - 2 <= word.left <= box.right and box.y - 2 <= word.top <= box.bottom
            for box in figures[word.slide]
        )
    ]
