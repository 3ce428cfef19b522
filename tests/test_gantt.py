"""Mermaid's Gantt diagrams."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen import build
from deckgen.deck.diagrams import Schedule
from deckgen.deck.figures import Drawing
from deckgen.diagrams.registry import read_diagram
from deckgen.layout.diagrams.drawing import draw
from deckgen.layout.model import FigureFrame
from deckgen.memory import Memory
from deckgen.revisions.pull import pull
from deckgen.source import Source, Span
from deckgen.themes.box import Box
from deckgen.themes.registry import load_theme
from tests.conftest import Built
from tests.instruments.text import html_slides, pptx_slides

DOCUMENTED = """gantt
    dateFormat  YYYY-MM-DD
    title       Adding GANTT diagram functionality to mermaid
    excludes    weekends
    %% a comment
    section A section
    Completed task            :done,    des1, 2014-01-06,2014-01-08
    Active task               :active,  des2, 2014-01-09, 3d
    Future task               :         des3, after des2, 5d
    section Critical tasks
    Completed task in the critical line :crit, done, 2014-01-06,24h
    Implement parser and jison          :crit, done, after des1, 2d
    Create tests for parser             :crit, active, 3d
    Add to mermaid                      :until isadded
    Functionality added                 :milestone, isadded, 2014-01-25, 0d
"""


def _schedule(text: str) -> Schedule:
    read = read_diagram("mermaid", text, Span(1))
    assert isinstance(read.value, Schedule), read.found
    return read.value


def _said(schedule: Schedule) -> list[str]:
    day = "%m-%d"
    return [
        f"{task.text} {datetime(1970, 1, 1) + timedelta(days=task.start):{day}}"
        f" {datetime(1970, 1, 1) + timedelta(days=task.end):{day}}"
        for task in schedule.tasks
    ]


def test_tasks_are_when_their_author_says() -> None:
    """Days off make a task longer; one may wait for another that is further down."""
    schedule = _schedule(DOCUMENTED)
    assert _said(schedule) == [
        "Completed task 01-06 01-08", "Active task 01-09 01-14", "Future task 01-14 01-21",
        "Completed task in the critical line 01-06 01-07", "Implement parser and jison 01-08 01-10",
        "Create tests for parser 01-10 01-15", "Add to mermaid 01-15 01-25", "Functionality added 01-25 01-25",
    ]  # fmt: skip
    assert schedule.sections == ("A section", "Critical tasks")
    assert [task.section for task in schedule.tasks] == [0] * 3 + [1] * 5
    assert [task.kind for task in schedule.tasks][:4] == ["done", "active", "", "crit"]


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet-dark"])
def test_it_is_drawn_with_all_its_words(make: Callable[..., Built], theme: str) -> None:
    built = make(f"---\ntheme: {theme}\n---\n\n## A\n\n```mermaid\n{DOCUMENTED}```\n")
    assert built.codes == []
    for slides in (pptx_slides(built.pptx), html_slides(built.html)):
        for task in _schedule(DOCUMENTED).tasks:
            assert task.text.split()[0] in slides[0]
        assert "Critical tasks" in slides[0]
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame))
    assert isinstance(frame.art, Drawing)
    words = [Box(s.x, s.y, s.width, s.height) for s in frame.art.shapes if s.text]
    bars = [Box(s.x, s.y, s.width, s.height) for s in frame.art.shapes if s.kind in ("rectangle", "diamond")]
    assert len(bars) == 8
    assert not [1 for word in words for bar in bars if word.meets(bar)]
    assert all(box.x >= 0 and box.right <= frame.art.width + 0.1 for box in (*words, *bars))


@pytest.mark.parametrize(
    "line",
    ["A : after nobody, 3d", "A : 3d", "A : x1, 2014-99-99, 3d", "A : a1, after b1, 3d\n B : b1, after a1, 3d",
     "nonsense", "A : 2014-01-02, 2014-01-01", "A : 2014-01-01, 99999999y", "excludes 2014-01-01\n A : 2014-01-01, 2d"],
)  # fmt: skip
def test_what_nobody_can_draw_is_its_source(line: str) -> None:
    read = read_diagram("mermaid", f"gantt\n section S\n {line}\n", Span(1))
    assert read.value is None
    assert [each.code for each in read.found] == ["diagram-as-text"]


@given(st.text(alphabet="gantafter:,dwyM0123456789- \n%section", max_size=80))
def test_any_text_is_a_schedule_or_refused(text: str) -> None:
    theme = load_theme("board", Source.from_text("x.md", ""), Memory(None)).value
    read = read_diagram("mermaid", f"gantt\n{text}\nLast : 2026-01-01, 2d\n", Span(1)).value
    if isinstance(read, Schedule):
        assert draw(read, "x", theme).shapes


def test_no_schedule_takes_long_to_read() -> None:
    start = time.perf_counter()
    read_diagram("mermaid", "gantt\nexcludes weekends\n" + "A : 2000-01-01, 19999d\n" * 120, Span(1))
    read_diagram("mermaid", "gantt\n" + "x" * 100_000 + "\n", Span(1))
    read_diagram("mermaid", "gantt\n" + "a :" + "," * 100_000 + "\n", Span(1))
    assert time.perf_counter() - start < 5


def test_the_name_of_a_task_comes_back(tmp_path: Path) -> None:
    from pptx import Presentation

    deck = tmp_path / "t.md"
    text = "## A\n\n```mermaid\ngantt\n  section Build\n  Backend :a1, 2026-01-05, 6w\n  Frontend :after a1, 30d\n```\n"
    deck.write_text(text, "utf-8")
    assert build(deck, to="pptx", output=tmp_path).ok
    shown = Presentation(str(tmp_path / "t.pptx"))
    for each in shown.slides[0]._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"):
        each.text = {"Backend": "Server", "Build": "Make"}.get(each.text, each.text)
    shown.save(str(tmp_path / "t.pptx"))
    pulled = pull(tmp_path / "t.pptx", deck, Memory(None)).text
    assert pulled == text.replace("Backend", "Server").replace("Build", "Make")


def _axis(built: Built) -> list[str]:
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame))
    assert isinstance(frame.art, Drawing)
    said = [shape for shape in frame.art.shapes if shape.text]
    return [shape.text for shape in said if shape.y == min(each.y for each in said)]


@pytest.mark.parametrize(
    ("lang", "settings", "long", "named"),
    [
        ("fr", "", "100d", ["févr. 2026", "mars", "avr."]),
        ("de", "", "100d", ["Feb 2026", "Mär", "Apr"]),
        ("en", "", "12d", ["12 Jan", "19 Jan"]),
        ("fr", "", "20d", ["12/01", "19/01", "26/01"]),
        ("de", "", "20d", ["12.01.", "19.01.", "26.01."]),
        ("fr", "  axisFormat %a %d %b\n", "20d", ["lun. 12 janv.", "lun. 19 janv.", "lun. 26 janv."]),
        ("fr", "  axisFormat Sem. %V\n", "20d", ["Sem. 03", "Sem. 04", "Sem. 05"]),
        ("fr", "", "1500d", ["2027", "2028", "2029", "2030"]),
    ],
)
def test_days_are_named_in_the_language(
    make: Callable[..., Built], lang: str, settings: str, long: str, named: list[str]
) -> None:
    """They were `02-16`, as Mermaid has them, in any."""
    rows = f"{settings}  One :a, 2026-01-12, {long}\n  Two :b, 2026-01-12, 3d\n"
    text = f"---\nlang: {lang}\n---\n\n## A\n\n```mermaid\ngantt\n  dateFormat YYYY-MM-DD\n{rows}```\n"
    assert _axis(make(text)) == named


def test_a_schedule_of_few_rows_is_as_large_as_its_slide(make: Callable[..., Built]) -> None:
    """It lay in a strip, in letters of 12 points."""
    rows = "\n".join(f"  Step {n} :t{n}, 2026-0{n}-05, 40d" for n in range(1, 6))
    built = make(f"## A\n\n```mermaid\ngantt\n  dateFormat YYYY-MM-DD\n  section S\n{rows}\n```\n")
    (frame,) = (each for each in built.laid.slides[0].frames if isinstance(each, FigureFrame))
    art = frame.art
    assert isinstance(art, Drawing)
    assert min(shape.size for shape in art.shapes if shape.text) * frame.box.width / art.width >= 16
    assert frame.box.height > 0.6 * 388
