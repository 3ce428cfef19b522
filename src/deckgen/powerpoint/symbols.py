"""Characters of fonts that draw signs in place of letters, as Unicode has these signs.

Wingdings as Microsoft lists its glyphs' Unicode equivalents, Symbol as Unicode's mapping of Adobe's encoding
(ADOBE/symbol.txt): those that people use on slides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deckgen.powerpoint.names import A

_WINGDINGS: Mapping[int, str] = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺",
    0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨",
    0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xF4: "⇳", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + n: chr(ord("①") + n) for n in range(10)},
    **{0x8C + n: chr(ord("❶") + n) for n in range(10)},
}  # fmt: skip
_SYMBOL: Mapping[int, str] = {
    **dict(zip(map(ord, "ABGDEZHQIKLMNXOPRSTUFCYWJ"), "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϑ", strict=True)),
    **dict(zip(map(ord, "abgdezhqiklmnxoprstufcywVvj"), "αβγδεζηθικλμνξοπρστυφχψωςϖϕ", strict=True)),
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA2: "′", 0xA3: "≤",
    0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC4: "⊗",
    0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉",
    0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐",
    0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def as_seen(text: str, look: Any, inherited: str) -> str:
    """A run's text with the signs that its font draws; `look` is its `a:rPr`, `inherited` the font of others there."""
    latin, sign = (None, None) if look is None else (look.find(f"{A}latin"), look.find(f"{A}sym"))
    font = latin.get("typeface", "") if latin is not None else inherited
    if sign is not None and (len(text.strip()) == 1 or any("\uf000" <= char <= "\uf0ff" for char in text)):
        font = sign.get("typeface", "") or font  # PowerPoint's arrows for `-->`
    signs = _FONTS.get(font.strip().lower(), {})
    return "".join(_sign(char, signs) for char in text) if signs else text


def _sign(char: str, signs: Mapping[int, str]) -> str:
    code = ord(char)
    return signs.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code, char)
