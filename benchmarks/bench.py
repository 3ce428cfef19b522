"""Where a run of the benchmarks keeps its decks, and the commands that it measures."""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from compileall import compile_dir
from functools import cached_property
from pathlib import Path

import deckgen
from benchmarks.measure import Command, Job, Missing, Run, run

ROOT = Path(__file__).parent.parent
DECKGEN: Command = (sys.executable, "-m", "deckgen")


class Bench:
    """A folder of its own, and how often to measure."""

    def __init__(self, folder: Path, pairs: int) -> None:
        self.folder = folder
        self.pairs = pairs
        self.few = max(1, pairs // 5)
        """Rounds of what takes many seconds."""
        self._numbers = itertools.count()
        # As `pip install` does; else the first process that may keep what it compiles takes longer than the next.
        compile_dir(Path(deckgen.__file__).parent, quiet=2)

    def place(self, name: str) -> Path:
        """A folder, there from now on."""
        path = self.folder / name
        path.mkdir(exist_ok=True)
        return path

    @cached_property
    def pandoc(self) -> str:
        """pandoc from PyPI, as it is the same everywhere, or else the machine's."""
        try:
            import pypandoc

            return str(pypandoc.get_pandoc_path())
        except (ImportError, OSError):
            found = shutil.which("pandoc")
        if found is None:
            raise Missing("needs pandoc: pip install pypandoc-binary")
        return found

    def build(self, deck: Path, *options: str) -> Command:
        """deckgen's build of a deck into the deck's own folder; what is not as written has no figure."""
        return (*DECKGEN, "build", "--strict", *options, "-o", str(deck.parent / "build"), str(deck))

    def to_pptx(self, deck: Path) -> Command:
        """pandoc's."""
        return (self.pandoc, str(deck), "-o", str(deck.with_suffix(".pptx")), *self._beside(deck))

    def to_html(self, deck: Path, *options: str) -> Command:
        """pandoc's."""
        target = str(deck.with_suffix(".html"))
        return (self.pandoc, str(deck), "-t", "revealjs", "-s", "-o", target, *self._beside(deck), *options)

    @staticmethod
    def _beside(deck: Path) -> Command:
        return ("--resource-path", str(deck.parent))

    def again(self, command: Command) -> Job:
        """The command with a cache that fills at its first run."""
        cache = self.place(f"cache{next(self._numbers)}")
        return lambda: run(command, cache=cache)

    def first(self, command: Command) -> Job:
        """The command with an empty cache, every time."""

        def job() -> Run:
            with tempfile.TemporaryDirectory(dir=self.folder) as cache:
                return run(command, cache=Path(cache))

        return job


def edited(deck: Path, line: str, job: Job) -> Job:
    """The job, after a word was added to the line that no run had before."""
    text, numbers = deck.read_text(encoding="utf-8"), itertools.count()
    assert text.count(line) == 1, line

    def edit_and_run() -> Run:
        deck.write_text(text.replace(line, f"{line} mot{next(numbers)}"), encoding="utf-8")
        return job()

    return edit_and_run
