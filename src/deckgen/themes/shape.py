"""A theme of ours on slides of another shape: as high as before, and its places, lines and bars as much narrower."""

from __future__ import annotations

from lxml import etree
from msgspec.structs import replace

from deckgen.themes.names import DRAWN, A, P, as_part
from deckgen.themes.package import TemplateFile

_NEAR = 0.01


def in_shape(package: TemplateFile, shape: float) -> TemplateFile:
    """The template with slides `shape` times as wide as they are high. Raises `KeyError`."""
    parts = dict(package.parts)
    root = etree.fromstring(parts["ppt/presentation.xml"])
    (size,) = root.iterfind(f"{P}sldSz")
    width, height = int(size.get("cx", "0")), int(size.get("cy", "0"))
    scale = shape * height / width
    if abs(scale - 1) < _NEAR:
        return package
    size.set("cx", str(round(width * scale)))
    size.attrib.pop("type", "")
    parts["ppt/presentation.xml"] = _text(root)
    for name in parts:
        if DRAWN.fullmatch(name):
            parts[name] = _narrowed(parts[name], scale)
    return replace(package, parts=parts)


def _narrowed(data: bytes, scale: float) -> bytes:
    root = etree.fromstring(data)
    for element, key in ((f"{A}off", "x"), (f"{A}ext", "cx"), (f"{A}chOff", "x"), (f"{A}chExt", "cx")):
        for each in root.iter(element):
            if value := each.get(key):
                each.set(key, str(round(int(value) * scale)))
    return _text(root)


def _text(root: etree._Element) -> bytes:
    return as_part(root)
