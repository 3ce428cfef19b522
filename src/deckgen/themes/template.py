"""A .pptx template → `Theme`. Layouts are told apart by what they hold, never by their names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from deckgen.model import Content, fingerprint
from deckgen.themes.colors import roles_of
from deckgen.themes.model import (
    TWINS,
    Anchor,
    Box,
    Decoration,
    Font,
    FontRole,
    LayoutKind,
    Placeholder,
    Scheme,
    SlideLayout,
    TemplateError,
    Theme,
)
from deckgen.themes.package import TemplateFile, read_file
from deckgen.themes.scheme import branded
from deckgen.themes.tokens import Tokens

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU_PER_POINT = 12700
BODY_TYPES = frozenset(("body", "obj", "pic", "chart", "tbl", "subTitle"))
CHROME_TYPES = frozenset(("dt", "ftr", "sldNum"))
_STEPS = (32.0, 28.0, 24.0, 22.0, 20.0, 18.0, 16.0)
"""Type sizes of body text (pt)."""
_MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_ANCHORS: Mapping[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_ALIGN: Mapping[str, Literal["left", "center", "right"]] = {"ctr": "center", "r": "right"}


class _Part(Struct, frozen=True, eq=False):
    """An XML part with its relations."""

    name: str
    root: Any
    targets: Mapping[str, str]


def read_template(path: Path, name: str, scheme: Scheme | None = None) -> Theme:
    """Read the template at `path`, in a brand's colours and fonts if there is a `scheme`.

    Raises `TemplateError` if it is not a PowerPoint file with a slide master and layouts.
    """
    package = read_file(path)
    try:
        package = branded(package, scheme) if scheme else package
        return replace(_read(package, path, name), left_out=package.left_out, scheme=scheme)
    except _BROKEN as error:
        raise TemplateError(f"{path} is not a PowerPoint template: {_said(error)}") from error


_BROKEN = (KeyError, IndexError, AttributeError, TypeError, ValueError, StopIteration, etree.XMLSyntaxError)


def _said(error: BaseException) -> str:
    if isinstance(error, AttributeError | TypeError | StopIteration):
        return "it lacks what every presentation has"
    return " ".join(str(error).split())[:120]


def _read(package: TemplateFile, path: Path, name: str) -> Theme:
    presentation = _part(package, "ppt/presentation.xml")
    size = presentation.root.find(f"{P}sldSz")
    master_id = presentation.root.find(f"{P}sldMasterIdLst/{P}sldMasterId").get(f"{R}id")
    master = _part(package, presentation.targets[master_id])
    theme_part = next(target for target in master.targets.values() if "/theme/" in target)
    theme = etree.fromstring(package.read(theme_part))
    palette = _palette(theme)
    fonts = _fonts(theme)
    reader = _LayoutReader(package, master, palette)
    ids = master.root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")
    parts = [_part(package, master.targets[element.get(f"{R}id")]) for element in ids]
    layouts = [(part, reader.layout(part)) for part in parts]
    if not layouts:
        raise TemplateError(f"{path} has no slide layouts")
    width = int(size.get("cx")) / EMU_PER_POINT
    height = int(size.get("cy")) / EMU_PER_POINT
    kinds = _by_kind([(part.root.get("type", ""), layout) for part, layout in layouts])
    named = {part.root.find(f"{P}cSld").get("name", ""): layout for part, layout in layouts}
    kinds |= {kind: named.get(name, kinds[kind]) for name, kind in NAMED.items()}
    content = kinds[LayoutKind.CONTENT]
    largest = content.bodies[0].size if content.bodies else 24.0
    tokens = _with_body(Tokens(), largest)
    digest = fingerprint(path.read_bytes())
    title_style = master.root.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr")
    rtl = title_style is not None and title_style.get("rtl", "0") in ("1", "true")
    return Theme(
        name=name,
        path=str(path),
        width=width,
        height=height,
        palette=palette,
        fonts=fonts,
        layouts=kinds,
        digest=digest,
        tokens=tokens,
        roles=roles_of(tokens.colors, palette),
        right_to_left=rtl,
    )


def _with_body(tokens: Tokens, largest: float) -> Tokens:
    """The steps of body text, from the size that the template has for it."""
    least = tokens.type.least_body
    steps = tuple(step for step in _STEPS if least <= step <= max(largest, least))
    return replace(tokens, type=replace(tokens.type, body=steps))


def _part(package: TemplateFile, name: str) -> _Part:
    root = etree.fromstring(package.read(name))
    folder, file = posixpath.split(name)
    rels_name = f"{folder}/_rels/{file}.rels"
    targets = {}
    if rels_name in package.namelist():
        for rel in etree.fromstring(package.read(rels_name)):
            if rel.get("TargetMode") != "External":
                target = rel.get("Target", "")
                targets[rel.get("Id", "")] = posixpath.normpath(
                    posixpath.join("/" if target.startswith("/") else folder, target)
                ).lstrip("/")
    return _Part(name, root, targets)


def _palette(theme: Any) -> dict[str, str]:
    scheme = theme.find(f".//{A}clrScheme")
    found = {}
    for element in scheme:
        color = element[0]
        value = color.get("lastClr") or color.get("val", "000000")
        if not re.fullmatch("[0-9A-Fa-f]{6}", value):
            raise TemplateError(f"its theme has the colour `{value[:20]}`, which is none")
        found[etree.QName(element).localname] = value.upper()
    return found


def _fonts(theme: Any) -> dict[FontRole, Font]:
    def font(kind: str) -> Font:
        name = theme.find(f".//{A}{kind}/{A}latin").get("typeface") or "Calibri"
        return Font(name, TWINS.get(name.lower(), "carlito"))

    return {"title": font("majorFont"), "body": font("minorFont"), "mono": Font("Courier New", "cousine")}


NAMED = {
    "Statement": LayoutKind.STATEMENT,
    "Quotation": LayoutKind.QUOTATION,
    "Fact": LayoutKind.FACT,
    "Closing": LayoutKind.CLOSING,
    "Full picture": LayoutKind.PICTURE,
}
"""Layouts that the format has no type for are known by their names."""


class _LayoutReader(Struct, frozen=True, eq=False):
    """Resolves a layout's placeholders against their master."""

    package: TemplateFile
    master: _Part
    palette: Mapping[str, str]

    def layout(self, part: _Part) -> SlideLayout:
        placeholders = [self._placeholder(shape) for shape in _placeholders(part.root)]
        found = [placeholder for placeholder in placeholders if placeholder is not None]
        title = next((p for p in found if p.type in ("title", "ctrTitle")), None)
        bodies = sorted((p for p in found if p.type in BODY_TYPES), key=lambda p: p.idx)
        is_opening = part.root.get("type", "") in ("title", "secHead")
        eyebrow = next((p for p in bodies if title and not is_opening and _is_eyebrow(p, title)), None)
        chrome = tuple(p for p in found if p.type in CHROME_TYPES)
        decorations = list(self._decorations(part))
        if part.root.get("showMasterSp", "1") not in ("0", "false"):
            decorations = [*self._decorations(self.master), *decorations]
        background = self._background(part) or self._background(self.master)
        return SlideLayout(
            part=part.name,
            title=title,
            bodies=tuple(p for p in bodies if p is not eyebrow),
            eyebrow=eyebrow,
            chrome=chrome,
            background=background or "FFFFFF",
            decorations=tuple(decorations),
        )

    def _placeholder(self, shape: Any) -> Placeholder | None:
        ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = ph.get("type", "obj")
        above = self._master_shape(kind)
        chain = [element for element in (shape, above) if element is not None]
        box = next(filter(None, map(_box, chain)), None)
        if box is None:
            return None
        style = {
            "title": "titleStyle", "ctrTitle": "titleStyle",
            "dt": "otherStyle", "ftr": "otherStyle", "sldNum": "otherStyle",
        }.get(kind, "bodyStyle")  # fmt: skip
        levels = [element.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") for element in chain]
        levels.append(self.master.root.find(f"{P}txStyles/{P}{style}/{A}lvl1pPr"))
        given = [level for level in levels if level is not None]
        runs = [run for level in given if (run := level.find(f"{A}defRPr")) is not None]
        bodies = [b for e in chain if (b := e.find(f"{P}txBody/{A}bodyPr")) is not None]
        color = next((c for run in runs if (c := self._fill(run))), self.palette["dk1"])
        inset = [
            int(_first(bodies, key, default)) / EMU_PER_POINT
            for key, default in (("lIns", "91440"), ("tIns", "45720"), ("rIns", "91440"), ("bIns", "45720"))
        ]
        return Placeholder(
            type=kind,
            idx=int(ph.get("idx", "0")),
            box=box,
            insets=(inset[0], inset[1], inset[2], inset[3]),
            anchor=_ANCHORS.get(_first(bodies, "anchor", "t"), "top"),
            size=int(_first(runs, "sz", "1800")) / 100,
            color=color,
            bold=_first(runs, "b", "0") in ("1", "true"),
            align=_ALIGN.get(_first(given, "algn", "l"), "left"),
            face=self._face(runs, kind),
        )

    def _master_shape(self, kind: str) -> Any:
        wanted = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "pic": "body"}.get(kind, kind)
        for shape in _placeholders(self.master.root):
            if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph").get("type", "obj") == wanted:
                return shape
        return None

    def _face(self, runs: list[Any], kind: str) -> FontRole:
        """The theme's font for titles, or that for all else."""
        named = (font.get("typeface", "") for run in runs if (font := run.find(f"{A}latin")) is not None)
        usual = "+mj" if kind in ("title", "ctrTitle") else "+mn"
        return "title" if next(named, usual).startswith("+mj") else "body"

    def _fill(self, element: Any) -> str:
        """The colour of a solid fill; a scheme colour goes through the master's colour map."""
        color = element.find(f"{A}solidFill")
        if color is None or not len(color):
            return ""
        value = str(color[0].get("val", ""))
        if color[0].tag == f"{A}schemeClr":
            mapped = self.master.root.find(f"{P}clrMap").get(value, value)
            return self.palette.get(mapped, "")
        return str(color[0].get("lastClr") or value).upper()

    def _background(self, part: _Part) -> str:
        properties = part.root.find(f"{P}cSld/{P}bg/{P}bgPr")
        if properties is not None:
            return self._fill(properties)
        reference = part.root.find(f"{P}cSld/{P}bg/{P}bgRef/{A}schemeClr")
        if reference is None:
            return ""
        mapped = self.master.root.find(f"{P}clrMap").get(reference.get("val"), reference.get("val"))
        return self.palette.get(mapped, "")

    def _decorations(self, part: _Part) -> Iterator[Decoration]:
        tree = part.root.find(f"{P}cSld/{P}spTree")
        for shape in tree:
            if shape.find(f".//{P}ph") is not None or (box := _box(shape)) is None:
                continue
            if shape.tag == f"{P}sp" and (fill := self._fill(shape.find(f"{P}spPr"))):
                yield Decoration(box, fill)
            elif shape.tag == f"{P}pic":
                target = part.targets.get(shape.find(f".//{A}blip").get(f"{R}embed", ""), "")
                media = _MEDIA.get(posixpath.splitext(target)[1].lower())
                if media:
                    yield Decoration(box, "", Content.of(self.package.read(target)), media)


def _is_eyebrow(place: Placeholder, title: Placeholder) -> bool:
    """True for a place of one small line above the title."""
    return (
        place.type == "body" and place.box.bottom <= title.box.y + 4 and place.box.height < 1.5 * title.size
    )


def _placeholders(root: Any) -> Iterator[Any]:
    for shape in root.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None:
            yield shape


def _box(shape: Any) -> Box | None:
    xfrm = shape.find(f"{P}spPr/{A}xfrm")
    if xfrm is None:
        return None
    offset, extent = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
    values = (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    return Box(*(int(value) / EMU_PER_POINT for value in values))


def _first(elements: list[Any], attribute: str, default: str) -> str:
    for element in elements:
        if (value := element.get(attribute)) is not None:
            return str(value)
    return default


def _by_kind(layouts: list[tuple[str, SlideLayout]]) -> dict[LayoutKind, SlideLayout]:
    """Pick a layout for each purpose, by its declared type or else by its placeholders."""

    def pick(declared: str, fits: Any) -> SlideLayout | None:
        typed = [layout for kind, layout in layouts if kind == declared and fits(layout)]
        free = [layout for _, layout in layouts if fits(layout)]
        return next(iter(typed or free), None)

    def holds(title: bool, *counts: int) -> Any:
        return lambda layout: (layout.title is not None) == title and len(layout.bodies) in counts

    def is_cover(layout: SlideLayout) -> bool:
        return layout.title is not None and layout.title.type == "ctrTitle"

    def is_section(layout: SlideLayout) -> bool:
        return holds(True, 0, 1, 2)(layout) and not is_cover(layout)

    def is_large(layout: SlideLayout) -> bool:
        return bool(holds(True, 1)(layout)) and not is_cover(layout) and _area(layout) > 60_000

    def is_pair(layout: SlideLayout) -> bool:
        """Two places of one size side by side."""
        if not holds(True, 2)(layout):
            return False
        one, other = sorted((body.box for body in layout.bodies), key=lambda box: box.x)
        alike = abs(one.width - other.width) + abs(one.height - other.height) < 0.1 * (one.width + one.height)
        return alike and one.right <= other.x + 1

    content = pick("obj", is_large) or pick("tx", is_large) or pick("obj", holds(True, 1, 2, 3))
    content = content or layouts[0][1]
    cover = pick("title", is_cover) or content
    sections = [layout for kind, layout in layouts if kind == "secHead" and is_section(layout)]
    title_only = pick("titleOnly", holds(True, 0)) or content
    return {
        LayoutKind.CONTENT: content,
        LayoutKind.COVER: cover,
        LayoutKind.SECTION: sections[0] if sections else cover,
        LayoutKind.TWO: pick("twoObj", is_pair) or content,
        LayoutKind.STATEMENT: content,
        LayoutKind.QUOTATION: content,
        LayoutKind.FACT: content,
        LayoutKind.CLOSING: cover,
        LayoutKind.PICTURE: pick("blank", holds(False, 0)) or title_only,
        LayoutKind.TITLE_ONLY: title_only,
        LayoutKind.BLANK: pick("blank", holds(False, 0)) or title_only,
    }


def _area(layout: SlideLayout) -> float:
    return max((body.box.width * body.box.height for body in layout.bodies), default=0.0)
