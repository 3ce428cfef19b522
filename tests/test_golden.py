"""Decks as readable text: what `inspect` says of them, and one slide's XML and HTML.

`pytest --update` rewrites them; look at the difference before you commit it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from deckgen.layout.inspect import as_text
from tests.conftest import DATA, DECKS

GOLDEN = DATA.parent / "golden"


def _hold(path: Path, text: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", list(DECKS))
def test_layout(decks, name: str, request: pytest.FixtureRequest) -> None:
    _hold(GOLDEN / f"{name}.layout.txt", as_text(decks(name).laid) + "\n", request)


def test_slide_xml(decks, request: pytest.FixtureRequest) -> None:
    with zipfile.ZipFile(decks("farid").pptx) as package:
        root = etree.fromstring(package.read("ppt/slides/slide5.xml"))
    etree.indent(root)
    _hold(GOLDEN / "farid.slide5.xml", etree.tostring(root, encoding="unicode") + "\n", request)


def test_slide_html(decks, request: pytest.FixtureRequest) -> None:
    page = decks("farid").html.read_text(encoding="utf-8")
    section = re.search(r'<section id="pourquoi-cette-course-au-gigantisme-3".*?</section>', page, re.DOTALL)
    assert section
    _hold(GOLDEN / "farid.slide5.html", section[0].replace("><", ">\n<") + "\n", request)


def test_chart_xml(decks, request: pytest.FixtureRequest) -> None:
    with zipfile.ZipFile(decks("farid").pptx) as package:
        root = etree.fromstring(package.read("ppt/charts/chart2.xml"))
    etree.indent(root)
    _hold(GOLDEN / "farid.chart2.xml", etree.tostring(root, encoding="unicode") + "\n", request)
