"""A brand's colours and fonts in a template's own parts: its theme, its master's and its layouts' titles."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from lxml import etree
from msgspec.structs import replace

from deckgen.themes.model import Scheme
from deckgen.themes.names import DRAWN, A, P, as_part
from deckgen.themes.package import TemplateFile
from deckgen.themes.shape import in_shape


def branded(package: TemplateFile, scheme: Scheme) -> TemplateFile:
    """The template with the scheme in its theme, its master's and its layouts' titles."""
    package = in_shape(package, scheme.shape) if scheme.shape else package
    parts = dict(package.parts)
    for name in parts if scheme.slots or scheme.titles or scheme.body else ():
        if re.fullmatch(r"ppt/slideMasters/_rels/[^/]+\.rels", name):
            for relation in etree.fromstring(parts[name]):
                target = posixpath.normpath(posixpath.join("ppt/slideMasters", relation.get("Target", "")))
                if "/theme/" in target and target in parts:
                    parts[target] = _theme_part(parts[target], scheme)
    if scheme.title_color or scheme.bold_titles is not None or scheme.titles or scheme.body:
        for name in parts:
            if DRAWN.fullmatch(name):
                parts[name] = _texts(parts[name], scheme)
    return replace(package, parts=parts)


def _theme_part(data: bytes, scheme: Scheme) -> bytes:
    root = etree.fromstring(data)
    for slot in root.iterfind(f".//{A}clrScheme/*"):
        if digits := scheme.slots.get(etree.QName(slot).localname):
            for child in list(slot):
                slot.remove(child)
            etree.SubElement(slot, f"{A}srgbClr", val=digits)
    for kind, name in (("majorFont", scheme.titles), ("minorFont", scheme.body)):
        latin = root.find(f".//{A}{kind}/{A}latin")
        if name and latin is not None:
            for key in list(latin.attrib):  # what a font is like that is no longer named
                del latin.attrib[key]
            latin.set("typeface", name)
    return as_part(root)


def _texts(data: bytes, scheme: Scheme) -> bytes:
    """Titles that are written in the text's colour are written in the brand's, and no text names a font but the
    brand's."""
    root = etree.fromstring(data)
    for latin in root.iter(f"{A}latin"):
        inside = {etree.QName(each).localname for each in latin.iterancestors() if isinstance(each.tag, str)}
        titles = "titleStyle" in inside
        if "txStyles" in inside and (scheme.titles if titles else scheme.body):
            latin.set("typeface", "+mj-lt" if titles else "+mn-lt")
    styles = root.findall(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr")
    for shape in root.iter(f"{P}sp"):
        place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if place is not None and place.get("type") in ("title", "ctrTitle"):
            styles += shape.findall(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr")
    for style in styles:
        _restyle(style, scheme)
    return as_part(root)


def _restyle(style: Any, scheme: Scheme) -> None:
    if scheme.bold_titles is not None and style.get("b") is not None:
        style.set("b", str(int(scheme.bold_titles)))
    color = style.find(f"{A}solidFill/{A}schemeClr")
    if scheme.title_color and color is not None and color.get("val") in ("tx1", "tx2", "dk1", "dk2"):
        fill = color.getparent()
        fill.remove(color)
        etree.SubElement(fill, f"{A}srgbClr", val=scheme.title_color)
