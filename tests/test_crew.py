"""Helpers do a part of the work each: the files are the same however many there are, and whatever becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from benchmarks.decks import chart_deck, text_deck
from PIL import Image

from deckgen import memory
from deckgen.building import build
from deckgen.crew import Crew
from deckgen.handed import Handed, Outbox
from deckgen.memory import Memory
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="helpers are forked, which this system does not do"
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


def alone(code: str, *arguments: str) -> str:
    """What `code` prints in a process without threads, as the command's is."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_helpers_made_is_not_made_again(deck: Path) -> None:
    deck.write_text(deck.read_text(encoding="utf-8").replace("--- PARTIE", "Partie"), encoding="utf-8")
    code = """
import hashlib, sys
from deckgen import building, memory
from deckgen.readers import read_slices
memory.FEWEST = 3
made, read = [], read_slices._read
read_slices._read = lambda *given: made.append(1) or read(*given)
for processes in (1, 4):
    made.clear()
    done = building.build(sys.argv[1], output=sys.argv[2], memory=memory.Memory(None, processes))
    print(len(made), *(hashlib.sha256(path.read_bytes()).hexdigest() for path in done.written))
"""
    one, four = (line.split() for line in alone(code, str(deck), str(deck.parent / "out")).splitlines())
    assert int(four[0]) < int(one[0])
    assert four[1:] == one[1:] != []


def test_a_helper_that_dies_costs_time_alone(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = files(deck, 1)
    work = Memory._as_helper

    def killed(self: Memory, *given: object) -> bytes:
        if os.getpid() % 2:
            os.kill(os.getpid(), signal.SIGKILL)
        raise MemoryError

    monkeypatch.setattr(Memory, "_as_helper", killed)
    assert files(deck, 5) == alone
    monkeypatch.setattr(Memory, "_as_helper", work)
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(OSError("no more processes")))
    assert files(deck, 5) == alone


def test_a_fault_here_leaves_no_helper() -> None:
    code = """
import os, signal
from deckgen import memory
memory.FEWEST, parent = 1, os.getpid()
def work(part):
    if os.getpid() == parent:
        raise RuntimeError
    signal.pause()
try:
    memory.Memory(None, 3).ahead(3, work)
except RuntimeError:
    print("raised")
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none")
"""
    assert alone(code).split() == ["raised", "none"]


def test_a_program_with_threads_works_alone(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(files(deck, 4)))
    thread.start()
    thread.join()
    assert given


def test_what_is_handed_over_is_read_when_it_is_asked_for() -> None:
    """Each name once, kept or not; a file is closed when the last value in it has been asked for."""
    handed, files = Handed(), [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 - they are closed below
    for number, file in enumerate(files):
        box = Outbox(file)
        box.put(b"kept", b"for the disk", kept=True)
        box.put(b"mine%d" % number, b"", kept=False)
        box.put(b"ours", b"value %d" % number, kept=False)
        box.put(b"ours", b"never", kept=False)
        assert b"ours" in box
        file.flush()
        assert list(handed.take(file)) == [(b"kept", b"for the disk")]
    assert (handed.get(b"mine0"), handed.get(b"ours"), handed.get(b"kept")) == (b"", b"value 1", None)
    handed.drop(b"mine0")
    assert [file.closed for file in files] == [True, False]
    handed.close()
    assert [file.closed for file in files] == [True, True]
    assert b"mine1" not in handed


def test_a_helper_that_has_ended_by_itself_is_no_fault() -> None:
    """Ctrl+C may come between its end and our noting it."""
    crew = Crew([range(1), range(1, 2)], 2, lambda turns, file: None)
    ((process, _),) = crew._running
    os.waitpid(process, 0)
    crew.stop()
    assert crew._running == []
