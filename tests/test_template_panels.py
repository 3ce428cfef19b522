"""Templates whose places have a ground of their own, and those whose colours could not be seen on theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen.layout.model import Rule, TextFrame
from deckgen.memory import Memory
from deckgen.source import Source
from deckgen.themes.colors import contrast
from deckgen.themes.registry import load_theme
from tests.conftest import Built
from tests.instruments.renderers import page_of
from tests.instruments.template_kinds import element, found, layout, place, put, solid, start
from tests.instruments.template_kinds import ground as stand_on

PANEL = "FFE699"
PARTS = {
    "columns": "::: columns\n::: column\n- a\n:::\n::: column\n- b\n:::\n:::",
    "callout": "::: warning\nMind the gap.\n:::\n\n- a\n- b",
    "quotation": "> What is well conceived is clearly said.",
    "cards": "::: cards\n- **One** more\n- **Two** more\n:::",
}


def _filled(folder: Path) -> str:
    deck = start()
    line = f'<a:ln w="25400">{solid("C00000")}</a:ln>'
    two = [each for each in layout(deck, "Two Content").placeholders if each.placeholder_format.idx in (1, 2)]
    for each in (place(deck.slide_master, "body"), *two):
        properties = found(each, "./p:spPr")[0]
        properties.append(element(solid(PANEL)))
        properties.append(element(line))
    path = folder / "filled.pptx"
    deck.save(str(path))
    return str(path)


@pytest.mark.parametrize("name", PARTS)
def test_the_ground_of_a_place_is_whole_below_all_that_stands_in_it(
    make: Callable[..., Built], tmp_path: Path, name: str
) -> None:
    """It ended with the lines of the text that took the place, and others beside that stood on nothing."""
    built = make(f"## A\n\n{PARTS[name]}\n", theme=_filled(tmp_path))
    frames = built.laid.slides[0].frames
    panels = [frame.box for frame in frames if isinstance(frame, Rule) and frame.fill == PANEL]
    assert panels
    for frame in frames:
        if isinstance(frame, TextFrame) and frame.role in ("body", "quotation", "statement"):
            assert any(box.x <= frame.box.x and frame.box.right <= box.right for box in panels)
            assert any(box.y <= frame.box.y and frame.box.bottom <= box.bottom + 0.1 for box in panels)
    for shape in Presentation(built.pptx).slides[0].placeholders:
        if 0 < shape.placeholder_format.idx < 10:
            assert shape._element.spPr.find(qn("a:noFill")) is not None


def test_text_that_has_its_place_to_itself_has_the_places_own_ground(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    built = make("## A\n\n- a\n- b\n- c\n- d\n", theme=_filled(tmp_path))
    assert not [
        frame for frame in built.laid.slides[0].frames if isinstance(frame, Rule) and frame.fill == PANEL
    ]
    (body,) = (
        each
        for each in Presentation(built.pptx).slides[0].placeholders
        if 0 < each.placeholder_format.idx < 10
    )
    assert body._element.spPr.find(qn("a:noFill")) is None


@pytest.mark.parametrize("ground", ["FFFFFF", "101820"])
def test_series_can_be_seen_on_the_ground(make: Callable[..., Built], tmp_path: Path, ground: str) -> None:
    """Bars in a template's colours, all nearly white, were white on white."""
    deck = start()
    master = deck.slide_master
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    pale = (
        ("F4F1E8", "F0F0F0", "E8F4F1", "F1E8F4")
        if ground == "FFFFFF"
        else ("181C20", "202020", "1C2410", "241018")
    )
    text = theme.blob.decode()
    for number, digits in enumerate(pale, 1):
        text = re.sub(
            rf"(<a:accent{number}>).*?(</a:accent{number}>)", rf'\1<a:srgbClr val="{digits}"/>\2', text
        )
    theme._blob = text.encode()
    if ground != "FFFFFF":
        stand_on(master, solid(ground))
    deck.save(str(tmp_path / "pale.pptx"))
    built = make("## A\n\n- a\n", theme=str(tmp_path / "pale.pptx"))
    shown = built.laid.theme
    for number in range(1, 4):
        assert contrast(shown.color(f"series{number}"), shown.color("ground")) >= 1.35
    assert len({shown.color(f"series{number}") for number in range(1, 4)}) == 3


def test_a_sentence_is_not_set_small_where_a_section_has_a_ribbon(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It stood in the ribbon in type for notes, and the slide was empty."""
    deck = start()
    put(place(layout(deck, "Section Header"), "title"), 20, 20, 500, 36)
    deck.save(str(tmp_path / "ribbon.pptx"))
    built = make(
        "# T\n\n## Everything that matters here is said by one sentence on this slide.\n\n## B\n\n- a\n- b\n",
        theme=str(tmp_path / "ribbon.pptx"),
    )
    said, usual = (
        next(frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "title")
        for slide in built.laid.slides[1:3]
    )
    assert said.paragraphs[0].size >= 0.9 * usual.paragraphs[0].size
    assert said.box.y + said.box.height / 2 > 200
    assert Presentation(built.pptx).slides[1].shapes.title is not None


def test_words_in_a_box_are_read_on_any_colour() -> None:
    theme = load_theme("board", Source.from_text("x.md", ""), Memory(None)).value
    between = replace(theme, roles={**theme.roles, "ground": "3E6EAE", "text": "FFFFFF"})
    assert contrast(between.color(between.text_on("9BBB59")), "9BBB59") >= 4.5
    assert between.text_on("102030") == "text"


def test_bullets_outside_of_a_place_have_the_font_of_those_in_it(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """Beside a column that inherits them they were larger."""
    deck = start()
    for font in found(deck.slide_master, ".//p:bodyStyle//a:buFont"):
        font.set("typeface", "Georgia")
    deck.save(str(tmp_path / "bullets.pptx"))
    columns = "".join(f"::: column\n- {name}\n:::\n" for name in "abc")
    built = make(f"## A\n\n:::: columns\n{columns}::::\n", theme=str(tmp_path / "bullets.pptx"))
    fonts = {each.get("typeface") for each in found(Presentation(built.pptx).slides[0], ".//a:pPr/a:buFont")}
    assert fonts <= {"Georgia"}
    assert fonts


def test_bullets_are_as_light_as_their_words_on_a_dark_panel(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    for each in (deck.slide_master, *deck.slide_layouts):
        panel = each.shapes._spTree.makeelement(qn("p:sp"), {})
        panel.append(element('<p:nvSpPr><p:cNvPr id="90" name="Panel"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'))
        box = (
            '<a:xfrm><a:off x="0" y="0"/><a:ext cx="4572000" cy="9999999"/></a:xfrm><a:prstGeom prst="rect"/>'
        )
        panel.append(element(f"<p:spPr>{box}{solid('111827')}</p:spPr>"))
        each.shapes._spTree.insert(2, panel)
    deck.save(str(tmp_path / "panel.pptx"))
    built = make("## A\n\n- a\n- b\n\n1. c\n", theme=str(tmp_path / "panel.pptx"))
    with page_of(built.html) as (page, _):
        colors = page.evaluate("[...document.querySelectorAll('.m')].map(m => getComputedStyle(m).color)")
    shades = ["".join(f"{int(part):02X}" for part in re.findall(r"\d+", color)[:3]) for color in colors]
    assert shades
    assert all(contrast(shade, "111827") > 4.5 for shade in shades)
