"""Numbers that are shown for themselves, and words that are set large: however they are written."""

from __future__ import annotations

import pytest

from deckgen.layout.model import LaidOutSlide, Rule, TextFrame
from deckgen.themes.colors import contrast
from tests.instruments.text import pptx_slides


def _large(slide: LaidOutSlide) -> list[TextFrame]:
    return [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "statement"]


@pytest.mark.parametrize("mark", ["### ", ""])
@pytest.mark.parametrize(
    "number",
    [
        "38 k",
        "12,6 Mio. €",
        "9 von 10",
        "9 out of 10",
        "63,41 %",
        "−42%",
        "€15,000",
        "184 km",
        "12 h 25 min",
        "91％",
        "約30円",
        "三割",
    ],
)
def test_numbers_with_their_words_are_facts(make, number: str, mark: str) -> None:
    built = make(f"## Three numbers\n\n{mark}{number}\n\nof something\n\n{mark}21%\n\nof it all\n")
    (slide,) = built.laid.slides
    large = _large(slide)
    assert [frame.text for frame in large] == [number, "of something", "21%", "of it all"]
    assert large[0].paragraphs[0].size > 1.4 * large[1].paragraphs[0].size


@pytest.mark.parametrize("title", ["2014", "3", "2.1", "What it costs", "20 questions that nobody asks"])
def test_headings_that_are_no_facts_begin_slides_as_ever(make, title: str) -> None:
    built = make(f"## Before\n\nWords.\n\n### {title}\n\nMore words.\n")
    assert [slide.title for slide in built.laid.slides] == ["Before", title]


@pytest.mark.parametrize("front", ["", "revealjs-url: x\n"], ids=["own", "pandoc"])
def test_numbers_below_the_title_of_a_section_have_slides_of_their_own(make, front: str) -> None:
    sections = "# In figures\n\n## 128 400\n\nserved\n\n# Where from\n\n## Sources\n\n- one\n"
    built = make(f"---\ntitle: T\n{front}---\n\n{sections}")
    assert [(slide.title, slide.kind.value) for slide in built.laid.slides[1:]] == [
        ("In figures", "section"), ("128 400", "content"), ("Where from", "section"), ("Sources", "content"),
    ]  # fmt: skip


def test_numbers_below_titles_of_slides_stand_on_them(make) -> None:
    built = make("# In figures\n\n## 128 400\n\nserved\n\n# Where from\n\n- one\n")
    assert [slide.title for slide in built.laid.slides] == ["In figures", "Where from"]


def test_facts_are_read_in_slices_as_in_one_piece(make) -> None:
    facts = "## F\n\n### 38 k\n\nwords\n\n### 21 %\n\nof all\n\n"
    built = make("# T\n\n" + facts * 12)
    assert len(built.laid.slides) == 13
    assert all("38 k" in text and "21 %" in text for text in pptx_slides(built.pptx)[1:])


@pytest.mark.parametrize("theme", ["board", "seminar"])
@pytest.mark.parametrize(
    "text", ["People ride where riding is the easy choice.", "> Now I ask when they will do the next street, and why."]
)  # fmt: skip
def test_lines_of_a_sentence_alone_are_of_about_one_length(make, text: str, theme: str) -> None:
    slide = make(f"# T\n\n---\n\n{text}\n", theme=theme).laid.slides[1]
    (frame,) = [f for f in slide.frames if isinstance(f, TextFrame) and f.role in ("statement", "quotation")]
    widths = [line.width for line in frame.paragraphs[0].lines]
    assert len(widths) < 2 or min(widths) > 0.6 * max(widths)


def test_code_with_a_line_below_is_as_large_as_code_alone(make) -> None:
    code = "```sh\npip install photosort\nphotosort ~/Photos\n# done\n```\n"
    alone, with_words = (
        next(f for f in make(f"## T\n\n{code}{more}").laid.slides[0].frames if f.role == "code")
        for more in ("", "\nOne line below it.\n")
    )
    assert with_words.paragraphs[0].size == alone.paragraphs[0].size > 22
    assert len({run.marks.color for run in alone.paragraphs[2].inlines}) == 1


def test_a_decimal_comma_in_a_formula_is_no_comma_of_a_list(make) -> None:
    built = make("## T\n\nWith $\\beta = 0{,}3$ it grows.\n")
    assert ">0,3<" in built.html.read_text(encoding="utf-8")
    assert built.codes == []


def test_lines_of_code_that_stand_out_stay_and_the_others_fade(make) -> None:
    built = make("## C\n\n```python {2}\nfirst = 1\nsecond = 2\nthird = 3\n```\n")
    frame = next(f for f in built.laid.slides[0].frames if isinstance(f, TextFrame) and f.role == "code")
    theme = built.laid.theme
    ground = theme.color(theme.tokens.code.ground)
    first, second, third = (
        min(
            contrast(theme.color(run.marks.color or "text"), ground)
            for run in line.inlines
            if run.text.strip()
        )
        for line in frame.paragraphs
    )
    assert second >= 4.5
    assert 3 <= min(first, third) <= max(first, third) < 3.6, "as faint as large text may be"
    assert not any(isinstance(f, Rule) for f in built.laid.slides[0].frames), "no band"


def test_short_lines_of_code_stand_beside_their_text(make) -> None:
    code = "```python\ndef loss(n):\n    return A / n\n\nprint(loss(7))\n```\n"
    text = "## C\n\nThe loss has two parts:\n\n- one that data takes away\n- one that nothing does\n\n"
    frames = [f for f in make(text + code).laid.slides[0].frames if isinstance(f, TextFrame)]
    words, lines = (next(f for f in frames if f.role == role) for role in ("body", "code"))
    assert words.box.right < lines.box.x
    assert lines.paragraphs[0].size >= 24
    wide = make(text + code.replace("print(loss(7))", "print('" + 60 * "x" + "')"))
    frames = [f for f in wide.laid.slides[0].frames if isinstance(f, TextFrame)]
    assert next(f for f in frames if f.role == "code").box.x == pytest.approx(words.box.x, abs=1)


@pytest.mark.parametrize("theme", ["board", "quiet", "seminar", "stage"])
def test_a_number_that_is_a_slides_title_is_the_largest_thing_on_it(make, theme: str) -> None:
    slides = make("# T\n\n- a\n\n---\n\n## $4.2M\n\nannual recurring revenue\n", theme=theme).laid.slides
    frames = {f.text: f for f in slides[-1].frames if isinstance(f, TextFrame)}
    number, words = frames["$4.2M"], frames["annual recurring revenue"]
    assert number.role == "title"
    assert number.paragraphs[0].size > 2 * words.paragraphs[0].size
    assert number.box.y < words.box.y


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**$12M** Series A", ["$12M", "Series A"]),
        ("**3 of 4** who were asked said yes", ["3 of 4", "who were asked said yes"]),
        (
            "832 submissions\n\n44 countries\n\n29 % acceptance rate",
            ["832", "submissions", "44", "countries", "29 %", "acceptance rate"],
        ),
        (
            "€32.6 m revenue\n\n€58 million backlog\n\n3,5 Mio. € Budget",
            ["€32.6 m", "revenue", "€58 million", "backlog", "3,5 Mio. €", "Budget"],
        ),
        ("14 kg CO~2~\n\n24 h Betrieb", ["14 kg", "CO2", "24 h", "Betrieb"]),
    ],
)
def test_a_number_at_the_beginning_of_its_words_is_a_fact(make, text: str, shown: list[str]) -> None:
    """`Series A` was as loud as its number, and three numbers three lines of text."""
    large = _large(make(f"## The ask\n\n{text}\n").laid.slides[0])
    assert [frame.text for frame in large] == shown
    assert large[0].paragraphs[0].size > 1.4 * large[1].paragraphs[0].size


@pytest.mark.parametrize(
    "text",
    [
        "9:00 Welcome\n\n10:00 Talks",
        "1 Wash\n\n2 Dry",
        "2019 Founded\n\n2020 Funded",
        "3 people died in the flood.\n\n12 people were saved.",
        "12 mars lancement\n\n15 avril bilan",
        "4 Results\n\n5 Discussion",
        "12 rue Victor\n\n75001 Paris",
        "**1.** First\n\n**2.** Second",
        "**07:30** Breakfast\n\n**08:30** Bus",
        "9 h Accueil\n\n14 h Atelier",
        "10 min intro\n\n20 min demo\n\n5 min questions",
    ],
)
def test_hours_steps_years_and_sentences_are_no_facts(make, text: str) -> None:
    """`9:00 Welcome` was a number, and `10:00 Talks` what it is."""
    assert _large(make(f"## Agenda\n\n{text}\n").laid.slides[0]) == []


def test_what_is_bold_in_a_statement_is_seen(make) -> None:
    built = make("## Gap\n\nNever again on a **Sunday**.\n\n## All\n\n**All of it is bold**\n")
    (some,), (whole,) = map(_large, built.laid.slides)
    assert [bool(run.marks.color) for run in some.paragraphs[0].inlines] == [False, True, False]
    assert [run.marks.color for run in whole.paragraphs[0].inlines] == [""]


@pytest.mark.parametrize(
    "title", ["1. The Problem", "2) Scope", "1.1 Scope", "2.3. Methods", "Q1 2024", "Lab 1"]
)
def test_titles_that_a_number_only_counts_are_titles(make, title: str) -> None:
    """They stood alone in 60 pt."""
    built = make(f"## One\n\n- a\n\n## {title}\n\nComplaints arrive in many different forms.\n")
    roles = [frame.role for frame in built.laid.slides[1].frames if isinstance(frame, TextFrame)]
    first = next(f for f in built.laid.slides[1].frames if isinstance(f, TextFrame) and f.role == "title")
    assert first.paragraphs[0].size <= 40
    assert "title" in roles


def test_columns_that_a_number_only_counts_are_columns(make) -> None:
    text = "## Labs\n\n::: columns\n\n### Lab 1\n\nIntro\n\n### Lab 2\n\nMore\n\n:::\n"
    assert _large(make(text).laid.slides[0]) == []


@pytest.mark.parametrize("title", ["USD 12", "1.5 Million", "2.4 GB", "CHF 3 Mio."])
def test_amounts_as_titles_are_facts(make, title: str) -> None:
    (slide,) = make(f"## {title}\n\nfor all of it\n").laid.slides
    first = next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "title")
    assert first.paragraphs[0].size > 60
