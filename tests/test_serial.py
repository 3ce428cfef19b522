"""What slides have from their order where a theme wants it: the numbers of figures, and how far the talk is."""

from __future__ import annotations

import pytest
from PIL import Image

from deckgen import build
from deckgen.layout.model import Rule, TextFrame
from tests.instruments.text import html_slides, pptx_slides

DECK = """---
title: T
theme: {theme}
lang: {lang}
---

# One

## a

![alt](x.png "First")

# Two

## b

::: columns
::: column
![alt](x.png "Second")
:::
::: column
![alt](x.png)
:::
:::

## c

![alt](x.png "Fig. 7, with a number of its own")

## d

![alt](x.png "Third")
"""


@pytest.fixture
def folder(tmp_path):
    Image.new("RGB", (400, 300), "#204060").save(tmp_path / "x.png")
    return tmp_path


def _captions(laid) -> list[str]:
    return [f.text for s in laid.slides for f in s.frames if isinstance(f, TextFrame) and f.role == "caption"]


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "Figure"), ("de", "Abbildung"), ("", "Figure"), ("fr-CH", "Figure")]
)
def test_captions_are_numbered_in_the_decks_language(make, folder, lang: str, word: str) -> None:
    (folder / "deck.md").write_text(DECK.format(theme="seminar", lang=lang), encoding="utf-8")
    built = make(folder / "deck.md")
    assert _captions(built.laid) == [
        f"{word}\u00a01. First", f"{word}\u00a02. Second", "Fig. 7, with a number of its own", f"{word}\u00a03. Third",
    ]  # fmt: skip
    for texts in (pptx_slides(built.pptx), html_slides(built.html)):
        assert any("3. Third" in " ".join(text.split()) for text in texts)


def test_other_themes_do_not_number_them(make, folder) -> None:
    (folder / "deck.md").write_text(DECK.format(theme="board", lang="en"), encoding="utf-8")
    assert _captions(make(folder / "deck.md").laid)[:2] == ["First", "Second"]


def test_an_edit_renumbers_what_stands_behind_it(folder) -> None:
    deck = folder / "deck.md"
    text = DECK.format(theme="seminar", lang="en")
    for now, wanted in ((text, "3. Third"), (text.replace('"First"', ""), "2. Third"), (text, "3. Third")):
        deck.write_text(now, encoding="utf-8")
        html = build(deck, output=folder).written[1]
        assert wanted in " ".join(html_slides(html)[-1].split())


def test_a_line_at_the_foot_says_how_far_the_talk_is(make, folder) -> None:
    (folder / "deck.md").write_text(DECK.format(theme="seminar", lang="en"), encoding="utf-8")
    laid = make(folder / "deck.md").laid
    accent, width, height = laid.theme.color("accent"), laid.theme.width, laid.theme.height
    found = []
    for slide in laid.slides:
        pieces = [f for f in slide.frames if isinstance(f, Rule) and f.box.bottom == pytest.approx(height)]
        found.append([piece.fill == accent for piece in pieces])
        assert not pieces or pieces[-1].box.right == pytest.approx(width)
    assert found == [[], [], [True, False], [], *[[False, True]] * 3]
