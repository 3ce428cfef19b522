"""The quick way into `deckgen build` reads what typer reads, or leaves it to typer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

import deckgen.cli.build as typed
from deckgen.cli.app import app
from deckgen.cli.quick import FLAGS, LISTS, VALUES, build_arguments

WORDS = [*FLAGS, *VALUES, *LISTS, "--to=html", "--output=there", "-qv", "-o", "there", "deck.md", "-", "a b", "", "é",
         "--", "--help", "--theme=", "--quiet=1", "--th", "pptx"]  # fmt: skip


def by_typer(words: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any] | None:
    """What `build_decks` is called with; None if typer refuses, or shows help."""
    called: list[tuple[Any, ...]] = []
    monkeypatch.setattr(typed, "build_decks", lambda *given: called.append(given) or (True, None))
    try:
        get_command(app).main(["build", *words], standalone_mode=False)
    except Exception:
        return None
    names = ("decks", "to", "output", "theme", "outline", "dialect", "trust", "allow", "strict", "quiet", "verbose",
             "watch", "no_source")  # fmt: skip
    return dict(zip(names, called[0], strict=True)) if called else None


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_both_read_the_same(words: list[str]) -> None:
    quick = build_arguments(words)
    if quick is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        typed_ones = by_typer(words, patch)
        plain = by_typer([], patch)
    assert typed_ones is not None
    assert plain is not None
    assert {**plain, **quick} == typed_ones


def test_every_option_of_build_is_known() -> None:
    command = get_command(app).commands["build"]  # type: ignore[attr-defined]
    known = {name for option in command.params for name in option.opts if name.startswith("-")}
    assert known - {"-h", "--help"} == {*FLAGS, *VALUES, *LISTS}
