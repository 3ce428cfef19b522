"""Charts: valid native parts with the author's numbers, the same in both files, faults at their character."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import reduce
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils.datetime import to_excel

from deckgen.deck.charts import Axis
from deckgen.layout.charts.axes import value_axis
from deckgen.layout.charts.model import ChartFrame, LaidAxis, Panel
from deckgen.layout.charts.numbers import EPOCH, day_number
from deckgen.layout.charts.style import ALIKE, mark_color, name_color, surface
from deckgen.layout.model import LaidOutDeck
from deckgen.themes.colors import contrast, told_apart
from deckgen.writers.pptx.charts.numbers import format_code
from tests.conftest import ROOT, Built
from tests.instruments.renderers import chromium_words, libreoffice_words, page_of
from tests.instruments.validators import audit_findings, sdk_findings, structural_findings

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

CATEGORY = ("line", "scatter", "column", "bar", "stacked", "area", "pie", "doughnut", "range", "band")
NUMERIC = ("line", "scatter", "bubble")
ADDING = ("pie", "doughnut", "stacked", "area")
"""Kinds whose values add up and so have no logarithmic axis."""


def _matrix() -> Iterator[tuple[str, str]]:
    """Every kind on every axis where it makes sense, as a chart block."""
    extra = {"bubble": "size: s\n", "range": "low: l\n", "band": "low: l\n", "scatter": "labels: n\n"}
    numbers = [
        "n;d;x;v;w;l;s",
        "une;2020-03-01;10;12,5;8;4;1",
        "deux;2021-06-15;100;1400;9;5;4",
        "trois;2022-01-31;2500;90000;30;6;9",
    ]
    rows = "rows: |\n" + "".join(f"  {line}\n" for line in numbers)
    for kind in (*CATEGORY, "histogram"):
        for scale in ("linear", "log"):
            if scale == "log" and kind in ADDING:
                continue
            ys = "v" if kind in ("pie", "doughnut", "histogram", "range") else "[v, w]"
            x = "x: v\n" if kind == "histogram" else "x: {column: n, scale: category}\n"
            y = f"y: {{columns: {ys}, label: Valeur, scale: {scale}}}\n"
            yield f"{kind}, names, {scale}", f"kind: {kind}\n{x}{y}{extra.get(kind, '')}{rows}"
    for kind in NUMERIC:
        for across, column in (("linear", "x"), ("log", "x"), ("date", "d")):
            for up in ("linear", "log"):
                ys = "[v]" if kind == "bubble" else "[v, w]"
                yield (
                    f"{kind}, {across}, {up}",
                    (
                        f"kind: {kind}\nx: {{column: {column}, scale: {across}, label: En x}}\n"
                        f"y: {{columns: {ys}, label: En y, scale: {up}}}\n{extra.get(kind, '')}{rows}"
                    ),
                )


MATRIX = dict(_matrix())


@pytest.fixture(scope="module")
def matrix(make):
    """One deck with a slide for each entry of the matrix."""
    slides = [f"# {name}\n\n```chart\n{block}```\n" for name, block in MATRIX.items()]
    return make("---\nlang: fr\n---\n" + "\n".join(slides))


def _panels(laid: LaidOutDeck) -> list[Panel]:
    return [
        panel
        for slide in laid.slides
        for frame in slide.frames
        if isinstance(frame, ChartFrame)
        for panel in frame.panels
    ]


def _chart_parts(pptx: Path) -> list[tuple[etree._Element, bytes]]:
    """Each chart with its workbook, in order."""
    with zipfile.ZipFile(pptx) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
        found = []
        for name in sorted(names, key=lambda name: int(re.findall(r"\d+", name)[0])):
            rels = etree.fromstring(package.read(name.replace("charts/", "charts/_rels/") + ".rels"))
            target = rels[0].get("Target", "").replace("..", "ppt")
            found.append((etree.fromstring(package.read(name)), package.read(target)))
        return found


def test_every_kind_on_every_axis_gives_a_valid_native_chart(matrix, tmp_path: Path) -> None:
    assert matrix.codes == []
    assert len(_chart_parts(matrix.pptx)) == len(MATRIX) == len(_panels(matrix.laid))
    assert structural_findings(matrix.pptx) == []
    assert audit_findings(matrix.pptx) == []
    assert sdk_findings(matrix.pptx, tmp_path) == []
    with zipfile.ZipFile(matrix.pptx) as package:
        assert [name for name in package.namelist() if name.startswith("ppt/media/")] == []


def test_the_workbook_holds_the_numbers_that_the_chart_shows(matrix) -> None:
    for (chart, workbook), panel in zip(_chart_parts(matrix.pptx), _panels(matrix.laid), strict=True):
        sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
        for reference in chart.iter(f"{C}numRef", f"{C}strRef"):
            place = (reference.findtext(f"{C}f") or "").split("!")[1].replace("$", "")
            cells = sheet[place] if ":" in place else ((sheet[place],),)
            stored = {i: _plain(cell[0].value) for i, cell in enumerate(cells) if cell[0].value is not None}
            memory = reference[1]
            shown = {int(p.get("idx")): p.findtext(f"{C}v") for p in memory.iter(f"{C}pt")}
            if reference.tag == f"{C}numRef":
                assert {i: float(text) for i, text in shown.items()} == stored
            else:
                assert {i: text.strip() for i, text in shown.items()} == {
                    i: str(value).strip() for i, value in stored.items()
                }
        written = {_plain(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row}
        for series in panel.chart.series:
            assert {*series.y, *series.x, *series.low, *series.sizes} - {None} <= written


def _plain(value: object) -> object:
    """A date as the number of its day."""
    return to_excel(value) if isinstance(value, datetime) else value


def test_the_workbook_holds_what_the_author_wrote(matrix) -> None:
    line = list(MATRIX).index("line, date, log")
    book = openpyxl.load_workbook(io.BytesIO(_chart_parts(matrix.pptx)[line][1])).active
    columns = {column[0].value: [cell.value for cell in column[1:]] for column in book.iter_cols()}
    assert columns["v"] == [12.5, 1400, 90000]
    assert columns["En x"] == [datetime(2020, 3, 1), datetime(2021, 6, 15), datetime(2022, 1, 31)]


def _hex(color: etree._Element, palette: Mapping[str, str]) -> str:
    """A `<a:schemeClr>` as hexadecimal digits."""
    from deckgen.themes.colors import shaded

    names = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
    value = palette[names.get(color.get("val", ""), color.get("val", ""))]
    changes: list[str] = []
    for change in color:
        points = str(int(change.get("val", "")) // 1000)
        if change.tag == f"{A}lumMod":
            changes.append(points)
        elif change.tag == f"{A}lumOff":
            changes[-1] += f"+{points}"
    return reduce(shaded, changes, value)


def _svgs(html: Path) -> list[etree._Element]:
    page = html.read_text(encoding="utf-8")
    found = re.findall(r'<svg [^>]*role="img" aria-labelledby.*?</svg>', page, re.DOTALL)
    return [etree.fromstring(svg) for svg in found]


@pytest.mark.parametrize("name", ["charts"])
def test_colours_and_series_are_the_same_in_both_files(decks, name: str) -> None:
    built = decks(name)
    palette = built.laid.theme.palette
    parts = iter(_chart_parts(built.pptx))
    frames = [f for slide in built.laid.slides for f in slide.frames if isinstance(f, ChartFrame)]
    for frame, svg in zip(frames, _svgs(built.html), strict=True):
        drawn = set(re.findall(r"#([0-9A-F]{6})", etree.tostring(svg).decode()))
        for panel in frame.panels:
            chart, _ = next(parts)
            names = [element.findtext(f".//{C}v") for element in chart.iter(f"{C}tx")]
            marks = set()
            for number, series in enumerate(panel.chart.series):
                assert series.name in names or panel.chart.is_round
                own = {number: series.color}
                if panel.chart.is_round:
                    own = {p: mark_color(panel.chart, number, p) for p in range(len(series.y))}
                colors = {surface(panel, n, c)[0] for n, c in own.items()}
                marks |= {built.laid.theme.color(color) for color in colors}
            native = {_hex(color, palette) for color in chart.iter(f"{A}schemeClr")}
            assert marks <= native
            assert marks <= drawn
            assert chart.findall(f".//{A}srgbClr") == []  # the theme's colours, by reference


@pytest.mark.parametrize("name", ["charts"])
def test_axes_have_the_same_ranges_and_ticks_in_both_files(decks, name: str) -> None:
    built = decks(name)
    panels = _panels(built.laid)
    for (chart, _), panel in zip(_chart_parts(built.pptx), panels, strict=True):
        axes = chart.findall(f".//{C}valAx")
        ours: list[LaidAxis] = [panel.y] if panel.x.categorical else [panel.x, panel.y]
        if panel.chart.is_round:
            assert axes == []
            continue
        for axis, laid in zip(axes, ours, strict=True):
            share = 0.01 if panel.chart.percent else 1.0
            scaling = axis.find(f"{C}scaling")
            low, high = (float(scaling.find(f"{C}{end}").get("val")) for end in ("min", "max"))
            step = float(axis.find(f"{C}majorUnit").get("val"))
            assert (low, high, step) == pytest.approx(
                tuple(v * share for v in (laid.low, laid.high, laid.step))
            )
            places, at = [], low
            while at <= high * (1 + 1e-9):
                places.append(at)
                at = at * step if laid.base else at + step
            assert [tick.value * share for tick in laid.ticks] == pytest.approx(places)


@pytest.mark.parametrize("name", ["charts"])
def test_both_decks_show_the_same_words_in_about_the_same_places(
    decks, name: str, pdf: Callable[[Path], Path]
) -> None:
    """Titles, ticks, names, values: as LibreOffice writes them from the native chart, and as the page."""
    built = decks(name)
    theirs, _ = libreoffice_words(pdf(built.pptx))
    ours, _ = chromium_words(built.html)
    apart, distances = [], []
    for slide in built.laid.slides:
        a = [word for word in ours if word.slide == slide.number]
        b = [word for word in theirs if word.slide == slide.number]
        mine, other = (Counter("".join(w.text for w in words).replace("\u202f", "")) for words in (a, b))
        if mine != other:
            apart.append((slide.title, mine - other, other - mine))
        for word in a:
            near = [w for w in b if w.text == word.text]
            if near:
                middle = (word.left + word.right) / 2
                apart_by = (
                    max(abs((w.left + w.right) / 2 - middle), abs(w.baseline - word.baseline)) for w in near
                )
                distances.append(min(apart_by))
    assert apart == []
    distances.sort()
    assert distances[len(distances) // 2] <= 1.0
    assert distances[int(0.85 * len(distances))] <= 2.0
    assert distances[int(0.95 * len(distances))] <= 5.0


@pytest.mark.parametrize("name", ["charts"])
def test_text_in_charts_can_be_read(decks, name: str) -> None:
    """4.5 : 1 on the slide, or on the mark that it stands in."""
    built = decks(name)
    theme = built.laid.theme
    for panel in _panels(built.laid):
        for label in panel.labels:
            on_mark = label.series < len(panel.chart.series) and not label.shift
            inside = on_mark and label.place in ("center", "base")
            ground = panel.chart.series[label.series].color if inside else "ground"
            assert contrast(theme.color(label.color), theme.color(ground)) >= 4.5, label
    for svg in _svgs(built.html):
        for text in svg.iter("{http://www.w3.org/2000/svg}text"):
            color = text.get("fill", "").removeprefix("#")
            assert color == theme.color("ground") or contrast(color, theme.color("ground")) >= 4.5


def test_series_differ_for_all_eyes(decks) -> None:
    """By marker, dash, a name at the mark, or, where a legend tells them apart, by colour or hatching."""
    laid = decks("charts").laid
    for panel in _panels(laid):
        named = {label.series for label in panel.labels}
        several = len(panel.chart.series) > 1
        pie = panel.chart.is_round
        if several and panel.legend and not panel.chart.is_pointed:
            names = range(len(panel.chart.names))
            colors = [name_color(panel.chart, n) for n in names]
            found = [surface(panel, n, colors[n]) for n in names]
            looks = [how for _, how in found]
            digits = [laid.theme.color(color) for color, _ in found]
            for one, other in itertools.combinations(names, 2):
                alike = told_apart(digits[one], digits[other]) < ALIKE
                assert not alike or looks[one] != looks[other] or panel.chart.values
        if several and not panel.legend:
            assert named >= {n for n, s in enumerate(panel.chart.series) if not all(s.points or ("",))}
        assert not pie or panel.legend or panel.values


def test_the_data_stands_in_the_page_for_screen_readers(decks) -> None:
    page = decks("charts").html.read_text(encoding="utf-8")
    start = page.index("<caption>La perte décroît en loi de puissance")
    table = page[start : page.index("</table>", start)]
    assert '<th scope="row">Chinchilla</th>' in table
    assert "<td>2,3</td>" in table
    svg = page[page.rindex("<svg", 0, start) : start]
    assert 'role="img"' in svg
    assert "<title" in svg
    assert "<desc" in svg


_STEPS = """# Pas à pas

![](chart:emergence){.incremental}

. . .

Après.

# Bandes

```chart {.incremental}
kind: range
x: n
y: h
low: b
rows: |
  n;b;h
  un;-1;2
  deux;1;3
```

# Lois

![](chart:scaling-laws){.incremental}
"""


def test_the_series_of_a_chart_appear_one_by_one(make, tmp_path: Path) -> None:
    """In the page as groups, in the .pptx as PowerPoint animates the series of a chart."""
    built = make(_STEPS)
    assert built.codes == []
    assert structural_findings(built.pptx) == []
    assert audit_findings(built.pptx) == []
    assert sdk_findings(built.pptx, tmp_path) == []
    with page_of(built.html) as (page, _):
        for slide, clicks in ((0, 4), (1, 1), (2, 3)):
            page.evaluate(f"Reveal.slide({slide})")
            shown = "[...Reveal.getCurrentSlide().querySelectorAll('svg .fragment')]"
            seen = []
            for _ in range(clicks):
                seen.append(page.evaluate(f"{shown}.filter(g => getComputedStyle(g).opacity > 0).length"))
                page.evaluate("Reveal.nextFragment()")
            series = page.evaluate(f"{shown}.length")
            assert seen == list(range(series)) + [series] * (clicks - series)
            assert not page.evaluate("Reveal.availableFragments().next")
    p = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    with zipfile.ZipFile(built.pptx) as package:
        slides = [etree.fromstring(package.read(f"ppt/slides/slide{number}.xml")) for number in (1, 2, 3)]
    steps = [
        [int(e.get("seriesIdx", "")) for e in slide.iter(f"{A}chart") if e.get("bldStep") == "series"]
        for slide in slides
    ]
    assert steps == [[0, 1, 2], [0, 1, 2], [0, 0, 0]]  # a range across zero is three series of PowerPoint's
    for slide in slides:
        frames = {e.find(f".//{p}cNvPr").get("id") for e in slide.iter(f"{p}graphicFrame")}
        built_in_parts = {e.get("spid") for e in slide.iter(f"{p}bldGraphic")}
        assert built_in_parts == frames  # none of them in a group, which PowerPoint can't take apart


def test_the_words_of_a_chart_are_the_pages_own_text(decks) -> None:
    """They can be selected and found, in the deck's font; a group for each series says which it is."""
    built = decks("farid")
    with page_of(built.html) as (page, _):
        texts = page.evaluate(
            "[...document.querySelectorAll('svg[role=img] text')]"
            ".map(text => [text.textContent, getComputedStyle(text).fontFamily])"
        )
        assert "Perte (nats par jeton)" in {text for text, _ in texts}
        assert {family.split(",")[0] for _, family in texts} == {built.laid.theme.fonts["body"].twin}
        ids = page.evaluate("[...document.querySelectorAll('svg [id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        assert page.evaluate("document.querySelectorAll('g[data-series=\"4 chiffres\"]').length") == 1


# -- what is wrong ----------------------------------------------------------------------------------

_ROWS = "rows: |\n  a;b\n  x;1\n  y;2\n"
FAULTS = {
    "unknown key": ("kind: column\ncolour: red\n" + _ROWS, "unknown-chart-key", 5, 1),
    "unknown kind": ("kind: collumn\n" + _ROWS, "unknown-chart-value", 4, 7),
    "missing column": ("kind: column\nx: a\ny: c\n" + _ROWS, "no-such-column", 6, 4),
    "missing column in a mapping": ("kind: column\ny: {column: bb}\n" + _ROWS, "no-such-column", 5, 13),
    "no number": ("kind: column\nx: a\ny: b\nrows: |\n  a;b\n  x;1\n  y;deux\n", "not-a-number", 10, 5),
    "no number in a list": ("kind: column\nx: a\ny: b\nrows:\n  - {a: x, b: uno}\n", "not-a-number", 8, 15),
    "log of zero": (
        "kind: column\nx: a\ny: {column: b, scale: log}\nrows: |\n  a;b\n  x;0\n  y;2\n", "log-of-zero", 9, 5,
    ),
    "log from zero": ("kind: column\ny: {column: b, scale: log, min: 0}\n" + _ROWS, "log-of-zero", 5, 33),
    "log of a stack": ("kind: stacked\ny: {column: b, scale: log}\n" + _ROWS, "log-of-zero", 5, 4),
    "no file": ("kind: line\ndata: perte.csv\n", "no-data", 5, 7),
    "no data": ("kind: line\n", "no-data", 4, 1),
    "no rows": ("kind: line\nrows: |\n  a;b\n", "no-data", 5, 7),
    "nothing stands out": ("kind: column\nhighlight: z\n" + _ROWS, "no-such-series", 5, 12),
    "no such place": ("kind: column\nnotes: [{x: z, y: 1, text: t}]\n" + _ROWS, "no-such-series", 5, 13),
    "a note without text": ("kind: column\nnotes: [{x: x}]\n" + _ROWS, "broken-note", 5, 9),
    "a key of a note": ("kind: column\nnotes: [{x: x, y: 1, txt: t}]\n" + _ROWS, "unknown-chart-key", 5, 22),
    "twice": ("kind: column\nrows: |\n  a;b\n  x;1\n  x;2\n", "twice-the-same", 8, 3),
    "no YAML": ("kind: column\ny: [a\n" + _ROWS, "broken-chart", 6, 5),
    "neither yes nor no": ("kind: column\nvalues: maybe\n" + _ROWS, "unknown-chart-value", 5, 9),
    "no date": (
        "kind: line\nx: {column: a, scale: date}\nrows: |\n  a;b\n  2020-13-01;1\n  2020-01-01;2\n",
        "not-a-date", 8, 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_shown_at_its_character(make, name: str) -> None:
    block, code, line, column = FAULTS[name]
    built = make(f"# T\n\n```chart\n{block}```\n")
    found = [(d.code, d.span.line, d.span.column) for d in built.diagnostics if d.severity == "error"]
    assert (code, line, column) in found
    assert all(d.source is None for d in built.diagnostics)


def test_what_is_wrong_in_a_file_is_shown_in_the_file(make, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("an,valeur\n2019,12\n2020,douze\n", encoding="utf-8")
    (tmp_path / "deck.md").write_text("# T\n\n```chart\nkind: line\ndata: d.csv\nx: an\ny: valeur\n```\n")
    (found,) = (d for d in make(tmp_path / "deck.md").diagnostics if d.severity == "error")
    assert found.source is not None
    assert (found.source.path, found.span.line, found.span.column, found.span.length) == ("d.csv", 3, 6, 5)
    from deckgen.diagnostics import human

    assert "d.csv:3:6" in human(found, found.source)
    assert "3 | 2020,douze" in human(found, found.source)


def test_a_chart_that_cannot_be_drawn_keeps_its_place(make) -> None:
    built = make('# T\n\n```chart {alt="Les ventes"}\nkind: line\n```\n')
    assert "Les ventes" in {f.text for s in built.laid.slides for f in s.frames if hasattr(f, "paragraphs")}


def test_fences_of_other_tools_stay_code(make) -> None:
    built = make(
        "# T\n\n```chart\ntype: bar\nlabels: [a]\n```\n\n"
        "```flow\nst=>start: Start\nst->e\n```\n\n```charts\nkind: x\n```\n"
    )
    codes = [f.text for s in built.laid.slides for f in s.frames if getattr(f, "role", "") == "code"]
    assert codes == ["type: bar\nlabels: [a]", "st=>start: Start\nst->e", "kind: x"]


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1 234,5", ",", 1234.5), ("1\u202f234,5", ",", 1234.5), ("1\u00a0234", ",", 1234.0),
        ("12,5 %", ",", 12.5), ("5.76e23", ",", 5.76e23), ("1.234,5", ",", 1234.5),
        ("1.234.567", ",", 1234567.0), ("1.234", ",", 1.234), ("1,234.5", ".", 1234.5),
        ("1,234", ".", 1234.0), ("−3", ".", -3.0), ("+3", ".", 3.0), ("1'234", ".", 1234.0),
        ("abc", ".", None), ("nan", ".", None), ("inf", ".", None), ("", ".", None), ("1,5", ".", None),
        ("--3", ".", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, decimal: str, value: float | None) -> None:
    from deckgen.charts.cells import number

    assert number(text, decimal) == value


# -- plots, flows, the command ------------------------------------------------------------------------

_PLOT = """
from matplotlib.figure import Figure

def draw(style):
    figure = Figure(figsize=style.figsize)
    axes = figure.add_subplot()
    with open("{data}") as file:
        values = [float(line) for line in file]
    axes.plot(values, color=style.colors[0])
    return figure
"""


def test_a_program_runs_only_in_a_deck_that_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from deckgen import build
    from deckgen.trust import trust

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CONFIG", str(tmp_path / "settings"))
    (tmp_path / "p.py").write_text(
        f"import pathlib\npathlib.Path({str(tmp_path / 'ran')!r}).touch()\ndef draw(style): pass\n"
    )
    (tmp_path / "d.md").write_text("# T\n\n![une courbe](plot:p.py)\n")
    (tmp_path / "deck").mkdir()
    result = build("d.md")
    assert [d.code for d in result.diagnostics] == ["plot-not-drawn"]
    assert not (tmp_path / "ran").exists()
    build("d.md", trust=True)
    assert (tmp_path / "ran").exists()
    (tmp_path / "ran").unlink()
    (tmp_path / "deckgen.toml").write_text("trust = true\n")  # a folder can't trust itself
    build("d.md", output="deck")
    assert not (tmp_path / "ran").exists()
    trust(tmp_path)
    build("d.md", output="deck")
    assert (tmp_path / "ran").exists()
    (tmp_path / "ran").unlink()
    (tmp_path / "p.py").write_text((tmp_path / "p.py").read_text() + "\n")
    (changed,) = build("d.md", output="deck").diagnostics
    assert not (tmp_path / "ran").exists()
    assert "may have changed" in changed.message
    assert "deckgen trust" in changed.hint


def test_a_plot_is_drawn_again_when_its_data_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from deckgen import build

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_CACHE", str(tmp_path / "cache"))
    data = tmp_path / "data.txt"
    data.write_text("1\n2\n")
    (tmp_path / "p.py").write_text(_PLOT.format(data=data))
    (tmp_path / "d.md").write_text("# T\n\n![une courbe](plot:p.py)\n")

    def page() -> str:
        result = build("d.md", trust=True)
        assert result.ok, result.diagnostics
        return (tmp_path / "build" / "d.html").read_text(encoding="utf-8")

    first = page()
    assert page() == first
    data.write_text("2\n1\n")
    second = page()
    assert second != first
    data.write_text("1\n2\n")
    assert page() == first
    with zipfile.ZipFile(tmp_path / "build" / "d.pptx") as package:
        kinds = {Path(name).suffix for name in package.namelist() if name.startswith("ppt/media/")}
    assert kinds == {".png", ".svg"}


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("1/0\n", "in line 1: division by zero"),
        ("def draw(style):\n    raise SystemExit(3)\n", "in line 2: 3"),
        ("def draw(style): return 3\n", "returns no matplotlib Figure"),
        ("x = 1\n", "has no function `draw(style)`"),
        ("def draw(:\n", "fails"),
    ],
)
def test_a_plot_that_fails_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, words: str
) -> None:
    from deckgen import build

    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.py").write_text(program)
    (tmp_path / "d.md").write_text("# T\n\n![une courbe](plot:p.py)\n")
    (found,) = build("d.md", trust=True).diagnostics
    assert (found.code, found.severity) == ("plot-not-drawn", "error")
    assert words in found.message
    assert (tmp_path / "build" / "d.pptx").is_file()


def test_the_command_lists_the_built_in_figures_and_writes_one(tmp_path: Path) -> None:
    import subprocess
    import sys

    from PIL import Image

    from deckgen.charts.registry import BUILTIN

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "deckgen", "charts", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    listed = run()
    assert [line.split()[0] for line in listed.stdout.splitlines()] == sorted(BUILTIN)
    for name in ("model-sizes", "reasoning"):
        assert run("show", name, "-o", "out", "--lang", "fr").returncode == 0
        svg = etree.parse(tmp_path / "out" / f"{name}.svg")
        assert "".join(svg.getroot().itertext()).count("Source")
        with Image.open(tmp_path / "out" / f"{name}.png") as image:
            assert image.width >= 1600
            assert len(set(image.convert("RGB").resize((80, 40)).getcolors(9999) or ())) > 8
    wrong = run("show", "model-size")
    assert wrong.returncode == 2
    assert "did you mean `model-sizes`?" in wrong.stderr


def test_the_built_in_figures_give_the_published_numbers() -> None:
    """Kaplan et al. 2020, §1.2; Hoffmann et al. 2022, tables 1 to 3; Brown et al. 2020, table H.1."""
    from deckgen.charts.registry import BUILTIN
    from deckgen.deck.charts import ChartGroup

    def chart(name: str, number: int = 0):
        group = BUILTIN[name]("en")
        assert isinstance(group, ChartGroup)
        return group.charts[number]

    for number, (x_c, alpha) in enumerate([(8.8e13, 0.076), (5.4e13, 0.095), (3.1e8, 0.050)]):
        (series,) = chart("scaling-laws", number).series
        for x, y in zip(series.x, series.y, strict=True):
            assert y == pytest.approx((x_c / x) ** alpha)
    assert [s.y for s in chart("compute-allocation").series] == [(5.4, 3.2), (1.9, 3.2)]
    optimal, others, ours = chart("chinchilla").series
    assert all(18 <= y / x <= 24 for x, y in zip(optimal.x, optimal.y, strict=True))
    assert dict(zip(ours.x, ours.y, strict=True)) == {70e9: 1.4e12}
    assert dict(zip(others.points, others.y, strict=True))["Gopher"] == 3e11
    names = {name for series in chart("model-sizes").series for name in series.points}
    assert {"GPT-3", "PaLM", "Switch-C"} <= names
    assert [s.y[-1] for s in chart("emergence").series][:2] == [100.0, 80.4]


def test_charts_of_a_deck_do_not_slow_each_other(tmp_path: Path) -> None:
    """Parts are numbered by counting, not by searching: a deck of many charts has as many parts."""
    from deckgen import build

    block = "```chart\nkind: column\nrows: |\n  a;b\n  x;1\n  y;{}\n```\n"
    (tmp_path / "d.md").write_text("\n".join(f"# T{n}\n\n" + block.format(n) for n in range(40)))
    result = build(tmp_path / "d.md", to=["pptx"], output=tmp_path)
    assert result.ok
    assert len(_chart_parts(tmp_path / "d.pptx")) == 40
    assert str(ROOT) not in (tmp_path / "d.pptx").read_bytes().decode("latin-1")


_ONE = "rows: |\n  a,b\n  {}\n"
HOSTILE = {
    "eight series": "kind: line\nrows: |\n  x,a,b,c,d,e,f,g,h\n  1,1,2,3,4,5,6,7,8\n  2,2,3,4,5,6,7,8,9\n",
    "bubbles over names": "kind: bubble\nx: a\ny: b\nsize: c\nrows: |\n  a,b,c\n  A,2,3\n  B,4,5\n",
    "two days": "kind: line\n" + _ONE.format("2024-01-01,1\n  2024-01-02,2"),
    "one day": "kind: line\n" + _ONE.format("2024-01-01,1"),
    "a pie of nothing": "kind: pie\n" + _ONE.format("A,0\n  B,0"),
    "a list that holds itself": "kind: line\na: &x [*x]\n",
    "an empty row": "kind: line\nrows: [[a, b], [], [1, 2]]\n",
    "no file name": 'kind: line\ndata: "a\\0b"\n',
    "wide as a wall": "kind: line\naspect: 1e9\n" + _ONE.format("1,2\n  2,3"),
    "huge": "kind: line\n" + _ONE.format("1,1e300\n  2,-1.7e308"),
    "tiny on a log axis": "kind: line\ny: {column: b, scale: log}\n" + _ONE.format("1,5e-324\n  2,1e-90"),
    "the whole calendar": "kind: line\nx: {column: a, scale: date}\n"
    + _ONE.format("0001-01-01,1\n  9999-12-31,2"),
    "an axis of a million years": "kind: line\nx: {column: a, scale: date, min: -1e9, max: 1e9}\n"
    + _ONE.format("2020-01-01,1\n  2021-01-01,2"),
    "a quotation mark left open": 'kind: line\n' + _ONE.format('1,"2\n  2,3'),
    "lists for words": "kind: [line]\ntitle: [a]\nsource: {a: b}\nx: {column: [a], label: [x]}\n"
    "y: {unit: [k]}\n" + _ONE.format("1,2\n  2,3"),
    "names that no chart has room for": "kind: bar\n"
    + _ONE.format("\n  ".join(f"{'Donau' * 20}{n},{n}" for n in range(60))),
    "bins": "kind: histogram\nbins: -1\nx: b\n" + _ONE.format("1,1e15\n  2,1e15"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_block_breaks_a_deck(make, name: str, tmp_path: Path) -> None:
    """What a hostile tester found: each of these once ended in a traceback, or drew what is not there."""
    built = make(f"# T\n\nDu texte.\n\n```chart\n{HOSTILE[name]}```\n")
    assert "Du texte." in {f.text for s in built.laid.slides for f in s.frames if hasattr(f, "paragraphs")}
    assert structural_findings(built.pptx) == []
    assert sdk_findings(built.pptx, tmp_path) == []


@given(first=st.dates(date(1900, 1, 1), date(2700, 1, 1)), days=st.integers(1, 90_000))
def test_ticks_of_a_date_axis_each_stand_in_their_own_month_or_year(first: date, days: int) -> None:
    """They follow each other by the same number of days, as a spreadsheet has it."""
    start = day_number(first)
    axis = value_axis(Axis(scale="date"), [start, start + days], "fr", zero=False)
    assert start - 366 < axis.low <= start
    assert axis.high >= start + days
    assert len(axis.ticks) <= 8
    assert [tick.value for tick in axis.ticks] == [axis.low + n * axis.step for n in range(len(axis.ticks))]
    if days > 75:
        when = [EPOCH + timedelta(days=int(tick.value)) for tick in axis.ticks]
        months = [day.year * 12 + day.month for day in when]
        strides = {after - before for before, after in itertools.pairwise(months)}
        assert len(strides) <= 1  # none is left out, none comes twice
        assert when[0].day == 1
        assert max(day.day for day in when) <= 8
        assert (first.year, first.month) == (when[0].year, when[0].month) or when[0].month == 1


def test_flows_keep_every_word_and_no_box_covers_another(make) -> None:
    lines = "A -> B: un\nA -> B: deux\nB -> A: retour\nA -> A: boucle\nB --> C\nC->D: fin\n\nSeule\n"
    built = make(f"# T\n\n```flow\n{lines}```\n")
    (drawing,) = (f.art for s in built.laid.slides for f in s.frames if hasattr(f, "art"))
    texts = [shape.text for shape in drawing.shapes if shape.text]
    assert sorted(texts) == sorted(["A", "B", "C", "D", "Seule", "un / deux", "retour", "boucle", "fin"])
    boxes = [shape for shape in drawing.shapes if shape.kind == "round"]
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = (
                one.x >= other.x + other.width or other.x >= one.x + one.width
                or one.y >= other.y + other.height or other.y >= one.y + one.height
            )  # fmt: skip
            assert apart
    found = make("# T\n\n```flow\nA -> B\n-> C\ndirection: up\n```\n").diagnostics
    assert [(d.code, d.span.line) for d in found] == [("broken-flow", 5), ("unknown-direction", 6)]


def test_a_chart_is_as_wide_as_its_author_says(make) -> None:
    built = make("# T\n\n```chart {width=50%}\nkind: column\n" + _ROWS + "```\n")
    (frame,) = (f for s in built.laid.slides for f in s.frames if isinstance(f, ChartFrame))
    assert frame.box.width == pytest.approx(432, abs=1)


def test_values_beyond_the_ends_of_an_axis_are_reported(make) -> None:
    built = make(
        "# T\n\n```chart\nkind: line\nx: a\ny: {column: b, max: 5}\nrows: |\n  a;b\n  1;1\n  3;7\n```\n"
    )
    assert [(d.code, d.span.line, d.span.column) for d in built.diagnostics] == [("outside-axis", 6, 4)]
    assert built.diagnostics[0].message.startswith("1 of 2 values")


def test_a_range_without_its_column_is_reported(make) -> None:
    rows = "rows: |\n  v;b;d;l\n  A;5;7;-1\n  B;4;8;1\n"
    built = make(f"# T\n\n```chart\nkind: range\nx: v\ny: nothing\nlow: l\n{rows}```\n")
    assert "no-data" in built.codes


@pytest.mark.parametrize(
    ("kind", "rows", "band"),
    [
        ("line", "x,y\n  1,12\n  3,29\n  5,35\n  8,59", "x: [1, 5]"),
        ("scatter", "x,y\n  1,12\n  3,29\n  5,35\n  8,59", "y: [10, 50]"),
        ("column", "x,y\n  mars,12\n  avril,29\n  mai,35\n  juin,59", "y: [10, 50]"),
    ],
)
def test_a_wide_band_leaves_the_chart_as_large_as_it_is(
    make, pdf, tmp_path: Path, kind: str, rows: str, band: str
) -> None:
    """LibreOffice reckons with a line's thickness beyond its ends, and fits all of a chart into its frame."""
    deck = tmp_path / "deck.md"
    text = f"---\nlang: fr\n---\n\n## Titre\n\n```chart\nkind: {kind}\ntitle: Courbe\nrows: |\n  {rows}\n"
    deck.write_text(f"{text}bands:\n  - {{{band}, text: zone}}\n```\n", encoding="utf-8")
    built = make(deck)
    theirs, _ = libreoffice_words(pdf(built.pptx))
    ours, _ = chromium_words(built.html)
    for text in ("Courbe", "zone", rows.split("\n")[-1].split(",")[0].strip()):
        (one,), (other,) = ([word for word in words if word.text == text] for words in (theirs, ours))
        assert abs(one.size - other.size) < 1, text
        assert abs(one.left - other.left) < 5, text
        assert abs(one.baseline - other.baseline) < 5, text


@pytest.mark.parametrize(
    ("points", "more"),
    [
        ("1,1,A\n  2,5,A\n  3,9,B", "lines: [{y: 9, text: L}]"),
        ("1,1,A\n  2,5,B\n  3,9,B\n  2,8,B\n  1,3,C", ""),
        ("1,1,A", "notes: [{x: 1, y: 1, text: a}, {x: 1, y: 2, text: b}]"),
    ],
)
def test_points_are_drawn_whatever_columns_are_longer(
    make, pdf, tmp_path: Path, points: str, more: str
) -> None:
    """LibreOffice lost those of the series before a longer one, a line or notes."""
    import pdfplumber

    deck = tmp_path / "deck.md"
    rows = f"rows: |\n  x,y,s\n  {points}\nx: x\ny: y\nseries: s"
    deck.write_text(f"## Points\n\n```chart\nkind: scatter\n{rows}\n{more}\n```\n", encoding="utf-8")
    with pdfplumber.open(pdf(make(deck).pptx)) as printed:
        drawn = [each for each in printed.pages[0].curves + printed.pages[0].rects if each["fill"]]
        colors = [each["non_stroking_color"] or () for each in drawn]
    marks = sum(len(set(color)) > 1 for color in colors)
    series = len({point[-1] for point in points.splitlines()})
    assert marks == len(points.splitlines()) + (series if series > 1 else 0)


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((1428627663, 223804632, 83294633, 375318), ["1.4 B", "223.8 M", "83.3 M", "375.3 k"]),
        ((14286276, 2238046, 832946), ["14.29 M", "2.24 M", "0.83 M"]),
        ((2428627, 1238046), ["2.4 M", "1.2 M"]),
    ],
)
def test_no_value_is_written_as_nothing_beside_a_large_one(
    make, values: tuple[int, ...], written: list[str]
) -> None:
    rows = "".join(f"  c{number},{value}\n" for number, value in enumerate(values))
    built = make(f"## T\n\n```chart\nkind: bar\nx: c\ny: v\nvalues: true\nrows: |\n  c,v\n{rows}```\n")
    page = built.html.read_text(encoding="utf-8").replace("\u202f", " ")
    assert all(f">{text}<" in page for text in written)
    with zipfile.ZipFile(built.pptx) as package:
        (name,) = [each for each in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", each)]
        cases = package.read(name).count(b"[&gt;=")
    assert (cases > 0) == (len(values) > 3), "there is a case for each letter"


@pytest.mark.parametrize(
    ("lang", "unit", "value", "text"),
    [
        ("en", "$", 12.5, "$12.50"),
        ("en", "€", -1250.0, "−€1,250.00"),
        ("fr", "€", 12.5, "12,50\u202f€"),
        ("en", "ms", 12.5, "12.5\u202fms"),
    ],
)
def test_money_is_written_as_the_language_has_it(
    make, tmp_path: Path, lang: str, unit: str, value: float, text: str
) -> None:
    """`$` stood behind the number, which had one decimal."""
    rows = f"rows: |\n  k, v\n  a, {value}\n  b, 13.5\n"
    chart = f'```chart\nkind: column\nvalues: true\n{rows}x: k\ny: {{column: v, unit: "{unit}"}}\n```\n'
    (tmp_path / "d.md").write_text(f"---\nlang: {lang}\n---\n## A\n\n{chart}", encoding="utf-8")
    built = make(tmp_path / "d.md")
    frames = (frame for slide in built.laid.slides for frame in slide.frames)
    values = next(frame for frame in frames if isinstance(frame, ChartFrame)).panels[0].values
    assert values is not None
    assert values.text(value) == text
    code = format_code(values)
    sign = unit.strip()
    assert (
        code.index(sign) < code.index("0.0")
        if text.lstrip("-−").startswith(sign)
        else code.endswith(f'{sign}"')
    )


def test_a_slice_has_its_value_where_that_is_asked_for(make, tmp_path: Path) -> None:
    rows = "kind: pie\nx: a\ny: b\nrows: |\n  a,b\n  Transport,2.1\n  Homes,0.7\n"
    for said, page, office in (("", "75%", "showPercent"), ("values: true\n", "2.1", "showVal")):
        (tmp_path / "deck.md").write_text(f"## T\n\n```chart\n{said}{rows}```\n", encoding="utf-8")
        built = make(tmp_path / "deck.md")
        assert page in built.html.read_text(encoding="utf-8")
        with zipfile.ZipFile(built.pptx) as package:
            (name,) = (each for each in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", each))
            labels = etree.fromstring(package.read(name)).find(".//{*}ser/{*}dLbls")
        assert labels is not None
        shown = {etree.QName(each).localname for each in labels if each.get("val") == "1"}
        assert shown & {"showPercent", "showVal"} == {office}


def test_a_chart_without_its_kind_is_not_silently_code(make) -> None:
    built = make("## T\n\n```chart\ntype: pie\ndata: a.csv\n```\n\n```chart\n┌─┐\n```\n")
    assert built.codes == ["unknown-chart"]


@pytest.mark.parametrize(
    ("front", "rows", "values"),
    [
        ("lang: de", "m;u\n  Jan;1.200,5\n  Feb;1.300", (1200.5, 1300.0)),
        ("lang: de", "m;u\n  1.000;1.200\n  2.000;1.300", (1200.0, 1300.0)),
        ("lang: de", "m;u\n  Jan;1.200\n  Feb;0.5", (1.2, 0.5)),
        ("lang: de", "m,u\n  Jan,1.200\n  Feb,1.300", (1.2, 1.3)),
        ("lang: fr", "m;u\n  Jan;1.200\n  Feb;1.300", (1.2, 1.3)),
        ("lang: en", "m;u\n  Jan;1.200\n  Feb;1.300", (1.2, 1.3)),
        ("lang: de-CH", "m;u\n  Jan;1.200\n  Feb;1.300", (1.2, 1.3)),
        ("lang: es-MX", "m;u\n  Jan;1.200\n  Feb;1,300", (1.2, 1300.0)),
    ],
)
def test_points_divide_thousands_where_the_language_has_them(
    make: Callable[..., Built], front: str, rows: str, values: tuple[float, ...]
) -> None:
    """`1.300` was 1.3 in a German deck, even below `1.200,5`."""
    built = make(f"---\n{front}\n---\n\n# X\n\n```chart\nkind: column\nrows: |\n  {rows}\nx: m\ny: u\n```\n")
    (group,) = [f.group for s in built.laid.slides for f in s.frames if isinstance(f, ChartFrame)]
    assert group.charts[0].series[0].y == values
    assert group.charts[0].categories[0] in ("Jan", "1.000")
