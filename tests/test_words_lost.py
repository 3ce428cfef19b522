"""What was lost, hidden or changed without a word; each was found in somebody's deck."""

from __future__ import annotations

import pytest
from PIL import Image
from pptx import Presentation

from deckgen.layout.model import FigureFrame, TextFrame
from tests.instruments.renderers import chromium_words, libreoffice_words, page_of, to_pdf


def test_a_note_that_nothing_refers_to_takes_no_other_s_place(make) -> None:
    built = make("## A\n\na[^n] words\n\n[^n]: named\n\n## B\n\nb[^1]\n\n[^1]: second\n[^2]: stale\n")
    foot = next(f for f in built.laid.slides[1].frames if isinstance(f, TextFrame) and "stale" in f.text)
    assert "second" in foot.text
    assert foot.text.index("second") < foot.text.index("stale")


@pytest.mark.parametrize("name", ["fragment", "stack", "past", "future"])
def test_a_class_by_which_reveal_js_hides_is_not_put_on_a_slide(make, name: str) -> None:
    built = make(
        f"## One {{.{name}}}\n\nalpha words\n\n## Two {{.{name} .mine}}\n\nbeta words\n\n## Three\n\ngamma\n"
    )
    seen = {
        word.slide: word for word in chromium_words(built.html)[0] if word.text in ("alpha", "beta", "gamma")
    }
    assert sorted(seen) == [1, 2, 3]
    with page_of(built.html) as (page, _):
        shown = page.evaluate("() => getComputedStyle(document.querySelector('section.present')).visibility")
        assert shown == "visible"
        assert page.evaluate("() => document.querySelectorAll('section.mine').length") == 1


def test_an_ampersand_in_an_address_is_no_sign(make) -> None:
    text = '## A\n\n<a href="https://e.org/?a=1&region=2&copy=3&amp;x=4">words</a> and <b title="&copy x">b</b>\n\n'
    built = make(text + '<p>\n<a href="https://e.org/?a=1&section=2">more</a>\n</p>\n')
    with page_of(built.html) as (page, _):
        found = page.evaluate(
            "() => [...document.querySelectorAll('section a')].map(a => a.getAttribute('href'))"
        )
    assert found == ["https://e.org/?a=1&region=2&copy=3&x=4", "https://e.org/?a=1&section=2"]


@pytest.mark.parametrize("typed", ["`[TOC]`", "**[TOC]**", "[[TOC]](https://e.org)", "`. . .`", "*. . .*"])
def test_commands_that_are_code_or_emphasised_are_words(make, typed: str) -> None:
    built = make(f"## One\n\nalpha\n\n{typed}\n\nomega\n\n## Two\n\nx\n")
    shown = " ".join(frame.text for frame in built.laid.slides[0].frames if isinstance(frame, TextFrame))
    assert ("TOC" if "TOC" in typed else ". . .") in shown
    assert "Two" not in shown


def test_a_slide_that_runs_the_other_way_does_so_in_both_files(make, tmp_path) -> None:
    text = "---\nlang: he\ntitle: מצגת\n---\n\n## א\n\n- ב\n\n## English {lang=en dir=ltr}\n\n- left to right.\n- two\n"
    built = make(text)
    (pdf,) = to_pdf([built.pptx], tmp_path)
    for words in (libreoffice_words(pdf)[0], chromium_words(built.html)[0]):
        first, last = (
            next(w for w in words if w.slide == 3 and w.text == said) for said in ("left", "right.")
        )
        assert first.left < 0.2 * built.laid.theme.width
        assert first.left < last.left


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
@pytest.mark.parametrize("body", ["Few words.", "**42 %**\n\nof what", "> Said here.", "- a\n- b"])
@pytest.mark.parametrize("asked", ["", " {layout=statement}"])
def test_what_is_put_into_a_place_by_name_is_there(make, theme: str, body: str, asked: str) -> None:
    text = f'---\ntheme: {theme}\n---\n\n## T{asked}\n\n{body}\n\n::: {{placeholder="13"}}\nomega\n:::\n'
    slides = make(text).laid.slides
    assert any("omega" in frame.text for s in slides for frame in s.frames if isinstance(frame, TextFrame))


def test_a_picture_in_a_place_for_pictures_keeps_its_caption(make, tmp_path) -> None:
    Image.new("RGB", (300, 500), "#336699").save(tmp_path / "a.png")
    deck = Presentation()
    deck.save(str(tmp_path / "t.pptx"))
    (tmp_path / "deck.md").write_text(
        '---\ntheme: t.pptx\n---\n\n## P {layout="Picture with Caption"}\n\n![alt](a.png "omega")\n\nwords\n',
        "utf-8",
    )
    built = make(tmp_path / "deck.md")
    assert any("omega" in f.text for f in built.laid.slides[0].frames if isinstance(f, TextFrame))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("使える:smile: です", "使える😄 です"), (":smile::tada:", "😄🎉"), (":one: :heart:", "1️⃣ ❤️"),
        ("10:30:45", "10:30:45"),
        ("ok:smile:b", "ok:smile:b"),
    ],
)  # fmt: skip
def test_names_of_emoji(make, typed: str, shown: str) -> None:
    built = make(f"## A\n\n- {typed}\n- b\n")
    assert any(
        frame.text.startswith(shown) for frame in built.laid.slides[0].frames if isinstance(frame, TextFrame)
    )


def test_an_end_tag_of_a_picture_is_no_second_one(make, tmp_path) -> None:
    Image.new("RGB", (300, 300), "#336699").save(tmp_path / "a.png")
    (tmp_path / "deck.md").write_text('## A\n\n<img src="a.png" width="200"></img>\n', "utf-8")
    built = make(tmp_path / "deck.md")
    assert built.codes == []
    assert len([f for f in built.laid.slides[0].frames if isinstance(f, FigureFrame)]) == 1


@pytest.mark.parametrize(
    ("front", "codes"),
    [
        ("title: A #1 of 2", ["front-matter-cut"]), ('title: "A #1 of 2"', []), ("title: A # a remark", []),
        ("title: A\ntitle: B", ["front-matter-twice"]), ("title: C#\nauthor: A", []),
        ("footer: |\n  a #b\n  title: x", []),
        ("title: A\nmacros:\n  a: b", []),
    ],
)  # fmt: skip
def test_words_that_front_matter_loses_are_said(make, front: str, codes: list[str]) -> None:
    assert make(f"---\n{front}\n---\n\n## A\n\n- a\n").codes == codes
