"""A PowerPoint file as its parts, without what a template must not bring: programs, links to elsewhere, bombs."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from pathlib import Path

from lxml import etree
from msgspec import Struct

from deckgen.patterns import regex
from deckgen.themes.bare_masters import with_layouts
from deckgen.themes.lacking_content import with_content
from deckgen.themes.model import TemplateError
from deckgen.themes.names import P, R, as_part
from deckgen.themes.prompt_styles import with_prompt_styles

LARGEST_XML = 40_000_000
"""Bytes of a part that is XML, unpacked."""
LARGEST = 400_000_000
"""Bytes of all parts, unpacked."""
MOST_PARTS = 10_000
BROKEN = (
    OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, RuntimeError, NotImplementedError,
    etree.XMLSyntaxError,
)  # fmt: skip
"""What unpacking a broken file raises."""
_PROGRAMS = regex(
    r"(?:vbaProject|vbaData|activeX\d*|ctrlProp\d*|oleObject\d*)[^/]*$|/(?:activeX|ctrlProps)/", re.IGNORECASE
)
_LINKS = regex(r"(?:https?:|mailto:)", re.I)


_NEEDED = frozenset(("slideMaster", "slideLayout", "theme"))
"""Relations without which a template can't be read."""


class TemplateFile(Struct, frozen=True):
    """The parts of a template by name."""

    parts: dict[str, bytes]
    left_out: tuple[str, ...] = ()
    """What was not taken over, in words."""

    def read(self, name: str) -> bytes:
        """One part. Raises `KeyError`."""
        return self.parts[name]

    def namelist(self) -> list[str]:
        """Their names."""
        return list(self.parts)


def read_file(path: Path) -> TemplateFile:
    """The template at `path`. Raises `TemplateError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = parts_of(archive)
        _check(parts)
        return _without_strangers(with_content(with_layouts(with_prompt_styles(_with_size(parts)))))
    except BROKEN as error:
        if isinstance(error, zipfile.BadZipFile) and _begins_as_old(path):
            raise TemplateError(f"{path} is protected by a password, or older than .pptx") from error
        said = getattr(error, "strerror", None) or " ".join(str(error).split())[:120]
        raise TemplateError(f"{path} is not a PowerPoint template: {said}") from error


def _begins_as_old(path: Path) -> bool:
    """True for a compound file: what PowerPoint wrote before 2007, and writes where it encrypts."""
    with path.open("rb") as file:
        return file.read(4) == b"\xd0\xcf\x11\xe0"


def parts_of(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """A file's parts by name, those of strict files and of a theme's own as any other's. Raises `ValueError` for one
    that unpacks to more than any presentation has, and what `zipfile` raises."""
    return _as_presentation(_transitional(_parts(archive)))


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_PARTS:
        raise ValueError(f"it has {len(infos)} parts")
    parts: dict[str, bytes] = {}
    left = LARGEST
    for info in infos:
        most = min(left, LARGEST_XML if info.filename.endswith((".xml", ".rels")) else LARGEST)
        with archive.open(info) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise ValueError(f"it unpacks to more than {most // 1_000_000} MB")
        left -= len(data)
        parts[info.filename] = data
    return parts


_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (rb"drawingml/(\w+)", rb"http://schemas.openxmlformats.org/drawingml/2006/\1"),
    (rb"presentationml/main", rb"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (rb"officeDocument/(\w+)", rb"http://schemas.openxmlformats.org/officeDocument/2006/\1"),
)
"""Names of the format's strict form (ISO/IEC 29500-1) → those that every program writes (29500-4)."""


def _transitional(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a file in the format's strict form as all others have them."""
    if not any(_STRICT in data for name, data in parts.items() if name.endswith("presentation.xml")):
        return parts
    found = {}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            for strict, usual in _TRANSITIONAL:
                data = re.sub(_STRICT + strict, usual, data)
            data = re.sub(rb' conformance="strict"', b"", data)
            data = re.sub(rb'="(-?[\d.]+)%"', _in_charts if "/charts/" in name else _in_thousandths, data)
        found[name] = data
    return found


def _in_thousandths(share: re.Match[bytes]) -> bytes:
    """`75%` as `75000`, as shares are written."""
    return b'="%d"' % round(float(share[1]) * 1000)


def _in_charts(share: re.Match[bytes]) -> bytes:
    """`75%` as `75`, as charts have it."""
    return b'="%s"' % share[1]


def _as_presentation(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a theme's own file (.thmx) where a presentation has them."""
    if "ppt/presentation.xml" in parts or "theme/presentation.xml" not in parts:
        return parts
    found = {}
    for name, data in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            data = re.sub(rb'((?:Target|PartName)="/?)theme/(?!theme\d)', rb"\1ppt/", data)
        found[re.sub("^theme/", "ppt/", name)] = data
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    found["_rels/.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="' + kind + b'" Target="ppt/presentation.xml"/></Relationships>'
    )
    return found


def _with_size(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a presentation whose slides have a size; 4:3, the format's own, where none is said (ECMA-376 part 1,
    §19.2.1.39)."""
    name = "ppt/presentation.xml"
    if name not in parts or b"sldSz" in parts[name]:
        return parts
    root = etree.fromstring(parts[name])
    size = etree.Element(f"{P}sldSz", cx="9144000", cy="6858000")
    lists = [number for number, each in enumerate(root, 1) if str(each.tag).endswith("IdLst")]
    root.insert(max(lists, default=0), size)
    data = as_part(root)
    return {**parts, name: data}


_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_ROOTS = {
    ".rels": f"{_PACKAGE}relationships}}Relationships", "[Content_Types].xml": f"{_PACKAGE}content-types}}Types",
}  # fmt: skip
"""How a name ends → the element that such a part is."""


def _check(parts: dict[str, bytes]) -> None:
    """Raises `ValueError` or `XMLSyntaxError` for a part that PowerPoint could not read."""
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            root = str(etree.fromstring(data).tag)
            wanted = next((element for end, element in _ROOTS.items() if name.endswith(end)), root)
            if root != wanted:
                raise ValueError(f"{name} is `{root}`")


def _without_strangers(parts: dict[str, bytes]) -> TemplateFile:
    """Without programs, and without relations that would fetch something when the deck is opened, or lead nowhere."""
    programs = [name for name in parts if _PROGRAMS.search(name)]
    left_out = [f"its programs ({posixpath.basename(name)})" for name in programs if name.endswith(".bin")][
        :1
    ]
    for name in programs:
        del parts[name]
    for name in [name for name in parts if name.endswith(".rels")]:
        root = etree.fromstring(parts[name])
        gone = []
        folder = posixpath.join("/", posixpath.dirname(posixpath.dirname(name)))
        for row in list(root):
            target, external = row.get("Target", ""), row.get("TargetMode") == "External"
            kind = row.get("Type", "").rpartition("/")[2]
            stays = kind == "hyperlink" and _LINKS.match(target)
            there = posixpath.normpath(posixpath.join(folder, target))[1:]
            is_lost = there not in parts and kind not in _NEEDED
            if (not stays) if external else (is_lost or _PROGRAMS.search(target)):
                gone.append(row.get("Id", ""))
                root.remove(row)
                if external:
                    left_out.append(f"a link to {target[:80]} ({kind})")
        if gone:
            parts[name] = as_part(root)
            owner = f"{posixpath.dirname(posixpath.dirname(name))}/{posixpath.basename(name)[:-5]}".lstrip(
                "/"
            )
            if owner in parts:
                parts[owner] = _without_ids(parts[owner], gone)
    return TemplateFile(parts, tuple(left_out))


def _without_ids(data: bytes, gone: list[str]) -> bytes:
    """A part without references to relations that are gone."""
    root = etree.fromstring(data)
    names = set(gone)
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if str(key).startswith(R) and value in names:
                if str(key) == f"{R}id":
                    element.set(key, "")
                else:
                    del element.attrib[key]
    return as_part(root)
