"""Utility classes as UnoCSS and Tailwind have them → declarations of CSS, for what a slide can say.

https://unocss.dev/presets/wind3: type sizes, weights, alignment, colours, widths, grids.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.patterns import regex

_SIZES: Mapping[str, str] = {
    "xs": ".75", "sm": ".875", "base": "1", "lg": "1.125", "xl": "1.25", "2xl": "1.5", "3xl": "1.875", "4xl": "2.25",
    "5xl": "3", "6xl": "3.75", "7xl": "4", "8xl": "4", "9xl": "4",
}  # fmt: skip
"""Over the text around it; the library's rem, as its own text is one."""
_PLAIN: Mapping[str, str] = {
    "text-left": "text-align:left", "text-center": "text-align:center", "text-right": "text-align:right",
    "font-bold": "font-weight:bold", "font-semibold": "font-weight:600", "font-extrabold": "font-weight:800",
    "font-black": "font-weight:900", "fw-bold": "font-weight:bold", "italic": "font-style:italic",
    "underline": "text-decoration:underline", "line-through": "text-decoration:line-through",
    "uppercase": "", "hidden": "display:none", "flex": "display:flex", "grid": "display:grid",
    "flex-col": "flex-direction:column", "absolute": "position:absolute", "fixed": "position:fixed",
    "inset-0": "inset:0", "top-0": "top:0", "left-0": "left:0", "right-0": "right:0", "bottom-0": "bottom:0",
    "rounded-full": "border-radius:50%", "inline-block": "display:inline-block", "inline-flex": "display:inline-flex",
    "border": "border-width:1px;border-style:solid", "border-none": "border-style:none",
    "h-full": "height:100%", "h-screen": "height:100%", "w-screen": "width:100%",
}  # fmt: skip
_SHADES = ("50", "100", "200", "300", "400", "500", "600", "700", "800", "900", "950")
_COLORS: Mapping[str, str] = {
    "slate": "F8FAFC F1F5F9 E2E8F0 CBD5E1 94A3B8 64748B 475569 334155 1E293B 0F172A 020617",
    "gray": "F9FAFB F3F4F6 E5E7EB D1D5DB 9CA3AF 6B7280 4B5563 374151 1F2937 111827 030712",
    "red": "FEF2F2 FEE2E2 FECACA FCA5A5 F87171 EF4444 DC2626 B91C1C 991B1B 7F1D1D 450A0A",
    "orange": "FFF7ED FFEDD5 FED7AA FDBA74 FB923C F97316 EA580C C2410C 9A3412 7C2D12 431407",
    "amber": "FFFBEB FEF3C7 FDE68A FCD34D FBBF24 F59E0B D97706 B45309 92400E 78350F 451A03",
    "yellow": "FEFCE8 FEF9C3 FEF08A FDE047 FACC15 EAB308 CA8A04 A16207 854D0E 713F12 422006",
    "lime": "F7FEE7 ECFCCB D9F99D BEF264 A3E635 84CC16 65A30D 4D7C0F 3F6212 365314 1A2E05",
    "green": "F0FDF4 DCFCE7 BBF7D0 86EFAC 4ADE80 22C55E 16A34A 15803D 166534 14532D 052E16",
    "emerald": "ECFDF5 D1FAE5 A7F3D0 6EE7B7 34D399 10B981 059669 047857 065F46 064E3B 022C22",
    "teal": "F0FDFA CCFBF1 99F6E4 5EEAD4 2DD4BF 14B8A6 0D9488 0F766E 115E59 134E4A 042F2E",
    "cyan": "ECFEFF CFFAFE A5F3FC 67E8F9 22D3EE 06B6D4 0891B2 0E7490 155E75 164E63 083344",
    "sky": "F0F9FF E0F2FE BAE6FD 7DD3FC 38BDF8 0EA5E9 0284C7 0369A1 075985 0C4A6E 082F49",
    "blue": "EFF6FF DBEAFE BFDBFE 93C5FD 60A5FA 3B82F6 2563EB 1D4ED8 1E40AF 1E3A8A 172554",
    "indigo": "EEF2FF E0E7FF C7D2FE A5B4FC 818CF8 6366F1 4F46E5 4338CA 3730A3 312E81 1E1B4B",
    "violet": "F5F3FF EDE9FE DDD6FE C4B5FD A78BFA 8B5CF6 7C3AED 6D28D9 5B21B6 4C1D95 2E1065",
    "purple": "FAF5FF F3E8FF E9D5FF D8B4FE C084FC A855F7 9333EA 7E22CE 6B21A8 581C87 3B0764",
    "fuchsia": "FDF4FF FAE8FF F5D0FE F0ABFC E879F9 D946EF C026D3 A21CAF 86198F 701A75 4A044E",
    "pink": "FDF2F8 FCE7F3 FBCFE8 F9A8D4 F472B6 EC4899 DB2777 BE185D 9D174D 831843 500724",
    "rose": "FFF1F2 FFE4E6 FECDD3 FDA4AF FB7185 F43F5E E11D48 BE123C 9F1239 881337 4C0519",
}  # fmt: skip
"""The palette's hues from `50` to `950`."""
_LIGHT: Mapping[str, int] = {"white": 100, "black": 0}
_WHOLE = regex(r"[wh]-full")
_PART = regex(r"w-(\d)/(\d{1,2})|basis-(\d)/(\d{1,2})")
_EXACT = regex(r"(text|w|bg|grid-cols|border)-\[([^\[\]]+)\]")
_TEXT = regex(r"text-([\w-]+(?:/\d{1,3})?)")
_GROUND = regex(r"bg-(?!op)([\w-]+(?:/\d{1,3})?)")
_COUNT = regex(r"(?:grid-)?cols-(\d{1,2})")
_STEPS = regex(r"w-(\d{1,3}(?:\.5)?)")
_BORDER = regex(r"(?:border|b)(?:-([lrtb]))?(?:-(\d{1,2}))?")
_EDGE = regex(r"(?:border|b)(?:-([lrtb]))?-([\w/-]+)")
_SHARE = regex(r"bg-op(?:acity-?)?(\d{1,3})")
_SIDES: Mapping[str, str] = {"l": "-left", "r": "-right", "t": "-top", "b": "-bottom"}


def class_style(at: Mapping[str, str]) -> str:
    """What an element's classes, or attributes in their place, say, as in a `style` attribute."""
    names = at.get("class", "").split()
    for key, value in at.items():
        names += [key] if not value else _named(key, value)
    shares = [match[1] for name in names if (match := _SHARE.fullmatch(name))]
    if shares:  # through which the ground shines
        names = [f"{name}/{shares[-1]}" if _GROUND.fullmatch(name) else name for name in names]
    return ";".join(filter(None, map(_one, names)))


def _one(name: str) -> str:
    name = name.removeprefix("!")
    if name in _PLAIN:
        return _PLAIN[name]
    if match := _EXACT.fullmatch(name):
        return _exact(match[1], match[2].replace("_", " "))
    if match := _PART.fullmatch(name):
        part, whole = (match[1] or match[3], match[2] or match[4])
        return f"width:{100 * int(part) / int(whole):.4g}%" if int(whole) else ""
    if match := _COUNT.fullmatch(name):
        return f"grid-template-columns:repeat({match[1]},1fr)"
    if match := _TEXT.fullmatch(name):
        size = _SIZES.get(match[1])
        return f"font-size:{size}em" if size else _colored("color", match[1])
    if match := _GROUND.fullmatch(name):
        return _colored("background-color", match[1])
    if match := _STEPS.fullmatch(name):  # a share of columns is none of it
        return f"inline-size:{float(match[1]) / 4:g}rem"
    if match := _BORDER.fullmatch(name):
        side, width = _SIDES.get(match[1] or "", ""), match[2] or "1"
        return f"border{side}-width:{width}px;border{side}-style:solid"
    if match := _EDGE.fullmatch(name):
        return _colored(f"border{_SIDES.get(match[1] or '', '')}-color", match[2])
    return ""


def _exact(what: str, value: str) -> str:
    """`text-[20px]`, `w-[300px]`, `grid-cols-[1fr_2fr]`"""
    if what == "grid-cols":
        return f"grid-template-columns:{value}"
    if what == "bg":
        return f"background-color:{value}"
    if what == "border":
        return (
            f"border-color:{value}"
            if value.startswith(("#", "rgb", "hsl"))
            else f"border-width:{value};border-style:solid"
        )
    if what == "w":
        return f"width:{value}"
    return f"color:{value}" if value.startswith(("#", "rgb", "hsl")) else f"font-size:{value}"


def _colored(key: str, name: str) -> str:
    name, _, said = name.partition("/")
    share = min(int(said), 100) if said.isdecimal() else 100
    if name in _LIGHT:
        return f"{key}:hsl(0,0%,{_LIGHT[name]}%,{share}%)"
    hue, _, shade = name.rpartition("-")
    if hue in _COLORS and shade in _SHADES:
        digits = _COLORS[hue].split()[_SHADES.index(shade)]
    else:
        digits = _COLORS[name].split()[4] if name in _COLORS else ""
    alpha = f"{round(255 * share / 100):02X}" if share < 100 else ""
    return f"{key}:#{digits}{alpha}" if digits else ""


def _named(key: str, value: str) -> list[str]:
    """`grid="~ cols-2 gap-4"` is the classes `grid`, `grid-cols-2` and `grid-gap-4`."""
    if key not in ("grid", "flex", "text", "font", "bg", "w", "border"):
        return []
    return [key if part == "~" else f"{key}-{part}" for part in value.split()]
