"""Edits beside what a deck's style, its header and its logo give to every slide, and of shapes that other programs have
named anew."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from deckgen.revisions.merge import merge
from tests.test_pull_edits import paragraph
from tests.test_pull_losses import Pull

STYLED = "---\nmarp: true\nstyle: |\n  section { color: #333; }\n---\n\n"
TABLE = "# Tableau\n\n| A | B |\n|---|---|\n| 1 a | 2 |\n"
SLIDES = f"# Un\n\n- Un point\n\n---\n\n# Deux\n\n- Deux points\n- Trois\n\n---\n\n{TABLE}"


def a_slide(deck: Any) -> None:
    """With a title and two bullets, behind all others."""
    layout = next(each for each in deck.slide_layouts if len(each.placeholders) > 1 and each.name != "Cover")
    slide = deck.slides.add_slide(layout)
    slide.shapes.title.text_frame.text = "Neu"
    body = next(each for each in slide.placeholders if each.placeholder_format.idx == 1)
    body.text_frame.text = "Punkt"
    body.text_frame.add_paragraph().text = "Punkt zwei"


@pytest.mark.parametrize(
    "front", ["logo: logo.png\nlogo-alt: ACME in blau\n", "marp: true\nheader: ACME *corp*\n", ""]
)
def test_a_slide_that_is_new_has_neither_header_nor_logo(tmp_path: Path, front: str) -> None:
    """No such slide came back: it lacked the words that stand around all others."""
    picture = BytesIO()
    Pixels.new("RGB", (40, 20), "blue").save(picture, "png")
    pulled = Pull(tmp_path, f"---\ntitle: T\n{front}---\n\n{SLIDES}", a_slide, logo_png=picture.getvalue())
    assert "# Neu\n\n- Punkt\n- Punkt zwei\n" in pulled.done.text
    assert not pulled.said


def test_words_in_the_colour_of_the_decks_style_are_marked_as_any(tmp_path: Path) -> None:
    """No bold word came back: all had a colour that nobody had typed."""

    def edit(deck: Any) -> None:
        for run in paragraph(deck, "Un point").runs:
            run.font.bold = True

    pulled = Pull(tmp_path, STYLED + SLIDES, edit)
    assert "- **Un point**\n" in pulled.done.text
    assert not pulled.said


def test_a_cell_in_the_colour_of_the_decks_style_is_marked_as_any(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        cell = next(s for slide in deck.slides for s in slide.shapes if s.has_table).table.cell(1, 0)
        cell.text_frame.paragraphs[0].runs[0].font.bold = True

    pulled = Pull(tmp_path, STYLED + SLIDES, edit)
    assert "| **1 a** | 2 |" in pulled.done.text


def test_words_retyped_in_a_shape_that_a_program_has_named_anew_come_back(tmp_path: Path) -> None:
    """The old words were gone, and the new ones a text box that is left out."""
    text = "# Jahre\n\n::: timeline\n- 2017: Transformers\n- 2020: GPT-3\n- 2023: GPT-4\n:::\n"

    def edit(deck: Any) -> None:
        for slide in deck.slides:
            for number, shape in enumerate(slide.shapes):
                next(shape._element.iter(qn("p:cNvPr"))).set("id", str(900 + number))
                shape.name = f"Google Shape;{900 + number};p{number}"
                if shape.has_text_frame and shape.text_frame.text == "GPT-3":
                    shape.text_frame.paragraphs[0].runs[0].text = "PaLM"

    pulled = Pull(tmp_path, text, edit)
    assert "- 2020: PaLM\n" in pulled.done.text
    assert not pulled.said


def test_words_that_move_into_a_box_of_their_own_stay_where_they_are(tmp_path: Path) -> None:
    """They were taken out of the list, and the box was left out."""
    text = "# Ziele\n\nDrei Dinge:\n\n- schneller bauen\n- weniger zahlen\n- mehr verkaufen\n"

    def edit(deck: Any) -> None:
        slide = deck.slides[0]
        last = paragraph(deck, "mehr verkaufen")
        last._p.getparent().remove(last._p)
        box = slide.shapes.add_textbox(Pt(600), Pt(300), Pt(200), Pt(60))
        box.text_frame.text = "mehr verkaufen"

    pulled = Pull(tmp_path, text, edit)
    assert pulled.done.text == text
    assert any("mehr verkaufen" in said for said in pulled.said)


def test_the_themes_colours_that_a_program_writes_are_no_edit(tmp_path: Path) -> None:
    """Of a statement with a bold word, as many letters had one colour as the other: both were taken for an edit."""

    def baked(deck: Any) -> None:
        for slide in deck.slides:
            for run in [run for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs
                        for run in p.runs]:  # fmt: skip
                run.font.color.rgb = RGBColor.from_string("1C2833")
        bold = paragraph(deck, "Bold text").runs
        bold[0].font.color.rgb = RGBColor.from_string("00539C")

    text = "# Vertical\n\n**Bold** text\n\n# B\n\nsome words here\n"
    pulled = Pull(tmp_path, text, baked)
    assert pulled.done.text == text
    assert not pulled.said


def test_a_word_marked_within_coloured_ones_leaves_them_together(tmp_path: Path) -> None:
    """Three coloured pieces came back, in other digits."""

    def edit(deck: Any) -> None:
        run = next(each for each in paragraph(deck, "rot und blau").runs if each.text == "rot und blau")
        copies = [deepcopy(run._r), deepcopy(run._r)]
        run.text = "rot "
        run._r.addnext(copies[0])
        copies[0].addnext(copies[1])
        for copied, words in zip(copies, ("und", " blau"), strict=True):
            copied.find(qn("a:t")).text = words
        copies[0].find(qn("a:rPr")).set("i", "1")

    text = "# A\n\nEs ist [rot und blau]{color=red} hier, und noch etwas mehr steht da.\n\n- b\n"
    pulled = Pull(tmp_path, text, edit)
    assert "Es ist [rot *und* blau]{color=" in pulled.done.text


def test_a_slide_of_ours_behind_a_line_of_theirs_is_no_conflict() -> None:
    """Between both there was an empty line, which each had for its own."""
    base = ["# A", "", "- a", "", "# B", "", "- b"]
    ours = ["# A", "", "- a", "", "# New", "", "- n", "", "# B", "", "- b"]
    theirs = ["# A", "", "- a", "- c", "", "# B", "", "- b"]
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(base, one, other)
        assert merged.conflicts == 0
        assert list(merged.lines) == ["# A", "", "- a", "- c", "", "# New", "", "- n", "", "# B", "", "- b"]
    assert merge(base, ours, base).lines == tuple(ours)
