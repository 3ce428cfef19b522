"""How large a picture behind a slide is, and where it stands, as CSS says it."""

from __future__ import annotations

from deckgen.patterns import regex

SLIDE = (1280.0, 720.0)
"""CSS pixels of a slide, against which lengths are written."""
_LENGTH = regex(r"(\d+(?:\.\d*)?|\.\d+)(%|px|pt|cm|mm|in|em|rem|vw|vh)?")
PIXELS = {"px": 1.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "em": 16.0, "rem": 16.0}
"""Of a unit (CSS Values and Units 4, §6.2)."""
_SIDES = {"left": (0, 0.0), "right": (0, 1.0), "top": (1, 0.0), "bottom": (1, 1.0)}


def size_of(value: str) -> tuple[bool, str, str]:
    """`background-size`: whether it is shown whole, and its width and height; nothing of it for one that covers the
    slide."""
    words = value.lower().split()
    if "contain" in words:
        return True, "", ""
    lengths = ["auto" if word == "auto" else word if _LENGTH.fullmatch(word) else "" for word in words[:2]]
    if not lengths or not any(length not in ("", "auto") for length in lengths) or lengths[0] == "100%":
        return False, "", ""
    width, height = [*lengths, "auto"][:2]
    return False, "" if width == "auto" else width, "" if height == "auto" else height


def place_of(value: str) -> tuple[float, float]:
    """`background-position`: the share of what is left free that is at its left, and above it."""
    found, open_ = [0.5, 0.5], [0, 1]
    for word in value.lower().split():
        if word in _SIDES:
            axis, share = _SIDES[word]
            found[axis] = share
            open_ = [each for each in open_ if each != axis]
        elif word == "center":
            open_ = open_[1:]
        elif (match := _LENGTH.fullmatch(word)) and open_:
            axis = open_.pop(0)
            whole = 100 if match[2] in ("%", "vw", "vh") else SLIDE[axis] / PIXELS[match[2] or "px"]
            found[axis] = min(1.0, float(match[1]) / whole)
    return found[0], found[1]
