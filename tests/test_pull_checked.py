"""What is pulled is built once more: every word that is new in the file stands where it does there, or is listed, and
nothing else changes."""

from __future__ import annotations

import copy
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData

from tests.test_pull_edits import paragraph
from tests.test_pull_losses import A, Edit, Pull, words

MARP = "---\nmarp: true\n---\n\n# A\n\n- a\n\n{}\n"
OURS = "# A\n\n- a\n\n# B\n\n- bbb\n"
SECTIONS = "--- A\n\n- a\n\nNote: dit\n\n--- T\n\n- b\n\n--- C\n\n- c\n"
NOTED = "---\ntitle: T\n---\n\nA\n===\n\n- a\n\n<!-- speaker_note: dit ici -->\n\n<!-- end_slide -->\n\nB\n===\n\n- b\n"
KEYS = "---\ntheme: seriph\n---\n\n# A\n\n- a\n\n---\nlayout: image\nimage: a.png\n---\n\n---\n\n# B\n\n- b\n"
GRID = (
    "# T\n\n+---------+-----+\n| h       | k   |\n+=========+=====+\n| dit ici | b   |\n+---------+-----+\n"
)
DASHES = "## A\n\n  Right  Left      Centre\n-------  ------  ----------\n     12  aaa         x\n"
CHART = "# G\n\n```chart\nkind: {}\nx: n\ny: v\nrows: |\n  n,v\n  A,10\n  B,20\nsource: Insee\n```\n"


def says(old: str, new: str) -> Edit:
    """Words in place of others, wherever they stand."""

    def edit(deck: Any) -> None:
        parts = [slide._element for slide in deck.slides]
        parts += [slide.notes_slide._element for slide in deck.slides if slide.has_notes_slide]
        for text in (each for part in parts for each in part.iter(f"{A}t")):
            text.text = (text.text or "").replace(old, new)

    return edit


def title(number: int, new: str) -> Edit:
    return lambda deck: setattr(deck.slides[number].shapes.title.text_frame, "text", new)


def notes(number: int, new: str) -> Edit:
    return lambda deck: setattr(deck.slides[number].notes_slide.notes_text_frame, "text", new)


def beside(text: str, new: str, *, before: bool = False) -> Edit:
    """A paragraph more."""

    def edit(deck: Any) -> None:
        parts = [slide._element for slide in deck.slides]
        parts += [slide.notes_slide._element for slide in deck.slides if slide.has_notes_slide]
        for one in [each for part in parts for each in part.iter(f"{A}p")]:
            if text in "".join(each.text or "" for each in one.iter(f"{A}t")):
                other = copy.deepcopy(one)
                for at, each in enumerate(other.iter(f"{A}t")):
                    each.text = "" if at else new
                (one.addprevious if before else one.addnext)(other)

    return edit


def numbers(names: list[str], values: tuple[int, ...]) -> Edit:
    def edit(deck: Any) -> None:
        data = CategoryChartData()
        data.categories = names
        data.add_series("v", values)
        next(shape for shape in deck.slides[0].shapes if shape.has_chart).chart.replace_data(data)

    return edit


CASES: dict[str, tuple[str, Edit]] = {
    "signs in a comment": (MARP.format("<!-- dit -->"), says("dit", "5 % * 3")),
    "signs in a note with a name": (NOTED, says("dit ici", "2 * 3")),
    "signs in an element": ('# A\n\n- a\n\n<aside class="notes">dit ici</aside>\n', says("dit ici", "2 * 3")),
    "signs in a command": ("---\ndialect: pandoc\n---\n\n# A\n\n- a\n\n\\note{dit ici}\n", says("dit ici", "2 * 3")),
    "no words in a comment": (MARP.format("<!--\ndit ici\n-->"), notes(0, "")),
    "more in a comment": (MARP.format("<!--\ndit ici\n-->"), beside("dit", "neuf")),
    "more in a comment of two": (MARP.format("<!--\ndit ici\n\nfin\n-->"), says("ici", "là")),
    "notes behind a word": (
        "---\ndialect: obsidian\n---\n\n# A\n\n- a\n\nnote: dit ici\n\n---\n\n# B\n", notes(0, "Un\nDeux")),
    "notes before a word": ("# A\n\n- a\n\nNote: dit ici\n\n# B\n\n- b\n", beside("dit", "avant", before=True)),
    "text that is no note": (
        "---\ndialect: ia-presenter\n---\n\n# A\n\n\tmontré\n\n---\n\n# B\n", beside("montré", "neuf")),
    "no section": (SECTIONS, title(1, "")),
    "a note among settings": (KEYS, notes(1, "Note ajoutée ici")),
    "braces": ("---\ntitle: X\njinja: true\nc: ACME\n---\n\n# A {{ c }}\n\n- aaa\n", says("aaa", "{% if %}")),
    "a category of two lines": (CHART.format("column"), numbers(["a\nb", "B"], (10, 20))),
    "a category twice": (CHART.format("column"), numbers(["B", "B"], (10, 20))),
    "a slice below nothing": (CHART.format("pie"), numbers(["A", "B"], (10, -2))),
    "signs in a source": (CHART.format("column"), says("Insee", "Insee 2*3*4")),
    "no title over a line": ("A\n=\n\n- a\n\nT\n=\n\n- b\n", title(1, "")),
    "two lines over a line": ("A\n=\n\n- a\n\nT\n=\n\n- b\n", title(1, "x\vy")),
    "no title among few": ("---\ntitle: X\n---\n\n# A\n\n## T\n\n- b\n\n## T2\n\n- c\n\n## T3\n\n- d\n", title(3, "")),
    "a box": (OURS, says("bbb", "[ ] à faire")),
    "a formula": ("---\nrevealOptions: {}\n---\n\n# A\n\n- bbb\n\n---\n\n# B\n", says("bbb", "\\( x \\)")),
    "an address": (OURS, says("bbb", "voir https://ex.org/a*b*c fin")),
    "another address": (OURS, says("bbb", "dans s3://seau/nom et http:////")),
    "signs in a cell": (GRID, says("dit ici", "a <b> *c* _d_")),
    "signs in an attribute": ('# T\n\n::: {.callout-tip title="Bon"}\ncorps\n:::\n', says("Bon", "a <b> c & d")),
    "a closing sign": (OURS, title(1, "Langage C #")),
    "a table of contents": ("# Un\n\ntexte\n\n# Deux\n\nmots\n", says("texte", "[TOC]")),
    "a section with a dash": (SECTIONS, title(1, "- Autre")),
    "a year in notes": ("# A\n\nmots\n\n::: notes\nx\n:::\n", says("x", "2024. Une année")),
    "a box of a flow": ("# T\n\n```flow\nA -> B: l\nB -> C\n```\n", says("A", "# t")),
    "a mark of an outline": ("---\ndialect: logseq\n---\n\n# A\n\n- a\n\n---\n\n# B\n\n- bbb\n", says("bbb", "TODO x")),
    "a note in the line": ("# T\n\nmot^[dit ici] fin\n\n- a\n", says("dit ici", "zut dit ici")),
    "behind a quotation": ("# T\n\n> dit ici\n> — Moi\n\n# Z\n\n- z\n", beside("dit", "neuf")),
    "above a caption": (
        "# T\n\n| h | k |\n|---|---|\n| a | b |\n\nTable: dit ici\n", beside("dit", "avant", before=True)),
    "a term gone": ("# T\n\nTerme\n: sens\n\n- a\n", says("Terme", "")),
    "a cell that is too long": (f"---\ndialect: pandoc\n---\n\n{DASHES}\nfin\n", says("aaa", "a bcdef ghi")),
    "an outline's title": (
        "---\ndialect: logseq\n---\n\n- # A\n  - a\n- ---\n- # B deux\n  - b\n", title(1, "B\vdeux")),
}  # fmt: skip


def told(deck: Any) -> list[tuple[Counter[str], Counter[str]]]:
    """For each slide, the words on it and those of its notes."""
    found = []
    for slide in deck.slides:
        shown = [each.text or "" for each in slide._element.iter(f"{A}t")]
        said = [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
        found.append(tuple(Counter(re.findall(r"[^\W\d]\w+", " ".join(each))) for each in (shown, said)))
    return found


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_come_back_is_listed_and_leaves_the_source_as_it_was(name: str, tmp_path: Path) -> None:
    text, edit = CASES[name]
    before = Pull(tmp_path / "before", text)
    assert before.done.text == text.rstrip("\n") + "\n"
    pulled = Pull(tmp_path / "after", text, edit)
    there, again = told(Presentation(str(pulled.file))), told(pulled.again())
    if pulled.done.text == text:
        assert pulled.said, "an edit that is neither brought back nor listed"
    else:
        listed = " ".join(pulled.said)
        assert len(there) == len(again)
        for wanted, found in zip(there, again, strict=True):
            for one, other in zip(wanted, found, strict=True):
                assert [word for word in (one - other) + (other - one) if word not in listed] == []


def test_slides_that_come_back_are_not_kept_from_it_by_those_that_do_not(tmp_path: Path) -> None:
    text = f"{OURS}\n# C\n\n> dit ici\n> — Moi\n"

    def edit(deck: Any) -> None:
        says("bbb", "ccc")(deck)
        beside("dit", "neuf")(deck)

    pulled = Pull(tmp_path, text, edit)
    assert pulled.done.text == text.replace("bbb", "ccc")
    assert pulled.said == ["new: neuf"]


def test_what_stands_on_all_slides_keeps_nothing_else_from_coming_back(tmp_path: Path) -> None:
    """A header that was edited on one slide of forty kept most of the others' edits from it."""
    slides = "\n\n---\n\n".join(f"# T{at}\n\n- point {at}x" for at in range(40))

    def edit(deck: Any) -> None:
        for at, slide in enumerate(deck.slides):
            for text in slide._element.iter(f"{A}t"):
                if at == 1 and text.text == "Head":
                    text.text = "Autre"
                elif at < 30 and (text.text or "").startswith("point"):
                    text.text += " neuf"

    pulled = Pull(tmp_path, f"---\nmarp: true\nheader: Head\n---\n\n{slides}\n", edit)
    assert pulled.done.text.count("neuf") == 29
    assert "header: Head" in pulled.done.text
    assert {number for number, _ in pulled.done.left_out} == {2}


@pytest.mark.parametrize("new", ["1. x\n2. y", "• a\n• b", "Tell: x\n- a\n- b"])
def test_notes_that_become_a_list_come_back(tmp_path: Path, new: str) -> None:
    for name, text in (("ours", OURS + "\n::: notes\ndit\n:::\n"), ("marp", MARP.format("<!-- dit -->"))):
        at = 1 if name == "ours" else 0
        assert Pull(tmp_path / name, text, notes(at, new)).said == []


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: T\n---\n\n## Agenda {.agenda}\n\n# Overview\n\n## One\n\ntext\n\n# Outlook\n\n## Two\n\ntext\n",
        "# T\n\n---\n\n## Contents\n\n[TOC]\n\n---\n\n## Overview\n\n- a\n\n---\n\n## Outlook\n\n- b\n",
    ],
)
def test_a_title_that_an_agenda_lists_comes_back(tmp_path: Path, text: str) -> None:
    """The agenda still has the old one: that is no reason to refuse the edit."""

    def edit(deck: Any) -> None:
        for slide in [*deck.slides][2:]:
            for shape in (
                each for each in slide.shapes if each.has_text_frame and each.text_frame.text == "Outlook"
            ):
                shape.text_frame.paragraphs[0].runs[0].text = "Future"

    done = Pull(tmp_path, text, edit)
    assert not done.said
    again = done.again()
    assert done.deck.read_text("utf-8") == text.replace("Outlook", "Future")
    assert "Future" in words(again.slides[1])


def test_a_point_comes_back_where_a_slide_is_divided_otherwise_then(tmp_path: Path) -> None:
    """What titles a part was text of another before, and that kept all edits of such a slide from coming back."""
    long = "mot " * 60
    points = "- Nombre un\n- Taille deux\n- Temps trois\n"
    laws = f"Lois de mise à l’échelle :\n\n1. {long}\n2. {long}\n3. {long}\n"
    text = f"--- TITRE\n\nUn modèle se dit par :\n\n{points}\n{laws}\nUne propriété est là.\n\n--- Autre\n\nfin\n"

    def edit(deck: Any) -> None:
        old = paragraph(deck, "Taille deux")
        old._p.getparent().remove(old._p)

    done = Pull(tmp_path, text, edit)
    assert not done.said
    done.again()
    assert done.deck.read_text("utf-8") == text.replace("- Taille deux\n", "")
