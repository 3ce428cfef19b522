"""How much of their slides decks use, and how large their type is, in every face of the themes.

    python -m benchmarks.room [DECK.md ...]

Of the page's pictures: the share of the body's height (17 to 93 % of the slide's) from the first to the last row with
ink, and of its 12 x 8 cells the share that holds ink; medians over the slides. Of the laid-out deck: the smallest type
of text, of captions and the like, and the largest number of sizes of body text in a section.
"""

from __future__ import annotations

import itertools
import statistics
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scripts.gallery import DECKS, both
from tests.instruments.renderers import close_renderers

from deckgen import lay_out, read
from deckgen.layout.model import LaidOutDeck, TextFrame
from deckgen.themes.registry import modes_of, theme_names

_SMALL = frozenset({"footer", "number", "date", "part", "eyebrow", "footnote", "filename"})


def used(picture: Image.Image) -> tuple[float, float]:
    """Shares of the body's height and cells that hold ink."""
    pixels = np.asarray(picture.convert("RGB").resize((640, 360)), dtype=int)
    ground = np.median(pixels[60:335, 8:632].reshape(-1, 3), axis=0)
    body = (np.abs(pixels - ground).max(axis=2) > 40)[61:335, 20:620]
    rows = np.flatnonzero(body.any(axis=1))
    height = (rows[-1] - rows[0] + 1) / body.shape[0] if len(rows) else 0.0
    cells = [
        body[row * 274 // 8 : (row + 1) * 274 // 8, column * 50 : (column + 1) * 50].any()
        for row, column in itertools.product(range(8), range(12))
    ]
    return float(height), sum(map(bool, cells)) / 96


def sizes(deck: LaidOutDeck) -> tuple[float, float, int]:
    """The smallest type of text and of what stands around it; the most sizes of plain body text in a section."""
    text, small, most = [99.0], [99.0], 0
    for section in deck.sections:
        bodies = set()
        for frame in (f for slide in section.slides for f in slide.frames if isinstance(f, TextFrame)):
            for paragraph in frame.paragraphs:
                aside = frame.role in _SMALL or paragraph.role in ("small", "caption", "credit")
                (small if aside else text).append(paragraph.size)
                if (
                    frame.role == "body"
                    and paragraph.level == 0
                    and paragraph.role in ("text", "item", "lead")
                ):
                    bodies.add(paragraph.size)
        most = max(most, len(bodies))
    return min(text), min(small), most


def main() -> None:
    """Print the table."""
    decks = [Path(name) for name in sys.argv[1:]] or list(DECKS.values())
    print("| face | deck | slides | height | cells | smallest text | smallest print | sizes in a section |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for face, deck in itertools.product((f for name in theme_names() for f in modes_of(name)), decks):
        shown = [used(picture) for picture in both(deck, face)[1]]
        text, small, most = sizes(lay_out(read(deck).value, deck, theme=face).value)
        height, cells = (statistics.median(each) for each in zip(*shown, strict=True))
        print(
            f"| {face} | {deck.stem} | {len(shown)} | {height:.0%} | {cells:.0%} | {text:g} | {small:g} | {most} |"
        )
    close_renderers()


if __name__ == "__main__":
    main()
