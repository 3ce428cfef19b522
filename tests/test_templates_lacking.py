"""Templates in which something is missing or too small: what a slide needs has its place all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deckgen.layout.model import TextFrame
from deckgen.themes.model import LayoutKind
from deckgen.themes.template import read_template
from tests.conftest import Built
from tests.instruments.template_kinds import DECK, element, found, layout, place, put, start
from tests.instruments.validators import structural_findings


def _without(deck: Any, name: str, *kinds: str) -> None:
    """Take a layout's places of these types away (`obj` for those that name none)."""
    there = layout(deck, name)
    for each in list(there.placeholders):
        if any(found(each, f".//p:ph[@type='{k}' or ('{k}'='obj' and not(@type))]") for k in kinds):
            each._element.getparent().remove(each._element)


def _bodiless(deck: Any) -> None:
    _without(deck, "Title and Content", "obj")


def _few(deck: Any) -> None:
    kept = {"Title Slide", "Section Header", "Title Only", "Picture with Caption"}
    for each in list(deck.slide_layouts):
        if each.name not in kept:
            deck.slide_layouts.remove(each)


def _only(*names: str) -> Callable[[Any], None]:
    """Only the layouts of these names."""

    def change(deck: Any) -> None:
        for each in list(deck.slide_layouts):
            if each.name not in names:
                deck.slide_layouts.remove(each)

    return change


@pytest.mark.parametrize(
    "change", [_bodiless, _few, _only("Title Slide", "Blank"), _only("Title Slide"), _only("Blank")]
)
def test_content_has_a_place_below_the_title(
    make: Callable[..., Built], tmp_path: Path, change: Callable[[Any], None]
) -> None:
    deck = start()
    change(deck)
    deck.save(str(tmp_path / "lacking.pptx"))
    built = make(DECK, theme=str(tmp_path / "lacking.pptx"))
    content = built.laid.theme.layouts[LayoutKind.CONTENT]
    assert content.title is not None
    assert content.bodies[0].box.y >= content.title.box.bottom - 1
    assert content.bodies[0].box.width > 0.8 * built.laid.theme.width
    assert structural_findings(built.pptx) == []
    opened = Presentation(str(built.pptx))
    on_it = [slide for slide in opened.slides if slide.slide_layout.name == "Title and content"]
    texts = [s for slide in on_it for s in slide.placeholders if s.placeholder_format.idx > 0]
    assert any(s.has_text_frame and s.text_frame.text for s in texts)
    assert all(slide.shapes.title is not None for slide in on_it)


def test_content_stands_beside_what_its_master_draws(make: Callable[..., Built], tmp_path: Path) -> None:
    """A place as wide as the slide stood across a block of colour, its words white on white at the left of it."""
    deck = start()
    _only("Title Slide", "Title Only")(deck)
    put(place(deck.slide_master, "body"), 40, 250, 300, 140)
    block = deck.slide_master.shapes._spTree
    block.append(
        element(
            '<p:sp><p:nvSpPr><p:cNvPr id="99" name="Block"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{440 * 12700}" y="{120 * 12700}"/><a:ext cx="{520 * 12700}" cy="{370 * 12700}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
            "</p:spPr></p:sp>"
        )
    )
    deck.save(str(tmp_path / "block.pptx"))
    built = make(DECK, theme=str(tmp_path / "block.pptx"))
    place_ = built.laid.theme.layouts[LayoutKind.CONTENT].bodies[0]
    assert place_.inner.right <= 440
    assert place_.inner.width > 250
    assert place_.inner.height > 250


def test_a_template_with_content_gets_nothing(tmp_path: Path) -> None:
    deck = start()
    deck.save(str(tmp_path / "whole.pptx"))
    names = [each.name for each in read_template(tmp_path / "whole.pptx", "whole").every]
    assert names == [each.name for each in deck.slide_layouts]


def _low_title(deck: Any) -> None:
    """A title's place of hardly a line, high above the content's."""
    for there in (deck.slide_master, layout(deck, "Title and Content")):
        put(place(there, "title"), 40, 40, 500, 30)


def test_a_title_is_never_cut_for_lack_of_a_line(make: Callable[..., Built], tmp_path: Path) -> None:
    deck = start()
    _low_title(deck)
    deck.save(str(tmp_path / "low.pptx"))
    title = "A rather long title that needs two lines because nobody has made it shorter before the meeting of today"
    built = make(f"# T\n\n---\n\n## {title}\n\n- words\n\n## B\n\n- b\n", theme=str(tmp_path / "low.pptx"))
    frames = [frame for frame in built.laid.slides[1].frames if isinstance(frame, TextFrame)]
    (shown,) = [frame for frame in frames if frame.role == "title"]
    assert "".join(each.text for each in shown.paragraphs[0].inlines if hasattr(each, "text")) == title
    others = [frame for frame in frames if frame.role == "body"]
    assert all(frame.box.y >= shown.box.y + shown.box.height - 1 or frame.paragraphs for frame in others)
    (slide,) = [
        s for s in Presentation(str(built.pptx)).slides if s.shapes.title and s.shapes.title.text == title
    ]
    assert [s.text_frame.text for s in slide.placeholders if s.placeholder_format.idx == 1] == ["words"]


def test_a_cover_keeps_its_layout_where_its_lines_are_longer_than_its_place(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    cover = layout(deck, "Title Slide")
    put(place(cover, "ctrTitle"), 40, 250, 500, 200)
    put(place(cover, "subTitle"), 40, 600, 200, 60)
    for each in [
        s for s in cover.placeholders if found(s, ".//p:ph[@type='dt' or @type='ftr' or @type='sldNum']")
    ]:
        put(each, 40, 670, 200, 40)
    deck.save(str(tmp_path / "narrow.pptx"))
    head = "title: Plan\nsubtitle: A talk about priorities\nauthor: Jane Doe, Max Mustermann and Erika Musterfrau"
    built = make(f"---\n{head}\n---\n\n## A\n\n- a\n", theme=str(tmp_path / "narrow.pptx"))
    opened = Presentation(str(built.pptx))
    assert opened.slides[0].slide_layout.name == "Title Slide"
    said = "\n".join(s.text_frame.text for s in opened.slides[0].placeholders if s.has_text_frame)
    assert "priorities" in said
    assert "Musterfrau" in said


def test_content_ends_above_the_foot(make: Callable[..., Built], tmp_path: Path) -> None:
    deck = start()
    put(place(deck.slide_master, "body"), 40, 200, 920, 790)
    put(place(layout(deck, "Title and Content"), "obj"), 40, 200, 920, 790)
    deck.save(str(tmp_path / "deep.pptx"))
    theme = read_template(tmp_path / "deep.pptx", "deep")
    content = theme.layouts[LayoutKind.CONTENT]
    assert content.bodies[0].inner.bottom <= min(foot.box.y for foot in content.chrome)


def _kinds(deck: Any) -> None:
    """The place for content is one for a chart."""
    for each in layout(deck, "Title and Content").placeholders:
        for ph in found(each, ".//p:ph[not(@type)]"):
            ph.set("type", "chart")
    for name in ("Two Content", "Comparison", "Content with Caption", "Vertical Title and Text"):
        deck.slide_layouts.remove(layout(deck, name))
    deck.slide_layouts.remove(layout(deck, "Title and Vertical Text"))


def _untitled(deck: Any) -> None:
    """No layout has a place for a title: the headline is one for text."""
    for there in list(deck.slide_layouts):
        if there.name not in ("Title Slide", "Title and Content"):
            deck.slide_layouts.remove(there)
    for name in ("Title Slide", "Title and Content"):
        for each in layout(deck, name).placeholders:
            for ph in found(each, ".//p:ph[@type='title' or @type='ctrTitle']"):
                ph.set("type", "body")
                ph.set("idx", "15")
    put(place(layout(deck, "Title and Content"), "body"), 40, 30, 920, 120)
    put(place(layout(deck, "Title Slide"), "body"), 40, 500, 400, 200)


def test_words_do_not_stand_in_places_for_charts(make: Callable[..., Built], tmp_path: Path) -> None:
    deck = start()
    _kinds(deck)
    deck.save(str(tmp_path / "kinds.pptx"))
    built = make(DECK, theme=str(tmp_path / "kinds.pptx"))
    places = [s for slide in Presentation(str(built.pptx)).slides for s in slide.placeholders]
    kinds = {ph.get("type") for s in places if s.has_text_frame for ph in found(s, ".//p:ph")}
    assert "chart" not in kinds
    assert built.laid.theme.layouts[LayoutKind.CONTENT].bodies[0].type == "obj"


def test_a_headline_that_is_no_title_does_for_one(make: Callable[..., Built], tmp_path: Path) -> None:
    deck = start()
    _untitled(deck)
    deck.save(str(tmp_path / "untitled.pptx"))
    built = make(DECK, theme=str(tmp_path / "untitled.pptx"))
    content = built.laid.theme.layouts[LayoutKind.CONTENT]
    assert content.name == "Title and Content"
    assert content.title is not None
    assert content.title.idx == 15
    assert len(built.laid.slides) == 5


DARK = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}


def test_a_layouts_own_map_of_colours_is_its_slides(make: Callable[..., Built], tmp_path: Path) -> None:
    """Also where links need another colour: a slide that had its master's would be dark on dark."""
    deck = start()
    there = layout(deck, "Title and Content")
    for over in found(there, ".//p:clrMapOvr"):
        for child in list(over):
            over.remove(child)
        names = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
        mapped = DARK | {name: name for name in names}
        said = " ".join(f'{name}="{slot}"' for name, slot in mapped.items())
        over.append(element(f"<a:overrideClrMapping {said}/>"))
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    found(there, "./p:cSld")[0].insert(0, element(ground))
    deck.save(str(tmp_path / "dark.pptx"))
    built = make(
        "---\ncover: false\n---\n\n## T\n\n- words with [a link](https://a.example)\n",
        theme=str(tmp_path / "dark.pptx"),
    )
    (slide,) = Presentation(str(built.pptx)).slides
    (mapped,) = found(slide, ".//a:overrideClrMapping")
    assert {name: mapped.get(name) for name in DARK} == DARK


def test_words_of_a_place_that_hangs_over_the_edge_stay_on_the_slide(tmp_path: Path) -> None:
    deck = start()
    for there in (deck.slide_master, layout(deck, "Title and Content")):
        put(place(there, "title"), -40, 40, 900, 100)
    put(place(layout(deck, "Title and Content"), "obj"), 40, 200, 1100, 700)
    deck.save(str(tmp_path / "over.pptx"))
    theme = read_template(tmp_path / "over.pptx", "over")
    content = theme.layouts[LayoutKind.CONTENT]
    assert theme.made_for is None
    assert content.title is not None
    assert content.title.inner.x > 0
    assert content.bodies[0].inner.right < theme.width
