"""A company's template as it is: small ones, each with one kind of thing, and what both decks make of it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy
import pytest
from lxml import etree
from PIL import Image, ImageFilter
from pptx import Presentation

from deckgen.layout.model import LaidOutDeck, TextFrame
from deckgen.memory import Memory
from deckgen.themes.art import Paint, Shading
from deckgen.themes.box import Box
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.drawingml.geometry import outlines_of
from deckgen.themes.drawingml.metafiles import drawing_of
from deckgen.themes.drawingml.presets import PRESETS
from deckgen.themes.machine_fonts import _may_travel
from deckgen.themes.model import LayoutKind, SlideLayout
from deckgen.themes.stand_ins import font_for
from deckgen.themes.template import read_template
from deckgen.themes.typefaces import twin_file
from deckgen.writers.pdf.sheets import Printout
from deckgen.writers.pdf.writer import printed
from deckgen.writers.png.pictures import page_pictures
from tests.conftest import Built
from tests.instruments.contrast import faint
from tests.instruments.renderers import page_of, to_pdf
from tests.instruments.template_kinds import (
    DECK,
    KINDS,
    add,
    box,
    element,
    fonts,
    layout,
    png,
    shape,
    solid,
    start,
    write,
)
from tests.instruments.text import altered, pptx_slides
from tests.instruments.validators import structural_findings

DRAWN = (
    "transforms",
    "filled_title",
    "grounds",
    "art",
    "words",
    "odd_colors",
    "dark_master",
    "own_text",
    "capitals",
    "turned",
    "framed",
    "own_map",
    "faded",
)
"""Kinds whose pictures are compared."""
UNLIKE = (0.01, 0.03)
"""Share of pixels that differ by a quarter of full scale: on average, and on any slide."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="session")
def on(make: Callable[..., Built], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The deck on the template that shows a kind, built once."""
    done: dict[str, Built] = {}

    def now(kind: str) -> Built:
        if kind not in done:
            done[kind] = make(DECK, theme=str(write(kind, tmp_path_factory.mktemp("template"))))
        return done[kind]

    return now


def _layout(built: Built, kind: LayoutKind) -> SlideLayout:
    return built.laid.theme.layouts[kind]


def _texts(built: Built, slide: int, role: str) -> list[TextFrame]:
    frames = built.laid.slides[slide].frames
    return [frame for frame in frames if isinstance(frame, TextFrame) and frame.role == role]


# -- for all of them -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_gives_a_deck_with_all_its_words(on: Callable[[str], Built], kind: str) -> None:
    built = on(kind)
    assert len(built.laid.slides) == 5
    assert altered(built.deck, pptx_slides(built.pptx)) == []
    assert structural_findings(built.pptx) == []
    theme = built.laid.theme
    for slide in built.laid.slides:
        for frame in slide.frames:
            edges = (frame.box.x, frame.box.y, theme.width - frame.box.right, theme.height - frame.box.bottom)
            assert min(edges) >= -1, (slide.title, frame.box)


def test_both_files_show_what_the_template_draws(on: Callable[[str], Built], tmp_path: Path) -> None:
    decks = [on(kind) for kind in DRAWN]
    files = [tmp_path / f"{kind}.pptx" for kind in DRAWN]
    for built, file in zip(decks, files, strict=True):
        file.write_bytes(built.pptx.read_bytes())
    for kind, built, pdf in zip(DRAWN, decks, to_pdf(files, tmp_path), strict=True):
        one, other = _pictures(pdf.read_bytes()), _pictures(_page(built.laid))
        shares = [_unlike(a, b) for a, b in zip(one, other, strict=True)]
        assert sum(shares) / len(shares) <= UNLIKE[0], (kind, shares)
        assert max(shares) <= UNLIKE[1], (kind, shares)


def _page(laid: LaidOutDeck) -> bytes:
    return printed(laid, Printout(), Memory(None))


def _pictures(pdf: bytes) -> list[Image.Image]:
    return [Image.open(BytesIO(data)).convert("RGB") for data in page_pictures(pdf, 480)]


def _unlike(one: Image.Image, other: Image.Image) -> float:
    blurred = [
        numpy.asarray(each.resize((480, 270)).filter(ImageFilter.GaussianBlur(2)), dtype=float)
        for each in (one, other)
    ]
    return float((numpy.abs(blurred[0] - blurred[1]).max(axis=2) > 255 / 4).mean())


@pytest.mark.parametrize(
    "kind",
    ["odd_colors", "dark_master", "filled_title", "grounds", "transforms", "framed", "own_map", "faded"],
)
def test_all_words_can_be_read(on: Callable[[str], Built], kind: str) -> None:
    """Cream titles on white, black text on a dark master: what the template itself would not have shown."""
    assert faint(on(kind).html) == []


# -- which layout is which -------------------------------------------------------------------


def test_layouts_without_types_are_told_by_their_places(on: Callable[[str], Built]) -> None:
    built = on("untyped")
    kinds = (LayoutKind.COVER, LayoutKind.SECTION, LayoutKind.CONTENT, LayoutKind.TWO)
    assert [_layout(built, kind).name for kind in kinds] == ["Erste", "Vierte", "Zweite", "Dritte"]
    assert [slide.layout for slide in built.laid.slides[:4]] == list(kinds)
    assert {place.idx for place in _layout(built, LayoutKind.CONTENT).lines} == {13}


def test_without_a_layout_for_two_contents_they_stand_on_that_for_one(on: Callable[[str], Built]) -> None:
    built = on("no_pair")
    assert _layout(built, LayoutKind.TWO).part == _layout(built, LayoutKind.CONTENT).part
    one, other = _texts(built, 3, "body")
    assert one.box.right <= other.box.x


def test_two_places_without_numbers_are_not_both_filled(on: Callable[[str], Built]) -> None:
    slide = Presentation(on("no_numbers").pptx).slides[3]
    numbers = [(shape.placeholder_format.idx, shape.placeholder_format.type) for shape in slide.placeholders]
    assert len(numbers) == len(set(numbers)) == 3


def test_a_master_without_layouts_gets_some(on: Callable[[str], Built]) -> None:
    built = on("bare_master")
    names = [slide.slide_layout.name for slide in Presentation(built.pptx).slides]
    assert names == ["Title", "Section", "Title and content", "Title and content", "Title and content"]


def test_the_cover_spreads_its_lines_over_its_places(on: Callable[[str], Built]) -> None:
    built = on("cover_lines")
    shown = [
        (frame.placeholder.idx, frame.text) for frame in _texts(built, 0, "subtitle") if frame.placeholder
    ]
    assert shown == [(1, "What was built"), (13, "Planning office"), (14, "November 20, 2026")]
    low = on("untyped")
    assert [frame.text for frame in _texts(low, 0, "subtitle")] == [
        "What was built",
        "Planning office\nNovember 20, 2026",
    ]
    last = _texts(low, 0, "subtitle")[-1]
    assert last.box.bottom >= max(line.baseline for paragraph in last.paragraphs for line in paragraph.lines)


def test_a_slide_stands_on_the_layout_that_its_author_names(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    template = str(write("transforms", tmp_path))
    text = '# T\n\n---\n\n## A {layout="Content with Caption"}\n\n- x\n\n---\n\n## B {layout="Inhalt 7"}\n\n- y\n'
    built = make(text, theme=template)
    slides = Presentation(built.pptx).slides
    assert slides[1].slide_layout.name == "Content with Caption"
    (found,) = built.diagnostics
    assert (found.code, found.span.line, found.span.column) == ("unknown-layout", 11, 15)
    assert "`Two Content`" in found.hint


# -- how text is set -------------------------------------------------------------------------


def test_text_has_the_weight_the_colour_and_the_italics_of_its_level(on: Callable[[str], Built]) -> None:
    built = on("own_text")
    (body,) = _texts(built, 2, "body")
    looks = [(p.level, p.bold, p.italic, p.color) for p in body.paragraphs]
    assert looks == [(0, True, False, "0050A0"), (0, True, False, "0050A0"), (1, False, True, "107040")]
    xml = etree.tostring(Presentation(built.pptx).slides[2].placeholders[1]._element).decode()
    assert not re.search(r'<a:rPr[^>]* [bi]="', xml), "the place has it already"
    assert "<a:solidFill" not in xml
    with page_of(built.html) as (page, _):
        shown = page.evaluate(
            """() => [...document.querySelectorAll('section')[2].querySelectorAll('li > div')].map(element => {
                 const style = getComputedStyle(element); return [style.fontWeight, style.fontStyle, style.color]; })"""
        )
    assert shown == [["700", "normal", "rgb(0, 80, 160)"]] * 2 + [["400", "italic", "rgb(16, 112, 64)"]]


def test_titles_in_capitals_are_measured_so_and_typed_as_their_author_did(on: Callable[[str], Built]) -> None:
    built = on("capitals")
    assert "Dredging is complete" in pptx_slides(built.pptx)[2]
    (title,) = _texts(built, 2, "title")
    with page_of(built.html) as (page, _):
        page.evaluate("Reveal.slide(2)")
        width = page.evaluate(
            """() => { const range = document.createRange();
                 range.selectNodeContents(Reveal.getCurrentSlide().querySelector('h2'));
                 return range.getBoundingClientRect().width / Reveal.getScale(); }"""
        )
    assert title.paragraphs[0].lines[0].width == pytest.approx(width * 0.75, rel=0.02)


def test_bullets_are_the_templates_own_and_inherited(on: Callable[[str], Built]) -> None:
    built = on("bullets")
    (body,) = _texts(built, 2, "body")
    assert [p.marker.text for p in body.paragraphs if p.marker] == ["▪", "▪", "➢"]
    assert built.laid.theme.color(built.laid.theme.tokens.bullets.color) == "C00000"
    paragraph = Presentation(built.pptx).slides[2].placeholders[1]._element.find(f".//{A}pPr")
    assert [child for child in paragraph if "bu" in child.tag.partition("}")[2][:2]] == []
    assert paragraph.get("marL") is None


def test_fonts_that_are_not_here_are_stood_in_for_and_named_once(on: Callable[[str], Built]) -> None:
    built = on("strange_fonts")
    title, body = (built.laid.theme.fonts[role] for role in ("title", "body"))
    assert (title.twin, title.stands_in) == ("gelasio", False)
    assert (body.twin, body.stands_in) == ("arimo", True)
    assert body.stretch > 1.1
    (found,) = built.diagnostics
    assert found.code == "font-stand-in"
    assert re.search("Gotham .*Arimo", found.message)
    assert "size-adjust" in built.html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("family", "panose", "twin"),
    [("Segoe UI Semibold", "", "arimo"), ("Calibri Light", "", "carlito"), ("EB Garamond", "", "tinos"),
     ("Haus Grotesk", "", "arimo"), ("Haus", "02020603050405020304", "tinos"), ("Haus Mono", "", "cousine"),
     ("Haus", "020B0609020204030204", "cousine")],
)  # fmt: skip
def test_a_stand_in_is_of_the_fonts_class(tmp_path: Path, family: str, panose: str, twin: str) -> None:
    assert font_for(family, panose, tmp_path).twin == twin


# -- what is drawn ---------------------------------------------------------------------------


def test_colours_go_through_their_transforms_in_order() -> None:
    inks = Inks({"accent1": "4F81BD", "dk1": "000000"}, {"tx1": "dk1"})

    def paint(xml: str) -> Paint | None:
        return inks.paint(element(f"<a:solidFill>{xml}</a:solidFill>"))

    changes = '<a:lumMod val="20000"/><a:lumOff val="80000"/>'
    assert paint(f'<a:schemeClr val="accent1">{changes}</a:schemeClr>') == Paint("DCE6F2")
    assert paint('<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>') == Paint("254061")
    assert paint('<a:schemeClr val="tx1"><a:alpha val="40000"/></a:schemeClr>') == Paint("000000", 0.4)
    assert paint('<a:schemeClr val="tx1"><a:tint val="50000"/></a:schemeClr>') == Paint("BCBCBC")
    assert paint('<a:sysClr val="windowText" lastClr="112233"/>') == Paint("112233")
    assert paint('<a:schemeClr val="nothing"/>') is None


def test_grounds_are_read_as_they_are_filled(on: Callable[[str], Built]) -> None:
    theme = on("grounds").laid.theme
    content, section = theme.layouts[LayoutKind.CONTENT], theme.layouts[LayoutKind.SECTION]
    ground = theme.grounds[content.ground]
    assert isinstance(ground, Shading)
    assert [paint.digits for _, paint in ground.stops] == ["102040", "3060A0"]
    assert theme.layouts[LayoutKind.COVER].background == "78143C"
    assert section.background != "FFFFFF"


def test_art_has_its_shapes_in_their_places(on: Callable[[str], Built]) -> None:
    theme = on("art").laid.theme
    (shapes,) = theme.art.values()
    looks = {(art.stroke or art.fill).paint.digits if art.stroke else art.fill.digits: art for art in shapes}  # type: ignore[union-attr]
    assert set(looks) == {"E07010", "503291", "00A050", "C00000"}, "the hidden one is not drawn"
    ellipse = looks["00A050"]
    assert (ellipse.box.width, ellipse.box.height, ellipse.angle) == (
        pytest.approx(31.5, abs=0.1),
        pytest.approx(15.7, abs=0.1),
        45,
    )
    assert looks["503291"].outlines[0].path.count("L") == 2


def test_every_preset_stays_in_its_box() -> None:
    for name, preset in PRESETS.items():
        for outline in preset(120.0, 60.0, {}):
            assert outline.path.startswith("M"), name
            assert "nan" not in outline.path, name
    unread: set[str] = set()
    outlines_of(element('<p:spPr><a:prstGeom prst="gear9"><a:avLst/></a:prstGeom></p:spPr>'), 10, 10, unread)
    assert unread == {"shapes of the kind gear9"}


def test_guides_of_a_drawn_shape_are_worked_out() -> None:
    steps = (
        '<a:moveTo><a:pt x="l" y="t"/></a:moveTo><a:lnTo><a:pt x="x" y="b"/></a:lnTo>'
        '<a:arcTo wR="wd2" hR="hd2" stAng="0" swAng="5400000"/><a:close/>'
    )
    half = '<a:gdLst><a:gd name="x" fmla="*/ w a 100000"/></a:gdLst>'
    guides = f'<a:avLst><a:gd name="a" fmla="val 50000"/></a:avLst>{half}'
    paths = f"<a:pathLst><a:path>{steps}</a:path></a:pathLst>"
    xml = f"<p:spPr><a:custGeom>{guides}{paths}</a:custGeom></p:spPr>"
    (outline,) = outlines_of(element(xml), 100.0, 40.0, set())
    assert outline.path == "M0.00 0.00L50.00 40.00A50.00 20.00 0 0 1 0.00 60.00Z"


def test_words_of_the_master_stand_on_every_slide_with_its_number(on: Callable[[str], Built]) -> None:
    built = on("words")
    with page_of(built.html) as (page, _):
        shown = page.evaluate("[...document.querySelectorAll('section')].map(section => section.textContent)")
    assert all("Harbour Board – for internal use" in text for text in shown)
    numbers = re.findall(r'data-number="c"[^>]*>([^<]*)<', built.html.read_text(encoding="utf-8"))
    assert numbers == ["1", "2", "3", "4", "5"]


def test_what_a_page_cannot_show_is_said_once(on: Callable[[str], Built]) -> None:
    found = [d.message for d in on("logos").diagnostics if d.code == "template-art"]
    assert found == ["the page does not show all that the template draws: pictures of the kind .wmf"]


def test_a_masters_picture_is_in_the_page_once(make: Callable[..., Built], tmp_path: Path) -> None:
    text = "# T\n" + "".join(f"\n---\n\n## S{number}\n\nmot\n" for number in range(12))
    built = make(text, theme=str(write("logos", tmp_path)))
    page = built.html.read_text(encoding="utf-8")
    assert page.count("data:image/png;base64") == 2  # one cropped, one mirrored


def test_places_outside_the_slide_are_scaled_onto_it(on: Callable[[str], Built]) -> None:
    built = on("other_size")
    assert "template-size" in built.codes
    for slide in Presentation(built.pptx).slides:
        for each in slide.placeholders:
            assert 0 <= each.left <= 7556500 + 12700 - each.width


def test_a_number_that_is_too_large_for_its_place_stays_on_one_line(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    built = make(DECK.replace("lang: en", "slide-number: c/t"), theme=str(write("large_number", tmp_path)))
    (number,) = _texts(built, 2, "number")
    assert len(number.paragraphs[0].lines) == 1
    assert number.paragraphs[0].size == 20.0
    assert number.box.width > 30


def test_the_template_follows_when_somebody_goes_on_editing(
    on: Callable[[str], Built], tmp_path: Path
) -> None:
    """Every layout of the template is still there, and takes a slide."""
    deck = Presentation(on("own_text").pptx)
    for each in deck.slide_layouts:
        deck.slides.add_slide(each)
    deck.save(str(tmp_path / "more.pptx"))
    assert len(Presentation(str(tmp_path / "more.pptx")).slides) == 5 + len(deck.slide_layouts)


def test_a_first_reading_takes_no_longer_than_it_may(tmp_path: Path) -> None:
    """No part is read twice, whatever there is on it: the deck's own slides, many layouts."""
    deck = start()
    for _ in range(40):
        deck.slides.add_slide(layout(deck, "Title and Content"))
    path = tmp_path / "many.pptx"
    deck.save(str(path))
    assert read_template(path, "x").layouts[LayoutKind.CONTENT].name == "Title and Content"


# -- what its owner says ---------------------------------------------------------------------


def test_a_toml_beside_it_overrules_what_was_found(make: Callable[..., Built], tmp_path: Path) -> None:
    template = write("odd_colors", tmp_path)
    toml = '[layouts]\ncover = "Section Header"\nsecton = "x"\ncontent = "Inhalt"\n\n[roles]\nmuted = "tx1 40%"\n'
    template.with_suffix(".toml").write_text(toml, encoding="utf-8")
    built = make(DECK, theme=str(template))
    assert _layout(built, LayoutKind.COVER).name == "Section Header"
    assert built.laid.theme.color("muted") == "666666"
    found = {(d.code, d.span.line if d.span else 0): d for d in built.diagnostics}
    assert set(found) == {("theme-option", 3), ("theme-option", 4)}
    assert "`Two Content`" in found["theme-option", 4].hint


def test_text_goes_into_a_place_by_its_name(make: Callable[..., Built], tmp_path: Path) -> None:
    template = str(write("cover_lines", tmp_path))
    text = (
        '# T\n\n::: {placeholder="Line 14"}\nAbteilung **Hafen**\n:::\n\n---\n\n## A\n\n- x\n\n'
        '::: {placeholder="Line 99"}\nEin Wort\n:::\n'
    )
    built = make(text, theme=template)
    slides = Presentation(built.pptx).slides
    (shape,) = [each for each in slides[0].placeholders if each.placeholder_format.idx == 14]
    assert shape.text_frame.text == "Abteilung Hafen"
    assert "Ein Wort" in pptx_slides(built.pptx)[1], "what has no place is not lost"
    (found,) = built.diagnostics
    assert (found.code, found.span.line) == ("unknown-placeholder", 13)
    assert "Abteilung" in built.html.read_text(encoding="utf-8")


def test_the_check_says_what_was_found_and_shows_it(tmp_path: Path) -> None:
    template = write("untyped", tmp_path)
    command = [sys.executable, "-m", "deckgen", "themes", "check", str(template)]
    done = subprocess.run([*command, "-o", "out"], cwd=tmp_path, capture_output=True, text=True, check=True)
    rows = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert ["cover", "Erste", "a title in much room, and few lines"] in rows
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {f"untyped-{kind}.{form}" for kind in ("check", "specimen") for form in ("pptx", "html")}
    shown = Presentation(str(tmp_path / "out" / "untyped-check.pptx")).slides
    every = {slide.slide_layout.name for slide in shown}
    assert {"Erste", "Zweite", "Dritte", "Vierte", "Title Only", "Blank"} <= every
    told = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    report = json.loads(told.stdout)
    assert {row["purpose"]: row["layout"] for row in report["purposes"]}["section"] == "Vierte"
    assert {font["name"] for font in report["fonts"]} == {"Calibri", "Courier New"}
    (content,) = [each for each in report["layouts"] if each["name"] == "Zweite"]
    assert {place["use"] for place in content["places"]} == {"title", "content", "line", "around"}


def test_a_picture_and_its_words_stand_where_the_template_has_places_for_them(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    (tmp_path / "photo.png").write_bytes(png(160, 90, (120, 20, 60)))
    (tmp_path / "deck.md").write_text(
        "# T\n\n---\n\n## A\n\n![Ein Turm](photo.png)\n\nElf Jahre war er dunkel.\n"
    )
    built = make(tmp_path / "deck.md", theme=str(write("own_text", tmp_path)))
    slide = Presentation(built.pptx).slides[1]
    assert slide.slide_layout.name == "Picture with Caption"
    kinds = {each.placeholder_format.type.name: each for each in slide.placeholders}
    assert kinds["PICTURE"].image.ext == "png"
    assert kinds["BODY"].text_frame.text == "Elf Jahre war er dunkel."
    assert kinds["PICTURE"].width / kinds["PICTURE"].height == pytest.approx(160 / 90, rel=0.01)


def _wmf() -> bytes:
    """A green rectangle in the left half."""

    def record(kind: int, *values: int) -> bytes:
        return struct.pack("<IH", 3 + len(values), kind) + struct.pack(f"<{len(values)}h", *values)

    records = record(0x20B, 0, 0) + record(0x20C, 100, 200)
    records += (
        struct.pack("<IHHIH", 7, 0x2FC, 0, 0x00008000, 0) + record(0x12D, 0) + record(0x41B, 100, 100, 0, 0)
    )
    records += record(0)
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, (18 + len(records)) // 2, 1, 10, 0)
    placed = struct.pack("<IHhhhhHIH", 0x9AC6CDD7, 0, 0, 0, 200, 100, 96, 0, 0)
    return placed + head + records


def _emf(shift: int = 0) -> bytes:
    """A blue triangle as a path, on a device of 10 pixels a millimetre."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<2I", kind, 8 + len(data)) + data

    sizes = struct.pack("<4i4i", 0, 0, 200, 100, 0, 0, 2000, 1000)
    head = sizes + b" EMF" + struct.pack("<IIIHHIIIii2i", 0x10000, 0, 9, 2, 0, 0, 0, 0, 1000, 1000, 100, 100)
    brush = record(39, struct.pack("<4I", 1, 0, 0x00FF0000, 0)) + record(37, struct.pack("<I", 1))
    corners = struct.pack("<4iI4h", 0, 0, 0, 0, 2, 200 + shift, 100, shift, 100)
    path = record(59, b"") + record(27, struct.pack("<2i", shift, 0)) + record(89, corners) + record(61, b"")
    return record(1, head) + brush + path + record(60, b"") + record(62, bytes(16)) + record(14, bytes(12))


def test_metafiles_are_drawn_as_shapes() -> None:
    (shape,) = drawing_of(_wmf(), Box(10.0, 20.0, 400.0, 200.0)).shapes
    assert shape.fill == Paint("008000")
    assert shape.outlines[0].path == "M 0.00 0.00 L 200.00 0.00 200.00 200.00 0.00 200.00 Z"
    (triangle,) = drawing_of(_emf(), Box(0.0, 0.0, 100.0, 50.0)).shapes
    assert (triangle.fill, triangle.stroke) == (Paint("0000FF"), None)
    assert triangle.outlines[0].path == "M 0.00 0.00 L 100.00 50.00 0.00 50.00 Z"


def test_what_a_metafile_draws_beside_its_frame_is_not_seen() -> None:
    """A sheet of colours stood beside a logo."""
    box = Box(0.0, 0.0, 100.0, 50.0)
    assert [shape.clipped for shape in drawing_of(_emf(), box).shapes] == [False]
    assert [shape.clipped for shape in drawing_of(_emf(100), box).shapes] == [True]
    assert drawing_of(_emf(300), box).shapes == ()


@pytest.mark.parametrize("data", [_wmf(), _emf()])
def test_a_broken_metafile_is_none(data: bytes) -> None:
    pick = random.Random(1)
    for _ in range(300):
        broken = bytearray(data[: pick.randrange(len(data))])
        for _ in range(pick.randrange(6)):
            if broken:
                broken[pick.randrange(len(broken))] = pick.randrange(256)
        drawing_of(bytes(broken), Box(0.0, 0.0, 100.0, 50.0))


def test_a_themes_own_file_is_a_template(make: Callable[..., Built], tmp_path: Path) -> None:
    """A .thmx has the same parts elsewhere."""
    template, theme = write("odd_colors", tmp_path), tmp_path / "house.thmx"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(theme, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                data = data.replace(b'"/ppt/', b'"/theme/').replace(b'"ppt/', b'"theme/')
            target.writestr(re.sub("^ppt/", "theme/", name), data)
    built = make(DECK, theme=str(theme))
    assert [slide.slide_layout.name for slide in Presentation(built.pptx).slides][:2] == [
        "Title Slide",
        "Section Header",
    ]
    assert structural_findings(built.pptx) == []


def test_a_font_beside_the_template_is_measured_and_travels(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """The next build sees it, too, when it comes later."""
    deck = start()
    fonts(deck, "Gelasio", "Gelasio")
    template = tmp_path / "house.pptx"
    deck.save(str(template))
    assert make(DECK, theme=str(template)).laid.theme.fonts["body"].files == ()
    (tmp_path / "fonts").mkdir()
    shutil.copy(twin_file("gelasio", "latin", bold=False, italic=False), tmp_path / "fonts" / "Serif.ttf")
    built = make(DECK, theme=str(template))
    (own,) = built.laid.theme.fonts["body"].files
    assert Path(own.path).name == "Serif.ttf"
    assert "font-family:own-gelasio" in built.html.read_text(encoding="utf-8")


def test_words_stand_beside_what_the_template_draws(make: Callable[..., Built], tmp_path: Path) -> None:
    """A logo in the title's place, a rule across the text's foot; a card below all is no obstacle."""
    deck = start()
    master = deck.slide_master
    add(master, shape(box(820, 60, 120, 100), solid("503291"), number=91))
    add(master, shape(box(0, 860, 1000, 10), solid("E07010"), number=92))
    add(master, shape(box(30, 200, 940, 700), solid("F4F4F4"), number=93))
    deck.save(str(tmp_path / "own.pptx"))
    long = "Ein langer Titel, der bis an den Rand der Folie reicht und noch weiter, wenn er darf"
    items = "\n".join(f"- Punkt {number} mit Worten" for number in range(14))
    built = make(f"# T\n\n---\n\n## {long}\n\n{items}\n", theme=str(tmp_path / "own.pptx"))
    for slide in built.laid.slides[1:]:
        for frame in slide.frames:
            if isinstance(frame, TextFrame) and frame.role in ("title", "body"):
                for line in (line for paragraph in frame.paragraphs for line in paragraph.lines):
                    assert line.x + line.width <= 0.82 * 960 or frame.role == "body"
                    assert line.baseline <= 0.86 * 540


def test_a_font_of_this_machine_is_measured_and_travels(
    make: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As fontconfig lists it; one that forbids to be embedded is none."""
    file = twin_file("gelasio", "latin", bold=False, italic=False)
    tool = tmp_path / "bin" / "fc-list"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\nprintf '{file}\\tHausschrift Acht\\tRegular\\n'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    deck = start()
    fonts(deck, "Hausschrift Acht", "Hausschrift Acht")
    deck.save(str(tmp_path / "house.pptx"))
    built = make(DECK, theme=str(tmp_path / "house.pptx"))
    assert built.diagnostics == ()
    assert built.laid.theme.fonts["body"].files[0].path == str(file)
    data = bytearray(file.read_bytes())
    tables = {
        bytes(data[at : at + 4]): at
        for at in (12 + 16 * number for number in range(int.from_bytes(data[4:6], "big")))
    }
    where = int.from_bytes(data[tables[b"OS/2"] + 8 : tables[b"OS/2"] + 12], "big")
    data[where + 8 : where + 10] = b"\0\2"
    assert _may_travel(file.read_bytes())
    assert not _may_travel(bytes(data))
