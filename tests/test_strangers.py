"""What decks of strangers have, and lost or showed as it is typed."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from deckgen.deck.inlines import Run
from deckgen.deck.walk import blocks_of, texts_of
from deckgen.layout.fonts import Fonts
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from deckgen.themes.model import LayoutKind
from deckgen.themes.typefaces import FIXED_FAMILY
from tests.instruments.outline import outline_of
from tests.instruments.text import html_slides, pptx_slides


def runs_in(text: str, dialect: str) -> list[Run]:
    read = read_deck(Source.from_text("deck.md", f"---\ndialect: {dialect}\n---\n\n# A\n\n{text}\n")).value
    (slide,) = (slide for section in read.sections for slide in section.slides)
    return [run for each in texts_of(blocks_of(slide)) for run in each if isinstance(run, Run)]


def bold_in(text: str, dialect: str) -> list[str]:
    return [run.text for run in runs_in(text, dialect) if run.marks.bold]


@pytest.mark.parametrize(
    ("text", "bold", "elsewhere"),
    [
        ("**「重要」**です", ["「重要」"], ["「重要」"]),
        ("**注意：**これは", ["注意："], ["注意："]),
        ("**Note:**text and a**(b)**c", ["Note:", "(b)"], ["text and a"]),
        ("**Résumé :**texte", ["Résumé :"], []),
        ("2 ** 3 and ** a", [], []),
    ],
)
def test_marks_beside_signs(text: str, bold: list[str], elsewhere: list[str]) -> None:
    """In Japanese decks most headings had their stars; deckgen's own Markdown has them bold beside ideographs."""
    assert bold_in(text, "pandoc") == bold
    assert bold_in(text, "quarto") == bold
    assert bold_in(text, "deckgen") == elsewhere


@pytest.mark.parametrize("dialect", ["deckgen", "pandoc", "marp", "remark", "slidev", "reveal-md"])
@pytest.mark.parametrize("name", ["my logo.png", "Screenshot (1) du 3.png", "l'été dernier.png"])
def test_a_picture_s_name_may_have_blanks(make, tmp_path: Path, dialect: str, name: str) -> None:
    """It stood there as it is typed."""
    Image.new("RGB", (60, 40), "#336699").save(tmp_path / name)
    (tmp_path / "deck.md").write_text(
        f"---\ndialect: {dialect}\n---\n\n# A\n\ntext\n\n![cap]({name})\n", "utf-8"
    )
    built = make(tmp_path / "deck.md")
    assert built.codes == []
    with ZipFile(built.pptx) as package:
        assert [each for each in package.namelist() if each.startswith("ppt/media/")]
    assert not any("](" in text for text in (*html_slides(built.html), *pptx_slides(built.pptx)))


def _outline(text: str, path: str = "deck.md") -> str:
    return outline_of(read_deck(Source.from_text(path, text)))


def test_films_that_the_page_fetches_later_are_there() -> None:
    text = '# A\n\n<video controls>\n  <source data-src="a.mp4" type="video/mp4">\n</video>\n\n'
    outline = _outline(
        f'{text}<video data-src="b.mp4"></video>\n\ntext <audio><source data-src="c.mp3"></audio>\n'
    )
    assert [line.split()[1] for line in outline.split("\n") if "figure" in line] == [
        "a.mp4",
        "b.mp4",
        "c.mp3",
    ]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("`r Sys.Date()`", "2026-11-23"),
        ("`r format(Sys.time(), '%d %B, %Y')`", "23 November, 2026"),
        ("2016/12/12 (updated: `r Sys.Date()`)", "2016/12/12 (updated: 2026-11-23)"),
    ],
)
def test_the_day_that_r_would_compute_is_today(
    date: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RStudio writes that line into each new deck: covers had no date."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795400000")
    outline = _outline(
        f'---\ntitle: T\ndate: "{date}"\noutput: ioslides_presentation\n---\n\n## A\n\nx\n', "deck.Rmd"
    )
    assert f"  p {shown}" in outline.split("\n")


def test_headings_in_columns_are_their_columns() -> None:
    """They were slides of their own, and the columns nothing."""
    text = "# T\n\n## One\n\n::: columns\n## Left\n\n- a\n\n## Right\n\n- b\n:::\n\n## Two\n\n- c\n"
    assert _outline(text).split("\n") == [
        "slide T (cover)", "slide One", "  columns 0.50 0.50", "    column", "      h2 Left", "      ul",
        "        - a", "    column", "      h2 Right", "      ul", "        - b", "slide Two", "  ul", "    - c",
    ]  # fmt: skip


def test_headings_below_a_fence_that_nobody_closes_begin_slides() -> None:
    assert "slide Two" in _outline("# T\n\n## One\n\n::: columns\n### a\n\n## Two\n\n- c\n").split("\n")


def test_lines_that_are_new_or_gone_are_green_and_red(make) -> None:
    """They had the colours of texts and numbers: brown and orange."""
    built = make("# A\n\n```diff\n-gone\n+new\n```\n")
    (code,) = (frame for frame in built.laid.slides[0].frames if frame.role == "code")
    colors = {
        run.text.strip(): run.marks.color
        for each in code.paragraphs
        for run in each.inlines
        if run.marks.color
    }
    tokens = built.laid.theme
    assert colors["+new"] == tokens.readable("positive", tokens.tokens.code.ground)
    assert colors["-gone"] == tokens.readable("negative", tokens.tokens.code.ground)


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_boxes_arrows_and_ticks_in_code_are_as_wide_as_letters(make, theme: str) -> None:
    """They came from fonts of any width: what was drawn with them fell apart in the page."""
    built = make(f"---\ntheme: {theme}\n---\n\n# A\n\n```\n┌──▶ ✓ █░\n```\n")
    face = Fonts(built.laid.theme).face("mono")
    assert face.width("┌──▶✓✗█░→├└│") == pytest.approx(12 * face.width("0"), rel=0.001)
    assert f"font-family:{FIXED_FAMILY};" in built.html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    ["Merci !", "Dziękuję!", "شكراً", "ありがとうございました", "Спасибо!", "谢谢大家", "Tusen takk!", "Tack"],
)
def test_a_talk_ends_with_thanks_in_many_languages(make, words: str) -> None:
    laid = make(f"---\ntitle: T\n---\n\n## A\n\n- a\n\n## B\n\n- b\n\n## {words}\n").laid
    assert laid.slides[-1].layout is LayoutKind.CLOSING


def test_a_slide_on_tactics_is_no_end(make) -> None:
    laid = make("---\ntitle: T\n---\n\n## A\n\n- a\n\n## B\n\n- b\n\n## Tactics\n\nMore.\n").laid
    assert laid.slides[-1].layout is not LayoutKind.CLOSING


@pytest.mark.parametrize(
    ("inside", "slides"),
    [
        ("## My title\n\n::: column\na\n:::\n::: column\nb\n:::\n", ["One", "My title", "Two"]),
        ("::: column\n## In\n\nx\n:::\n::: column\ny\n:::\n", ["One", "Two"]),
        ("# Title\n\n## a\n\n1\n\n## b\n\n2\n", ["One", "Title", "Two"]),
        ("## Only\n\nwords\n", ["One", "Only", "Two"]),
    ],
)
def test_a_title_in_columns_that_is_none_of_theirs_is_that_of_a_slide(inside: str, slides: list[str]) -> None:
    outline = _outline(f"# T\n\n## One\n\n- a\n\n::: columns\n{inside}:::\n\n## Two\n\n- c\n").split("\n")
    assert [line.split(" ", 1)[1] for line in outline if line.startswith("slide")][1:] == slides


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        (
            "---\nformat: revealjs\n---\n\n## A\n\n![left](a.png)\n\n![right](b.png)\n\n---\n\n## B\n",
            "quarto",
        ),
        ("# A\n\nUse .items[0] then .items[1]\n\n---\n\n## B\n", "deckgen"),
        ("# A\n\n- .btn[disabled] is grey\n\n.NET[1] is one\n\n---\n\n## B\n", "deckgen"),
        ("# [fit] A\n\n---\n\n## B\n\nNote: said\n", "deckgen"),
        ("---\ntitle: T\nsrc: notes/meeting.md\n---\n\n# A\n\n- a\n", "deckgen"),
    ],
)
def test_signs_that_are_only_likely_a_tool_s_are_looked_for_last(text: str, dialect: str) -> None:
    assert read_deck(Source.from_text("deck.md", text)).value.dialect == dialect


@pytest.mark.parametrize(
    "words",
    ["[TODO](ask Bob about v2.0)", "[v](version 1.2 or 2.0)", "[1](cf. p.12)", "[note](as in Smith et al.2020)",
     "arr[0](x + y.z)", "[a\\](b c.md)"],
)  # fmt: skip
def test_words_in_parentheses_behind_brackets_are_no_file(words: str) -> None:
    assert not any(run.marks.link for run in runs_in(words, "deckgen"))


def test_a_file_whose_name_has_blanks_is_led_to() -> None:
    assert [run.marks.link for run in runs_in("[x](my file.pdf)", "marp")] == ["my file.pdf"]


def test_asterisks_alone_beside_ideographs_are_asterisks() -> None:
    assert "  p 単価（円）*数量（個）*税率" in _outline("# A\n\n単価（円）*数量（個）*税率\n").split("\n")
