"""axe-core finds nothing on any slide, in the file and as it is served; the .pptx can be read aloud, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from deckgen.layout.charts.model import ChartFrame
from deckgen.themes.colors import contrast
from tests.conftest import DECKS, ROOT
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


def test_the_served_page_can_be_used_from_the_keyboard(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(
        "# Titre\n\n## A\n\n[lien](https://example.org)\n\n![x](chart:nichts)\n", encoding="utf-8"
    )
    with serving(path) as served, watching(served) as page:
        reached = []
        for _ in range(12):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 20)"))
        assert {"Edit", "Follow edits", "PowerPoint", "deck.md:7:6", "1"} <= set(reached)


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


# -- the .pptx -------------------------------------------------------------------------------

FEATURES = sorted(path.stem for path in (ROOT / "tests" / "golden" / "features").glob("*.md"))


@pytest.fixture(scope="module")
def presentations(make) -> Callable[[str], Any]:
    """Standing decks and those of the features, as python-pptx reads them."""
    from pptx import Presentation

    def get(name: str) -> Any:
        path = DECKS.get(name) or ROOT / "tests" / "golden" / "features" / f"{name}.md"
        return Presentation(str(make(path).pptx))

    return get


@pytest.mark.parametrize("name", [*DECKS, *FEATURES])
def test_a_powerpoint_slide_can_be_read_aloud(presentations, name: str) -> None:
    wrong = []
    for number, slide in enumerate(presentations(name).slides, 1):
        title = slide.shapes.title
        if title is None or not title.text_frame.text.strip():
            wrong.append(f"{number}: no title")
        for shape in slide.shapes:
            about = shape._element.xpath(".//p:cNvPr")[0]
            says_something = shape.has_text_frame and shape.text_frame.text.strip()
            decorates = b"decorative" in etree.tostring(about)
            if not (
                says_something or shape.is_placeholder or decorates or about.get("descr") or shape.has_table
            ):
                wrong.append(f"{number}: {shape.name} is not described")
            if shape.has_table and not shape.table.first_row and len(shape.table.rows) > 1:
                wrong.append(f"{number}: {shape.name} has no header")
        wrong += [f"{number}: {one} is read after {other}" for one, other in _out_of_order(slide)]
    assert wrong == []


def _out_of_order(slide: Any) -> list[tuple[str, str]]:
    """Shapes of the body that stand above one that is read before them."""
    chrome = ("Footer", "Slide Number", "Date", "Part", "Title", "Footnotes")
    shapes = [
        shape
        for shape in slide.shapes
        if not shape.name.startswith(chrome)
        and b"decorative" not in etree.tostring(shape._element.xpath(".//p:cNvPr")[0])
    ]
    found = []
    for index, other in enumerate(shapes):
        for one in shapes[index + 1 :]:
            beside = one.left >= other.left + other.width or other.left >= one.left + one.width
            if not beside and one.top + one.height <= other.top + 12700:
                found.append((one.name, other.name))
    return found


@pytest.mark.parametrize("name", ["farid", "stress", "charts", "text", "tables", "code", "callouts"])
def test_text_stands_out_from_its_ground_in_powerpoint(make, name: str, pdf: Callable[[Path], Path]) -> None:
    import pdfplumber

    path = DECKS.get(name) or ROOT / "tests" / "golden" / "features" / f"{name}.md"
    low: set[tuple[int, str, str]] = set()
    with pdfplumber.open(pdf(make(path).pptx)) as printed:
        for number, page in enumerate(printed.pages, 1):
            for char, ground in _grounds(page):
                text = _hex(char["non_stroking_color"])
                if contrast(text, ground) < 4.5:
                    low.add((number, text, ground))
    assert low == set()


def _grounds(page: Any) -> Iterator[tuple[Any, str]]:
    """Each letter of a page with the colour below it; without those on pictures and round marks."""
    unclear = [*page.images, *page.curves]
    fills = [(rect, _hex(rect["non_stroking_color"])) for rect in page.rects if rect["fill"]]
    fills = [fill for fill in fills if fill[1] != "000000"]  # what is half transparent
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2

        def holds(shape: Any, x: float = x, y: float = y) -> bool:
            return bool(shape["x0"] <= x <= shape["x1"] and shape["top"] <= y <= shape["bottom"])

        if char["text"].strip() and not any(map(holds, unclear)):
            yield char, next((color for rect, color in reversed(fills) if holds(rect)), "FFFFFF")


def _hex(color: Any) -> str:
    parts = color if isinstance(color, tuple | list) else (color or 0,)
    return "".join(f"{round(255 * part):02X}" for part in (parts * 3 if len(parts) == 1 else parts))


def test_a_chart_without_words_about_it_is_described_by_its_data(make) -> None:
    """They were those of its axis alone: "v", on every chart of a deck."""
    data = "an;Paris;Lyon\n  2019;1,5;2\n  2023;4;1250000"
    built = make(f"---\nlang: fr\n---\n\n## A\n\n```chart\nkind: column\ndata: |\n  {data}\n```\n")
    (chart,) = (each for each in built.laid.slides[0].frames if isinstance(each, ChartFrame))
    assert chart.alt == "Paris, Lyon: 2019 – 2023; 1,5 – 1,25\u202fM"
    assert chart.alt in built.html.read_text(encoding="utf-8")
