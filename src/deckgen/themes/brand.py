"""`_brand.yml`: a house's colours, fonts and logo in one file (the brand.yml standard of posit-dev, version 1)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.model import Model
from deckgen.source import Source, Span
from deckgen.themes.model import FontRole
from deckgen.yaml_values import Value, YamlError, parse

THEME_COLORS = (
    "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger", "light",
    "dark",
)  # fmt: skip
_GROUPS = ("meta", "logo", "color", "typography", "defaults")
_TEXTS: Mapping[str, FontRole | None] = {
    "base": "body", "headings": "title", "monospace": "mono", "monospace-inline": "mono", "monospace-block": "mono",
    "link": None,
}  # fmt: skip
"""What the file calls a kind of text → whose font it is."""
_HONOURED = {
    "headings": ("family", "color", "weight"), "link": ("color",), "base": ("family", "color"),
    "monospace": ("family",), "monospace-inline": ("family",), "monospace-block": ("family", "background-color"),
}  # fmt: skip
_WEIGHTS = {"thin": 100, "extra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
            "semi-bold": 600, "bold": 700, "extra-bold": 800, "black": 900}  # fmt: skip
MOST_COLORS = 300
"""Of a palette."""
BOLD = 600
"""Weight from which a face is the bold one."""
DEEPEST = 20
"""Colours may name colours so often."""


class Shade(Model, frozen=True):
    """A colour, in six hexadecimal digits, on light ground and on dark, and where it is said."""

    light: str
    dark: str
    span: Span

    def on(self, *, dark: bool) -> str:
        """The one for that ground."""
        return self.dark if dark else self.light


class FontSource(Model, frozen=True):
    """A file with one face."""

    path: str
    """From the brand's folder."""
    bold: bool
    italic: bool
    span: Span


class Brand(Model, frozen=True, kw_only=True):
    """What the file says that a deck can have."""

    colors: Mapping[str, Shade] = {}
    """`foreground`, `primary` …, and `headings`, `link`, `code` for what stands below `typography`."""
    palette: Mapping[str, Shade] = {}
    """Its own names for colours."""
    families: Mapping[FontRole, tuple[str, Span]] = {}
    files: Mapping[str, tuple[FontSource, ...]] = {}
    """Family → the files with its faces."""
    bold_titles: bool | None = None
    logo: tuple[str, str] = ("", "")
    """Path from the brand's folder on light ground and on dark …"""
    logo_alt: str = ""
    """… and what it shows, in words."""


def read_brand(source: Source) -> Warned[Brand]:
    """What is in the file; what is wrong with it, or what no deck can have, at its place."""
    found: list[Diagnostic] = []
    if not re.sub(r"#[^\n]*", "", source.text).strip():
        return Warned(Brand())
    try:
        root = parse(source.text, Span(1))
    except YamlError as error:
        return Warned(
            Brand(), (Diagnostic("broken-brand", "error", str(error), error.span, error.hint, source),)
        )
    return Warned(_Reader(root, source, found).brand(), tuple(found))


class _Reader:
    def __init__(self, root: Value, source: Source, found: list[Diagnostic]) -> None:
        self.root, self.source, self.found = root, source, found
        self.known = dict(itertools.islice(self._group("color", "palette").items(), MOST_COLORS))

    def brand(self) -> Brand:
        self._unknown(self.root, _GROUPS, "a brand")
        for key in _GROUPS:
            value = (self.root.entries or {}).get(key)
            plain = key == "logo" and value is not None and value.scalar
            if value is not None and value.entries is None and not plain and (value.text or value.items):
                self._warn(f"`{key}` is a list of `name: value`", value.span)
        if len(self._group("color", "palette")) > MOST_COLORS:
            self._warn(f"only the first {MOST_COLORS} colours are used", self.root.keys["color"])
        color = self._group("color")
        self._unknown((self.root.entries or {}).get("color"), (*THEME_COLORS, "palette"), "`color`")
        if "defaults" in (self.root.entries or {}):
            self._say("`defaults` are for other tools", self.root.keys["defaults"])
        palette = {_plain(name): self._shade(value) for name, value in self.known.items()}
        shades = {
            name: shade for name in THEME_COLORS if name in color and (shade := self._shade(color[name]))
        }
        typography = self._group("typography")
        shades |= dict(self._text_colors(typography))
        logo, alt = self._logo()
        return Brand(
            colors=shades,
            palette={name: shade for name, shade in palette.items() if shade},
            families=dict(self._families(typography)),
            files=self._files(typography),
            bold_titles=self._bold(typography),
            logo=logo,
            logo_alt=alt,
        )

    def _group(self, *names: str) -> Mapping[str, Value]:
        now: Value | None = self.root
        for name in names:
            now = (now.entries or {}).get(name) if now else None
        return (now.entries if now else None) or {}

    def _unknown(self, value: Value | None, known: tuple[str, ...], whose: str) -> None:
        for span in value.again if value else ():
            self._warn("this key stands here twice: only the last is read", span)
        for key, span in (value.keys if value else {}).items():
            if key not in known:
                self._warn(f"{whose} has no `{key}`", span, nearest(key, known))

    def _warn(self, message: str, span: Span, hint: str = "") -> None:
        self.found.append(Diagnostic("brand", "warning", message, span, hint, self.source))

    def _say(self, message: str, span: Span) -> None:
        self.found.append(Diagnostic("brand", "note", message, span, "", self.source))

    # -- colours -----------------------------------------------------------------------------

    def _shade(self, value: Value | None) -> Shade | None:
        """A colour; one that is said for light and dark apart has both."""
        if value is None:
            return None
        if value.entries is not None:
            light, dark = (self._digits(value.entries.get(mode)) for mode in ("light", "dark"))
            return Shade(light or dark, dark or light, value.span) if light or dark else None
        digits = self._digits(value)
        return Shade(digits, digits, value.span) if digits else None

    def _digits(self, value: Value | None, depth: int = 0) -> str:
        if value is None:
            return ""
        if not value.scalar:
            self._warn("a colour is one word, or one for `light` and one for `dark`", value.span)
            return ""
        text = value.text.strip()
        match = re.fullmatch(r"#([0-9A-Fa-f]{6})[0-9A-Fa-f]{0,2}|#([0-9A-Fa-f]{3})", text)
        if match:
            return (match[1] or "".join(2 * digit for digit in match[2])).upper()
        theme = self._group("color")
        named = self.known.get(text) or (theme.get(text) if text in THEME_COLORS else None)
        if named is not None and named is not value and depth < DEEPEST:
            return self._digits(
                named if named.scalar else next(iter((named.entries or {}).values()), None), depth + 1
            )
        if digits := _css(text):
            return digits
        others = [name for name in (*self.known, *theme) if name not in (text, "palette")]
        hint = nearest(text, others) or "write it as `#0B6E99`"
        self._warn(f"`{text}` is no colour", value.span, hint)
        return ""

    def _text_colors(self, typography: Mapping[str, Value]) -> Iterator[tuple[str, Shade]]:
        for kind, key, role in (
            ("base", "color", "foreground"),
            ("headings", "color", "headings"),
            ("link", "color", "link"),
            ("monospace-block", "background-color", "code"),
        ):
            value = (typography[kind].entries or {}).get(key) if kind in typography else None
            if shade := self._shade(value):
                yield role, shade

    # -- typography --------------------------------------------------------------------------

    def _families(self, typography: Mapping[str, Value]) -> Iterator[tuple[FontRole, tuple[str, Span]]]:
        self._unknown((self.root.entries or {}).get("typography"), ("fonts", *_TEXTS), "`typography`")
        given: dict[FontRole, tuple[str, Span]] = {}
        for kind, role in _TEXTS.items():
            value = typography.get(kind)
            if value is None:
                continue
            for key, span in value.keys.items():
                if key not in _HONOURED[kind]:
                    self._say(f"the theme decides the `{key}` of {kind}", span)
            family = value if value.scalar else (value.entries or {}).get("family")
            if family is not None and role is not None and family.text:
                given.setdefault(role, (family.text, family.span))
        if "body" in given:
            given.setdefault("title", given["body"])
        yield from given.items()

    def _files(self, typography: Mapping[str, Value]) -> dict[str, tuple[FontSource, ...]]:
        found: dict[str, list[FontSource]] = {}
        for font in typography["fonts"].several if "fonts" in typography else ():
            entries = font.entries or {}
            family = entries["family"].text if "family" in entries else ""
            if not family:
                self._warn("a font has a `family`", font.span)
                continue
            for each in entries["files"].several if "files" in entries else ():
                inner = each.entries or {}
                path = inner.get("path", each)
                weight, style = (inner[key].text if key in inner else "" for key in ("weight", "style"))
                bold = _weight(weight) >= BOLD if weight else "bold" in path.text.lower()
                italic = style == "italic" or (not style and "italic" in path.text.lower())
                found.setdefault(family, []).append(FontSource(path.text, bold, italic, path.span))
        return {family: tuple(files) for family, files in found.items()}

    def _bold(self, typography: Mapping[str, Value]) -> bool | None:
        value = (typography["headings"].entries or {}).get("weight") if "headings" in typography else None
        return _weight(value.text) >= BOLD if value else None

    # -- logo --------------------------------------------------------------------------------

    def _logo(self) -> tuple[tuple[str, str], str]:
        """The smallest that there is: it stands in the corner of every slide."""
        whole = (self.root.entries or {}).get("logo")
        if whole is not None and whole.scalar:
            return (self._path(whole), self._path(whole)), ""
        entries = self._group("logo")
        self._unknown(whole, ("images", "small", "medium", "large"), "`logo`")
        value = next((entries[size] for size in ("small", "medium", "large") if size in entries), None)
        if value is None:
            return ("", ""), ""
        inner = value.entries or {}
        if "light" in inner or "dark" in inner:
            light, dark = (self._path(inner.get(mode)) for mode in ("light", "dark"))
            return (light or dark, dark or light), self._alt(inner.get("light") or inner.get("dark"))
        path = self._path(value)
        return (path, path), self._alt(value)

    def _path(self, value: Value | None) -> str:
        if value is None:
            return ""
        image = self._image(value)
        entries = image.entries or {}
        path = entries.get("path", image)
        if re.match(r"\w+://", path.text):
            self._warn("a logo elsewhere is not fetched", path.span, "keep it beside the brand's file")
            return ""
        return str(PurePosixPath(path.text)) if path.text else ""

    def _alt(self, value: Value | None) -> str:
        image = self._image(value).entries if value else None
        return image["alt"].text if image and "alt" in image else ""

    def _image(self, value: Value) -> Value:
        return self._group("logo", "images").get(value.text, value) if value.scalar else value


def _plain(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name)


def _weight(text: str) -> int:
    """The least weight in `600`, `semi-bold`, `400..700`."""
    first = text.partition("..")[0].strip()
    return int(first) if first.isdecimal() and len(first) < 5 else _WEIGHTS.get(first, 400)


def _css(text: str) -> str:
    """The digits of a colour by its name in CSS, or of `rgb(…)`; nothing for none."""
    if not re.fullmatch(r"[A-Za-z]{3,22}|(?:rgb|hsl)\([\d.,\s%]+\)", text):
        return ""
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(text.lower())[:3]
    except ValueError:
        return ""
    return "".join(f"{min(255, max(0, channel)):02X}" for channel in (red, green, blue))
