"""Decks out of other tools' bug reports and documentation, where the words alone do not tell."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from deckgen.layout.model import TextFrame
from tests.instruments.renderers import page_of


def _frames(built, at: int) -> dict[str, str]:
    """A slide's texts by their roles."""
    frames = (frame for frame in built.laid.slides[at].frames if isinstance(frame, TextFrame))
    return {frame.role: frame.text for frame in frames}


@pytest.mark.parametrize("right", ["{current_slide} / {total_slides}", "[{current_slide}/{total_slides}]"])
def test_a_footer_that_counts_slides_is_how_they_are_counted(make, right: str) -> None:
    """Brackets and words around the numbers stood on every slide; nothing was said of `no_footer`."""
    front = (
        f'theme:\n  override:\n    footer:\n      style: template\n      left: ACME\n      right: "{right}"\n'
    )
    slides = "One\n===\n\nwords\n\n<!-- end_slide -->\n\nTwo\n===\n\n<!-- no_footer -->\n\nwords of two\n"
    built = make(f"---\ntitle: T\n{front}dialect: presenterm\n---\n\n{slides}")
    last = len(built.laid.slides) - 1
    assert _frames(built, last - 1)["footer"] == "ACME"
    assert _frames(built, last - 1)["number"].endswith(f"/{last + 1}")
    assert "footer" not in _frames(built, last)


@pytest.mark.parametrize(
    ("image", "color"), [("#fff", "FFFFFF"), ("rebeccapurple", "663399"), ("rgb(255,128,0)", "FF8000")]
)
def test_a_background_that_is_a_color_is_no_picture(make, image: str, color: str) -> None:
    """It was a missing file, in a frame across the slide."""
    built = make(f"---\nmarp: true\n---\n\n# One\n\n![bg]({image})\n![](#123456)\n\nwords\n")
    ground = built.laid.slides[0].background
    assert ground is not None
    assert (ground.color, built.codes) == (color, [])


@pytest.mark.parametrize("dialect", ["pandoc", "quarto"])
def test_a_first_slide_with_the_decks_title_is_no_cover_if_it_says_more(make, dialect: str) -> None:
    built = make(
        f"---\ntitle: Results\nauthor: Me\ndialect: {dialect}\n---\n\n## Results\n\nWords\n\n## Next\n\nMore\n"
    )
    assert [slide.title for slide in built.laid.slides] == ["Results", "Results", "Next"]
    assert "Words" not in _frames(built, 0).values()


def test_no_line_of_the_page_begins_with_a_sign(make) -> None:
    """As nearly everybody types French, with a plain space before `:`, it began lines of its own."""
    words = "Il est question de mots et de lettres"
    built = make("## A\n\n" + "\n\n".join(f"{words[:n]} avec cela : b" for n in range(5, 36)) + "\n")
    with page_of(built.html) as (page, _):
        broken = page.evaluate(
            """() => [...document.querySelectorAll('.tied')].filter(n => n.getClientRects().length > 1).length"""
        )
        count = page.evaluate("document.querySelectorAll('.tied').length")
    assert (broken, count) == (0, 31)
    assert "cela : b" in page_text(built)


def page_text(built) -> str:
    return lxml_html.fromstring(built.html.read_bytes()).text_content()


def test_a_formula_stays_with_what_leads_to_it(make) -> None:
    """A slide ended with the sentence, and the next one began with the formula."""
    filler = (
        "Un paragraphe assez long qui occupe plusieurs lignes de la diapositive, et qui continue encore. "
    )
    for count in range(4, 9):
        text = (
            "\n\n".join([2 * filler] * count)
            + "\n\nOn cherche donc une fonction :\n\n$$c = f(m)$$\n\n"
            + 2 * filler
        )
        laid = make(f"## A\n\n{text}\n").laid
        kinds = [[type(frame).__name__ for frame in slide.frames] for slide in laid.slides]
        with_formula = next(n for n, each in enumerate(kinds) if "EquationFrame" in each)
        said = " ".join(f.text for f in laid.slides[with_formula].frames if isinstance(f, TextFrame))
        assert "une fonction :" in said


@pytest.mark.parametrize("place", ["<style>\n{}\n</style>\n\n", ""])
def test_numbers_have_the_total_that_a_style_sheet_writes(make, place: str) -> None:
    sheet = "section::after { content: attr(data-marpit-pagination) '/' attr(data-marpit-pagination-total); }"
    head = "" if place else f"style: |\n  {sheet}\n"
    built = make(
        f"---\nmarp: true\npaginate: true\n{head}---\n\n{place.format(sheet)}# A\n\na\n\n---\n\n# B\n\nb\n"
    )
    assert "2/2" in _frames(built, 1).values()


@pytest.mark.parametrize("lang", ["de", "fr", "en"])
def test_signs_behind_a_space_are_measured_as_the_page_breaks_them(make, lang: str) -> None:
    """The page kept `6 %` on a line, and the room for its lines was reckoned with a break in it."""
    words = "Wir haben im dritten Quartal unseren Umsatz in ganz Europa gesteigert"
    said = [f"{'i' * n} {words} um 6 % gegenüber dem Vorjahr" for n in range(40)]
    built = make(f"---\nlang: {lang}\n---\n\n## A\n\n" + "\n\n".join(said) + "\n")
    for slide in built.laid.slides:
        for frame in slide.frames:
            for paragraph in frame.paragraphs if isinstance(frame, TextFrame) else ():
                assert not [line.text for line in paragraph.lines if line.text.startswith("%")]
