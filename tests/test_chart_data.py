"""Data for charts as spreadsheets, programs and people write it: what is drawn are the numbers that they mean."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from deckgen import build
from deckgen.deck.charts import Axis
from deckgen.layout.charts.axes import up_to_data, value_axis
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.charts.numbers import Numbers
from deckgen.options import Options
from deckgen.pipeline import prepare

Drawn = dict[str, dict[str, float | None]]


def _drawn(folder: Path, block: str, lang: str = "", **files: bytes) -> tuple[Drawn, list[str]]:
    """For each series of a chart, its values by what stands along its axis; and what is said."""
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    path = folder / "deck.md"
    front = f"---\nlang: {lang}\n---\n\n" if lang else ""
    path.write_text(f"{front}## One\n\n```chart\n{block}\n```\n", "utf-8")
    _, laid, found = prepare(path, Options())
    assert laid is not None
    frames = [frame for slide in laid.slides for frame in slide.frames if isinstance(frame, ChartFrame)]
    series: Drawn = {}
    for panel in itertools.chain.from_iterable(frame.panels for frame in frames):
        for each in panel.chart.series:
            along = [f"{x:g}" for x in each.x] or panel.chart.categories
            series[each.name] = dict(zip(along, each.y, strict=True))
    return series, [each.code for each in found if each.severity != "note"]


BAR = "kind: column\ndata: a.csv"


@pytest.mark.parametrize(
    ("lang", "data", "drawn"),
    [
        ("fr", 'Month,n\nJan,"1,234"\nFeb,"12,345"\nMar,999\n', {"n": {"Jan": 1234, "Feb": 12345, "Mar": 999}}),
        ("en", "M;n;p\nJ;1.234;1,5\nF;12.345;2,5\n", {"n": {"J": 1234, "F": 12345}, "p": {"J": 1.5, "F": 2.5}}),
        ("en", "M;n\nJan;1.234\nFeb;12.345\nMar;999\n", {"n": {"Jan": 1234, "Feb": 12345, "Mar": 999}}),
        ("en", "M,n\na,1.234\nb,2.345\n", {"n": {"a": 1.234, "b": 2.345}}),
        ("fr", "M;n\na;1,234\nb;2,345\n", {"n": {"a": 1.234, "b": 2.345}}),
        ("fr", "Ville;Pop, en M, 2020\nParis;2,1\nRome;2,8\n", {"Pop, en M, 2020": {"Paris": 2.1, "Rome": 2.8}}),
        ("", "n|a|b\nx|1|2\ny|4|5\n", {"a": {"x": 1, "y": 4}, "b": {"x": 2, "y": 5}}),
        ("", "| n | a |\n| - | - |\n| x | 1 |\n| y | 4 |\n", {"a": {"x": 1, "y": 4}}),
        ("", "sep=;\nn;a\nx;1\ny;2\n", {"a": {"x": 1, "y": 2}}),
        ("", "# where from\nn,a\nx,1\ny,2\n", {"a": {"x": 1, "y": 2}}),
        ("", ",gaz,oil\n2020,1.5,2\n2021,2.5,3\n", {"gaz": {"2020": 1.5, "2021": 2.5}, "oil": {"2020": 2, "2021": 3}}),
        ("", '"","year","v"\n"1",2020,1.5\n"2",2021,2.5\n', {"v": {"2020": 1.5, "2021": 2.5}}),
        ("", '"",a,b\n1,1.5,2\n2,2.5,3\n', {"a": {"1": 1.5, "2": 2.5}, "b": {"1": 2, "2": 3}}),
        ("", "n,a\nx,$1,,\n", {"a": {"x": 1}}),
        ("en", 'n,a\nx,"$1,234.50"\ny,($45.00)\n', {"a": {"x": 1234.5, "y": -45}}),
        ("fr", "n;a\nx;1 234,80 €\ny;−5 €\nz;#N/D\n", {"a": {"x": 1234.8, "y": -5, "z": None}}),
        ("", "n,a\nx,5*\ny,12[1]\nz,..\n", {"a": {"x": 5, "y": 12, "z": None}}),
    ],
)  # fmt: skip
def test_numbers_are_those_that_are_meant(tmp_path: Path, lang: str, data: str, drawn: Drawn) -> None:
    """A thousandth of them, columns of others, or none were drawn, and nothing was said."""
    assert _drawn(tmp_path, BAR, lang, a_csv=data.encode()) == (drawn, [])


@pytest.mark.parametrize(
    ("data", "drawn", "said"),
    [
        ("Paris;1,5\nLyon;2,5\n", {"B": {"Paris": 1.5, "Lyon": 2.5}}, "no-header"),
        ("n;b;b\nx;1;3\ny;2;5\n", {"b": {"x": 1, "y": 2}, "b (2)": {"x": 3, "y": 5}}, "surplus-data"),
        ("Sales\nn;b\nx;1\ny;2\n", {"b": {"x": 1, "y": 2}}, "surplus-data"),
        ("n;b;c\nx;1;\ny;2;\n", {"b": {"x": 1, "y": 2}}, ""),
        ("n;b\nx;1\ny;2\nz;3\nw;env. 7\n", {"b": {"x": 1, "y": 2, "z": 3, "w": None}}, "not-a-number"),
    ],
    ids=["no header", "twice", "a title", "an empty column", "one slip"],
)
def test_what_is_odd_is_drawn_and_said(tmp_path: Path, data: str, drawn: Drawn, said: str) -> None:
    assert _drawn(tmp_path, BAR, "fr", a_csv=data.encode()) == (drawn, [said] if said else [])


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", ["not-utf8"]), ("utf-16", []), ("utf-8-sig", [])])
def test_files_as_older_spreadsheets_save_them_are_read(
    tmp_path: Path, encoding: str, said: list[str]
) -> None:
    data = "Année;Énergie\n2020;1,5\n2021;2,5\n".encode(encoding)
    assert _drawn(tmp_path, BAR, "fr", a_csv=data) == ({"Énergie": {"2020": 1.5, "2021": 2.5}}, said)


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        ("rows: {a: 1, b: 2}", {"B": {"a": 1, "b": 2}}),
        ("rows:\n  a: 1\n  b: 2", {"B": {"a": 1, "b": 2}}),
        ("rows:\n  - a: 1\n  - b: 2", {"B": {"a": 1, "b": 2}}),
        ("rows: {x: [a, b], y: [1, 2]}", {"y": {"a": 1, "b": 2}}),
        ("rows: {a: {u: 1, v: 3}, b: {u: 2, v: 4}}", {"u": {"a": 1, "b": 2}, "v": {"a": 3, "b": 4}}),
    ],
)
def test_rows_may_be_a_mapping(tmp_path: Path, rows: str, drawn: Drawn) -> None:
    """One bar named `1` was drawn."""
    assert _drawn(tmp_path, f"kind: column\n{rows}") == (drawn, [])


@pytest.mark.parametrize(
    ("lang", "dates", "along"),
    [
        ("en-US", ["01/02/2024", "03/05/2024"], ["45293", "45356"]),
        ("fr", ["01/02/2024", "03/05/2024"], ["45323", "45415"]),
        ("en", ["01/02/2024", "04/13/2024"], ["45293", "45395"]),
        ("de", ["01.02.24", "05.03.24"], ["45323", "45356"]),
        ("ja", ["2024/01/15", "2024/03/20"], ["45306", "45371"]),
        ("en", ["2024-01-01 10:00", "2024-01-01 12:00"], ["10:00", "12:00"]),
        ("en", ["2024-01-01T00:00:00Z", "2024-01-05T00:00:00Z"], ["45292", "45296"]),
    ],
)
def test_dates_are_those_that_are_meant(
    tmp_path: Path, lang: str, dates: list[str], along: list[str]
) -> None:
    """American ones were read day first, and hours were left out: all points of a day on one stroke."""
    data = "d,v\n" + "".join(f"{each},{n}\n" for n, each in enumerate(dates))
    drawn, said = _drawn(tmp_path, "kind: line\ndata: a.csv", lang, a_csv=data.encode())
    assert (list(drawn["v"]), said) == (along, [])


def test_an_impossible_date_is_said_and_the_others_stay_dates(tmp_path: Path) -> None:
    data = b"d,v\n2024-01-10,1\n2024-02-30,2\n2024-03-20,3\n"
    drawn, said = _drawn(tmp_path, "kind: line\ndata: a.csv", "en", a_csv=data)
    assert (list(drawn["v"]), set(said)) == (["45301", "45371"], {"not-a-date"})


@pytest.mark.parametrize(
    ("kind", "marks"),
    [("Column", "column"), ("donut", "doughnut"), ("hbar", "bar"), ("stacked-bar", "stacked")],
)
def test_kinds_go_by_their_other_names(tmp_path: Path, kind: str, marks: str) -> None:
    """All were lines."""
    from deckgen.charts.registry import KINDS

    path = tmp_path / "deck.md"
    path.write_text(f"## One\n\n```chart\nkind: {kind}\nrows: {{a: 1, b: 2}}\n```\n", "utf-8")
    _, laid, _ = prepare(path, Options())
    assert laid is not None
    frame = next(frame for frame in laid.slides[0].frames if isinstance(frame, ChartFrame))
    assert frame.panels[0].chart.marks == KINDS[marks].marks


def test_a_band_far_beyond_the_plot_takes_no_time(tmp_path: Path) -> None:
    """It was as many lines as it is times as high: all memory, and no end."""
    path = tmp_path / "deck.md"
    block = "kind: line\nrows: {a: 1, b: 2}\ny: {max: 10}\nbands: [{y: [0, 1e12], text: all}]"
    path.write_text(f"## One\n\n```chart\n{block}\n```\n", "utf-8")
    assert build(path, output=tmp_path).written


def test_a_picture_that_its_decoder_fails_at_is_said(tmp_path: Path) -> None:
    """Whatever a decoder raised ended the build."""
    (tmp_path / "a.emf").write_bytes(b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(80))
    path = tmp_path / "deck.md"
    path.write_text("## One\n\n![x](a.emf)\n", "utf-8")
    assert [each.code for each in build(path, output=tmp_path).diagnostics if each.severity == "warning"]


@pytest.mark.parametrize(
    "ends", [(20240100, 20240300), (0.91231, 0.91239), (99999.1, 99999.3), (1e9, 1e9 + 40)]
)
@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_ticks_are_told_apart(lang: str, ends: tuple[float, float]) -> None:
    """Five in a row were `20,24 M`."""
    axis = value_axis(Axis(), ends, lang, zero=False)
    labels = [tick.label for tick in axis.ticks]
    assert len(set(labels)) == len(labels) > 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "2.5\u202fB"), ("es", "2.500\u202fM"), ("ru", "2,5\u202fмлрд"), ("nl", "2,5\u202fmld.")],
)
def test_a_billion_is_what_it_is_in_the_language(lang: str, text: str) -> None:
    """All but three had the English letters: in Spanish, a thousand times as much."""
    assert value_axis(Axis(), (0, 2.5e9), lang, zero=True).numbers.text(2.5e9) == text


@pytest.mark.parametrize("count", [3, 6, 9, 12, 16, 20])
@pytest.mark.parametrize("kind", ["line", "column", "stacked"])
def test_no_legend_lies_on_the_plot(tmp_path: Path, kind: str, count: int) -> None:
    """Beside text, one of many names lay over the lines, and ran out of the slide."""
    head = ["x", *(f"Series number {n} of all" for n in range(count))]
    rows = [head, *([str(2018 + y), *(str((7 * y * n) % 90) for n in range(1, count + 1))] for y in range(6))]
    block = "\n".join(f"  - [{', '.join(row)}]" for row in rows)
    path = tmp_path / "deck.md"
    chart = f"```chart\nkind: {kind}\nrows:\n{block}\n```"
    text = f"## One\n\n::: columns\n::: column\nText.\n:::\n::: column\n{chart}\n:::\n:::\n"
    path.write_text(text, "utf-8")
    _, laid, _ = prepare(path, Options())
    assert laid is not None
    frames = [frame for slide in laid.slides for frame in slide.frames if isinstance(frame, ChartFrame)]
    for panel in itertools.chain.from_iterable(frame.panels for frame in frames):
        assert panel.plot.height >= 0.3 * panel.box.height
        assert panel.legend is None or panel.legend.box.bottom <= panel.plot.y + 0.5


def test_an_axis_of_years_ends_with_them(tmp_path: Path) -> None:
    """Half of a narrow chart was without data: 2015 to 2025 for six years."""
    axis = up_to_data(value_axis(Axis(), (2018, 2023), "en", zero=False, ticks=3), (2018, 2020, 2023), 3)
    assert (axis.low, axis.high, [tick.label for tick in axis.ticks]) == (
        2018,
        2023,
        ["2018", "2020", "2022"],
    )


@pytest.mark.parametrize(
    ("value", "digits", "text"), [(2.5, 0, "3"), (1.25, 1, "1,3"), (-0.5, 0, "−1"), (0.285, 2, "0,29")]
)
def test_halves_go_up_as_in_spreadsheets(value: float, digits: int, text: str) -> None:
    """The page said 62 % where PowerPoint and Excel say 63 %."""
    assert Numbers(digits=digits, lang="fr").text(value) == text


@pytest.mark.parametrize(
    ("values", "digits"),
    [((92.6, 1.8, 1.5, 4.1), 1), ((5, 3), 1), ((1, 1, 2), 0), ((9999, 1), 1), ((10, 0), 0)],
)
def test_shares_that_are_shown_add_up(make, values: tuple[float, ...], digits: int) -> None:
    """93 + 2 + 2 + 4 are a hundred and one percent, and a slice of a hundredth was "0 %"."""
    rows = "".join(f"  n{at};{value}\n" for at, value in enumerate(values))
    laid = make(f"## A\n\n```chart\nkind: pie\ndata: |\n  n;v\n{rows}```\n").laid
    (chart,) = (frame for frame in laid.slides[0].frames if isinstance(frame, ChartFrame))
    assert chart.panels[0].values is not None
    assert chart.panels[0].values.digits == digits


@pytest.mark.parametrize(
    ("kind", "rows", "said"),
    [
        ("area", "2024-01-01;1\n  2024-02-01;2\n  2024-07-01;3", ["uneven-steps"]),
        ("area", "2024-01-01;1\n  2024-02-01;2\n  2024-03-01;3", []),
        ("area", "2024-01-04;1\n  2024-01-05;2\n  2024-01-08;3", []),
        ("area", "Nord;1\n  Sud;2\n  Est;3", []),
        ("band", "1;3\n  2;4\n  8;5", ["uneven-steps"]),
        ("band", "2019;3\n  2020;4\n  2021;5", []),
        ("line", "1;3\n  2;4\n  8;5", []),
    ],
)
def test_surfaces_over_uneven_steps_are_said(tmp_path: Path, kind: str, rows: str, said: list[str]) -> None:
    """They have names along their axis, so that eight stands where three would."""
    low = "low: bas\ny: n\n" if kind == "band" else ""
    names, cells = ("x;n;bas", rows.replace("\n", ";1\n") + ";1") if low else ("x;n", rows)
    _, found = _drawn(tmp_path, f"kind: {kind}\nx: x\n{low}rows: |\n  {names}\n  {cells}")
    assert found == said


def test_a_band_is_thin_where_it_has_no_values(make, pdf, tmp_path: Path) -> None:
    """It fell to zero there: stacked surfaces take what is missing for nothing."""
    import pdfplumber

    deck = tmp_path / "deck.md"
    rows = "x;bas;n\n  a;;\n  b;101;103\n  c;101;103\n  d;;\n  e;101;103"
    block = f"kind: band\nx: x\ny: {{column: n, min: 100}}\nlow: bas\nrows: |\n  {rows}"
    deck.write_text(f"## Bande\n\n```chart\n{block}\n```\n", encoding="utf-8")
    with pdfplumber.open(pdf(make(deck).pptx)) as printed:
        page = printed.pages[0]
        words = {word["text"]: float(word["top"]) for word in page.extract_words()}
        tops = [float(point[1]) for curve in page.curves if curve["fill"] for point in curve["pts"]]
    assert tops
    assert min(tops) > words["103"]
    assert max(tops) < words["100"] - 10
