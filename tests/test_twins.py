"""Both decks are the same deck, and both are what the layout predicted.

Each figure is a floor for the stress deck (76 slides of the author's, written to break things); the
other standing decks hold what they hold today.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.instruments.lines import against_chromium, against_libreoffice, has_formulas
from tests.instruments.placement import outside_figures
from tests.instruments.renderers import chromium_words, libreoffice_words
from tests.instruments.twins import agreement

LINES = {"farid": (1.0, 1.0), "note": (0.99, 0.93), "messy": (0.99, 0.84), "stress": (0.99, 0.99)}
"""Share of lines that break as predicted: in Chromium, in LibreOffice."""
WORDS = {"farid": (0.97, 0.85), "note": (0.95, 0.85), "messy": (0.72, 0.85), "stress": (0.97, 0.85)}
"""Share of words that overlap by half or more; median overlap (intersection over union)."""


@pytest.mark.parametrize("name", list(LINES))
def test_chromium_breaks_lines_as_predicted(decks, name: str) -> None:
    built = decks(name)
    found = against_chromium(built.html, built.laid)
    assert found.share >= LINES[name][0], found.wrong


@pytest.mark.parametrize("name", list(LINES))
def test_libreoffice_breaks_lines_as_predicted_and_the_twins_agree(
    decks, name: str, pdf: Callable[[Path], Path]
) -> None:
    built = decks(name)
    theirs, _ = libreoffice_words(pdf(built.pptx))
    lines = against_libreoffice(theirs, built.laid)
    assert lines.share >= LINES[name][1], lines.wrong
    ours = outside_figures(chromium_words(built.html)[0], built.laid)
    drawn = {slide.number for slide in built.laid.slides if has_formulas(slide)}
    words = agreement([w for w in ours if w.slide not in drawn], [w for w in theirs if w.slide not in drawn])
    assert words.share >= WORDS[name][0], words.apart
    assert words.median >= WORDS[name][1]
