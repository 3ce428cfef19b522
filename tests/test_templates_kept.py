"""What a deck takes over of its template's file, and what it leaves."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from deckgen.layout.model import TextFrame
from deckgen.themes.art import Paint, PictureFill
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.model import LayoutKind, TemplateError
from deckgen.themes.names import A
from deckgen.themes.report import as_markdown, report_of
from deckgen.themes.template import read_template
from tests.conftest import Built
from tests.instruments.template_kinds import (
    NAMES,
    add,
    box,
    element,
    found,
    ground,
    picture,
    png,
    shape,
    solid,
    start,
)
from tests.instruments.text import pptx_slides
from tests.instruments.validators import structural_findings

DECK = "## A\n\n- b\n"


def _with(path: Path, changes: Mapping[str, Callable[[str], str]]) -> Path:
    """The template with parts changed, or added (from nothing)."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b"").decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_how_a_template_is_shown_and_who_may_change_it_is_not_the_decks(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """A show of chosen slides that are gone was named, in a kiosk; and its password was asked for."""
    start().save(str(tmp_path / "t.pptx"))
    kiosk = '<p:showPr loop="1"><p:kiosk/><p:custShow id="0"/></p:showPr>'
    lock = '<p:modifyVerifier algorithmName="SHA-512" hashData="aa==" saltData="bb==" spinCount="100000"/>'

    def shown(_: str) -> str:
        names = " ".join(f'xmlns:{prefix}="{NAMES[prefix]}"' for prefix in "apr")
        return f"<p:presentationPr {names}>{kiosk}</p:presentationPr>"

    def locked(presentation: str) -> str:
        start_ = presentation.replace("<p:presentation ", '<p:presentation firstSlideNum="0" ', 1)
        return start_.replace("</p:defaultTextStyle>", "</p:defaultTextStyle>" + lock, 1)

    theme = _with(tmp_path / "t.pptx", {"ppt/presProps.xml": shown, "ppt/presentation.xml": locked})
    built = make(DECK, theme=str(theme))
    with zipfile.ZipFile(built.pptx) as archive:
        assert b"showPr" not in archive.read("ppt/presProps.xml")
        written = archive.read("ppt/presentation.xml")
    assert b"modifyVerifier" not in written
    assert b"firstSlideNum" not in written
    assert not structural_findings(built.pptx)


def test_shares_of_strict_files_are_written_as_in_all_others(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    deck = start()
    add(
        deck.slide_master,
        shape(box(0, 0, 1000, 90), solid('<a:srgbClr val="C04000"><a:lumMod val="75000"/></a:srgbClr>')),
    )
    deck.save(str(tmp_path / "t.pptx"))

    def strict(text: str) -> str:
        return text.replace('val="75000"', 'val="75%"').replace(
            "http://schemas.openxmlformats.org/presentationml/2006/main",
            "http://purl.oclc.org/ooxml/presentationml/main",
        )

    names = zipfile.ZipFile(tmp_path / "t.pptx").namelist()
    theme = _with(
        tmp_path / "t.pptx",
        {name: strict for name in names if name.startswith("ppt/") and name.endswith(".xml")},
    )
    built = make(DECK, theme=str(theme))
    with zipfile.ZipFile(built.pptx) as archive:
        master = archive.read("ppt/slideMasters/slideMaster1.xml")
    assert b'<a:lumMod val="75000"/>' in master
    assert not structural_findings(built.pptx)


@pytest.mark.parametrize(("needs", "color"), [("p14", "0B6E4F"), ("p14 a16", "0B6E4F"), ("zz9", "D50032")])
def test_of_alternatives_that_one_is_drawn_which_powerpoint_draws(
    tmp_path: Path, needs: str, color: str
) -> None:
    deck = start()
    known = " ".join(f'xmlns:{prefix}="urn:{prefix}"' for prefix in needs.split())
    narrow, wide = (
        shape(box(0, 0, width, 1000), solid(fill)) for width, fill in ((20, "0B6E4F"), (300, "D50032"))
    )
    add(
        deck.slide_master,
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice {known} Requires="{needs}">{narrow}</mc:Choice>'
        f"<mc:Fallback>{wide}</mc:Fallback></mc:AlternateContent>",
    )
    deck.save(str(tmp_path / "t.pptx"))
    theme = read_template(tmp_path / "t.pptx", "t")
    (drawn,) = theme.layouts[LayoutKind.CONTENT].drawn(theme.art)
    assert drawn.fill == Paint(color)


@pytest.mark.parametrize(
    ("cut", "inset", "hidden"),
    [
        ('t="10000"', "", (0, 0.1, 0, 0)),
        ("", 't="-40000" b="-60000"', (0, 0.2, 0, 0.3)),
        ("", 'l="20000" r="30000"', (-0.4, 0, -0.6, 0)),
        ('l="50000"', 'l="-100000"', (0.75, 0, 0, 0)),
    ],
)
def test_a_picture_on_the_ground_is_cut_as_its_frame_says(
    tmp_path: Path, cut: str, inset: str, hidden: tuple[float, float, float, float]
) -> None:
    """One larger than the slide stood as a band in its middle."""
    deck = start()
    (tmp_path / "a.png").write_bytes(png(40, 20, (200, 80, 20)))
    _, relation = deck.slide_master.part.get_or_add_image_part(str(tmp_path / "a.png"))
    frame = f"<a:srcRect {cut}/><a:stretch><a:fillRect {inset}/></a:stretch>"
    ground(deck.slide_master, f'<a:blipFill><a:blip r:embed="{relation}"/>{frame}</a:blipFill>')
    deck.save(str(tmp_path / "t.pptx"))
    for shown in read_template(tmp_path / "t.pptx", "t").grounds.values():
        assert isinstance(shown, PictureFill)
        assert shown.crop == pytest.approx(hidden)


@pytest.mark.parametrize(
    ("name", "digits"), [("midnightBlue", "191970"), ("dkSlateGray", "2F4F4F"), ("ltCoral", "F08080"),
                         ("medOrchid", "BA55D3"), ("noSuch", "808080")],
)  # fmt: skip
def test_colours_have_the_names_of_the_format(name: str, digits: str) -> None:
    fill = element(f'<a:solidFill><a:prstClr val="{name}"/></a:solidFill>')
    assert Inks({}, {}).paint(fill) == Paint(digits)


def test_what_leads_nowhere_is_not_taken_over(make: Callable[..., Built], tmp_path: Path) -> None:
    """PowerPoint asks whether it should repair such a file."""
    deck = start()
    (tmp_path / "a.png").write_bytes(png(40, 20, (200, 80, 20)))
    part, relation = deck.slide_master.part.get_or_add_image_part(str(tmp_path / "a.png"))
    add(deck.slide_master, picture(relation, box(10, 10, 50, 50)))
    deck.save(str(tmp_path / "t.pptx"))
    lost = str(part.partname)[1:]
    with zipfile.ZipFile(tmp_path / "t.pptx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != lost}
    with zipfile.ZipFile(tmp_path / "t.pptx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    built = make(DECK, theme=str(tmp_path / "t.pptx"))
    with zipfile.ZipFile(built.pptx) as archive:
        relations = etree.fromstring(archive.read("ppt/slideMasters/_rels/slideMaster1.xml.rels"))
        master = etree.fromstring(archive.read("ppt/slideMasters/slideMaster1.xml"))
    assert not [each for each in relations if each.get("Type", "").endswith("/image")]
    assert [dict(blip.attrib) for blip in master.iter(f"{A}blip")] == [{}]
    assert not found(master, ".//@r:embed")
    Presentation(str(built.pptx))


def test_a_template_that_lacks_a_part_is_told_which(tmp_path: Path) -> None:
    start().save(str(tmp_path / "t.pptx"))
    name = "ppt/slideLayouts/slideLayout4.xml"
    with zipfile.ZipFile(tmp_path / "t.pptx") as archive:
        parts = {each: archive.read(each) for each in archive.namelist() if each != name}
    with zipfile.ZipFile(tmp_path / "t.pptx", "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    with pytest.raises(TemplateError, match=f"it lacks {name}"):
        read_template(tmp_path / "t.pptx", "t")


def test_pictures_as_bullets_are_the_templates_and_a_dot_in_the_page(
    make: Callable[..., Built], tmp_path: Path
) -> None:
    """Each level had the next one's bullet, written over the picture."""
    deck = start()
    (tmp_path / "a.png").write_bytes(png(8, 8, (200, 80, 20)))
    _, relation = deck.slide_master.part.get_or_add_image_part(str(tmp_path / "a.png"))
    for level, bullet in (
        (1, f'<a:buBlip><a:blip r:embed="{relation}"/></a:buBlip>'),
        (2, '<a:buChar char="✓"/>'),
    ):
        (style,) = found(deck.slide_master, f"./p:txStyles/p:bodyStyle/a:lvl{level}pPr")
        for old in found(style, "./a:buChar|./a:buFont"):
            style.remove(old)
        style.insert(len(found(style, "./a:lnSpc|./a:spcBef|./a:spcAft")), element(bullet))
    deck.save(str(tmp_path / "t.pptx"))
    built = make("## A\n\n- b\n  - c\n", theme=str(tmp_path / "t.pptx"))
    slide = Presentation(str(built.pptx)).slides[0]
    body = next(each for each in slide.placeholders if each.placeholder_format.idx == 1)
    assert not found(body.text_frame.paragraphs[0]._p, "./a:pPr/a:buChar")
    frame = next(f for f in built.laid.slides[0].frames if isinstance(f, TextFrame) and f.role == "body")
    assert [each.marker.text for each in frame.paragraphs if each.marker] == ["•", "✓"]


def test_a_file_that_is_encrypted_or_old_is_told_from_one_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(TemplateError, match="protected by a password, or older"):
        read_template(tmp_path / "t.pptx", "t")
    (tmp_path / "t.pptx").write_bytes(b"words")
    with pytest.raises(TemplateError, match="is not a PowerPoint template"):
        read_template(tmp_path / "t.pptx", "t")


def test_a_layouts_name_stands_in_the_report_as_it_is(make: Callable[..., Built], tmp_path: Path) -> None:
    """“Team (4 portraits)” was a formula."""
    deck = start()
    deck.slide_layouts[1].name = "Team (4 portraits) [new]"
    deck.save(str(tmp_path / "t.pptx"))
    theme = read_template(tmp_path / "t.pptx", "t")
    built = make(as_markdown(report_of(theme)), theme=str(tmp_path / "t.pptx"))
    assert "Team (4 portraits) [new]" in " ".join(pptx_slides(built.pptx))
