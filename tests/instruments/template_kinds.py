"""Small templates that each show one kind of thing that companies' templates have: python-pptx's own, altered."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
WIDTH, HEIGHT = 12192000, 6858000
DECK = """---
title: Harbour works
subtitle: What was built
author: Planning office
date: 2026-11-20
lang: en
---

--- Where we stand

## Dredging is complete

- The eastern quay opened in March
- Costs stayed within the limit
  - Disposal at sea ended in June

## Two sides

::: columns
::: column
### Went well
- Shifts at night
:::
::: column
### Did not
- Permits for the crane
:::
:::

## Tonnes by quay

| Quay | 2025 | 2026 |
|---|---:|---:|
| North | 1310 | 1481 |

> [!WARNING]
> The figures of 2026 are provisional.
"""


def element(xml: str) -> Any:
    """An element from its text, prefixes as in `NAMES`."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf"<\1 {spaces}", xml, count=1))


def found(node: Any, query: str) -> list[Any]:
    """What an XPath finds, prefixes as in `NAMES`."""
    return list(etree.ElementBase.xpath(getattr(node, "_element", node), query, namespaces=NAMES))


def start() -> Any:
    """The template at 16:9."""
    deck = Presentation()
    across, down = WIDTH / deck.slide_width, HEIGHT / deck.slide_height
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for part in (deck.slide_master, *deck.slide_layouts):
        for each in found(part, ".//a:off|.//a:ext[@cx]"):
            for key, scale in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                if each.get(key):
                    each.set(key, str(round(int(each.get(key)) * scale)))
    return deck


def layout(deck: Any, name: str) -> Any:
    return next(each for each in deck.slide_layouts if each.name == name)


def place(part: Any, kind: str, idx: int | None = None) -> Any:
    """A placeholder's shape by type, and by number if given."""
    for shape in part.placeholders:
        (ph,) = found(shape, ".//p:ph")
        if ph.get("type", "obj") == kind and (idx is None or int(ph.get("idx", "0")) == idx):
            return shape
    raise LookupError(kind)


def put(shape: Any, x: float, y: float, width: float, height: float) -> None:
    """Move a shape, in thousandths of the slide."""
    shape.left, shape.top = round(x * WIDTH / 1000), round(y * HEIGHT / 1000)
    shape.width, shape.height = round(width * WIDTH / 1000), round(height * HEIGHT / 1000)


def styled(shape: Any, levels: str) -> None:
    """Give a placeholder a list style."""
    (style,) = found(shape, ".//a:lstStyle")
    for child in list(style):
        style.remove(child)
    style.extend(list(element(f"<a:lstStyle>{levels}</a:lstStyle>")))


def box(x: float, y: float, width: float, height: float, more: str = "") -> str:
    """`<a:xfrm>`, in thousandths of the slide."""
    return (
        f'<a:xfrm{more}><a:off x="{round(x * WIDTH / 1000)}" y="{round(y * HEIGHT / 1000)}"/>'
        f'<a:ext cx="{round(width * WIDTH / 1000)}" cy="{round(height * HEIGHT / 1000)}"/></a:xfrm>'
    )


RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def solid(color: str) -> str:
    """`<a:solidFill>` of digits, or of a colour's element."""
    inner = color if color.startswith("<") else f'<a:srgbClr val="{color}"/>'
    return f"<a:solidFill>{inner}</a:solidFill>"


def shape(
    place_: str, fill: str, geometry: str = RECT, line: str = NO_LINE, text: str = "", number: int = 90
) -> str:
    """A shape of a master's own."""
    body = f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{text}</a:p></p:txBody>" if text else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Art {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{place_}{geometry}{fill}{line}</p:spPr>{body}</p:sp>"
    )


def add(part: Any, xml: str) -> None:
    """A shape behind all others."""
    found(part, "./p:cSld/p:spTree")[0].insert(2, element(xml))


def ground(part: Any, fill: str) -> None:
    """What a master's or layout's slides stand on."""
    (content,) = found(part, "./p:cSld")
    for old in found(content, "./p:bg"):
        content.remove(old)
    content.insert(0, element(f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"))


def line_place(part: Any, idx: int, y: float, height: float = 50, size: int = 1400) -> None:
    """A place for a line of text."""
    found(part, "./p:cSld/p:spTree")[0].append(
        element(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{idx + 40}" name="Line {idx}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="body" sz="quarter" idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr>'
            f"{box(80, y, 840, height)}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle>"
            f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{size}"/></a:lvl1pPr></a:lstStyle>'
            "<a:p><a:r><a:t>Line</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    )


def colors(deck: Any, **named: str) -> None:
    """Colours of the theme."""
    parts = (
        rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    part = next(parts)
    root = etree.fromstring(part.blob)
    for name, digits in named.items():
        (slot,) = root.xpath(f".//a:clrScheme/a:{name}", namespaces=NAMES)
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{{{NAMES['a']}}}srgbClr").set("val", digits)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fonts(deck: Any, major: str, minor: str) -> None:
    """Fonts of the theme."""
    parts = (
        rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    part = next(parts)
    root = etree.fromstring(part.blob)
    for kind, name in (("major", major), ("minor", minor)):
        root.xpath(f".//a:{kind}Font/a:latin", namespaces=NAMES)[0].set("typeface", name)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def png(
    width: int, height: int, left: tuple[int, int, int], right: tuple[int, int, int] | None = None
) -> bytes:
    """A picture of one colour, or of two halves."""
    row = b"\0" + bytes(left) * (width // 2) + bytes(right or left) * (width - width // 2)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * height))
        + chunk(b"IEND", b"")
    )


def picture(relation: str, place_: str, crop: str = "", number: int = 70) -> str:
    """A picture of a master's own."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo {number}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/>{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{place_}{RECT}</p:spPr></p:pic>"
    )


# -- the kinds -------------------------------------------------------------------------------


def untyped(deck: Any) -> None:
    """Layouts made by hand have no type; a line of text stands under every title, the cover has one more."""
    cover, one, two = (layout(deck, name) for name in ("Title Slide", "Title and Content", "Two Content"))
    section = layout(deck, "Section Header")
    put(place(cover, "ctrTitle"), 80, 300, 500, 150)
    put(place(cover, "subTitle"), 80, 460, 500, 60)
    line_place(cover, 10, 540)
    for each in (one, two):
        line_place(each, 13, 170, size=1600)
        for shift, body in enumerate(found(each, ".//p:ph[@idx='1' or @idx='2']")):
            body.set("idx", str(14 + shift))
    ground(cover, solid("D8C7F2"))
    ground(section, solid("C7E8F2"))
    for each, name in ((cover, "Erste"), (one, "Zweite"), (two, "Dritte"), (section, "Vierte")):
        each.name = name
    for each in deck.slide_layouts:
        each._element.attrib.pop("type", None)
        if each.name in ("Comparison", "Content with Caption", "Picture with Caption"):
            deck.slide_layouts.remove(each)


def cover_lines(deck: Any) -> None:
    """The cover's subtitle holds one line; two more places wait for author and date."""
    cover = layout(deck, "Title Slide")
    put(place(cover, "ctrTitle"), 80, 300, 840, 200)
    put(place(cover, "subTitle"), 80, 510, 840, 60)
    line_place(cover, 13, 620)
    line_place(cover, 14, 680)
    ground(cover, solid("FFD28A"))


def dark_master(deck: Any) -> None:
    """The colour map exchanges light and dark."""
    (mapping,) = found(deck.slide_master, "./p:clrMap")
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapping.set(name, slot)


def odd_colors(deck: Any) -> None:
    """The second colours are the other way round, and titles stand on a bar."""
    colors(deck, dk2="FFEBD5", lt2="78120A", accent1="E32213", accent6="E7BF91")
    add(deck.slide_master, shape(box(0, 0, 1000, 200), solid('<a:schemeClr val="bg2"/>')))
    for each in found(deck.slide_master, ".//p:titleStyle//a:schemeClr"):
        each.set("val", "tx2")


def own_text(deck: Any) -> None:
    """Bold blue text, italic green below it."""
    styled(
        place(layout(deck, "Title and Content"), "obj"),
        f'<a:lvl1pPr><a:defRPr b="1">{solid("0050A0")}</a:defRPr></a:lvl1pPr>'
        f'<a:lvl2pPr><a:defRPr i="1">{solid("107040")}</a:defRPr></a:lvl2pPr>',
    )


def transforms(deck: Any) -> None:
    """Colours with changes, one half seen through; a section on a darker accent."""
    master, section = deck.slide_master, layout(deck, "Section Header")
    dark = '<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>'
    pale = '<a:schemeClr val="accent1"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:schemeClr>'
    add(master, shape(box(0, 0, 1000, 60), solid(dark), number=91))
    add(master, shape(box(0, 940, 1000, 60), solid(pale), number=92))
    faint = '<a:srgbClr val="C00000"><a:alpha val="15000"/></a:srgbClr>'
    add(master, shape(box(0, 200, 60, 700), solid(faint), number=93))
    add(
        master,
        shape(
            box(940, 200, 60, 700),
            solid('<a:schemeClr val="tx1"><a:tint val="50000"/></a:schemeClr>'),
            number=94,
        ),
    )
    ground(section, solid('<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>'))
    styled(
        place(section, "title"), f'<a:lvl1pPr><a:defRPr sz="4000">{solid("FFFFFF")}</a:defRPr></a:lvl1pPr>'
    )


def filled_title(deck: Any) -> None:
    """The title's place is the dark bar itself; its text is white."""
    for part in (deck.slide_master, layout(deck, "Section Header")):
        found(place(part, "title"), "./p:spPr")[0].append(element(solid("404858")))
    for each in found(deck.slide_master, ".//p:titleStyle//a:schemeClr"):
        each.set("val", "bg1")
    ink = solid('<a:schemeClr val="tx1"/>')
    styled(
        place(layout(deck, "Title Slide"), "ctrTitle"), f"<a:lvl1pPr><a:defRPr>{ink}</a:defRPr></a:lvl1pPr>"
    )


def grounds(deck: Any) -> None:
    """A gradient, a picture, and one of the theme's own fills, with white text on all."""
    stops = (
        '<a:gs pos="0"><a:srgbClr val="102040"/></a:gs><a:gs pos="100000"><a:srgbClr val="3060A0"/></a:gs>'
    )
    way = '<a:lin ang="5400000" scaled="0"/>'
    ground(deck.slide_master, f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst>{way}</a:gradFill>')
    cover = layout(deck, "Title Slide")
    _, relation = cover.part.get_or_add_image_part(io.BytesIO(png(64, 36, (120, 20, 60))))
    ground(
        cover, f'<a:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    )
    section = found(layout(deck, "Section Header"), "./p:cSld")[0]
    section.insert(0, element('<p:bg><p:bgRef idx="1003"><a:srgbClr val="205030"/></p:bgRef></p:bg>'))
    for each in found(deck.slide_master, ".//p:txStyles//a:schemeClr"):
        each.set("val", "bg1")
    for each in deck.slide_layouts:
        for fill in found(each, ".//a:lstStyle//a:solidFill"):
            fill.getparent().remove(fill)


def art(deck: Any) -> None:
    """A line, a freeform, a group with an ellipse that is turned, an outlined box, and one that is hidden."""
    master = deck.slide_master
    line = f'<a:ln w="38100">{solid("E07010")}</a:ln>'
    straight = '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
    add(master, '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="80" name="Rule"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
                f"<p:spPr>{box(50, 205, 900, 0)}{straight}{line}</p:spPr></p:cxnSp>")  # fmt: skip
    points = ((100, 0), (100, 100), (0, 0))
    steps = "".join(
        f'<a:{kind}><a:pt x="{x}" y="{y}"/></a:{kind}>'
        for kind, (x, y) in zip(("moveTo", "lnTo", "lnTo"), points, strict=True)
    )
    own = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="100" h="100">{steps}<a:close/></a:path></a:pathLst></a:custGeom>'
    )
    add(master, shape(box(700, 0, 300, 180), solid("503291"), own, number=81))
    round_ = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    inside = '<a:xfrm rot="2700000"><a:off x="0" y="0"/><a:ext cx="4000" cy="2000"/></a:xfrm>'
    add(master, '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="82" name="Mark"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
                '<p:grpSpPr><a:xfrm><a:off x="200000" y="6100000"/><a:ext cx="800000" cy="400000"/>'
                '<a:chOff x="0" y="0"/><a:chExt cx="8000" cy="4000"/></a:xfrm></p:grpSpPr>'
                f'{shape(inside, solid("00A050"), round_, number=83)}</p:grpSp>')  # fmt: skip
    edge = f'<a:ln w="25400">{solid("C00000")}</a:ln>'
    add(master, shape(box(880, 880, 90, 90), "<a:noFill/>", line=edge, number=84))
    add(
        master,
        shape(box(0, 0, 1000, 1000), solid("FF00FF"), number=85).replace(
            'name="Art 85"', 'name="x" hidden="1"'
        ),
    )


def words(deck: Any) -> None:
    """The master says who publishes, and counts the slides in a text box."""
    said = '<a:r><a:rPr lang="en-US" sz="1200"/><a:t>Harbour Board – for internal use</a:t></a:r>'
    add(deck.slide_master, shape(box(50, 930, 400, 50), "<a:noFill/>", text=said, number=95))
    field = "{0A0A0A0A-0000-4000-8000-000000000001}"
    count = f'<a:fld id="{field}" type="slidenum"><a:rPr lang="en-US" sz="1200"/><a:t>‹#›</a:t></a:fld>'
    add(deck.slide_master, shape(box(880, 930, 80, 50), "<a:noFill/>", text=count, number=96))


def capitals(deck: Any) -> None:
    """Titles in capitals, widely spaced, in italics."""
    for each in found(deck.slide_master, ".//p:titleStyle/a:lvl1pPr/a:defRPr"):
        for key, value in (("cap", "all"), ("spc", "300"), ("i", "1")):
            each.set(key, value)


def strange_fonts(deck: Any) -> None:
    """Gotham, and titles that name Georgia themselves."""
    fonts(deck, "Gotham", "Gotham")
    for each in found(deck.slide_master, ".//p:titleStyle/a:lvl1pPr/a:defRPr/a:latin"):
        each.set("typeface", "Georgia")


def no_pair(deck: Any) -> None:
    """No layout for two contents; the cover has two places for text, and art above its title."""
    for name in ("Two Content", "Comparison", "Content with Caption", "Picture with Caption"):
        deck.slide_layouts.remove(layout(deck, name))
    cover = layout(deck, "Title Slide")
    put(place(cover, "ctrTitle"), 80, 250, 840, 200)
    line_place(cover, 11, 800, 80)
    add(cover, shape(box(400, 30, 200, 180), solid("D76C23")))


def other_size(deck: Any) -> None:
    """The slide was made A4 upright; the places are still those of a wide one."""
    deck.slide_width, deck.slide_height = 7556500, 10693400


def logos(deck: Any) -> None:
    """A logo cropped to its right half, one mirrored, and one that no page can show."""
    master = deck.slide_master
    _, relation = master.part.get_or_add_image_part(io.BytesIO(png(80, 40, (200, 0, 0), (0, 0, 200))))
    add(master, picture(relation, box(20, 20, 80, 70), '<a:srcRect l="50000"/>', 71))
    add(master, picture(relation, box(120, 20, 80, 70, ' flipH="1"'), "", 72))
    part = Part(
        PackURI("/ppt/media/logo.wmf"), "image/x-wmf", master.part.package, b"\xd7\xcd\xc6\x9a" + bytes(40)
    )
    other = master.part.relate_to(part, f"{NAMES['r']}/image")
    add(master, picture(other, box(220, 20, 80, 70), "", 73))


def no_numbers(deck: Any) -> None:
    """Two places of one layout have no number, and can't be told apart."""
    for each in deck.slide_layouts:
        for ph in found(each, ".//p:ph[not(@type) or @type='obj' or @type='body']"):
            ph.set("type", "body")
            ph.attrib.pop("idx", None)


def bare_master(deck: Any) -> None:
    """A master without layouts."""
    (listed,) = found(deck.slide_master, "./p:sldLayoutIdLst")
    for each in list(listed):
        deck.slide_master.part.drop_rel(each.get(f"{{{NAMES['r']}}}id"))
        listed.remove(each)


def large_number(deck: Any) -> None:
    """The number has a narrow place and a large size."""
    for part in (deck.slide_master, *deck.slide_layouts):
        for each in part.placeholders:
            if found(each, ".//p:ph")[0].get("type") == "sldNum":
                put(each, 950, 920, 30, 60)
                styled(each, '<a:lvl1pPr algn="r"><a:defRPr sz="2000"/></a:lvl1pPr>')


def bullets(deck: Any) -> None:
    """Squares in red, arrows below them."""
    (style,) = found(deck.slide_master, ".//p:bodyStyle")
    for level, sign, left in ((1, "\uf0a7", 540000), (2, "\uf0d8", 1080000)):
        (own,) = found(style, f"./a:lvl{level}pPr")
        own.set("marL", str(left))
        own.set("indent", "-540000")
        for old in found(own, "./a:buChar|./a:buFont"):
            own.remove(old)
        font = '<a:buFont typeface="Wingdings" pitchFamily="2" charset="2"/>'
        for xml in ('<a:buClr><a:srgbClr val="C00000"/></a:buClr>', font, f'<a:buChar char="{sign}"/>'):
            found(own, "./a:defRPr")[0].addprevious(element(xml))


def turned(deck: Any) -> None:
    """A group that is mirrored and turned, and a bar on its side in one that is stretched."""
    for number, (at, turn) in enumerate((
        (box(600, 20, 300, 160, ' flipH="1" rot="1200000"'), ""),
        (box(20, 880, 400, 100), ' rot="5400000"'),
    )):  # fmt: skip
        arrow = '<a:prstGeom prst="rightArrow"><a:avLst/></a:prstGeom>'
        place_ = f'<a:xfrm{turn}><a:off x="1000" y="1000"/><a:ext cx="3000" cy="1000"/></a:xfrm>'
        frame = at.replace("</a:xfrm>", '<a:chOff x="0" y="0"/><a:chExt cx="5000" cy="4000"/></a:xfrm>')
        add(deck.slide_master, f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{70 + number}" name="Group"/><p:cNvGrpSpPr/>'
            f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>"
            f"{shape(place_, solid('00A050'), arrow, number=80 + number)}</p:grpSp>")  # fmt: skip


def framed(deck: Any) -> None:
    """Places with outlines, one on a picture, text in two columns and in a font that only its style names."""
    for kind, color in (("title", "E0A020"), ("body", "B00020")):
        properties = found(place(deck.slide_master, kind), "./p:spPr")[0]
        properties.append(element(f'<a:ln w="25400">{solid(color)}</a:ln>'))
    cover = layout(deck, "Title Slide")
    _, relation = cover.part.get_or_add_image_part(io.BytesIO(png(64, 36, (20, 60, 30))))
    fill = f'<a:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    found(place(cover, "ctrTitle"), "./p:spPr")[0].append(element(fill))
    white = f"<a:lvl1pPr><a:defRPr>{solid('FFFFFF')}</a:defRPr></a:lvl1pPr>"
    styled(place(cover, "ctrTitle"), white)
    found(place(deck.slide_master, "body"), ".//a:bodyPr")[0].set("numCol", "2")
    for latin in found(deck.slide_master, ".//p:bodyStyle//a:latin"):
        latin.set("typeface", "Georgia")


def own_map(deck: Any) -> None:
    """The cover exchanges light and dark; the master's bar and ground follow."""
    cover = layout(deck, "Title Slide")
    for old in found(cover, "./p:clrMapOvr"):
        cover._element.remove(old)
    kinds = {f"accent{n}": f"accent{n}" for n in range(1, 7)} | {"hlink": "hlink", "folHlink": "folHlink"}
    mapping = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"} | kinds
    at = " ".join(f'{key}="{value}"' for key, value in mapping.items())
    over = element(f"<p:clrMapOvr><a:overrideClrMapping {at}/></p:clrMapOvr>")
    found(cover, "./p:cSld")[0].addnext(over)
    add(deck.slide_master, shape(box(0, 0, 1000, 60), solid('<a:schemeClr val="bg2"/>')))


def faded(deck: Any) -> None:
    """A washed-out picture to stand on; a band of tiles, and a grey picture."""
    master = deck.slide_master
    _, relation = master.part.get_or_add_image_part(io.BytesIO(png(64, 36, (220, 20, 60), (20, 20, 160))))
    faint = f'<a:blip r:embed="{relation}"><a:alphaModFix amt="8000"/></a:blip>'
    whole = "<a:stretch><a:fillRect/></a:stretch>"
    ground(master, f'<a:blipFill dpi="0" rotWithShape="1">{faint}{whole}</a:blipFill>')
    tiles = '<a:tile tx="0" ty="0" sx="50000" sy="50000" flip="none" algn="tl"/>'
    add(
        master,
        shape(
            box(0, 930, 300, 70), f'<a:blipFill><a:blip r:embed="{relation}"/>{tiles}</a:blipFill>', number=91
        ),
    )
    grey = f'<a:blip r:embed="{relation}"><a:grayscl/></a:blip>'
    add(master, shape(box(0, 30, 60, 100), f"<a:blipFill>{grey}{whole}</a:blipFill>", number=92))


KINDS: dict[str, Callable[[Any], None]] = {
    kind.__name__: kind
    for kind in (
        untyped, cover_lines, dark_master, odd_colors, own_text, transforms, filled_title, grounds, art, words,
        capitals, strange_fonts, no_pair, other_size, logos, no_numbers, bare_master, large_number, bullets,
        turned, framed, own_map, faded,
    )
}  # fmt: skip


def write(kind: str, folder: Path) -> Path:
    """The template that shows one kind."""
    deck = start()
    KINDS[kind](deck)
    path = folder / f"{kind}.pptx"
    deck.save(str(path))
    return path
