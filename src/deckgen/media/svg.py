"""Vector images: without anything that could run or be fetched, and with a PNG beside them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from deckgen.deck.figures import Picture
from deckgen.media.pictures import SVG_FALLBACK_WIDTH, CannotShowError

_RUNS = frozenset(
    ("script", "iframe", "object", "embed", "handler", "listener", "audio", "video", "set", "foreignObject")
)
_ANIMATES = frozenset(("animate", "animateTransform", "animateMotion"))
_HARMLESS = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)


def read_svg(data: bytes, name: str) -> Picture:
    """A vector image made safe. Raises `CannotShowError` if it can't be drawn."""
    import resvg_py
    from PIL import Image

    try:
        clean = safe_svg(data)
        text = clean.decode("utf-8")
        png = bytes(resvg_py.svg_to_bytes(svg_string=text, width=SVG_FALLBACK_WIDTH))
        with Image.open(BytesIO(png)) as image:
            width, height = image.size
    except Exception as error:  # resvg raises its own kinds for every way to be wrong
        raise CannotShowError(f"`{name}` is not an SVG image that can be drawn") from error
    natural = _natural_width(text) or width * 0.6
    return Picture(name, clean, "image/svg+xml", natural, natural * height / width, png)


def safe_svg(data: bytes) -> bytes:
    """`data` without scripts, handlers, animations of links, and addresses outside the file.

    An image without any of them comes back byte for byte. Raises `lxml.etree.XMLSyntaxError`.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    root = etree.fromstring(data.removeprefix(b"\xef\xbb\xbf").strip(), parser)
    changed = b"<!ENTITY" in data or b"<?xml-stylesheet" in data or data.startswith(b"\xef\xbb\xbf")
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element.tag is not etree.Comment or "<" in (element.text or ""):
                changed = _remove(element) or changed
            continue
        name = etree.QName(element).localname
        animates_link = name in _ANIMATES and "href" in (element.get("attributeName") or "")
        if name in _RUNS or animates_link:
            changed = _remove(element) or changed
            continue
        changed = _without_handlers(element) or changed
        if name == "style" and (text := element.text) and (safe := _safe_style(text)) != text:
            element.text = safe
            changed = True
    if not changed and not data.lstrip().startswith(b"<?xml"):
        return data.strip()
    return etree.tostring(root, encoding="utf-8")


def _safe_style(text: str) -> str:
    """A style sheet without what it would fetch; nothing of one that holds markup."""
    if "<" in text:
        return ""
    return re.sub(r"@import[^;]*;?|url\(\s*[\"']?(?!#|data:)[^)]*\)", "", text, flags=re.IGNORECASE)


def _remove(element: Any) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    before, tail = element.getprevious(), element.tail or ""
    parent.remove(element)  # and the text after it, which stays
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    return True


def _without_handlers(element: Any) -> bool:
    """Drop what would run or fetch; True if there was something."""
    dropped = False
    for key, value in list(element.attrib.items()):
        name = key.rpartition("}")[2].lower()
        outside = name in ("href", "src") and not _HARMLESS.match(value)
        fetches = "url(" in value.lower() and not re.search(r"url\(\s*[\"']?#", value)
        if name.startswith("on") or outside or fetches or "javascript:" in value.lower():
            del element.attrib[key]
            dropped = True
    return dropped


def _natural_width(text: str) -> float:
    """Width in pixels that the file itself names."""
    root = re.search(r"<svg\b[^>]*>", text)
    match = root and re.search(r'\bwidth="(\d+(?:\.\d+)?)(px)?"', root[0])
    box = root and re.search(r'viewBox="[\d.eE+-]+[ ,]+[\d.eE+-]+[ ,]+([\d.]+)', root[0])
    return float(match[1]) if match else float(box[1]) if box else 0.0
