"""Quotations beside pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from deckgen.layout.model import TextFrame


@pytest.mark.parametrize("theme", ["board", "seminar", "quiet", "stage"])
def test_a_quotation_in_a_narrow_place_has_all_of_it(make, tmp_path: Path, theme: str) -> None:
    Image.new("RGB", (400, 600), "#335577").save(tmp_path / "a.png")
    quotation = "> The meadow came back in one spring.\n> — Jan Peeters, farmer\n"
    head = "---\nmarp: true\nsize: 4:3\n---\n\n# A\n\n---\n\n"
    deck = tmp_path / "deck.md"
    deck.write_text(f"{head}![bg right:50%](a.png)\n\n{quotation}", encoding="utf-8")
    slide = make(deck, theme=theme).laid.slides[-1]
    (frame,) = (each for each in slide.frames if isinstance(each, TextFrame) and each.role == "quotation")
    words, name = frame.paragraphs
    assert len(words.lines) <= 3
    assert len(name.lines) <= 2
    assert frame.box.height >= sum(len(each.lines) * each.size for each in frame.paragraphs)
