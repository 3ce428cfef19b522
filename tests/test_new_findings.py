"""What has been found by trying to break charts, themes, formats and the programs' interface; each failed once."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

import deckgen
from tests.conftest import ROOT
from tests.instruments.renderers import page_of


def _built(folder: Path, text: str, *formats: str) -> deckgen.BuildResult:
    (folder / "deck.md").write_text(text, encoding="utf-8")
    return deckgen.build(folder / "deck.md", to=formats or ("pptx", "html"), output=folder / "out")


@pytest.mark.parametrize("token", ["emphasis", "text", "ground", "accent"])
def test_a_colour_that_is_none_is_said(tmp_path: Path, token: str) -> None:
    text = f'---\ntheme-options:\n  colors: {{{token}: ""}}\n---\n\n# T\n\n```python {{1}}\nx = 1\n```\n'
    found = _built(tmp_path, text).diagnostics
    assert [(each.code, each.span.line if each.span else 0) for each in found] == [("theme-option", 3)]
    assert "regex" not in found[0].message


@pytest.mark.parametrize("options", ["[1, 2]", "hello", "3", "{colors: x}", "{colors: [1]}"])
def test_options_that_are_none_are_said(tmp_path: Path, options: str) -> None:
    found = _built(tmp_path, f"---\ntheme-options: {options}\n---\n\n# T\n\nx\n").diagnostics
    assert [(each.code, each.span.line if each.span else 0) for each in found] == [("theme-option", 2)]


def test_figures_beyond_the_formats_are_no_tokens(tmp_path: Path) -> None:
    text = "---\ntheme-options:\n  chart: {hole: -100, gap: -1, overlap: 400}\n---\n\n# T\n\nx\n"
    found = _built(tmp_path, text).diagnostics
    assert [each.code for each in found] == ["theme-option"] * 3


def test_control_characters_do_not_break_a_charts_file(tmp_path: Path) -> None:
    chart = 'kind: line\ntitle: "a\\x07b"\nx: a\ny: b\nrows: "a,b\\nx\\x01y,1\\nz,3"'
    result = _built(tmp_path, f"# T\n\n```chart\n{chart}\n```\n")
    with zipfile.ZipFile(result.written[0]) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def test_a_ring_of_nearly_one_slice_is_drawn(tmp_path: Path) -> None:
    chart = "kind: doughnut\nx: a\ny: b\nrows: |\n  a,b\n  p,1000000\n  q,1\n  r,1"
    page = _built(tmp_path, f"# T\n\n```chart\n{chart}\n```\n", "html").written[0]
    with page_of(page) as (browser, _):
        widths = browser.evaluate(
            "[...document.querySelectorAll('svg path, svg circle')].map(e => e.getBoundingClientRect().width)"
        )
    assert max(widths) > 150


def test_a_chart_in_a_deck_from_right_to_left_keeps_its_words_in_place(tmp_path: Path) -> None:
    chart = "kind: column\ntitle: عنوان\nx: a\ny: b\nsource: مصدر\nrows: |\n  a,b\n  p,1\n  q,2"
    page = _built(tmp_path, f"---\nlang: ar\n---\n\n# T\n\nنص\n\n```chart\n{chart}\n```\n", "html").written[0]
    with page_of(page) as (browser, _):
        outside = browser.evaluate(
            """() => [...document.querySelectorAll('figure.f svg')].flatMap(svg => {
                 const whole = svg.getBoundingClientRect();
                 return [...svg.querySelectorAll('text')].filter(text => {
                   const box = text.getBoundingClientRect();
                   return box.left < whole.left - 2 || box.right > whole.right + 2;
                 }).map(text => text.textContent); })"""
        )
    assert outside == []


@pytest.mark.parametrize(
    "sample",
    [
        "???\nnotes of another",
        "```{r}\nx\n```",
        "<!-- .slide: x -->",
        "---\nlayout: two-cols\n---",
        "\\begin{frame}",
    ],
)
def test_code_about_another_tool_does_not_make_a_deck_that_tools(tmp_path: Path, sample: str) -> None:
    text = f"# T\n\n````text\n{sample}\n````\n\n---\n\n## U\n\nseen\n\nNote: only for me\n"
    _built(tmp_path, text, "txt")
    slide, _, notes = (tmp_path / "out" / "deck.txt").read_text().partition("2. U")[2].partition("Notes:")
    assert "only for me" in notes
    assert "only for me" not in slide


def test_a_switch_that_is_off_is_no_switch(tmp_path: Path) -> None:
    _built(tmp_path, "---\nmarp: false\n---\n\n# T\n\nx\n\n<!-- hidden -->\n", "txt")
    assert "hidden" not in (tmp_path / "out" / "deck.txt").read_text()


def test_plain_text_has_what_a_chart_says(tmp_path: Path) -> None:
    chart = (
        "kind: line\ntitle: Loyers\nx: an\ny: prix\nsource: Insee\nnotes: [{x: 2020, y: 3, text: Covid}]\n"
    )
    chart += "rows: |\n  an,prix\n  2019,2\n  2020,3.5"
    _built(tmp_path, f"# T\n\n```chart\n{chart}\n```\n", "txt")
    text = (tmp_path / "out" / "deck.txt").read_text()
    for word in ("Loyers", "Insee", "Covid", "prix", "2019 2", "2020 3.5"):
        assert word in text, word


def test_a_folder_that_is_allowed_may_be_a_text(tmp_path: Path) -> None:
    """It once allowed the whole disk, whose name is the text's first letter."""
    (tmp_path / "deck").mkdir()
    (tmp_path / "allowed").mkdir()
    (tmp_path / "secret.csv").write_text("a,b\nx,1\n")
    (tmp_path / "deck" / "deckgen.toml").write_text("")
    chart = f"kind: column\ndata: {tmp_path / 'secret.csv'}\nx: a\ny: b"
    (tmp_path / "deck" / "d.md").write_text(f"# T\n\n```chart\n{chart}\n```\n")
    found = deckgen.build(
        tmp_path / "deck" / "d.md", to="txt", output=tmp_path, allow=str(tmp_path / "allowed")
    ).diagnostics
    assert [each.code for each in found] == ["no-data"]


def test_arguments_of_the_interface_are_paths_or_texts(tmp_path: Path) -> None:
    source = tmp_path / "deck.md"
    source.write_text("# T\n\nx\n")
    theme = ROOT / "templates" / "quiet" / "theme.pptx"
    assert deckgen.build(source, to="txt", output=tmp_path, theme=theme).written == (tmp_path / "deck.txt",)
    laid = deckgen.lay_out(deckgen.read(source).value, source, theme=theme).value
    assert deckgen.write(laid, tmp_path / "A.TXT") == (tmp_path / "A.txt",)
    for name in ("", ".", "a\0.txt"):
        with pytest.raises(deckgen.DeckgenError):
            deckgen.write(laid, name, to="txt")


def test_threads_may_build_at_the_same_time(tmp_path: Path) -> None:
    """In a process of its own: where it fails, Python itself crashes."""
    program = """
import sys, threading, deckgen
def run(n):
    read = deckgen.read(sys.argv[1])
    deckgen.write(deckgen.lay_out(read.value, sys.argv[1]).value, f"{sys.argv[2]}/{n}.html")
threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
"""
    for turn in range(3):
        where = tmp_path / str(turn)
        where.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", program, str(ROOT / "slides" / "farid.md"), str(where)],
            env={"DECKGEN_CACHE": str(tmp_path / f"cache{turn}"), "PATH": "/usr/bin"}, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-500:]
        assert len({path.read_bytes() for path in where.glob("*.html")}) == 1


@pytest.mark.parametrize(
    "tag", ["<Toc />", "<Toc></Toc>", '<Toc v-click maxDepth="2" />', "Words.\n\n<Toc></Toc>"]
)
def test_a_table_of_contents_of_slidevs_lists_the_slides(tmp_path: Path, tag: str) -> None:
    text = f"---\ntheme: seriph\n---\n\n# One\n\na\n\n---\n\n# Contents\n\n{tag}\n\n---\n\n# Two\n\nb\n"
    result = _built(tmp_path, text, "txt")
    assert [each for each in result.diagnostics if each.severity != "note"] == []
    assert "• One\n   • Two" in result.written[0].read_text("utf-8")


def test_a_component_that_holds_nothing_is_said(tmp_path: Path) -> None:
    for tag in ("<Counter />", "<Counter></Counter>", '<Counter :count="1">\n</Counter>'):
        result = _built(tmp_path, f"---\ntheme: seriph\n---\n\n# One\n\na\n\n{tag}\n", "txt")
        assert [each.code for each in result.diagnostics if each.severity != "note"] == ["component"], tag


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("MMM D, YYYY", "Mar 1, 2024"), ("dddd D MMMM YYYY", "Friday 1 March 2024"), ("DD/MM/YY", "01/03/24"),
        ("[am] D MMMM", "am 1 March"), ("d MMMM y", "1 March 2024"), ("long", "March 1, 2024"),
    ],
)  # fmt: skip
def test_dates_are_written_as_javascripts_libraries_have_it(tmp_path: Path, form: str, shown: str) -> None:
    front = f'title: T\nlang: en\ndate: 2024-03-01\ndate-format: "{form}"'
    result = _built(tmp_path, f"---\n{front}\n---\n\n# One\n\na\n", "txt")
    assert shown in result.written[0].read_text("utf-8")


@pytest.mark.parametrize("word", ["today", "\\today", "last-modified"])
@pytest.mark.parametrize(("lang", "shown"), [("", "2024-03-01"), ("lang: fr", "1 mars 2024")])
def test_the_day_is_written_with_and_without_a_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, lang: str, shown: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709290000")
    result = _built(tmp_path, f"---\ntitle: T\ndate: {word}\n{lang}\n---\n\n## One\n\na\n", "txt")
    assert shown in result.written[0].read_text("utf-8").replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("theme", ["board", "seminar", "stage"])
def test_a_logo_stands_beside_the_number_where_a_picture_takes_the_right(tmp_path: Path, theme: str) -> None:
    Image.new("RGB", (160, 60), "#cc3300").save(tmp_path / "logo.png")
    Image.new("RGB", (800, 900), "#335577").save(tmp_path / "p.png")
    front = f"theme: {theme}\nlogo: logo.png\nslide-number: true\ncover: false"
    path = tmp_path / "deck.md"
    path.write_text(f"---\n{front}\n---\n\n## T\n\n![bg right:45%](p.png)\n\n- a\n- b\n", "utf-8")
    laid = deckgen.lay_out(deckgen.read(path).value, path).value
    (slide,) = laid.slides
    (logo,) = (f.box for f in slide.frames if getattr(f, "alt", "") == "logo.png")
    (number,) = (f for f in slide.frames if getattr(f, "role", "") in ("number", "counted"))
    (paragraph,) = number.paragraphs
    (line,) = paragraph.lines
    beside = logo.right <= line.x or line.x + line.width <= logo.x
    assert beside or logo.bottom <= line.baseline - paragraph.size


@pytest.mark.parametrize("name", ["script", "style", "template", "canvas"])
def test_elements_that_hide_what_follows_are_words_where_they_are_never_closed(
    tmp_path: Path, name: str
) -> None:
    text = f"## Use <{name}> and more\n\nAlso <{name}> here.\n\n- The <{name}> tag\n"
    shown = _built(tmp_path, text, "txt").written[0].read_text("utf-8")
    assert [f"Use <{name}> and more", f"Also <{name}> here.", f"The <{name}> tag"] == [
        part
        for part in (f"Use <{name}> and more", f"Also <{name}> here.", f"The <{name}> tag")
        if part in shown
    ]
    closed = _built(tmp_path, f"## Use\n\nAlso <{name}>none</{name}> here.\n", "txt")
    assert "none" not in closed.written[0].read_text("utf-8")


@pytest.mark.parametrize("dialect", ["deckgen", "pandoc", "slidev", "quarto", "marp", "remark", "reveal-md"])
def test_angle_brackets_around_words_are_words(tmp_path: Path, dialect: str) -> None:
    words = "Use List<String>, Vec<T> and <your-name> or <PATH>; if a<b and c>d then."
    path = tmp_path / "deck.md"
    path.write_text(f"## Map\n\n{words}\n\n- Option<T>\n- cp <file> <dest>\n\n<PATH>\n", encoding="utf-8")
    read = deckgen.build(path, to=("txt",), output=tmp_path / "out", dialect=dialect)
    shown = read.written[0].read_text("utf-8")
    assert all(each in shown for each in (words, "Option<T>", "cp <file> <dest>", "\n   <PATH>"))
