"""What other people's decks and combinations of constructs hold, and what had come of it: words lost, shown as they are
typed, or on another slide."""

from __future__ import annotations

import re
import time
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from deckgen import build
from deckgen.charts.cells import number
from deckgen.deck.inlines import Run
from deckgen.layout.model import EquationFrame, FigureFrame, Rule, TextFrame
from deckgen.options import Options
from deckgen.pipeline import prepare
from deckgen.powerpoint.model import ChartData
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.instruments.outline import outline_of
from tests.instruments.text import html_slides, pptx_slides

REVEAL = "---\ntheme: white\nrevealOptions: {}\n---\n\n"


def _outline(text: str, name: str = "deck.md") -> str:
    return outline_of(read_deck(Source.from_text(name, text)))


# -- formulas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "colored", ["\\color{red}{O_1} b", "\\color[HTML]{ff0000}{x}", "\\textcolor{blue}{y}"]
)
def test_a_colour_in_a_row_leaves_the_next_one(make, colored: str) -> None:
    """The whole formula was its source."""
    built = make(f"## A\n\n$$\\begin{{align}}\na &= {colored} \\\\\nc &= d\n\\end{{align}}$$\n")
    assert built.codes == []
    assert any(isinstance(frame, EquationFrame) for frame in built.laid.slides[0].frames)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("$ \\phi \\rightarrow x$", "$\\phi \\rightarrow x$"),
        ("$\\\\alpha \\\\to \\\\text{so}$", "$\\alpha \\to \\text{so}$"),
        ("$a\\*b\\_c$", "$a*b_c$"),
        ("$\\\\{x\\\\}$", "$\\{x\\}$"),
        ("from $5 to $ 6", "from $5 to $ 6"),
    ],
)
def test_formulas_are_those_of_the_page_that_marked_leaves(make, typed: str, read: str) -> None:
    built = make(f"{REVEAL}## A\n\nText {typed} goes on.\n\n---\n\n## B\n\nx\n")
    text = built.pptx.with_suffix(".txt")
    assert build(built.pptx.with_suffix(".md"), to="txt", output=text.parent).ok
    assert f"Text {read} goes on." in text.read_text("utf-8")


def test_a_formula_that_is_wider_than_any_slide_is_shown_whole_and_said(make) -> None:
    """It was cut at the slide's edge."""
    terms = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(30))
    built = make(f"## Wide\n\n$${terms}$$\n")
    (formula,) = [frame for frame in built.laid.slides[0].frames if isinstance(frame, EquationFrame)]
    assert formula.size < 12
    assert built.codes == ["too-small"]


# -- Markdown ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("text <!-- hidden words ---> more", "text  more"),
        ("MyBrand^&reg;^", "MyBrand®"),
        ("m^`2`^ and x^*a*^", "m2 and xa"),
        ("see^x[l](http://x.y)^", "seexl"),
        ("H~2~O and 2^10^", "H2O and 210"),
    ],
)
def test_comments_and_raised_text_are_read_as_any(make, typed: str, shown: str) -> None:
    (slide,) = html_slides(make(f"## A\n\nWords before.\n\n{typed}\n").html)
    assert shown.replace(" ", "") in slide.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("around", ["{}", "> {}"], ids=["item", "quotation"])
def test_what_a_fence_in_a_list_is_called_is_shown(make, around: str) -> None:
    """Its first line was dropped."""
    fence = "\n".join(around.format(line) for line in (":::spoiler Payload", "inside", ":::"))
    item = "- one\n\n" + "\n".join(f"  {line}" for line in fence.split("\n"))
    for text in (item, f"---\ntype: slide\n---\n\n## A\n\n{item}"):
        shown = " ".join(pptx_slides(make(f"## A\n\n{item}\n" if text == item else text).pptx))
        assert "Payload" in shown
        assert "inside" in shown


def test_notes_stay_on_their_slides_in_a_fence_around_slides_and_behind_one_left_open() -> None:
    slides = "".join(f"## {name}\n\n{name}{name}\n\n::: notes\nsaid {name}\n:::\n\n" for name in "BC")
    for text in (
        f"## A\n\na\n\n::: {{.dark}}\n\n{slides}:::\n\n## D\n",
        f"## A\n\n::: columns\n\nopen\n\n{slides}",
    ):
        shown = _outline(text)
        for name in "BC":
            own = re.search(rf"slide {name}\n(?:(?!slide ).)*", shown, re.DOTALL)
            assert own is not None, shown
            assert f"said {name}" in own[0]


def test_the_words_of_a_place_stay_on_their_slide_behind_a_fence_left_open(make) -> None:
    text = '## One\n\n::: columns\n### A\nopen\n\n## Two\n\n::: {placeholder="Content"}\nplaced\n:::\n'
    *_, last = pptx_slides(make(text).pptx)
    assert "Two" in last
    assert "placed" in last


def test_five_headings_are_five_columns(make) -> None:
    """Each began a slide."""
    columns = "".join(f"### Head {n}\nwords {n}\n" for n in range(5))
    (slide,) = make(f"## Five\n\n::: columns\n{columns}:::\n").laid.slides
    frames = [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "body"]
    assert len({round(frame.box.x) for frame in frames}) == 5


def test_notes_of_a_caption_and_of_a_callouts_title_are_known(make, tmp_path: Path) -> None:
    Image.new("RGB", (600, 400), "#336699").save(tmp_path / "a.png")
    text = '## A\n\n![alt](a.png "Caption[^e]")\n\n::: {.callout-note title="Title[^i]"}\nx\n:::\n'
    (tmp_path / "d.md").write_text(f"{text}\n[^e]: note e\n[^i]: note i\n", "utf-8")
    built = make(tmp_path / "d.md")
    assert built.codes == []
    shown = " ".join(pptx_slides(built.pptx))
    assert "[^" not in shown
    assert "note e" in shown


def test_pictures_and_data_beside_a_part_are_found_in_its_columns(make, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    Image.new("RGB", (60, 40), "#336699").save(tmp_path / "parts" / "a.png")
    (tmp_path / "parts" / "v.csv").write_text("a;b\nx;1\ny;2\n", "utf-8")
    chart = "```chart\nkind: column\ndata: v.csv\nx: a\ny: b\n```"
    columns = f"::: columns\n::: column\n![p](a.png)\n:::\n::: column\n{chart}\n:::\n:::\n"
    (tmp_path / "parts" / "p.md").write_text(f"## Part\n\n{columns}", "utf-8")
    (tmp_path / "d.md").write_text("## A\n\n{{include: parts/p.md}}\n", "utf-8")
    assert make(tmp_path / "d.md").codes == []


@pytest.mark.parametrize("key", ["pop", "items", "get"])
def test_a_key_may_be_called_as_a_method_is(make, key: str) -> None:
    """`<built-in method pop …>` stood on the slide."""
    front = f"---\njinja: true\ncities: [{{name: Paris, {key}: 21}}]\n---\n\n"
    built = make(front + "## A\n\n{% for c in cities %}\n- {{ c.name }} {{ c." + key + " }}\n{% endfor %}\n")
    assert "Paris 21" in pptx_slides(built.pptx)[0]


# -- other tools -------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["<!-- c -->", "<style>\n.a { color: red }\n</style>", ""])
def test_sections_of_a_page_are_slides_whatever_stands_before_them(before: str) -> None:
    """The speaker's notes stood on them."""
    section = '<section data-markdown data-separator="^\\n---\\n$" data-separator-notes="^:::">'
    slides = "# One\n\ntext\n\n:::\n\nSpeaker words.\n\n---\n\n### Last\n\ntext"
    front = "---\nlayout: slides\ntitle: T\n---\n\n"
    shown = _outline(
        f"{front}{before}\n{section}\n<textarea data-template>\n\n{slides}\n\n</textarea>\n</section>\n"
    )
    assert shown.count("slide ") == 2
    assert re.search(r"notes?\b[^\n]*\n?[^\n]*Speaker words", shown), shown


@pytest.mark.parametrize(
    "text",
    [
        f"{REVEAL}## A\n\n- First {{.fragment}}\n\n---\n\n## B\n\nx\n",
        "---\nframework: io2012\nwidgets: []\nmode: x\n---\n\n"
        "## A\n\n- First\n\n*** pnotes\n- said\n\n--- .c #id\n\n## B\n\nx\n",
        '---\ntype: slide\n---\n\n## A\n\n:::spoiler {state="open"} First\nx\n:::\n\n---\n\n## B\n\nx\n',
    ],
    ids=["fragment", "notes", "spoiler"],
)
def test_syntax_of_tools_is_not_shown(make, text: str) -> None:
    first, *_ = pptx_slides(make(text).pptx)
    assert "First" in first
    assert not re.search(r"\{|said|pnotes|\*\*\*", first)


def test_a_diagram_in_two_elements_is_drawn(make) -> None:
    body = '<div class="mermaid">\n  <pre>\n    flowchart TD\n        A[One] --&gt; B[Two]\n  </pre>\n</div>'
    built = make(f"{REVEAL}## A\n\n{body}\n\n---\n\n## B\n\nx\n")
    first, _ = pptx_slides(built.pptx)
    assert "One" in first
    assert "flowchart" not in first


def test_slides_that_share_a_title_are_one_line_of_the_agenda(make) -> None:
    slides = "## Work\n\n- b\n\n## Future\n\n- c\n\n## Future\n\n- d\n\n## Last\n\n- e\n"
    for head in ("---\ntitle: T\n---\n\n", "# Deck\n\n"):
        shown = next(
            each
            for each in pptx_slides(make(f"{head}## Agenda {{.agenda}}\n\n{slides}").pptx)
            if "Agenda" in each
        )
        assert shown.split()[:4] == ["Agenda", "Work", "Future", "Last"]


def test_notes_of_our_own_are_no_text_beside_columns_and_notes_in_a_fence(make) -> None:
    """The deck was taken for Pandoc's, and what the speaker says was on the slide."""
    columns = "## B\n\n::: columns\n### A\nx\n### B\ny\n:::\n\n::: notes\nz\n:::\n"
    shown = " ".join(
        pptx_slides(make(f"---\ntitle: x\n---\n\n## A\n\n- a\n\nNote: secret\n\n{columns}").pptx)
    )
    assert "secret" not in shown


# -- what stands around a slide ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("footer", "lines"),
    [
        ("'Author<br>University'", ["Author", "University"]),
        ("'One<br>two<br>three'", ["One", "two", "three"]),
    ],
)
def test_a_footer_has_its_authors_lines(make, footer: str, lines: list[str]) -> None:
    """It was cut after a few letters."""
    built = make(f"---\nmarp: true\nfooter: {footer}\n---\n\n# A\n\n---\n\n# B\n\ntext\n")
    assert built.codes == []
    (frame,) = [
        each for each in built.laid.slides[1].frames if isinstance(each, TextFrame) and each.role == "footer"
    ]
    assert [line.text for line in frame.paragraphs[0].lines] == lines
    assert frame.box.bottom <= 540


@pytest.mark.parametrize(
    "inside", ["- one\n- two", "> one\n> two", "| one | two |\n|--|--|\n| a | b |", "```\none two\n```"]
)
def test_all_that_a_footer_holds_is_shown(make, inside: str) -> None:
    built = make(f"## A\n\ntext\n\n::: footer\n{inside}\n:::\n\n## B\n\nx\n")
    for shown in (pptx_slides(built.pptx)[0], html_slides(built.html)[0]):
        assert {"one", "two"} <= set(re.findall(r"\w+", shown))


@pytest.mark.parametrize("color", ["white", "black"])
def test_marked_words_can_be_read_whatever_colour_their_slide_has(make, color: str) -> None:
    built = make(f'## A {{background-color="#777777" color="{color}"}}\n\nWords ==marked here== x\n')
    from pptx import Presentation

    runs = [
        r
        for p in Presentation(str(built.pptx)).slides[0].shapes
        if p.has_text_frame
        for q in p.text_frame.paragraphs
        for r in q.runs
    ]
    (marked,) = [run for run in runs if run.text == "marked here"]
    shown = marked._r.xml
    assert "highlight" in shown
    assert not re.search(r'<a:solidFill>\s*<a:srgbClr val="FFFFFF"', shown)


def test_a_veil_below_words_is_no_opaque_mark_in_the_file(make) -> None:
    styled = "".join(
        f'<span style="background: {color}">{color[:4]}</span>'
        for color in ("rgba(255,255,255,0.15)", "#ffee00")
    )
    built = make(f"---\nmarp: true\n---\n\n# A\n\n---\n\n# B\n\nWords {styled} more.\n")
    from pptx import Presentation

    xml = "".join(shape._element.xml for shape in Presentation(str(built.pptx)).slides[1].shapes)
    assert xml.count("<a:highlight>") == 1


# -- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234.5", 1234.5), ("1.234,5", 1234.5), ("12,345,678", 12345678.0), ("-1.234.567,8", -1234567.8)],
)
def test_a_number_with_two_signs_says_itself_which_is_the_decimal_one(
    decimal: str, text: str, value: float
) -> None:
    assert number(text, decimal) == value


@pytest.mark.parametrize(
    ("rows", "unit", "shown"),
    [
        ("A,0.2\n  B,0.9", "%", ["0,2", "0,9"]),
        ("A,-6700\n  B,45600", "€", ["−6,7", "45,6"]),
        ("A,0.4\n  B,45600", "", ["0,4", "45,6"]),
    ],
)
def test_compact_numbers_are_not_rounded_to_nothing(make, rows: str, unit: str, shown: list[str]) -> None:
    axis = f'y: {{column: a, format: compact, unit: "{unit}"}}\nvalues: true'
    chart = f"kind: column\nrows: |\n  x,a\n  {rows}\nx: x\n{axis}"
    built = make(f"---\nlang: fr\n---\n\n## A\n\n```chart\n{chart}\n```\n")
    page = built.html.read_text("utf-8")
    for each in shown:
        assert each in page
    from zipfile import ZipFile

    with ZipFile(built.pptx) as file:
        codes = "".join(file.read(name).decode() for name in file.namelist() if "charts/chart" in name)
    assert "-[$-" not in codes


# -- pictures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "columns"), [(4, 2), (5, 3), (6, 3), (3, 2)])
def test_pictures_in_rows_of_a_grid_are_of_one_size(make, tmp_path: Path, count: int, columns: int) -> None:
    """Those of the last row were half as large again."""
    Image.new("RGB", (1200, 800), "#336699").save(tmp_path / "a.png")
    pictures = "\n\n".join(["![](a.png)"] * count)
    grid = f'<div class="grid grid-cols-{columns} gap-4">\n\n{pictures}\n\n</div>\n'
    (tmp_path / "d.md").write_text(f"---\ntheme: default\n---\n\n# A\n\n{grid}\n---\n\n# B\n\nx\n", "utf-8")
    slide = make(tmp_path / "d.md").laid.slides[0]
    boxes = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert len(boxes) == count
    assert max(box.height for box in boxes) < 1.01 * min(box.height for box in boxes)
    assert len({round(box.x) for box in boxes}) == columns


@pytest.mark.parametrize("said", ['style="width: 150px"', 'style="max-width:150px;"', 'width="150px;"'])
def test_a_picture_is_as_large_as_its_comment_says(make, tmp_path: Path, said: str) -> None:
    Image.new("RGB", (1200, 800), "#336699").save(tmp_path / "a.png")
    (tmp_path / "d.md").write_text(
        f"{REVEAL}## A\n\n![x](a.png) <!-- .element: {said} -->\n\n---\n\n## B\n\nx\n", "utf-8"
    )
    slide = make(tmp_path / "d.md").laid.slides[0]
    (box,) = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert 100 < box.width < 200


def test_notes_beside_the_template_of_a_section_are_its_slides(make) -> None:
    template = '<script type="text/template">\n## A\n\ntext\n</script>\n<aside class="notes">\nsaid\n</aside>'
    text = f"<section data-markdown>\n{template}\n</section>\n\n<section>\n<h2>B</h2>\n</section>\n"
    assert re.search(r"notes?\b[^\n]*\n?[^\n]*said", _outline(text)), _outline(text)


def test_what_elements_do_at_events_is_not_shown(make) -> None:
    body = 'text <a @click="toggle" class="x">words</a> and <button @click="n++">Add</button> me@x.org `<a @b="c">`'
    first, _ = pptx_slides(make(f"---\ntheme: default\n---\n\n# A\n\n- {body}\n\n---\n\n# B\n\nx\n").pptx)
    assert 'text words and Add me@x.org <a @b="c">' in re.sub(r"\s+", " ", first)


def test_a_footnote_has_all_its_lines_in_decks_that_pandoc_makes(make) -> None:
    """Its second line was on the slide."""
    note = "[^1]: > A quote\n> goes on\n>\n> *by him*\n"
    built = make(f"% T\n% A\n\n## One\n\nText[^1] more.\n\n{note}\n## Two\n\nx\n")
    (slide,) = [each for each in built.laid.slides if each.title == "One"]
    frames = [frame for frame in slide.frames if isinstance(frame, TextFrame)]
    assert {frame.role for frame in frames if "goes on" in frame.text or "by him" in frame.text} == {
        "footnote"
    }


@pytest.mark.parametrize(
    "figure",
    ["```chart\nkind: column\nx: a\ny: b\nrows: |\n  a;b\n  x;1\n  y;2\n```", "```flow\nA -> B\nB -> C\n```"],
)
def test_cards_hold_charts_and_diagrams(make, figure: str) -> None:
    """There were no cards."""
    cards = f"### Alpha\n\nText\n\n{figure}\n\n### Beta\n\n- one\n- two\n"
    (slide,) = make(f"## Cards\n\n::: cards\n{cards}:::\n").laid.slides
    grounds = [frame for frame in slide.frames if isinstance(frame, Rule) and frame.box.height > 100]
    assert len(grounds) == 2
    assert all(frame.box.bottom <= 492.5 for frame in slide.frames if frame.box.height > 60)


def test_words_with_a_picture_among_them_stay_on_their_slide_beside_a_figure(make, tmp_path: Path) -> None:
    """What stood below the picture ran off the slide."""
    Image.new("RGB", (1600, 500), "#336699").save(tmp_path / "wide.png")
    note = "> [!NOTE]\n> | a | b |\n> |---|---|\n> | un | 2 |\n> | deux | 3 |\n>\n> ![x](wide.png)\n"
    rest = "```flow\nA -> B: oui\nB -> C: non\nC -> D\nD -> E\n```\n\n::: cards\n- **A** x\n- **B** y\n:::\n"
    (tmp_path / "d.md").write_text(f"## Deux\n\n{note}\n{rest}", "utf-8")
    built = make(tmp_path / "d.md")
    assert all(frame.box.bottom <= 540 for slide in built.laid.slides for frame in slide.frames)


def test_points_that_lines_join_are_lines_when_they_are_imported(make, tmp_path: Path) -> None:
    from deckgen.powerpoint.package import open_data
    from deckgen.powerpoint.slides import read_slides

    rows = "rows: |\n  a;b\n  1;1\n  2,5;2\n  7;3"
    charts = "\n\n".join(
        f"## {kind}\n\n```chart\nkind: {kind}\nx: a\ny: b\n{rows}\n```" for kind in ("line", "scatter")
    )
    built = make(f"---\nlang: fr\n---\n\n{charts}\n")
    shown = read_slides(open_data(built.pptx.read_bytes(), "x.pptx"))
    found = [
        shape.content
        for slide in shown.slides
        for shape in slide.shapes
        if isinstance(shape.content, ChartData)
    ]
    assert [(chart.kind, chart.joined) for chart in found] == [("scatter", True), ("scatter", False)]


def test_the_number_of_a_footnote_makes_no_figure_of_two_words(make) -> None:
    """They were set in 150 points."""
    sizes = []
    for text in ("Text more.", "Text[^1] more.\n\n[^1]: x"):
        (slide,) = make(f"## One\n\n{text}\n").laid.slides
        sizes += [
            f.paragraphs[0].size for f in slide.frames if isinstance(f, TextFrame) and f.role == "statement"
        ]
    assert len(sizes) == 2
    assert len({*sizes}) == 1


@pytest.mark.parametrize(
    "element",
    [
        '<span style="display: none">secret</span>',
        '<iframe src="https://x.org/a">secret</iframe>',
        '<div>\n<iframe src="https://x.org/a">secret</iframe>\n</div>',
    ],
)
def test_what_no_browser_shows_is_not_shown(make, element: str) -> None:
    built = make(f"## A\n\nWords.\n\n{element}\n\nAfter.\n")
    for shown in (pptx_slides(built.pptx)[0], html_slides(built.html)[0]):
        assert "secret" not in shown
        assert "After" in shown


def test_text_on_several_slides_has_the_footnotes_of_each_at_its_foot(make) -> None:
    """All of them stood in the text of the last one."""
    points = "".join(f"- Point {n} {'with several words ' * 5}[^{n}]\n" for n in range(1, 13))
    notes = "".join(f"[^{n}]: note number {n} here\n" for n in range(1, 13))
    built = make(f"## Many\n\n{points}\n{notes}")
    slides = built.laid.slides
    assert len(slides) > 1
    for slide in slides:
        texts = {f.role: f.text for f in slide.frames if isinstance(f, TextFrame)}
        assert set(re.findall(r"Point (\d+)", texts["body"])) == set(
            re.findall(r"number (\d+)", texts["footnote"])
        )


def test_a_line_chart_says_that_no_place_on_its_axis_stands_out(make) -> None:
    chart = "kind: line\nx: a\ny: b\nrows: |\n  a;b\n  Un;1\n  Deux;2\nhighlight: [Deux]"
    assert make(f"## A\n\n```chart\n{chart}\n```\n").codes == ["no-such-series"]


def test_classes_of_a_heading_are_its_own_where_the_tool_has_it_so(make) -> None:
    built = make("---\ntheme: seriph\nmdc: true\n---\n\n# A\n\n---\n\n# Tips {.text-red-500}\n\nbody text\n")
    frames = [f for f in built.laid.slides[1].frames if isinstance(f, TextFrame)]
    colors = {
        f.role: {i.marks.color for p in f.paragraphs for i in p.inlines if isinstance(i, Run)} for f in frames
    }
    assert colors["title"] != {""}
    assert colors.get("body", colors.get("statement")) == {""}


def test_values_of_the_front_matter_that_mean_nothing_are_said(make) -> None:
    front = "title: x\nsize: 9:16\ncover: foo\ndir: up\nincremental: maybe\ncaptions: foo\n"
    built = make(f"---\n{front}---\n\n## A\n\nx\n")
    said = [
        (each.code, each.span.line) for each in built.diagnostics if each.span and each.severity == "warning"
    ]
    assert sorted(said) == [("bad-setting", line) for line in (3, 4, 5, 6, 7)]
    assert make("---\nsize: 4:3\ncover: false\ndir: ltr\nincremental: yes\n---\n\n## A\n\nx\n").codes == []


def test_captions_of_nested_tables_and_brackets_behind_backslashes(make) -> None:
    table = "| a | b |\n|---|--|\n| b | c |\n\nTable: "
    quoted = "".join(f"> {line}\n" for line in f"{table}One".split("\n"))
    inner = "".join(f"  {line}\n" for line in f"{table}Two".split("\n"))
    nested = "> > | a |\n> > |---|\n> > | b |\n"
    built = make(f"## A\n\nText \\[^e] and [\\^e] here.\n\n{quoted}\n- item\n\n{inner}\n## B\n\n{nested}")
    assert built.codes == []
    shown = " ".join(pptx_slides(built.pptx))
    assert "Table:" not in shown
    assert {"One", "Two"} <= set(shown.split())


def test_columns_may_be_as_wide_as_a_length(make) -> None:
    columns = "".join(f"::: {{.column{width}}}\nword\n:::\n" for width in (" width=200px", " width=10cm", ""))
    (slide,) = make(f"## A\n\n::: columns\n{columns}:::\n").laid.slides
    widths = [f.box.width for f in slide.frames if isinstance(f, TextFrame) and f.role == "body"]
    assert widths == sorted(widths)
    assert widths[0] < 0.6 * widths[1] < 0.6 * widths[2]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('text <img src="p.png" style="display:none"> words after', "words after"),
        ("text <br hidden> words after", "words after"),
        ('x <iframe src="https://a.org" /> words <iframe src="https://b.org">no</iframe> after', "words"),
    ],
)
def test_what_stands_behind_an_element_that_holds_nothing_is_shown(make, typed: str, shown: str) -> None:
    assert shown in pptx_slides(make(f"## A\n\nBefore.\n\n{typed}\n").pptx)[0]


@pytest.mark.parametrize("fence", ["notes", "{.callout-tip}", "columns", "cards", "fragment", "quote"])
def test_a_fence_that_is_left_open_ends_with_its_slide(make, fence: str) -> None:
    """What stood behind it was in it, or its notes were text."""
    built = make(f"# A\n\na\n\n::: {fence}\nsecret\n\n# B\n\nxx\n\n# C\n\nyy\n")
    assert built.codes == ["fence-not-closed"]
    first, *rest = pptx_slides(built.pptx)
    assert ("secret" in first) == (fence != "notes")
    assert [{"B", "xx", "C", "yy"} & set(each.split()) for each in rest] == [{"B", "xx"}, {"C", "yy"}]


def test_a_footnote_ends_where_a_fence_or_a_slide_does(make) -> None:
    torn = "Text[^1].\n\n[^1]: > A quote\n> goes on\n"
    notes = "::: {.notes}\nSpeaker[^3]\n\n[^3]: third\n:::\n"
    built = make(f"% T\n% A\n\n# One\n\n{torn}\n{notes}\n# Two\n\nx[^4]\n\n[^4]: four\n---\n\n# Last\n\ny\n")
    assert [slide.title for slide in built.laid.slides][1:] == ["One", "Two", "Last"]
    assert "Speaker" not in " ".join(pptx_slides(built.pptx))


@pytest.mark.parametrize("typed", ["Use ${HOME} or ${PATH}", "Costs $5 = a and $ 6"])
def test_dollars_that_are_no_formulas_stay_as_they_are(make, typed: str) -> None:
    first, _ = pptx_slides(make(f"{REVEAL}## A\n\n- {typed}\n\n---\n\n## B\n\nx\n").pptx)
    assert typed in first


@pytest.mark.parametrize("text", ["192.168.100.200", "10.100.200.254", "1,23.4"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text, ".") is None


@pytest.mark.parametrize(
    "text",
    [
        "<section data-markdown><textarea>\n# A\n</textarea></section>\n" + "\n" * 60 + "<p>x</p>",
        "# A\n\n<section>\n\nx\n\n</section>\n\n" + "<!-- n -->\n\n" * 60 + "# B",
        f"{REVEAL}# A\n\n" + "\\\\( x " * 20000,
        "---\ntheme: default\n---\n\nx @y\n\n<a" + " " * 20_000 + "x>",
        "---\ntheme: default\nmdc: true\n---\n\nx {.y}\n\n#" + " " * 12_000 + "x{.",
        "$" + r"\color{red}" * 400 + "$",
    ],
    ids=["section", "comments", "brackets", "events", "classes", "colours"],
)
def test_none_of_these_takes_long(text: str) -> None:
    """Minutes, or more than anybody waits; where it is well it is far below a second."""
    before = time.process_time()
    _outline(text)
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<button class="a"\n  @click="go()" @mouseenter="x">Go</button> now', "Go now"),
        ('`<b @x="1">` and a <b then mail @me> x', "@me"),
        ('<b data-style="display:none">seen</b>', "seen"),
    ],
)
def test_only_what_listens_or_hides_is_taken_out(make, typed: str, shown: str) -> None:
    first, _ = pptx_slides(
        make(f"---\ntheme: default\n---\n\n# A\n\nWords.\n\n{typed}\n\n---\n\n# B\n\nx\n").pptx
    )
    assert shown in re.sub(r"\s+", " ", first)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\\begin{tcolorbox}[width=6cm]\nProof.\n\\end{tcolorbox}", {"Proof."}),
        ("\\begin{tcolorbox}[colback=red!5, title={A, B}]\nWe know.\n\\end{tcolorbox}", {"A, B", "We know."}),
        ("\\begin{tcolorbox}[title=Better?,sharp corners]\nYes.\n\\end{tcolorbox}", {"Better?", "Yes."}),
        (
            "\\begin{minipage}[t]{0.4\\textwidth}\nleft\n\\end{minipage}\\hfill\n"
            "\\begin{minipage}{0.4\\textwidth}\nright\n\\end{minipage}",
            {"left", "right"},
        ),
        (
            "\\begin{code}\nf x = x * y * z\n  where y_1 = 2_a\n\\end{code}",
            {"f x = x * y * z", "  where y_1 = 2_a"},
        ),
        ("\\begin{BVerbatim}\na\n  b\n\\end{BVerbatim}", {"a", "  b"}),
    ],
)
def test_options_of_environments_are_no_text(make, typed: str, shown: set[str]) -> None:
    built = make(f"% T\n% A\n\n# One\n\n{typed}\n")
    slide = Presentation(str(built.pptx)).slides[1]
    texts = {
        line
        for shape in slide.shapes
        if shape.has_text_frame and shape != slide.shapes.title
        for paragraph in shape.text_frame.paragraphs
        for line in paragraph.text.split("\v")
    }
    assert texts - {"", "2"} == shown


def test_a_component_shows_its_title_also_where_its_text_stands_right_below(make) -> None:
    typed = '<Admonition title="Beware" color="indigo">\nThe body\n</Admonition>'
    first, _ = pptx_slides(make(f"---\ntheme: default\n---\n\n# A\n\n{typed}\n\n---\n\n# B\n\nx\n").pptx)
    assert first.split("\n")[:3] == ["A", "Beware", "The body"]


@pytest.mark.parametrize(
    "typed",
    ['<Card title="Said">zeta</Card>', 'a <Badge label="Said">zeta</Badge> b', '<Tab label="Said">\nzeta\n</Tab>',
     '<Tab title="Said">\n\nzeta\n\n</Tab>'],
)  # fmt: skip
def test_components_show_their_titles_wherever_they_stand(make, typed: str) -> None:
    (shown,) = pptx_slides(make(f"---\ntheme: seriph\n---\n\n# A\n\n{typed}\n").pptx)
    assert shown.index("Said") < shown.index("zeta")


@pytest.mark.parametrize(
    "title",
    [
        '<img src="a.png" width="40"> Said',
        "![icon](a.png){height=1em} Said",
        "Said ![icon](a.png){height=1em}.",
        "More ![icon](a.png) Said",
    ],
)
def test_a_small_picture_stands_in_its_title(make, tmp_path: Path, title: str) -> None:
    """It stood below, as large as any other."""
    Image.new("RGB", (64, 64), "#c00").save(tmp_path / "a.png")
    deck = tmp_path / "deck.md"
    deck.write_text(f"---\ntitle: T\n---\n\n## Contents {{.agenda}}\n\n# {title}\n\n## B\n\nx\n")
    built = make(deck)
    section = built.laid.slides[2]
    (frame,) = [f for f in section.frames if isinstance(f, TextFrame) and f.role == "title"]
    (picture,) = frame.paragraphs[0].pictures
    assert frame.box.y <= picture.box.y
    assert picture.box.bottom <= frame.box.bottom
    assert not any(isinstance(other, FigureFrame) for other in section.frames)
    assert "\ufffc" not in section.title
    assert "\ufffc" not in pptx_slides(built.pptx)[1], "the agenda lists words"


def test_the_room_of_a_picture_in_a_link_is_kept(make, tmp_path: Path) -> None:
    """LibreOffice gives what is linked no spacing: the words behind stood below the picture."""
    Image.new("RGB", (64, 64), "#c00").save(tmp_path / "a.png")
    deck = tmp_path / "deck.md"
    deck.write_text("## A\n\n[Words ![](a.png){height=1em} behind](https://x.org)\n")
    built = make(deck)
    runs = [
        run
        for shape in Presentation(str(built.pptx)).slides[0].shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    ]  # fmt: skip
    linked = {run.text.strip(" "): run.hyperlink.address for run in runs}
    assert linked["Words"] == linked["behind"] == "https://x.org"
    assert linked["\u00a0"] is None


_MINI = "\\begin{minipage}{%s\\textwidth}\n%s\n\\end{minipage}%s"


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (((0.5, "\\hfill\n"), (0.45, "")), 1),
        (((0.3, "%\n"), (0.3, "\n\\quad\n"), (0.3, "")), 1),
        (((0.5, "\\quad"), (0.45, "\n")), 1),
        (((0.5, "\n\n"), (0.45, "")), 0),
        (((0.9, "\n"), (0.5, "")), 0),
    ],
)
def test_minipages_of_a_line_stand_side_by_side(make, rows, columns: int) -> None:
    typed = "".join(_MINI % (share, f"words {at}", behind) for at, (share, behind) in enumerate(rows))
    (_, slide) = make(f"% T\n% A\n\n# One\n\n{typed}\n").laid.slides
    bodies = [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "body"]
    tops = {round(frame.box.y) for frame in bodies}
    assert (len(bodies) > 1 and len(tops) == 1) == bool(columns)
    said = "\n".join(line.text for frame in bodies for p in frame.paragraphs for line in p.lines)
    assert said == "\n".join(f"words {at}" for at in range(len(rows)))


def test_a_component_that_cannot_be_shown_leaves_its_slot(make) -> None:
    """It had a frame as large as a picture there."""
    text = "---\nlayout: two-cols\n---\n\n# A\n\nleft\n\n::right::\n\nright\n\n<SlideNumber />\n"
    built = make(f"---\ntheme: seriph\n---\n\n# T\n\nx\n\n{text}")
    slide = built.laid.slides[-1]
    assert not any(isinstance(frame, FigureFrame) for frame in slide.frames)
    assert "component" in built.codes


def test_what_is_computed_in_an_element_is_said(make) -> None:
    built = make("---\ntheme: seriph\n---\n\n# B\n\n<div v-for=\"op of ['take']\">{{ op }}</div>\n")
    assert built.codes == ["not-computed"]


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("a.ipynb", False),
        ("a.PPTX", False),
        ("a.org", True),
        ("a.tex", True),
        ("a.adoc", True),
        ("a.txt", True),
    ],
)
def test_what_is_no_markdown_is_said(tmp_path: Path, name: str, is_read: bool) -> None:
    """A notebook was a slide with its JSON on it."""
    (tmp_path / name).write_text("# A\n\nx\n")
    done = build(tmp_path / name, output=tmp_path / "out")
    assert done.ok == is_read
    said = [finding for finding in done.diagnostics if finding.code == "no-markdown"]
    assert bool(said) == (name != "a.txt")
    assert all("deckgen import" in each.hint or "pandoc" in each.hint for each in said)


def test_a_file_is_known_by_its_folder_from_within_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the speaker says stood on the slides."""
    folder = tmp_path / "Talk.iapresenter"
    folder.mkdir()
    (folder / "text.md").write_text("# Talk\n\tShown\n\nWhat is said.\n", "utf-8")
    monkeypatch.chdir(folder)
    read = prepare(Path("text.md"), Options())[1]
    assert read is not None
    shown = [frame.text for frame in read.slides[0].frames if isinstance(frame, TextFrame)]
    assert "What is said." not in " ".join(shown)
    assert "Shown" in " ".join(shown)


def test_the_footer_of_a_themes_own_settings_is_shown(make) -> None:
    said = 'left: "{title}, mine"\n      right: "{current_slide} / {total_slides}"'
    front = f"title: T\ntheme:\n  override:\n    footer:\n      style: template\n      {said}\n"
    built = make(f"---\n{front}---\n\nOne\n===\n\nx\n\n<!-- end_slide -->\n\nTwo\n===\n\ny\n")
    feet = [
        f.text for s in built.laid.slides for f in s.frames if isinstance(f, TextFrame) and f.role == "footer"
    ]
    assert feet == ["T, mine", "T, mine"]


def test_options_of_a_directive_are_none_of_its_words(make) -> None:
    built = make(
        ":::{note}\n:class: dropdown\n:name: n\nSaid of it\n:::\n\n## A\n\n::: {.box}\n:word: of its own\n:::\n"
    )
    shown = " ".join(f.text for s in built.laid.slides for f in s.frames if isinstance(f, TextFrame))
    assert "Said of it" in shown
    assert "dropdown" not in shown
    assert ":word: of its own" in shown


def test_a_file_is_found_whatever_its_systems_way_with_accents(make, tmp_path: Path) -> None:
    """Names from a Mac have their accents apart."""
    Image.new("RGB", (40, 30), "red").save(tmp_path / unicodedata.normalize("NFD", "ñandú.png"))
    (tmp_path / "deck.md").write_text(
        f"## A\n\n![x]({unicodedata.normalize('NFC', 'ñandú.png')})\n", encoding="utf-8"
    )
    built = make(tmp_path / "deck.md")
    assert built.codes == []
    assert any(isinstance(frame, FigureFrame) for frame in built.laid.slides[0].frames)


def test_names_of_emoji_in_addresses_are_none(make) -> None:
    built = make("## A\n\nSee https://e.org/:smile:/x :smile:\n")
    words = [f.text for f in built.laid.slides[0].frames if isinstance(f, TextFrame)]
    assert "See https://e.org/:smile:/x 😄" in words


def test_slides_that_are_hidden_are_no_parts_of_a_talk(make) -> None:
    parts = "".join(f"# {name}\n\n## a\n\n- b\n\n" for name in ("One", "Two {.hidden}", "Three"))
    built = make(f"---\ntitle: T\n---\n\n{parts}")
    numbers = {
        s.title: [f.text for f in s.frames if isinstance(f, TextFrame) and f.role == "ordinal"]
        for s in built.laid.slides
    }
    assert (numbers["One"], numbers["Three"]) == (["1"], ["2"])


def test_a_footnote_of_remarks_stands_at_its_slides_foot(make, tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(
        "class: center\n\n# A\n\nText\n\n- list\n\n.footnote[[1] At the foot]\n", encoding="utf-8"
    )
    built = make(tmp_path / "deck.md")
    (note,) = [f for f in built.laid.slides[0].frames if isinstance(f, TextFrame) and f.role == "footnote"]
    assert note.text == "[1] At the foot"
    assert note.box.y > 0.8 * 540
