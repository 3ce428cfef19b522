"""What stands below figures: titles, figure captions, alternative texts where a deck shows them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from deckgen.layout.model import FigureFrame, LaidOutSlide, TextFrame
from tests.conftest import Built
from tests.instruments.placement import strays
from tests.instruments.renderers import chromium_words
from tests.instruments.text import html_slides, pptx_slides, squeeze

ROOT = Path(__file__).parent.parent


@pytest.fixture
def hilly(make, tmp_path: Path) -> Callable[[str], Built]:
    """Builds a deck beside which `hill.svg` lies."""
    shutil.copy(ROOT / "tests" / "data" / "hill.svg", tmp_path / "hill.svg")

    def build(text: str) -> Built:
        (tmp_path / "deck.md").write_text(text, encoding="utf-8")
        return make(tmp_path / "deck.md")

    return build


def _captions(slide: LaidOutSlide) -> list[TextFrame]:
    return [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "caption"]


def _figures(slide: LaidOutSlide) -> list[FigureFrame]:
    return [frame for frame in slide.frames if isinstance(frame, FigureFrame)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('![A hill](hill.svg "La colline, l’été")', "La colline, l’été"),
        ('![A hill](hill.svg){fig-cap="By Ada"}', "By Ada"),
        ('<figure><img src="hill.svg"><figcaption>By <b>Ada</b></figcaption></figure>', "By Ada"),
        (
            '<figure><img src="hill.svg" title="In 1843"><figcaption>By Ada</figcaption></figure>',
            "By Ada\nIn 1843",
        ),
        ('<img src="hill.svg" title="In 1843">', "In 1843"),
    ],
)
def test_captions_stand_below_their_picture_in_both_decks(hilly, written: str, shown: str) -> None:
    built = hilly(f"## Hill\n\n{written}\n\n- a point\n- another\n")
    (caption,), (figure,) = _captions(built.laid.slides[0]), _figures(built.laid.slides[0])
    assert caption.text == shown
    assert caption.box.y >= figure.box.bottom
    assert caption.box.x == figure.box.x
    for slides in (pptx_slides(built.pptx), html_slides(built.html)):
        assert squeeze(shown) in squeeze(slides[0])
    assert strays(chromium_words(built.html)[0], built.laid) == []


def test_alternative_texts_are_captions_where_the_deck_says_so(hilly) -> None:
    text = "## Hill\n\n![A hill in summer](hill.svg)\n"
    assert _captions(hilly(text).laid.slides[0]) == []
    shown = hilly(f"---\ncaptions: alt\n---\n\n{text}")
    assert [caption.text for caption in _captions(shown.laid.slides[0])] == ["A hill in summer"]
    assert shown.codes == []


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_pictures_of_a_row_end_on_one_line_and_so_do_their_captions_begin(hilly, count: int) -> None:
    titles = ["One", "Two, which has a good many more words than its neighbours have"] * 4
    pictures = "\n\n".join(f'![hill](hill.svg "{title}")' for title in titles[:count])
    built = hilly(f"## Hills\n\n{pictures}\n")
    for slide in built.laid.slides:
        rows: dict[float, list[FigureFrame]] = {}
        for figure in _figures(slide):
            rows.setdefault(round(figure.box.bottom, 2), []).append(figure)
        assert len({round(caption.box.y, 2) for caption in _captions(slide)}) == len(rows)
        assert all(len({round(figure.box.height, 2) for figure in row}) == 1 for row in rows.values())
    assert sum(len(_captions(slide)) for slide in built.laid.slides) == count
    assert strays(chromium_words(built.html)[0], built.laid) == []


def test_a_picture_on_the_whole_slide_leaves_room_for_its_caption(hilly) -> None:
    built = hilly('## Hill {layout=picture}\n\n![hill](hill.svg "In summer")\n')
    (slide,) = built.laid.slides
    (caption,), (figure,) = _captions(slide), _figures(slide)
    assert figure.box.height > 350
    assert figure.box.bottom < caption.box.y < caption.box.bottom < 540


def test_a_caption_of_many_words_is_text_below_its_picture(hilly) -> None:
    long = "Seen from the north. " * 20
    built = hilly(f'## Hill\n\n![hill](hill.svg "{long.strip()}")\n')
    assert long.strip().replace(" ", "") in "".join(pptx_slides(built.pptx)).replace(" ", "")
    assert built.codes == []


def test_a_picture_in_a_cell_keeps_its_caption(hilly) -> None:
    built = hilly('## T\n\n| a | b |\n| --- | --- |\n| ![hill](hill.svg "In summer") | green |\n')
    assert "In summer" in pptx_slides(built.pptx)[0]
    assert "In summer" in html_slides(built.html)[0]


@pytest.mark.parametrize(
    ("below", "is_caption"),
    [
        ("*An example UI skeleton*", True), ("From: [blog](https://go.dev)", True), ("Source : RTE, 2022", True),
        ("Abb. 3 Der Mast", True), ("© ACME", True), ("From 2020 on it grew.", False), ("It grew by a third", False),
        ("*It grew*: by a third", False),
    ],
)  # fmt: skip
def test_a_line_below_a_picture_that_says_whose_it_is_is_its_caption(
    make: Callable[..., Built], tmp_path: Path, below: str, is_caption: bool
) -> None:
    """It was set as a statement, larger than anything, beside a picture of half the slide."""
    Image.new("RGB", (800, 500), "teal").save(tmp_path / "a.png")
    (tmp_path / "t.md").write_text(f"## A\n\n![a](a.png)\n\n{below}\n", "utf-8")
    frames = make(tmp_path / "t.md").laid.slides[0].frames
    roles = {frame.role for frame in frames if isinstance(frame, TextFrame)}
    assert ("caption" in roles) is is_caption
    if is_caption:
        (picture,) = [frame for frame in frames if isinstance(frame, FigureFrame)]
        assert picture.box.height > 0.55 * 540
