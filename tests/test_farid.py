"""The first deck: the real outline, its words, its slides."""

from __future__ import annotations

import re

import pytest
from pptx import Presentation

from tests.conftest import DATA, DECKS, Built
from tests.instruments.text import html_slides, pptx_slides, squeeze

NOTE = (DATA / "llm-note.md").read_text(encoding="utf-8")
PASSAGE = NOTE[NOTE.index("### Farid presentation") :]
DECK = DECKS["farid"].read_text(encoding="utf-8")


def test_without_its_directives_the_deck_is_the_passage_of_the_note() -> None:
    body = DECK.split("---\n", 2)[2]
    kept = [
        line
        for line in re.sub(r"^::: notes\n.*?^:::\n", "", body, flags=re.DOTALL | re.MULTILINE).splitlines(
            True
        )
        if not re.fullmatch(r":::.*\n|!\[.*\]\(chart:[\w-]+\)\n", line)
    ]
    assert "".join(kept) == PASSAGE


def _author_lines() -> list[str]:
    """What a reader of the outline reads, line by line, found without our parser."""
    lines = []
    for line in PASSAGE.splitlines():
        line = re.sub(r"^\s*(- |\d+\. |#+ |--- )", "", line).replace("**", "")
        if line and not line.startswith("<diagrame"):
            lines.append(line)
    return lines


@pytest.mark.parametrize("read", [pptx_slides, html_slides])
def test_every_character_of_the_outline_arrives(decks, read) -> None:
    built: Built = decks("farid")
    slides = read(built.pptx if read is pptx_slides else built.html)
    whole = squeeze("\n".join(slides))
    assert [line for line in _author_lines() if squeeze(line) not in whole] == []


def test_the_placeholders_words_are_the_drawings_alternative_text(decks) -> None:
    slides = Presentation(str(decks("farid").pptx)).slides
    alts = [s.element.xpath("string(.//p:cNvPr/@descr)") for slide in slides for s in slide.shapes]
    assert "diagrame avec des llm de plus en plus en gros + nouvelles capacités" in alts
    page = decks("farid").html.read_text(encoding="utf-8")
    assert 'aria-label="diagrame avec des llm de plus en plus en gros + nouvelles capacités"' in page


def test_it_is_a_talk_of_twelve_slides(decks) -> None:
    slides = decks("farid").laid.slides
    assert [slide.title for slide in slides] == [
        "Farid presentation",
        "Farid presentation",
        "Un modèle de langage se caractérise par 4 éléments :",
        "800 fois plus de paramètres en trois ans, puis une pause",
        "Lois de mise à l'échelle des modèles de langage (scaling laws for LLM)",
        "Plus grand, le modèle se trompe moins",
        "Comment dépenser dix fois plus de calcul",
        "De grands modèles, trop peu de données",
        "POURQUOI CETTE COURSE AU GIGANTISME ?",
        "Addition, GPT-3, 50 exemples dans le prompt",
        "A multitask, multilanguage, multimodal evaluation of chatGPT, on reasoning, halluciantion and interactivity",
        "Hallucination",
    ]
    assert decks("farid").codes == []


def test_titles_lists_and_bold_are_real(decks) -> None:
    slides = list(Presentation(str(decks("farid").pptx)).slides)
    assert [s.shapes.title.text_frame.text for s in slides[:3]] == [
        "Farid presentation",
        "Farid presentation",
        "Un modèle de langage se caractérise par 4 éléments :",
    ]
    eyebrows = [
        shape.text_frame.text for slide in slides for shape in slide.placeholders if "Eyebrow" in shape.name
    ]
    assert eyebrows == [*["POURQUOI CETTE COURSE AU GIGANTISME ?"] * 7, "Hallucination"]
    opening = slides[1].placeholders[1].text_frame.paragraphs
    assert [paragraph.level for paragraph in opening] == [0, 0, 1, 1]
    bold = [run.text for paragraph in opening for run in paragraph.runs if run.font.bold]
    assert bold == ["mécanisme d'attention", "architecture Transformers"]
    numbered = slides[4].element.xpath(".//a:buAutoNum")
    assert [number.get("type") for number in numbered] == ["arabicPeriod"] * 3


def test_sections_are_powerpoints_own(decks) -> None:
    presentation = Presentation(str(decks("farid").pptx)).part._element
    names = presentation.xpath(".//*[local-name()='section']/@name")
    assert names == ["Farid presentation", "POURQUOI CETTE COURSE AU GIGANTISME ?", "Hallucination"]


def test_languages(decks) -> None:
    slides = list(Presentation(str(decks("farid").pptx)).slides)
    langs = [set(slide.element.xpath(".//a:rPr/@lang")) for slide in slides]
    assert langs[:10] == [{"fr-FR"}] * 10
    assert "en-US" in langs[10]
    page = decks("farid").html.read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert re.search(r'<section id="hallucination" lang="en"', page)


def test_the_same_slides_come_straight_from_the_note(decks, make) -> None:
    note = make(DATA / "llm-note.md", outline="Farid presentation")
    ours = [(slide.kind, slide.title) for slide in decks("farid").laid.slides]
    theirs = [(slide.kind, slide.title) for slide in note.laid.slides]
    charts = 6  # the figures that only the deck's own directives add
    assert len(theirs) == len(ours) - charts
    assert [kind for kind, _ in theirs[:2]] == [kind for kind, _ in ours[:2]]
    whole = squeeze("\n".join(pptx_slides(note.pptx)))
    assert [line for line in _author_lines() if squeeze(line) not in whole] == []
    assert note.codes == ["figure-not-drawn"]


def test_the_whole_note_makes_a_sensible_deck(decks) -> None:
    built = decks("note")
    text = "\n".join(pptx_slides(built.pptx))
    assert built.laid.slides[0].title == "LLM"
    assert "machine learning" in text
    assert "machine-learning" not in text
    assert "@ngGoogleGoesAllIn2023" in text
    assert "large language model (LLM)" in [slide.title for slide in built.laid.slides]
    for metadata in ("id::", ":PROPERTIES:", ":END:", "087f8ebb", "#+title"):
        assert metadata not in text
    missing = [d for d in built.diagnostics if d.code == "image-missing"]
    assert [d.span.line for d in missing if d.span] == [32, 91]
    assert "llm-process" in text
