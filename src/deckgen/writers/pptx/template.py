"""The template's package, stripped of its own slides and ready for ours.

Reading it needs an XML parser; the result is plain data that the cache can keep.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from deckgen.resources import DEFAULT_THEME, shipped
from deckgen.themes.model import Scheme, TemplateError
from deckgen.themes.names import A, P, R, as_part
from deckgen.themes.package import read_file
from deckgen.themes.scheme import branded
from deckgen.writers.pptx.package import Relation, TemplatePackage, reachable
from deckgen.writers.pptx.xml import RELATIONS

_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_SLIDE_KINDS = tuple(
    f"{RELATIONS}/{kind}" for kind in ("slide", "notesMaster", "handoutMaster", "commentAuthors")
)
_MARK = "deckgen-goes-here"


def read_package(path: Path, scheme: Scheme | None = None) -> TemplatePackage:
    """Read the template at `path` (a theme has already been read from it), in a brand's colours and fonts if it has
    some. Raises `TemplateError`."""
    try:
        file = read_file(path)
        return _read(dict((branded(file, scheme) if scheme else file).parts))
    except (KeyError, IndexError, AttributeError, TypeError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError(f"{path} lacks parts that every presentation has") from error


def _read(parts: dict[str, bytes]) -> TemplatePackage:
    defaults, overrides = _content_types(parts.pop("[Content_Types].xml"))
    graph = {name: _targets(parts, name) for name in parts if not name.endswith(".rels")}
    relations = _relations(parts, "ppt/presentation.xml")
    root = etree.fromstring(parts["ppt/presentation.xml"])
    ids = {number: relation for relation, number in relations.items()}
    kept = [r for r in relations if r.kind not in _SLIDE_KINDS]
    master = _notes_master(ids, root)
    if not master:
        _borrow_notes_master(parts, overrides, graph)
        master = "ppt/notesMasters/notesMaster1.xml"
    kept.append(Relation("notesMaster", posixpath.relpath(master, "ppt")))
    before, after = _presentation(root, ids, kept)
    graph["ppt/presentation.xml"] = [
        posixpath.normpath(posixpath.join("ppt", relation.target)).lstrip("/") for relation in kept
    ]
    if shown := parts.get("ppt/presProps.xml"):
        parts["ppt/presProps.xml"] = _as_any_show(shown)
    roots = ["ppt/presentation.xml", "docProps/app.xml"]
    wanted = reachable(graph, roots) - {"ppt/presentation.xml"}
    files = {name: data for name, data in parts.items() if name in wanted or _owner(name) in wanted}
    files["_rels/.rels"] = parts["_rels/.rels"]
    return TemplatePackage(
        parts=files,
        defaults=defaults,
        overrides=overrides,
        relations=tuple(kept),
        notes_master=master,
        before=before,
        after=after,
    )


def _as_any_show(data: bytes) -> bytes:
    """The properties of a presentation that is shown as any other: not as a kiosk, nor a selection of slides."""
    root = etree.fromstring(data)
    for element in root.findall(f"{P}showPr"):
        root.remove(element)
    return as_part(root)


def _content_types(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    root = etree.fromstring(data)
    defaults = {e.get("Extension", ""): e.get("ContentType", "") for e in root.iter(f"{_CONTENT}Default")}
    overrides = {e.get("PartName", ""): e.get("ContentType", "") for e in root.iter(f"{_CONTENT}Override")}
    overrides["/ppt/presentation.xml"] = f"{_TYPE}.presentation.main+xml"
    return defaults, overrides


def _rels_name(name: str) -> str:
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


def _owner(name: str) -> str:
    """The part that a .rels part belongs to."""
    folder, file = posixpath.split(name)
    if not file.endswith(".rels"):
        return ""
    return f"{posixpath.dirname(folder)}/{file.removesuffix('.rels')}"


def _relations(parts: Mapping[str, bytes], name: str) -> dict[Relation, str]:
    data = parts.get(_rels_name(name))
    if data is None:
        return {}
    return {
        Relation(e.get("Type", ""), e.get("Target", ""), e.get("TargetMode") == "External"): e.get("Id", "")
        for e in etree.fromstring(data)
    }


def _targets(parts: Mapping[str, bytes], name: str) -> list[str]:
    folder = posixpath.dirname(name)
    return [
        posixpath.normpath(posixpath.join("/", folder, relation.target)).lstrip("/")
        for relation in _relations(parts, name)
        if not relation.external
    ]


def _notes_master(ids: Mapping[str, Relation], root: etree._Element) -> str:
    element = root.find(f"{P}notesMasterIdLst/{P}notesMasterId")
    if element is None:
        return ""
    relation = ids[element.get(f"{R}id", "")]
    return posixpath.normpath(posixpath.join("ppt", relation.target)).lstrip("/")


def _borrow_notes_master(
    parts: dict[str, bytes], overrides: dict[str, str], graph: dict[str, list[str]]
) -> None:
    """Templates without a notes master get that of our own theme."""
    with zipfile.ZipFile(shipped("templates", DEFAULT_THEME, "theme.pptx")) as own:
        parts["ppt/notesMasters/notesMaster1.xml"] = own.read("ppt/notesMasters/notesMaster1.xml")
        parts["ppt/theme/deckgenNotes.xml"] = own.read("ppt/theme/theme2.xml")
    rels = Relation("theme", "../theme/deckgenNotes.xml").xml(1)
    parts["ppt/notesMasters/_rels/notesMaster1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rels}</Relationships>"
    ).encode()
    overrides["/ppt/notesMasters/notesMaster1.xml"] = f"{_TYPE}.notesMaster+xml"
    overrides["/ppt/theme/deckgenNotes.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    graph["ppt/notesMasters/notesMaster1.xml"] = ["ppt/theme/deckgenNotes.xml"]


def _presentation(root: etree._Element, ids: Mapping[str, Relation], kept: list[Relation]) -> tuple[str, str]:
    """`presentation.xml` renumbered for `kept`, cut where the slide list belongs, without what it says of the
    template's own slides, and the password against changes of it."""
    numbers = {relation: number for number, relation in enumerate(kept, 1)}
    for name in (
        "sldIdLst",
        "notesMasterIdLst",
        "handoutMasterIdLst",
        "custShowLst",
        "modifyVerifier",
        "extLst",
        "custDataLst",
    ):
        for element in root.findall(f"{P}{name}"):
            root.remove(element)
    if "firstSlideNum" in root.attrib:
        del root.attrib["firstSlideNum"]
    for element in root.iter():
        old = ids.get(element.get(f"{R}id", ""))
        if old in numbers:
            element.set(f"{R}id", f"rId{numbers[old]}")
    masters = root.find(f"{P}sldMasterIdLst")
    assert masters is not None, "a theme has been read from this template"
    position = list(root).index(masters) + 1
    mark = etree.Element(f"{P}mark")
    root.insert(position, mark)
    mark.text = _MARK
    text = etree.tostring(root, encoding="unicode")
    before, _, after = text.partition(f"<p:mark>{_MARK}</p:mark>")
    return before, after


def mirrored(template: TemplatePackage, width: float) -> TemplatePackage:
    """The template for decks that are read from the right: on its master and layouts, left and right are exchanged.

    `width` is the slide's in points. Pictures move, and are not turned over.
    """
    across = round(width * EMU_PER_POINT)
    parts = dict(template.parts)
    for name, data in template.parts.items():
        if name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/")) and name.endswith(".xml"):
            parts[name] = _turned(data, across)
    return replace(template, parts=parts)


EMU_PER_POINT = 12700
_SIDES = {"l": "r", "r": "l"}


def _turned(data: bytes, across: int) -> bytes:
    root = etree.fromstring(data)
    for shape in root.iterfind(f"{P}cSld/{P}spTree/*"):
        for xfrm in (*shape.iterfind(f"{P}spPr/{A}xfrm"), *shape.iterfind(f"{P}grpSpPr/{A}xfrm"),
                     *shape.iterfind(f"{P}xfrm")):  # fmt: skip
            offset, extent = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
            if offset is not None and extent is not None:
                x = across - int(offset.get("x", "0")) - int(extent.get("cx", "0"))
                offset.set("x", str(x))
        place = shape.find(f".//{P}ph")
        if place is not None and place.get("type") in ("sldNum", "dt"):
            for level in shape.iter(f"{A}lvl1pPr", f"{A}pPr"):
                level.set("algn", _SIDES.get(level.get("algn", "l"), level.get("algn", "l")))
    for style in root.iterfind(f"{P}txStyles/*"):
        if style.tag != f"{P}otherStyle":
            for level in style:
                if level.get("algn", "l") == "l":
                    level.set("algn", "r")
                level.set("rtl", "1")
    return as_part(root)
