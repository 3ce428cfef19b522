"""Small helpers for writing PresentationML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deckgen.patterns import regex
from deckgen.themes.model import Box, Theme

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMU_PER_POINT = 12700

_LANGUAGES = {
    "en": "en-US", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "it": "it-IT", "pt": "pt-PT",
    "nl": "nl-NL", "ja": "ja-JP", "zh": "zh-CN", "ko": "ko-KR", "ar": "ar-SA", "he": "he-IL",
    "ru": "ru-RU", "pl": "pl-PL", "sv": "sv-SE", "da": "da-DK", "fi": "fi-FI", "nb": "nb-NO",
    "no": "nb-NO", "cs": "cs-CZ", "tr": "tr-TR", "uk": "uk-UA", "el": "el-GR", "hu": "hu-HU",
    "ro": "ro-RO", "vi": "vi-VN", "th": "th-TH", "hi": "hi-IN", "fa": "fa-IR", "id": "id-ID",
}  # fmt: skip


def escape(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text inside an attribute's double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def emu(points: float) -> int:
    """Points → English Metric Units."""
    return round(points * EMU_PER_POINT)


def transform(box: Box, tag: str = "a", angle: float = 0.0) -> str:
    """`<a:xfrm>` of a box, turned clockwise by that `angle` (degrees)."""
    rot = f' rot="{round(60_000 * angle)}"' if angle else ""
    return (
        f'<{tag}:xfrm{rot}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{max(0, emu(box.width))}" cy="{max(0, emu(box.height))}"/></{tag}:xfrm>'
    )


def color(value: str, theme: Theme) -> str:
    """A colour, by reference to the theme wherever the theme has it; a shade as `Theme.color` has it."""
    if len(value) == 8 and _SHINES.fullmatch(value):
        return _color("srgbClr", value[:6], f'<a:alpha val="{round(int(value[6:], 16) / 255 * 100_000)}"/>')
    base, changes = theme.resolved(value)
    shade = "".join(map(_change, changes))
    if base in theme.palette:
        return _color("schemeClr", _mapped(base, theme), shade)
    for name, known in theme.palette.items():
        if base == known:
            return _color("schemeClr", _mapped(name, theme), shade)
    return _color("srgbClr", base, shade)


_SHINES = regex("[0-9A-F]{8}")
"""A colour with its opacity."""


def _color(kind: str, value: str, shade: str) -> str:
    return f'<a:{kind} val="{value}">{shade}</a:{kind}>' if shade else f'<a:{kind} val="{value}"/>'


def _change(change: str) -> str:
    share, _, more = change.partition("+")
    return f'<a:lumMod val="{share}000"/>' + (f'<a:lumOff val="{more}000"/>' if more else "")


def _mapped(name: str, theme: Theme) -> str:
    """Slides name the four base colours through their master's map, or their layout's own."""
    usual = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
    return theme.names.get(name) or usual.get(name, name)


def solid(value: str, theme: Theme, opacity: float = 1.0) -> str:
    """`<a:solidFill>`"""
    return f"<a:solidFill>{_translucent(value, theme, opacity)}</a:solidFill>"


def gradient(stops: Iterable[tuple[float, str]], way: str) -> str:
    """`<a:gradFill>` of colours as XML at shares of its length, along a `way` (`<a:lin>` or `<a:path>`)."""
    listed = "".join(f'<a:gs pos="{round(place * 100_000)}">{inner}</a:gs>' for place, inner in sorted(stops))
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{listed}</a:gsLst>{way}</a:gradFill>'


def towards(angle: float) -> str:
    """`<a:lin>`: CSS counts angles from upwards, DrawingML (in 60,000ths of a degree) from rightwards."""
    return f'<a:lin ang="{round((angle - 90) % 360 * 60_000)}" scaled="0"/>'


def fading(value: str, opacities: Mapping[float, float], angle: float, theme: Theme) -> str:
    """`<a:gradFill>` of one colour, whose opacity changes from place to place towards `angle` as CSS counts it."""
    stops = ((place, _translucent(value, theme, opacity)) for place, opacity in opacities.items())
    return gradient(stops, towards(angle))


def _translucent(value: str, theme: Theme, opacity: float) -> str:
    inner = color(value, theme)
    if opacity >= 1:
        return inner
    tag = inner[3 : inner.index(" ")]
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/></a:{tag}>'
    end = f"</a:{tag}>"
    return inner.removesuffix(end) + alpha if inner.endswith(end) else f"{inner[:-2]}>{alpha}"


def language(tag: str) -> str:
    """A `lang` attribute as PowerPoint writes it, with a region; nothing if unknown."""
    return f' lang="{attribute(region(tag))}"' if tag else ""


def region(tag: str) -> str:
    """A language tag with its region; a tag that has one, or that is unknown, as it is."""
    return _LANGUAGES.get(tag.lower(), tag)


def hyperlink_target(href: str) -> str:
    """An address as a relation may hold it, or nothing.

    PowerPoint offers to repair a file with an address that is no URI, or one longer than 2,083
    characters; such a link stays text.
    """
    from urllib.parse import quote, urlsplit

    target = quote(href.strip(), safe="%/:?#[]@!$&'()*+,;=~-._")
    try:
        parts = urlsplit(target)
        _ = parts.port
    except ValueError:
        return ""
    lacks_host = parts.scheme in ("http", "https", "ftp") and not parts.hostname
    return "" if lacks_host or len(target) > 2083 else target
