"""`deckgen pull` of what stands in quotations and callouts, of lists that count anew, of decks without their data."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from pptx.chart.data import CategoryChartData

from deckgen.errors import DeckgenError
from deckgen.memory import Memory
from deckgen.revisions.pull import pull
from tests.test_pull_losses import A, Edit, Pull


def _said(was: str, now: str) -> Edit:
    def edit(deck: Any) -> None:
        texts = [text for slide in deck.slides for text in slide._element.iter(f"{A}t") if text.text == was]
        assert texts
        for text in texts:
            text.text = now

    return edit


def _bold(was: str) -> Edit:
    def edit(deck: Any) -> None:
        runs = [
            run
            for slide in deck.slides
            for run in slide._element.iter(f"{A}r")
            if run.find(f"{A}rPr") is not None
        ]
        next(run for run in runs if run.findtext(f"{A}t") == was).find(f"{A}rPr").set("b", "1")

    return edit


@pytest.mark.parametrize(
    "text",
    [
        "- first\n  1. one\n  2. two\n- second\n  1. one\n  2. two\n",
        "1. a\n2. b\n\nWords\n\n3. c\n4. d\n\n- x\n\n1. e\n",
        "1. c\n\n- x\n\n1. e\n",
        "1. one\n\n```py\nx\n```\n\n2. two\n",
    ],
)
def test_lists_that_nobody_edited_keep_their_numbers(tmp_path: Path, text: str) -> None:
    """They counted on from the list above."""
    assert Pull(tmp_path, f"## T\n\n{text}").done.text == f"## T\n\n{text}"


def test_a_new_item_is_counted_in_its_own_list(tmp_path: Path) -> None:
    text = "## T\n\n- first\n  1. one\n  2. two\n- second\n  1. un\n  2. deux\n"

    def edit(deck: Any) -> None:
        paragraphs = deck.slides[0]._element.iter(f"{A}p")
        paragraph = next(p for p in paragraphs if [t.text for t in p.iter(f"{A}t")] == ["un"])
        new = copy.deepcopy(paragraph)
        next(new.iter(f"{A}t")).text = "nouveau"
        paragraph.addnext(new)

    done = Pull(tmp_path, text, edit).done.text
    assert done == text.replace("  1. un\n  2. deux", "  1. un\n  2. nouveau\n  3. deux")


TABLE = "> | h1 | h2 |\n> |--|--|\n> | abc def | ghi |\n> | x | vwx |\n"


@pytest.mark.parametrize("around", ["> [!NOTE]\n{}", "{}"], ids=["callout", "quotation"])
@pytest.mark.parametrize(("was", "now"), [("abc def", "abc ZZZ"), ("vwx", "ZZZ"), ("h2", "H2")])
def test_cells_of_quoted_tables_are_edited_where_they_are(
    tmp_path: Path, around: str, was: str, now: str
) -> None:
    """The sign of the quotation counted as the first cell."""
    text = f"## T\n\n{around.format(TABLE)}"
    assert Pull(tmp_path, text, _said(was, now)).done.text == text.replace(was, now)


FLOW = "## T\n\n> [!NOTE]\n> ```flow\n> Alpha -> Beta\n> Beta -> Gamma\n> ```\n"


def test_boxes_of_quoted_flows_are_renamed_and_never_marked(tmp_path: Path) -> None:
    assert Pull(tmp_path / "a", FLOW, _said("Beta", "Delta")).done.text == FLOW.replace("Beta", "Delta")
    bold = Pull(tmp_path / "b", FLOW, _bold("Beta"))
    assert bold.done.text == FLOW
    assert any("Beta" in each for each in bold.said)


CHART = "kind: column\nrows: |\n  a;b\n  x;1,5\n  y;2,25\nx: a\ny: b\n"


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"x": 7.5, "y": 2.25}, ("  x;1,5", "  x;7,5")),
        ({"x": 1.5, "y": 2.25, "z": 5}, ("  y;2,25\n", "  y;2,25\n>   z;5\n")),
        ({"y": 2.25}, (">   x;1,5\n", "")),
    ],
    ids=["number", "more", "less"],
)
def test_numbers_of_quoted_charts_are_written_there(
    tmp_path: Path, values: dict[str, float], written: tuple[str, str]
) -> None:
    """They went into another chart, or there was a traceback."""
    quoted = "".join(f"> {line}\n" for line in f"```chart\n{CHART}```".split("\n"))
    other = "## U\n\n```chart\nkind: pie\nrows:\n  - {n: A, v: 1}\n  - {n: B, v: 2}\nx: n\ny: v\n```\n"
    text = f"---\nlang: fr\n---\n\n## T\n\n> [!NOTE]\n{quoted}\n{other}"

    def edit(deck: Any) -> None:
        chart = next(shape.chart for shape in deck.slides[0].shapes if shape.has_chart)
        data = CategoryChartData()
        data.categories = [*values]
        data.add_series("b", [*values.values()])
        chart.replace_data(data)

    assert Pull(tmp_path, text, edit).done.text == text.replace(*written)


def test_a_deck_without_its_data_is_not_pulled(tmp_path: Path) -> None:
    """The whole deck was rewritten: what could not be drawn counted as an edit."""
    text = "## T\n\n```chart\nkind: column\ndata: v.csv\nx: a\ny: b\n```\n"
    done = Pull(tmp_path, text, v_csv=b"a;b\nx;1\ny;2\n")
    (tmp_path / "v.csv").rename(tmp_path / "w.csv")
    with pytest.raises(DeckgenError, match=r"`v\.csv`"):
        pull(done.file, done.deck, Memory(None))
