"""`deckgen pull`, as colleagues and their programs save files: what is written builds, and says what they meant."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.util import Pt

from tests.conftest import DATA
from tests.test_pull_losses import Pull


def saved_by_libreoffice(deck: Any) -> None:
    app = next(part for part in deck.part.package.iter_parts() if str(part.partname).endswith("app.xml"))
    app._blob = re.sub(
        rb"<Application>.*?</Application>", b"<Application>LibreOffice/7.4</Application>", app.blob
    )


@pytest.mark.parametrize("also", [False, True])
def test_a_file_of_libreoffice_is_checked_as_any_other(tmp_path: Path, also: bool) -> None:
    """A picture on the cover went into the front matter, and the deck built no more."""
    text = "---\ntitle: Talk\n---\n\n# One\n\nWords here\n\n# Two\n\nMore\n"

    def edit(deck: Any) -> None:
        deck.slides[0].shapes.add_picture(str(DATA / "wide.png"), Pt(10), Pt(10), Pt(50))
        if also:
            frame = next(s.text_frame for s in deck.slides[1].shapes if "Words" in s.text_frame.text)
            frame.paragraphs[0].runs[0].text = "Other words"
        saved_by_libreoffice(deck)

    done = Pull(tmp_path, text, edit)
    done.again()
    assert done.deck.read_text("utf-8") == (text.replace("Words here", "Other words") if also else text)
    assert any("slide 1" in said or "new" in said for said in done.said)


def test_what_fills_a_place_of_words_is_no_picture(tmp_path: Path) -> None:
    """LibreOffice makes one of a place's picture fill, on every slide."""
    text = "# One\n\nWords\n\n# Two\n\nMore\n"

    def edit(deck: Any) -> None:
        for slide in deck.slides:
            title = slide.shapes.title
            box = title.left, title.top, title.width, title.height
            slide.shapes.add_picture(str(DATA / "wide.png"), *box)
        saved_by_libreoffice(deck)

    done = Pull(tmp_path, text, edit)
    assert done.done.text == text
    assert not done.said


def test_white_words_of_a_cell_that_was_filled_stay_in_sight(tmp_path: Path) -> None:
    text = "# One\n\n| Lot | Cost |\n|---|---|\n| A | 1 |\n| B | 2 |\n"

    def edit(deck: Any) -> None:
        table = next(shape.table for shape in deck.slides[0].shapes if shape.has_table)
        for cell in table.rows[1].cells:
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor(0, 0x33, 0x66)
            cell.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)

    assert Pull(tmp_path, text, edit).done.text == text


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("class: inverse\n\n# One\n\na\n\n---\n\n# Two\n", "class: inverse\n\na\n\n---\n\n# Two\n"),
        (
            "---\nmarp: true\n---\n\n<!-- _class: invert -->\n\n# One\n\na\n\n---\n\n# Two\n",
            "---\nmarp: true\n---\n\n<!-- _class: invert -->\n\na\n\n---\n\n# Two\n",
        ),
    ],
)
def test_the_first_slide_keeps_its_settings_without_a_title(tmp_path: Path, text: str, now: str) -> None:
    def edit(deck: Any) -> None:
        deck.slides[0].shapes.title.text_frame.text = ""

    assert Pull(tmp_path, text, edit).done.text == now


@pytest.mark.parametrize(
    "text",
    [
        "# One\n\nThe first^[Note A.] is one, and the^[Note B.] is two.\n",
        "# One\n\nThe first[^1] is one, and the[^2] is two.\n\n[^1]: Note A.\n[^2]: Note B.\n",
        "# One\n\nThe <kbd>A</kbd> is one, and the :smile: is two.\n",
    ],
)
def test_enter_between_references_is_written_whole_or_not_at_all(tmp_path: Path, text: str) -> None:
    """The second note was lost, or the second half stood twice."""

    def edit(deck: Any) -> None:
        frame = next(s.text_frame for s in deck.slides[0].shapes if "is one" in s.text_frame.text)
        first = frame.paragraphs[0]
        cut = next(n for n, run in enumerate(first.runs) if "is one" in run.text)
        head, tail = first.runs[cut].text.split("one,", 1)
        new = copy.deepcopy(first._p)
        first._p.addnext(new)
        second = frame.paragraphs[1]
        first.runs[cut].text = f"{head}one,"
        second.runs[cut].text = tail.lstrip()
        for run in first.runs[cut + 1 :]:
            run._r.getparent().remove(run._r)
        for run in second.runs[:cut]:
            run._r.getparent().remove(run._r)

    done = Pull(tmp_path, text, edit)
    assert done.done.text == text
    assert done.said
