"""Patterns that a deck brings, and texts that look for the worst that a pattern of ours can do."""

from __future__ import annotations

import time

import pytest

from deckgen.readers.reader import read_deck
from deckgen.readers.separators import separator
from deckgen.source import Source

REVEAL, PANDOC, MDX, CITING = (
    f"---\n{front}\n---\n\n# A\n\n"
    for front in ("revealOptions: {}", "dialect: pandoc", "dialect: mdx-deck", "bibliography: x.bib")
)


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\r?\n---\r?\n$", "^---$", r"^\s*---\s*$", "^-{3,}$", r"^(---|={3,})\s*$", "(?=^# )", r"^\n(?=## )",
        "<!--s-->", r"\n\n\n",
    ],
)  # fmt: skip
def test_what_decks_have_between_slides_is_looked_for(pattern: str) -> None:
    assert separator(pattern) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        r"[^x]+[^y]+!",
        r"\w+\w+!",
        r"\s*\s*X",
        "-+-+!",
        "(-+)(-+)!",
        "x?",
        "^",
        "a.*b",
        r"(a)\1",
        "(",
    ],
)
def test_what_takes_long_or_means_nothing_is_not(pattern: str) -> None:
    assert separator(pattern) is None


@pytest.mark.parametrize(
    "text",
    [
        f"{REVEAL}a{{style=x {'style=x ' * 50}\n",
        f"{REVEAL}a{{.fragment {'a-b=c-d.e ' * 30}\n",
        f"{PANDOC}# x{' ' * 60_000}{{}}x\n",
        PANDOC + "<a-b\n" * 10_000,
        PANDOC + "```a\n" * 10_000,
        PANDOC + "- x\n" + "  ```a\n" * 8_000,
        PANDOC + "a\n</small>\n<small>\n" * 3_000,
        MDX + "<Head>\n" * 8_000,
        MDX + "<p style={{" + "a" * 50_000 + "}}>x</p>\n",
        f"{CITING}[{'@a;' * 20_000}\n",
        f"## T\n\n```\n{' ' * 60_000}\n```\n",
        f"## T\n\n<div>{' ' * 120_000}x</div>\n",
        f"## T\n\n```{'{' * 80_000}\nx\n```\n",
        PANDOC + "\\text{" * 20_000 + "\n",
        f'---\ntitle: "{"[^" * 20_000}"\n---\n\n## A\n',
    ],
    ids=range(15),
)
def test_a_text_is_read_in_its_length(text: str) -> None:
    """The worst took minutes; each takes less than a second."""
    started = time.process_time()
    read_deck(Source.from_text("deck.md", text))
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("front", "mode"),
    [
        ("format:\n  html:\n    theme: dark\n  revealjs: default", ""),
        ("format: revealjs\nmermaid:\n  theme: dark", ""),
        ("format:\n  revealjs:\n    theme: dark", "dark"),
    ],
)
def test_a_deck_is_dark_by_its_own_theme_alone(front: str, mode: str) -> None:
    assert read_deck(Source.from_text("deck.qmd", f"---\n{front}\n---\n\n## A\n\na\n")).value.mode == mode
