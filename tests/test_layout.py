"""What the layout promises of every deck, whatever is in it."""

from __future__ import annotations

import json
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.deck.inlines import LineBreak, Marks, Run, plain_text
from deckgen.deck.slides import LayoutChoice
from deckgen.layout.deck import lay_out
from deckgen.layout.fonts import Fonts
from deckgen.layout.inspect import as_json, schema
from deckgen.layout.lines import break_lines, cut_inlines, measure_words, slice_inlines
from deckgen.layout.model import Frame, LaidOutDeck, Rule, TableFrame, TextFrame
from deckgen.memory import Memory
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from deckgen.themes.registry import load_theme
from tests.conftest import DECKS

THEME = load_theme("", Source.from_text("", ""), Memory(None)).value
assert THEME is not None


def _laid(text: str) -> LaidOutDeck:
    deck = read_deck(Source.from_text("x.md", text)).value
    return lay_out(deck, THEME).value


def _faults(deck: LaidOutDeck) -> list[str]:
    """Frames off the slide, frames that overlap, body text below the smallest step."""
    found = []
    for slide in deck.slides:
        where = f"slide {slide.number}"
        for frame in slide.frames:
            box = frame.box
            if box.x < -0.5 or box.y < -0.5 or box.right > 960.5 or box.bottom > 540.5:
                found.append(f"{where}: {frame.span} off the slide")
            if isinstance(frame, TextFrame) and frame.role == "body":
                small = [p.size for p in frame.paragraphs if p.role != "small" and p.size < 16]
                found += [f"{where}: text at {size} pt" for size in small]
            if isinstance(frame, TextFrame):
                found += [
                    f"{where}: {line.text!r} below its frame"
                    for paragraph in frame.paragraphs
                    for line in paragraph.lines
                    if line.baseline > box.bottom + 0.5
                ]
        for one, other in combinations(slide.frames, 2):
            if _overlap(one, other):
                found.append(f"{where}: {one.box} and {other.box} overlap")
    return found


def _overlap(one: Frame, other: Frame) -> bool:
    if isinstance(one, Rule) or isinstance(other, Rule):
        return False
    a, b = one.box, other.box
    wide = min(a.right, b.right) - max(a.x, b.x)
    high = min(a.bottom, b.bottom) - max(a.y, b.y)
    return wide > 0.5 and high > 0.5


@pytest.mark.parametrize("name", list(DECKS))
def test_standing_decks_have_no_fault(decks, name: str) -> None:
    assert _faults(decks(name).laid) == []


@pytest.mark.parametrize("name", list(DECKS))
def test_no_slide_is_half_empty_while_the_next_continues_it(decks, name: str) -> None:
    half_empty = []
    for slide in decks(name).laid.slides:
        body = [
            f for f in slide.frames if getattr(f, "role", "") not in ("title", "part", "footer", "number")
        ]
        if slide.part < slide.parts and max(map(_bottom, body)) < 134 + 350 / 2:
            half_empty.append(f"slide {slide.number}: {slide.title} {slide.part}/{slide.parts}")
    assert half_empty == []


def _bottom(frame: Frame) -> float:
    """Where its text ends, if it has the placeholder's whole box."""
    if isinstance(frame, TextFrame) and frame.role == "body":
        return max(line.baseline for paragraph in frame.paragraphs for line in paragraph.lines)
    return frame.box.bottom


def test_a_crowded_slide_does_not_draw_its_section_to_its_size() -> None:
    easy = "- un\n- deux\n"
    crowded = "\n".join(f"- {'mot ' * 20}{i}" for i in range(7))
    slides = "\n".join(f"## {n}\n\n{crowded if n == 6 else easy}" for n in range(1, 12))
    sizes = [
        next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "body").paragraphs[0].size
        for slide in _laid(slides).slides
    ]
    assert sizes[5] < 22
    others = sizes[:5] + sizes[6:]
    assert len(set(others)) == 1
    assert others[0] > 22


def _body_sizes(text: str) -> list[float]:
    frames = [frame for slide in _laid(text).slides for frame in slide.frames]
    return [f.paragraphs[0].size for f in frames if isinstance(f, TextFrame) and f.role == "body"]


def test_text_of_a_deck_has_two_sizes_whatever_its_sections() -> None:
    easy = "- un\n- deux\n"
    middling = "\n".join(f"- {'mot ' * 16}{i}" for i in range(5))
    full = "\n".join(f"- {'mot ' * 20}{i}" for i in range(5))
    sections = [(easy, full), (middling, easy), (middling, middling), (easy, easy, full), (easy, easy)]
    text = "\n".join(
        f"--- PARTIE {number}\n" + "".join(f"\n# Titre\n\n{body}\n\n---\n" for body in bodies)
        for number, bodies in enumerate(sections)
    )
    alone = {size for body in (easy, middling, full) for size in _body_sizes(f"# Titre\n\n{body}")}
    assert len(alone) == 3
    sizes = _body_sizes(text)
    assert len(sizes) == 11
    assert set(sizes) == {min(alone), max(alone)}


def test_a_slide_shares_its_size_with_those_near_it_in_a_long_deck() -> None:
    easy = "- un\n- deux\n"
    full = "\n".join(f"- {'mot ' * 20}{i}" for i in range(5))
    sizes = _body_sizes("\n".join(f"## {n}\n\n{easy if n < 100 else full}\n" for n in range(300)))
    assert sizes[:50] == [max(sizes)] * 50
    assert sizes[150:] == [min(sizes)] * 150


WORDS = st.lists(st.text("aeinrtsé-«»’, .日本", min_size=1, max_size=24), min_size=1, max_size=60).map(
    " ".join
)
BLOCKS = st.one_of(
    WORDS,
    WORDS.map("## {}".format),
    st.tuples(WORDS, st.sampled_from([choice.value for choice in LayoutChoice])).map(
        lambda heading: f"## {heading[0][:200]} {{layout={heading[1]}}}"
    ),
    st.tuples(WORDS, WORDS).map(
        lambda two: f":::: columns\n::: column\n{two[0]}\n:::\n::: column\n{two[1]}\n:::\n::::"
    ),
    st.lists(st.sampled_from(["- mot", "- deux mots", "  - trois"]), min_size=8, max_size=60).map("\n".join),
    st.lists(WORDS.map(lambda t: "- " + t), min_size=1, max_size=12).map("\n".join),
    st.lists(WORDS.map(lambda t: "1. " + t), min_size=1, max_size=30).map("\n".join),
    st.integers(1, 90).map(lambda n: "\n".join(["```", *(f"{i} = {'x' * i}" for i in range(n)), "```"])),
    st.tuples(st.integers(1, 9), st.integers(1, 30)).map(
        lambda s: "\n".join(
            ["|" + " a b |" * s[0], "|" + "---|" * s[0], *(["|" + " cellule longue |" * s[0]] * s[1])]
        )
    ),
    WORDS.map(lambda t: "> " + t),
    WORDS.map(lambda t: f"> {t}\n>\n> > {t}\n>\n> - {t}\n>\n> — Auteur"),
    st.sampled_from(["![légende](x.png)", "![a](chart:none)", "---", "--- SECTION"]),
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(BLOCKS, min_size=1, max_size=9).map("\n\n".join))
def test_generated_decks_have_no_fault(text: str) -> None:
    assert _faults(_laid(text)) == []


ITEMS = st.lists(st.one_of(st.just(LineBreak()), st.text("abc ", max_size=6).map(Run)), max_size=12).map(
    tuple
)


@given(ITEMS, st.data())
def test_all_parts_of_a_text_are_cut_at_once(items: tuple[Run | LineBreak, ...], data: st.DataObject) -> None:
    """A paragraph of forty thousand lines was walked through for each of its three thousand slides."""
    length = len(plain_text(items))
    places = sorted({0, length, *data.draw(st.lists(st.integers(0, length), max_size=5))})
    parts = cut_inlines(items, places)
    assert "".join(map(plain_text, parts)) == plain_text(items)
    assert [len(plain_text(part)) for part in parts] == [high - low for low, high in pairwise(places)]


@settings(max_examples=200)
@given(st.text(max_size=200), st.floats(1, 40))
def test_lines_hold_every_character_once_and_none_is_too_wide(text: str, available: float) -> None:
    text = text.replace("\n", " ").replace("\r", " ")
    runs = (Run(text[::2]), Run(text[1::2], Marks(bold=True)))
    whole = text[::2] + text[1::2]
    words = measure_words(runs, Fonts(THEME), "body")
    lines = break_lines(words, available)
    assert "".join(whole[line.start : line.end] for line in lines) == whole
    wide = [line for line in lines if line.width > available + 1e-6 and line.end - line.start > 1]
    assert not [line for line in wide if len(whole[line.start : line.end].strip()) > 2]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_slices_put_together_are_the_whole(text: str, one: int, other: int) -> None:
    runs = (Run(text[:20]), Run(text[20:], Marks(italic=True)))
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    parts = [slice_inlines(runs, *edge) for edge in ((0, low), (low, high), (high, len(text)))]
    assert "".join(run.text for part in parts for run in part if isinstance(run, Run)) == text


def test_a_lead_paragraph_stays_with_its_list() -> None:
    filler = "\n".join(f"- {'mot ' * 30}{i}" for i in range(6))
    deck = _laid(f"## T\n\n{filler}\n\nCeci introduit :\n\n- un\n- deux\n")
    for slide in deck.slides:
        frames = [f for f in slide.frames if isinstance(f, TextFrame) and f.role == "body"]
        if frames:
            assert frames[-1].paragraphs[-1].role != "lead"


def test_a_long_table_repeats_its_header() -> None:
    rows = "\n".join(f"| {i} | valeur {i} |" for i in range(40))
    deck = _laid(f"## T\n\n| n | valeur |\n|---|---|\n{rows}\n")
    assert len(deck.slides) > 2
    for slide in deck.slides:
        table = next(f for f in slide.frames if hasattr(f, "rows"))
        assert table.header
        assert table.rows[0].cells[1].inlines == (Run("valeur"),)
    widths = {next(f for f in slide.frames if hasattr(f, "rows")).widths for slide in deck.slides}
    assert len(widths) == 1


def test_inspect_json_is_the_contract(decks) -> None:
    laid = decks("farid").laid
    data = json.loads(as_json(laid))
    assert (data["theme"]["width"], data["theme"]["height"]) == (960, 540)
    frame = data["sections"][0]["slides"][1]["frames"][1]
    assert (frame["type"], frame["role"]) == ("TextFrame", "body")
    assert frame["box"] == {"x": 48, "y": 104, "width": 864, "height": 388}
    line = frame["paragraphs"][0]["lines"][0]
    assert line["text"] == "Evolution constante du NLP depuis 1980."
    assert 130 < line["baseline"] < 200
    assert line["width"] > 300


def test_the_schema_describes_every_deck(decks) -> None:
    """And nothing is in the JSON that the schema does not name."""
    import jsonschema

    described = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(described)
    for definition in described["$defs"].values():
        if "properties" in definition:
            definition["additionalProperties"] = False
    for name in ("farid", "stress", "charts"):
        jsonschema.validate(json.loads(as_json(decks(name).laid)), described)


def test_columns_too_tall_for_a_slide_stand_one_after_the_other() -> None:
    column = "::: column\n" + "\n".join(f"- {'mot ' * 20}{i}" for i in range(20)) + "\n:::\n"
    assert _faults(_laid(f"# T\n\n- x\n\n---\n\n## C\n\n:::: columns\n{column}{column}::::\n")) == []


def test_a_lone_column_fence_is_no_column() -> None:
    # Found by fuzzing: a column without a width, outside any columns, was 0 points wide.
    assert _faults(_laid("# A\n\n::: {.column}\n# B\n# C\n# D")) == []


_LONG = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@pytest.mark.parametrize("theme", ["board", "stage"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "## Hochwasserschutzmaßnahmenfinanzierungsgesetz\n\n- a\n- b",
            "Hochwasserschutzmaßnahmenfinanzierungsgesetz",
        ),
        (f"## T\n\n- {_LONG}\n- b", _LONG),
        ("## Bericht 2026: Wohnungsbaugenossenschaft am Leipziger Platz\n\n- a", "Wohnungsbaugenossenschaft"),
    ],
    ids=["title", "item", "balanced"],
)
def test_no_word_is_cut_that_fits_a_line_when_it_is_a_little_smaller(
    make, text: str, words: str, theme: str
) -> None:
    built = make(f"---\nlang: de\ntheme: {theme}\n---\n\n{text}\n")
    lines = [
        line.text
        for frame in built.laid.slides[0].frames
        if isinstance(frame, TextFrame)
        for paragraph in frame.paragraphs
        for line in paragraph.lines
    ]
    assert any(words in line for line in lines), lines


def test_a_number_is_not_parted_from_its_unit_in_a_table(make) -> None:
    rows = "| Deichrückverlegung Niederschönhausen | 12,4 Mio. € | 2.350.000 m³ | 5,28 € |\n" * 3
    built = make(
        f"---\ntheme: stage\n---\n\n## T\n\n| A | B | Rückhaltevolumen | Kosten je m³ |\n|-|-:|-:|-:|\n{rows}\n"
    )
    (table,) = (f for f in built.laid.slides[0].frames if isinstance(f, TableFrame))
    for row in table.rows[1:]:
        for cell in row.cells[1:]:
            assert len(cell.lines) == 1


def test_code_is_cut_between_its_parts(make) -> None:
    """In smaller type, if that is what it takes."""
    parts = ["\n".join([f"func {name}() {{", *(f"    step{n}()" for n in range(12)), "}"]) for name in "abc"]
    code = "\n\n".join(parts)
    slides = make(f"---\ncover: false\n---\n\n## Code\n\n```go\n{code}\n```\n").laid.slides
    said = [
        ["".join(run.text for run in p.inlines if hasattr(run, "text")) for p in frame.paragraphs]
        for slide in slides
        for frame in slide.frames
        if isinstance(frame, TextFrame) and frame.role == "code"
    ]
    assert len(said) == 3
    assert all(lines[0].startswith("func") and lines[-1 if lines[-1] else -2] == "}" for lines in said)
