"""Items and paragraphs that are new among elements of HTML."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from pptx.text.text import _Paragraph

from tests.test_pull_edits import paragraph
from tests.test_pull_losses import Edit, Pull, gone

LIST = "<ul>\n  <li id='x'>One <b>bold</b></li>\n  <li>Two</li>\n</ul>\n"


def added(behind: str, words: str) -> Edit:
    """Enter behind a paragraph, and words."""

    def edit(deck: Any) -> None:
        old = paragraph(deck, behind)
        new = _Paragraph(copy.deepcopy(old._p), None)
        old._p.addnext(new._p)
        for run in new.runs[1:]:
            gone(run._r)
        new.runs[0].text = words

    return edit


@pytest.mark.parametrize(
    ("source", "behind", "line"),
    [
        (LIST, "One", "  <li id='x'>One <b>bold</b></li>\n  <li>A &amp; B</li>\n  <li>Two</li>\n"),
        (LIST, "Two", "  <li>Two</li>\n  <li>A &amp; B</li>\n</ul>\n"),
        ("<div><p>One</p><ul><li>a</li></ul></div>\n", "One", "<p>One</p><p>A &amp; B</p><ul>"),
        ("<ol><li>One</li><li>Two</li></ol>\n\nend\n", "Two", "<li>Two</li><li>A &amp; B</li></ol>"),
    ],
)
def test_what_is_new_is_an_element_like_its_neighbour(
    source: str, behind: str, line: str, tmp_path: Path
) -> None:
    """`1. A` right below `</ol>` was text of the element, with its number."""
    pulled = Pull(tmp_path, f"## First\n\nwords\n\n## Second\n\n{source}", added(behind, "A & B"))
    assert line in pulled.done.text
    assert pulled.said == []
    texts = [p.text for shape in pulled.again().slides[1].shapes for p in shape.text_frame.paragraphs]
    assert "A & B" in texts


def test_what_has_no_neighbour_to_be_like_stands_apart(tmp_path: Path) -> None:
    nested = "<ul>\n  <li>One\n  <ul><li>inner</li></ul></li>\n  <li>Two</li>\n</ul>\n"
    pulled = Pull(tmp_path, f"## First\n\nwords\n\n## Second\n\n{nested}", added("One", "New"))
    assert pulled.done.text.startswith(f"## First\n\nwords\n\n## Second\n\n{nested}")
    texts = [p.text for shape in pulled.again().slides[1].shapes for p in shape.text_frame.paragraphs]
    assert "New" in texts
    assert "\n\n- New\n" in pulled.done.text


def _marked(words: str) -> Edit:
    def edit(deck: Any) -> None:
        (run,) = (run for run in paragraph(deck, words).runs)
        before, _, behind = run.text.partition(" words ")
        run.text = f"{before} "
        for text, is_italic in (("words", True), (f" {behind}", False)):
            new = copy.deepcopy(run._r)
            paragraph_ = run._r.getparent()
            paragraph_.append(new)
            _Paragraph(paragraph_, None).runs[-1].text = text
            _Paragraph(paragraph_, None).runs[-1].font.italic = is_italic or None

    return edit


@pytest.mark.parametrize(
    ("front", "before", "after"),
    [
        ("theme: default\n", '<div class="grid grid-cols-2">\n<div>\n\n- a\n\n</div>\n<div>\n', "\n</div>\n</div>\n"),
        ("marp: true\n", '<div class="box">\n<div style="top: 1px">\n<span class="t">', "</span>\n</div>\n</div>\n"),
    ],
)  # fmt: skip
def test_a_word_that_stands_out_within_elements_leaves_their_tags(
    tmp_path: Path, front: str, before: str, after: str
) -> None:
    """All lines with tags around it went."""
    text = f"---\n{front}---\n\n# One\n\n{before}Right words here{after}\n---\n\n# End\n\n- y\n"
    done = Pull(tmp_path, text, _marked("Right words here"))
    assert not done.said
    done.again()
    assert done.deck.read_text("utf-8") == text.replace("words", "<em>words</em>")
