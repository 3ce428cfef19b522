"""A deck that is built again: its files are those of the last time only if nothing that they came from has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from PIL import Image

from deckgen import building, pipeline
from deckgen.building import build
from deckgen.memory import Memory

TEXT = "---\ntitle: Un\n---\n\n# Deux\n\n![Une photo](photo.png)\n\nTrois.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a deck and what it shows, all of it written long ago."""
    monkeypatch.setattr(building, "SETTLED", -(10**18))
    (tmp_path / "deck.md").write_text(TEXT, encoding="utf-8")
    Image.new("RGB", (40, 30), "navy").save(tmp_path / "photo.png")
    return tmp_path


def built(folder: Path, **options: str) -> dict[str, bytes]:
    """The files of the deck, by name."""
    done = build(folder / "deck.md", output=folder / "out", memory=Memory(folder / "cache"), **options)
    assert done.ok
    return {path.name: path.read_bytes() for path in done.written}


@pytest.fixture
def not_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of a first build; a second one that reads the deck is an error."""

    def read_again(*_: object) -> None:
        raise AssertionError("it was read again")

    first = built(folder)
    monkeypatch.setattr(pipeline, "run", read_again)
    return first


def test_what_has_not_changed_is_not_read_again(folder: Path, not_again: dict[str, bytes]) -> None:
    assert built(folder) == not_again


def test_files_that_are_gone_or_spoilt_are_written_again(folder: Path, not_again: dict[str, bytes]) -> None:
    (folder / "out" / "deck.pptx").unlink()
    (folder / "out" / "deck.html").write_text("spoilt", encoding="utf-8")
    assert built(folder) == not_again


def test_what_is_said_is_said_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "deck.md").write_text(TEXT.replace("photo.png", "gone.png"), encoding="utf-8")
    first = build(folder / "deck.md", output=folder / "out", memory=Memory(folder / "cache"))
    monkeypatch.delattr(pipeline, "run")
    second = build(folder / "deck.md", output=folder / "out", memory=Memory(folder / "cache"))
    assert second.diagnostics == first.diagnostics != ()
    assert second.source.text == first.source.text


def test_a_large_file_is_not_kept_and_stays_where_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "KEPT", 100)
    first = built(folder)
    assert built(folder) == first
    (folder / "out" / "deck.pptx").unlink()
    assert built(folder) == first


def _text(folder: Path) -> None:
    (folder / "deck.md").write_text(TEXT.replace("Trois", "Quatre"), encoding="utf-8")


def _picture(folder: Path) -> None:
    Image.new("RGB", (30, 40), "maroon").save(folder / "photo.png")


def _no_picture(folder: Path) -> None:
    (folder / "photo.png").unlink()


def _brand(folder: Path) -> None:
    (folder / "_brand.yml").write_text("color:\n  primary: '#aa3300'\n", encoding="utf-8")


def _picture_from_above(folder: Path) -> None:
    """A mark above makes the project larger, and the picture is found there."""
    (folder / "photo.png").rename(folder.parent / "photo.png")
    (folder.parent / "deckgen.toml").touch()


@pytest.mark.parametrize(
    "change", [_text, _picture, _no_picture, _brand, _picture_from_above], ids=lambda change: change.__name__
)
def test_whatever_it_depends_on_is_looked_at(folder: Path, change: Callable[[Path], None]) -> None:
    inner = folder / "inner"
    inner.mkdir()
    for name in ("deck.md", "photo.png"):
        shutil.move(folder / name, inner / name)
    first = built(inner)
    change(inner)
    again = built(inner)
    fresh = build(inner / "deck.md", output=inner / "fresh", memory=Memory(None))
    assert again == {path.name: path.read_bytes() for path in fresh.written}
    assert again != first or change is _picture_from_above


def test_the_dark_template_beside_a_theme_is_looked_at(folder: Path) -> None:
    from deckgen.resources import shipped

    theme = folder / "look"
    theme.mkdir()
    shutil.copy(shipped("templates", "board", "theme.pptx"), theme / "theme.pptx")
    (folder / "deck.md").write_text(
        TEXT.replace("title: Un", "title: Un\ntheme: look\nmode: auto"), encoding="utf-8"
    )
    first = built(folder)
    shutil.copy(shipped("templates", "quiet", "theme-dark.pptx"), theme / "theme-dark.pptx")
    second = built(folder)
    assert second != first
    shutil.copy(shipped("templates", "board", "theme-dark.pptx"), theme / "theme-dark.pptx")
    assert built(folder) not in (first, second)


def test_what_stands_at_standard_input_is_read_each_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str) -> dict[str, bytes]:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
        done = build("-", output=folder / "out", memory=Memory(folder / "cache"))
        return {path.name: path.read_bytes() for path in done.written}

    assert given("# Un\n") != given("# Deux\n")


def test_a_file_that_cannot_be_written_does_not_stop_the_other(folder: Path) -> None:
    first = built(folder)
    (folder / "out" / "deck.pptx").unlink()
    (folder / "out" / "deck.pptx").mkdir()
    done = build(folder / "deck.md", output=folder / "out", memory=Memory(folder / "cache"))
    assert [each.code for each in done.diagnostics] == ["cannot-write"]
    assert {path.name: path.read_bytes() for path in done.written} == {"deck.html": first["deck.html"]}


def test_values_that_are_filled_in_are_told_of_where_they_stand(folder: Path) -> None:
    """What is said of a text with values in it names lines of that text, not of the file's."""
    text = "---\ntitle: Un\njinja: true\n---\n\n{% for n in [1, 2] %}\n# {{ n }}\n{% endfor %}\n\n![Rien](gone.png)\n"
    (folder / "deck.md").write_text(text, encoding="utf-8")
    first = build(folder / "deck.md", output=folder / "out", memory=Memory(folder / "cache"))
    second = build(folder / "deck.md", output=folder / "out", memory=Memory(folder / "cache"))
    assert first.diagnostics == second.diagnostics != ()
    assert first.source.text == second.source.text != text


def test_other_options_are_another_build(folder: Path) -> None:
    assert built(folder) != built(folder, theme="stage")


def test_what_changes_while_it_is_read_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author saves during a build: its files may be of the text before."""
    monkeypatch.undo()
    run = pipeline.run

    def saved_meanwhile(*given: object) -> object:
        done = run(*given)  # type: ignore[arg-type]
        _text(folder)
        return done

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "run", saved_meanwhile)
        first = built(folder)
    assert built(folder) != first
