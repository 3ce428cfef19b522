"""Tables: decimal signs below each other, what stands out, what adds up; the same in both files."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree

from deckgen.layout.model import TableFrame
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
