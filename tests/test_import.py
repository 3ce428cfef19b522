"""`deckgen import`: other programs' decks as folders with Markdown."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image as Pixels
from pptx import Presentation
from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from deckgen import DeckgenError, build
from deckgen.deck.inlines import Run, plain_text
from deckgen.imports.folder import Import, import_file
from deckgen.imports.office import converted
from deckgen.powerpoint.model import ChartData, Diagram, Grid, ShownDeck, ShownParagraph, Words
from deckgen.powerpoint.package import open_file
from deckgen.powerpoint.slides import read_slides
from tests.conftest import DATA, FEATURES, ROOT
from tests.instruments.renderers import soffice

MANY = ROOT / "templates" / "seminar" / "theme.pptx"
FOOT = ("footer", "date", "number", "header")


def shown(path: Path) -> ShownDeck:
    return read_slides(open_file(path))


def paragraphs(deck: ShownDeck) -> Iterator[ShownParagraph]:
    for slide in deck.slides:
        for shape in (each for each in slide.shapes if each.role not in FOOT):
            if isinstance(shape.content, Words | Diagram):
                yield from shape.content.paragraphs
            elif isinstance(shape.content, Grid):
                yield from (each for row in shape.content.rows for cell in row for each in cell)
        yield from slide.notes


def words(path: Path) -> Counter[str]:
    """All words on a file's slides, and in their notes."""
    deck = shown(path)
    texts = [plain_text(each.inlines) for each in paragraphs(deck)]
    charts = [s.content for slide in deck.slides for s in slide.shapes if isinstance(s.content, ChartData)]
    texts += [chart.title for chart in charts]
    return Counter(re.findall(r"\w+", " ".join(texts)))


def imported(path: Path, folder: Path) -> tuple[str, Import]:
    done = import_file(path, folder)
    return done.deck.read_text("utf-8"), done


@pytest.fixture
def varied(tmp_path: Path) -> Path:
    """A file with a little of everything that python-pptx can write."""
    deck = Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text = "Rapport 2024"
    cover.placeholders[1].text = "Équipe « Données »"
    plan = deck.slides.add_slide(deck.slide_layouts[1])
    plan.shapes.title.text = "Plan"
    body = plan.placeholders[1].text_frame
    body.text = "Un"
    for text, level in (("Deux", 1), ("Trois", 2), ("- Quatre *", 0)):
        added = body.add_paragraph()
        added.text, added.level = text, level
    run = body.add_paragraph().add_run()
    run.text, run.font.bold, run.hyperlink.address = "lien", True, "https://exemple.fr/a_b"
    plan.notes_slide.notes_text_frame.text = "Bonjour *à tous*"
    pair = deck.slides.add_slide(deck.slide_layouts[3])
    pair.shapes.title.text = "Deux colonnes"
    pair.placeholders[1].text, pair.placeholders[2].text = "gauche", "droite"
    pair._element.set("show", "0")
    loose = deck.slides.add_slide(deck.slide_layouts[6])
    title = loose.shapes.add_textbox(Inches(1), Inches(0.4), Inches(8), Inches(1)).text_frame
    title.text = "Titre sans place"
    title.paragraphs[0].runs[0].font.size = Pt(36)
    for number in range(3):
        box = loose.shapes.add_textbox(Inches(0.5 + 3 * number), Inches(2), Inches(2.5), Inches(2))
        box.text_frame.text = f"Boîte {number}"
    data = BytesIO()
    Pixels.new("RGB", (400, 300), "red").save(data, "PNG")
    data.seek(0)
    picture = loose.shapes.add_picture(data, Inches(1), Inches(5), Inches(2))
    picture.crop_left = 0.25
    picture._element.nvPicPr.cNvPr.set("descr", "Un carré [rouge]")
    beside = loose.shapes.add_textbox(Inches(12), Inches(2), Inches(2), Inches(2))
    beside.text_frame.text = "Mode d’emploi"
    held = deck.slides.add_slide(deck.slide_layouts[5])
    held.shapes.title.text = "Tableau"
    table = held.shapes.add_table(2, 3, Inches(1), Inches(2), Inches(7), Inches(2)).table
    for index, cell in enumerate(table.iter_cells()):
        cell.text = f"c|{index}"
    table.cell(1, 0).merge(table.cell(1, 1))
    deck.save(str(tmp_path / "varied.pptx"))
    return tmp_path / "varied.pptx"


def test_slides_as_an_author_would_have_written_them(varied: Path, tmp_path: Path) -> None:
    text, done = imported(varied, tmp_path / "out")
    assert '## Rapport 2024 {layout="Title Slide"}\n\nÉquipe « Données »' in text
    assert "- Un\n  - Deux\n    - Trois\n- \\- Quatre \\*\n- [**lien**](https://exemple.fr/a_b)" in text
    assert "::: notes\nBonjour \\*à tous\\*\n:::" in text
    assert "## Deux colonnes {.hidden}\n\n:::: columns\n::: column\n- gauche\n:::" in text
    assert "## Titre sans place" in text
    assert "![Un carré [rouge]](media/image1-part.png)" in text
    assert "<!-- Mode d’emploi -->" in text
    assert "<th>c|0</th><th>c|1</th><th>c|2</th>" in text
    assert '<td colspan="2">c|3<br>c|4</td><td>c|5</td>' in text
    with Pixels.open(tmp_path / "out/media/image1-part.png") as image:
        assert image.size == (300, 300)
    assert [what for _, what in done.left_out] == ["text beside the slide is a comment"]


def test_what_is_imported_can_be_built_and_says_the_same(varied: Path, tmp_path: Path) -> None:
    import_file(varied, tmp_path / "out")
    result = build(tmp_path / "out/deck.md", to="pptx", output=tmp_path / "out")
    assert result.ok
    assert result.slides == 5
    lost = words(varied) - words(tmp_path / "out/deck.pptx")
    assert set(lost) == {"Mode", "d", "emploi"}  # it stood beside the slide


DECKS = [path for path in sorted(FEATURES.glob("*.md")) if path.stem != "part"] + [
    DATA / "stress.md", DATA / "llm-note.md",
]  # fmt: skip


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_word_of_a_deck_comes_back(path: Path, tmp_path: Path) -> None:
    build(path, to="pptx", output=tmp_path)
    import_file(tmp_path / f"{path.stem}.pptx", tmp_path / "out")
    result = build(tmp_path / "out/deck.md", to="pptx", output=tmp_path / "out")
    assert result.ok, result.diagnostics
    assert words(tmp_path / f"{path.stem}.pptx") - words(tmp_path / "out/deck.pptx") == Counter()


def test_every_word_comes_back_from_what_libreoffice_saved(tmp_path: Path) -> None:
    soffice()
    for name in ("text", "tables", "fragments", "columns", "footnotes"):
        build(FEATURES / f"{name}.md", to="pptx", output=tmp_path)
        saved = converted((tmp_path / f"{name}.pptx").read_bytes(), "pptx", "odp")
        assert saved is not None
        (tmp_path / f"{name}.odp").write_bytes(saved)
        import_file(tmp_path / f"{name}.odp", tmp_path / name)
        assert build(tmp_path / name / "deck.md", to="pptx", output=tmp_path / name).ok
        before, after = words(tmp_path / f"{name}.pptx"), words(tmp_path / name / "deck.pptx")
        assert sum((before - after).values()) <= 0.02 * sum(before.values()), before - after


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (KIND.COLUMN_CLUSTERED, "column"), (KIND.BAR_CLUSTERED, "bar"), (KIND.LINE_MARKERS, "line"), (KIND.PIE, "pie"),
        (KIND.DOUGHNUT, "doughnut"), (KIND.AREA, "area"), (KIND.COLUMN_STACKED, "stacked"),
        (KIND.COLUMN_STACKED_100, "stacked"),
    ],
)  # fmt: skip
def test_charts_are_chart_blocks(kind: KIND, said: str, tmp_path: Path) -> None:
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["Est", "Ouest, sud", "Nord"]
    data.add_series("2023", (0.105, 0.2, 0.3))
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Parts"
    slide.shapes.add_chart(kind, Inches(1), Inches(2), Inches(7), Inches(4), data)
    deck.save(str(tmp_path / "c.pptx"))
    text, _ = imported(tmp_path / "c.pptx", tmp_path / "out")
    assert f"kind: {said}\n" in text
    assert 'unit: "%"' in text
    rows = (tmp_path / "out/data/chart-1-3.csv").read_text("utf-8").splitlines()
    assert rows[0] == "name,2023"
    assert sorted(rows[1:]) == ['"Ouest, sud",20', "Est,10.5", "Nord,30"]
    assert build(tmp_path / "out/deck.md", to="pptx", output=tmp_path).ok
    chart = next(
        s.content for s in shown(tmp_path / "deck.pptx").slides[0].shapes if isinstance(s.content, ChartData)
    )
    assert sorted(each or 0 for each in chart.series[0].values) == [10.5, 20, 30]


@pytest.mark.parametrize(
    ("kind", "data"), [(KIND.XY_SCATTER, XyChartData()), (KIND.BUBBLE, BubbleChartData())]
)
def test_charts_of_points(kind: KIND, data: XyChartData, tmp_path: Path) -> None:
    series = data.add_series("M")
    for number in range(4):
        point = (number, number**2, number + 1)
        series.add_data_point(*(point if kind is KIND.BUBBLE else point[:2]))
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_chart(kind, 0, 0, Inches(7), Inches(4), data)
    deck.save(str(tmp_path / "c.pptx"))
    text, _ = imported(tmp_path / "c.pptx", tmp_path / "out")
    assert ("kind: bubble" if kind is KIND.BUBBLE else "kind: scatter") in text
    assert build(tmp_path / "out/deck.md", to="pptx", output=tmp_path).ok


def test_links_to_slides_lead_there(tmp_path: Path) -> None:
    deck = Presentation()
    first, second = (deck.slides.add_slide(deck.slide_layouts[5]) for _ in range(2))
    first.shapes.title.text, second.shapes.title.text = "Un", "Deux"
    box = first.shapes.add_textbox(0, Inches(2), Inches(3), Inches(1))
    run = box.text_frame.paragraphs[0].add_run()
    run.text = "aller"
    relation = first.part.relate_to(
        second.part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    )
    link = run._r.get_or_add_rPr().makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick",
        {
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id": relation,
            "action": "ppaction://hlinksldjump",
        },
    )
    run._r.get_or_add_rPr().append(link)
    deck.save(str(tmp_path / "l.pptx"))
    text, _ = imported(tmp_path / "l.pptx", tmp_path / "out")
    assert "[aller](#slide-2)" in text
    assert "## Deux {#slide-2 " in text


def test_sections_footers_and_transitions_come_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '---\ncover: false\nfooter: Pied de page\n---\n\n## Un {section="Début" transition=fade}\n\n- a\n- b\n\n---\n\n'
        '## Deux {section="Fin" .incremental}\n\n- c\n- d\n',
        "utf-8",
    )
    build(tmp_path / "a.md", to="pptx", output=tmp_path)
    text, _ = imported(tmp_path / "a.pptx", tmp_path / "out")
    assert 'footer: "Pied de page"' in text
    assert '## Un {section="Début" transition=fade}' in text
    assert '## Deux {section="Fin" .incremental}' in text


def test_a_notebook_is_a_deck(tmp_path: Path) -> None:
    def cell(kind: str, source: str, show: str, **more: object) -> dict[str, object]:
        return {"cell_type": kind, "source": source, "metadata": {"slideshow": {"slide_type": show}}, **more}

    png = BytesIO()
    Pixels.new("RGB", (2, 2)).save(png, "PNG")
    import base64

    outputs = [
        {"output_type": "stream", "text": ["1\n"]},
        {"output_type": "display_data", "data": {"image/png": base64.b64encode(png.getvalue()).decode()}},
    ]
    cells = [
        cell("markdown", "# Titre\n\nTexte\n\n---\n\nsous la ligne\n\n```\n---\n```", "slide"),
        cell("code", "print(1)", "fragment", outputs=outputs),
        cell("markdown", "à dire", "notes"), cell("markdown", "## Suite", "subslide"),
        cell("markdown", "caché", "skip"), cell("raw", "pour LaTeX", ""),
    ]  # fmt: skip
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4}
    (tmp_path / "n.ipynb").write_text(json.dumps(notebook), "utf-8")
    text, done = imported(tmp_path / "n.ipynb", tmp_path / "out")
    assert done.slides == 2
    assert "```python\nprint(1)\n```\n\n```\n1\n```\n\n![](media/output.png)" in text
    assert "::: notes\nà dire\n:::" in text
    assert "caché" not in text
    assert "LaTeX" not in text
    assert "Texte\n\n\nsous la ligne\n\n```\n---\n```" in text
    assert build(tmp_path / "out/deck.md", to="html", output=tmp_path).ok
    (tmp_path / "bad.ipynb").write_text("[]", "utf-8")
    with pytest.raises(DeckgenError, match="not a Jupyter notebook"):
        import_file(tmp_path / "bad.ipynb", tmp_path / "bad")


def test_a_page_of_reveal_is_a_deck(tmp_path: Path) -> None:
    Pixels.new("RGB", (2, 2)).save(tmp_path / "p.png")
    (tmp_path / "r.html").write_text(
        "<!doctype html><title>Exposé</title><div class=reveal><div class=slides><section><h1>Titre</h1><p>Bonjour"
        " <b>gras</b></p></section><section data-background-color='#123456'><h2>Deux</h2><ul><li>un<li>deux</ul>"
        "<img src=p.png alt=Vue><aside class=notes>dire</aside></section></div></div>",
        "utf-8",
    )
    text, done = imported(tmp_path / "r.html", tmp_path / "out")
    assert done.slides == 2
    assert "Bonjour **gras**" in text
    assert '## Deux {background-color="#123456"}\n\n- un\n- deux\n\n![Vue](p.png)' in text
    assert (tmp_path / "out/p.png").exists()


def test_nothing_is_written_over(varied: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/deck.md").write_text("à moi", "utf-8")
    with pytest.raises(DeckgenError, match="not empty"):
        import_file(varied, tmp_path / "out")
    assert (tmp_path / "out/deck.md").read_text("utf-8") == "à moi"


def bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/presentation.xml", b" " * 50_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ppt", b"", "of before PowerPoint 2007"),
        ("a.pptx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "has a password"),
        ("a.pptx", b"PK", "not a PowerPoint file"),
        ("a.pptx", bomb(), "not a PowerPoint file"),
        ("a.doc", b"", "can't be imported"),
        ("b.pptx", None, "can't be read"),
    ],
)
def test_what_can_not_be_imported_says_why(name: str, data: bytes | None, said: str, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "deckgen", "import", name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@settings(max_examples=60)
@given(st.randoms(use_true_random=False))
def test_a_broken_file_is_said_to_be_one(tmp_path_factory: pytest.TempPathFactory, dice: Any) -> None:
    """Elements that are missing, values that make no sense, parts that are gone: found by breaking files at random."""
    folder = tmp_path_factory.mktemp("broken")
    with zipfile.ZipFile(MANY) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.randint(1, 4)):
        name = dice.choice([each for each in parts if each.endswith((".xml", ".rels"))])
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:  # cut before
            continue
        inside = [each for each in root.iter() if isinstance(each.tag, str) and each is not root]
        if not inside:
            continue
        element, kind = (
            dice.choice(inside),
            dice.choice(("gone", "value", "twice", "attribute", "part", "cut")),
        )
        if kind == "gone":
            element.getparent().remove(element)
        elif kind == "twice":
            element.getparent().append(etree.fromstring(etree.tostring(element)))
        elif element.attrib and kind == "value":
            wrong = ("", "x", "-1", "999999999999", "NaN", "rId99")
            element.attrib[dice.choice(list(element.attrib))] = dice.choice(wrong)
        elif element.attrib and kind == "attribute":
            del element.attrib[dice.choice(list(element.attrib))]
        parts[name] = etree.tostring(root)
        if kind == "cut":
            parts[name] = parts[name][: len(parts[name]) // 2]
        elif kind == "part":
            del parts[name]
    with zipfile.ZipFile(folder / "b.pptx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with contextlib.suppress(DeckgenError):
        import_file(folder / "b.pptx", folder / "out")


def test_words_of_smartart_are_a_list() -> None:
    from types import SimpleNamespace

    from deckgen.powerpoint.diagrams import diagram_of

    def point(number: int, text: str, kind: str = "node") -> str:
        said = f"<dgm:t><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" if text else ""
        return f'<dgm:pt modelId="{number}" type="{kind}">{said}</dgm:pt>'

    names = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    points = (
        point(0, "", "doc") + point(1, "Un") + point(2, "Deux") + point(3, "Deux bis") + point(4, "x", "pres")
    )
    lines = ((0, 2, 1), (0, 1, 0), (2, 3, 0))
    links = "".join(f'<dgm:cxn modelId="9{b}" srcId="{a}" destId="{b}" srcOrd="{c}"/>' for a, b, c in lines)
    data = f"<dgm:dataModel {names}><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>"
    layout = f'<dgm:layoutDef {names} uniqueId="urn:microsoft.com/office/officeart/2005/8/layout/process1"/>'
    found = diagram_of(*(SimpleNamespace(blob=each.encode()) for each in (data, layout)))
    assert found is not None
    assert found.kind == "process1"
    assert [(each.level, plain_text(each.inlines)) for each in found.paragraphs] == [
        (0, "Un"), (0, "Deux"), (1, "Deux bis"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{a+b}{c}", r"\sqrt[3]{x}", r"\sum_{i=1}^{n} x_{i}", r"\hat{x}", r"\left( a \right)", r"\mathbb{E}",
        r"\begin{matrix}a & b \\ c & d\end{matrix}", r"x_{1}^{2}", r"\overline{ab}", r"\alpha \le \beta",
        r"\binom{n}{k}",
        r"\lim_{x \to 0} f", r"\int_{0}^{1} x", r"\text{si }x", r"\boxed{x}", r"\underbrace{a+b}",
    ],
)  # fmt: skip
def test_formulas_come_back_as_latex_that_says_the_same(latex: str, tmp_path: Path) -> None:
    """Written as OMML and read from it twice: the second time nothing changes any more."""

    def through(formula: str) -> str:
        (tmp_path / "f.md").write_text(f"---\ncover: false\n---\n\n# T\n\nSoit ${formula}$ ici.\n", "utf-8")
        build(tmp_path / "f.md", to="pptx", output=tmp_path)
        runs = (run for each in paragraphs(shown(tmp_path / "f.pptx")) for run in each.inlines)
        return next(run.marks.math.latex for run in runs if isinstance(run, Run) and run.marks.math)

    once = through(latex)
    assert through(once) == once
    assert set(re.findall(r"[A-Za-z]+", latex)) - {"left", "right"} <= set(re.findall(r"[A-Za-z]+", once)) | {
        "matrix", "text", "binom", "genfrac",
    }  # fmt: skip


def test_a_file_whose_properties_are_called_something_else_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(MANY) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"core-properties+xml", b"no-properties+xml")
    assert parts["[Content_Types].xml"] != types
    with zipfile.ZipFile(tmp_path / "b.pptx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read_slides(open_file(tmp_path / "b.pptx")).layouts == read_slides(open_file(MANY)).layouts != ()


def test_code_keeps_its_empty_lines_and_its_tabs(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    frame = slide.shapes.add_textbox(0, 0, 4_000_000, 2_000_000).text_frame
    for number, line in enumerate(("def f(x):", "\treturn x", "", "print(1)", "")):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        if line:
            run = paragraph.add_run()
            run.text, run.font.name = line, "Consolas"
    deck.save(str(tmp_path / "in.pptx"))
    text, _ = imported(tmp_path / "in.pptx", tmp_path / "out")
    assert "```\ndef f(x):\n    return x\n\nprint(1)\n```" in text


def _boxes(slide: Any) -> list[Any]:
    boxes = []
    for at, text in enumerate(("Plan", "Do", "Check")):
        box = slide.shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, Inches(0.5 + 3 * at), Inches(2), Inches(2), Inches(1)
        )
        box.text_frame.text = text
        boxes.append(box)
    return boxes


def _arrow(slide: Any, start: Any, end: Any, head: str = "tailEnd") -> None:
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, start.left, start.top, end.left, end.top)
    line.begin_connect(start, 3)
    line.end_connect(end, 1)
    line.line._get_or_add_ln().append(etree.fromstring(f'<a:{head} xmlns:a="{MAIN}" type="triangle"/>'))


MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_boxes_with_arrows_are_a_flow(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Cycle"
    plan, do, check = _boxes(slide)
    _arrow(slide, plan, do)
    _arrow(slide, check, do, "headEnd")  # drawn from the end
    label = slide.shapes.add_textbox(Inches(2.6), Inches(2.1), Inches(0.8), Inches(0.4))
    label.text_frame.text = "weekly"
    _arrow(slide, slide.shapes.title, plan)  # not from a box to a box
    deck.save(str(tmp_path / "in.pptx"))
    text, done = imported(tmp_path / "in.pptx", tmp_path / "out")
    assert "```flow\nPlan -> Do: weekly\nDo -> Check\n```" in text
    assert text.count("weekly") == 1
    assert [what for _, what in done.left_out] == ["arrows between shapes (1)"]


def test_links_of_boxes_in_a_flow_are_said(tmp_path: Path) -> None:
    def fill(shapes: Any) -> None:
        one, two = (
            shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(x), Inches(3), Inches(2), Inches(1)) for x in (1, 5)
        )
        one.text_frame.text, two.text_frame.text = "A", "B"
        one.text_frame.paragraphs[0].runs[0].hyperlink.address = "https://example.org"
        arrow = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 1, 1)
        arrow.begin_connect(one, 3)
        arrow.end_connect(two, 1)

    assert "links of boxes that arrows join (1)" in _imported(tmp_path, fill)


def test_joined_cells_stay_joined(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(8), Inches(3)).table
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"c{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    deck.save(str(tmp_path / "in.pptx"))
    text, _ = imported(tmp_path / "in.pptx", tmp_path / "out")
    assert '<tr><th>c00</th><th colspan="2">c01<br>c02</th></tr>' in text
    assert '<tr><td rowspan="2">c10<br>c20</td><td>c11</td><td>c12</td></tr>' in text
    assert build(tmp_path / "out" / "deck.md", to="pptx", output=tmp_path / "again").ok
    slide = shown(tmp_path / "again" / "deck.pptx").slides[0]
    (grid,) = [s.content for s in slide.shapes if isinstance(s.content, Grid)]
    assert grid.takes == (((1, 1), (2, 1), (0, 0)), ((1, 2), (1, 1), (1, 1)), ((0, 0), (1, 1), (1, 1)))


def test_a_turned_picture_stays_turned(tmp_path: Path) -> None:
    Pixels.new("RGB", (40, 20), "red").save(tmp_path / "wide.png")
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    picture = slide.shapes.add_picture(str(tmp_path / "wide.png"), Inches(1), Inches(3), Inches(4), Inches(2))
    picture.rotation = 90
    deck.save(str(tmp_path / "in.pptx"))
    (shape,) = [s for s in shown(tmp_path / "in.pptx").slides[0].shapes if s.role == "text"]
    assert (shape.box.width, shape.box.height) == (144, 288)
    imported(tmp_path / "in.pptx", tmp_path / "out")
    (found,) = (tmp_path / "out" / "media").iterdir()
    with Pixels.open(found) as turned:
        assert turned.size == (20, 40)


def _imported(tmp_path: Path, fill: Callable[[Any], None]) -> str:
    """The Markdown of a deck of one slide, without its head, and what is not carried over."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "T"
    fill(slide.shapes)
    deck.save(str(tmp_path / "d.pptx"))
    text, done = imported(tmp_path / "d.pptx", tmp_path / "out")
    body = re.sub(r"\A.*?^## T[^\n]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
    return f"{body.strip()}\n{done.left_out}"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("• Un", "• Deux", "    – a", "    – b", "Fin"), "- Un\n- Deux\n  - a\n  - b\n\nFin"),
        (("1. un", "2. deux"), "1. un\n2. deux"),
        (("b) un", "- seul", "a - b"), "b\\) un\n\n\\- seul\n\na - b"),
        (("A\tB\tC", "1\t2\t3"), "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |"),
        (("A\tB", "1\t2"), "A B\n\n1 2"),
    ],
)
def test_lists_and_columns_that_were_typed(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    def fill(shapes: Any) -> None:
        frame = shapes.add_textbox(Inches(1), Inches(2), Inches(8), Inches(4)).text_frame
        frame.text = "\n".join(lines)

    assert _imported(tmp_path, fill).startswith(said)


def test_looks_of_words_in_joined_tables_come_back(tmp_path: Path) -> None:
    def fill(shapes: Any) -> None:
        table = shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(0, 0).text = "Head"
        run = table.cell(1, 0).text_frame.paragraphs[0].add_run()
        run.text = "2"
        run._r.get_or_add_rPr().set("baseline", "30000")
        run = table.cell(1, 1).text_frame.paragraphs[0].add_run()
        run.text, run.font.underline = "a < b", True

    text = _imported(tmp_path, fill)
    assert "<tr><td><sup>2</sup></td><td><u>a &lt; b</u></td></tr>" in text


def test_a_hidden_shape_is_said(tmp_path: Path) -> None:
    def fill(shapes: Any) -> None:
        box = shapes.add_textbox(Inches(1), Inches(2), Inches(8), Inches(1))
        box.text_frame.text = "Secret words"
        box._element.xpath(".//p:cNvPr")[0].set("hidden", "1")

    assert "a hidden shape: Secret words" in _imported(tmp_path, fill)


CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
WATERFALL = f"""<cx:chartSpace xmlns:cx="{CX}"><cx:chartData><cx:data id="0"><cx:strDim type="cat">
<cx:lvl ptCount="3">
<cx:pt idx="0">2023</cx:pt><cx:pt idx="1">Ventes</cx:pt><cx:pt idx="2">2024</cx:pt></cx:lvl></cx:strDim>
<cx:numDim type="val">
<cx:lvl ptCount="3"><cx:pt idx="0">10</cx:pt><cx:pt idx="1">-2.5</cx:pt><cx:pt idx="2">7.5</cx:pt></cx:lvl>
</cx:numDim></cx:data>
</cx:chartData><cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series layoutId="waterfall"><cx:tx><cx:txData>
<cx:v>Résultat</cx:v>
</cx:txData></cx:tx><cx:dataId val="0"/></cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>"""
FRAME = f"""<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><mc:Choice Requires="cx1">
<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="40" name="C"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>
<p:xfrm>
<a:off x="914400" y="1828800"/><a:ext cx="4572000" cy="2743200"/></p:xfrm><a:graphic><a:graphicData uri="{CX}">
<cx:chart xmlns:cx="{CX}" r:id="%s"/></a:graphicData></a:graphic></p:graphicFrame></mc:Choice><mc:Fallback><p:sp>
<p:nvSpPr>
<p:cNvPr id="0" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r>
<a:t>Ce graphique manque.</a:t>
</a:r></a:p></p:txBody></p:sp></mc:Fallback></mc:AlternateContent>"""


def _with_newer_chart(data: bytes, folder: Path) -> tuple[str, Any]:
    """A deck with such a chart, imported."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    kind = "application/vnd.ms-office.chartex+xml"
    part = Part(PackURI("/ppt/charts/chartEx1.xml"), kind, slide.part.package, data)
    name = slide.part.relate_to(part, "http://schemas.microsoft.com/office/2014/relationships/chartEx")
    slide.shapes._spTree.append(etree.fromstring(FRAME % name))
    deck.save(str(folder / "deck.pptx"))
    return imported(folder / "deck.pptx", folder / "out")


@pytest.mark.parametrize("has_data", [True, False])
def test_a_chart_of_a_newer_kind_is_its_numbers_or_is_named(has_data: bool, tmp_path: Path) -> None:
    text, done = _with_newer_chart(WATERFALL.encode() if has_data else b"<broken", tmp_path)
    assert "manque" not in text
    assert ("| Ventes | -2.5 |" in text) == has_data
    assert [words for _, words in done.left_out] == [
        "a chart (waterfall) is a table" if has_data else "an object (C)"
    ]


@pytest.mark.parametrize("number", ["INF", "NaN", "n/a", "1e999"])
def test_what_is_no_number_in_a_chart_of_a_newer_kind_is_an_empty_cell(number: str, tmp_path: Path) -> None:
    data = WATERFALL.replace(">-2.5<", f">{number}<").encode()
    assert "| Ventes | |" in re.sub(r"[ ]+", " ", _with_newer_chart(data, tmp_path)[0])


def test_the_date_at_the_foot_of_all_slides_stays_there(tmp_path: Path) -> None:
    deck = Presentation()
    for number in range(2):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Titre {number}"
        places = (slide.slide_layout.placeholders, slide.placeholders)
        slide.shapes.clone_placeholder(next(p for p in places[0] if p.placeholder_format.idx == 10))
        next(p for p in places[1] if p.placeholder_format.idx == 10).text_frame.text = "1er mai 2024"
    deck.save(str(tmp_path / "deck.pptx"))
    text, _ = imported(tmp_path / "deck.pptx", tmp_path / "out")
    assert '\nfooter-date: "1er mai 2024"\n' in text


def _around(tmp_path: Path, count: int, *, every: int = 1) -> str:
    """A deck of slides with boxes and a picture around their content, and what it is imported as."""
    deck = Presentation()
    pixels = BytesIO()
    Pixels.new("RGB", (40, 40), "red").save(pixels, "PNG")
    for number in range(1, count + 1):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Topic {number}"
        box = slide.shapes.add_textbox(Inches(0.6), Inches(1.8), Inches(8), Inches(3))
        box.text_frame.text = f"Point {number} of the talk"
        if number % every:
            continue
        for x, wide, text in (
            (0.3, 4, "ACME – confidential"),
            (9.2, 0.7, f"{number} | {count}"),
            (5, 3, "March"),
        ):
            foot = slide.shapes.add_textbox(Inches(x), Inches(7), Inches(wide), Inches(0.4))
            foot.text_frame.text = text
        slide.shapes.add_picture(BytesIO(pixels.getvalue()), Inches(9), Inches(0.2), Inches(0.8))
    deck.save(str(tmp_path / "boxes.pptx"))
    import_file(tmp_path / "boxes.pptx", tmp_path / "out")
    return (tmp_path / "out" / "deck.md").read_text(encoding="utf-8")


def test_what_stands_on_every_slide_is_said_once(tmp_path: Path) -> None:
    """A page number in a box of its own made a column of each slide."""
    text = _around(tmp_path, 5)
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    assert 'footer: "ACME – confidential · March"' in front
    assert "slide-number: c/t" in front
    assert "logo: media/" in front
    assert "ACME" not in body
    assert "image" not in body
    assert "columns" not in body
    assert [f"Point {number} of the talk" in body for number in range(1, 6)] == [True] * 5


def test_what_stands_on_a_few_slides_is_content(tmp_path: Path) -> None:
    text = _around(tmp_path, 8, every=4)
    assert text.count("ACME") == 2
    assert "footer:" not in text
    assert "logo:" not in text


def _placed(tmp_path: Path, boxes: list[tuple[float, float, float, float, str]]) -> str:
    """A slide with boxes of text at these places (x, y, width and height in inches), and what it is imported as."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Title"
    for x, y, wide, high, text in boxes:
        slide.shapes.add_textbox(*map(Inches, (x, y, wide, high))).text_frame.text = text
    deck.save(str(tmp_path / "boxes.pptx"))
    import_file(tmp_path / "boxes.pptx", tmp_path / "out")
    return (tmp_path / "out" / "deck.md").read_text(encoding="utf-8").partition("## Title")[2]


def test_a_grid_is_read_row_by_row(tmp_path: Path) -> None:
    cards = [
        (0.5 + column * 3, 2 + row * 2.5, 2.8, 2, f"Card {3 * row + column + 1}")
        for row in (0, 1)
        for column in (0, 1, 2)
    ]
    text = _placed(tmp_path, cards)
    assert re.findall(r"Card \d", text) == [f"Card {number}" for number in range(1, 7)]
    assert text.count(":::: columns") == 2


def test_heads_above_columns_stay_theirs(tmp_path: Path) -> None:
    text = _placed(
        tmp_path,
        [
            (0.5, 1.8, 4, 0.5, "Left"),
            (5, 1.8, 4, 0.5, "Right"),
            (0.5, 2.6, 4, 4, "of it"),
            (5, 2.6, 4, 4, "of that"),
        ],
    )
    assert re.findall(r"Left|Right|of it|of that", text) == ["Left", "of it", "Right", "of that"]


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("Who", "What"), "- **Who** A text\n- **What** Another text"),
        (("1", "2"), "1. A text\n2. Another text"),
    ],
)
def test_labels_stay_with_their_texts(tmp_path: Path, labels: tuple[str, str], said: str) -> None:
    rows = zip(labels, ("A text", "Another text"), strict=True)
    boxes = [box for at, (label, text) in enumerate(rows)
             for box in ((0.5, 2 + at * 2, 1, 1, label), (2, 2 + at * 2, 7, 1, text))]  # fmt: skip
    assert said in _placed(tmp_path, boxes)


@pytest.mark.parametrize(
    ("kind", "names", "series"),
    [
        (KIND.DOUGHNUT, ["A", "B"], [(1, 2), (3, 4)]),
        (KIND.COLUMN_CLUSTERED, ["Jan", "Feb", "Jan", "Feb"], [(1, 2, 3, 4)]),
        (KIND.PIE, ["A", "B"], [(3, -1)]),
    ],
)
def test_charts_that_no_block_can_hold_are_tables(
    tmp_path: Path, kind: Any, names: list[str], series: list[tuple[float, ...]]
) -> None:
    """The deck of the import could not be built."""
    prs = Presentation()
    slide = prs.slides.add_slide(prs.slide_layouts[5])
    slide.shapes.title.text = "A chart"
    data = CategoryChartData()
    data.categories = names
    for number, values in enumerate(series):
        data.add_series(f"S{number}", values)
    slide.shapes.add_chart(kind, Inches(1), Inches(2), Inches(6), Inches(4), data)
    prs.save(str(tmp_path / "in.pptx"))
    done = import_file(tmp_path / "in.pptx", tmp_path / "out")
    assert "is a table" in str(done.left_out)
    built = build(done.deck, to="txt", output=tmp_path / "built")
    assert built.ok
    text = done.deck.read_text("utf-8")
    assert all(f"| {name} " in text for name in names)


def test_rows_that_only_keep_columns_apart_are_left_out(tmp_path: Path) -> None:
    prs = Presentation()
    slide = prs.slides.add_slide(prs.slide_layouts[5])
    data = CategoryChartData()
    data.categories = ["A", "", "B", ""]
    data.add_series("S", (1, None, 2, None))
    slide.shapes.add_chart(KIND.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data)
    prs.save(str(tmp_path / "in.pptx"))
    done = import_file(tmp_path / "in.pptx", tmp_path / "out")
    (rows,) = (tmp_path / "out" / "data").iterdir()
    assert rows.read_text("utf-8").split() == ["name,S", "A,1", "B,2"]
    assert build(done.deck, to="txt", output=tmp_path / "built").ok


@pytest.mark.parametrize(
    ("text", "font", "tag", "seen"),
    [
        ("à", "Wingdings", "sym", "→"),
        ("\uf0e0", "Wingdings", "sym", "→"),
        ("ü", "Wingdings", "latin", "✓"),
        ("Dm", "Symbol", "latin", "Δμ"),
        ("à", "Calibri", "latin", "à"),
        ("words à la carte", "Wingdings", "sym", "words à la carte"),
    ],
)
def test_signs_of_a_fonts_own_are_what_is_seen(
    tmp_path: Path, text: str, font: str, tag: str, seen: str
) -> None:
    """PowerPoint's arrows for `-->` came back as `à`."""

    def fill(shapes: Any) -> None:
        run = (
            shapes.add_textbox(Inches(1), Inches(3), Inches(6), Inches(1)).text_frame.paragraphs[0].add_run()
        )
        run.text = text
        look = run._r.get_or_add_rPr()
        etree.SubElement(
            look, f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}", typeface=font
        )

    assert seen in _imported(tmp_path, fill)


def test_a_picture_that_fills_a_shape_with_words_comes_with_them(tmp_path: Path) -> None:
    """Only the words came: usual for covers and cards."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    Pixels.new("RGB", (80, 60), "red").save(tmp_path / "p.png")
    _, rid = slide.part.get_or_add_image_part(str(tmp_path / "p.png"))
    box = slide.shapes.add_textbox(0, 0, 3_000_000, 2_000_000)
    box.text_frame.text = "On a picture"
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    office = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    fill = f'<a:blipFill {names} {office}><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    box._element.spPr.append(parse_xml(fill))
    deck.save(str(tmp_path / "t.pptx"))
    text, done = imported(tmp_path / "t.pptx", tmp_path / "out")
    assert "On a picture" in text
    assert re.search(r"!\[[^\]]*\]\(media/\S+\.png\)", text)
    assert done.left_out == ()


def test_points_over_days_keep_them(tmp_path: Path) -> None:
    data = XyChartData(number_format="yyyy\\-mm\\-dd")
    series = data.add_series("M", number_format="yyyy\\-mm\\-dd")
    for day, value in ((43835, 1.0), (44256, 20.0), (44713, 3.0)):
        series.add_data_point(day, value)
    deck = Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_chart(
        KIND.XY_SCATTER, 0, 0, Inches(7), Inches(4), data
    )
    for code in frame.chart._chartSpace.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}formatCode"
    ):
        code.text = "yyyy\\-mm\\-dd"
    deck.save(str(tmp_path / "c.pptx"))
    imported(tmp_path / "c.pptx", tmp_path / "out")
    rows = (tmp_path / "out/data/chart-1-2.csv").read_text("utf-8").splitlines()
    assert rows[1:] == ["2020-01-05,1", "2021-03-01,20", "2022-06-01,3"]
    done = build(tmp_path / "out/deck.md", to="pptx", output=tmp_path)
    assert done.ok
    assert not done.diagnostics


def test_a_first_row_that_looks_like_a_head_is_one(tmp_path: Path) -> None:
    """LibreOffice writes how a table looks, and names no head."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "T"
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row in range(3):
        for column in range(2):
            cell = table.cell(row, column)
            cell.text = f"r{row}c{column}"
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string("FFFFFF" if row else "00539B")
            run = cell.text_frame.paragraphs[0].runs[0]
            run.font.color.rgb = RGBColor.from_string("000000" if row else "FFFFFF")
    properties = table._tbl.tblPr
    properties.attrib.clear()
    for child in list(properties):
        properties.remove(child)
    deck.save(str(tmp_path / "t.pptx"))
    text, _ = imported(tmp_path / "t.pptx", tmp_path / "out")
    assert "| r0c0 | r0c1 |\n| --- | --- |\n| r1c0 | r1c1 |" in text
    assert "FFFFFF" not in text
