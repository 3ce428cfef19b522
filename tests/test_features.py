"""Everything that a real slide holds: native in both decks, its text intact, in its place, valid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.features import PAGE, ROWS, Row, built, deck_of, page, unmatched
from tests.instruments.placement import strays
from tests.instruments.renderers import chromium_words, libreoffice_words
from tests.instruments.text import altered, html_slides, pptx_slides
from tests.instruments.validators import audit_findings, sdk_findings, structural_findings

each_row = pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])


def test_every_deck_has_a_row_and_every_row_a_deck() -> None:
    assert unmatched() == set()


def test_the_page_is_what_the_rows_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.features`"


@each_row
def test_both_files_hold_the_native_objects(row: Row, tmp_path: Path) -> None:
    row.check(built(row.name, tmp_path))


@each_row
def test_no_text_is_altered_or_lost(row: Row, make) -> None:
    done = make(deck_of(row.name))
    if row.name in ("footnotes", "includes"):
        return  # what is cited or included is not in the deck as it is read; the row's own check reads it
    assert altered(done.deck, pptx_slides(done.pptx)) == []
    assert altered(done.deck, html_slides(done.html)) == []


@each_row
def test_validators_find_nothing(row: Row, make, tmp_path: Path) -> None:
    done = make(deck_of(row.name))
    assert structural_findings(done.pptx) == []
    assert audit_findings(done.pptx) == []
    assert sdk_findings(done.pptx, tmp_path) == []


@each_row
def test_every_word_stands_inside_its_frame(row: Row, make, pdf: Callable[[Path], Path]) -> None:
    done = make(deck_of(row.name))
    words, _ = libreoffice_words(pdf(done.pptx))
    shown = [slide for slide in done.laid.slides if not slide.hidden]
    shown = [replace(slide, number=number) for number, slide in enumerate(shown, 1)]
    laid = replace(done.laid, sections=(replace(done.laid.sections[0], slides=tuple(shown)),))
    assert strays(words, laid) == []
    words, requests = chromium_words(done.html)
    assert strays(words, laid) == []
    assert [address for address in requests if not address.startswith(("file:", "data:"))] == []
