"""Brackets that somebody has escaped are brackets; formulas between the same signs are formulas."""

from __future__ import annotations

import pytest

from deckgen.readers.maths import is_formula


@pytest.mark.parametrize(
    "text",
    [
        "x", "x^2", "n", "2n", "x_1", "f(x)", "O(n)", "a + b", "x = y", r"\alpha", r"\frac{a}{b}", "E = mc^2", "n-1",
        "p < 0.05", r"\text{loss} = 3", r"\sum_i x_i", r"n \in \mathbb{N}", " x ", "a, b", r"\log n",
    ],
)  # fmt: skip
def test_formulas(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "siehe Abb. 3", "see below", "TODO", "e f ", "e.g. foo", "Figure 1: the new office", r"see \[table\]", "2020",
        "50%", "UK", "my_var", "s/he", "optional", "GDP per capita",
    ],
)  # fmt: skip
def test_words(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize("front", ["", "---\nmarp: true\n---\n\n", "---\nrevealOptions: {}\n---\n\n"])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"Call f\(x\) now", "Call f(x) now"), (r"20% \(see \[table\]\)", "20% (see [table])"),
        (r"\[Figure 1: the office\]", "[Figure 1: the office]"), (r"option\(s\)", "option(s)"),
    ],
)  # fmt: skip
def test_escaped_brackets_are_shown(make, front: str, typed: str, shown: str) -> None:
    built = make(f"{front}## T\n\n- {typed}\n- b\n")
    assert any(shown in frame.text for frame in built.laid.slides[0].frames if hasattr(frame, "text"))
