"""One new thing is one new file and one line: nothing else in the code knows its name."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "deckgen"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TOOLS = (
    "marp",
    "slidev",
    "pandoc",
    "quarto",
    "reveal-md",
    "hedgedoc",
    "slidify",
    "gitpitch",
    "mdx-deck",
    "jupytext",
    "obsidian",
    "logseq",
    "dendron",
)
REMARK = r"""(?<!")remark(?!")|[=(\[] ?"remark\""""
"""A tool, and in quotation marks a kind of theorem."""


@pytest.mark.parametrize("tool", [*TOOLS, REMARK, r"\borg\b(?!/)"])
def test_no_file_but_a_dialects_own_names_a_tool(tool: str) -> None:
    dialects = PACKAGE / "readers" / "dialects"
    naming = [
        str(path.relative_to(PACKAGE))
        for path in (*PACKAGE.rglob("*.py"), *(ROOT / "templates").rglob("*.js"))
        if dialects not in path.parents and re.search(tool, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert naming == []


@pytest.mark.parametrize(
    ("folder", "registry"),
    [
        ("readers/dialects", "readers/dialects"),
        ("charts/kinds", "charts/registry.py"),
        ("charts/builtin", "charts/registry.py"),
        ("layout/arrangements", "layout/arrangements/registry.py"),
        ("writers", "writers/registry.py"),
    ],
)
def test_every_file_is_in_its_registry(folder: str, registry: str) -> None:
    """A file whose line was forgotten would be dead, and nothing else would say so."""
    place = PACKAGE / registry
    lines = "\n".join(
        each.read_text(encoding="utf-8") for each in (place.glob("*.py") if place.is_dir() else (place,))
    )
    modules = [each.stem for each in (PACKAGE / folder).iterdir() if not each.name.startswith("__")]
    dotted = folder.replace("/", ".")
    shared = {"registry", "exports", "dialect", "format", "arrangement"}
    forgotten = [each for each in modules if each not in shared and f"{dotted}.{each}" not in lines]
    assert [each for each in forgotten if not re.search(rf"import .*\b{each}\b", lines)] == []


def test_the_component_of_the_contributors_page_is_the_one_that_is_tested() -> None:
    code = (ROOT / "tests" / "plugins" / "deckgen_demo" / "ladder.py").read_text(encoding="utf-8")
    assert f"```python\n{code}```" in CONTRIBUTING


def test_files_that_the_contributors_page_names_exist() -> None:
    for name in re.findall(r"`((?:[\w.]+/)+[\w.]*)`", CONTRIBUTING):
        assert any((place / name).exists() for place in (ROOT, PACKAGE)), name


def test_every_decision_is_in_the_list_and_its_files_exist() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(each.name for each in folder.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert pages == sorted(listed)
    for page in pages:
        text = (folder / page).read_text(encoding="utf-8")
        assert re.search(r"^Date: 2026-\d\d-\d\d", text, re.MULTILINE), page
        where = re.search(r"Where: (.*?)\n\n", text, re.DOTALL)
        assert where, page
        for name in re.findall(r"`([\w./-]+)`", where[1]):
            assert any((place / name).exists() for place in (PACKAGE, ROOT)), (page, name)
