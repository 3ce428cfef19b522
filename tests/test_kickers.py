"""A small line above a slide's title: it was the title, and the title a line of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deckgen.deck.inlines import plain_text
from deckgen.layout.model import TextFrame
from deckgen.themes.model import LayoutKind
from tests.conftest import Built

DECK = "---\nmarp: true\n---\n\n# Cover\n\n---\n\n{above}\n\n# What's in the box\n\n{below}\n"


def _texts(make: Callable[..., Built], above: str, below: str) -> list[tuple[str, str]]:
    return [
        (frame.role, plain_text(paragraph.inlines))
        for frame in make(DECK.format(above=above, below=below)).laid.slides[1].frames
        if isinstance(frame, TextFrame) and frame.role != "number"
        for paragraph in frame.paragraphs
    ]


@pytest.mark.parametrize("above", ["###### Section 01", "`Section 01`", "**Section 01**"])
def test_a_line_above_a_title_stands_small_above_it(make: Callable[..., Built], above: str) -> None:
    expected = [("eyebrow", "Section 01"), ("title", "What's in the box"), ("body", "tokens")]
    assert _texts(make, above, "- tokens") == expected


def test_a_line_above_a_title_alone_stands_below_it(make: Callable[..., Built]) -> None:
    assert _texts(make, "## Part one", "") == [("title", "What's in the box"), ("subtitle", "Part one")]


@pytest.mark.parametrize("above", ["## 42 %", "A sentence stands here."])
def test_numbers_and_sentences_are_no_such_lines(make: Callable[..., Built], above: str) -> None:
    assert "eyebrow" not in {role for role, _ in _texts(make, above, "- tokens")}


def test_a_title_with_nothing_but_a_heading_below_opens_something(make: Callable[..., Built]) -> None:
    """A small bold line stood in the middle of an empty slide."""
    built = make("---\nmarp: true\n---\n\n# Deck\n\n---\n\n## Block 1\n\n### Why?\n\n---\n\n## A\n\n- x\n")
    slide = built.laid.slides[1]
    assert slide.layout is LayoutKind.SECTION
    title, below = (f for f in slide.frames if isinstance(f, TextFrame) and f.role in ("title", "subtitle"))
    assert (title.text, below.text) == ("Block 1", "Why?")
    usual = built.laid.slides[2].frames[0].box.x
    assert title.box.x == below.box.x == pytest.approx(usual, abs=1), "there is no number beside them"
    assert not below.paragraphs[0].bold
    assert "<h3" not in built.html.read_text("utf-8").partition("Why?")[0].rpartition("Block 1")[2]
