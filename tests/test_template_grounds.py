"""Templates whose layouts stand on different grounds: places, words and art are those of the layout that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image
from pptx import Presentation

from deckgen.layout.model import FigureFrame, TextFrame
from deckgen.themes.box import Box
from deckgen.themes.colors import contrast
from deckgen.themes.model import LayoutKind
from deckgen.themes.template import read_template
from tests.conftest import Built
from tests.instruments.renderers import page_of
from tests.instruments.template_kinds import (
    add,
    box,
    element,
    found,
    layout,
    place,
    put,
    shape,
    solid,
    start,
    styled,
)

TWO = "::: columns\n::: column\n- Left side\n- More\n:::\n::: column\n- Right side\n- More\n:::\n:::\n"
WHITE = f"<a:lvl1pPr><a:defRPr sz='2400'>{solid('FFFFFF')}</a:defRPr></a:lvl1pPr>"


def _bodies(part: Any) -> list[Any]:
    return [each for each in part.placeholders if found(each, ".//p:ph[@idx='1' or @idx='2']")]


def _words(built: Built, title: str, text: str) -> TextFrame:
    slide = next(each for each in built.laid.slides if each.title == title)
    return next(f for f in slide.frames if isinstance(f, TextFrame) and text in f.text)


def test_columns_stand_in_the_places_that_the_template_has_for_two(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """They were the halves of the place for content, whatever the layout for two had."""
    deck = start()
    left, right = _bodies(layout(deck, "Two Content"))
    put(left, 40, 300, 400, 500)
    put(right, 560, 300, 400, 500)
    deck.save(str(tmp_path / "two.pptx"))
    built = make(f"## A\n\n{TWO}", theme=str(tmp_path / "two.pptx"))
    slide = built.laid.slides[0]
    assert built.laid.layout_of(slide).name == "Two Content"
    places = built.laid.theme.layouts[LayoutKind.TWO].bodies
    for text, there in zip(("Left", "Right"), sorted(places, key=lambda each: each.box.x), strict=True):
        frame = _words(built, "A", text)
        assert frame.placeholder is not None
        assert frame.placeholder.idx == there.idx
        assert frame.box.x >= there.box.x - 0.5
        assert frame.box.right <= there.box.right + 0.5


@pytest.mark.parametrize("says", [True, False])
def test_words_are_read_on_a_dark_panel_beside_a_light_one(
    make: Callable[..., Built], tmp_path: Path, *, says: bool
) -> None:
    deck = start()
    two = layout(deck, "Two Content")
    left, right = _bodies(two)
    put(left, 40, 300, 400, 500)
    put(right, 540, 300, 400, 500)
    add(two, shape(box(500, 0, 500, 1000), solid("10203A")))
    if says:
        styled(right, WHITE)
    deck.save(str(tmp_path / "panel.pptx"))
    built = make(f"## A\n\n{TWO}", theme=str(tmp_path / "panel.pptx"))
    assert contrast(_words(built, "A", "Left").color, "FFFFFF") > 4.5
    assert contrast(_words(built, "A", "Right").color, "10203A") > 4.5


def test_words_on_a_slides_colour_are_read_on_the_panel_above_it(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    add(deck.slide_master, shape(box(20, 20, 960, 960), solid("FFFFFF")))
    deck.save(str(tmp_path / "card.pptx"))
    built = make(
        "## A {background-color=#102030}\n\n- Some words\n- More\n", theme=str(tmp_path / "card.pptx")
    )
    for text in ("A", "Some words"):
        assert contrast(_words(built, "A", text).color, "FFFFFF") > 3


def test_a_layout_that_is_named_has_its_art_in_the_page(make: Callable[..., Built], tmp_path: Path) -> None:
    """A white title stood on white: the panel below it was drawn by no rule."""
    deck = start()
    named = layout(deck, "Picture with Caption")
    add(named, shape(box(0, 0, 1000, 400), solid("107C41")))
    deck.save(str(tmp_path / "named.pptx"))
    built = make('## A {layout="Picture with Caption"}\n\n- x\n', theme=str(tmp_path / "named.pptx"))
    page = built.html.read_text(encoding="utf-8")
    (section,) = html.fromstring(page).xpath("//section[contains(., 'A')]")
    names = [
        name for each in section.xpath(".//*[contains(@class,'drawn')]") for name in each.get("class").split()
    ]
    art = [name for name in names if name.startswith("art-")]
    assert art
    assert all(f".{name}" in page for name in art)
    assert "107C41" in page or "%23107C41" in page


def test_places_beside_the_slide_are_none(tmp_path: Path) -> None:
    """Hints for whoever fills a slide in: a quotation became thirty slides of two letters each."""
    deck = start()
    for name in ("Title Only", "Title Slide", "Title and Content"):
        tree = found(layout(deck, name), "./p:cSld/p:spTree")[0]
        where = box(-300, 300, 200, 200)
        tree.append(
            element(
                '<p:sp><p:nvSpPr><p:cNvPr id="77" name="Hint"/><p:cNvSpPr/><p:nvPr>'
                '<p:ph type="body" idx="30"/></p:nvPr>'
                f"</p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
            )
        )
    deck.save(str(tmp_path / "hints.pptx"))
    read = read_template(tmp_path / "hints.pptx", "hints")
    every = [place for each in read.layouts.values() for place in (*each.bodies, *each.lines)]
    assert {30} & {each.idx for each in every} == set()


def test_a_turned_text_is_in_the_way_where_it_is_turned_to(tmp_path: Path) -> None:
    """A name along the slide's edge took a fifth of every slide."""
    plain = start()
    plain.save(str(tmp_path / "plain.pptx"))
    deck = start()
    upright = box(-200, 480, 440, 30).replace("<a:xfrm", '<a:xfrm rot="-5400000"')
    text = "<a:r><a:t>Ministry of Works</a:t></a:r>"
    add(deck.slide_master, shape(upright, "<a:noFill/>", text=text))
    deck.save(str(tmp_path / "turned.pptx"))
    usual, turned = (read_template(tmp_path / f"{name}.pptx", name) for name in ("plain", "turned"))
    one, other = (each.layouts[LayoutKind.CONTENT].bodies[0].inner for each in (usual, turned))
    assert other == one


def test_text_from_top_to_bottom_stands_in_its_box_in_the_page(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It was drawn beside the page: a note that a paper is confidential."""
    deck = start()
    text = "<a:r><a:t>CONFIDENTIAL</a:t></a:r>"
    upright = shape(box(965, 220, 25, 560), "<a:noFill/>", text=text).replace(
        "<a:bodyPr/>", '<a:bodyPr vert="vert"/>'
    )
    add(deck.slide_master, upright)
    deck.save(str(tmp_path / "upright.pptx"))
    built = make("## A\n\n- x\n", theme=str(tmp_path / "upright.pptx"))
    with page_of(built.html) as (page, _):
        there = page.evaluate(
            "(() => { const e = [...document.querySelectorAll('section.present p')]"
            ".find(p => p.textContent === 'CONFIDENTIAL'); const r = e.getBoundingClientRect();"
            " return [r.left / innerWidth, r.right / innerWidth, r.top / innerHeight, r.bottom / innerHeight]; })()"
        )
    assert 0.9 < there[0] < there[1] <= 1
    assert 0.1 < there[2] < there[3] < 0.9


@pytest.mark.parametrize("how", ["rot", "vert"])
def test_a_title_that_runs_up_the_side_stands_above_the_content(
    make: Callable[..., Built], tmp_path: Path, how: str
) -> None:
    """The layout for content was thrown out, and all stood in the cover's place for a subtitle."""
    deck = start()
    title = place(deck.slide_master, "title")
    put(title, -180, 450, 420, 90) if how == "rot" else put(title, 10, 50, 60, 900)
    for each in found(title, ".//a:xfrm" if how == "rot" else ".//a:bodyPr"):
        each.set(how, "16200000" if how == "rot" else "vert270")
    for each in deck.slide_layouts:
        if found(each, "./p:cSld[@name='Title and Content']"):
            put(place(each, "obj"), 120, 100, 840, 780)
            for at in found(place(each, "title"), "./p:spPr/a:xfrm"):
                at.getparent().remove(at)
    deck.save(str(tmp_path / "side.pptx"))
    built = make("## A title\n\n- x\n- y\n", theme=str(tmp_path / "side.pptx"))
    content = built.laid.theme.layouts[LayoutKind.CONTENT]
    assert content.name == "Title and Content"
    assert content.title is not None
    assert content.title.box.bottom <= content.bodies[0].box.y
    head, words = _words(built, "A title", "A title"), _words(built, "A title", "x")
    assert head.box.bottom <= words.paragraphs[0].lines[0].baseline
    (written,) = (
        each
        for each in Presentation(str(built.pptx)).slides[0].placeholders
        if each.placeholder_format.idx == 0
    )
    assert written.rotation == 0
    assert found(written, "./p:txBody/a:bodyPr[@vert='horz']")


def test_a_photograph_fills_a_place_that_ends_at_the_slides_edge(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """A strip of the ground was left beside it."""
    deck = start()
    put(place(layout(deck, "Picture with Caption"), "pic"), 600, 0, 400, 1000)
    put(place(layout(deck, "Picture with Caption"), "title"), 50, 100, 500, 150)
    put(place(layout(deck, "Picture with Caption"), "body"), 50, 300, 500, 500)
    deck.save(str(tmp_path / "edge.pptx"))
    noise = Image.effect_noise((800, 1000), 90).convert("RGB")
    noise.save(tmp_path / "harbour.jpg")
    (tmp_path / "deck.md").write_text(
        "---\ntheme: edge.pptx\n---\n\n## A\n\nThe harbour\n\n![h](harbour.jpg)\n"
    )
    built = make(tmp_path / "deck.md")
    (figure,) = (frame for frame in built.laid.slides[0].frames if isinstance(frame, FigureFrame))
    assert figure.box == Box(576, 0, 384, 540)
    across, down = figure.crop
    shown = 800 * (1 - 2 * across) / (1000 * (1 - 2 * down))
    assert shown == pytest.approx(384 / 540, rel=0.01)
