"""Files of programs that take what a .pptx has for those without formulas and charts: nobody has edited those."""

from __future__ import annotations

import copy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels

from tests.test_pull_losses import Pull, gone

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
DECK = """## Énergie

Avec $E = mc^2$ et $x_1$ on a :

$$a^2 + b^2 = c^2$$

Et voilà.

## Chart

```chart
kind: column
rows: |
  mois,ventes
  jan,10
  fév,12
x: mois
y: [ventes]
```
"""


def without_choices(deck: Any) -> None:
    """What a program saves that knows none of the choices, and draws charts."""
    for slide in deck.slides:
        for alternative in list(slide._element.iter(f"{MC}AlternateContent")):
            for each in alternative.find(f"{MC}Fallback"):
                alternative.addprevious(copy.deepcopy(each))
            gone(alternative)
        for frame in [shape for shape in slide.shapes if shape.has_chart]:
            drawn = slide.shapes.add_picture(png(), frame.left, frame.top, frame.width, frame.height)
            drawn._element.nvPicPr.cNvPr.set("descr", frame._element.nvGraphicFramePr.cNvPr.get("descr"))
            gone(frame._element)


def png() -> BytesIO:
    drawn = BytesIO()
    Pixels.new("RGB", (200, 100), "#336699").save(drawn, "PNG")
    drawn.seek(0)
    return drawn


def test_stand_ins_of_formulas_and_charts_are_no_edits(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, DECK, without_choices)
    assert pulled.done.text == DECK


@pytest.mark.parametrize(("old", "new"), [("voilà", "donc"), (" on a", " on obtient")])
def test_words_beside_stand_ins_are_edited(tmp_path: Path, old: str, new: str) -> None:
    def edit(deck: Any) -> None:
        without_choices(deck)
        texts = [shape.text_frame for shape in deck.slides[0].shapes if shape.has_text_frame]
        paragraphs = [paragraph for text in texts for paragraph in text.paragraphs]
        (run,) = (run for each in paragraphs for run in each.runs if old in run.text)
        run.text = run.text.replace(old, new)

    assert Pull(tmp_path, DECK, edit).done.text == DECK.replace(old, new)


def test_a_formula_that_is_gone_goes(tmp_path: Path) -> None:
    deck = "## T\n\nThe x that $x$ is for.\n"

    def edit(deck: Any) -> None:
        for maths in list(deck.slides[0]._element.iter(f"{A14}m")):
            gone(maths)

    assert "$" not in Pull(tmp_path, deck, edit).done.text
