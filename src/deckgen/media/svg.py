"""Vector images: without anything that could run or be fetched, and drawn as PNG."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from deckgen.deck.figures import NO_INK, SVG, Picture
from deckgen.media.drawn import DrawingError, draw_svg, may_not_end
from deckgen.media.errors import CannotShowError
from deckgen.media.ink import LONGEST, ink_of, ink_of_drawing
from deckgen.media.labels import labelled
from deckgen.media.svg_values import resolve_values
from deckgen.memory import Memory
from deckgen.model import Content, fingerprint
from deckgen.patterns import regex

_RUNS = frozenset(("script", "iframe", "object", "embed", "handler", "listener", "audio", "video", "set"))
_ANIMATES = frozenset(("animate", "animateTransform", "animateMotion"))
_HARMLESS = regex(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
_LENGTH = regex(r"\s*([+]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)\s*(px|pt|pc|mm|cm|in|Q|em|ex)?\s*")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "Q": 96 / 101.6,
           "em": 16.0, "ex": 8.0}  # fmt: skip
"""CSS pixels in a unit (CSS Values and Units 4, §6.2)."""
_NAMESPACE = "http://www.w3.org/2000/svg"
_BEGINS = re.compile(rb"<svg\b")
_NOT_ONE = "`{}` is not an SVG image that can be drawn"
SIDE = 1280
"""Pixels of the longer side of a drawing as PNG, at most."""
TRIED = 64
"""Pixels of one that is drawn only to see whether it can be …"""
LOOKED_AT = 480
"""Pixels of one whose ink is looked at."""
LARGE = 2_000_000
"""… as one of so many bytes is."""
THINNEST = 4000.0
"""One side over the other beyond which nothing can be seen of a drawing."""
LARGEST = 60_000_000
"""Bytes of a drawing."""


def read_svg(data: bytes, name: str, memory: Memory) -> Picture:
    """A vector image made safe. Raises `CannotShowError` if it can't be drawn."""
    found = memory.remember("svg", (fingerprint(data), name), Picture | str, lambda: _read(data, name))
    if isinstance(found, str):
        raise CannotShowError(found)
    return found


def _read(data: bytes, name: str) -> Picture | str:
    """The picture, or in words why there is none."""
    from lxml import etree
    from PIL import Image

    if len(data) > LARGEST:
        return f"`{name}` has more than {LARGEST // 1_000_000} MB"
    try:
        clean = safe_svg(data)
        text = clean.decode("utf-8")
    except (etree.XMLSyntaxError, ValueError, LookupError, RecursionError):
        return _NOT_ONE.format(name)
    width, height = natural_size(text)
    if width and height and max(width / height, height / width) > THINNEST:
        return f"`{name}` is so thin that nothing of it could be seen"
    known = bool(width and height)
    ink = ink_of_drawing(text)
    png = b""
    try:
        if not known or may_not_end(text):
            png = draw_svg(text, *_pixels(width, height, SIDE))
            with Image.open(BytesIO(png)) as image:
                drawn_width, drawn_height = image.size
            if not known:
                width = width or 0.6 * drawn_width
                height = width * drawn_height / drawn_width
        elif len(text) > LARGE:
            draw_svg(text, *_pixels(width, height, TRIED))
        if ink is None and (png or len(text) <= LONGEST):
            with Image.open(BytesIO(png or draw_svg(text, *_pixels(width, height, LOOKED_AT)))) as image:
                ink = ink_of(image, of_lines=True)
    except DrawingError as error:
        return f"`{name}` can't be drawn: {error}"
    except (OSError, ValueError, Image.DecompressionBombError):
        return _NOT_ONE.format(name)
    return Picture(
        name=name,
        data=Content.of(clean),
        media_type=SVG,
        width=width,
        height=height,
        fallback=Content.of(png) if png else None,
        ink=ink or NO_INK,
    )


def rastered(picture: Picture, width: int = SIDE) -> bytes:
    """A drawing as PNG, `width` pixels wide or as large as may be. Raises `CannotShowError`."""
    text = picture.data.read().decode("utf-8")
    side = min(SIDE, width * max(1.0, picture.height / picture.width))
    try:
        return draw_svg(text, *_pixels(picture.width, picture.height, side))
    except DrawingError as error:
        raise CannotShowError(f"`{picture.name}` can't be drawn: {error}") from error


def _pixels(width: float, height: float, side: float) -> tuple[int, int]:
    """Width and height of the PNG: its longer side is bounded. A height of 0 leaves it to the drawing."""
    if not (width and height):
        return round(side), 0
    scale = side / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def natural_size(text: str) -> tuple[float, float]:
    """Width and height in CSS pixels that the file itself names; 0 for one that it does not."""
    root = re.search(r"<(?:\w+:)?svg\b[^>]*>", text)
    tag = root[0] if root else ""
    width, height = (_length(tag, name) for name in ("width", "height"))
    box = re.search(r"""\bviewBox\s*=\s*["']([^"']*)["']""", tag)
    numbers = re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", box[1]) if box else []
    across, down = (float(numbers[2]), float(numbers[3])) if len(numbers) == 4 else (0.0, 0.0)
    if not (0 < across < 1e9 and 0 < down < 1e9):
        across = down = 0.0
    if across and down:
        if width and not height:
            height = width * down / across
        elif height and not width:
            width = height * across / down
        elif not (width or height):
            width, height = across, down
    return width, height


def _length(tag: str, name: str) -> float:
    match = re.search(rf"""\s{name}\s*=\s*["']([^"']*)["']""", tag)
    said = _LENGTH.fullmatch(match[1]) if match else None
    value = float(said[1]) * _PIXELS[said[2] or "px"] if said else 0.0
    return value if 0 < value < 1e9 else 0.0


def safe_svg(data: bytes) -> bytes:
    """`data` without scripts, handlers, animations of links, and addresses outside the file; HTML in it as text.

    An image without any of them comes back byte for byte. Raises `lxml.etree.XMLSyntaxError`, or `ValueError` for what
    is XML, and no image.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    bare = data.removeprefix(b"\xef\xbb\xbf").strip()
    root = etree.fromstring(bare, parser)
    as_in_html = root.tag == "svg"  # in a file of its own, browsers show nothing of it
    if as_in_html:
        root = etree.fromstring(_BEGINS.sub(rb'<svg xmlns="%s"' % _NAMESPACE.encode(), bare, 1), parser)
    if root.tag != f"{{{_NAMESPACE}}}svg":
        raise ValueError(root.tag)
    changed = (
        as_in_html or b"<!ENTITY" in data or b"<?xml-stylesheet" in data or data.startswith(b"\xef\xbb\xbf")
    )
    changed = labelled(root) or changed
    if b"var(" in data or b"light-dark(" in data:
        changed = resolve_values(root) or changed
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
        fetches = "(" in value and "url(" in value.lower() and not re.search(r"url\(\s*[\"']?#", value)
        runs = ":" in value and "javascript:" in value.lower()
        if name.startswith("on") or outside or fetches or runs:
            del element.attrib[key]
            dropped = True
    return dropped
