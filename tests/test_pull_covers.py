"""What a cover shows of the front matter comes back into it: days, authors, what they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_pull import _each
from tests.test_pull_losses import Pull

REST = "\n\n# First\n\n## Slide\n\n- a\n- b\n"
LISTED = f"---\ntitle: The Talk\nauthor:\n- Ann Author\n- Bob Writer\ndate: March 2, 2026\n---{REST}"
MAPPED = f"---\ntitle: The Talk\nauthor:\n  - name: Ann Author\n    affiliation: Uni Lyon\n---{REST}"
FLOW = f"---\ntitle: The Talk\nauthors: [Ann Author, Bob Writer]\nlang: fr\ndate: 2026-03-02\n---{REST}"
PERCENT = f"% The Talk\n% Ann Author; Bob Writer\n% March 2, 2026{REST}"


@pytest.mark.parametrize(
    ("text", "shown", "now", "was", "written"),
    [
        (LISTED, "March 2, 2026", "March 3, 2026", "March 2,", "March 3,"),
        (LISTED, "Ann", "Anne", "- Ann", "- Anne"),
        (LISTED, "Writer", "Writer: PhD", "- Bob Writer", '- "Bob Writer: PhD"'),
        (MAPPED, "Uni Lyon", "Université de Lyon", "Uni Lyon", "Université de Lyon"),
        (MAPPED, "Ann", "Anne", "Ann", "Anne"),
        (FLOW, "2 mars 2026", "9 avril 2026", "2026-03-02", "2026-04-09"),
        (FLOW, "2 mars 2026", "Printemps 2026", "2026-03-02", '"Printemps 2026"'),
        (FLOW, "Bob", "Rob", "Bob", "Rob"),
        (PERCENT, "The Talk", "The New Talk", "% The Talk", "% The New Talk"),
        (PERCENT, "Bob", "Rob", "Bob", "Rob"),
        (PERCENT, "March 2", "March 3", "March 2", "March 3"),
    ],
)
def test_what_a_cover_shows_comes_back(
    tmp_path: Path, text: str, shown: str, now: str, was: str, written: str
) -> None:
    done = Pull(tmp_path, text, _each((shown, now)))
    assert not done.said
    done.again()
    assert done.deck.read_text("utf-8") == text.replace(was, written)


def test_what_it_has_more_is_listed(tmp_path: Path) -> None:
    done = Pull(tmp_path, LISTED, _each(("Bob Writer", "Bob Writer, Cid Poet")))
    assert done.said == ["Ann Author, Bob Writer → Ann Author, Bob Writer, Cid Poet"]
