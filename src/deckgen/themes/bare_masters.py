"""Layouts for masters that have none, as Keynote writes them: made of the master's own places."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from deckgen.themes.names import A, P, R, as_part, number

_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAYOUT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"
_NAMES = {
    "title": "Title",
    "secHead": "Section",
    "obj": "Title and content",
    "titleOnly": "Title only",
    "blank": "Blank",
}
_FIRST_ID = 2_147_483_648
"""Of masters and layouts (ECMA-376 part 1, §19.7.8)."""


def with_layouts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with layouts for the first master, if no master has any. Raises `XMLSyntaxError` and `KeyError`."""
    masters = sorted(name for name in parts if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name))
    if not masters or any(re.fullmatch(r"ppt/slideLayouts/[^/]+\.xml", name) for name in parts):
        return parts
    return with_layouts_of(parts, masters[0], _NAMES)


def with_layouts_of(parts: dict[str, bytes], master: str, wanted: Iterable[str]) -> dict[str, bytes]:
    """The parts with a master's own places as layouts of the types `wanted`. Raises `XMLSyntaxError` and `KeyError`."""
    root = etree.fromstring(parts[master])
    (size,) = etree.fromstring(parts["ppt/presentation.xml"]).iterfind(f"{P}sldSz")
    width, height = int(size.get("cx", "0")), int(size.get("cy", "0"))
    kinds = {ph.get("type", "obj") for ph in root.iter(f"{P}ph")}
    relation = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_KINDS}/slideMaster" '
        f'Target="../slideMasters/{posixpath.basename(master)}"/></Relationships>'
    ).encode()
    for kind in wanted:
        parts = add_layout(parts, master, _layout(kind, _NAMES[kind], kinds, width, height), relation)
    return parts


def add_layout(parts: dict[str, bytes], master: str, layout: bytes, relations: bytes) -> dict[str, bytes]:
    """The parts with one more layout of a master's, which has these `relations`. Raises `XMLSyntaxError` and
    `KeyError`."""
    number = next(n for n in itertools.count(1) if f"ppt/slideLayouts/slideLayout{n}.xml" not in parts)
    part = f"ppt/slideLayouts/slideLayout{number}.xml"
    root = etree.fromstring(parts[master])
    rels_name = f"ppt/slideMasters/_rels/{posixpath.basename(master)}.rels"
    its = etree.fromstring(parts.get(rels_name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode()))
    types = etree.fromstring(parts["[Content_Types].xml"])
    etree.SubElement(types, f"{_CONTENT}Override", PartName=f"/{part}", ContentType=_LAYOUT_TYPE)
    etree.SubElement(
        its, f"{{{_RELATIONS}}}Relationship", Id=f"rIdLayout{number}", Type=f"{_KINDS}/slideLayout",
        Target=f"../slideLayouts/slideLayout{number}.xml",
    )  # fmt: skip
    listed = root.find(f"{P}sldLayoutIdLst")
    if listed is None:
        listed = etree.Element(f"{P}sldLayoutIdLst")
        for mapping in root.iterfind(f"{P}clrMap"):
            mapping.addnext(listed)
    row = etree.SubElement(listed, f"{P}sldLayoutId", id=f"{max(_ids(parts), default=_FIRST_ID) + 1}")
    row.set(f"{R}id", f"rIdLayout{number}")
    return {
        **parts,
        part: layout,
        f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels": relations,
        master: as_part(root),
        rels_name: as_part(its),
        "[Content_Types].xml": as_part(types),
    }


def _ids(parts: Mapping[str, bytes]) -> Iterator[int]:
    """Those of masters and layouts, which are all different."""
    for name, data in parts.items():
        if name == "ppt/presentation.xml" or re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name):
            root = etree.fromstring(data)
            for element in (*root.iter(f"{P}sldMasterId"), *root.iter(f"{P}sldLayoutId")):
                yield int(number(element.get("id")))


def _layout(kind: str, name: str, kinds: set[str], width: int, height: int) -> bytes:
    places = []
    if kind in ("title", "secHead"):
        box = (width // 12, height * 3 // 10, width * 10 // 12, height // 5)
        places.append(_place("ctrTitle" if kind == "title" else "title", 0, 2, box))
        under = (box[0], height * 52 // 100, box[2], height // 5)
        places.append(_place("subTitle" if kind == "title" else "body", 1, 3, under, plain=True))
    elif kind != "blank" and "title" in kinds:
        places.append(_place("title", 0, 2))
        if kind == "obj":
            whole = (width // 12, height // 4, width * 10 // 12, height * 6 // 10)
            places.append(_place("obj", 1, 3, None if "body" in kinds else whole))
    for each, chrome in enumerate(("dt", "ftr", "sldNum")):
        if chrome in kinds:
            places.append(_place(chrome, 10 + each, 4 + each))
    head = f'xmlns:a="{A[1:-1]}" xmlns:p="{P[1:-1]}" xmlns:r="{R[1:-1]}"'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:sldLayout {head} type="{kind}" preserve="1">'
        f'<p:cSld name="{name}"><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr/>{''.join(places)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    ).encode()


def _place(
    kind: str, idx: int, shape: int, box: tuple[int, int, int, int] | None = None, *, plain: bool = False
) -> str:
    at = f' type="{kind}"' + (f' idx="{idx}"' if idx else "")
    where = ""
    if box:
        where = f'<a:xfrm><a:off x="{box[0]}" y="{box[1]}"/><a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm>'
    style = '<a:lvl1pPr marL="0" indent="0"><a:buNone/></a:lvl1pPr>' if plain else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape}" name="{kind} {shape}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{at}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle>{style}"
        "</a:lstStyle><a:p/></p:txBody></p:sp>"
    )
