"""How charts look: what stands out, what steps back, how far axes go, where names stand."""

from __future__ import annotations

import itertools
import math
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from deckgen.deck.charts import Axis, Bars, Chart, Lines, Series, Slices
from deckgen.layout.charts.axes import value_axis
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.charts.rounds import SliceLabel, centers
from deckgen.layout.charts.spread import spread
from deckgen.layout.charts.style import ALIKE, legible, mark_color, surfaces
from deckgen.themes.colors import contrast, told_apart
from deckgen.themes.registry import modes_of, theme_names
from deckgen.themes.template import read_template
from deckgen.writers.pptx.charts.numbers import format_code
from tests.conftest import ROOT
from tests.instruments.charts import panel_of
from tests.instruments.contrast import faint
from tests.instruments.renderers import chromium_words, libreoffice_words, page_of

FACES = [face for name in theme_names() for face in modes_of(name)]


ROWS = "rows: |\n  who, share\n  Search, 48\n  Mail, 22\n  Social, 18\n  Other, 12\nhighlight: Social\n"
STACK = "kind: stacked\nrows: |\n  y, a, b, c, d\n  1, 30, 20, 25, 10\n  2, 26, 21, 24, 12\nhighlight: c\n"


def test_what_stands_out_has_one_colour_in_every_kind_of_chart(make, tmp_path: Path) -> None:
    pie, _ = panel_of(make, tmp_path, f"kind: pie\n{ROWS}")
    columns, _ = panel_of(make, tmp_path, f"kind: column\n{ROWS}")
    stack, _ = panel_of(make, tmp_path, STACK)
    found = {mark_color(pie.chart, 0, 2), mark_color(columns.chart, 0, 2), stack.chart.series[2].color}
    assert found == {"lit1"}


@pytest.mark.parametrize("face", FACES)
def test_what_has_stepped_back_does_so_on_any_ground_and_in_steps(make, tmp_path: Path, face: str) -> None:
    panel, theme = panel_of(make, tmp_path, STACK, face)
    ground, lit, *back = (theme.color(name) for name in ("ground", "lit1", "back1", "back2", "back3"))
    assert [series.color for series in panel.chart.series] == ["back1", "back2", "lit1", "back3"]
    for one, other in ((back[0], back[1]), (back[1], back[2]), (back[0], back[2])):
        assert told_apart(one, other) > 4
    for color in back:
        assert 1.3 < contrast(color, ground) < contrast(theme.color("muted"), ground)
        assert told_apart(color, lit) > 12
        assert told_apart(color, theme.color("lit2")) > 12


def _slices(*colors: str) -> Chart:
    return Chart(
        marks=Bars(),
        series=tuple(Series(name=color, y=(1.0,), color=color) for color in colors),
        categories=("a",),
    )


def test_surfaces_that_colour_does_not_tell_apart_have_other_shades(make, tmp_path: Path) -> None:
    """They were hatched: loud stripes over the largest parts of a chart."""
    _, theme = panel_of(make, tmp_path, STACK)
    # A red and a green that most eyes tell apart, and one in twelve men don't.
    chart = _slices("00539B", "B5651D", "7A7A1D", "00549C")

    found = surfaces(chart, theme)
    assert [how for _, how in found] == ["solid"] * 4
    assert [color for color, _ in found[:2]] == ["00539B", "B5651D"]
    for (one, _), (other, _) in itertools.combinations(found, 2):
        assert told_apart(theme.color(one), theme.color(other)) >= ALIKE
    assert all(contrast(theme.color(color), theme.color("ground")) >= 3 for color, _ in found)
    many = surfaces(_slices(*["00539B"] * 9), theme)
    assert {how for _, how in many} > {"solid"}  # no shade is left
    pie = Chart(marks=Slices(), series=(Series(name="", y=(1.0, 2.0, 3.0)),), categories=("a", "b", "c"))
    assert [how for _, how in surfaces(pie, theme)] == ["solid"] * 3


@given(high=st.floats(0.01, 1e7), ticks=st.integers(3, 6))
def test_axes_do_not_go_far_beyond_what_they_show(high: float, ticks: int) -> None:
    axis = value_axis(Axis(), [0.0, high], "en", zero=True, ticks=ticks)
    assert high <= axis.high * (1 + 1e-9)
    assert axis.high - high <= 0.4 * axis.high
    assert 2 <= len(axis.ticks) <= 2 * ticks + 1


@pytest.mark.parametrize("face", ["board", "stage", "seminar-dark", "quiet"])
def test_names_in_the_charts_of_the_outline_stand_on_nothing(make, tmp_path: Path, face: str) -> None:
    assert faint(make(ROOT / "slides" / "farid.md", theme=face).html) == []


def test_rows_below_data_are_rows(make, tmp_path: Path) -> None:
    panel, _ = panel_of(make, tmp_path, "kind: column\ndata: |\n  city, n\n  Lyon, 3\n  Nice, 4\n")
    assert panel.chart.series[0].y == (3.0, 4.0)


def test_a_theme_without_grid_has_none_in_either_file(make) -> None:
    built = make(
        "---\ntheme: stage\n---\n## C\n\n```chart\nkind: line\nrows: |\n  a, b\n  1, 2\n  2, 5\n```\n"
    )
    with zipfile.ZipFile(built.pptx) as package:
        (chart,) = (
            package.read(name)
            for name in package.namelist()
            if "charts/chart" in name and "_rels" not in name
        )
    assert b"majorGridlines" not in chart
    assert 'stroke-width="0"' not in built.html.read_text(encoding="utf-8")


def test_families_of_points_that_have_names_are_named_by_a_legend(make, tmp_path: Path) -> None:
    rows = "rows: |\n  nom,famille,x,y\n  a,Une,1,2\n  b,Une,2,3\n  c,Deux,3,1\n"
    block = f"kind: scatter\n{rows}x: x\ny: y\nseries: famille\nlabels: nom\n"
    panel, _ = panel_of(make, tmp_path, block)
    assert panel.legend is not None
    assert panel.chart.names == ("Une", "Deux")
    assert {label.text for label in panel.labels} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ("2025-10-01;1\n  2025-11-01;2\n  2026-01-01;4", ("Oct 2025", "Nov", "Jan 2026")),
        ("2024-01-01;1\n  2025-01-01;2", ("2024", "2025")),
        ("2025-10-01;1\n  2025-10-09;2", ("1 Oct", "9 Oct")),
        ("2025-10-01;1\n  later;2", ("2025-10-01", "later")),
        ("2024-03-05;1\n  2025-03-05;2", ("2024-03-05", "2025-03-05")),  # not alike without their year
    ],
)
def test_dates_below_columns_are_written_as_on_an_axis_of_dates(
    make, rows: str, shown: tuple[str, ...]
) -> None:
    for kind in ("column", "stacked"):
        block = f"kind: {kind}\nx: {{column: a, scale: date}}\ny: b\nrows: |\n  a;b\n  {rows}\n"
        (slide,) = make(f"# T\n\n```chart\n{block}```\n").laid.slides
        (frame,) = (f for f in slide.frames if isinstance(f, ChartFrame))
        assert frame.group.charts[0].categories == shown


@given(
    half=st.tuples(st.floats(1, 120), st.floats(1, 40)),
    turn=st.floats(0, 2 * math.pi),
    radius=st.floats(20, 200),
)
def test_no_name_around_a_pie_touches_it(half: tuple[float, float], turn: float, radius: float) -> None:
    x, y = SliceLabel(half, math.sin(turn), -math.cos(turn), 6.0).center(radius)
    nearest = math.hypot(max(0.0, abs(x) - half[0]), max(0.0, abs(y) - half[1]))
    assert nearest == pytest.approx(radius + 6.0, rel=1e-3)
    assert math.atan2(x, -y) % (2 * math.pi) == pytest.approx(turn, abs=1e-3) or turn > 6.28


def test_the_names_around_a_ring_stand_off_it_in_the_page(make) -> None:
    built = make("# T\n\n```chart\nkind: doughnut\nrows: |\n  name,value\n  A,30\n  B,50\n  C,20\n```\n")
    with page_of(built.html) as (page, _):
        ring, labels = page.evaluate(
            """() => {
                const box = (one, b = one.getBoundingClientRect()) => [b.left, b.top, b.right, b.bottom];
                const slices = [...document.querySelectorAll('.present svg path')].map(one => box(one));
                const sides = [Math.min, Math.min, Math.max, Math.max];
                const names = [...document.querySelectorAll('.present svg text')].filter(t => /%/.test(t.textContent));
                return [sides.map((of, at) => of(...slices.map(one => one[at]))), names.map(one => box(one))];
            }"""
        )
    center, radius = ((ring[0] + ring[2]) / 2, (ring[1] + ring[3]) / 2), (ring[2] - ring[0]) / 2
    assert len(labels) == 3
    for left, top, right, bottom in labels:
        across = max(left - center[0], center[0] - right, 0.0)
        down = max(top - center[1], center[1] - bottom, 0.0)
        assert math.hypot(across, down) > radius


def test_names_of_small_slices_side_by_side_do_not_overlap() -> None:
    shares = (52, 41, 4, 3)
    labels, done = [], 0.0
    for share in shares:
        turn = 2 * math.pi * (done + share / 2) / 100
        done += share
        labels.append(SliceLabel((34.0, 16.0), math.sin(turn), -math.cos(turn), 6.0))
    places = centers(labels, 100.0)
    for at, (x, y) in enumerate(places):
        assert math.hypot(x, y) < 100 + 34 + 60 + 6
        for other_x, other_y in places[:at]:
            assert abs(x - other_x) >= 68 or abs(y - other_y) >= 32


def test_a_theme_that_shows_how_far_the_talk_is_has_the_only_such_bar(make, tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    for theme, shown in (("seminar", False), ("board", True)):
        deck.write_text(f"---\ntheme: {theme}\n---\n# A\n\n## B\n\n- x\n", encoding="utf-8")
        with page_of(make(deck).html) as (page, _):
            assert page.evaluate("() => Reveal.getConfig().progress") is shown


ERRORS = "kind: column\nrows: |\n  who,n,sd\n  A,52,6\n  B,61,7\n  C,-20,5\nx: who\ny: n\nerror: sd\nvalues: true\n"


def test_values_stand_beyond_their_error_bars(make, tmp_path: Path) -> None:
    panel, _ = panel_of(make, tmp_path, ERRORS)
    scale = panel.plot.height / (panel.y.high - panel.y.low)
    found = {label.point: (label.place, label.rise) for label in panel.labels if label.valued}
    assert found[0] == ("above", pytest.approx(6 * scale))
    assert found[1] == ("above", pytest.approx(7 * scale))
    assert found[2] == ("below", pytest.approx(-5 * scale))


MONTHS = "".join(f"  2026-{month:02}-01,{40 + month}\n" for month in range(1, 7))


def test_a_few_months_on_an_axis_have_their_names(make, tmp_path: Path) -> None:
    block = "kind: line\nrows: |\n  m,n\n{}x: {{column: m, scale: date}}\ny: n\n{}"
    panel, _ = panel_of(make, tmp_path, block.format(MONTHS, "notes: [{x: 2026-03-01, y: 43, text: Here}]\n"))
    assert [tick.label for tick in panel.x.ticks] == ["Jan 2026", "Feb", "Mar", "Apr", "May", "Jun"]
    (note,) = (label for label in panel.labels if label.text == "Here")
    assert note.at == (2.0, 43.0)
    between = MONTHS.replace("2026-03-01", "2026-03-15")  # these are days
    panel, _ = panel_of(make, tmp_path, block.format(between, ""))
    assert panel.x.axis.scale == "date"


REGIONS = "kind: column\nrows: |\n  Region;Q1;Q2;Q3;Q4\n{}x: Region\ny: [Q1, Q2, Q3, Q4]\n"
NAMES = (
    "Nordrhein-Westfalen",
    "Mecklenburg-Vorpommern",
    "Baden-Württemberg",
    "Rheinland-Pfalz",
    "Sachsen-Anhalt",
)


def test_long_names_break_at_their_hyphens(make, tmp_path: Path) -> None:
    rows = "".join(f"  {name};12.4;13.1;12.8;14.9\n" for name in NAMES)
    panel, _ = panel_of(make, tmp_path, REGIONS.format(rows))
    assert not panel.x.turned
    assert panel.x.ticks[1].label == "Mecklenburg-\nVorpommern"


SOURCES = "Trade fairs and conferences,4\n  Recommendations by customers,3\n  Website contact form,9\n  Cold calls,1\n"


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_long_names_are_small_rather_than_turned_and_cut(make, tmp_path: Path, theme: str) -> None:
    rows = f"source,leads\n  {SOURCES}  Newsletter,2\n  Partner programme,5\n"
    block = f"kind: column\nvalues: true\nrows: |\n  {rows}"
    panel, _ = panel_of(make, tmp_path, block, theme)
    assert not panel.x.turned
    assert not any("…" in tick.label for tick in panel.x.ticks)


def test_values_that_would_meet_are_left_out_and_that_is_said(make, tmp_path: Path) -> None:
    rows = "".join(f"  {name};112.4;113.1;112.8;114.9\n" for name in (*NAMES, "Hessen", "Bayern"))
    deck = tmp_path / "deck.md"
    deck.write_text(f"## C\n\n```chart\n{REGIONS.format(rows)}values: true\n```\n", encoding="utf-8")
    built = make(deck)
    (frame,) = (f for slide in built.laid.slides for f in slide.frames if isinstance(f, ChartFrame))
    assert frame.panels[0].values is None
    assert not frame.panels[0].y.axis.hidden
    assert built.codes == ["chart-crowded"]


def test_words_on_the_highest_point_stand_above_it(make, tmp_path: Path) -> None:
    rows = "  0,0\n  0.2,0.72\n  0.4,0.97\n  0.5,1\n  0.6,0.97\n  0.8,0.72\n  1,0\n"
    note = "notes: [{x: 0.5, y: 1, text: 'Fair coin: 1 bit'}]\n"
    panel, _ = panel_of(make, tmp_path, f"kind: line\nrows: |\n  p,H\n{rows}x: p\ny: H\n{note}")
    (label,) = (each for each in panel.labels if each.text == "Fair coin: 1 bit")
    assert label.place == "above"
    assert panel.y.high > 1


def test_slices_that_a_legend_names_have_their_shares_beside_them(make, tmp_path: Path) -> None:
    rows = "".join(f"  country {n},{20 - n}\n" for n in range(10))
    panel, _ = panel_of(make, tmp_path, f"kind: pie\nrows: |\n  c,n\n{rows}x: c\ny: n\n")
    assert panel.legend is not None
    assert panel.values is not None
    assert len(panel.slice_shifts) == 10


def test_lines_can_be_seen_on_a_dark_ground(make, tmp_path: Path) -> None:
    names = [f"c{n}" for n in range(9)]
    rows = "".join(f"  Q{q},{','.join(f'{40 + 3 * n + q}' for n in range(9))}\n" for q in (1, 2))
    block = f"kind: line\nrows: |\n  q,{','.join(names)}\n{rows}x: q\ny: [{', '.join(names)}]\n"
    panel, theme = panel_of(make, tmp_path, block, "stage")
    assert min(contrast(theme.color(s.color), theme.color("ground")) for s in panel.chart.series) >= 3


@pytest.mark.parametrize("values", ["", "values: true\n"])
@pytest.mark.parametrize(
    "rows", ["n, a\n  N, 10\n  S, 25\n  O, 20", "n, a, b\n  N, 10, 12\n  S, 25, 21\n  O, 20, 22"]
)
def test_a_note_stands_above_its_column_and_its_value(make, tmp_path: Path, rows: str, values: str) -> None:
    notes = "[{x: S, y: 25, text: Most}, {x: O, y: 20, text: Second}]"
    deck = tmp_path / "deck.md"
    block = f"kind: column\nrows: |\n  {rows}\n{values}notes: {notes}\n"
    deck.write_text(f"## Chart\n\n```chart\n{block}```\n", encoding="utf-8")
    words, _ = chromium_words(make(deck).html)
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for word in words:
        boxes[word.text] = (word.left, word.top, word.right, word.bottom)
    for word, value in (("Most", "25"), ("Second", "20")):
        left, top, right, bottom = boxes[word]
        others = [box for text, box in boxes.items() if text != word]
        assert not any(a < right and c > left and b < bottom - 1 and d > top + 1 for a, b, c, d in others)
        if values:
            assert bottom <= boxes[value][1] + 3
            assert abs((left + right) / 2 - (boxes[value][0] + boxes[value][2]) / 2) < 40


@pytest.mark.parametrize("ground", ["2F5FA5", "C8102E", "1B1B1B"])
def test_series_on_a_coloured_ground_are_seen_and_told_apart(tmp_path: Path, ground: str) -> None:
    """Each colour that can't be seen fell to the same white."""
    template = Presentation()
    master = template.slide_master
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor.from_string(ground)
    colors = master._element.find(qn("p:clrMap"))
    colors.set("bg1", "dk1")
    colors.set("tx1", "lt1")
    template.save(str(tmp_path / "theme.pptx"))
    theme = read_template(tmp_path / "theme.pptx", "theme")
    chart = Chart(
        marks=Bars(), series=tuple(Series(name=f"{n}", y=(1.0, 2.0), color=f"series{n}") for n in range(1, 5)),
        categories=("a", "b"),
    )  # fmt: skip
    digits = [theme.color(one.color) for one in legible(chart, theme).series]
    assert all(contrast(each, theme.color("ground")) >= 3.0 for each in digits)
    assert all(told_apart(a, b) >= 12.0 for a, b in pairwise(digits))
    assert len(set(digits)) >= 3


def test_values_on_a_logarithmic_axis_stand_behind_their_bars_in_both(tmp_path: Path, make, pdf) -> None:
    """LibreOffice wrote them over the names."""
    deck = tmp_path / "deck.md"
    rows = "  Alpha,1500\n  Beta,17500\n  Gamma,540000\n"
    block = f"kind: bar\nrows: |\n  name,v\n{rows}x: name\ny: {{column: v, scale: log}}\nvalues: true\n"
    deck.write_text(f"## Chart\n\n```chart\n{block}```\n", encoding="utf-8")
    words, _ = libreoffice_words(pdf(make(deck).pptx))
    names = [word for word in words if word.text in ("Alpha", "Beta", "Gamma")]
    values = [word for word in words if word.text.startswith(("1,500", "17,500", "540,000"))]
    assert len(names) == len(values) == 3
    assert max(word.right for word in names) < min(word.left for word in values)


SPENT = (
    "kind: pie\nvalues: true\nrows: |\n  Category,Share\n  People,48\n  Cloud infrastructure,17\n  Marketing,12\n"
    "  Facilities,9\n  Travel,6\n  Professional services,4\n  Other,4\n"
)


@pytest.mark.parametrize("face", ["board", "stage", "quiet", "seminar"])
def test_a_pie_alone_is_large_and_its_names_do_not_meet(make, tmp_path: Path, face: str) -> None:
    """It was a third of the slide high, and `Other 4%` lay on `Professional services`."""
    panel, _ = panel_of(make, tmp_path, SPENT, face)
    assert panel.plot.height >= 0.5 * panel.box.height
    assert panel.legend is not None


def test_a_few_slices_are_named_around_their_pie(make, tmp_path: Path) -> None:
    panel, _ = panel_of(make, tmp_path, f"kind: pie\nvalues: true\n{ROWS}")
    assert panel.legend is None


def test_a_line_chart_with_a_legend_has_the_whole_width(make, tmp_path: Path) -> None:
    """The room for names at the ends of lines was kept beside a legend."""
    names = "Research and development in Europe and Asia, Sales and marketing in Europe and Asia"
    rows = f"kind: line\nrows: |\n  Year, {names}\n  2020, 10, 12\n  2021, 14, 13\n  2022, 20, 15\n"
    panel, _ = panel_of(make, tmp_path, rows)
    assert panel.legend is not None
    assert panel.plot.width > 0.9 * panel.box.width
    assert panel.y.low == 0


def test_values_on_lines_stand_where_the_lines_do_not_go(make, tmp_path: Path) -> None:
    """330 and 322 lay on one another, and values on the line that goes up from a point."""
    rows = "Year, a, b\n  2020, 410, 301\n  2021, 455, 310\n  2022, 330, 322\n  2023, 610, 345\n  2024, 402, 361\n"
    panel, _ = panel_of(make, tmp_path, f"kind: line\nvalues: true\nrows: |\n  {rows}")
    assert [each[2] for each in panel.value_places] == ["", "below"]
    assert "none" not in {place for each in panel.value_places for place in each}
    one = "kind: line\nvalues: true\nrows: |\n  Year, p\n  2020, 34\n  2021, 41\n  2022, 79\n  2023, 63\n  2024, 29\n"
    panel, _ = panel_of(make, tmp_path, one)
    assert panel.value_places == (("below", "below", "", "", "below"),)


def test_a_line_across_strikes_no_value_out(make, tmp_path: Path) -> None:
    rows = "kind: column\nvalues: true\nrows: |\n  k, v\n  Alpha, 71\n  Beta, 64\n  Gamma, 88\n"
    panel, _ = panel_of(make, tmp_path, f'{rows}lines: [{{y: 70, text: "Target"}}]\n')
    assert panel.value_places == (("", "inside", ""),)
    plain, _ = panel_of(make, tmp_path, rows)
    assert plain.value_places == (("", "", ""),)


@given(st.lists(st.tuples(st.floats(0, 300), st.sampled_from((14.0, 28.0, 42.0))), min_size=1, max_size=7))
def test_labels_one_above_the_other_stand_apart_in_their_order(labels: list[tuple[float, float]]) -> None:
    labels.sort()
    wanted, heights = [place for place, _ in labels], [high for _, high in labels]
    found = spread(wanted, heights, -400, 700)
    for (one, high), (other, its) in pairwise(zip(found, heights, strict=True)):
        assert other - one >= (high + its) / 2 - 1e-6
    assert spread(found, heights, -400, 700) == pytest.approx(found)


def test_a_series_that_another_goes_on_from_is_named_off_its_line(make, tmp_path: Path) -> None:
    rows = "  Month, Balance, Forecast\n  1, -4.2,\n  2, -2.1,\n  3, 1.2, 1.2\n  4, , 2.6\n  5, , 3.9\n"
    panel, _ = panel_of(make, tmp_path, f"kind: line\nrows: |\n{rows}")
    assert {label.text: label.place for label in panel.labels} == {"Balance": "below", "Forecast": "right"}


def test_only_powers_below_one_have_decimals(make, tmp_path: Path) -> None:
    """`10,000.0` stood above `0.1`, in the file, too."""
    axes = "kind: line\nx: {column: n, scale: log}\ny: {columns: [a], scale: log}\n"
    panel, _ = panel_of(make, tmp_path, f"{axes}rows: |\n  n,a\n  1024,0.9\n  65536,3900\n")
    assert [tick.label for tick in panel.y.ticks] == ["0.1", "1", "10", "100", "1,000", "10,000"]
    assert format_code(panel.y.numbers, panel.y.ticks) == "[>=0.999999]#,##0;0.#"


def test_powers_below_one_have_no_more_decimals_than_they_need(make, tmp_path: Path) -> None:
    axes = "kind: line\nx: {column: n}\ny: {columns: [a], scale: log}\n"
    panel, _ = panel_of(make, tmp_path, f"{axes}rows: |\n  n,a\n  1,0.9\n  2,0.0012\n")
    assert [tick.label for tick in panel.y.ticks] == ["0.001", "0.01", "0.1", "1"]
    assert format_code(panel.y.numbers, panel.y.ticks) == "[>=0.999999]0;0.###"


def test_losses_on_a_numeric_axis_hang_below_the_line_of_zero(make) -> None:
    built = make(
        "## A\n\n```chart\nkind: line\nrows: |\n  year,v\n  2023,-12\n  2024,-15\n  2025,6\nx: year\ny: v\n```\n\n"
        "## B\n\n```chart\nkind: scatter\nrows: |\n  a,v\n  1.5,-12\n  2.5,-15\n  4,6\nx: a\ny: v\n```\n"
    )
    with zipfile.ZipFile(built.pptx) as package:
        names = sorted(name for name in package.namelist() if name.startswith("ppt/charts/chart"))
        xml = [package.read(name).decode() for name in names]
    assert ["autoZero" in each for each in xml] == [True, False]


def test_a_line_in_a_palest_colour_of_a_company_is_seen_and_its_bars_are_its_own(tmp_path: Path) -> None:
    template = Presentation()
    (part,) = (
        each.target_part for each in template.slide_master.part.rels.values() if "theme" in each.reltype
    )
    part._blob = re.sub(rb'(<a:accent3>)<a:srgbClr val="\w+"/>', rb'\1<a:srgbClr val="BFD8D6"/>', part.blob)
    template.save(str(tmp_path / "theme.pptx"))
    theme = read_template(tmp_path / "theme.pptx", "theme")
    assert theme.color("accent3") == "BFD8D6"
    several = tuple(Series(name=f"{n}", y=(1.0, 2.0), color=f"accent{n}") for n in range(1, 4))
    seen: dict[type, list[str]] = {}
    for marks in (Lines(), Bars()):
        chart = legible(Chart(marks=marks, series=several, over=several[2:], categories=("a", "b")), theme)
        seen[type(marks)] = [theme.color(one.color) for one in chart.every_series]
    assert seen[Bars][:3] == [theme.color(f"accent{n}") for n in range(1, 4)]
    assert seen[Lines][:2] == seen[Bars][:2]
    for thin in (seen[Lines][2], seen[Bars][3]):
        assert contrast(thin, theme.color("ground")) >= 3
