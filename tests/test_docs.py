"""The README and the architecture page stay true."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_ci_runs_the_readmes_own_command() -> None:
    command = "pip install '.[test]' && pytest"
    assert command in README
    quiet = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert command in quiet.replace("--quiet --disable-pip-version-check ", "")


def test_every_room_exists_and_every_module_has_one() -> None:
    table = ARCHITECTURE[ARCHITECTURE.index("## The rooms") : ARCHITECTURE.index("## Where to add")]
    named = set(re.findall(r"`([\w/]+(?:\.py|/))`", table)) - {"pyproject.toml"}
    package = ROOT / "src" / "deckgen"
    assert [name for name in sorted(named) if not (package / name).exists()] == []
    for path in package.iterdir():
        if path.name.startswith("__") or path.name in ("web", "py.typed"):
            continue
        name = f"{path.name}/" if path.is_dir() else path.name
        assert any(room.startswith(name) for room in named), f"{name} is in no room"


def test_files_that_the_architecture_names_exist() -> None:
    for name in re.findall(r"`((?:layout|charts|writers|deck)/[\w/]+\.py)`", ARCHITECTURE):
        assert (ROOT / "src" / "deckgen" / name).is_file(), name


def test_pictures_and_links_of_the_readme_exist() -> None:
    for target in re.findall(r"\]\(([\w./-]+)\)", re.sub(r"(`+).+?\1", "", README, flags=re.DOTALL)):
        assert (ROOT / target).exists(), target


def test_the_readmes_charts_are_those_that_there_are() -> None:
    from deckgen.charts.registry import BUILTIN

    table = README[README.index("### Built-in charts") : README.index("## Build")]
    assert set(re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE)) == set(BUILTIN)


def test_the_readmes_options_are_those_that_there_are() -> None:
    block = README[README.index("## Build") :].split("```")[1]
    usages = re.findall(r"^deckgen (\w+) ?(.*(?:\n +.*)*)", block, re.MULTILINE)
    assert {name for name, _ in usages} == {
        "new",
        "build",
        "batch",
        "import",
        "pull",
        "diff",
        "serve",
        "pdf",
        "png",
        "inspect",
        "trust",
        "charts",
        "themes",
    }
    for name, usage in usages:
        sub = (
            usage.split()[0]
            if usage.startswith(("show", "new", "check")) and name in ("charts", "themes")
            else ""
        )
        words = [name, sub] if sub else [name]
        command = [sys.executable, "-m", "deckgen", *words, "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        for option in set(re.findall(r"--\w+", usage)):
            assert option in done.stdout, (words, option)


def test_the_readmes_example_builds(make) -> None:
    text = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)
    assert text
    built = make(text[1])
    assert built.codes == []
    assert "POURQUOI CETTE COURSE AU GIGANTISME ?" in [slide.title for slide in built.laid.slides]


def test_the_readmes_python_runs(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    monkeypatch.chdir(tmp_path)
    exec(code[1].replace("slides/farid.md", str(ROOT / "slides" / "farid.md")), {})
    assert (tmp_path / "build" / "farid.pptx").is_file()
