"""Charts of bars with lines over them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData

from deckgen import build
from deckgen.imports.folder import import_file
from deckgen.layout.charts.model import ChartFrame
from deckgen.memory import Memory
from deckgen.revisions.pull import pull
from tests.conftest import Built
from tests.instruments.renderers import libreoffice_words, page_of

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
ROWS = "  quarter,Turnover,Plan\n  Q1,120,110\n  Q2,135,125\n  Q3,128,340\n"
TEXT = f"## A\n\n```chart\nkind: {{}}\nline: Plan\nrows: |\n{ROWS}```\n"


@pytest.mark.parametrize("kind", ["column", "stacked"])
def test_a_line_stands_over_bars_in_both_decks(make: Callable[..., Built], kind: str) -> None:
    built = make(TEXT.format(kind))
    assert built.codes == []
    chart = next(shape.chart for shape in Presentation(built.pptx).slides[0].shapes if shape.has_chart)
    plots = {
        type(plot).__name__: [(each.name, [*each.values]) for each in plot.series] for plot in chart.plots
    }
    assert plots == {"BarPlot": [("Turnover", [120, 135, 128])], "LinePlot": [("Plan", [110, 125, 340])]}
    assert chart.value_axis.maximum_scale >= 340
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
    assert frame.panels[0].legend is not None
    with page_of(built.html) as (page, _):
        boxes = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('[data-series]')].map(group => {
                 const b = group.getBBox(); return [group.dataset.series, [b.x, b.y, b.width, b.height]]; }))"""
        )
    assert set(boxes) == {"Turnover", "Plan"}
    bars, line = boxes["Turnover"], boxes["Plan"]
    assert bars[0] < line[0] < line[0] + line[2] < bars[0] + bars[2], (
        "from the middle of the first to that of the last"
    )
    assert line[1] < bars[1]


def test_both_are_in_the_legend_as_office_suites_set_it(
    make: Callable[..., Built], pdf: Callable[[Path], Path]
) -> None:
    words = {word.text for word in libreoffice_words(pdf(make(TEXT.format("column")).pptx))[0]}
    assert {"Turnover", "Plan"} <= words


def test_what_is_wrong_with_a_line_is_said(make: Callable[..., Built]) -> None:
    assert make(TEXT.format("bar")).codes == ["unused-chart-key"]
    assert make(TEXT.format("column").replace("line: Plan", "line: Plam")).codes == ["no-such-column"]


def test_mermaids_bars_and_lines_are_one_chart(make: Callable[..., Built]) -> None:
    text = 'xychart-beta\n  x-axis [a, b]\n  bar [1, 2]\n  line "Plan" [2, 3]\n'
    built = make(f"## A\n\n```mermaid\n{text}```\n")
    assert built.codes == []
    chart = next(shape.chart for shape in Presentation(built.pptx).slides[0].shapes if shape.has_chart)
    assert [(each.name, [*each.values]) for each in chart.series] == [("bar", [1, 2]), ("Plan", [2, 3])]


def test_a_number_of_the_line_comes_back(tmp_path: Path) -> None:
    deck = tmp_path / "t.md"
    deck.write_text(TEXT.format("column"), "utf-8")
    assert build(deck, to="pptx", output=tmp_path).ok
    shown = Presentation(str(tmp_path / "t.pptx"))
    data = CategoryChartData()
    data.categories = ["Q1", "Q2", "Q3"]
    data.add_series("Turnover", (120, 135, 128))
    data.add_series("Plan", (110, 125, 150))
    next(shape.chart for shape in shown.slides[0].shapes if shape.has_chart).replace_data(data)
    shown.save(str(tmp_path / "t.pptx"))
    assert pull(tmp_path / "t.pptx", deck, Memory(None)).text == TEXT.format("column").replace("340", "150")


def test_an_imported_chart_of_both_is_one(tmp_path: Path) -> None:
    deck = tmp_path / "t.md"
    deck.write_text(TEXT.format("column"), "utf-8")
    assert build(deck, to="pptx", output=tmp_path).ok
    import_file(tmp_path / "t.pptx", tmp_path / "in")
    said = next((tmp_path / "in").glob("*.md")).read_text("utf-8")
    assert 'line: ["Plan"]' in said
    assert "kind: column" in said


@pytest.mark.parametrize("kind", ["line", "column\nline: Plan"])
@pytest.mark.parametrize("title", ["", "title: Sales\n"])
def test_words_above_a_plot_are_clear_of_its_topmost_tick(
    make: Callable[..., Built], kind: str, title: str
) -> None:
    """A title stood two points above the number."""
    built = make(f"## A\n\n```chart\nkind: {kind}\n{title}rows: |\n{ROWS}```\n")
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
    (panel,) = frame.panels
    foot = panel.box.y + len(panel.title) * 1.2 * panel.title_size
    foot = panel.legend.box.bottom if panel.legend else foot
    assert panel.plot.y - panel.size / 2 - foot >= (3 if panel.title or panel.legend else 0)


APART = "  quarter,Turnover,Margin\n  Q1,1200,4\n  Q2,1500,5.5\n  Q3,1800,8\n"


def test_a_line_of_another_magnitude_has_an_axis_of_its_own(make: Callable[..., Built]) -> None:
    """It lay on the axis, behind the feet of the bars."""
    built = make(f"## A\n\n```chart\nkind: column\nline: Margin\nrows: |\n{APART}```\n")
    assert built.codes == []
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
    (panel,) = frame.panels
    assert panel.over_y is not None
    assert panel.over_y.high <= 10
    assert panel.plot.right < frame.box.right - 15
    chart = next(shape.chart for shape in Presentation(built.pptx).slides[0].shapes if shape.has_chart)
    axes = {kind: len(chart._chartSpace.findall(f".//{{{CHART}}}{kind}")) for kind in ("valAx", "catAx")}
    assert axes == {"valAx": 2, "catAx": 2}
    with page_of(built.html) as (page, _):
        line, bars, ticks = page.evaluate(
            """() => {
                 const high = name => document.querySelector(`[data-series="${name}"]`).getBBox().height;
                 const said = [...document.querySelectorAll('svg text')].map(text => text.textContent);
                 return [high('Margin'), high('Turnover'), said]; }"""
        )
    assert line > 0.3 * bars
    assert {"0", "2", "4", "6", "8"} <= set(ticks)


def test_both_axes_are_where_office_suites_set_them(
    make: Callable[..., Built], pdf: Callable[[Path], Path]
) -> None:
    built = make(f"## A\n\n```chart\nkind: column\nline: Margin\nrows: |\n{APART}```\n")
    words = {word.text: word for word in libreoffice_words(pdf(built.pptx))[0]}
    assert words["8"].left > words["Q3"].right > words["Q1"].right > words["500"].right


@pytest.mark.parametrize("rows", [ROWS, "  q,A,B\n  Q1,0,0\n  Q2,0,0\n", "  q,A,B\n  Q1,-5,1\n  Q2,3,-2\n"])
def test_lines_of_like_magnitude_share_the_bars_axis(make: Callable[..., Built], rows: str) -> None:
    name = "Plan" if rows == ROWS else "B"
    built = make(f"## A\n\n```chart\nkind: column\nline: {name}\nrows: |\n{rows}```\n")
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
    assert frame.panels[0].over_y is None


def test_a_line_over_shares_is_where_both_decks_say(make: Callable[..., Built]) -> None:
    """In PowerPoint, where shares are an axis from 0 to 1, it was off the chart."""
    rows = "  q,A,B,Goal\n  Q1,1,3,50\n  Q2,2,2,60\n"
    built = make(f"## A\n\n```chart\nkind: stacked\npercent: true\nline: Goal\nrows: |\n{rows}```\n")
    chart = next(shape.chart for shape in Presentation(built.pptx).slides[0].shapes if shape.has_chart)
    highs = [float(each.get("val")) for each in chart._chartSpace.iter(f"{{{CHART}}}max")]
    assert sorted(highs) == [1.0, 100.0]


def test_series_that_nobody_named_have_no_legend(make: Callable[..., Built]) -> None:
    unnamed = "## A\n\n```mermaid\nxychart-beta\n  x-axis [a, b]\n  bar [1, 2]\n  line [2, 3]\n```\n"
    asked = TEXT.format("column").replace("line: Plan", "line: Plan\nlegend: false")
    for text in (unnamed, asked, asked.replace("column", "line").replace("line: Plan\n", "")):
        built = make(text)
        assert built.codes == []
        chart = next(shape.chart for shape in Presentation(built.pptx).slides[0].shapes if shape.has_chart)
        assert not chart.has_legend
        (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
        assert frame.panels[0].legend is None
        assert not {"Turnover", "Plan"} & {label.text for label in frame.panels[0].labels}


def test_a_column_that_is_a_line_is_no_bar_too(make: Callable[..., Built]) -> None:
    built = make(TEXT.format("column\ny: [Turnover, Plan]"))
    chart = next(shape.chart for shape in Presentation(built.pptx).slides[0].shapes if shape.has_chart)
    assert [[series.name for series in plot.series] for plot in chart.plots] == [["Turnover"], ["Plan"]]
