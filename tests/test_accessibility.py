"""axe-core finds nothing on any slide, in the file and as it is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.instruments.axe import violations_of_slides
from tests.instruments.renderers import page_of
from tests.instruments.server import serving, watching


@pytest.mark.parametrize("name", ["farid", "messy", "charts"])
def test_nothing_on_any_slide(decks, name: str) -> None:
    with page_of(decks(name).html, reduced_motion="reduce") as (page, _):
        assert violations_of_slides(page) == []


@pytest.mark.parametrize("name", ["text", "tables", "code", "maths", "callouts", "media", "html"])
def test_nothing_on_any_kind_of_content(make, name: str) -> None:
    built = make(ROOT / "tests" / "golden" / "features" / f"{name}.md")
    with page_of(built.html, reduced_motion="reduce") as (page, _):
        assert violations_of_slides(page) == []


def test_nothing_on_the_served_page_with_its_bar_and_findings(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(
        "# Titre\n\n## A\n\n![x](chart:nichts)\n\n- un\n\n## B\n\n![y](absent.png)\n", encoding="utf-8"
    )
    with serving(path) as served, watching(served) as page:
        page.emulate_media(reduced_motion="reduce")
        page.click("#deckgen-findings .count")
        page.hover("#deckgen-bar")
        page.wait_for_timeout(300)
        assert violations_of_slides(page) == []
