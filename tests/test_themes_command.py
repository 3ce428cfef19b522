"""`deckgen themes`: a list, a specimen, a theme of one's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

import deckgen
from deckgen.memory import Memory
from deckgen.source import Source
from deckgen.themes.registry import load_theme, modes_of, theme_names
from deckgen.themes.tokens import Tokens
from tests.conftest import ROOT
from tests.instruments.validators import audit_findings, structural_findings

FACES = [face for name in theme_names() for face in modes_of(name)]


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deckgen", "themes", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_all_faces_are_listed(tmp_path: Path) -> None:
    assert FACES == [
        "board", "board-dark", "quiet", "quiet-dark", "seminar", "seminar-dark", "stage", "stage-light",
    ]  # fmt: skip
    said = _run(tmp_path).stdout
    assert all(face in said for face in FACES)


@pytest.mark.parametrize("face", FACES)
def test_a_specimen_has_no_fault(tmp_path: Path, face: str) -> None:
    done = deckgen.build(ROOT / "templates" / "specimen.md", theme=face, output=tmp_path)
    assert done.diagnostics == ()
    assert structural_findings(done.written[0]) == []
    assert audit_findings(done.written[0]) == []


@pytest.mark.parametrize("face", FACES)
def test_words_can_be_read_in_every_face(face: str) -> None:
    """4.5 : 1, and 3 : 1 for what is large or drawn (WCAG 2.1)."""
    from deckgen.themes.colors import contrast

    theme = load_theme(face, Source.from_text("", ""), Memory(None)).value
    assert theme is not None
    ground = theme.color("ground")
    for name in ("text", "muted", "title", "accent"):
        assert contrast(theme.color(name), ground) >= 4.5, name
    for number in range(1, 6):
        assert contrast(theme.color(f"series{number}"), ground) >= 3.0, number
    for layout in theme.layouts.values():
        for place in filter(None, (layout.title, layout.eyebrow, *layout.chrome)):
            on = layout.background if place is not layout.eyebrow else ground
            least = 4.5 if place.size < 18 else 3.0
            assert contrast(place.color, on) >= least, (layout.part, place.type)


def test_a_mode_is_a_face(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("---\ntheme: quiet\nmode: dark\n---\n\n# T\n\nx\n")
    laid = deckgen.lay_out(deckgen.read(tmp_path / "deck.md").value, tmp_path / "deck.md").value
    assert laid.theme.color("ground") == "111111"
    (tmp_path / "deck.md").write_text("---\nmode: dim\n---\n\n# T\n\nx\n")
    assert [each.code for each in deckgen.read(tmp_path / "deck.md").found] == ["bad-setting"]


def test_a_theme_of_ones_own_is_the_one_it_began_with(tmp_path: Path) -> None:
    assert _run(tmp_path, "new", "mine", "--from", "seminar").returncode == 0
    (tmp_path / "deck.md").write_text("---\ntheme: mine\n---\n\n# T\n\nx\n")
    own = deckgen.lay_out(deckgen.read(tmp_path / "deck.md").value, tmp_path / "deck.md").value.theme
    ours = load_theme("seminar", Source.from_text("", ""), Memory(None)).value
    assert ours is not None
    assert (own.palette, own.tokens, own.roles) == (ours.palette, ours.tokens, ours.roles)
    text = (tmp_path / "mine" / "theme.toml").read_text()
    assert all(f"[{group}]" in text for group in Tokens.__struct_fields__)
    again = _run(tmp_path, "new", "mine")
    assert (again.returncode, "not empty" in again.stderr) == (1, True)
    assert "board, quiet, seminar, stage" in _run(tmp_path, "new", "other", "--from", "plain").stderr


@pytest.mark.parametrize("face", ["stage", "seminar"])
def test_both_decks_of_a_specimen_are_set_in_the_same_faces(tmp_path: Path, face: str, pdf) -> None:
    """Where a placeholder's style is bold or another font, what stands in it says so if it is not."""
    from tests.instruments.renderers import chromium_words, libreoffice_words

    laid = deckgen.lay_out(
        deckgen.read(ROOT / "templates" / "specimen.md").value, ROOT / "templates" / "specimen.md", theme=face
    ).value
    pptx, html = deckgen.build(ROOT / "templates" / "specimen.md", theme=face, output=tmp_path).written
    theirs, _ = libreoffice_words(pdf(pptx))
    ours, _ = chromium_words(html)
    figures = {
        s.number
        for s in laid.slides
        for f in s.frames
        if "Chart" in type(f).__name__ or "Figure" in type(f).__name__
    }
    wrong = []
    for word in ours:
        near = [w for w in theirs if (w.slide, w.text) == (word.slide, word.text)]
        width = word.right - word.left
        if (
            len(word.text) > 4
            and word.slide not in figures
            and near
            and min(abs(w.right - w.left - width) for w in near) > 0.03 * width + 1
        ):
            wrong.append((word.slide, word.text))
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "width"), [("size: 4:3", 720.0), ("aspectratio: 1610", 864.0), ("aspectRatio: 16/9", 960.0)]
)
def test_slides_have_the_shape_that_a_deck_wants(tmp_path: Path, said: str, width: float) -> None:
    """In both files, on a template that is the same in everything else."""
    path = tmp_path / "deck.md"
    path.write_text(f"---\n{said}\n---\n\n# T\n\n---\n\n## A\n\n- x\n", encoding="utf-8")
    deck, page = deckgen.build(path, output=tmp_path / "out").written
    assert Presentation(str(deck)).slide_width == width * 12700
    assert structural_findings(deck) == []
    assert f"width:{round(width * 4 / 3)}" in page.read_text(encoding="utf-8")


def test_a_template_keeps_its_own_shape(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("---\nsize: 4:3\ntheme: own.pptx\n---\n\n# T\n", encoding="utf-8")
    shutil.copy(ROOT / "templates" / "board" / "theme.pptx", tmp_path / "own.pptx")
    done = deckgen.build(path, output=tmp_path / "out")
    assert [(each.code, each.severity) for each in done.diagnostics] == [("setting-not-used", "warning")]
    assert Presentation(str(done.written[0])).slide_width == 960 * 12700
