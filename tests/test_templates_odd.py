"""Templates that are odd or damaged, and what a place's own look does to what stands in it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from deckgen.deck.inlines import Run
from deckgen.layout.model import FigureFrame, Rule, TextFrame
from deckgen.memory import Memory
from deckgen.model import Content
from deckgen.options import Options
from deckgen.pipeline import prepare
from deckgen.themes.art import Paint, PictureFill, ground_color
from deckgen.themes.box import Box
from deckgen.themes.colors import contrast
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.drawingml.geometry import _guides, outlines_of
from deckgen.themes.drawingml.guided import GUIDED
from deckgen.themes.drawingml.metafiles import drawing_of
from deckgen.themes.drawingml.recolored import recolored
from deckgen.themes.layout_names import CLOSING_NAMES
from deckgen.themes.model import LayoutKind, TemplateError
from deckgen.themes.names import number
from deckgen.themes.template import read_template
from tests.conftest import ROOT, Built
from tests.instruments.template_kinds import (
    DECK,
    add,
    box,
    element,
    found,
    ground,
    layout,
    picture,
    place,
    png,
    put,
    shape,
    solid,
    start,
    styled,
    write,
)
from tests.instruments.validators import structural_findings

STRICT = (
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    (
        "http://schemas.openxmlformats.org/presentationml/2006/main",
        "http://purl.oclc.org/ooxml/presentationml/main",
    ),
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
)
Change = Callable[[str, str], str]


def changed(source: Path, target: Path, change: Change) -> Path:
    """The file with its parts changed; `change` gets a part's name and text."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith((".xml", ".rels")):
                data = change(name, data.decode()).encode()
            new.writestr(name, data)
    return target


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """python-pptx's template with a bar."""
    deck = start()
    add(deck.slide_master, shape(box(0, 0, 1000, 60), solid("503291")))
    deck.save(str(tmp_path / "plain.pptx"))
    return tmp_path / "plain.pptx"


def _strict(_: str, text: str) -> str:
    for usual, strict in STRICT:
        text = text.replace(usual, strict)
    return text


def _without_size(name: str, text: str) -> str:
    return re.sub(r"<p:sldSz[^>]*/>", "", text) if name == "ppt/presentation.xml" else text


def _without_latin(name: str, text: str) -> str:
    return re.sub(r"<a:latin[^>]*/>", "", text) if "/theme/" in name else text


def _strange_alpha(name: str, text: str) -> str:
    strange = '<a:srgbClr val="503291"><a:alphaSomething val="3"/></a:srgbClr>'
    return text.replace('<a:srgbClr val="503291"/>', strange)


def _endless_numbers(_: str, text: str) -> str:
    return text.replace(' idx="10"', ' idx="1e999"')


@pytest.mark.parametrize("change", [_strict, _without_size, _without_latin, _strange_alpha])
def test_what_the_format_allows_is_a_template(
    plain: Path, tmp_path: Path, make: Callable[..., Built], change: Change
) -> None:
    built = make(DECK, theme=str(changed(plain, tmp_path / "odd.pptx", change)))
    assert structural_findings(built.pptx) == []
    assert len(Presentation(str(built.pptx)).slides) == 5
    if change is not _without_size:
        assert any(art.fill for art in next(iter(built.laid.theme.art.values())))


def test_numbers_without_end_are_none(plain: Path, tmp_path: Path) -> None:
    odd = changed(plain, tmp_path / "odd.pptx", _endless_numbers)
    assert read_template(odd, "odd").layouts
    assert [number(text) for text in ("inf", "nan", "1e999", "x", None, "3.5")] == [0, 0, 0, 0, 0, 3.5]


def test_what_is_no_presentation_is_said(plain: Path, tmp_path: Path) -> None:
    odd = changed(
        plain, tmp_path / "odd.pptx", lambda name, text: "<x/>" if name.endswith("presentation.xml") else text
    )
    with pytest.raises(TemplateError, match="has no slide layouts"):
        read_template(odd, "odd")


@pytest.mark.parametrize("size", [(0.0, 50.0), (50.0, 0.0), (0.0, 0.0)])
@pytest.mark.parametrize("kind", ["halfFrame", "corner", "arc", "donut", "star5", "chevron", "roundRect"])
def test_a_shape_without_extent_is_drawn_as_nothing_worse(kind: str, size: tuple[float, float]) -> None:
    given = element(f'<p:spPr><a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom></p:spPr>')
    assert outlines_of(given, *size, set())


def test_a_group_is_turned_as_a_whole(make: Callable[..., Built], tmp_path: Path) -> None:
    """Mirrored, then turned by 20 degrees around its middle; a bar on its side is stretched along its own length."""
    theme = make(DECK, theme=str(write("turned", tmp_path))).laid.theme
    bar, arrow = sorted(next(iter(theme.art.values())), key=lambda art: art.box.x)
    assert (arrow.angle, arrow.flips) == (20, (True, False))
    assert bar.angle == 90
    assert (bar.box.width, bar.box.height) == (pytest.approx(40.5, abs=0.1), pytest.approx(76.8, abs=0.1))


def test_text_outside_the_places_names_the_font_that_they_have(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """A table's cells, and nothing that inherits it; one column, and no frame around a part of a place."""
    built = make(DECK, theme=str(write("framed", tmp_path)))
    assert built.laid.theme.fonts["body"].twin == "gelasio"
    with zipfile.ZipFile(built.pptx) as deck:
        slides = {
            name: deck.read(name).decode()
            for name in deck.namelist()
            if re.match(r"ppt/slides/s\w+\.xml", name)
        }
    cells = [
        run
        for xml in slides.values()
        for cell in re.findall(r"<a:tc>.*?</a:tc>", xml)
        for run in re.findall(r"<a:r>.*?</a:r>", cell)
    ]
    assert cells
    assert all('<a:latin typeface="Georgia"/>' in run for run in cells)
    for xml in slides.values():
        for body in re.findall(r"<p:sp>.*?</p:sp>", xml):
            if '<p:ph idx="1"' in body:
                assert "<a:latin" not in body
                assert 'numCol="1"' in body
    inside = [frame for slide in built.laid.slides for frame in slide.frames if isinstance(frame, TextFrame)]
    bare = [f for f in inside if f.placeholder and f.placeholder.stroke and not f.is_whole_place]
    assert bare
    assert sum(xml.count("<a:ln><a:noFill/></a:ln></p:spPr><p:txBody>") for xml in slides.values()) == len(
        bare
    )


def test_a_metafile_that_is_none_draws_nothing() -> None:
    assert drawing_of(b"nothing", Box(0.0, 0.0, 10.0, 10.0)).shapes == ()


@pytest.mark.parametrize("kind", list(GUIDED))
def test_a_shape_of_guides_is_defined_and_stays_where_it_should(kind: str) -> None:
    """No word without a meaning, no path without steps, and none far outside its box but what points away from it."""
    known = set(_guides([], 120.0, 60.0))
    for guide in filter(None, map(str.strip, GUIDED[kind].guides.split(";"))):
        name, _, *words = guide.split()
        assert {word for word in words if not re.fullmatch(r"-?\d+", word)} <= known, guide
        known.add(name)
    for word in GUIDED[kind].path.replace("|", " ").split():
        assert word.lstrip("-=+!") in known | set("MLCQAZ") or re.fullmatch(r"-?\d+", word), word
    given = element(f'<p:spPr><a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom></p:spPr>')
    unread: set[str] = set()
    outlines = outlines_of(given, 120.0, 60.0, unread)
    assert not unread
    assert all(re.fullmatch(r"(?:[MLCQAZ][-\d. ]*){2,}", outline.path) for outline in outlines)
    if "allout" not in kind:
        ends = [
            pair for outline in outlines for pair in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", outline.path)
        ]
        assert all(-1 <= float(x) <= 121 and -1 <= float(y) <= 61 for x, y in ends), ends


def test_a_shape_takes_the_adjustments_that_its_file_gives() -> None:
    """A callout that points to the upper left, a cylinder with a high rim."""
    given = '<p:spPr><a:prstGeom prst="{}"><a:avLst><a:gd name="{}" fmla="val {}"/></a:avLst></a:prstGeom></p:spPr>'
    (callout,) = outlines_of(element(given.format("wedgeRectCallout", "adj2", -80000)), 100.0, 100.0, set())
    assert "-30.00" in callout.path
    can, rim = outlines_of(element(given.format("can", "adj", 50000)), 100.0, 100.0, set())
    assert "A50.00 25.00" in can.path
    assert rim.light == pytest.approx(0.4)


def test_what_has_no_place_at_the_foot_is_said(make: Callable[..., Built], tmp_path: Path) -> None:
    """A number that nobody asks for may be missing; a footer, a date or a total may not be so silently."""
    deck = start()
    one = layout(deck, "Title and Content")
    for kind in ("ftr", "dt", "sldNum"):
        found(one, "./p:cSld/p:spTree")[0].remove(place(one, kind)._element)
    deck.save(str(tmp_path / "bare.pptx"))
    asked = "footer: Board\nfooter-date: true\ndate: 2026-11-20\nslide-number: c/t\n"
    for more, codes in ((asked, ["no-place-at-foot"]), ("", [])):
        built = make(f"---\ntitle: T\n{more}---\n\n## A\n\n- b\n", theme=str(tmp_path / "bare.pptx"))
        assert built.codes == codes
    built = make(f"---\ntitle: T\n{asked}---\n\n## A\n\n- b\n", theme=str(tmp_path / "bare.pptx"))
    assert "a footer, a date and a number" in built.diagnostics[0].message


@pytest.mark.parametrize(
    ("asked", "footer", "number"),
    [("", "© ACME AG", "Seite 2 | ACME"), ("footer: false\nslide-number: c/t\n", "", "Seite 2/3 | ACME"),
     ("footer: Board\nslide-number: false\n", "Board", "")],
)  # fmt: skip
def test_what_a_template_says_at_the_foot_of_its_slides_stands_there(
    make: Callable[..., Built], tmp_path: Path, asked: str, footer: str, number: str
) -> None:
    """Words around the number were gone, and so was a notice where the deck has no footer of its own."""
    deck = start()
    one = layout(deck, "Title and Content")
    place(one, "ftr").text_frame.text = "© ACME AG"
    for field in found(place(one, "sldNum"), ".//a:fld"):
        for at, words in ((0, "Seite "), (2, " | ACME")):
            field.getparent().insert(at, element(f"<a:r><a:t>{words}</a:t></a:r>"))
    deck.save(str(tmp_path / "foot.pptx"))
    built = make(
        f"---\ntitle: T\n{asked}---\n\n## A\n\n- b\n\n## C\n\n- d\n", theme=str(tmp_path / "foot.pptx")
    )
    frames = [frame for frame in built.laid.slides[1].frames if isinstance(frame, TextFrame)]
    assert "".join(frame.text for frame in frames if frame.role == "footer") == footer
    written = Presentation(str(built.pptx)).slides[1].placeholders
    shapes = [shape._element for shape in written if found(shape._element, ".//p:ph[@type='sldNum']")]
    assert "".join(frame.text for frame in frames if frame.role == "number") == number
    assert "".join(text for shape in shapes for text in found(shape, ".//a:t/text()")) == number
    assert not built.codes


def test_a_section_is_told_without_type_and_name(tmp_path: Path) -> None:
    """A title low in much room is one, and not the cover's, though neither says so."""
    deck = start()
    for each in deck.slide_layouts:
        each._element.attrib.pop("type", None)
    names = {each.name: each.part.partname.lstrip("/") for each in deck.slide_layouts}
    for number_, each in enumerate(deck.slide_layouts):
        each.name = f"Μορφή {number_}"
    deck.save(str(tmp_path / "greek.pptx"))
    layouts = read_template(tmp_path / "greek.pptx", "greek").layouts
    assert layouts[LayoutKind.SECTION].part == names["Section Header"]
    assert layouts[LayoutKind.COVER].part == names["Title Slide"]


def test_a_look_that_only_the_prompts_have_is_the_places_own(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """As LibreOffice writes templates: no styles on the master, all of them on “Click to edit …”."""
    deck = start()
    (styles,) = found(deck.slide_master, "./p:txStyles")
    styles.getparent().remove(styles)
    for part in (deck.slide_master, *deck.slide_layouts):
        for old in found(part, ".//p:txBody/a:lstStyle"):
            old.getparent().remove(old)
    for kind, looks in (("title", [(3300, "102030")]), ("body", [(2400, "0050A0"), (2100, "107040")])):
        body = found(place(deck.slide_master, kind), "./p:txBody")[0]
        for old in found(body, "./a:p"):
            body.remove(old)
        for level, (size, color) in enumerate(looks):
            look = f'<a:rPr lang="en-US" sz="{size}" spc="-1" b="0">{solid(color)}<a:latin typeface="Georgia"/></a:rPr>'
            bullet = f'<a:pPr lvl="{level}" marL="432000" indent="-324000"><a:buChar char="–"/></a:pPr>'
            body.append(element(f"<a:p>{bullet}<a:r>{look}<a:t>Click to edit</a:t></a:r></a:p>"))
    empty = '<a:p><a:pPr><a:buNone/></a:pPr><a:endParaRPr sz="1800" b="0"/></a:p>'  # as Impress writes each
    for kind in ("title", "obj"):
        (body,) = found(place(layout(deck, "Title and Content"), kind), "./p:txBody")
        for old in found(body, "./a:p"):
            body.remove(old)
        body.append(element(empty))
    deck.save(str(tmp_path / "prompts.pptx"))
    built = make(DECK, theme=str(tmp_path / "prompts.pptx"))
    assert structural_findings(built.pptx) == []
    content = built.laid.theme.layouts[LayoutKind.CONTENT]
    assert content.title is not None
    assert (content.title.size, content.title.color) == (33.0, "102030")
    assert [(style.size, style.color, style.marker) for style in content.bodies[0].styles[:2]] == [
        (24.0, "0050A0", "–"), (21.0, "107040", "–"),
    ]  # fmt: skip
    assert built.laid.theme.fonts["body"].twin == "gelasio"
    master = Presentation(str(built.pptx)).slide_master
    assert found(place(master, "title"), ".//a:lstStyle/a:lvl1pPr/a:defRPr[@sz='3300']")


def test_lines_of_a_cover_that_stand_on_different_grounds_can_all_be_read(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """Subtitle, author and date: the last of them on a dark band."""
    deck = start()
    cover = layout(deck, "Title Slide")
    put(place(cover, "subTitle"), 80, 500, 840, 250)
    styled(
        place(cover, "subTitle"), f"<a:lvl1pPr><a:defRPr sz='2400'>{solid('3A7AB0')}</a:defRPr></a:lvl1pPr>"
    )
    add(cover, shape(box(0, 560, 1000, 440), solid("3A7AB0")))
    deck.save(str(tmp_path / "band.pptx"))
    built = make(DECK, theme=str(tmp_path / "band.pptx"))
    text = built.laid.theme.layouts[LayoutKind.COVER].bodies[0]
    assert text.recolored
    assert all(contrast(text.color, ground) > 4.5 for ground in ("FFFFFF", "3A7AB0"))


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("author: Ada\ndate: 2026-11-20", "Ada · November 20, 2026"),
        ("subtitle: A plan\nauthor: Ada", "A plan · Ada"),
    ],
)
def test_a_covers_place_of_one_line_has_who_and_when_in_it(
    make: Callable[..., Built], tmp_path: Path, front: str, line: str
) -> None:
    """The cover stays the cover."""
    deck = start()
    cover = layout(deck, "Title Slide")
    put(place(cover, "subTitle"), 80, 910, 840, 50)
    add(cover, shape(box(0, 760, 1000, 240), solid("E0E8F0")))
    deck.save(str(tmp_path / "low.pptx"))
    built = make(f"---\ntitle: T\nlang: en\n{front}\n---\n\n## A\n\n- b\n", theme=str(tmp_path / "low.pptx"))
    first = Presentation(str(built.pptx)).slides[0]
    assert first.slide_layout.name == "Title Slide"
    assert line in [each.text_frame.text.replace("\u00a0", " ") for each in first.placeholders]
    assert built.codes == []


def test_a_layout_that_reaches_over_the_edge_is_a_design(tmp_path: Path) -> None:
    """Where most do, they were made for slides of another size."""
    deck = start()
    put(place(layout(deck, "Content with Caption"), "obj"), 400, 100, 660, 800)
    deck.save(str(tmp_path / "bleed.pptx"))
    theme = read_template(tmp_path / "bleed.pptx", "bleed")
    assert theme.made_for is None
    body = layout(deck, "Title and Content").placeholders[1]
    assert theme.layouts[LayoutKind.CONTENT].bodies[0].box.width == pytest.approx(body.width / 12700, abs=0.1)


def _second_master(deck: Any) -> Any:
    """A copy of the master with its layouts; its root."""
    first, package = deck.slide_master.part, deck.part.package
    new = type(first).load(
        PackURI("/ppt/slideMasters/slideMaster2.xml"), first.content_type, package, first.blob
    )
    theme = first.part_related_by(RT.THEME)
    new.relate_to(Part(PackURI("/ppt/theme/theme9.xml"), theme.content_type, package, theme.blob), RT.THEME)
    ids = found(new._element, ".//p:sldLayoutId")
    for number_, (one, each) in enumerate(zip(ids, deck.slide_layouts, strict=True), 31):
        name = PackURI(f"/ppt/slideLayouts/slideLayout{number_}.xml")
        copied = type(each.part).load(name, each.part.content_type, package, each.part.blob)
        copied.relate_to(new, RT.SLIDE_MASTER)
        one.set(qn("r:id"), new.relate_to(copied, RT.SLIDE_LAYOUT))
        one.set("id", f"{2147484000 + number_}")
    listed = found(deck.part._element, "./p:sldMasterIdLst")[0]
    listed.append(
        element(f'<p:sldMasterId id="2147484030" r:id="{deck.part.relate_to(new, RT.SLIDE_MASTER)}"/>')
    )
    return new.slide_master


def test_layouts_that_all_have_one_masters_places_have_those_of_their_own(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """As LibreOffice writes them: the first master opens the talk, the second has the content."""
    deck = start()
    for each in deck.slide_layouts:  # each says where its places are, as the first master has them
        for kind, y, height in (("title", 400, 150), ("obj", 600, 300)):
            for one in (s for s in each.placeholders if s.placeholder_format.type is not None):
                if found(one, f".//p:ph[@type='{kind}' or ('{kind}'='obj' and not(@type))]"):
                    put(one, 60, y, 880, height)
    other = _second_master(deck)
    for master, title, body in ((deck.slide_master, (400, 150), (600, 300)), (other, (40, 120), (200, 700))):
        put(place(master, "title"), 60, title[0], 880, title[1])
        put(place(master, "body"), 60, body[0], 880, body[1])
    deck.slides.add_slide(layout(deck, "Title Slide"))
    deck.slides.add_slide(other.slide_layouts[1])
    deck.save(str(tmp_path / "two.pptx"))
    content = read_template(tmp_path / "two.pptx", "two").layouts[LayoutKind.CONTENT]
    assert content.title is not None
    assert (content.title.box.y, content.bodies[0].box.y) == (pytest.approx(21.6), pytest.approx(108))
    built = make("---\ntitle: T\n---\n\n## A\n\n- b\n", theme=str(tmp_path / "two.pptx"))
    assert structural_findings(built.pptx) == []
    slide = Presentation(str(built.pptx)).slides[1]
    assert slide.shapes.title.top == pytest.approx(21.6 * 12700, abs=20)


def test_a_deck_is_of_one_brand(tmp_path: Path) -> None:
    """Covers were of the first master, all other slides of the second."""
    deck = start()
    other = _second_master(deck)
    navy = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="0B2545"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    for each in (other, *other.slide_layouts):
        for old in found(each, "./p:cSld/p:bg"):
            old.getparent().remove(old)
        found(each, "./p:cSld")[0].insert(0, element(navy))
    deck.save(str(tmp_path / "brands.pptx"))
    layouts = read_template(tmp_path / "brands.pptx", "brands").layouts.values()
    assert {each.background for each in layouts} == {"FFFFFF"}


def test_a_picture_alone_covers_nothing_that_a_template_draws(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    add(deck.slide_master, shape(box(0, 920, 1000, 80), solid("503291")))
    deck.save(str(tmp_path / "band.pptx"))
    Image.effect_noise((1600, 1000), 90).convert("RGB").save(tmp_path / "a.png")
    (tmp_path / "deck.md").write_text("## A\n\n- a\n\n---\n\n![b](a.png)\n", "utf-8")
    built = make(tmp_path / "deck.md", theme=str(tmp_path / "band.pptx"))
    picture = next(frame for frame in built.laid.slides[1].frames if isinstance(frame, FigureFrame))
    assert picture.box.bottom <= 0.92 * built.laid.theme.height


def test_a_picture_without_a_title_stays_clear_of_a_logo(make: Callable[..., Built], tmp_path: Path) -> None:
    """It hid one half of it."""
    deck = start()
    add(deck.slide_master, shape(box(840, 60, 110, 60), solid("503291")))
    deck.save(str(tmp_path / "logo.pptx"))
    Image.effect_noise((1600, 1000), 90).convert("RGB").save(tmp_path / "a.png")
    (tmp_path / "deck.md").write_text("## A\n\n- a\n\n---\n\n![b](a.png)\n", "utf-8")
    built = make(tmp_path / "deck.md", theme=str(tmp_path / "logo.pptx"))
    picture = next(frame for frame in built.laid.slides[1].frames if isinstance(frame, FigureFrame))
    assert not picture.box.meets(Box(0.84 * 960, 0.06 * 540, 0.11 * 960, 0.06 * 540))


@pytest.mark.parametrize("align", ["l", "ctr"])
def test_a_number_as_a_title_is_a_fact_in_any_template(
    make: Callable[..., Built], tmp_path: Path, align: str
) -> None:
    deck = start()
    for each in found(deck.slide_master, ".//p:titleStyle/a:lvl1pPr"):
        each.set("algn", align)
    deck.save(str(tmp_path / "t.pptx"))
    built = make("## A\n\n- a\n\n## 87 %\n\nof those asked\n", theme=str(tmp_path / "t.pptx"))
    title, words = (
        f
        for f in built.laid.slides[1].frames
        if isinstance(f, TextFrame) and f.role in ("title", "statement")
    )
    assert title.paragraphs[0].size > 60
    assert title.box.bottom == pytest.approx(words.box.y, abs=1)
    assert {p.align for p in (*title.paragraphs, *words.paragraphs)} == {
        {"l": "left", "ctr": "center"}[align]
    }


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_columns_stand_in_the_places_of_the_layout_that_their_author_names(
    make: Callable[..., Built], tmp_path: Path, order: tuple[int, int]
) -> None:
    deck = start()
    two = layout(deck, "Two Content")
    put(place(two, "obj", order[0]), 80, 300, 240, 600)
    put(place(two, "obj", order[1]), 360, 300, 560, 600)
    deck.save(str(tmp_path / "two.pptx"))
    columns = "::: columns\n::: {.column}\n- a\n:::\n::: {.column}\n- b\n:::\n:::"
    text = f'---\ndialect: deckgen\n---\n\n## T {{layout="Two Content"}}\n\n{columns}\n'
    built = make(text, theme=str(tmp_path / "two.pptx"))
    (slide,) = Presentation(str(built.pptx)).slides
    found_ = {each.text_frame.text: each for each in slide.placeholders}
    for words, idx, left, right in (("a", order[0], 80, 320), ("b", order[1], 360, 920)):
        assert found_[words].placeholder_format.idx == idx
        edges = found_[words].left, found_[words].left + found_[words].width
        assert [
            edge / slide.part.package.presentation_part.presentation.slide_width * 1000 for edge in edges
        ] == [pytest.approx(left, abs=12), pytest.approx(right, abs=12)]


def test_a_palette_with_transparency_stands_for_what_is_seen_of_it() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 200, 0, 0])
    written = BytesIO()
    image.save(written, "PNG", transparency=bytes([255, 0]))
    assert ground_color(PictureFill(Content.of(written.getvalue()), "image/png")) == "FFFFFF"


def test_a_large_bullet_at_a_small_size_is_a_small_one_in_both(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """Numbers, which inherit the size, too."""
    deck = start()
    for level in found(deck.slide_master, ".//p:bodyStyle/*"):
        for old in found(level, "./a:buFont|./a:buChar"):
            level.remove(old)
        for xml in ('<a:buSzPct val="40000"/>', '<a:buFont typeface="Wingdings"/>', '<a:buChar char="l"/>'):
            found(level, "./a:defRPr")[0].addprevious(element(xml))
    deck.save(str(tmp_path / "dots.pptx"))
    built = make("# T\n\n---\n\n## A\n\n- one\n\n1. two\n", theme=str(tmp_path / "dots.pptx"))
    assert built.laid.theme.layouts[LayoutKind.CONTENT].bodies[0].styles[0].marker == "•"
    with zipfile.ZipFile(built.pptx) as written:
        xml = "".join(written.read(name).decode() for name in written.namelist() if "slides/slide" in name)
    marked = [
        each
        for each in re.findall(r"<a:pPr.*?</a:pPr>", xml)
        if "<a:buChar" in each or "<a:buAutoNum" in each
    ]
    assert len(marked) == 2
    assert all('<a:buSzPct val="100000"/>' in each for each in marked)


def test_a_content_is_what_its_bytes_are() -> None:
    """So that what is worked out of a picture is worked out once, though each layout reads it anew."""
    assert Content.of(b"one") == Content.of(b"one")
    assert len({Content.of(b"one"), Content.of(b"one"), Content.of(b"two")}) == 2


@pytest.mark.parametrize(
    ("name", "closes"),
    [("Image avec légende", False), ("Kalender", False), ("Stacked", False), ("Ende", True), ("Schlussfolie", True),
     ("Merci !", True), ("封底页", True)],
)  # fmt: skip
def test_a_layout_is_named_for_closing_by_whole_words(name: str, closes: bool) -> None:
    assert bool(CLOSING_NAMES.search(name)) == closes


def test_a_chart_in_a_place_with_a_fill_stands_on_it(tmp_path: Path) -> None:
    """Text brings its place's fill along, a chart or a table does not: its words were white on white."""
    template = Presentation()
    content = template.slide_layouts[1].placeholders[1]
    content.fill.solid()
    content.fill.fore_color.rgb = RGBColor.from_string("123524")
    template.save(str(tmp_path / "theme.pptx"))
    chart = "```chart\nkind: column\nx: a\ny: b\nrows: |\n  a;b\n  1;2\n  2;3\n```\n"
    (tmp_path / "d.md").write_text(f"## Un\n\n{chart}\n## Deux\n\n- a\n- b\n", "utf-8")
    _, laid, _ = prepare(tmp_path / "d.md", Options(theme=str(tmp_path / "theme.pptx")), memory=Memory(None))
    assert laid is not None
    grounds = [[f.fill for f in slide.frames if isinstance(f, Rule)] for slide in laid.slides]
    assert grounds == [["123524"], []]


def test_a_chart_that_is_drawn_whole_in_a_short_place_is_no_error(tmp_path: Path) -> None:
    """A place that ends far above the slide's foot."""
    template = Presentation()
    content = template.slide_layouts[1].placeholders[1]
    content.left, content.top, content.width, content.height = (Inches(n) for n in (0.5, 1.8, 9, 2.9))
    template.save(str(tmp_path / "theme.pptx"))
    (tmp_path / "d.md").write_text("## Un\n\n![Les lois](chart:model-sizes)\n", "utf-8")
    *_, found = prepare(tmp_path / "d.md", Options(theme=str(tmp_path / "theme.pptx")), memory=Memory(None))
    assert [(each.code, each.severity) for each in found] == [("too-small", "warning")]


def test_a_centred_title_is_a_covers_whatever_else_says_so(tmp_path: Path) -> None:
    """A layout without a type or a name, whose subtitle is a place for text like any other."""
    deck = start()
    for at, each in enumerate(deck.slide_layouts):
        each._element.attrib.pop("type", None)
        found(each, "./p:cSld")[0].set("name", f"{at}_Layout")
        for place_ in found(each, ".//p:ph[@type='subTitle']"):
            place_.set("type", "body")
    deck.save(str(tmp_path / "neutral.pptx"))
    theme = read_template(tmp_path / "neutral.pptx", "neutral")
    assert theme.layouts[LayoutKind.COVER].name == "0_Layout"


def test_space_between_letters_is_smaller_in_a_smaller_title(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It was measured as a share of the type's size, and written in points: a line more than there was room for."""
    deck = start()
    style = found(deck.slide_master, ".//p:titleStyle/a:lvl1pPr/a:defRPr")[0]
    style.set("spc", "600")
    deck.save(str(tmp_path / "spaced.pptx"))
    title = "A rather long title that has to be smaller than all others so that it finds its room"
    built = make(f"## {title}\n\n- a\n\n## Short\n\n- b\n", theme=str(tmp_path / "spaced.pptx"))
    first, second = (slide.shapes.title for slide in Presentation(str(built.pptx)).slides)
    usual = float(style.get("sz")) / 100
    size, spaced = (
        float(found(first, ".//a:lvl1pPr/a:defRPr")[0].get(name, 0)) / 100 for name in ("sz", "spc")
    )
    assert size < usual
    assert spaced == pytest.approx(6 * size / usual, abs=0.02)
    assert found(second, ".//a:lvl1pPr/a:defRPr")[0].get("spc") is None


def test_words_on_a_layout_for_sections_stand_in_its_place_as_it_has_them(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """A line under a section's name was taken for a statement: twice as large as the name."""
    start().save(str(tmp_path / "plain.pptx"))
    text = (
        '## About {layout="Section Header"}\n\nA line below\n\n## Talk {layout="Title Slide"}\n\nA subtitle\n'
    )
    built = make(text, theme=str(tmp_path / "plain.pptx"))
    for slide in built.laid.slides:
        title, words = (
            frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role != "number"
        )
        assert words.placeholder is not None
        assert words.paragraphs[0].size == words.placeholder.size < title.paragraphs[0].size
        assert words.color == words.placeholder.color


def test_lists_begin_where_the_template_s_do(make: Callable[..., Built], tmp_path: Path) -> None:
    """Consultants' templates have bold lines without bullets at the first level: all was bold, with bullets of ours."""
    deck = start()
    body = found(deck.slide_master, ".//p:bodyStyle")[0]
    first, second = (found(body, f"./a:lvl{level}pPr")[0] for level in (1, 2))
    for each in found(first, "./a:buChar|./a:buFont"):
        each.getparent().remove(each)
    first.insert(0, element("<a:buNone/>"))
    found(first, "./a:defRPr")[0].set("b", "1")
    for each in found(second, "./a:buChar"):
        each.set("char", "–")
    deck.save(str(tmp_path / "bold.pptx"))
    text = "## A\n\nFirst words:\n\n- one\n- two\n\n> [!NOTE]\n> Boxed words\n"
    built = make(text, theme=str(tmp_path / "bold.pptx"))
    frames = [frame for frame in built.laid.slides[0].frames if isinstance(frame, TextFrame)]
    paragraphs = [para for frame in frames for para in frame.paragraphs]
    shown = {"".join(run.text for run in para.inlines if isinstance(run, Run)): para for para in paragraphs}
    assert [shown[text].bold for text in ("First words:", "one", "two", "Boxed words")] == [
        True,
        False,
        False,
        False,
    ]
    assert shown["one"].marker is not None
    assert shown["one"].marker.text == "–"


def test_a_title_at_the_side_has_the_lines_that_its_place_has(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It was set on two lines, in type half as large as all others."""
    deck = start()
    for there in (deck.slide_master, layout(deck, "Title and Content")):
        put(place(there, "title"), 24, 60, 220, 800)
        put(place(there, "body" if there is deck.slide_master else "obj"), 270, 60, 660, 800)
    deck.save(str(tmp_path / "side.pptx"))
    text = "## A growth of twelve per cent in spite of a hard quarter\n\n- a\n\n## Short\n\n- b\n"
    built = make(text, theme=str(tmp_path / "side.pptx"))
    sizes = [frame.paragraphs[0].size for slide in built.laid.slides for frame in slide.frames
             if isinstance(frame, TextFrame) and frame.role == "title"]  # fmt: skip
    assert sizes[0] >= 0.8 * sizes[1]


def test_content_without_a_title_stands_above_a_title_at_the_foot(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It was set at 4 pt in what the title's band left of the body's place."""
    deck = start()
    for there in (deck.slide_master, layout(deck, "Title and Content"), layout(deck, "Title Only")):
        put(place(there, "title"), 24, 800, 700, 150)
    for there in (deck.slide_master, layout(deck, "Title and Content")):
        put(place(there, "body" if there is deck.slide_master else "obj"), 24, 60, 900, 700)
    deck.save(str(tmp_path / "foot.pptx"))
    text = "## A\n\n- a\n\n---\n\n- a list\n- without a title\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    built = make(text, theme=str(tmp_path / "foot.pptx"))
    assert built.codes == []
    with_title, without = built.laid.slides[:2]
    body, alone = (next(f for f in each.frames if f.role == "body") for each in (with_title, without))
    assert alone.paragraphs[0].size == body.paragraphs[0].size
    assert alone.box.bottom <= body.box.bottom + 2
    words = "A growth of twelve per cent in spite of a hard quarter and of fewer orders than in any other"
    (slide,) = make(f"## {words}\n\n- a\n- b\n", theme=str(tmp_path / "foot.pptx")).laid.slides
    title, body = (next(f for f in slide.frames if f.role == role) for role in ("title", "body"))
    assert body.paragraphs[0].size >= 16
    assert body.box.bottom <= title.box.y


def test_words_are_judged_by_the_part_of_a_picture_that_they_stand_on(tmp_path: Path) -> None:
    """A white title on a dark panel of the master's picture was made black: the picture's mean is light."""
    deck = start()
    master = deck.slide_master
    data = BytesIO(png(64, 36, (16, 32, 64), (255, 255, 255)))
    _, relation = master.part.get_or_add_image_part(data)
    whole = f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
    ground(master, f"<a:blipFill>{whole}</a:blipFill>")
    for fill in found(master, ".//p:titleStyle//a:solidFill"):
        fill.clear()
        fill.append(element('<a:srgbClr val="FFFFFF"/>'))
    put(place(master, "title"), 20, 60, 400, 200)
    put(place(layout(deck, "Title and Content"), "title"), 20, 60, 400, 200)
    deck.save(str(tmp_path / "panel.pptx"))
    shown = read_template(tmp_path / "panel.pptx", "panel").layouts[LayoutKind.CONTENT]
    assert shown.title is not None
    assert (shown.title.color, shown.title.recolored) == ("FFFFFF", False)


def test_words_on_a_picture_that_darkens_towards_the_foot_keep_their_white(tmp_path: Path) -> None:
    """They were made black, for the picture's mean, as if nothing of it could be seen through."""
    deck = start()
    master = deck.slide_master
    shade = Image.new("RGBA", (8, 80), (16, 24, 48, 0))
    for y in range(40, 80):
        shade.paste((16, 24, 48, 3 * (y - 37)), (0, y, 8, y + 1))
    data = BytesIO()
    shade.save(data, "png")
    ground(master, solid("606870"))
    _, relation = master.part.get_or_add_image_part(BytesIO(data.getvalue()))
    add(master, picture(relation, box(0, 0, 1000, 1000)))
    for fill in found(master, ".//p:titleStyle//a:solidFill"):
        fill.clear()
        fill.append(element('<a:srgbClr val="FFFFFF"/>'))
    for part in (master, layout(deck, "Title and Content")):
        put(place(part, "title"), 50, 860, 900, 100)
    deck.save(str(tmp_path / "shade.pptx"))
    title = read_template(tmp_path / "shade.pptx", "shade").layouts[LayoutKind.CONTENT].title
    assert title is not None
    assert (title.color, title.recolored) == ("FFFFFF", False)


def test_links_are_judged_by_the_panel_that_they_stand_on(make: Callable[..., Built], tmp_path: Path) -> None:
    """They were white on a light panel of a dark slide."""
    deck = start()
    master = deck.slide_master
    ground(master, solid("101010"))
    add(master, shape(box(0, 200, 1000, 800), solid("F4F4F4")))
    deck.save(str(tmp_path / "panel.pptx"))
    built = make("## A\n\n- see [there](https://example.org)\n", theme=str(tmp_path / "panel.pptx"))
    (slide,) = built.laid.slides
    assert contrast(built.laid.theme.color(slide.links), "F4F4F4") >= 4.5


def test_a_photograph_in_other_colours_stays_one_and_stands_in_the_page_once(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """It was a PNG in the ground of each layout: a page of 26 MB, after nine seconds."""
    photograph = BytesIO()
    Image.effect_noise((1600, 900), 80).convert("RGB").save(photograph, "JPEG", quality=80)
    deck = start()
    dark = '<a:duotone><a:srgbClr val="101010"/><a:srgbClr val="80A0C0"/></a:duotone>'
    for each in (deck.slide_master, *deck.slide_layouts):
        _, relation = each.part.get_or_add_image_part(BytesIO(photograph.getvalue()))
        blip = f'<a:blip r:embed="{relation}">{dark}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        ground(each, f"<a:blipFill>{blip}</a:blipFill>")
    deck.save(str(tmp_path / "photo.pptx"))
    built = make("---\ntitle: T\n---\n\n# B\n\n## A\n\nx\n", theme=str(tmp_path / "photo.pptx"))
    page = built.html.read_text("utf-8")
    assert page.count("data:image/jpeg;base64") == 1
    grounds = [fill for fill in built.laid.theme.grounds.values() if isinstance(fill, PictureFill)]
    assert {each.media_type for each in grounds} == {"image/jpeg"}
    assert max(each.content.size for each in grounds) < 2 * len(photograph.getvalue())


def _with_defaults(deck: Any, **attributes: str) -> None:
    """Set text outside of places so."""
    at = {name: f' {name}="{value}"' for name, value in attributes.items()}
    of_line = "".join(at.pop(name, "") for name in ("algn", "rtl"))
    level = element(f'<a:lvl1pPr{of_line}><a:defRPr sz="1800"{"".join(at.values())}/></a:lvl1pPr>')
    (style,) = found(deck, "./p:defaultTextStyle") or [element("<p:defaultTextStyle/>")]
    for old in found(style, "./a:lvl1pPr"):
        style.remove(old)
    style.insert(len(found(style, "./a:defPPr")), level)
    found(deck, "./p:notesSz")[0].addnext(style)


@pytest.mark.parametrize(
    "look", [{"algn": "ctr"}, {"i": "1", "b": "1", "cap": "all"}, {"rtl": "1", "algn": "r"}]
)
def test_text_outside_of_places_has_not_the_look_that_the_file_gives_to_such(
    make: Callable[..., Built], tmp_path: Path, look: dict[str, str]
) -> None:
    """Code and cells were centred, in italics, or read from the right."""
    deck = start()
    _with_defaults(deck, **look)
    deck.save(str(tmp_path / "free.pptx"))
    text = "## A\n\n```python\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 204,5 | +13 % |\n"
    built = make(text, theme=str(tmp_path / "free.pptx"))
    slides = Presentation(str(built.pptx)).slides
    paragraphs = [each for slide in slides for each in slide._element.iter(qn("a:p"))]
    for paragraph in paragraphs:
        said = "".join(each.text or "" for each in paragraph.iter(qn("a:t")))
        if said in ("x = 1", "1 204,5", "+13 %"):
            properties, run = paragraph.find(qn("a:pPr")), paragraph.find(f".//{qn('a:rPr')}")
            assert properties.get("algn") != "ctr" if "algn" not in look else properties.get("algn")
            assert "rtl" not in look or properties.get("rtl") == "0"
            assert all(run.get(name) in ("0", "none") for name in look if name in ("i", "b", "cap"))


def test_two_colours_of_the_themes_own_list_are_those_of_who_uses_them() -> None:
    """Words were judged as if the picture were still light: black on near-black."""
    dark = '<a:schemeClr val="phClr"><a:shade val="20000"/></a:schemeClr><a:schemeClr val="phClr"/>'
    blip = element(f"<a:blip><a:duotone>{dark}</a:duotone></a:blip>")
    data = png(64, 36, (128, 128, 128))
    assert recolored(blip, data, Inks({}, {}), None) is None
    drawn = recolored(blip, data, Inks({}, {}), Paint("404080"))
    assert drawn is not None
    red, _, blue = Image.open(BytesIO(drawn[1])).convert("RGB").getpixel((5, 5))
    assert red < blue < 0x80


def test_art_of_any_size_is_shown(make: Callable[..., Built], tmp_path: Path) -> None:
    """Chromium drops what a variable stands for if that is larger than 2 MB: white titles stood on white."""
    noise = BytesIO()
    Image.effect_noise((1200, 900), 120).convert("RGB").save(noise, "PNG", compress_level=0)
    deck = start()
    _, relation = deck.slide_master.part.get_or_add_image_part(noise)
    whole = f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
    add(deck.slide_master, shape(box(0, 0, 1000, 1000), f"<a:blipFill>{whole}</a:blipFill>"))
    deck.save(str(tmp_path / "large.pptx"))
    built = make("## A\n\nx\n", theme=str(tmp_path / "large.pptx"))
    (rule,) = [
        line
        for line in built.html.read_text("utf-8").split("\n")
        if re.match(r"\.art-\d+\{background-image:url\(", line)
    ]
    assert len(rule) > 2_097_152


def test_capitals_of_a_place_are_in_the_page_too(make: Callable[..., Built], tmp_path: Path) -> None:
    deck = start()
    for run in found(deck.slide_master, "./p:txStyles/p:bodyStyle/a:lvl1pPr/a:defRPr"):
        run.set("cap", "all")
    deck.save(str(tmp_path / "caps.pptx"))
    columns = "::: columns\n::: column\nleft\n:::\n::: column\nright\n:::\n:::\n"
    built = make(f"## A\n\nwords\n\n## B\n\n{columns}", theme=str(tmp_path / "caps.pptx"))
    page = built.html.read_text("utf-8")
    for said in ("words", "left", "right"):
        assert re.search(rf"text-transform:uppercase[^<>]*>{said}<", page)


def test_layouts_of_a_page_that_was_made_wider_are_scaled(make: Callable[..., Built], tmp_path: Path) -> None:
    """Everything stood in the left three quarters."""
    deck = Presentation()
    deck.slide_width = Inches(40 / 3)
    deck.save(str(tmp_path / "wide.pptx"))
    built = make("---\ntitle: T\n---\n\n## A\n\n- x\n", theme=str(tmp_path / "wide.pptx"))
    content = built.laid.theme.layouts[LayoutKind.CONTENT]
    assert content.title is not None
    left, right = content.title.box.x, built.laid.theme.width - content.title.box.right
    assert left == pytest.approx(right, abs=2)


def test_the_part_of_a_slide_stands_clear_of_the_date(make: Callable[..., Built], tmp_path: Path) -> None:
    deck = start()
    for part in (deck.slide_master, *deck.slide_layouts):
        if found(part, ".//p:ph[@type='dt']"):
            put(place(part, "dt"), 600, 930, 320, 50)
            put(place(part, "sldNum"), 925, 930, 50, 50)
            for properties in found(place(part, "dt"), ".//a:lvl1pPr"):
                properties.set("algn", "r")
    deck.save(str(tmp_path / "foot.pptx"))
    front = "---\nfooter-date: true\ndate: 2026-11-14\nslide-number: true\n---\n\n"
    built = make(f"{front}## A\n\n" + "- some words of it\n" * 40, theme=str(tmp_path / "foot.pptx"))
    lines = {
        frame.role: frame.paragraphs[0].lines[0]
        for frame in built.laid.slides[0].frames
        if isinstance(frame, TextFrame) and frame.role in ("part", "date")
    }
    assert lines["part"].x + lines["part"].width < lines["date"].x


def test_series_have_different_colours_where_a_theme_has_one_twice(tmp_path: Path) -> None:
    deck = start()
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype == RT.THEME)
    theme._blob = re.sub(
        rb"(<a:accent([123])>).*?(</a:accent)", rb'\1<a:srgbClr val="660874"/>\3', theme.blob, flags=re.DOTALL
    )
    deck.save(str(tmp_path / "twice.pptx"))
    read = read_template(tmp_path / "twice.pptx", "twice")
    shown = [read.color(f"series{number}") for number in range(1, 5)]
    assert len(set(shown)) == len(shown)


def test_a_style_from_the_right_begins_at_the_left_in_a_deck_that_does(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    for level in found(deck.slide_master, "./p:txStyles/p:bodyStyle/*"):
        level.set("algn", "r")
        level.set("rtl", "1")
    deck.save(str(tmp_path / "right.pptx"))
    built = make("## A\n\n- words\n", theme=str(tmp_path / "right.pptx"))
    (item,) = Presentation(str(built.pptx)).slides[0].placeholders[1].text_frame.paragraphs
    properties = item._p.find(qn("a:pPr"))
    assert (properties.get("algn"), properties.get("rtl")) == ("l", "0")
    (line,) = next(f for f in built.laid.slides[0].frames if f.role == "body").paragraphs[0].lines
    assert line.x < built.laid.theme.width / 2


def test_a_template_is_a_theme_where_its_file_is_one(make: Callable[..., Built], tmp_path: Path) -> None:
    start().save(str(tmp_path / "own.pptx"))
    (tmp_path / "deck.md").write_text("---\ntemplate: own.pptx\n---\n\n## A\n\nx\n")
    assert make(tmp_path / "deck.md").laid.theme.path == str(tmp_path / "own.pptx")


def test_a_place_that_grows_with_its_text_is_as_high_as_its_slide_allows(tmp_path: Path) -> None:
    """It was taken as high as the line that was in it when it was drawn."""
    deck = start()
    content = layout(deck, "Title and Content")
    body = place(content, "obj") if found(content, ".//p:ph[@type='obj']") else found(content, ".//p:sp")[1]
    put(body, 40, 250, 920, 90)
    for old in found(body, ".//a:bodyPr"):
        old.append(element("<a:spAutoFit/>"))
    deck.save(str(tmp_path / "grows.pptx"))
    read = read_template(tmp_path / "grows.pptx", "grows").layouts[LayoutKind.CONTENT]
    assert read.name == "Title and Content"
    assert read.bodies[0].box.height > 0.5 * 540


def test_a_layout_that_shows_what_a_place_asks_for_is_not_used(tmp_path: Path) -> None:
    deck = start()
    text = "<a:r><a:t>Click to edit Master title style</a:t></a:r>"
    add(layout(deck, "Two Content"), shape(box(50, 20, 900, 100), solid("FFFFFF"), text=text))
    deck.save(str(tmp_path / "prompt.pptx"))
    read = read_template(tmp_path / "prompt.pptx", "prompt")
    assert "Two Content" not in {each.name for each in read.layouts.values()}


def test_words_in_a_gradient_have_its_first_colour(make: Callable[..., Built], tmp_path: Path) -> None:
    """In most programs they were black."""
    stops = (
        '<a:gs pos="0"><a:srgbClr val="F0F0FF"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs>'
    )
    deck = start()
    ground(deck.slide_master, solid("102030"))
    for fill in found(deck.slide_master, "./p:txStyles//a:defRPr/a:solidFill"):
        gradient = element(f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>')
        fill.getparent().replace(fill, gradient)
    deck.save(str(tmp_path / "gradient.pptx"))
    built = make("## Title\n\n- words\n", theme=str(tmp_path / "gradient.pptx"))
    for shape_ in Presentation(str(built.pptx)).slides[0].placeholders:
        for run in (r for p in shape_.text_frame.paragraphs for r in p.runs):
            assert str(run.font.color.rgb) == "F0F0FF"


@pytest.mark.parametrize("hidden", ["faint", "painted over"])
def test_shapes_that_nobody_sees_are_in_nobodys_way(tmp_path: Path, hidden: str) -> None:
    deck = start()
    stop = '<a:srgbClr val="9B6BF2"><a:alpha val="9000"/></a:srgbClr>'
    stops = f'<a:gs pos="0">{stop}</a:gs><a:gs pos="100000">{stop}</a:gs>'
    faint = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill>'
    fill = faint if hidden == "faint" else solid("9B6BF2")
    if hidden == "painted over":
        add(deck.slide_master, shape(box(0, 200, 1000, 750), solid("FFFFFF"), number=91))
    add(deck.slide_master, shape(box(0, 400, 330, 400), fill))  # below the other one
    deck.save(str(tmp_path / "hidden.pptx"))
    body = read_template(tmp_path / "hidden.pptx", "hidden").layouts[LayoutKind.CONTENT].bodies[0]
    assert body.inner.x - body.box.x < 12


def test_words_on_a_turned_shape_are_judged_where_it_is_turned_to(tmp_path: Path) -> None:
    """A title on a dark panel was black: a white shape stood there before it was turned."""
    deck = start()
    section = layout(deck, "Section Header")
    ground(section, solid("301040"))
    turned = box(200, 450, 600, 100).replace("<a:xfrm", '<a:xfrm rot="5400000"')
    add(section, shape(turned, solid("FFFFFF")))
    title = place(section, "title")
    put(title, 40, 400, 380, 200)
    for properties in found(title, ".//a:bodyPr"):
        properties.set("anchor", "ctr")
    styled(title, '<a:lvl1pPr algn="l"><a:defRPr sz="3200"><a:solidFill><a:srgbClr val="EBEBEB"/></a:solidFill>'
                  "</a:defRPr></a:lvl1pPr>")  # fmt: skip
    deck.save(str(tmp_path / "turned.pptx"))
    read = read_template(tmp_path / "turned.pptx", "turned").layouts[LayoutKind.SECTION]
    assert read.title is not None
    assert read.title.color == "EBEBEB"


def test_the_picture_of_another_programs_object_is_drawn(tmp_path: Path) -> None:
    """A logo was missing in the page, and said to be a table."""
    deck = start()
    _, relation = deck.slide_master.part.get_or_add_image_part(BytesIO(png(64, 36, (200, 0, 0))))
    place_ = box(20, 20, 100, 100)
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="92" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place_}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="91" name="Object"/><p:cNvGraphicFramePr/><p:nvPr/>'
        f"</p:nvGraphicFramePr>{place_.replace('a:xfrm', 'p:xfrm')}<a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj name="x" progId="x">'
        f"<p:embed/>{picture}</p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
    )
    add(deck.slide_master, frame)
    deck.save(str(tmp_path / "object.pptx"))
    read = read_template(tmp_path / "object.pptx", "object")
    assert read.undrawn == ()
    assert any(isinstance(art.fill, PictureFill) for shapes in read.art.values() for art in shapes)


_FIGURES = {
    "Code": "```python\nprint('the quay')\n```",
    "Chart": "```chart\ntype: bar\ndata:\n  - [quay, tonnes]\n  - [North, 1310]\n  - [South, 1481]\n```",
    "Flow": "```mermaid\nflowchart LR\n  A[Dredging] -->|in March| B[Opening] --> C[Loading]\n```",
    "Numbers": "- **540** ships\n- **12** cranes\n- **67 %** of the tonnes",
    "Formula": "$$ t = \\sum_i t_i $$",
    "Notes": "> Who works at night sees more.\n> — a docker\n\nAnd so[^1] on.\n\n[^1]: Of 2026.",
}


def test_a_page_twice_as_large_has_all_twice_as_large(make: Callable[..., Built], tmp_path: Path) -> None:
    """Keynote's are 1920×1080 pt; what a template does not say was made for 960×540."""
    deck = start()
    deck.save(str(tmp_path / "usual.pptx"))
    deck.slide_width, deck.slide_height = 2 * deck.slide_width, 2 * deck.slide_height
    for part in (deck.slide_master, *deck.slide_layouts):
        for each in found(part, ".//*"):
            for key in ("x", "y", "cx", "cy", "sz", "marL", "indent", "lIns", "tIns", "rIns", "bIns"):
                if re.fullmatch(r"-?\d+", each.get(key, "")):
                    each.set(key, str(2 * int(each.get(key))))
            if each.tag == qn("a:bodyPr") and part is deck.slide_master:
                for key, value in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720)):
                    each.set(key, each.get(key) or str(2 * value))
    deck.save(str(tmp_path / "twice.pptx"))
    usual, twice = (
        make(DECK, theme=str(tmp_path / f"{name}.pptx")).laid.slides for name in ("usual", "twice")
    )
    assert len(usual) == len(twice)
    for one, other in zip(usual, twice, strict=True):
        for frame, larger in zip(one.frames, other.frames, strict=True):
            ends = zip(_ends(frame.box), _ends(larger.box), strict=True)
            assert all(end[1] == pytest.approx(2 * end[0], abs=4) for end in ends), frame
            if isinstance(frame, TextFrame) and isinstance(larger, TextFrame):
                sizes = [paragraph.size for paragraph in frame.paragraphs]
                assert [paragraph.size / 2 for paragraph in larger.paragraphs] == pytest.approx(
                    sizes, abs=0.5
                )


def _ends(place: Box) -> tuple[float, float, float, float]:
    return place.x, place.y, place.right, place.bottom


def test_lines_of_a_cover_are_legible_before_their_place_is_kept(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    put(place(layout(deck, "Title Slide"), "subTitle"), 100, 550, 800, 90)
    deck.save(str(tmp_path / "low.pptx"))
    built = make("---\ntitle: T\nsubtitle: S\nauthor: A B\ndate: 2026-11-14\n---\n\n## A\n\n- x\n",
                 theme=str(tmp_path / "low.pptx"))  # fmt: skip
    frames = [each for each in built.laid.slides[0].frames if isinstance(each, TextFrame)]
    assert min(paragraph.size for frame in frames for paragraph in frame.paragraphs) >= 16


@pytest.mark.parametrize("kind", ["ellipse", "roundRect", "flowChartConnector", "teardrop"])
def test_words_on_a_round_shape_stay_as_the_template_has_them(kind: str, tmp_path: Path) -> None:
    """White titles in a dark circle were black: arcs counted as straight lines, which nothing is within."""
    deck = start()
    section = layout(deck, "Section Header")
    round_ = f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'
    add(section, shape(box(100, 50, 800, 900), solid("301040"), geometry=round_))
    title = place(section, "title")
    put(title, 300, 400, 400, 200)
    styled(title, '<a:lvl1pPr algn="ctr"><a:defRPr sz="3200"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
                  "</a:defRPr></a:lvl1pPr>")  # fmt: skip
    deck.save(str(tmp_path / "round.pptx"))
    read = read_template(tmp_path / "round.pptx", "round").layouts[LayoutKind.SECTION]
    assert read.title is not None
    assert read.title.color == "FFFFFF"


@pytest.mark.parametrize("drawn", ["ground", "words"])
def test_a_layout_that_is_complete_as_it_is_is_no_blank_one(drawn: str, tmp_path: Path) -> None:
    """Quotations stood on a back cover, or below a disclaimer."""
    deck = start()
    blank = layout(deck, "Blank")
    if drawn == "ground":
        add(blank, shape(box(0, 0, 1000, 1000), solid("00338D")))
    else:
        text = "<a:r><a:t>The information herein is of a general nature.</a:t></a:r>"
        add(blank, shape(box(100, 300, 800, 300), "<a:noFill/>", text=text))
    deck.save(str(tmp_path / "back.pptx"))
    read = read_template(tmp_path / "back.pptx", "back")
    assert read.layouts[LayoutKind.BLANK].name == "Title Only"


def test_a_turned_footer_stays_at_its_edge_in_both_files(make, tmp_path: Path) -> None:
    """It stood across the content, as if it were not turned."""
    template = Presentation(str(ROOT / "templates" / "seminar" / "theme.pptx"))
    parts = (template.slide_master, *template.slide_layouts)
    for each in (own for part in parts for own in part.placeholders):
        if each.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            each.left, each.top, each.width, each.height = Pt(-200), Pt(258), Pt(440), Pt(24)
            each.rotation = 270
    template.save(str(tmp_path / "house.pptx"))
    deck = tmp_path / "deck.md"
    deck.write_text(
        "---\ntheme: house.pptx\nfooter: Notice of the house\n---\n\n# One\n\nWords\n\n# Two\n\nMore\n"
    )
    built = make(deck)
    foot = next(f for f in built.laid.slides[1].frames if isinstance(f, TextFrame) and f.role == "footer")
    assert foot.placeholder
    assert foot.placeholder.bounds.x == pytest.approx(8, abs=1)
    shape = next(
        s
        for s in Presentation(str(built.pptx)).slides[1].placeholders
        if s.text_frame.text.startswith("Notice")
    )
    assert shape._element.spPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm") is None
    assert "rotate(270deg)" in built.html.read_text(encoding="utf-8")
