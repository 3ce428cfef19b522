"""Where slides may begin: after an edit, what is known of the text before it gives what the whole text would."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.readers.dialects.dialect import Dialect
from deckgen.readers.dialects.own import OWN
from deckgen.readers.dialects.registry import DIALECTS
from deckgen.readers.slide_marks import marks_of

_LINES = (
    "# T", "## A b", "### c", "# 42 %", "---", "--- TITRE", "----", "***", "___", "--", "===", "-----", "", "", "",
    "des mots", "- point", "  - dessous", "- # dans une liste", "> # cité", "```", "```py", "~~~", "  ```", "<div>",
    "</div>", "<div class=a>x", "<section>", "</section>", "<span>", "<!-- c", "-->", "<!-- un -->", "<script>",
    "</script>", "<style>", "</style>", "<?php", "?>", "<![CDATA[", "]]>", "$$", "$$ x $$", "\\[", "\\]",
    "\\begin{align}", "\\end{align}", "::: boîte", ":::", ".left[", "]", "%%", "%% c %%", "---- ----", "a    b",
    "+---+---+", "| a | b |", "|---|---|", "layout: cover", "title: x", "[^1]: note",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from([f"{line}\n" for line in _LINES] + ["x", "#", "-", " "]), max_size=60)
_EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 30), _TEXTS.map(lambda lines: "".join(lines[:2]))),
    max_size=5,
)


@given(st.sampled_from(list(DIALECTS.values())), _TEXTS, _EDITS)
def test_an_edited_text_has_the_marks_that_it_has_from_nothing(
    dialect: Dialect, lines: list[str], edits: list[tuple[int, int, str]]
) -> None:
    text, known = "".join(lines), None
    for at, removed, added in [(0, 0, ""), *edits]:
        text = text[:at] + added + text[at + removed :]
        known = marks_of(text, dialect, known)
        assert known.all == marks_of(text, dialect).all


@pytest.mark.parametrize(
    ("above", "edit", "below"),
    [
        ("<!-- commencé\n\n## B\n\n", "", "-->\n"),
        ("```\n\n## B\n\n", "~~~\n", "```\n"),
        ("<div>\n\n## B\n\n", "x\n", "</div>\n"),
        ("$$\n\n## B\n\n", "\n", "$$\n"),
        ("## B\n\n", "x\n", "---\n"),
    ],
)
def test_what_an_edit_closes_or_opens_far_above_is_found(above: str, edit: str, below: str) -> None:
    far = "".join(f"## Page {n}\n\nUn texte.\n\n" for n in range(20))
    whole, dialect = f"# T\n\n{above}{far}{edit}{below}", OWN
    for cut in (edit, below, above, edit + below):
        shorter = whole.replace(cut, "", 1) if cut else whole
        for first, second in ((whole, shorter), (shorter, whole)):
            assert marks_of(second, dialect, marks_of(first, dialect)).all == marks_of(second, dialect).all


def test_little_of_a_long_text_is_gone_through_again() -> None:
    pages = [f"## Page {n}\n\n- un\n- deux\n\n$$\nx\n$$\n\n```py\ny\n```\n" for n in range(500)]
    text, dialect = "\n---\n\n".join(pages), OWN
    known = marks_of(text, dialect)
    for place in random.Random(5).sample(range(500), 20):
        edited = text.replace(f"## Page {place}\n\n- un\n", f"## Page {place}\n\n- du\n", 1)
        again = marks_of(edited, dialect, known)
        assert again.all == known.all
        assert sum(one is other for one, other in zip(again.all, known.all, strict=True)) > len(known.all) - 4
