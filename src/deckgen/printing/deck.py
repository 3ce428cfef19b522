"""A deck on paper."""

from __future__ import annotations

from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.printing.chromium import print_pdf
from deckgen.printing.sheets import Printout
from deckgen.writers.html.text import PX
from deckgen.writers.html.writer import write_html


def printed(laid: LaidOutDeck, printout: Printout, memory: Memory) -> bytes:
    """The deck as PDF, as that kind of printout. Raises `deckgen.printing.chromium.PrintError`."""
    style = printout.style(laid.theme.width * PX, laid.theme.height * PX)
    return print_pdf(write_html(laid, memory, style))
