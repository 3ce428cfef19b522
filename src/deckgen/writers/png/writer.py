"""`LaidOutDeck` → a PNG a slide."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.writers.format import Format
from deckgen.writers.pdf.sheets import Printout
from deckgen.writers.pdf.writer import printed
from deckgen.writers.png.pictures import page_pictures

WIDTH = 1920
"""Pixels."""


def write_pictures(laid: LaidOutDeck, memory: Memory, width: int = WIDTH) -> Iterator[tuple[str, bytes]]:
    """The slides as `-01.png` and so on, `width` pixels wide. Raises `PrintError`."""
    digits = max(2, len(str(len(laid.slides))))
    pages = page_pictures(printed(laid, Printout(), memory), width)
    for number, data in enumerate(pages, 1):
        yield f"-{number:0{digits}}.png", data


PNG = Format("png", write_pictures)
