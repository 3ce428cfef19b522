"""Layouts that a template has for somebody's words, or for a number and what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.layout.model import TextFrame
from deckgen.themes.colors import contrast
from deckgen.themes.model import LayoutKind
from deckgen.themes.places import told_in_two
from deckgen.themes.template import read_template
from tests.conftest import Built
from tests.instruments.template_kinds import (
    add,
    box,
    element,
    found,
    layout,
    line_place,
    place,
    put,
    shape,
    solid,
    start,
    styled,
)
from tests.instruments.validators import structural_findings

QUOTATION = "> Never again.\n>\n> — A customer\n"


def _made(name: str, path: Path, *, number: bool = False, titled: bool = True) -> Path:
    """A template with a layout of two places, the second below the first."""
    deck = start()
    one = layout(deck, "Content with Caption")
    one.name = name
    one._element.attrib.pop("type", None)
    tree = found(one, "./p:cSld/p:spTree")[0]
    tree.remove(place(one, "obj")._element)
    size, slant = (9600, "") if number else (3600, ' i="1"')
    put(place(one, "body"), 150, 300, 700, 300)
    styled(place(one, "body"), f'<a:lvl1pPr algn="ctr"><a:buNone/><a:defRPr sz="{size}"{slant}/></a:lvl1pPr>')
    line_place(one, 20, 700, height=80, size=2000)
    if titled:
        put(place(one, "title"), 50, 50, 900, 100)
    else:
        tree.remove(place(one, "title")._element)
    deck.save(str(path))
    return path


def _words(built: Built, number: int) -> dict[str, TextFrame]:
    frames = built.laid.slides[number].frames
    return {f.text: f for f in frames if isinstance(f, TextFrame) and f.role != "number"}


@pytest.mark.parametrize("name", ["Quote", "Zitat mit Name", "Citation", "人物引用", "QUOTE_1"])
def test_a_quotation_stands_in_the_places_that_the_template_has_for_it(
    make: Callable[..., Built], tmp_path: Path, name: str
) -> None:
    """It was set large on the layout for content, and the template's own stayed unused."""
    theme = _made(name, tmp_path / "t.pptx")
    built = make(f"## A\n\n- a\n\n---\n\n{QUOTATION}", theme=str(theme))
    slide = Presentation(str(built.pptx)).slides[1]
    assert slide.slide_layout.name == name
    said = {each.placeholder_format.idx: each.text_frame.text for each in slide.placeholders}
    assert said[2] == "Never again."
    assert said[20] == "— A customer"
    words = _words(built, 1)["Never again."]
    assert words.paragraphs[0].size == 36
    assert words.paragraphs[0].italic
    assert words.paragraphs[0].align == "center"
    assert not built.codes
    assert not structural_findings(built.pptx)


def test_a_quotation_that_has_no_room_in_its_places_is_set_as_in_any_template(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    theme = _made("Quote", tmp_path / "t.pptx", titled=False)
    long = "> " + "What we said then was not what they had understood of it. " * 6
    built = make(f"## What they said\n\n{QUOTATION}\n---\n\n{long}\n", theme=str(theme))
    first, second = Presentation(str(built.pptx)).slides
    assert first.slide_layout.name != "Quote"  # it has no place for a title
    assert first.shapes.title.text_frame.text == "What they said"
    assert "Never again." in " ".join(each.text_frame.text for each in first.shapes if each.has_text_frame)
    assert "What we said" in " ".join(each.text_frame.text for each in second.shapes if each.has_text_frame)
    assert not structural_findings(built.pptx)


@pytest.mark.parametrize("name", ["Big fact", "Kennzahl", "BIG_NUMBER", "Chiffre clé"])
def test_a_number_stands_in_the_place_that_the_template_has_for_it(
    make: Callable[..., Built], tmp_path: Path, name: str
) -> None:
    theme = _made(name, tmp_path / "t.pptx", number=True)
    built = make(
        "## A\n\n- a\n\n---\n\n**87 %** of those asked\n\n## 99 %\n\nof all nights\n", theme=str(theme)
    )
    for number, (shown, below) in enumerate((("87 %", "of those asked"), ("99 %", "of all nights")), 1):
        slide = Presentation(str(built.pptx)).slides[number]
        assert slide.slide_layout.name == name
        words = _words(built, number)
        assert words[shown].paragraphs[0].size == 96
        assert words[shown].paragraphs[0].align == "center"
        assert words[below].paragraphs[0].size == 20
    assert not built.codes


def test_a_title_in_the_large_place_is_the_number(make: Callable[..., Built], tmp_path: Path) -> None:
    """As Google's layouts have it."""
    deck = start()
    one = layout(deck, "Section Header")
    one.name = "BIG_NUMBER"
    one._element.attrib.pop("type", None)
    put(place(one, "title"), 50, 200, 900, 300)
    styled(place(one, "title"), '<a:lvl1pPr algn="ctr"><a:defRPr sz="12000"/></a:lvl1pPr>')
    put(place(one, "body"), 50, 520, 900, 100)
    styled(place(one, "body"), '<a:lvl1pPr algn="ctr"><a:buNone/><a:defRPr sz="1800"/></a:lvl1pPr>')
    deck.save(str(tmp_path / "t.pptx"))
    built = make("## A\n\n- a\n\n## 99 %\n\nof all nights\n", theme=str(tmp_path / "t.pptx"))
    slide = Presentation(str(built.pptx)).slides[1]
    assert slide.slide_layout.name == "BIG_NUMBER"
    assert slide.shapes.title.text_frame.text == "99 %"
    assert _words(built, 1)["99 %"].paragraphs[0].size == 120


@pytest.mark.parametrize("name", ["Content with Caption", "Quotes from three people"])
def test_a_layout_is_for_a_quotation_if_it_says_so_and_has_one(tmp_path: Path, name: str) -> None:
    deck = Presentation(str(_made(name, tmp_path / "one.pptx")))
    if "three" in name:
        one = layout(deck, name)
        put(place(one, "body", 2), 50, 300, 250, 300)
        for idx, x in ((30, 350), (40, 650)):
            line_place(one, idx, 300, height=300, size=3600)
            put(place(one, "body", idx), x, 300, 250, 300)
            line_place(one, idx + 1, 700, height=80)
    deck.save(str(tmp_path / "t.pptx"))
    layouts = read_template(tmp_path / "t.pptx", "t").layouts
    assert layouts[LayoutKind.QUOTATION].part == layouts[LayoutKind.CONTENT].part
    assert told_in_two(layouts[LayoutKind.CONTENT], LayoutKind.QUOTATION) is None


def test_a_number_that_leaves_its_titles_band_is_read_on_the_ground(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """Its words are white for the band, and it stands on white."""
    deck = start()
    add(deck.slide_master, shape(box(0, 0, 1000, 200), solid("503291")))
    for each in found(deck.slide_master, ".//p:titleStyle/a:lvl1pPr/a:defRPr"):
        for old in found(each, "./a:solidFill"):
            each.remove(old)
        each.insert(0, element(solid("FFFFFF")))
    deck.save(str(tmp_path / "t.pptx"))
    built = make("## A\n\n- a\n\n## 87 %\n\nof those asked\n", theme=str(tmp_path / "t.pptx"))
    number = _words(built, 1)["87 %"]
    assert number.box.y > 0.2 * built.laid.theme.height
    assert contrast(number.paragraphs[0].color or number.color, "FFFFFF") > 3


def test_a_headline_below_a_running_head_is_the_title(make: Callable[..., Built], tmp_path: Path) -> None:
    """Titles were small print, and charts and columns stood in the headline's place."""
    deck = start()
    for each in found(deck.slide_master, ".//p:titleStyle/a:lvl1pPr/a:defRPr"):
        each.set("sz", "1100")
    for name in ("Title and Content", "Two Content", "Title Only"):
        part = layout(deck, name)
        put(place(part, "title"), 50, 30, 600, 35)
        line_place(part, 33, 75, height=130, size=2800)
    deck.save(str(tmp_path / "t.pptx"))
    columns = "::: columns\n::: column\n- b\n:::\n::: column\n- c\n:::\n:::\n"
    built = make(f"## A\n\n- x\n\n## Two\n\n{columns}", theme=str(tmp_path / "t.pptx"))
    for slide, title in zip(Presentation(str(built.pptx)).slides, ("A", "Two"), strict=True):
        said = {each.placeholder_format.idx: each.text_frame.text for each in slide.placeholders}
        assert said[33] == title
        assert 0 not in said
    assert _words(built, 0)["A"].paragraphs[0].size == 28


@pytest.mark.parametrize(
    ("who", "when"),
    [("Name, department", "Place, date"), ("Ort, Datum", "Name, Abteilung"), ("Nom de l'intervenant", "Date"),
     ("发表日期", "姓名")],
)  # fmt: skip
def test_a_covers_lines_stand_where_they_are_asked_for(
    make: Callable[..., Built], tmp_path: Path, who: str, when: str
) -> None:
    """They went by their order: a date stood where the name belongs."""
    deck = start()
    cover = layout(deck, "Title Slide")
    put(place(cover, "ctrTitle"), 80, 300, 840, 200)
    put(place(cover, "subTitle"), 80, 510, 840, 60)
    for idx, y, words in ((13, 620, who), (14, 700, when)):
        line_place(cover, idx, y)
        place(cover, "body", idx).text_frame.text = words
    deck.save(str(tmp_path / "t.pptx"))
    front = "---\ntitle: T\nsubtitle: What it is about\nauthor: Ada Lovelace\ndate: 2026-11-30\n---\n\n## A\n\n- x\n"
    slide = Presentation(str(make(front, theme=str(tmp_path / "t.pptx")).pptx)).slides[0]
    said = {each.placeholder_format.idx: each.text_frame.text for each in slide.placeholders}
    name, day = (13, 14) if who.startswith("N") else (14, 13)
    assert said[name] == "Ada Lovelace"
    assert "2026" in said[day]
    assert said[1] == "What it is about"


def test_a_sections_number_stands_where_a_number_is_asked_for(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It stood in the place for text, and text in that for the number."""
    deck = start()
    section = layout(deck, "Section Header")
    put(place(section, "title"), 80, 450, 840, 120)
    put(place(section, "body"), 80, 600, 840, 80)
    line_place(section, 13, 120, height=300, size=9600)
    place(section, "body", 13).text_frame.text = "01"
    deck.save(str(tmp_path / "t.pptx"))
    text = "---\ntitle: T\n---\n\n# One\n\n## A\n\n- x\n\n# Two\n\nwhat comes now\n\n## B\n\n- y\n"
    built = make(text, theme=str(tmp_path / "t.pptx"))
    sections = [s for s in Presentation(str(built.pptx)).slides if s.slide_layout.name == "Section Header"]
    said = [
        {each.placeholder_format.idx: each.text_frame.text for each in slide.placeholders}
        for slide in sections
    ]
    assert [each[13] for each in said] == ["1", "2"]
    assert said[1][1] == "what comes now"


def test_the_lines_of_a_last_slide_stand_where_they_are_asked_for(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """They were joined in the name's place, or the layout was not used at all."""
    deck = start()
    last = layout(deck, "Section Header")
    last.name = "Contact"
    last._element.attrib.pop("type", None)
    found(last, "./p:cSld/p:spTree")[0].remove(place(last, "body")._element)
    put(place(last, "title"), 80, 100, 840, 250)
    asked = ("Name", "Function", "Phone", "E-mail")
    for number, words in enumerate(asked):
        line_place(last, 13 + number, 400 + 90 * number, height=70)
        place(last, "body", 13 + number).text_frame.text = words
    deck.save(str(tmp_path / "t.pptx"))
    lines = ("Ada Lovelace", "Head of works", "+49 40 123456", "ada@example.org")
    text = "---\ntitle: T\n---\n\n## A\n\n- x\n\n## B\n\n- y\n\n## Thank you\n\n" + "\n\n".join(lines) + "\n"
    slide = Presentation(str(make(text, theme=str(tmp_path / "t.pptx")).pptx)).slides[-1]
    assert slide.slide_layout.name == "Contact"
    said = {each.placeholder_format.idx: each.text_frame.text for each in slide.placeholders}
    assert [said[13 + number] for number in range(4)] == [*lines]
