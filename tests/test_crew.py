"""Helpers do a part of the work each: the files are the same however many there are, and whatever becomes of them."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from benchmarks.decks import chart_deck, text_deck
from PIL import Image

from deckgen import crew, memory
from deckgen.building import build
from deckgen.memory import Memory

pytestmark = pytest.mark.skipif(
    not crew.may_help(), reason="helpers are forked, which this system does not do"
)


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sections of many lengths, with all that is loaded, drawn and numbered on the way, and something to be said."""
    monkeypatch.setattr(memory, "FEWEST", 3)
    slides = text_deck(14).split("## ")[1:]
    charts = chart_deck(5).split("# Slide")[1:]
    for number in range(4):
        Image.new("RGB", (80 + number, 60), (60 * number, 90, 120)).save(tmp_path / f"{number}.png")
    parts = ["---\ntitle: Ensemble\nlang: fr\nslide-numbers: true\n---\n"]
    for number, slide in enumerate(slides):
        parts.append(f"## {slide}" if number % 5 else f"--- PARTIE {number}\n\n## {slide}")
        parts.append(
            f"## Figure {number}\n\n![Une photo]({number % 6}.png)\n\nVoir [là](#figure-{number - 1}).\n"
        )
    parts += [f"## Courbe{chart}\n\n$$\\frac{{a}}{{{n}}}$$\n" for n, chart in enumerate(charts)]
    path = tmp_path / "deck.md"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def files(deck: Path, processes: int, cache: str = "") -> tuple[list[bytes], list[str]]:
    """The bytes of both files, and what is said."""
    own = Memory(deck.parent / cache if cache else None, processes)
    done = build(deck, output=deck.parent / f"out{processes}", memory=own)
    return [path.read_bytes() for path in done.written], [str(each) for each in done.diagnostics]


@pytest.mark.parametrize("processes", [2, 3, 7])
@pytest.mark.parametrize("cache", ["", "cache"])
def test_any_number_of_helpers_gives_the_same(deck: Path, processes: int, cache: str) -> None:
    alone = files(deck, 1)
    assert files(deck, processes, cache) == alone
    if cache:
        text = deck.read_text(encoding="utf-8").replace("## Figure 3", "## Autre figure 3")
        deck.write_text(text, encoding="utf-8")
        assert files(deck, 1, cache) == files(deck, processes, cache) == files(deck, 1)


def test_what_helpers_made_is_not_made_again(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from deckgen.readers import read_slices

    made: list[int] = []
    read = read_slices._read

    def counted(*given: object, **more: object) -> object:
        made.append(os.getpid())
        return read(*given, **more)  # type: ignore[arg-type]

    deck.write_text(deck.read_text(encoding="utf-8").replace("--- PARTIE", "Partie"), encoding="utf-8")
    monkeypatch.setattr(read_slices, "_read", counted)
    files(deck, 1)
    alone = len(made)
    made.clear()
    files(deck, 4)
    assert len(made) < alone / 2


def test_a_helper_that_dies_costs_time_alone(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = files(deck, 1)
    work = Memory._as_helper

    def killed(self: Memory, *given: object) -> bytes:
        if given[-1].start % 2:  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        raise MemoryError

    monkeypatch.setattr(Memory, "_as_helper", killed)
    assert files(deck, 5) == alone
    monkeypatch.setattr(Memory, "_as_helper", work)
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(OSError("no more processes")))
    assert files(deck, 5) == alone


def test_a_fault_here_leaves_no_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "FEWEST", 1)
    parent = os.getpid()

    def work(_part: range) -> None:
        if os.getpid() == parent:
            raise RuntimeError("here")
        signal.pause()

    with pytest.raises(RuntimeError, match="here"):
        Memory(None, 3).ahead(3, work)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_program_with_threads_works_alone(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(files(deck, 4)))
    thread.start()
    thread.join()
    assert given
