"""`LaidOutDeck` → PDF."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.writers.format import Format
from deckgen.writers.html.text import PX
from deckgen.writers.html.writer import write_html
from deckgen.writers.pdf.chromium import print_pdf
from deckgen.writers.pdf.sheets import Printout


def printed(laid: LaidOutDeck, printout: Printout, memory: Memory) -> bytes:
    """The deck as PDF, as that kind of printout. Raises `PrintError`."""
    style = printout.style(laid.theme.width * PX, laid.theme.height * PX)
    return print_pdf(b"".join(write_html(laid, memory, style)))


def _write(laid: LaidOutDeck, memory: Memory) -> Iterator[tuple[str, bytes]]:
    yield ".pdf", printed(laid, Printout(), memory)


PDF = Format("pdf", _write)
