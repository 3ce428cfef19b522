"""Tables: decimal signs below each other, what stands out, what adds up; the same in both files."""

from __future__ import annotations

import itertools
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image as Pixels
from pptx import Presentation

import deckgen
from deckgen.deck.blocks import Table
from deckgen.deck.inlines import plain_text
from deckgen.layout.model import TableFrame, TextFrame
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.instruments.renderers import libreoffice_words, page_of, to_pdf

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NUMBERS = """\
## Numbers

| Model | Tokens | Loss | Whole |
|---|--:|---|---|
| A | 1.4 | 1.936 % | 1,234 |
| B | 0.27 | 12 % | 34,567 |
| C | 3 | 0.5 % | 8 |
| Total | 4.67 | 14.436 % | 35,809 |
"""
_SIGNS = """() => [...document.querySelectorAll('.present tbody tr')].map(row =>
  [...row.querySelectorAll('td')].map(cell => {
    const node = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
    const at = node.data.search(/[.]/), range = document.createRange();
    const digits = node.data.match(/^[\\d,]+/);
    range.setStart(node, at < 0 ? (digits ? digits[0].length : 0) : at);
    range.setEnd(node, node.data.length);
    return range.getBoundingClientRect().left / Reveal.getScale();
  }))"""


def _table(laid) -> TableFrame:
    frames = (f for section in laid.sections for slide in section.slides for f in slide.frames)
    return next(f for f in frames if isinstance(f, TableFrame))


def test_decimal_signs_stand_below_each_other(make, tmp_path) -> None:
    built = make(NUMBERS)
    with page_of(built.html) as (page, _):
        rows = page.evaluate(_SIGNS)
    for column in (1, 2, 3):
        places = [row[column] for row in rows]
        assert max(places) - min(places) < 0.6, column
    # Whole numbers with thousands have nothing behind them.
    assert {row.tails[3] if row.tails else 0.0 for row in _table(built.laid).rows[1:]} == {0.0}
    # The same in PowerPoint's file: each number ends as far from its cell's edge.
    (pdf,) = to_pdf([built.pptx], tmp_path)
    words = {word.text: word for word in libreoffice_words(pdf)[0]}
    page_ends = {cell.inlines[0].text: cell.lines[0] for row in _table(built.laid).rows for cell in row.cells}
    for text in ("1.4", "0.27", "3", "4.67"):
        line = page_ends[text]
        assert words[text].right == pytest.approx(line.x + line.width, abs=1.5)


def test_columns_of_numbers_side_by_side_are_alike(make) -> None:
    built = make("## T\n\n| Name | Sales 2025 | Plan | Difference |\n|---|--:|--:|--:|\n| A | 1 | 2 | 3 |\n")
    _, *numbers = _table(built.laid).widths
    assert max(numbers) == pytest.approx(min(numbers))


def test_numbers_that_may_be_thousands_are_not_moved(make) -> None:
    built = make("## N\n\n| a | b |\n|---|---|\n| x | 1,234 |\n| y | 12 |\n")
    assert not any(row.tails for row in _table(built.laid).rows)


PLAIN = "| Region | 2023 | 2024 |\n|---|---|---|\n| North | 1 | 2 |\n| South | 3 | 4 |\n"
WAYS = {
    "before": "{.total highlight=2024}\n" + PLAIN,
    "behind": PLAIN + "{.total highlight=2024}\n",
    "apart": PLAIN + "\n{.total highlight=2024}\n",
    "by number": PLAIN + "\n{.total highlight=3}\n",
    "caption": PLAIN + "\n: Sales {.total highlight=2024}\n",
}


@pytest.mark.parametrize("way", list(WAYS))
def test_a_column_stands_out_and_a_row_adds_up(make, way: str) -> None:
    built = make(f"## T\n\n{WAYS[way]}")
    assert built.codes == []
    table, theme = _table(built.laid), built.laid.theme
    assert [[cell.bold for cell in row.cells] for row in table.rows] == [
        [True, True, True], [False, False, True], [True, True, True],
    ]  # fmt: skip
    assert {row.cells[2].color for row in table.rows} == {theme.color("accent1")}
    assert table.rows[-1].above[0] > 0
    assert (
        "{"
        not in built.html.read_text(encoding="utf-8").partition('class="slides"')[2].partition("<script")[0]
    )
    with zipfile.ZipFile(built.pptx) as package:
        slide = etree.fromstring(package.read("ppt/slides/slide1.xml"))
    bold = [run.get("b") == "1" for run in slide.iter(f"{A}rPr")]
    assert sum(bold) >= 7


def test_a_column_that_is_not_there_is_said(make) -> None:
    built = make(f"## T\n\n{PLAIN}\n{{highlight=2025}}\n")
    (found,) = built.diagnostics
    assert (found.code, found.span.line) == ("no-such-column", 3)


def test_braces_that_are_no_attributes_stay_text(make) -> None:
    built = make(f"## T\n\n{PLAIN}\n{{a set of things}}\n")
    assert "{a set of things}" in built.html.read_text(encoding="utf-8")


def test_a_header_alone_is_a_table(make) -> None:
    assert len(_table(make("## T\n\n| a | b |\n|---|--:|\n").laid).rows) == 1


def test_a_table_that_goes_on_repeats_its_header(make) -> None:
    rows = "".join(f"| {n} | event {n} |\n" for n in range(1, 31))
    built = make(f"## T\n\n| Year | What |\n|---|---|\n{rows}")
    tables = [f for s in built.laid.slides for f in s.frames if isinstance(f, TableFrame)]
    assert len(tables) > 1
    assert {table.rows[0].cells[1].inlines[0].text for table in tables} == {"What"}
    assert len({table.widths for table in tables}) == 1


JOINED = """\
## Joined

<table>
<tr><th colspan="2">Both</th><th>Third</th></tr>
<tr><td rowspan="2">tall</td><td>b1</td><td>c1</td></tr>
<tr><td>b2</td><td>c2</td></tr>
<tr><td colspan="100">across all of them</td></tr>
</table>
"""
GRID = """\
## Grid

+---------------------+----------+
| Both                | Third    |
+=============+=======+==========+
| tall        | b1    | c1       |
|             +-------+----------+
|             | b2    | c2       |
+-------------+-------+----------+
| across all of them             |
+--------------------------------+
"""


@pytest.mark.parametrize("text", [JOINED, GRID])
def test_joined_cells_are_joined_in_both_files(make, tmp_path, text: str) -> None:
    built = make(text)
    table = next(shape.table for shape in Presentation(built.pptx).slides[0].shapes if shape.has_table)
    origins = {
        (y, x): (cell.span_height, cell.span_width)
        for y, row in enumerate(table.rows)
        for x, cell in enumerate(row.cells)
        if cell.is_merge_origin
    }
    assert origins == {(0, 0): (1, 2), (1, 0): (2, 1), (3, 0): (1, 3)}
    assert table.cell(2, 1).text == "b2"
    (pdf,) = to_pdf([built.pptx], tmp_path)
    words = {word.text: word for word in libreoffice_words(pdf)[0]}
    with page_of(built.html) as (page, _):
        cells = page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('.present :is(td,th)')].map(cell => {"
            "const box = cell.getBoundingClientRect(), scale = Reveal.getScale();"
            "return [cell.textContent.trim(), ['left', 'right', 'top', 'bottom'].map(side => box[side] / scale)]}))"
        )
    assert set(cells) == {"Both", "Third", "tall", "b1", "c1", "b2", "c2", "across all of them"}
    b1, b2, tall, whole = (cells[name] for name in ("b1", "b2", "tall", "across all of them"))
    assert b1[:2] == pytest.approx(b2[:2], abs=0.5)
    assert (tall[2], tall[3]) == pytest.approx((b1[2], b2[3]), abs=1.0)
    assert (whole[0], whole[1]) == pytest.approx((tall[0], cells["c1"][1]), abs=0.5)
    # In LibreOffice, too: the second row's cell stands below the first's, not in the joined one.
    assert words["b1"].left == pytest.approx(words["b2"].left, abs=0.5)
    assert words["c1"].left == pytest.approx(words["c2"].left, abs=0.5)
    assert words["b1"].top < words["tall"].top < words["b2"].top


def test_a_head_of_two_rows_stands_above_its_columns_in_both_files(make) -> None:
    built = make(
        '## T\n\n<table><thead>\n<tr><th rowspan="2">Model</th><th colspan="2">Accuracy</th></tr>\n'
        "<tr><th>dev</th><th>test</th></tr>\n</thead><tbody>\n<tr><td>Small</td><td>81.2</td><td>80.9</td></tr>\n"
        "</tbody></table>\n"
    )
    table = _table(built.laid)
    assert table.header == 2
    assert [row.joins for row in table.rows[:2]] == [((1, 2), (2, 1), (0, 0)), ((0, 0), (1, 1), (1, 1))]
    assert [cell.align for cell in table.rows[2].cells][1:] == ["right", "right"]
    with page_of(built.html) as (page, _):
        head = page.evaluate(
            "() => [...document.querySelectorAll('.present thead th')].map(cell => cell.textContent.trim())"
        )
    assert head == ["Model", "Accuracy", "dev", "test"]


def test_a_head_of_several_rows_is_repeated_where_the_table_goes_on(make) -> None:
    rows = "".join(f"<tr><td>{at}</td><td>a</td><td>b</td></tr>\n" for at in range(40))
    head = '<tr><th>No.</th><th colspan="2">Both</th></tr>\n<tr><th></th><th>one</th><th>two</th></tr>\n'
    built = make(f"## T\n\n<table>\n{head}{rows}</table>\n")
    tables = [
        frame
        for section in built.laid.sections
        for slide in section.slides
        for frame in slide.frames
        if isinstance(frame, TableFrame)
    ]
    assert len(tables) > 1
    assert {plain_text(table.rows[0].cells[1].inlines) for table in tables} == {"Both"}
    assert sum(len(table.rows) - 2 for table in tables) == 40


def test_a_name_beside_several_rows_is_said_again_on_the_next_slide(make) -> None:
    rows = "".join(
        f"<tr>{'<td rowspan=30>Group</td>' if not at else ''}<td>item {at}</td></tr>\n" for at in range(30)
    )
    built = make(f"## Long\n\n<table>\n<tr><th>Name</th><th>Item</th></tr>\n{rows}</table>\n")
    slides = [slide for section in built.laid.sections for slide in section.slides]
    tables = [frame for slide in slides for frame in slide.frames if isinstance(frame, TableFrame)]
    assert len(tables) > 1
    for table in tables:
        assert plain_text(table.rows[1].cells[0].inlines) == "Group"
        assert table.rows[1].joins[0] == (1, len(table.rows) - 1)
    items = [plain_text(row.cells[1].inlines) for table in tables for row in table.rows[1:]]
    assert items == [f"item {at}" for at in range(30)]


_SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)) | st.just((1000, 65534))


@given(st.lists(st.lists(_SPANS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_cell_has_a_place_of_its_own_however_they_are_joined(rows: list[list[tuple[int, int]]]) -> None:
    numbers = itertools.count()
    lines = [
        "<tr>" + "".join(f"<td colspan={a} rowspan={d}>c{next(numbers)}</td>" for a, d in row) + "</tr>"
        for row in rows
    ]
    deck = read_deck(Source.from_text("x.md", "## T\n\n<table>\n" + "\n".join(lines) + "\n</table>\n")).value
    slides = [slide for section in deck.sections for slide in section.slides]
    blocks = [block for slide in slides for group in slide.groups for block in group.blocks]
    table = next(block for block in blocks if isinstance(block, Table))
    assert len({len(row) for row in table.rows}) == 1
    shown = [plain_text(cell.inlines) for row in table.rows for cell in row if cell.across]
    assert [text for text in shown if text] == [f"c{at}" for at in range(next(numbers))]
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row):
            taken = [(y + j, x + i) for j in range(cell.down) for i in range(cell.across)][1:]
            assert all(table.rows[a][b].across == 0 for a, b in taken)


def test_a_caption_may_stand_right_below_a_table_or_say_its_widths_alone(make) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    built = make(f'## A\n\n{table}: Right below\n\n## B\n\n{table}\n: {{tbl-colwidths="[75,25]"}}\n')
    assert built.codes == []
    first, second = (slide for section in built.laid.sections for slide in section.slides)
    for slide in (first, second):
        (frame,) = (frame for frame in slide.frames if isinstance(frame, TableFrame))
        assert len(frame.rows) == 2
    assert frame.widths[0] == pytest.approx(3 * frame.widths[1], rel=0.15)
    words = [str(frame.paragraphs) for frame in first.frames if isinstance(frame, TextFrame)]
    assert any("Right below" in text for text in words)
    assert not any("colwidths" in str(frame) for frame in second.frames)


def test_a_table_takes_fewer_slides_where_it_is_set_a_little_smaller(make) -> None:
    causes = ("Mail server timeouts exhausted the thread pool", "Index rebuild ran during peak hours", "Data")
    rows = "".join(
        f"| {at} | 2026-01-{at + 3:02} | Checkout | SEV{at % 3} | 0:4{at % 10} | {causes[at % 3]} | Payments |\n"
        for at in range(1, 11)
    )
    head = (
        "| # | Date | Service | Severity | Duration | Root cause | Owner |\n|--:|---|---|---|--:|---|---|\n"
    )
    built = make(f"---\ntheme: stage-light\ncover: false\n---\n## Incidents\n\n{head}{rows}")
    slides = [slide for section in built.laid.sections for slide in section.slides]
    assert len(slides) <= 2
    assert _table(built.laid).rows[1].cells[0].size >= 14


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("| `a|b` | c |\n|--|--|\n| d | `x||y` |", ["a|b", "c", "d", "x||y"]),
        ("A | $|x|$\n--|--\nd | $5 or $6", ["A", "$|x|$", "d", "$5 or $6"]),
        ("> | `a|b` |\n> |--|\n> | ``p`|q`` |", ["a|b", "p`|q"]),
        ("| `a | b` |\n|--|--|\n| $5 | $6 |", ["`a", "b`", "$5", "$6"]),
        (r"| `a\|b` | c |" + "\n|--|--|\n| d | e |", ["a|b", "c", "d", "e"]),
    ],
)
def test_bars_in_code_and_formulas_part_no_cells_of_rows_that_have_too_many(
    tmp_path: Path, text: str, cells: list[str]
) -> None:
    (tmp_path / "deck.md").write_text(f"## T\n\n{text}\n", encoding="utf-8")
    built = deckgen.build(tmp_path / "deck.md", to=("txt",), output=tmp_path)
    assert not built.diagnostics
    shown = built.written[0].read_text("utf-8").splitlines()[2:]
    assert [cell.strip() for line in shown for cell in line.split(" | ")] == cells


def test_only_the_last_part_of_a_table_has_its_total(make) -> None:
    """The rule of the total stood above the last row of every part."""
    rows = "".join(f"| Item {n} | {n} |\n" for n in range(1, 24))
    slides = make(f"## Budget\n\n| Item | 2025 |\n| - | -: |\n{rows}| Total | 276 |\n").laid.slides
    tables = [frame for slide in slides for frame in slide.frames if isinstance(frame, TableFrame)]
    assert len(tables) > 1
    heaviest = [max(row.above[0] for row in table.rows[1:]) for table in tables]
    assert not any(heaviest[:-1])
    assert heaviest[-1] > 0


ACTIONS = """| # | Action | Owner | Due | Status |
| --- | --- | --- | --- | --- |
| 1 | Rewrite the onboarding mails | Marketing | 15 Nov 2026 | In progress |
| 2 | Simplify the invoice to four line items | Finance | 30 Nov 2026 | Open |
| 3 | Answer within 4 hours on working days | Support | 31 Jan 2027 | Blocked |
"""


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_dates_and_names_stay_on_a_line(make, theme: str) -> None:
    """A table was set so large that they were torn: `15 Nov | 2026`."""
    (table,) = (
        frame
        for frame in make(f"---\ntheme: {theme}\ncover: false\n---\n\n## Actions\n\n{ACTIONS}")
        .laid.slides[0]
        .frames
        if isinstance(frame, TableFrame)
    )
    short = [cell for row in table.rows for cell in row.cells if len(plain_text(cell.inlines)) <= 18]
    assert len(short) > 12
    assert all(len(cell.lines) == 1 for cell in short)


def test_marks_stand_in_the_middle_of_columns_of_one_width(make) -> None:
    rows = (
        "| | Us | Alphabet | Beta |\n|---|---|---|---|\n| Offline | ✓ | – | – |\n| Encrypted | ✓ | ✓ | – |\n"
    )
    table = _table(make(f"## T\n\n{rows}").laid)
    assert {cell.align for row in table.rows for cell in row.cells[1:]} == {"center"}
    assert len({round(width) for width in table.widths[1:]}) == 1


@pytest.mark.parametrize(
    ("cells", "align"),
    [
        (("€490", "€1,900", "free"), "right"),
        (("1", "2", "3"), "right"),
        (("€490", "free"), ""),
        (("12", "see note 3", "14"), ""),
        (("A4", "free", "as you like"), ""),
    ],
)
def test_a_word_among_numbers_does_not_make_them_words(make, cells: tuple[str, ...], align: str) -> None:
    rows = "".join(f"| row {number} | {cell} |\n" for number, cell in enumerate(cells))
    table = _table(make(f"## T\n\n| a | Setup |\n|---|---|\n{rows}").laid)
    assert {row.cells[1].align for row in table.rows} == {align}


def test_rows_of_several_lines_are_told_apart(make) -> None:
    long = "a sentence that is as long as only some cells of words are, and goes on over several lines"
    for text, lines in ((long, 0.5), ("short", 0.0)):
        rows = f"| one | {text} | {text} |\n| two | {text} | {text} |\n| three | x | y |\n"
        table = _table(make(f"---\ntheme: quiet\n---\n\n## T\n\n| a | b | c |\n|---|---|---|\n{rows}").laid)
        assert {row.below[0] for row in table.rows[1:-1]} == {lines}


def test_telephone_numbers_are_none(make) -> None:
    rows = "| A | +46 10 555 01 01 | 1 200 € |\n| B | +1 415 555 0104 | 300 € |\n"
    (slide,) = make(f"## T\n\n| Who | Call | Costs |\n|---|---|---|\n{rows}").laid.slides
    table = next(frame for frame in slide.frames if isinstance(frame, TableFrame))
    assert [cell.align for cell in table.rows[-1].cells] == ["", "", "right"]


@pytest.mark.parametrize("size", [(320, 200), (220, 220), (140, 320), (480, 180)])
@pytest.mark.parametrize("columns", [4, 5, 6])
@pytest.mark.parametrize("head", ["", "size: 4:3\n"])
def test_a_table_stands_above_a_picture_beside_which_it_would_be_small(
    make, tmp_path: Path, size: tuple[int, int], columns: int, head: str
) -> None:
    """In a third of the width its words were torn, or of 8 pt, with half of the slide empty."""
    Pixels.new("RGB", size, "#0a7a5a").save(tmp_path / "a.png")
    rows = [" | ".join(f"{word} turnover" for word in WORDS[n : n + columns]) for n in range(4)]
    table = "\n".join(f"| {row} |" for row in [rows[0], " | ".join(["---"] * columns), *rows[1:]])
    deck = tmp_path / "deck.md"
    deck.write_text(f"---\nlang: en\n{head}---\n\n## Results\n\n{table}\n\n![a](a.png)\n", "utf-8")
    built = make(deck)
    tables = [frame for slide in built.laid.slides for frame in slide.frames if isinstance(frame, TableFrame)]
    for frame in tables:
        assert min(cell.size for row in frame.rows[frame.header :] for cell in row.cells) >= 14
    assert not [code for code in built.codes if code == "too-small"]


WORDS = ["north", "south", "west", "east", "region", "margin", "energy", "alpha", "delta", "gamma"]
