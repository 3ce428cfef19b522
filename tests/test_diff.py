"""`deckgen diff`: what has changed between two versions of a deck."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import build
from deckgen.memory import Memory
from deckgen.revisions.changes import LineChange, SlideChange, compare, word_changes
from deckgen.revisions.versions import load
from tests.instruments.renderers import blank_page

ONE = "# Un\n\n- a b c\n- d\n\n# Deux\n\n| x | y |\n| - | - |\n| 1 | 2 |\n\n# Trois\n\nFin\n"
OTHER = "# Un\n\n- a B c\n- d\n\n# Trois\n\nFin\n\n# Deux\n\n| x | y |\n| - | - |\n| 1 | 3 |\n\n# Quatre\n\nNeuf\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ONE, "utf-8")
    (tmp_path / "b.md").write_text(OTHER, "utf-8")
    return tmp_path


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deckgen", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def changes(one: str, other: str) -> list[SlideChange]:
    return compare(load(one, Memory(None)).deck, load(other, Memory(None)).deck)


def test_changes_are_told_by_slide(folder: Path) -> None:
    found = changes("a.md", "b.md")
    kinds = {each.title: each.kind for each in found}
    assert (kinds["Un"], kinds["Deux"], kinds["Quatre"]) == ("changed", "changed", "added")
    assert kinds.get("Trois", "moved") == "moved"  # one of the two that have changed places
    assert found[0].lines == (LineChange("• a b c", "• a B c"),)
    assert LineChange("| 1 | 2 |", "| 1 | 3 |") in next(each for each in found if each.title == "Deux").lines
    assert [each.kind for each in changes("b.md", "a.md")].count("removed") == 1


def test_a_deck_and_its_file_say_the_same(folder: Path) -> None:
    build("a.md", to="pptx", output=".")
    done = command("diff", "a.md", "a.pptx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_says_it_as_text_json_and_page(folder: Path) -> None:
    done = command("diff", "a.md", "b.md", "--html", "d.html")
    assert done.returncode == 1
    assert "slide 1: Un\n  - • a b c\n  + • a B c" in done.stdout
    assert "slide 4 is new: Quatre\n  + # Quatre\n  + Neuf" in done.stdout
    told = json.loads(command("diff", "a.md", "b.md", "--json").stdout)
    assert told[0]["lines"] == [{"before": "• a b c", "after": "• a B c"}]
    with blank_page() as page:
        page.goto((folder / "d.html").as_uri())
        assert page.locator("del").all_inner_texts() == ["b", "2"]
        assert page.locator("ins").all_inner_texts() == ["B", "3"]


def test_versions_that_git_has(folder: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "a.md"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)
    Path("a.md").write_text(ONE.replace("Fin", "Fini"), "utf-8")
    done = command("diff", "a.md@HEAD", "a.md")
    assert done.returncode == 1
    assert "  - Fin\n  + Fini" in done.stdout
    missing = command("diff", "a.md@HEAD~9", "a.md")
    assert missing.returncode == 2
    assert "git has no a.md@HEAD~9" in missing.stderr
    assert command("diff", "a.md@--output=x", "a.md").returncode == 2


def test_what_can_not_be_read_is_said(folder: Path) -> None:
    done = command("diff", "a.md", "none.pptx")
    assert done.returncode == 2
    assert "none.pptx can't be read" in done.stderr


def test_a_file_as_text(folder: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Titre", "Un point"
    slide.notes_slide.notes_text_frame.text = "À dire"
    deck.save("p.pptx")
    assert command("inspect", "p.pptx").stdout == "--- 1\n# Titre\n• Un point\n(notes) À dire\n"


def test_words_that_differ() -> None:
    assert word_changes("un deux trois", "un 2 trois") == [
        ("un ", "un "),
        ("deux", "2"),
        (" trois", " trois"),
    ]
