"""Covers: one of them, with whoever speaks and where they are, in their author's lines."""

from __future__ import annotations

import itertools
import zipfile

import pytest

from deckgen.deck.blocks import ListBlock, Paragraph
from deckgen.deck.inlines import LineBreak, plain_text
from deckgen.deck.slides import SlideKind
from deckgen.deck.walk import blocks_of, runs_of
from deckgen.layout.model import TextFrame
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from deckgen.themes.model import Box
from deckgen.themes.registry import theme_names
from tests.conftest import DATA
from tests.instruments.text import pptx_slides


def _cover(text: str):
    deck = read_deck(Source.from_text("deck.md", text)).value
    return deck.sections[0].slides[0], [slide for section in deck.sections for slide in section.slides]


def _lines(slide) -> list[str]:
    found = []
    for block in blocks_of(slide):
        assert isinstance(block, Paragraph)
        found.append("".join("\n" if isinstance(i, LineBreak) else i.text for i in block.inlines))
    return found


def test_a_lone_first_heading_beside_a_title_is_no_second_cover() -> None:
    text = "---\ntitle: Large Language Models\nauthor: Ada\n---\n\n# Where we stand\n\n## One\n\n- a\n\n## Two\n\n- b\n"
    cover, slides = _cover(text)
    assert [slide.kind for slide in slides[:2]] == [SlideKind.COVER, SlideKind.CONTENT]
    assert (cover.title[0].text, _lines(cover)) == ("Large Language Models", ["Where we stand", "Ada"])


def test_headings_that_open_parts_stay_beside_the_cover() -> None:
    text = "---\ntitle: A course\n---\n\n# One\n\n## a\n\n- b\n\n# Two\n\n## c\n\n- d\n"
    kinds = [slide.kind for slide in _cover(text)[1]]
    section = SlideKind.SECTION
    assert kinds == [SlideKind.COVER, section, SlideKind.CONTENT, section, SlideKind.CONTENT]


@pytest.mark.parametrize(
    ("front", "author", "places"),
    [
        ("author: [Ada, Alan]\ninstitute: London", "Ada, Alan", "London"),
        (
            "author:\n  - name: Ada\n    affiliation: London\n  - name: Alan\n    affiliation: London",
            "Ada, Alan",
            "London",
        ),
        (
            "author:\n  - name: Ada\n    affiliations: [{name: London}, {name: Paris}]\n"
            "  - name: Alan\n    affiliations: [{name: Paris}]",
            "Ada¹\u202f², Alan²",
            "¹\u202fLondon\u00a0· ²\u202fParis",
        ),
        (
            "author:\n  - name: {given: Ada, family: Byron}\n    affiliations: [{ref: l}]\n  - name: Alan\n"
            "    affiliations: [p]\naffiliations:\n  - {id: l, name: London}\n  - {id: p, name: Paris}",
            "Ada Byron¹, Alan²",
            "¹\u202fLondon\u00a0· ²\u202fParis",
        ),
        (
            'author: "Ada\\\\inst{1} \\\\and Alan\\\\inst{1,2}"\n'
            'institute: "\\\\inst{1} London \\\\and \\\\inst{2} Paris"',
            "Ada¹, Alan¹\u202f²",
            "¹\u202fLondon\u00a0· ²\u202fParis",
        ),
        ("authors:\n  - name: Ada\n    institution: London", "Ada", "London"),
        ("author: [{name: Ada, affiliation: London}]\ninstitute: Paris", "Ada", "London"),
        ("author: {Ada: {affiliation: London}, Alan: {affiliation: London}}", "Ada, Alan", "London"),
        ("author: Ada\nauthors: [{name: Alan, affiliation: London}]", "Ada, Alan¹", "¹\u202fLondon"),
        ("author: [{name: 'Ada*', affiliation: A}, {name: 'Al*n', affiliation: A}]", "Ada*, Al*n", "A"),
        ("author: Ada\naffiliation: London\nevent: A meeting", "Ada", "London"),
    ],
)
def test_authors_and_where_they_are(front: str, author: str, places: str) -> None:
    cover, _ = _cover(f"---\ntitle: A talk\n{front}\n---\n\n## One\n\n- a\n")
    assert _lines(cover)[:2] == [author, places]


def test_a_deck_knows_its_authors_without_marks() -> None:
    text = "---\ntitle: T\nauthor:\n  - {name: Ada, affiliation: L}\n  - {name: Alan, affiliation: P}\n---\n\n## One\n"
    assert read_deck(Source.from_text("deck.md", text)).value.author == "Ada, Alan"


def test_lines_end_where_their_author_ends_them(make) -> None:
    """On covers and closing slides; elsewhere where there are several short ones, as in an address or a verse."""
    text = (
        "# A talk\n\nA line of the cover\nand another one\n\n## One\n\nWe went on and on, along the river and "
        "through the woods,\nand came home late.\n\n## Two\n\nAda Byron\n12 St James's Square\nLondon\n\n"
        "# Thank you\n\nada@example.org\nexample.org\n"
    )
    _, slides = _cover(text)
    assert _lines(slides[0]) == ["A line of the cover\nand another one"]
    assert "\n" not in _lines(slides[1])[0]
    assert _lines(slides[2]) == ["Ada Byron\n12 St James's Square\nLondon"]
    assert _lines(slides[3]) == ["ada@example.org\nexample.org"]
    built = make(text)
    assert "and another one" in pptx_slides(built.pptx)[0]


@pytest.mark.parametrize(
    "asked", ["## Agenda {.agenda}\n", "## Agenda {.toc}\n", "## Agenda\n\n[TOC]\n", "# Agenda\n\n[[toc]]\n"]
)
def test_an_agenda_lists_the_sections_where_it_is_asked_for(asked: str) -> None:
    text = f"---\ntitle: T\n---\n\n{asked}\n# One **part**\n\n## a\n\n- b\n\n# Another\n\n## c\n\n- d\n"
    slides = _cover(text)[1]
    (block,) = blocks_of(slides[1])
    assert isinstance(block, ListBlock)
    assert block.ordered
    names = ["".join(run.text for run in item.blocks[0].inlines) for item in block.items]
    assert names == ["One part", "Another"]
    assert [slide.ordinal for slide in slides if slide.kind is SlideKind.SECTION] == [1, 2]


def test_an_agenda_of_a_deck_without_sections_lists_its_slides() -> None:
    slides = _cover("---\ntitle: T\n---\n\n## Agenda {.agenda}\n\n## a\n\n- b\n")[1]
    (listed,) = blocks_of(slides[1])
    assert isinstance(listed, ListBlock)
    assert [run.marks.link for item in listed.items for run in runs_of(item.blocks)] == ["#a"]


def test_lines_end_where_they_do_in_the_tool_that_has_it_so() -> None:
    text = "---\nmarp: true\n---\n\n# Plans\n\nA. We go on and on along the river, as far as it goes\nB. We go home\n"
    slide = _cover(text)[1][0]
    assert _lines(slide) == ["A. We go on and on along the river, as far as it goes\nB. We go home"]


def test_a_lone_first_heading_has_a_slide_of_its_own_where_its_tool_has_it_so() -> None:
    text = "---\ntitle: T\nsubtitle: S\n---\n\n# Introduction\n\n## One\n\n- a\n\n## Two\n\n- b\n"
    for dialect in ("pandoc", "quarto"):
        deck = read_deck(Source.from_text("deck.md", text), dialect=dialect).value
        slides = [slide for section in deck.sections for slide in section.slides]
        assert [slide.kind for slide in slides[:2]] == [SlideKind.COVER, SlideKind.SECTION]
        assert _lines(slides[0]) == ["S"]


def test_a_heading_that_has_become_the_cover_is_no_section() -> None:
    text = "# Title\n\n---\n\n## A\n\na\n\n---\n\n# {}\n\n---\n\n## B\n\nb\n{}"
    for more, ordinals in (("", [0, 0, 0, 0]), ("\n---\n\n# Two\n\n---\n\n## C\n\nc\n", [0, 0, 1, 0, 2, 0])):
        cover, slides = _cover(text.format("Part", more))
        assert cover.kind is SlideKind.COVER
        assert [slide.ordinal for slide in slides] == ordinals


def test_a_picture_in_a_line_may_be_loaded_late(tmp_path, make) -> None:
    (tmp_path / "p.png").write_bytes((DATA / "square.png").read_bytes())
    (tmp_path / "deck.md").write_text(
        '# T\n\nSee <img data-src="p.png" alt="it" width="40"> here.\n', "utf-8"
    )
    built = make(tmp_path / "deck.md")
    assert built.diagnostics == ()
    with zipfile.ZipFile(built.pptx) as package:
        assert any(name.startswith("ppt/media/image") for name in package.namelist())


def test_a_note_on_a_cover_is_said_there() -> None:
    front = "title: Talk\nauthor: Ada^[Supported by a *grant*.]"
    cover = read_deck(
        Source.from_text("deck.md", f"---\n{front}\n---\n\n## A\n\na\n"), dialect="pandoc"
    ).value
    assert _lines(cover.sections[0].slides[0]) == ["Ada (Supported by a grant.)"]
    text = "---\ntitle: Talk[^t]\n---\n\n## A\n\na\n\n[^t]: First held *here*.\n"
    cover = read_deck(Source.from_text("deck.md", text)).value
    assert plain_text(cover.sections[0].slides[0].title) == "Talk (First held here.)"


@pytest.mark.parametrize(
    ("heading", "is_cover"),
    [
        ("Photosynthesis", True),
        ("Photosynthesis 2026", True),
        ("What is photosynthesis?", False),
        ("Photosynthesis in plants, algae and bacteria", False),
    ],
)
def test_a_first_heading_with_the_title_in_it_is_a_slide_s_own_where_it_says_more(
    make, heading: str, is_cover: bool
) -> None:
    """The deck's title was on no slide."""
    built = make(f"---\ntitle: Photosynthesis\n---\n\n# {heading}\n\nPlants make sugar.\n\n# Steps\n\n- a\n")
    titles = [slide.title for slide in built.laid.slides]
    assert titles == ([heading, "Steps"] if is_cover else ["Photosynthesis", heading, "Steps"])


LED = "---\ntitle: T\n---\n# Results\n\nA look back.\n\n## a\n\n- b\n\n# Outlook\n\n## c\n\n- d\n"


def test_a_sentence_below_the_name_of_a_section_leaves_it_one() -> None:
    """It was a statement below a small title, and the next section had no number."""
    slides = [
        slide
        for section in read_deck(Source.from_text("deck.md", LED)).value.sections
        for slide in section.slides
    ]
    assert [(slide.kind.value, slide.ordinal) for slide in slides[1:]] == [
        ("section", 1), ("content", 0), ("section", 2), ("content", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        LED.replace("# Outlook", "# Outlook\n\n- a list\n- of it"),
        LED.replace("A look back.", "A look back.\n\nAnd another."),
        "# One\n\nwords\n\n# Two\n\nwords\n",
    ],
)
def test_slides_with_more_than_a_sentence_or_nothing_below_open_no_section(text: str) -> None:
    slides = [
        slide
        for section in read_deck(Source.from_text("deck.md", text)).value.sections
        for slide in section.slides
    ]
    assert "section" not in [slide.kind.value for slide in slides if slide.groups]


@pytest.mark.parametrize("theme", ["board", "seminar", "quiet"])
def test_lines_of_a_cover_share_one_rather_than_be_small(make, theme: str) -> None:
    """Affiliations, event and venue stood in 12 points, one touching the date."""
    people = (
        "[{name: Ilse Vandermeulen, affiliation: KU Leuven}, {name: Rajesh Kumar, affiliation: IIT Madras}]"
    )
    keys = (
        f"author: {people}\nevent: Symposium on Efficient Learning\nvenue: Lisbon\ndate: 2026-09-18\nlang: en"
    )
    cover = make(f"---\ntitle: Sparse attention\ntheme: {theme}\n{keys}\n---\n\n## A\n\n- a\n").laid.slides[0]
    lines = [frame for frame in cover.frames if isinstance(frame, TextFrame) and frame.role == "subtitle"]
    assert all(any(word in frame.text for frame in lines) for word in ("Lisbon", "KU Leuven", "Ilse"))
    assert all(each.size >= 14 for frame in lines for each in frame.paragraphs)


def test_long_names_have_the_room_beside_them(make) -> None:
    names = "Dr. Maximiliane von Hohenfels-Waldburg, Prof. Jean-Baptiste de la Rochefoucauld"
    cover = make(
        f"---\ntitle: T\ntheme: stage\nauthor: {names}\ndate: 2026-10-14\n---\n\n## A\n\n- a\n"
    ).laid.slides[0]
    (line,) = (f for f in cover.frames if isinstance(f, TextFrame) and "Rochefoucauld" in f.text)
    assert len(line.paragraphs[0].lines) == 1
    assert line.paragraphs[0].size >= 16


@pytest.mark.parametrize(
    "front", ["author: Ada^1^ and Alan^1,2^\ninstitute: ^1^ L, ^2^ P", "author: [{name: Ada^1^}, Alan^2^]"]
)
def test_marks_of_institutes_are_raised(front: str) -> None:
    cover, _ = _cover(f"---\ntitle: A talk\n{front}\n---\n\n## One\n\n- a\n")
    blocks = [block for block in blocks_of(cover) if isinstance(block, Paragraph)]
    raised = [run.text for block in blocks for run in block.inlines if run.marks.superscript]
    assert raised[:2] == ["1", "1,2" if "and" in front else "2"]
    assert "^" not in "".join(_lines(cover))


def _ordinals(text: str) -> dict[str, int]:
    return {
        slide.title[0].text: slide.ordinal for slide in _cover(text)[1] if slide.kind is SlideKind.SECTION
    }


def test_sections_that_their_author_numbers_have_no_second_number() -> None:
    text = "---\ntitle: T\n---\n\n# {}Where we stand\n\n## a\n\n- b\n\n# {}What we propose\n\n## c\n\n- d\n"
    assert list(_ordinals(text.format("", "")).values()) == [1, 2]
    for numbers in (
        ("1. ", "2. "),
        ("1 ", "2 "),
        ("I. ", "II. "),
        ("Part 1: ", "Part 2: "),
        ("Teil A – ", "Teil B – "),
    ):
        assert set(_ordinals(text.format(*numbers)).values()) == {0}


def test_a_part_that_begins_with_a_picture_is_counted_as_agendas_list_it() -> None:
    parts = "".join(f"# {name}\n\n{{}}## x\n\n- y\n\n" for name in ("One", "Two", "Three"))
    text = "---\ntitle: T\n---\n\n## Agenda {.agenda}\n\n" + parts.format("![](a.png)\n\n", "", "")
    assert _ordinals(text) == {"Two": 2, "Three": 3}


def test_only_sections_of_the_highest_level_are_counted() -> None:
    text = "---\ntitle: T\n---\n\n# One\n\n## Bridges\n\n### Good\n\n- a\n\n### Poor\n\n- b\n\n# Two\n\n## c\n\n- d\n"
    assert _ordinals(text) == {"One": 1, "Bridges": 0, "Two": 2}


@pytest.mark.parametrize(
    "last",
    ["¡Gracias!", "¿Preguntas?", "Questions and discussion", "Fragen & Diskussion", "Questions/Discussion"],
)
def test_words_with_which_a_talk_ends(last: str) -> None:
    assert _cover(f"# A\n\n## b\n\n- c\n\n## d\n\n- e\n\n# {last}\n")[1][-1].kind is SlideKind.CLOSING


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_no_line_of_a_cover_grows_into_another(make, theme: str) -> None:
    """Authors and where they are were printed over each other."""
    people = (
        '[{name: "Prof. Dr. Katharina Öztürk-Brandl", affiliation: "Charité – Universitätsmedizin Berlin"}, '
        '{name: "Dr. Thomas Weiß", affiliation: "Universitätsklinikum Heidelberg"}]'
    )
    keys = f"author: {people}\nevent: Deutscher Kongress für Orthopädie\nvenue: Berlin\ndate: 2026-10-27\nlang: de"
    cover = make(f"---\ntitle: Mobilisation\ntheme: {theme}\n{keys}\n---\n\n## A\n\n- a\n").laid.slides[0]
    lines = [frame.box for frame in cover.frames if isinstance(frame, TextFrame) and frame.role == "subtitle"]
    assert len(lines) >= 3
    assert not any(one.meets(other) for one, other in itertools.combinations(lines, 2))


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("# Introduction\n\nThis is what we do.", "\nauthor: Ada"),
        ("# Why we are here\n\nThis is what we do.", ""),
        ("# The team\n\nWho does what", "\nauthor: Ada"),
        ("# Agenda\n\nWhat comes today", ""),
        ("# Einleitung", ""),
    ],
)
def test_a_first_slide_that_says_something_is_not_the_covers(below: str, author: str) -> None:
    """It stood below the deck's title, and its slide was gone."""
    cover, slides = _cover(f"---\ntitle: My talk{author}\n---\n\n{below}\n\n## A\n\n- x\n\n## B\n\n- y\n")
    assert len(slides) == 4
    assert _lines(cover) == (["Ada"] if author else [])
    assert f"# {plain_text(slides[1].title)}" == below.split("\n")[0]


@pytest.mark.parametrize(
    "text",
    ["# One\n\n- a\n\n---\n\n# Two?\n", "# One\n\n- a\n\n# Two\n\n## c\n\n- d\n",
     "## One\n\n- a\n\n## Two\n\n### c\n\n- d\n\n## Three\n\n- e\n"],
)  # fmt: skip
def test_a_first_slide_among_others_of_its_level_is_no_title_of_the_deck(text: str) -> None:
    """A cover was made of it, and it stood there twice."""
    slides = _cover(text)[1]
    assert [plain_text(slide.title) for slide in slides][:2] == ["One", text.split("# ")[2].split("\n")[0]]


@pytest.mark.parametrize(
    ("columns", "notes", "dialect"),
    [("::: columns\n::: column\n- l\n:::\n::: column\n- r\n:::\n:::", "Note: what I say", "deckgen"),
     ("- l\n\n. . .\n\n- r", "Note: what I say", "deckgen"),
     ("- l\n\n. . .\n\n- r", "::: notes\nwhat I say\n:::\n\nNote: seen", "pandoc")],
)  # fmt: skip
def test_notes_without_an_element_are_not_pandocs(columns: str, notes: str, dialect: str) -> None:
    """A deck in words of our own was taken for Pandoc's, and what is said stood on the slide."""
    text = f"---\ntitle: T\n---\n\n## A\n\n- a\n\n{notes}\n\n## B\n\n{columns}\n"
    assert read_deck(Source.from_text("deck.md", text)).value.dialect == dialect
    assert [
        plain_text(block.inlines) for block in _cover(text)[1][1].notes if isinstance(block, Paragraph)
    ] == ["what I say"]


def test_a_name_with_a_colon_is_a_name() -> None:
    """YAML makes a mapping of it, and it was lost."""
    cover, _ = _cover('---\ntitle: T\nauthor:\n  - "Jean": dit Jo\n  - B\n---\n\n# A\n\nx\n')
    assert "Jean: dit Jo, B" in _lines(cover)


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("size", ["16:9", "4:3"])
def test_nothing_of_a_cover_that_says_much_stands_on_other_words(make, theme: str, size: str) -> None:
    """The date was printed over the venue."""
    front = (
        "title: Scaling laws\nauthor: [{name: Jane Doe, affiliation: École normale supérieure}, {name: John Roe, "
        "affiliation: INRIA Paris}]\ninstitute: Laboratoire d’informatique\nevent: Journées scientifiques 2024\n"
        "venue: Amphithéâtre B\ndate: 2024-05-01\n"
    )
    built = make(f'---\ntheme: {theme}\nsize: "{size}"\n{front}---\n\n## A\n\nx\n')
    frames = [each for each in built.laid.slides[0].frames if isinstance(each, TextFrame) and each.text]
    inks = [
        (frame.role, Box(line.x, line.baseline - 0.7 * paragraph.size, line.width, 0.7 * paragraph.size))
        for frame in frames
        for paragraph in frame.paragraphs
        for line in paragraph.lines
    ]
    assert not [(a, b) for a, b in itertools.combinations(inks, 2) if a[1].meets(b[1])]
