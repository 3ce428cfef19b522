"""What fuzzing found, each once: `python -m tests.fuzz` makes such inputs."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from deckgen.building import build
from deckgen.markdown.escape import escape
from deckgen.memory import Memory
from deckgen.pipeline import prepare
from deckgen.readers.dialects.registry import DIALECTS
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.conftest import ROOT
from tests.instruments.outline import outline_of

ENDS_WITHIN = 10.0
"""Seconds; each took far more, or did not end."""


def _built(folder: Path, text: str, **files: str | bytes) -> list[str]:
    """Build a deck, check that its parts are XML, and return the codes of what was found."""
    (folder / "deck.md").write_text(text, encoding="utf-8")
    for name, data in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    result = build(folder / "deck.md", output=folder / "out", memory=Memory(None))
    written = folder / "out" / "deck.pptx"
    if written.exists():
        with zipfile.ZipFile(written) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))
    return [finding.code for finding in result.diagnostics]


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("::: a\na\n\n", 2500), ("%%a\n\n", 5000), ("$$x$$\n", 5000), ("<p\n", 10_000), ("<img>\n\n", 15_000),
        ("<svg>\n", 20_000), ("$$\n", 10_000), ("1. \n", 15_000), ("<!-- ", 20_000), ("http://a.b/(", 8000),
        ("[^", 30_000), ("\\[", 30_000), ("==", 30_000), ("a\n===\n", 5000),
        ("<row>\n\n", 15_000), ("<details>\nx\n\n", 4000), ("[^1]\n\n[^1]: " + "[^" * 9990, 1), ("<Long>", 80_000),
        ("???\n\n.pull-left[" + ".pull-left[" * 1800, 1), ("```{r\n", 60_000),
    ],
)  # fmt: skip
def test_what_repeats_ends(tmp_path: Path, line: str, times: int) -> None:
    """Near linear, or refused early."""
    (tmp_path / "deck.md").write_text(f"# T\n\n{line * times}\n")
    started = time.process_time()
    prepare(tmp_path / "deck.md", memory=Memory(None))
    assert time.process_time() - started < ENDS_WITHIN


def test_a_dotted_key_of_ten_thousand_parts(tmp_path: Path) -> None:
    started = time.process_time()
    assert _built(tmp_path, f"+++\n{'a.' * 30_000}a = 1\n+++\n# T\n\nx\n") == ["toml-syntax"]
    assert time.process_time() - started < ENDS_WITHIN


@pytest.mark.parametrize("kind", ["histogram", "pie", "bubble", "line", "range", "band"])
def test_a_chart_without_a_column(tmp_path: Path, kind: str) -> None:
    assert "no-data" in _built(tmp_path, f"# T\n\n```chart\nkind: {kind}\nrows: {{}}\n```\n")


def test_items_that_hold_nothing_but_items_in_columns(tmp_path: Path) -> None:
    """The list has fewer items of its first level than its slides would have columns."""
    deep = "1. " * 15
    _built(tmp_path, f"1.\n1.\n1.\n1. 1. 1.\n{deep.strip()}\n1. 1. 1.\n1.\n1.\n")


def test_a_slide_that_no_program_lays_out_is_refused(tmp_path: Path) -> None:
    rows = "|a|b|c|d|\n|-|-|-|-|\n" + "|1|2|3|4|\n" * 5000
    assert _built(tmp_path, f"# T\n\n{rows}") == ["too-much-on-a-slide"]
    assert not (tmp_path / "out" / "deck.pptx").exists()


def test_hundreds_of_figures_in_one_footnote(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("[^1]\n\n[^1]: a\n" + "<x> = A\na\n" * 800)
    started = time.process_time()
    prepare(tmp_path / "deck.md", memory=Memory(None))
    assert time.process_time() - started < ENDS_WITHIN


def test_a_drawing_nested_too_deep_for_its_drawer(tmp_path: Path) -> None:
    """resvg calls itself for each level: it took the process with it."""
    deep = "<g>" * 700 + "<path d='M0 0h9v9z'/>" + "</g>" * 700
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{deep}</svg>'
    _built(tmp_path, "# T\n\n![a](a.svg)\n", a__svg=drawing)


def test_thousands_of_pictures_in_one_block(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# T\n\n<div>\n" + '<img src="">\n' * 20_000)
    started = time.process_time()
    prepare(tmp_path / "deck.md", memory=Memory(None))
    assert time.process_time() - started < ENDS_WITHIN


def test_includes_that_multiply_end(tmp_path: Path) -> None:
    lines = "{{include: b.md}}\n" * 100
    assert "include" in _built(tmp_path, "# T\n\n{{include: a.md}}\n", a__md=lines, b__md="x\n" * 2000)


@pytest.mark.parametrize("formula", ["\\\\", "", "{}", "\\,", "\\text{}"])
def test_a_formula_that_draws_nothing(tmp_path: Path, formula: str) -> None:
    _built(tmp_path, f"# T\n\n$$\n{formula}\n$$\n\n$${formula}$$\n\nx ${formula}$ y\n")


def test_brackets_that_never_close(tmp_path: Path) -> None:
    """Each of them was followed to the end of the text."""
    started = time.process_time()
    _built(tmp_path, "[^1]\n\n[^1]: " + "@\\[" * 25_000 + "x\n")
    assert time.process_time() - started < ENDS_WITHIN / 2


def test_code_longer_than_any_slide(tmp_path: Path) -> None:
    """Twenty-five thousand lines of it behind a table took six seconds to lay out."""
    assert _built(tmp_path, "| a |\n|-|\n| " + "\ta\n\n" * 25_000) == ["too-much-on-a-slide"]


def test_characters_that_no_file_holds(tmp_path: Path) -> None:
    """A lone surrogate in JSON, NUL in BibTeX and in YAML."""
    entries = json.dumps([{"id": "k0", "title": "a\x00b", "collection-number": "\ud800"}])
    head = '---\ntitle: "a\\0b"\nbibliography: [refs.json, refs.bib]\n---\n'
    _built(
        tmp_path,
        f"{head}# T\n\n@k0 @k1\n",
        refs__json=entries,
        refs__bib="@article{k1, author={A\x00B}, title={C}}",
    )


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg height="100000"><rect width="9"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="1e-30"></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1.2.3 4"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1e6"><path d="M0 0L1 1"/></svg>',
    ],
)
def test_drawings_without_a_shape(tmp_path: Path, drawing: str) -> None:
    """One of them took ten gigabytes and the process with it."""
    started = time.process_time()
    _built(tmp_path, "# T\n\n![a](a.svg)\n", a__svg=drawing)
    assert time.process_time() - started < ENDS_WITHIN


def _altered(change: Callable[[str, bytes], bytes]) -> bytes:
    """One of our own templates with its parts changed."""
    from io import BytesIO

    source = next((ROOT / "templates").rglob("*.pptx"), None) or next((ROOT / "src").rglob("*.pptx"))
    found = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return found.getvalue()


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("presProps.xml", b"<a"), ("tableStyles.xml", b"<a"), ("theme1.xml", b"<a/>"), ("theme1.xml", b"<a"),
        ("slideLayout1.xml.rels", b"<a/>"), ("slideLayout1.xml.rels", b"<a"),
    ],
)  # fmt: skip
def test_a_template_with_a_broken_part_is_no_template(tmp_path: Path, part: str, broken: bytes) -> None:
    """Nothing is written in another look, and nothing that PowerPoint could not open."""
    data = _altered(lambda name, data: broken if name.endswith(f"/{part}") else data)
    codes = _built(tmp_path, "---\ntheme: own.pptx\n---\n# T\n\nx\n", own__pptx=data)
    assert "broken-theme" in codes
    assert not (tmp_path / "out").exists()


def test_a_template_with_a_colour_that_is_none(tmp_path: Path) -> None:
    data = _altered(lambda name, data: data.replace(b'<a:srgbClr val="', b'<a:srgbClr val="TI', 1)
                    if "theme/theme1" in name else data)  # fmt: skip
    assert "broken-theme" in _built(tmp_path, "---\ntheme: own.pptx\n---\n# T\n\nx\n", own__pptx=data)


@pytest.mark.parametrize(
    "settings",
    [
        "a: &a [x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 60)}]\n" for a, b in ("ab", "bc", "cd", "de")),
        "b: " + "a" * 200_000,
        "".join(f"k{number}: {'a' * 990}\n" for number in range(190)),
    ],
)  # fmt: skip
def test_settings_for_an_unknown_layout_are_looked_at_once(tmp_path: Path, settings: str) -> None:
    started = time.monotonic()
    text = f"---\ntheme: seriph\nmdc: true\n---\n\n# T\n\n---\nlayout: own\n{settings.rstrip()}\n---\n\nx\n"
    _built(tmp_path, text)
    assert time.monotonic() - started < ENDS_WITHIN


@pytest.mark.parametrize(
    "rules", ["--- ---\n\n## B", "--- ---\n\n--- ---", "-----\n--- ---\n\n-----", "+--+--+\n+==+==+\n+--+--+"]
)
def test_rules_without_a_row_are_no_table(tmp_path: Path, rules: str) -> None:
    """A table without columns stopped the layout."""
    text = f"## A\n\n{rules}\n\nmot\n"
    assert "table" not in outline_of(read_deck(Source.from_text("deck.md", text)))
    _built(tmp_path, text)


BLANKS = " " * 20_000


@pytest.mark.parametrize(
    "text",
    [
        f":::{BLANKS}x", f"---\ndialect: pandoc\n---\n\n# A\n\n:::{BLANKS}x", f"# A{BLANKS}x", f"::: mermaid{BLANKS}x",
        "\n\n".join(f"$${chr(92)}begin{{array}}{{*{{2}}{{" * 200 + "$$" for _ in range(20)),
        "$$" + r"\begin{array}{" * 340 + "$$", "<pre><code><script " + "type=text/template " * 10_000,
    ],
)  # fmt: skip
def test_blanks_and_braces_take_no_time(text: str) -> None:
    start = time.perf_counter()
    read_deck(Source.from_text("deck.md", f"# T\n\n{text}\n" if not text.startswith("---") else text))
    assert time.perf_counter() - start < 1.5


@pytest.mark.parametrize(
    "text",
    ["http:" + "/" * 16_000, "www. " * 4_000, "s3://bucket"],
    ids=["slashes", "prefixes", "another scheme"],
)
def test_text_with_what_is_nearly_an_address_is_escaped(text: str) -> None:
    """It was divided without end."""
    started = time.process_time()
    assert escape(text)
    assert time.process_time() - started < ENDS_WITHIN


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mdx-deck", "{/*" * 16_000),
        ("gitpitch", "# A\n\n+++" + " " * 16_000 + "@snapend"),
        ("gitpitch", "@a[b](" * 10_000),
        ("reveal-md", "<section>\n" + "".join("`" * (3 + n) + "a\n" for n in range(300))),
        ("reveal-md", "<section \n" * 4_000),
        ("remark", "```\nfoo```\n" * 4_000),
    ],
)
def test_new_dialects_end_in_time(name: str, text: str) -> None:
    prepare = DIALECTS[name].prepare
    assert prepare is not None
    started = time.process_time()
    prepare("deck.md", text, {})
    assert time.process_time() - started < ENDS_WITHIN
