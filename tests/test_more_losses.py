"""Text that stood nowhere, or as something else than what it is: found in decks of strangers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.instruments.text import html_slides, pptx_slides

ABOVE = "".join(f"- the {n} was opened in {1998 + n}\n" for n in range(5))


@pytest.mark.parametrize("above", [ABOVE, "\n\n".join("Words of a paragraph." for _ in range(4))])
@pytest.mark.parametrize("theme", ["board", "quiet"])
def test_text_above_pictures_in_columns_with_words_below_is_there(
    make, tmp_path: Path, above: str, theme: str
) -> None:
    """All of it was missing in both files, where the columns took one slide."""
    for name in "ab":
        Image.new("RGB", (600, 400), "#336699").save(tmp_path / f"{name}.png")
    columns = "".join(f"::: column\n![{name}]({name}.png)\n:::\n" for name in "ab")
    text = f"---\ntheme: {theme}\n---\n## Sites\n\n{above}\n\n::: columns\n{columns}:::\n\nPictures by us.\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    built = make(tmp_path / "deck.md")
    words = above.replace("-", "").split()
    for shown in (" ".join(pptx_slides(built.pptx)), " ".join(html_slides(built.html))):
        for word in {*words, "Pictures"}:
            assert shown.split().count(word) >= words.count(word), word


@pytest.mark.parametrize(
    "text",
    [
        "Text^[outer with^[inner] note].",
        "Text[^1].\n\n[^1]: outer with^[inner] note.",
        "A[^x].\n\n[^x]: b[^y].\n\n[^y]: inner",
    ],
)
def test_a_note_in_a_note_has_a_number(make, text: str) -> None:
    """It was called `^16.5.cfbdfa14`, or was nowhere."""
    (shown,) = pptx_slides(make(f"## A\n\n{text}\n").pptx)
    assert "^" not in shown
    assert "inner" in shown
    assert shown.count("2") == 2
