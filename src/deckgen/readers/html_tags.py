"""The HTML that deckgen reads: which tags mean what, and nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from deckgen.deck.inlines import Marks

_TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>""")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""", re.DOTALL)

INLINE_TAGS: Mapping[str, Mapping[str, Any]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "cite": {"italic": True},
    "var": {"italic": True},
    "dfn": {"italic": True},
    "u": {"underline": True},
    "ins": {"underline": True},
    "s": {"strike": True},
    "del": {"strike": True},
    "strike": {"strike": True},
    "sub": {"subscript": True},
    "sup": {"superscript": True},
    "mark": {"highlight": True},
    "kbd": {"keyboard": True},
    "samp": {"code": True},
    "code": {"code": True},
    "tt": {"code": True},
    "small": {"small": True},
    "big": {},
    "span": {},
    "font": {},
    "abbr": {},
    "q": {},
    "a": {},
    "br": {},
    "wbr": {},
    "img": {},
    "center": {},
    "div": {},
    "p": {},
    "label": {},
    "nobr": {},
    "picture": {},
    "time": {},
}
"""Tags that are read inside a line, and the marks that they set."""

_COLORS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
    "yellow": "FFFF00", "orange": "FFA500", "purple": "800080", "gray": "808080",
    "grey": "808080", "brown": "A52A2A", "pink": "FFC0CB", "cyan": "00FFFF", "magenta": "FF00FF",
    "navy": "000080", "teal": "008080", "crimson": "DC143C", "darkred": "8B0000",
    "darkgreen": "006400", "darkblue": "00008B", "tomato": "FF6347", "gold": "FFD700",
}  # fmt: skip
_BOOLEAN = frozenset(("hidden", "download", "inert", "ismap", "itemscope", "v-click", "v-mark", "controls"))
_LINK_SCHEMES = re.compile(r"(?:https?:|mailto:|tel:|ftp:|#|[^:]*$|[^:]*[/?#])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tag:
    """One tag as it stands in the text."""

    name: str
    closing: bool
    empty: bool
    attributes: Mapping[str, str]
    bare: bool = False
    """Some attribute is a lone word that HTML does not know, as in `a <b and c> d`."""

    def marks(self, now: Marks) -> Marks:
        """The marks of text inside this element."""
        changes = dict(INLINE_TAGS.get(self.name, {}))
        if self.name == "a" and (href := safe_link(self.attributes.get("href", ""))):
            changes |= {"link": href, "tooltip": self.attributes.get("title", "")}
        style = self.attributes.get("style", "")
        if color := color_of(style) or hex_color(self.attributes.get("color", "")):
            changes["color"] = color
        if "bold" in style_of(style, "font-weight"):
            changes["bold"] = True
        if "italic" in style_of(style, "font-style"):
            changes["italic"] = True
        if lang := self.attributes.get("lang"):
            changes["lang"] = lang
        return replace(now, **changes)


def tag_of(text: str) -> Tag:
    """Read a tag; text that is none comes back as a tag without a name."""
    match = _TAG.fullmatch(text)
    if match is None:
        return Tag("", False, True, {})
    attributes = {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(match[3])
    }
    lone = {name.lower() for name, *values in _ATTRIBUTE.findall(match[3]) if not any(values)}
    bare = any(f"{name}=" not in re.sub(r"\s*=\s*", "=", match[3].lower()) for name in lone - _BOOLEAN)
    return Tag(match[2].lower(), bool(match[1]), bool(match[4]), attributes, bare)


def safe_link(href: str) -> str:
    """`href` if following it cannot run anything, else nothing."""
    clean = re.sub(r"[\x00-\x20]", "", href)
    return href if _LINK_SCHEMES.match(clean) else ""


def style_of(style: str, name: str) -> str:
    """The value of one property in a `style` attribute."""
    for declaration in style.split(";"):
        key, _, value = declaration.partition(":")
        if key.strip().lower() == name:
            return value.strip()
    return ""


def color_of(style: str) -> str:
    """The text colour in a `style` attribute as six hexadecimal digits, or nothing."""
    return hex_color(style_of(style, "color"))


def hex_color(value: str) -> str:
    """A CSS colour as six hexadecimal digits, or nothing if we do not know it."""
    value = value.strip().lower()
    if match := re.fullmatch(r"#([0-9a-f]{3})", value):
        return "".join(2 * digit for digit in match[1]).upper()
    if match := re.fullmatch(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?", value):
        return match[1].upper()
    if match := re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)", value):
        return "".join(f"{min(255, int(part)):02X}" for part in match.groups())
    return _COLORS.get(value, "")
