"""A folder that a stranger made is only data: it runs nothing, reads nothing of others, and ends."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEMPLATE = ROOT / "templates" / "board" / "theme.pptx"
TIME = 60.0
"""Seconds in which every command here is over."""
MEMORY = 4_000_000_000
"""Bytes that it may have."""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60"/></svg>'
CHART = "# A\n\n```chart\nkind: column\ndata: {name}\nx: a\ny: b\n```\n"


def run(
    folder: Path, *arguments: str, memory: int = MEMORY, given: bytes = b"", time: float = TIME
) -> subprocess.CompletedProcess[bytes]:
    """`deckgen` in a process of its own, which must end."""
    return subprocess.run(
        [sys.executable, "-m", "deckgen", *arguments],
        cwd=folder, capture_output=True, timeout=time, input=given,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
    )  # fmt: skip


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """What it printed; never a traceback."""
    text = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in text, text[-2000:]
    assert done.returncode in (0, 1), (done.returncode, text[-500:])
    return text


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project."""
    made = tmp_path / "project"
    made.mkdir()
    (made / "deckgen.toml").write_text("", encoding="utf-8")
    return made


def _write(folder: Path, text: str, name: str = "deck.md") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def _pptx_text(path: Path) -> str:
    """All XML of a .pptx file."""
    with zipfile.ZipFile(path) as package:
        return "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))
        )


# -- programs ---------------------------------------------------------------------------------

PROGRAM = """
import pathlib
import helper
pathlib.Path("ran").touch()
def draw(style):
    from matplotlib.figure import Figure
    return Figure()
"""


def _program(folder: Path) -> None:
    _write(folder, PROGRAM, "plot.py")
    _write(folder, "", "helper.py")
    _write(folder, "# A\n\n![a curve](plot:plot.py)\n")


def _runs(folder: Path) -> bool:
    done = run(folder, "build", "--to", "html", "deck.md")
    ran = (folder / "ran").exists()
    (folder / "ran").unlink(missing_ok=True)
    assert ran or "deckgen trust" in said(done)
    return ran


def test_a_folder_cannot_trust_itself(folder: Path) -> None:
    _program(folder)
    _write(folder, "trust = true\n", "deckgen.toml")
    assert not _runs(folder)
    (folder / ".deckgen").mkdir()
    _write(folder, f'{{"{folder}": ""}}', "trusted.json")
    assert not _runs(folder)


def test_a_person_trusts_a_folder_until_a_program_in_it_changes(folder: Path) -> None:
    _program(folder)
    assert run(folder, "trust").returncode == 1  # nobody is there to answer
    assert not _runs(folder)
    done = run(folder, "trust", ".", "--yes")
    assert "plot.py" in said(done)
    assert "helper.py" in said(done)
    assert _runs(folder)
    _write(folder, "# another\n", "helper.py")
    assert not _runs(folder)
    run(folder, "trust", "--yes")
    assert _runs(folder)
    run(folder, "trust", "--remove")
    assert not _runs(folder)


def test_trust_is_kept_with_the_users_settings_and_not_in_the_folder(folder: Path, tmp_path: Path) -> None:
    _program(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert run(folder, "trust", "--yes").returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == before
    kept = tmp_path / "settings" / "trusted.json"
    assert str(folder) in kept.read_text(encoding="utf-8")


# -- files ------------------------------------------------------------------------------------

OUTSIDE = {
    "data": ("s.csv", "a,b\nGEHEIM,1\n", CHART.replace("{name}", "{at}/s.csv")),
    "picture": ("s.svg", SVG, "# A\n\n![x]({at}/s.svg)\n"),
    "picture in a line": ("s.svg", SVG, "# A\n\na ![x]({at}/s.svg) b\n"),
    "logo": ("s.svg", SVG, "---\nlogo: {at}/s.svg\n---\n# A\n\nx\n"),
    "background": ("s.svg", SVG, "# A\n\n![bg]({at}/s.svg)\n\nx\n"),
    "bibliography": ("s.bib", "@book{k, title={GEHEIM}, year={2000}}\n",
                     "---\nbibliography: {at}/s.bib\n---\n# A\n\nx [@k]\n"),
    "include": ("s.md", "GEHEIM\n", "# A\n\n{{include: {at}/s.md}}\n"),
    "theme": ("s.pptx", TEMPLATE.read_bytes(), "---\ntheme: {at}/s.pptx\n---\n# A\n\nx\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(OUTSIDE))
def test_a_deck_reads_no_file_outside_its_project_unless_it_is_allowed(kind: str, tmp_path: Path) -> None:
    from deckgen.building import build

    name, data, text = OUTSIDE[kind]
    folder, elsewhere = tmp_path / "project" / "slides", tmp_path / "elsewhere"
    folder.mkdir(parents=True)
    elsewhere.mkdir()
    (folder.parent / "deckgen.toml").touch()
    (elsewhere / name).write_bytes(data if isinstance(data, bytes) else str(data).encode())
    for at in ("../../elsewhere", str(elsewhere)):
        _write(folder, text.replace("{at}", at))
        found = build(folder / "deck.md", output=tmp_path / "out").diagnostics
        assert any("outside the project" in finding.message for finding in found), found
        assert any("--allow" in finding.hint for finding in found), found
        for written in (tmp_path / "out").glob("*.html"):
            assert "GEHEIM" not in written.read_text(encoding="utf-8")
        assert build(folder / "deck.md", output=tmp_path / "out", allow=[elsewhere]).diagnostics == ()
    (folder.parent / name).write_bytes((elsewhere / name).read_bytes())
    _write(folder, text.replace("{at}", ".."))  # above the deck, but in the project
    assert build(folder / "deck.md", output=tmp_path / "out").diagnostics == ()


def test_links_are_followed_only_inside_the_project(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("a,b\nGEHEIM,1\n", encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "mine.csv").write_text("a,b\nOFFEN,1\n", encoding="utf-8")
    (folder / "out.csv").symlink_to(tmp_path / "s.csv")
    (folder / "up").symlink_to(tmp_path)
    (folder / "in.csv").symlink_to(folder / "data" / "mine.csv")
    for name, secret in (("out.csv", True), ("up/s.csv", True), ("in.csv", False)):
        _write(folder, CHART.format(name=name))
        text = said(run(folder, "build", "--to", "html", "deck.md"))
        assert ("outside the project" in text) == secret, name
        page = (folder / "build" / "deck.html").read_text(encoding="utf-8")
        assert ("OFFEN" in page, "GEHEIM" in page) == (not secret, False), name


def test_allow_is_an_option_of_the_command(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "s.csv").write_text("a,b\nOFFEN,1\n", encoding="utf-8")
    _write(folder, CHART.format(name="../elsewhere/s.csv"))
    done = run(folder, "build", "--to", "html", "deck.md", "--allow", "../elsewhere")
    assert "outside" not in said(done)
    assert "OFFEN" in (folder / "build" / "deck.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("device", ["pipe", "/dev/zero"])
def test_pipes_and_devices_are_no_files_of_a_deck(folder: Path, device: str) -> None:
    """Not even of a trusted one."""
    os.mkfifo(folder / "pipe")
    for name in ("pipe.png", "pipe.csl", "pipe.pptx"):
        (folder / name).symlink_to(device)
    _write(folder, "@book{a, title={T}}\n", "r.bib")
    _write(folder, CHART.format(name=device), "a.md")
    _write(folder, f"---\nbibliography: {device}\n---\n# A\n\n[@a]\n", "b.md")
    _write(folder, "---\nbibliography: r.bib\ncsl: pipe.csl\n---\n# A\n\n[@a]\n", "c.md")
    _write(folder, "# A\n\n![x](pipe.png)\n", "d.md")
    _write(folder, f"# A\n\n{{{{include: {device}}}}}\n", "e.md")
    names = [f"{name}.md" for name in "abcde"]
    for options in (["--trust"], []):
        text = said(run(folder, "build", "--to", "html", *names, *options))
        assert text.count("no regular file") + text.count("outside the project") == len(names), text


def test_a_file_of_data_is_bounded(folder: Path) -> None:
    with (folder / "s.csv").open("wb") as file:
        file.write(b"a,b\nx,1\n")
        file.truncate(60_000_000)
    _write(folder, CHART.format(name="s.csv"))
    assert "more than 50 MB" in said(run(folder, "build", "--to", "html", "deck.md"))


# -- what would not end ----------------------------------------------------------------------


def _aliases(first: str) -> str:
    rows = [f"a: &a [{', '.join(['x'] * 9)}]"]
    rows += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    ]
    return "\n".join([*rows, f"{first}: *j"])


def test_aliases_of_yaml_that_multiply_are_reported(folder: Path) -> None:
    _write(folder, f"---\n{_aliases('title')}\n---\n\n# A\n\nx {{{{ a }}}}\n")
    text = said(run(folder, "build", "--to", "html", "deck.md", memory=2_500_000_000))
    assert "error[yaml-syntax]" in text
    assert "aliases" in text


def test_aliases_in_a_chart_are_reported(folder: Path) -> None:
    _write(folder, f"# A\n\n```chart\nkind: column\n{_aliases('rows')}\nx: a\ny: b\n```\n\n```chart\nkind: column\n"
           "rows: &r\n  - *r\nx: a\ny: b\n```\n")  # fmt: skip
    text = said(run(folder, "build", "--to", "html", "deck.md", memory=2_500_000_000, time=8))
    assert text.count("error[") >= 2


def test_front_matter_that_is_nested_without_end_is_reported(folder: Path) -> None:
    _write(folder, f"---\ntitle: {'[' * 3000}{']' * 3000}\n---\n\n# A\n\nx\n")
    assert "error[yaml-syntax]" in said(run(folder, "build", "--to", "html", "deck.md"))


def test_twenty_thousand_empty_entries_of_a_bibliography_end(folder: Path) -> None:
    _write(folder, "@book{a,}\n" * 20_000 + "@book{k, title={Titel}, year={2000}}\n", "r.bib")
    _write(folder, "---\nbibliography: r.bib\n---\n# A\n\nx [@a] [@k]\n")
    said(run(folder, "build", "--to", "html", "deck.md"))
    assert "Titel" in (folder / "build" / "deck.html").read_text(encoding="utf-8")


WRONG = (
    "title.encode('nope')", "[].pop()", "cycler()", "1|dictsort", "title|truncate(-1)", "'a'*10000000000",
    "title|center(9999999999)", "'{:>999999999}'.format(1)", "1/0", "'%d' % 'x'",
    "range(10**9)|list", "namespace(1)", "joiner(1)(2)", "[1, 'a']|sort", "title|map|list", "title.x.y", "title(",
)  # fmt: skip


def test_every_error_of_an_expression_is_said_at_its_place(folder: Path) -> None:
    names = []
    for number, expression in enumerate(WRONG):
        names.append(f"d{number}.md")
        _write(folder, f"---\njinja: true\ntitle: T\n---\n# A\n\n{{{{ {expression} }}}}\n", names[-1])
    text = said(run(folder, "build", "--to", "html", *names))
    lines = text.splitlines()
    for name, expression in zip(names, WRONG, strict=True):
        place = next((n for n, line in enumerate(lines) if f"--> {name}:7:" in line), 0)
        assert place, f"{expression}: nothing is said"
        assert "error[variables]" in lines[place - 1], expression


def test_loops_of_expressions_have_an_end(folder: Path) -> None:
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    _write(folder, f"---\njinja: true\ntitle: T\n---\n# A\n\n{loop} {{{{ title }}}}\n", "a.md")
    _write(folder, "---\njinja: true\ntitle: T\n---\n# A\n\n{% for a in range(9999) %}{{ 'abc' * 999 }}{% endfor %}\n",
           "b.md")  # fmt: skip
    assert said(run(folder, "build", "--to", "html", "a.md", "b.md")).count("error[variables]") == 2


QUADRATIC = {
    "comments": "# A\n\n" + "<!-- " * 60_000,
    "addresses": "# A\n\n" + "http://a.b/(" * 20_000,
    "empty sections": "# A\n\n" * 30_000,
    "a table": "# A\n\n" + "| a " * 300 + "|\n" + "|---" * 300 + "|\n" + ("| x " * 300 + "|\n") * 300,
}


@pytest.mark.parametrize("name", list(QUADRATIC))
def test_text_that_says_the_same_again_and_again_is_read_in_good_time(folder: Path, name: str) -> None:
    _write(folder, QUADRATIC[name])
    text = said(run(folder, "build", "deck.md"))
    if name in ("a table", "empty sections"):  # more than slides can hold
        assert re.search(r"(?:error|warning)\[[\w-]+\]", text)


def test_thousands_of_citations_end(folder: Path) -> None:
    keys = [f"k{number}" for number in range(250)]
    _write(folder, "".join(f"@book{{{key}, title={{T {key}}}, year={{2000}}}}\n" for key in keys), "r.bib")
    slides = "".join(f"\n## S {key}\n\n{' '.join(f'[@{key}; @k{n}]' for n in range(12))}\n" for key in keys)
    _write(folder, f"---\nbibliography: r.bib\n---\n# A\n{slides}")
    said(run(folder, "build", "--to", "html", "deck.md"))


FILTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><filter id="f" width="1000" height="1000">'
    '<feGaussianBlur stdDeviation="100000"/><feTurbulence numOctaves="100000"/></filter>'
    '<rect filter="url(#f)" width="99" height="99"/></svg>'
)
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1000000"><rect width="1" height="9"/></svg>'


@pytest.mark.parametrize("drawing", [FILTER, TALL])
def test_a_drawing_without_end_costs_no_more_than_a_warning(folder: Path, drawing: str) -> None:
    _write(folder, drawing, "x.svg")
    _write(folder, "# A\n\n![the drawing](x.svg)\n\nafter it\n")
    done = run(folder, "build", "--to", "html", "deck.md")
    assert done.returncode == 0
    if drawing == FILTER:
        assert "warning[image-missing]" in said(done)
    assert "after it" in (folder / "build" / "deck.html").read_text(encoding="utf-8")


# -- templates --------------------------------------------------------------------------------

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _template(path: Path, extra: dict[str, bytes], relations: str = "") -> None:
    """Our own, with more parts, and more relations of its presentation."""
    with (
        zipfile.ZipFile(TEMPLATE) as ours,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
    ):
        for name in ours.namelist():
            data = ours.read(name)
            if name == "ppt/_rels/presentation.xml.rels":
                data = data.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
            made.writestr(name, data)
        for name, data in extra.items():
            made.writestr(name, data)


@pytest.mark.parametrize("kind", ["one large part", "many parts"])
def test_a_template_that_unpacks_to_too_much_is_refused(folder: Path, kind: str) -> None:
    many = {f"ppt/media/{number}.xml": b"" for number in range(10_001)}
    _template(
        folder / "t.pptx", many if kind == "many parts" else {"ppt/media/x.xml": b"<a>" + b" " * 60_000_000}
    )
    _write(folder, "---\ntheme: t.pptx\n---\n# A\n\nx\n")
    done = run(folder, "build", "deck.md")
    assert "error[broken-theme]" in said(done)
    assert not (folder / "build").exists()


def test_programs_and_links_to_elsewhere_in_a_template_reach_no_deck(folder: Path) -> None:
    row = '<Relationship Id="{}" Type="{}" Target="{}"{}/>'
    outside = ' TargetMode="External"'
    relations = (
        row.format("rIdA", f"{_REL}/attachedTemplate", "file://evil.example/share/t.potx", outside)
        + row.format("rIdB", f"{_REL}/image", "http://evil.example/p.png", outside)
        + row.format(
            "rIdC", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin", ""
        )
        + row.format("rIdD", f"{_REL}/oleObject", "embeddings/oleObject1.bin", "")
    )
    parts = {"ppt/vbaProject.bin": b"Sub AutoOpen", "ppt/embeddings/oleObject1.bin": b"OLE"}
    _template(folder / "t.pptx", parts, relations)
    _write(folder, "---\ntheme: t.pptx\n---\n# A\n\nx\n")
    text = said(run(folder, "build", "deck.md", "-v"))
    assert "vbaProject.bin" in text
    assert text.count("evil.example") >= 2
    made = folder / "build" / "deck.pptx"
    assert "evil.example" not in _pptx_text(made)
    with zipfile.ZipFile(made) as package:
        assert [name for name in package.namelist() if name.endswith(".bin")] == []
    assert "vbaProject" not in _pptx_text(made)


@pytest.mark.parametrize("theme", ["plian", "none.pptx", "broken.pptx", "x" * 300])
def test_a_deck_whose_theme_cannot_be_had_is_not_written_in_another(folder: Path, theme: str) -> None:
    (folder / "broken.pptx").write_bytes(b"PK no")
    (folder / "build").mkdir()
    for name in ("deck.pptx", "deck.html"):
        (folder / "build" / name).write_bytes(b"as it was")
    for text, options in ((f"---\ntheme: {theme}\n---\n# A\n\nx\n", ()), ("# A\n\nx\n", ("--theme", theme))):
        _write(folder, text)
        done = run(folder, "build", "deck.md", *options)
        assert (done.returncode, "-theme]" in said(done)) == (1, True)
        assert [path.read_bytes() for path in (folder / "build").iterdir()] == [b"as it was"] * 2
