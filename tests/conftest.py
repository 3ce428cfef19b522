"""Fixtures: decks built once a run, and a cache of the run's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deckgen.deck.slides import Deck
from deckgen.diagnostics import Diagnostic
from deckgen.layout.model import LaidOutDeck
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.pipeline import build, prepare
from deckgen.readers.reader import read_deck
from tests.instruments.renderers import close_renderers

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
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

    def now(source: Path | str, *, outline: str = "", theme: str = "") -> Built:
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
    """The standing decks by name, each built once."""
    done: dict[str, Built] = {}

    def get(name: str) -> Built:
        if name not in done:
            done[name] = make(DECKS[name])
        return done[name]

    return get


@pytest.fixture
def no_cache() -> Memory:
    """A cache that keeps nothing."""
    return Memory(None)
