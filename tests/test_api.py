"""What programs may rely on: the steps one by one, typed, tried as their documentation says."""

from __future__ import annotations

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

import deckgen
from deckgen import api
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "slides", tmp_path / "slides")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_its_documentation_is_true() -> None:
    assert doctest.testmod(api).failed == 0


def test_the_steps_give_what_build_gives(folder: Path) -> None:
    whole = deckgen.build("slides/farid.md", output="whole", carries=False)
    laid = deckgen.lay_out(deckgen.read("slides/farid.md").value, "slides/farid.md")
    for path in whole.written:
        (step,) = deckgen.write(laid.value, folder / "steps" / path.name)
        assert step.read_bytes() == path.read_bytes()


def test_a_deck_can_be_changed_in_between(folder: Path) -> None:
    deck = deckgen.read("slides/farid.md").value
    short = tuple(replace(section, slides=section.slides[:1]) for section in deck.sections[1:])
    laid = deckgen.lay_out(replace(deck, sections=short), "slides/farid.md").value
    shown = [section.title for section in laid.sections]
    assert shown == [section.title for section in deck.sections[1:]]
    first = deck.sections[0].slides[0]
    renamed = replace(first, title=deck.sections[2].slides[0].title)
    sections = (replace(deck.sections[0], slides=(renamed,)),)
    laid = deckgen.lay_out(replace(deck, sections=sections), "slides/farid.md").value
    assert [slide.title for slide in laid.slides] == ["Hallucination"]


def test_what_cannot_be_done_is_raised_in_words(folder: Path) -> None:
    missing = deckgen.read("no.md")
    assert [each.severity for each in missing.found] == ["error"]
    with pytest.raises(deckgen.DeckgenError, match="no slides"):
        deckgen.lay_out(missing.value, "no.md")
    deck = deckgen.read("slides/farid.md").value
    with pytest.raises(deckgen.DeckgenError, match="no theme `acme`"):
        deckgen.lay_out(deck, "slides/farid.md", theme="acme")
    laid = deckgen.lay_out(deck, "slides/farid.md").value
    with pytest.raises(deckgen.DeckgenError, match="no format 'odp'"):
        deckgen.write(laid, folder / "x.odp")
    (folder / "file").write_text("")
    with pytest.raises(deckgen.DeckgenError, match="can't be written"):
        deckgen.write(laid, folder / "file" / "x.txt")


def test_it_is_typed(tmp_path: Path) -> None:
    """A type checker sees the package's own types, and a mistake."""
    program = tmp_path / "program.py"
    program.write_text(
        "import deckgen\n"
        "from pathlib import Path\n"
        "laid = deckgen.lay_out(deckgen.read('a.md').value, 'a.md').value\n"
        "files: tuple[Path, ...] = deckgen.write(laid, 'a.pptx')\n"
        "wrong: int = deckgen.build('a.md').slides + laid.title\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", str(program)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert [line.split(": ")[0] for line in done.stdout.splitlines()[:-1]] == [f"{program.name}:5"], (
        done.stdout
    )
