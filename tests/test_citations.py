"""Citations as Pandoc's manual has them: groups, locators, works that are listed without being cited."""

from __future__ import annotations

import pytest

from deckgen import build
from tests.instruments.text import pptx_slides

BIB = """
@book{doe, author={Doe, Jane}, title={Tides}, year={2001}}
@book{roe, author={Roe, Max}, title={Waves}, year={2003}}
@book{poe, author={Poe, Ann}, title={Foam}, year={2005}}
"""


def _slides(tmp_path, text: str, front: str = "") -> list[str]:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    deck = tmp_path / "deck.md"
    deck.write_text(f"---\nbibliography: refs.bib\n{front}---\n\n## A\n\n{text}\n", encoding="utf-8")
    done = build(deck, to="pptx", output=tmp_path)
    assert not done.diagnostics
    return pptx_slides(tmp_path / "deck.pptx")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "[see @doe, pp. 33-35, and *passim*; also @roe, ch. 1]",
            "(see Doe, 2001, pp. 33–35, and passim; also Roe, 2003, chap. 1)",
        ),
        ("[@doe; see *also* `x` @roe]", "(Doe, 2001; see also x Roe, 2003)"),
        ("*[see @doe, p. 3]*", "(see Doe, 2001, p. 3)"),
        ("[@doe, pages 1-10]", "(Doe, 2001, pp. 1–10)"),
        ("@doe [page 3]", "Doe (2001, p. 3)"),
        ("[@doe, {p. iv}, end]", "(Doe, 2001, p. iv, end)"),
        ("[@doe{chap. A-C}]", "(Doe, 2001, chap. A–C)"),
        ("[@doe{}, 99 years later]", "(Doe, 2001, 99 years later)"),
        ("[cf. -@doe]", "(cf. 2001)"),
        ("[-@doe, p. 3; @roe]", "(2001, p. 3; Roe, 2003)"),
        ("[@doe, 33a, and more]", "(Doe, 2001, p. 33a, and more)"),
        ("[@doe, and 2 more]", "(Doe, 2001, and 2 more)"),
        ("[@{doe}, p. 3]", "(Doe, 2001, p. 3)"),
    ],
)
def test_what_stands_between_brackets(tmp_path, typed: str, shown: str) -> None:
    said = _slides(tmp_path, f"Text {typed} and on.")[0]
    assert f"Text {shown} and on." in " ".join(said.split())


@pytest.mark.parametrize(("nocite", "listed"), [("'@roe'", 1), ("'@*'", 3), ("|\n  @roe, @poe", 2)])
def test_works_are_listed_without_being_cited(tmp_path, nocite: str, listed: int) -> None:
    front = f"nocite: {nocite}\nreference-section-title: Sources\n"
    last = _slides(tmp_path, "Nothing is cited.", front)[-1]
    assert last.startswith("Sources")
    assert sum(name in last for name in ("Doe", "Roe", "Poe")) == listed


def test_emphasis_in_a_citation_stays(tmp_path) -> None:
    _slides(tmp_path, "Text [@doe, and *passim*; also **@roe**] goes on.")
    assert build(tmp_path / "deck.md", to="html", output=tmp_path).ok
    page = (tmp_path / "deck.html").read_text("utf-8")
    assert "<em>passim</em>" in page or "<i>passim</i>" in page
