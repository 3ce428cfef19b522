"""What is made bold, split or taken out beside references to notes and tabs, and slides that others need."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.test_pull_edits import paragraph
from tests.test_pull_losses import Edit, Pull, gone

NOTED = (
    "## A\n\n- Sales rose in *all* regions[^1]\n- Other `code` here\n\nText^[Inline.] goes on.\n\n"
    "[^1]: But the East.\n"
)


def all_of(at: str, **marks: bool) -> Edit:
    """All runs of a paragraph with marks."""

    def edit(deck: Any) -> None:
        for run in paragraph(deck, at).runs:
            for name, value in marks.items():
                setattr(run.font, name, value)

    return edit


def struck(deck: Any) -> None:
    for run in paragraph(deck, "Sales").runs:
        run._r.get_or_add_rPr().set("strike", "sngStrike")


def split(deck: Any) -> None:
    """Enter behind the note."""
    old = paragraph(deck, "goes on")
    new = copy.deepcopy(old._p)
    for run in new.findall(qn("a:r"))[:-1]:
        gone(run)
    new.find(f"{qn('a:r')}/{qn('a:t')}").text = "goes on."
    gone(old.runs[-1]._r)
    old._p.addnext(new)


def said(at: str, run: int, text: str) -> Edit:
    return lambda deck: setattr(paragraph(deck, at).runs[run], "text", text)


EDITS = {
    "bold": (all_of("Sales", bold=True), "- **Sales rose in *all* regions**[^1]\n"),
    "italic": (all_of("Other", italic=True), "- *Other `code` here*\n"),
    "struck": (struck, "- ~~Sales rose in *all* regions~~[^1]\n"),
    "a reference gone": (lambda deck: gone(paragraph(deck, "Sales").runs[-1]._r), "- Sales rose in *all* regions\n"),
    "split": (split, "Text^[Inline.]\n\ngoes on.\n"),
    "words": (said("Sales", 0, "Costs fell in "), "- Costs fell in *all* regions[^1]\n"),
    "behind": (said("goes on", -1, " ends."), "Text^[Inline.] ends.\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_references_stay_what_they_are(name: str, tmp_path: Path) -> None:
    """`[^1]` became `^1^`, and the bracket stayed."""
    edit, line = EDITS[name]
    pulled = Pull(tmp_path, NOTED, edit)
    assert line in pulled.done.text
    assert pulled.said == []
    (lost,) = set(NOTED.split("\n")) - set(pulled.done.text.split("\n"))
    assert lost.split("^")[0].split(" ")[0] in line
    pulled.again()


def test_only_some_words_of_a_paragraph_have_marks(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, NOTED, lambda deck: setattr(paragraph(deck, "Sales").runs[0].font, "bold", True))
    assert "- **Sales rose in** *all* regions[^1]\n" in pulled.done.text


MAKE = "## Make\n\n```make\nall: x.o\n\tcc -o x x.o\t# link\n\tstrip x\n```\n"


def test_tabs_of_edited_code_stay_tabs(tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        for run in (run for at in ("cc", "strip") for run in paragraph(deck, at).runs):
            run.text = run.text.replace("strip", "strip -s").replace("-o x ", "-o yy ")
        last = paragraph(deck, "strip")._p
        last.addnext(copy.deepcopy(last))

    pulled = Pull(tmp_path, MAKE, edit)
    changed = MAKE.replace("-o x ", "-o yy ").replace("\tstrip x\n", "\tstrip -s x\n" * 2)
    assert pulled.done.text == changed


def without(*numbers: int) -> Edit:
    def edit(deck: Any) -> None:
        ids = deck.slides._sldIdLst
        for each in [ids[number] for number in numbers]:
            ids.remove(each)

    return edit


def test_a_slide_that_has_to_stay_keeps_no_other_from_going(tmp_path: Path) -> None:
    """The front matter's cover is made again of it; all deletions were taken back with that one."""
    text = "---\ntitle: T\nauthor: A\n---\n\n# One\n\n## B\n\n- b\n\n## C\n\n- c\n\n## D\n\n- d\n"
    deck = Pull(tmp_path / "one", text, without(0, 2))
    assert "## C" not in deck.done.text
    assert "## D" in deck.done.text
    front = "---\ntheme: seriph\n---\n\n# One\n\na\n\n---\ntransition: fade\n---\n\n"
    slidev = f"{front}# Two\n\nb\n\n---\n\n# Three\n\nc\n"
    pulled = Pull(tmp_path / "two", slidev, without(0, 2))
    assert "# Three" not in pulled.done.text
    assert "# Two" in pulled.done.text
    assert any("One" in said for said in pulled.said)
    assert len(Presentation(str(pulled.file)).slides) == 1


def label(deck: Any, change: Callable[[Any], None]) -> None:
    """The callout's name, that is no title."""
    shapes = [each for each in deck.slides[-1].shapes if not each.is_placeholder and each.has_text_frame]
    change(
        next(
            run
            for each in shapes
            for p in each.text_frame.paragraphs
            for run in p.runs
            if run.text == "Warning"
        )
    )


def test_a_label_with_the_words_of_the_title_is_not_the_title(tmp_path: Path) -> None:
    text = "## A\n\none\n\n## Warning\n\n> [!WARNING]\n> Mind the gap.\n\n- a\n"
    for name, change in (
        ("italic", lambda run: setattr(run.font, "italic", True)),
        ("said", lambda run: setattr(run, "text", "Mind")),
    ):
        pulled = Pull(tmp_path / name, text, lambda deck, change=change: label(deck, change))
        assert pulled.done.text == text
        assert [each for each in pulled.said if "Warning →" in each]


def test_words_below_a_number_are_marked_without_it(tmp_path: Path) -> None:
    pulled = Pull(tmp_path, "## A\n\n**42 %** of people\n", all_of("of people", bold=True))
    assert "\n**42 %** **of people**\n" in pulled.done.text


@pytest.mark.parametrize(
    ("was", "now", "text"),
    [
        ("Jean-Éric", "Jean-Erik", "[[Jean-Éric|Jean-Erik]] and [[Attention|words]]"),
        ("words", "word", "[[Jean-Éric]] and [[Attention|word]]"),
        (" and", " or", "[[Jean-Éric]] or [[Attention|words]]"),
    ],
)
def test_a_link_between_notes_leads_where_it_led(tmp_path: Path, was: str, now: str, text: str) -> None:
    """Its words were its target, too: it led to a note that is not there."""

    def edit(deck: Any) -> None:
        for run in paragraph(deck, "Jean").runs:
            run.text = run.text.replace(was, now)

    deck = "---\ndialect: obsidian\n---\n\n# A\n\n- [[Jean-Éric]] and [[Attention|words]]\n- more\n"
    assert text in Pull(tmp_path, deck, edit).done.text
