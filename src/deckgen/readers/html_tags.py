"""The HTML that deckgen reads: which tags mean what, and nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from html import unescape
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.clicks import Click
from deckgen.deck.inlines import Marks, Run
from deckgen.patterns import regex
from deckgen.readers.entities import attribute_text
from deckgen.readers.html_names import GOES, click_of
from deckgen.readers.type_sizes import scale_of

_TAG = regex(r"""<(/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>""")
_ATTRIBUTE = regex(r"""([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""", re.DOTALL)

_TRANSPARENT = (
    "bdi", "bdo", "button", "data", "link", "meter", "output", "progress", "address", "summary", "math",
    "semantics", "mrow", "mi", "mo", "mn", "mtext", "mfrac", "msup", "msub", "msqrt", "mstyle",
)  # fmt: skip
"""Tags whose words are shown as they are."""
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
    "ruby": {},
    "rb": {},
    "rp": {},
    "rt": {"small": True},
    **{name: {} for name in _TRANSPARENT},
}
"""Tags that are read inside a line, and the marks that they set."""

_COLORS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
    "yellow": "FFFF00", "orange": "FFA500", "purple": "800080", "gray": "808080",
    "grey": "808080", "brown": "A52A2A", "pink": "FFC0CB", "cyan": "00FFFF", "magenta": "FF00FF",
    "navy": "000080", "teal": "008080", "crimson": "DC143C", "darkred": "8B0000",
    "darkgreen": "006400", "darkblue": "00008B", "tomato": "FF6347", "gold": "FFD700",
}  # fmt: skip
CLASS_MARKS = {
    "mark": "highlight", "underline": "underline", "ul": "underline", "small": "small",
    "smallcaps": "small_caps", "small-caps": "small_caps", "sc": "small_caps",
    "kbd": "keyboard", "strike": "strike", "aside": "small",
}  # fmt: skip
"""Classes of a span → what they make of its text."""
CLICKED = frozenset(("v-click", "v-after", "v-clicks", "v-click-hide"))
"""Elements, and attributes, of what appears at a click."""
_BOOLEAN = frozenset(
    ("hidden", "download", "inert", "ismap", "itemscope", "v-click", "v-mark", "controls", "checked", "disabled",
     "autoplay", "loop", "muted", "playsinline", "readonly", "required", "selected", "multiple", "open",
     "allowfullscreen", "autofocus", "default", "reversed")
)  # fmt: skip
_LINK_SCHEMES = regex(r"(?:https?:|mailto:|tel:|ftp:|#|[^:]*$|[^:]*[/?#])", re.IGNORECASE)


MOST_ROWS = 65534
"""That a cell of HTML may take."""


def _count(text: str) -> int:
    """The number that an attribute gives; 1 for none."""
    match = re.match(r"\s*(\d{1,4})", text)
    return int(match[1]) if match else 1


class Tag(Struct, frozen=True, eq=False):
    """One tag as it stands in the text."""

    name: str
    """In lower case."""
    closing: bool
    empty: bool
    attributes: Mapping[str, str]
    bare: bool = False
    """Some attribute is a lone word that HTML does not know, as in `a <b and c> d`."""

    @property
    def address(self) -> str:
        """Where an `<a>`, or a `<Link to="3">`, leads."""
        to = self.attributes.get("to", "")
        named = f"#{to}" if re.fullmatch(r"[A-Za-z][\w-]*", to) else to
        return self.attributes.get("href", "") or named

    @property
    def source(self) -> str:
        """Where a picture, a film or a page is, which reveal.js fetches when it is needed (`data-src`)."""
        return self.attributes.get("src", "") or self.attributes.get("data-src", "")

    @property
    def heading(self) -> str:
        """What a component shows above what it holds."""
        return next(filter(None, (self.attributes.get(name, "").strip() for name in ("title", "label"))), "")

    @property
    def click(self) -> Click | None:
        """When what it holds appears, or goes."""
        return click_of(self.ways, self.attributes)

    @property
    def ways(self) -> tuple[str, ...]:
        """Its classes, with those that say what else it says of clicks."""
        classes = tuple(self.attributes.get("class", "").split())
        said = {name.partition(".")[0] for name in (self.name, *self.attributes)}
        goes = bool({"hide", "v-click-hide"} & said) or any(
            name.endswith(".hide") for name in self.attributes
        )
        if CLICKED.isdisjoint(said):
            return classes
        return (*classes, "fragment", *((GOES,) if goes else ()))

    @property
    def takes(self) -> tuple[int, int]:
        """Columns and rows of a cell; as many rows as there are for `rowspan="0"`."""
        across, down = (_count(self.attributes.get(name, "")) for name in ("colspan", "rowspan"))
        return across or 1, MOST_ROWS if down == 0 else down

    def marks(self, now: Marks) -> Marks:
        """The marks of text inside this element."""
        changes = dict(INLINE_TAGS.get(self.name, {}))
        if self.name in ("a", "link") and (href := safe_link(self.address)):
            changes |= {"link": href, "tooltip": self.attributes.get("title", "")}
        if color := hex_color(self.attributes.get("color", "")):
            changes["color"] = color
        if lang := self.attributes.get("lang"):
            changes["lang"] = lang
        if (direction := self.attributes.get("dir", "")) in ("rtl", "ltr"):
            changes["direction"] = direction
        if self.name == "abbr":
            changes["abbreviation"] = self.attributes.get("title", "")
        if size := _FONT_SIZES.get(self.attributes.get("size", "")) if self.name == "font" else 0.0:
            changes["scale"] = size
        changes |= {
            CLASS_MARKS[name]: True
            for name in self.attributes.get("class", "").split()
            if name in CLASS_MARKS
        }
        if click := self.click:
            changes |= {"fragment": NEW_PART, "click": click}
        return styled(replace(now, **changes), self.attributes.get("style", ""))


NEW_PART = -1
"""In marks: a part of its line that appears by itself, and has no number yet."""


def part_of(marks: Marks, before: Iterable[object], around: Iterable[Marks]) -> Marks:
    """The marks of a part that begins, which no text `before` it in its line and none `around` it belongs to."""
    if marks.fragment != NEW_PART:
        return marks
    said = [each.marks.fragment for each in before if isinstance(each, Run)]
    return replace(marks, fragment=1 + max([0, *said, *(each.fragment for each in around)]))


_FONT_SIZES = {"1": 0.6, "2": 0.8, "3": 1.0, "4": 1.1, "5": 1.4, "6": 1.8, "7": 2.4, "-1": 0.8, "+1": 1.2,
               "+2": 1.5}  # fmt: skip
"""Of HTML's `<font size>`."""


def styled(now: Marks, style: str) -> Marks:
    """`now` as a `style` attribute changes it; what it says that a run can't have is left out."""
    if not style:
        return now
    changes: dict[str, Any] = {}
    if color := color_of(style):
        changes["color"] = color
    if fill := hex_color(style_of(style, "background-color") or style_of(style, "background")):
        changes["fill"] = fill
    if re.search(r"bold|[6-9]00", style_of(style, "font-weight")):
        changes["bold"] = True
    if "italic" in style_of(style, "font-style"):
        changes["italic"] = True
    if "small-caps" in style_of(style, "font-variant"):
        changes["small_caps"] = True
    decoration = style_of(style, "text-decoration")
    if "underline" in decoration:
        changes["underline"] = True
    if "line-through" in decoration:
        changes["strike"] = True
    scale, unit = scale_of(style_of(style, "font-size"))
    if scale:
        changes |= {"scale": scale, "unit": unit} if unit else {"scale": scale * now.scale}
    return replace(now, **changes)


def tag_of(text: str) -> Tag:
    """Read a tag; text that is none comes back as a tag without a name."""
    match = _TAG.fullmatch(text)
    if match is None:
        return Tag("", False, True, {})
    attributes = {
        name.lower(): attribute_text(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(match[3])
    }
    lone = {name.lower() for name, *values in _ATTRIBUTE.findall(match[3]) if not any(values)}
    close = " ".join(match[3].lower().split()).replace(" =", "=")
    bare = any(f"{name}=" not in close for name in lone - _BOOLEAN)
    name = "img" if match[2] == "image" else match[2].lower()  # as browsers read it (WHATWG, §13.2.6.4.7)
    return Tag(name, bool(match[1]), bool(match[4]), attributes, bare)


def attributes_in(tag: str | None, parsed: Sequence[tuple[str, str | None]]) -> Mapping[str, str]:
    """The attributes of a tag, their values as browsers read them; as `parsed` where it is none of ours."""
    return tag_of(tag or "").attributes or {name: value or "" for name, value in parsed}


def is_element(name: str, text: str, *, has_components: bool) -> bool:
    """True for a name that HTML does not know and that is one of an element all the same, in a dialect that has
    components: it is closed somewhere in the `text`. `<url>` and `List<String>` are somebody's text."""
    return has_components and is_closed(name, text)


def is_closed(name: str, text: str) -> bool:
    """True where an element of that name is closed somewhere in the `text`."""
    return name.lower() in _closed(text)


@lru_cache(maxsize=8)
def _closed(text: str) -> frozenset[str]:
    """Names of the closing tags in a text."""
    return frozenset(name.lower() for name in re.findall(r"</([A-Za-z][\w:.-]*)\s*>", text))


def safe_link(href: str) -> str:
    """`href` if following it cannot run anything, else nothing."""
    clean = re.sub(r"[\x00-\x20]", "", unescape(href))  # a second reader may decode it once more
    return href if _LINK_SCHEMES.match(clean) else ""


def style_of(style: str, name: str) -> str:
    """The value of one property in a `style` attribute: of several the last."""
    if name not in style.lower():
        return ""
    return next((value for key, value in reversed(_declarations(style)) if key == name), "")


@cache
def _declarations(style: str) -> tuple[tuple[str, str], ...]:
    """Properties and values. A `;` in a string or an address is none that divides them."""
    if not any(char in style for char in "(\"'\\"):
        parts = (declaration.partition(":") for declaration in style.split(";"))
        return tuple((key.strip().lower(), value.strip()) for key, _, value in parts)
    import tinycss2

    found = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    declared = (each for each in found if each.type == "declaration")
    return tuple((each.lower_name, tinycss2.serialize(each.value).strip()) for each in declared)


def is_unseen(style: str) -> bool:
    """True for what a `style` attribute hides: it takes no place, or stays empty."""
    return style_of(style, "display") == "none" or style_of(style, "visibility") in ("hidden", "collapse")


def color_of(style: str) -> str:
    """The text colour in a `style` attribute as six hexadecimal digits, or nothing."""
    return hex_color(style_of(style, "color"))


def hex_color(value: str) -> str:
    """A CSS colour as six hexadecimal digits, eight if something shines through it (`RRGGBBAA`), or nothing if we do
    not know it. A brand's (`brand-orange`, `var(--brand-orange)`) has its name: the theme knows it."""
    value = value.strip()
    if match := BRAND_COLOR.fullmatch(value):
        return match[1]
    value = value.lower()
    if match := re.fullmatch(r"#([0-9a-f]{3})([0-9a-f]?)", value):
        return _with_alpha("".join(2 * digit for digit in match[1]), int(2 * match[2] or "ff", 16))
    if match := re.fullmatch(r"#([0-9a-f]{6})([0-9a-f]{2})?", value):
        return _with_alpha(match[1], int(match[2] or "ff", 16))
    if match := _FUNCTION.fullmatch(value):
        alpha = _share(match[5]) if match[5] else 1.0
        if match[1] == "rgb":
            channels = (_channel(part) for part in match.groups()[1:4])
            return _with_alpha("".join(f"{channel:02X}" for channel in channels), round(255 * alpha))
        base = _other_color(f"hsl({match[2]},{match[3]},{match[4]})")
        return _with_alpha(base, round(255 * alpha)) if base else ""
    return _COLORS.get(value, "") or _other_color(value)


BRAND_COLOR = regex(r"(?:var\(--)?(brand-[\w-]{1,60})\)?")
_NUMBER = r"([\d.]{1,8}(?:%|deg)?)"
_FUNCTION = regex(
    rf"(rgb|hsl)a?\(\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+{_NUMBER}(?:\s*[,/]\s*([\d.]{{1,8}}%?))?\s*\)"
)


def _share(text: str) -> float:
    try:
        value = float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, value))


def _channel(text: str) -> int:
    share = _share(text) if text.endswith("%") else _share(f"{text}") if text == "0" else -1.0
    if share >= 0:
        return round(255 * share)
    try:
        return min(255, round(float(text.removesuffix("deg"))))
    except ValueError:
        return 0


def _with_alpha(digits: str, alpha: int) -> str:
    return digits.upper() if alpha >= 255 else f"{digits}{alpha:02x}".upper()


@cache
def _other_color(value: str) -> str:
    """Any other name or way of CSS's; the library that knows them is loaded when one is met."""
    if not re.fullmatch(r"[a-z]{3,22}|hsl\([\d.,\s%]+\)", value) or value in _NO_COLORS:
        return ""
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(value)[:3]
    except ValueError:
        return ""
    return f"{red:02X}{green:02X}{blue:02X}"


_NO_COLORS = frozenset(
    ("inherit", "initial", "unset", "none", "transparent", "currentcolor", "auto", "revert")
)
