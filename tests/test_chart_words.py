"""Words and numbers in a plot: where they stand, and how large, so that none lies on marks or on others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from deckgen.deck.charts import Axis
from deckgen.layout.charts.axes import position, value_axis
from deckgen.layout.charts.model import ChartFrame, Label, Panel
from deckgen.layout.charts.numbers import Numbers, day_number
from tests.instruments.charts import panel_of
from tests.instruments.renderers import libreoffice_words

WEEKS = "kind: line\nrows: |\n  Week, Temp\n  1, 36.6\n  2, 36.9\n  3, 38.4\n  4, 39.1\n  5, 37.7\n  6, 36.8\nx: Week\n"


def _said(panel: Panel, text: str) -> Label:
    return next(label for label in panel.labels if label.text.replace("\n", " ") == text)


def test_weeks_are_counted_from_the_first_to_the_last(make, tmp_path: Path) -> None:
    """There was a week 0, and 2, 4, 6 were written."""
    panel, _ = panel_of(make, tmp_path, WEEKS)
    assert [tick.label for tick in panel.x.ticks] == ["1", "2", "3", "4", "5", "6"]
    assert (panel.x.low, panel.x.high) == (1, 6)


@pytest.mark.parametrize("values", [[0, 1, 2, 3], [1, 2, 4, 8], [0.5, 1.5], [1, 2, 3, 30], range(1, 40)])
def test_what_does_not_count_has_round_numbers(values) -> None:
    axis = value_axis(Axis(), [float(value) for value in values], "en", zero=False, steps=14)
    assert axis.low == 0.0


def test_a_note_stands_off_the_marker_of_its_point(make, tmp_path: Path) -> None:
    rows = "  m, f, loss\n  A, 1, 3.9\n  C, 2, 2.9\n  D, 4, 2.5\n  F, 7, 1.95\n"
    notes = 'x: f\ny: loss\nlabels: m\nnotes: [{x: 4, y: 2.5, text: "Flatter"}]\n'
    panel, theme = panel_of(make, tmp_path, f"kind: scatter\nrows: |\n{rows}{notes}")
    half = theme.tokens.chart.marker / 2  # type: ignore[attr-defined]
    note = _said(panel, "Flatter")
    assert max(abs(note.shift), abs(note.rise)) > half


def test_the_name_of_a_band_stands_off_the_last_marker(make, tmp_path: Path) -> None:
    panel, theme = panel_of(make, tmp_path, f'{WEEKS}bands: [{{y: [36.2, 37.2], text: "Normal range"}}]\n')
    assert _said(panel, "Normal range").shift > theme.tokens.chart.marker / 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "place"), [("Rebuild", "center"), ("Incident 4711: rebuilt", "right")])
def test_the_words_of_a_standing_band_lie_on_no_line(make, tmp_path: Path, text: str, place: str) -> None:
    """They began in its middle, over the peak of the line."""
    rows = "  day, p\n  1, 820\n  2, 790\n  3, 1210\n  4, 801\n  5, 760\nx: day\n"
    block = f'kind: line\nrows: |\n{rows}bands: [{{x: [2.5, 3.5], text: "{text}"}}]\n'
    panel, _ = panel_of(make, tmp_path, block)
    label = _said(panel, text)
    assert label.place == place
    high = panel.plot.bottom - (label.at[1] - panel.y.low) / (panel.y.high - panel.y.low) * panel.plot.height
    peak = panel.plot.bottom - (1210 - panel.y.low) / (panel.y.high - panel.y.low) * panel.plot.height
    assert place == "right" or abs(high - peak) > panel.size / 2


MONTHS = "".join(f"  M{n}, {number}\n" for n, number in enumerate(
    (120345, 98456, 134567, 145678, 156789, 189012, 201234, 198765, 167890, 154321, 143210, 176543)))  # fmt: skip


def test_values_that_would_touch_are_written_smaller(make, tmp_path: Path) -> None:
    """“1,201,234” and “1,198,765” were one number."""
    panel, theme = panel_of(make, tmp_path, f"kind: column\nvalues: true\nrows: |\n  m, v\n{MONTHS}", "stage")
    chart = theme.tokens.chart  # type: ignore[attr-defined]
    assert panel.values is not None
    assert panel.values.text(201234) == "201,234"
    assert chart.source <= panel.value_size < panel.size


def test_values_with_no_room_at_any_size_are_thousands(make, tmp_path: Path) -> None:
    more = MONTHS + MONTHS.replace("M", "N")
    panel, _ = panel_of(make, tmp_path, f"kind: column\nvalues: true\nrows: |\n  m, v\n{more}")
    assert panel.values is not None
    assert panel.values.text(201234) == "201\u202fk"


def test_values_of_many_lying_bars_are_as_low_as_these(make, tmp_path: Path) -> None:
    rows = "".join(f"  Country {n}, {60 + n}.{n % 10}\n" for n in range(21))
    panel, _ = panel_of(make, tmp_path, f"kind: bar\nvalues: true\nrows: |\n  c, v\n{rows}")
    assert panel.value_size < panel.size


def test_values_of_low_pieces_stand_beside_their_stacks(make, tmp_path: Path) -> None:
    """They were left out without a word: 6, 3, 7, 2."""
    rows = "  q, a, b, c, d\n  Q4, 31, 22, 14, 9\n  Q1, 28, 16, 6, 3\n  Q2, 19, 7, 2, 0\n"
    panel, _ = panel_of(make, tmp_path, f"kind: stacked\nvalues: true\nrows: |\n{rows}", "quiet")
    shown = {(label.series, label.point) for label in panel.labels if label.valued}
    for number, series in enumerate(panel.chart.series):
        for point, value in enumerate(series.y):
            assert not value or (number, point) in shown or panel.value_places[number][point] != "none"
    beside = [label for label in panel.labels if label.shift > 0]
    assert {label.text for label in beside} >= {"2"}


@pytest.mark.parametrize(
    ("lang", "day"),
    [("", "5 Jan"), ("en", "5 Jan"), ("en-US", "Jan 5"), ("de", "05.01."), ("fr", "05/01"), ("ja", "1/5")],
)
def test_days_are_written_as_the_language_has_them(lang: str, day: str) -> None:
    """`05/01` is May in America."""
    numbers = Numbers(style="date", precision="day", lang=lang)
    assert numbers.text(day_number(date(2026, 1, 5))) == day


def test_values_beside_a_stack_stand_in_the_order_of_its_pieces(make, tmp_path: Path) -> None:
    """-1 and 1 stood one above the other, in the middle of 50."""
    rows = "  q, a, b, c\n  Q1, 50, 1, -1\n  Q2, 40, 20, 10\n  Q3, -100, -1, -2\n"
    panel, _ = panel_of(make, tmp_path, f"kind: stacked\nvalues: true\nrows: |\n{rows}", "quiet")
    high = {
        (label.text, label.point): panel.plot.bottom
        - (label.at[1] - panel.y.low) / (panel.y.high - panel.y.low) * panel.plot.height
        - label.rise
        for label in panel.labels
        if label.shift > 0
    }
    assert high["1", 0] < high["−1", 0] - panel.value_size
    assert high["−1", 2] < high["−2", 2]


def test_numbers_that_look_the_same_are_not_counted() -> None:
    """Twelve ticks were all `1.00 M`."""
    axis = value_axis(Axis(), [1_000_001.0 + n for n in range(12)], "en", zero=False, steps=14)
    assert len({tick.label for tick in axis.ticks}) == len(axis.ticks)


def test_words_of_standing_lines_lie_on_no_other_of_them_and_on_no_words(make, tmp_path: Path) -> None:
    """`Crisis begins` was struck by the next line, and by what this says."""
    rows = (
        "  year, a, b\n  2001, 5, 3\n  2003, 7, 4\n  2005, 6, 8\n  2007, 9, 2\n  2009, 10, 3\n  2011, 9, 5\n"
    )
    said = {2005: "Launch", 2008: "Crisis begins", 2009: "Second round of many in a year"}
    lines = "".join(f'  - {{x: {x}, text: "{text}"}}\n' for x, text in said.items())
    panel, _ = panel_of(make, tmp_path, f"kind: line\nx: year\nrows: |\n{rows}lines:\n{lines}")
    across = [
        panel.plot.x + (x - panel.x.low) / (panel.x.high - panel.x.low) * panel.plot.width for x in said
    ]
    sides = {text: (_said(panel, text), at) for text, at in zip(said.values(), across, strict=True)}
    for label, at in sides.values():
        wide = 0.4 * panel.size * max(map(len, label.text.split("\n")))
        left, right = (at, at + wide) if label.place == "right" else (at - wide, at)
        assert not any(left + 1 < other < right - 1 for other in across)


GROWTH = {
    "names": "rows: |\n  month,Nord,West\n  Jan,10,15\n  Feb,14,15\n  Mar,40,20\n",
    "numbers": "rows: |\n  n,Nord,West\n  1,10,15\n  7,14,15\n  12,40,20\n",
    "powers": "x: {column: n, scale: log}\nrows: |\n  n,Nord,West\n  1e3,10,15\n  1e5,14,15\n  6e6,40,20\n",
    "dates": "rows: |\n  day,Nord,West\n  2024-01-03,10,15\n  2024-05-07,14,15\n  2025-01-20,40,20\n",
}


@pytest.mark.parametrize("along", GROWTH)
def test_no_line_of_the_grid_runs_through_names_behind_lines(make, pdf, tmp_path: Path, along: str) -> None:
    """LibreOffice left the names out where a point stood on the very end of a logarithmic axis."""
    panel, _ = panel_of(make, tmp_path, f"kind: line\n{GROWTH[along]}")
    named = {label.text: position(panel.x, label.at[0]) for label in panel.labels}
    assert named == {"Nord": pytest.approx(1.0, abs=1e-4), "West": pytest.approx(1.0, abs=1e-4)}
    words, _ = libreoffice_words(pdf(make(tmp_path / "board.md").pptx))
    assert all(word.left > panel.plot.right for word in words if word.text in named)
    assert {"Nord", "West"} <= {word.text for word in words}


@pytest.mark.parametrize("face", ["board", "stage", "seminar", "quiet"])
def test_values_of_negative_bars_stand_off_the_names(make, pdf, tmp_path: Path, face: str) -> None:
    rows = "rows: |\n  r,v\n  Nord,12.4\n  West,-8.7\n  Übersee und sonstige Gebiete,0.4\n"
    panel_of(make, tmp_path, f"kind: bar\n{rows}values: true\n", face)
    words, _ = libreoffice_words(pdf(make(tmp_path / f"{face}.md").pptx))
    name, value = (next(word for word in words if text in word.text) for text in ("West", "8.7"))
    assert value.left - name.right > 5


def test_slices_that_have_stepped_back_are_named_at_their_places(make, tmp_path: Path) -> None:
    """A legend had the same grey four times."""
    rows = (
        "rows: |\n  s,v\n  Wind,19\n  Nuclear,24\n  Gas,16\n  Hydro,15\n  Solar,11\n  Coal and lignite,15\n"
    )
    deck = tmp_path / "deck.md"
    for light, has_legend in (("highlight: [Wind, Solar]\n", False), ("", True)):
        deck.write_text(
            f"## Pie\n\n```chart\nkind: pie\n{rows}{light}```\n\n- A point\n- Another one of them\n", "utf-8"
        )
        frames = make(deck).laid.slides[0].frames
        (panel,) = next(frame for frame in frames if isinstance(frame, ChartFrame)).panels
        assert not panel.legend or has_legend


def test_a_name_is_clear_of_the_lines_of_others(make, tmp_path: Path) -> None:
    """That of a line which ends early was struck through by one that goes on."""
    rows = "5,10,30,12\n  10,15,60,18\n  20,22,140,26\n  40,38,150,42\n  80,,,44\n  160,,,46\n"
    panel, _ = panel_of(make, tmp_path, f"kind: line\nx: clients\nrows: |\n  clients,Old,Slow,New\n  {rows}")
    assert abs(_said(panel, "Slow").rise) < 0.1
    assert _said(panel, "Old").rise < -2
