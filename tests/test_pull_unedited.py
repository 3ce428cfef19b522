"""A file that nobody has edited changes nothing, whatever its Markdown holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import build
from deckgen.memory import Memory
from deckgen.revisions.pull import pull
from tests.test_dialect_cases import Case, cases

EVERY = 9
"""Of so many cases one is tried."""
NAMED = {
    "deckset: hidden slides and hidden words",
    "pandoc: comments are not shown",
    "quarto: tables of a panel are parts of one, formulas in lists and sentences are numbered",
}
"""And those that were changed once."""
PAGES = ("jupytext", "logseq", "obsidian: a split", "obsidian: blocks and", "remark: a page", "reveal-md: a page",
         "reveal-md: formulas on lines", "pandoc: LaTeX's tables")  # fmt: skip
"""What is read in other lines than it has, of which no edits come back."""
TRIED = [
    each
    for at, each in enumerate(cases())
    if (not at % EVERY or each.id in NAMED) and not each.id.startswith(PAGES)
]


@pytest.mark.parametrize("case", TRIED, ids=lambda each: each.id)
def test_nothing_changes(tmp_path: Path, case: Case) -> None:
    for name, text in {**case.beside, case.file: case.source}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    deck = tmp_path / case.file
    assert build(
        deck, to="pptx", output=tmp_path / "build", dialect=case.dialect, memory=Memory(None)
    ).written
    (file,) = (tmp_path / "build").glob("*.pptx")
    shown = Presentation(str(file))
    shown.save(str(file))  # as another program writes it
    done = pull(file, deck, Memory(None))
    assert done.text == case.source
    assert not done.left_out
