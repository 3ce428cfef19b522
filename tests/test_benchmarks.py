"""What the benchmarks say of their figures. (The figures themselves are no test's.)"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks import report
from benchmarks.decks import illustrated_deck, mixed_deck
from benchmarks.figures import ROWS, Figure
from benchmarks.measure import NoFigure, Run, in_turns, paired, run, wall

from deckgen import build

README = Path(__file__).parent.parent / "README.md"


def test_a_ratio_is_the_median_of_pairs() -> None:
    ours = [Run(0, each, 0) for each in (1.0, 2.0, 30.0)]
    theirs = [Run(0, each, 0) for each in (2.0, 4.0, 10.0)]
    assert paired(ours, theirs, wall).ratio == 0.5


def test_jobs_take_turns() -> None:
    order: list[str] = []

    def job(name: str) -> Run:
        order.append(name)
        return Run(0, 0, 0)

    in_turns({name: lambda name=name: job(name) for name in "ab"}, 2)  # type: ignore[misc]
    assert "".join(order) == "ababab"


def test_a_command_that_fails_has_no_figure() -> None:
    with pytest.raises(NoFigure, match="it broke"):
        run((sys.executable, "-c", "import sys; sys.exit('it broke')"))
    assert run((sys.executable, "-c", "bytearray(50_000_000)")).memory > 50


def test_a_goal_is_for_the_ratio_or_else_for_the_figure() -> None:
    assert Figure("", "s", 1.0, ours=5.0, theirs=10.0, ratio=0.5).met
    assert Figure("", "s", 1.0, ours=5.0).met is False
    assert Figure("", "s", 0.9, at_least=True, ours=5.0, ratio=0.95).met
    assert Figure("", "s", None, ours=5.0).met is None


def test_figures_are_compared_with_earlier_ones_and_with_the_readme(tmp_path: Path) -> None:
    now = Figure("1,000 slides", "s", 2.0, against="pandoc", ours=3.0, theirs=1.0, ratio=3.0)
    then = Figure("1,000 slides", "s", 2.0, against="pandoc", ours=1.0, theirs=1.0, ratio=1.0)
    report.save([then], 3, tmp_path / "f.json")
    assert "goal met: yes → no" in report.compared(report.load(tmp_path / "f.json"), [now])
    readme = f"Words\n\n{report.HEAD}\n{report.line(then)}\n\nMore"
    assert report.stated(readme) == {"1,000 slides": (1.0, 1.0)}
    assert report.outdated(report.stated(readme), [now]) == ["1,000 slides: 1.00 s, now 3.00 s"]
    assert report.outdated(report.stated(readme), [then]) == []


def test_the_readme_states_figures_that_are_measured() -> None:
    said = report.stated(README.read_text("utf-8"))
    assert len(said) > 8
    assert set(said) <= {row.name for row in ROWS}


def test_decks_of_the_benchmarks_have_their_slides(tmp_path: Path) -> None:
    from benchmarks.pictures import photo

    for number in range(20):
        photo(tmp_path / f"photo{number}.jpg", number, 40, 30)
    for text in (mixed_deck(16), illustrated_deck(3)):
        (tmp_path / "deck.md").write_text(text, "utf-8")
        done = build(tmp_path / "deck.md", to="txt", output=tmp_path)
        assert [each.code for each in done.diagnostics if each.severity != "note"] == []
        assert done.slides == text.count("\n## ") + 1
