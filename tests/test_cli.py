"""The command as a person uses it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pptx import Presentation

from tests.conftest import ROOT


def _run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deckgen", *arguments], cwd=cwd, capture_output=True, text=True
    )


def test_every_deck_in_slides_is_built(tmp_path: Path) -> None:
    (tmp_path / "slides").mkdir()
    shutil.copy(ROOT / "slides" / "farid.md", tmp_path / "slides")
    (tmp_path / "slides" / "b.md").write_text("# B\n\nx\n")
    done = _run("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = sorted(path.name for path in (tmp_path / "build").iterdir())
    assert files == ["b.html", "b.pptx", "farid.html", "farid.pptx"]
    assert "slides/farid.md: 12 slides → build/farid.pptx, build/farid.html" in done.stdout


def test_an_error_in_one_deck_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# G\n\nx\n")
    done = _run("build", "none.md", "good.md", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[file-not-found]" in done.stderr
    assert (tmp_path / "build" / "good.pptx").is_file()


def test_strict_counts_warnings(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text("# D\n\n![x](none.png)\n")
    assert _run("build", "d.md", cwd=tmp_path).returncode == 0
    assert _run("build", "d.md", "--strict", cwd=tmp_path).returncode == 1


def test_one_format_in_another_folder_quietly(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text("# D\n\nx\n")
    done = _run("build", "d.md", "--to", "html", "-o", "out", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["d.html"]


@pytest.mark.parametrize(
    "arguments", [("build", "--to", "docx", "x.md"), ("build", "--nope"), ("frobnicate",), ("build",)]
)
def test_wrong_usage_is_status_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = _run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_two_decks_of_one_name_are_not_written_over_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.md").write_text("# T\n\nx\n")
    done = _run("build", "a/talk.md", "b/talk.md", cwd=tmp_path)
    assert done.returncode == 2
    assert "talk" in done.stderr
    assert not (tmp_path / "build").exists()


def test_help_names_every_option() -> None:
    text = _run("build", "--help").stdout
    for option in ("--to", "--output", "--theme", "--outline", "--strict", "--quiet", "DECK"):
        assert option in text


def test_inspect(tmp_path: Path) -> None:
    done = _run("inspect", "slides/farid.md", "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["sections"]) == 3
    assert "POURQUOI CETTE COURSE" in _run("inspect", "slides/farid.md").stdout
    assert "LaidOutSlide" in json.loads(_run("inspect", "--schema").stdout)["$defs"]
    assert _run("inspect").returncode == 2


def test_an_unknown_outline_names_the_nearest(tmp_path: Path) -> None:
    done = _run("build", "tests/data/llm-note.md", "--outline", "Farid presntation", "-o", str(tmp_path))
    assert done.returncode == 1
    assert "Farid presentation" in done.stderr


@pytest.mark.parametrize("template", ["talk", "lecture", "review", "pitch", "readme"])
@pytest.mark.parametrize("lang", ["en", "fr", "de", "es"])
def test_a_new_project_builds_at_once_without_a_word(tmp_path: Path, lang: str, template: str) -> None:
    done = _run("new", "my-talk", "--lang", lang, "--template", template, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    deck = (tmp_path / "my-talk" / "slides" / "my-talk.md").read_text(encoding="utf-8")
    assert not re.search(r"@[A-Z]+@", deck)
    built = _run("build", "--strict", cwd=tmp_path / "my-talk")
    assert (built.returncode, built.stderr) == (0, "")
    assert (tmp_path / "my-talk" / "build" / "my-talk.pptx").is_file()
    slides = Presentation(str(tmp_path / "my-talk" / "build" / "my-talk.pptx")).slides
    assert 9 <= len(slides) <= 12
    again = _run("new", "my-talk", cwd=tmp_path)
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_a_new_project_is_made_after_its_name_and_in_the_theme_that_is_asked_for(tmp_path: Path) -> None:
    _run("new", "review", "--lang", "de", "--theme", "quiet-dark", cwd=tmp_path)
    deck = (tmp_path / "review" / "slides" / "review.md").read_text(encoding="utf-8")
    assert "theme: quiet-dark" in deck
    assert "| Summe" in deck
    wrong = _run("new", "other", "--theme", "baord", cwd=tmp_path)
    assert wrong.returncode == 2
    assert not (tmp_path / "other").exists()


def test_watching_builds_again_when_a_file_of_the_deck_changes(tmp_path: Path) -> None:
    folder = tmp_path / "talk"
    for place, text in (
        ("deckgen.toml", ""),
        ("assets/visitors.csv", "quarter,visitors\nQ1,120\nQ2,460\n"),
        (
            "slides/talk.md",
            "## A chart\n\n```chart\nkind: line\ndata: ../assets/visitors.csv\nx: quarter\n```\n",
        ),
    ):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "deckgen", "build", "--watch", "--to", "html"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    page = folder / "build" / "talk.html"
    try:
        for place, old, new in (
            ("slides/talk.md", "A chart", "The chart"),
            ("assets/visitors.csv", "460", "987"),
        ):
            deadline = time.monotonic() + 20
            while not page.exists() and time.monotonic() < deadline:
                time.sleep(0.05)
            time.sleep(1)
            text = (folder / place).read_text(encoding="utf-8").replace(old, new)
            (folder / place).write_text(text, encoding="utf-8")
            while new not in page.read_text(encoding="utf-8") and time.monotonic() < deadline:
                time.sleep(0.05)
            assert new in page.read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait(60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", ["--version", "--help", "themes", "build slides/farid.md -o {out}"])
def test_a_full_disk_behind_the_output_is_said_in_a_line(tmp_path: Path, words: str) -> None:
    command = [sys.executable, "-m", "deckgen", *words.format(out=tmp_path).split()]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "No space left" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell's words")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_hindrance(tmp_path: Path, closed: str) -> None:
    line = f'"{sys.executable}" -m deckgen build slides/farid.md -o "{tmp_path}" {closed}'
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (tmp_path / "farid.pptx").exists()


def test_what_is_printed_of_a_deck_with_errors_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pdf` and `png` ended with 0 where `build` ends with 1."""
    from typer.testing import CliRunner

    from deckgen.cli.printing import app
    from deckgen.writers.png import writer

    (tmp_path / "t.md").write_text("---\ntitle: [\n---\n\n# A\n", "utf-8")
    monkeypatch.setattr(writer, "write_pictures", lambda laid, memory, width: [(f"-{width}.png", b"x")])
    done = CliRunner().invoke(app, ["png", str(tmp_path / "t.md"), "-o", str(tmp_path)])
    assert (tmp_path / "t-1920.png").exists()
    assert done.exit_code == 1
