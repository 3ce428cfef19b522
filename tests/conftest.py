"""Fixtures: decks built once a run, and a cache of the run's own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from deckgen.building import build
from deckgen.deck.slides import Deck
from deckgen.diagnostics import Diagnostic
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.pipeline import prepare
from deckgen.readers.reader import read_deck
from tests.instruments.renderers import close_renderers, to_pdf

settings.register_profile("deckgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("deckgen")  # a busy machine fails no test
ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
FEATURES = ROOT / "tests" / "golden" / "features"
MANY = 200
"""Tests that are more than somebody picks."""
DECKS = {
    "farid": ROOT / "slides" / "farid.md",
    "note": DATA / "llm-note.md",
    "messy": DATA / "wild" / "messy.md",
    "stress": DATA / "stress.md",
    "charts": DATA / "charts.md",
}


@dataclass(frozen=True)
class Built:
    """A deck with its files and everything in between."""

    deck: Deck
    laid: LaidOutDeck
    pptx: Path
    html: Path
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """Codes of the warnings and errors, in order."""
        return [d.code for d in self.diagnostics if d.severity != "note"]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than processors: tests wait for a browser, an office or a server nearly half of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files")


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Drawn charts are kept for this run and for no other."""
    os.environ["DECKGEN_CACHE"] = str(tmp_path_factory.getbasetemp().parent / "deckgen-cache")


@pytest.fixture(autouse=True, scope="session")
def _renderers() -> Iterator[None]:
    """One browser and one office for all tests of a process."""
    yield
    close_renderers()


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """Build a deck from a path, or from text in a folder of its own."""

    done: dict[tuple[Path, str, str], Built] = {}

    def now(source: Path | str, *, outline: str = "", theme: str = "") -> Built:
        """Those of the repository, which do not change, once."""
        if not isinstance(source, Path) or not source.is_relative_to(ROOT):
            return anew(source, outline, theme)
        key = (source, outline, theme)
        if key not in done:
            done[key] = anew(*key)
        return done[key]

    def anew(source: Path | str, outline: str, theme: str) -> Built:
        folder = tmp_path_factory.mktemp("deck")
        path = source if isinstance(source, Path) else folder / "deck.md"
        if isinstance(source, str):
            path.write_text(source, encoding="utf-8")
        result = build(path, output=folder, outline=outline, theme=theme)
        _, laid, _ = prepare(path, Options(theme, outline))
        assert laid is not None, result.diagnostics
        deck = read_deck(result.source, outline=outline).value
        stem = path.stem
        return Built(deck, laid, folder / f"{stem}.pptx", folder / f"{stem}.html", result.diagnostics)

    return now


@pytest.fixture(scope="session")
def decks(make: Callable[..., Built]) -> Callable[[str], Built]:
    """The standing decks by name."""
    return lambda name: make(DECKS[name])


@pytest.fixture(scope="session")
def pdf(
    make: Callable[..., Built], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """A .pptx as LibreOffice prints it.

    In a whole run all that stands here is printed in one go, by the first process that asks: the program's start takes
    longer than most decks.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "pdf"
    if len(request.session.items) > MANY:
        try:
            (shared / "begun").mkdir(parents=True)
        except FileExistsError:
            for _ in range(1200):
                if (shared / "done").exists():
                    break
                time.sleep(0.1)
        else:
            standing = [*DECKS.values(), *sorted(FEATURES.glob("*.md"))]
            try:
                to_pdf([make(path).pptx for path in standing], shared)
            finally:
                (shared / "done").touch()  # the others need not wait for what failed
    shared.mkdir(exist_ok=True)
    return lambda pptx: to_pdf([pptx], shared)[0]


@pytest.fixture
def no_cache() -> Memory:
    """A cache that keeps nothing."""
    return Memory(None)
