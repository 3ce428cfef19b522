"""The deck on paper: every slide, all its text, nothing else."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pypdfium2
import pytest

from deckgen.memory import Memory, default_memory
from deckgen.writers.pdf.chromium import PrintError, find_chromium
from deckgen.writers.pdf.sheets import Printout
from deckgen.writers.pdf.writer import printed
from deckgen.writers.png.pictures import page_pictures
from tests.instruments.renderers import chromium, page_of
from tests.instruments.text import altered, squeeze


def _pages(data: bytes) -> list[pdfplumber.page.Page]:
    return pdfplumber.open(BytesIO(data)).pages


@pytest.mark.parametrize("name", ["farid", "charts"])
def test_a_page_a_slide_with_all_its_text(decks, name: str) -> None:
    chromium()
    built = decks(name)
    data = printed(built.laid, Printout(), default_memory())
    pages = _pages(data)
    assert len(pages) == len(built.laid.slides)
    assert {round(page.width / page.height, 2) for page in pages} == {1.78}
    assert altered(built.deck, [_in_order(page) for page in pypdfium2.PdfDocument(data)]) == []


def _in_order(page: pypdfium2.PdfPage) -> str:
    """Its text in the order in which it was written, line ends apart."""
    return page.get_textpage().get_text_range().replace("\r\n", " ").replace("\ufffe", "")


def test_text_of_the_outline_comes_out_as_it_is_read(decks) -> None:
    chromium()
    pages = _pages(printed(decks("farid").laid, Printout(), default_memory()))
    text = squeeze("".join(page.extract_text() for page in pages))
    for words in ("Evolution constante du NLP depuis 1980.", "Un modèle de langage se caractérise par 4 éléments",
                  "we find that ChatGPT is 63.41% accurate"):  # fmt: skip
        assert squeeze(words) in text


def test_it_has_title_language_tags_and_links(make) -> None:
    chromium()
    front = "---\ntitle: Un titre\nlang: fr\n---\n\n"
    slides = "## A\n\nVers [ailleurs](https://example.org/x) et [B](#b).\n\n## B\n\nFin.\n"
    data = printed(make(front + slides).laid, Printout(), default_memory())
    assert b"/StructTreeRoot" in data
    assert b"/Lang" in data
    pages = _pages(data)
    assert pages[0].pdf.metadata["Title"] == "Un titre"
    assert [link["uri"] for page in pages for link in page.hyperlinks] == ["https://example.org/x"]
    assert len([a for page in pages for a in page.annots]) == 2


def test_notes_and_handouts(make) -> None:
    chromium()
    slides = "".join(f"## Titre {n}\n\nTexte {n}.\n\nNote: Dire {n}.\n\n" for n in range(1, 8))
    laid = make(f"# Jeu\n\n{slides}").laid
    with_notes = _pages(printed(laid, Printout(notes=True), default_memory()))
    assert len(with_notes) == 8
    assert "Dire 3." in with_notes[3].extract_text()
    three = _pages(printed(laid, Printout(slides=3), default_memory()))
    assert len(three) == 3
    shown = [page.extract_text() for page in three]
    assert ["Texte 2." in text for text in shown] == [True, False, False]
    assert not any("Dire" in text for text in shown)


def test_pictures_are_as_wide_as_asked(make) -> None:
    from PIL import Image

    chromium()
    laid = make("# T\n\n## A {background-color=#123456}\n\nx\n").laid
    pictures = [
        Image.open(BytesIO(data)) for data in page_pictures(printed(laid, Printout(), default_memory()), 640)
    ]
    assert [picture.size for picture in pictures] == [(640, 360)] * 2
    assert pictures[1].getpixel((5, 5))[:3] == (0x12, 0x34, 0x56)


def test_without_a_browser_it_says_what_is_needed(make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_CHROMIUM", "no-such-program")
    with pytest.raises(PrintError, match="no-such-program"):
        printed(make("# T\n").laid, Printout(), Memory(None))
    monkeypatch.delenv("DECKGEN_CHROMIUM")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PrintError, match="Chromium"):
        find_chromium()


def test_after_printing_each_slide_stands_on_its_own_ground_again(make) -> None:
    from PIL import Image

    built = make("# T\n\n---\n\n## A {background-color=#123456}\n\nx\n\n---\n\n## B\n\ny\n")
    with page_of(built.html, viewport={"width": 640, "height": 360}, reduced_motion="reduce") as (page, _):
        page.pdf()
        seen = []
        for number in (1, 2):
            page.evaluate(f"Reveal.slide({number})")
            page.wait_for_timeout(300)
            with Image.open(BytesIO(page.screenshot())) as shown:
                seen.append(shown.convert("RGB").getpixel((600, 20)))
    assert seen == [(0x12, 0x34, 0x56), (255, 255, 255)]
