"""What designers refused: found on slides of others' talks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from deckgen.deck.figures import Drawing
from deckgen.deck.numbers import is_fact
from deckgen.deck.slides import SlideKind
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.diagrams.boxes import LID
from deckgen.layout.model import EquationFrame, FigureFrame, TableFrame, TextFrame
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.conftest import Built


def _table(built: Built) -> TableFrame:
    return next(each for slide in built.laid.slides for each in slide.frames if isinstance(each, TableFrame))


def _ends(built: Built, column: int) -> set[int]:
    """Where the words of a column end, in points."""
    return {round(line.x + line.width) for row in _table(built).rows[1:] for line in row.cells[column].lines}


def test_numbers_of_several_units_end_where_their_column_does(make: Callable[..., Built]) -> None:
    """They were aligned on a decimal sign that meant something else in each row."""
    mixed = "| | A |\n|---|--:|\n| Cost | €3.1 m |\n| Passengers | 21,000 |\n| CO₂ | −4,100 t |\n"
    assert len(_ends(make(f"## T\n\n{mixed}"), 1)) == 1
    alike = "| | A |\n|---|--:|\n| Cost | 3.1 |\n| Passengers | 21 |\n"
    assert len(_ends(make(f"## T\n\n{alike}"), 1)) == 2


@pytest.mark.parametrize("text", ["4 h 12", "12 h 25 min", "3:45", "2½", "7/10", "4h12"])
def test_times_and_parts_are_figures(text: str) -> None:
    assert is_fact(text)


@pytest.mark.parametrize("text", ["10 May 2026", "Lab 1", "4 hours later 12 people"])
def test_dates_and_names_are_none(text: str) -> None:
    assert not is_fact(text)


@pytest.mark.parametrize(
    "behind",
    ["## Références\n\n- Un\n", "## Bibliography\n\n::: {#refs}\n:::\n", "# Appendix\n\n## More\n\n- x\n"],
)
def test_thanks_close_a_talk_whatever_is_there_to_be_looked_up(behind: str) -> None:
    text = f"# D\n\n## A\n\n- a\n\n## B\n\n- b\n\n## Merci !\n\nx@example.org\n\n{behind}"
    deck = read_deck(Source.from_text("deck.md", text)).value
    kinds = [slide.kind for section in deck.sections for slide in section.slides]
    assert kinds[3] is SlideKind.CLOSING
    assert kinds.count(SlideKind.CLOSING) == 1


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_words_have_the_room_that_a_slim_picture_leaves(
    make: Callable[..., Built], tmp_path: Path, theme: str
) -> None:
    """A gutter of 160 points stood empty, and the words broke before it."""
    Image.new("RGB", (390, 800), "#336699").save(tmp_path / "phone.png")
    items = "- Sees a broken bulb before a citizen does, and says so\n- Tells what each lamp has saved\n- c\n- d\n"
    (tmp_path / "deck.md").write_text(
        f"---\ntheme: {theme}\n---\n\n## A\n\n![](phone.png)\n\n{items}", "utf-8"
    )
    frames = make(tmp_path / "deck.md").laid.slides[0].frames
    picture = next(each for each in frames if isinstance(each, FigureFrame))
    words = next(each for each in frames if isinstance(each, TextFrame) and each.role == "body")
    assert 0 <= picture.box.x - words.box.right <= 60


def test_words_stand_below_the_lid_of_a_cylinder(make: Callable[..., Built]) -> None:
    """The first of three lines ran through it."""
    text = "graph LR\nA[One] --> B[(Lock the account in the database of all users)]\n"
    built = make(f"## A\n\n```mermaid\n{text}```\n")
    frame = next(each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame))
    assert isinstance(frame.art, Drawing)
    store = next(shape for shape in frame.art.shapes if shape.kind == "store")
    lines = store.text.count("\n") + 1
    assert store.height - 3 * LID * min(store.width, store.height) >= lines * 1.2 * store.size


def test_cards_do_not_make_the_words_of_other_slides_small(make: Callable[..., Built]) -> None:
    """A section's densest slide is one of text: on one of cards, nobody looks for its size."""
    cards = "".join(
        f"- **Card {n}** with some words below it that take several lines in a narrow card\n"
        for n in range(6)
    )
    text = f"# D\n\n# One\n\n## A\n\n- one\n- two\n- three\n\n## B\n\n::: cards\n{cards}:::\n\n# Two\n\n## C\n\n- x\n"
    slide = make(text).laid.slides[2]
    (body,) = (each for each in slide.frames if isinstance(each, TextFrame) and each.role == "body")
    assert body.paragraphs[0].size >= 28


@pytest.mark.parametrize("theme", ["board", "stage-light", "seminar", "quiet"])
def test_no_word_below_a_figure_is_torn(make: Callable[..., Built], theme: str) -> None:
    facts = (
        "### 44\nincidents\n### 0.82\nstandardised mortality ratio\n### 97 %\ncompliance\n### 4 h 12\nwait\n"
    )
    text = f"---\nsize: '4:3'\ntheme: {theme}\n---\n\n## A\n\n::: columns\n{facts}:::\n"
    (slide,) = make(text).laid.slides
    words = [
        line.text.strip()
        for frame in slide.frames
        if isinstance(frame, TextFrame)
        for paragraph in frame.paragraphs
        for line in paragraph.lines
    ]
    assert any("standardised" in line for line in words)
    numbers = {
        frame.paragraphs[0].size
        for frame in slide.frames
        if isinstance(frame, TextFrame) and "44" in frame.text
    }
    assert min(numbers) >= 32


def test_names_of_columns_are_never_upright_in_them(make: Callable[..., Built]) -> None:
    """They stood turned in the fifth of eight pairs, where nobody looked for them."""
    rows = "".join(f"  {year},{year - 1700},{year - 1690}\n" for year in range(1800, 1880, 10))
    built = make(f"## A\n\n```chart\nkind: column\nrows: |\n  Jahr,Männer,Frauen\n{rows}```\n")
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
    assert frame.panels[0].legend is not None
    assert not frame.panels[0].labels


def test_a_formula_alone_is_set_large(make: Callable[..., Built]) -> None:
    """It had the size of the text beside which there was none; one of many lines keeps to the slide."""
    lines = r"\\".join([r"a &= \frac{b}{c}"] * 6)
    built = make(
        "## A\n\n$$E = mc^2$$\n\n## B\n\nThe law:\n\n$$E = mc^2$$\n\n"
        f"## C\n\n$$\n\\begin{{aligned}}{lines}\\end{{aligned}}\n$$\n"
    )
    assert built.codes == []
    alone, beside, long = (
        next(frame for frame in slide.frames if isinstance(frame, EquationFrame))
        for slide in built.laid.slides
    )
    assert alone.size > 1.4 * beside.size
    assert long.size < alone.size
    assert long.box.bottom <= 540


def test_a_slide_in_the_middle_has_its_title_there_unless_it_has_a_list(make) -> None:
    """The title stood left above centred words; on covers the lines stood in the middle and the title did not."""
    text = "class: center, middle\n\n# Talk\n\nName\n\n---\nclass: center\n\n## A\n\nFirst words, more.\n\nMore.\n"
    built = make(text + "\n---\nclass: center\n\n## B\n\nWords.\n\n- a\n- b\n")
    sides = [
        {laid.align for frame in slide.frames if isinstance(frame, TextFrame) for laid in frame.paragraphs
         if frame.role in ("title", "subtitle", "body")}
        for slide in built.laid.slides
    ]  # fmt: skip
    assert [side - {""} for side in sides] == [{"left"} & sides[0], {"center"}, {"left"} & sides[2]]
