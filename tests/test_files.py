"""What every produced file must be: valid, complete, the same twice, silent on the network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deckgen.building import build
from deckgen.output import Passing, check_of, write_whole
from tests.conftest import DECKS, ROOT
from tests.instruments.placement import strays
from tests.instruments.renderers import chromium_words, libreoffice_words
from tests.instruments.text import altered, html_slides, pptx_slides
from tests.instruments.validators import audit_findings, sdk_findings, structural_findings

NAMES = list(DECKS)


@pytest.mark.parametrize("name", NAMES)
def test_validators_find_nothing(decks, name: str, tmp_path: Path) -> None:
    pptx = decks(name).pptx
    assert structural_findings(pptx) == []
    assert audit_findings(pptx) == []
    assert sdk_findings(pptx, tmp_path) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_altered_or_lost(decks, name: str) -> None:
    built = decks(name)
    assert altered(built.deck, pptx_slides(built.pptx)) == []
    assert altered(built.deck, html_slides(built.html)) == []


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_sets_every_word_inside_its_frame(decks, name: str, pdf: Callable[[Path], Path]) -> None:
    built = decks(name)
    words, pages = libreoffice_words(pdf(built.pptx))
    assert pages == len(built.laid.slides)
    assert strays(words, built.laid) == []


@pytest.mark.parametrize("name", NAMES)
def test_chromium_sets_every_word_inside_its_frame_and_asks_for_nothing(decks, name: str) -> None:
    built = decks(name)
    words, asked = chromium_words(built.html)
    assert strays(words, built.laid) == []
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert sum(address.startswith("file:") for address in asked) == 1


def test_the_page_names_no_other_address(decks) -> None:
    page = decks("farid").html.read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)=["\']?(?:https?:)?//[^"\'> ]+', page.split("<script>")[0]) == []


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """In another folder, process and hash seed, at another time, with a cold and a warm memory."""
    outputs = []
    for run, seed in enumerate(("1", "2", "2")):
        folder = tmp_path / str(run)
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "DECKGEN_CACHE": str(tmp_path / ("a" if run else "b")),
        }  # fmt: skip
        command = [sys.executable, "-m", "deckgen", "build", str(DECKS["farid"]), "-o", str(folder)]
        subprocess.run(command, check=True, env=environment, capture_output=True, cwd=ROOT)
        outputs.append([(folder / f"farid.{kind}").read_bytes() for kind in ("pptx", "html")])
    assert outputs[0] == outputs[1] == outputs[2]


def test_source_date_epoch_is_honoured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(DECKS["farid"], to=["pptx"], output=tmp_path)
    with zipfile.ZipFile(tmp_path / "farid.pptx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_eleven_hundred_slides_that_link_to_the_next(tmp_path: Path) -> None:
    from benchmarks.decks import linked_deck

    deck = tmp_path / "linked.md"
    deck.write_text(linked_deck(1100), encoding="utf-8")
    result = build(deck, output=tmp_path)
    assert (result.slides, result.diagnostics) == (1100, ())
    assert structural_findings(tmp_path / "linked.pptx") == []
    # python-pptx can't open it: it follows links from slide to slide until its stack is full.
    with zipfile.ZipFile(tmp_path / "linked.pptx") as package:
        for number in (1, 999, 1100):
            rels = package.read(f"ppt/slides/_rels/slide{number}.xml.rels").decode()
            assert f'Target="slide{number % 1100 + 1}.xml"' in rels
            assert "hlinksldjump" in package.read(f"ppt/slides/slide{number}.xml").decode()


def test_addresses_that_are_none_stay_text(make) -> None:
    from pptx import Presentation

    links = ["http://", "http://x:port/", "https://é.fr/a b", "a b.md", "https://x.org/" + "y" * 3000]
    anchors = "\n".join(f"- <a href='{link}'>mot</a>" for link in links)
    built = make(f"# T\n\n---\n\n## L\n\n{anchors}\n- [jump](#nowhere)\n")
    assert structural_findings(built.pptx) == []
    slide = Presentation(str(built.pptx)).slides[1]
    targets = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    assert targets == ["https://%C3%A9.fr/a%20b", "a%20b.md"]


@pytest.mark.parametrize(("most", "kept"), [(5, b"abcde"), (4, b""), (0, b"")])
def test_pieces_on_their_way_into_a_file_are_told_as_a_whole(tmp_path: Path, most: int, kept: bytes) -> None:
    passing = Passing(iter((b"ab", b"", b"cde")), most)
    assert write_whole(tmp_path / "file", passing) is None
    assert (tmp_path / "file").read_bytes() == b"abcde"
    assert (passing.digest, passing.data) == (check_of(b"abcde"), kept)
    assert check_of(b"abcdf") != passing.digest


def test_a_piece_that_can_not_be_read_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """Such as that of a picture which is gone by the time it is written."""
    target = tmp_path / "talk.html"
    target.write_bytes(b"before")

    def pieces() -> Iterator[bytes]:
        yield b"some"
        yield (tmp_path / "gone.png").read_bytes()

    problem = write_whole(target, pieces())
    assert problem is not None
    assert (problem.code, "gone.png" in problem.message, problem.hint) == ("cannot-write", True, "")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def _build(folder: Path | bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`deckgen build`, as it is typed in a folder."""
    command = [sys.executable, "-m", "deckgen", "build", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all names are text")
def test_a_name_that_is_no_text_is_said_and_stops_no_other_deck(tmp_path: Path) -> None:
    (tmp_path / "fine.md").write_text("# A\n\n- b\n", encoding="utf-8")
    folder = os.fsencode(tmp_path) + b"/d\xe9r"
    os.mkdir(folder)
    for name in (folder + b"/base.md", os.fsencode(tmp_path) + b"/caf\xe9.md"):
        with open(name, "w", encoding="utf-8") as file:
            file.write("# A\n\n- b\n")
    said = _build(tmp_path, ".")
    assert "Traceback" not in said.stderr
    assert "cannot-read" in said.stdout + said.stderr
    assert (tmp_path / "build" / "fine.pptx").exists()
    inside = _build(folder, "base.md")
    assert inside.returncode == 1
    assert "Traceback" not in inside.stderr


def test_a_file_may_be_named_in_place_of_a_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text("# A\n\n- b\n", encoding="utf-8")
    assert _build(tmp_path, "one.md", "-o", "out/talk.pptx").returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["talk.pptx"]
    assert _build(tmp_path, "one.md", "-o", "v1.0").returncode == 0
    assert (tmp_path / "v1.0" / "one.html").is_file()
    for arguments in (("one.md", "two.md"), ("one.md", "--to", "html")):
        refused = _build(tmp_path, *arguments, "-o", "all.pptx")
        assert refused.returncode == 2
        assert "is one file" in refused.stderr
        assert not (tmp_path / "all.pptx").exists()
