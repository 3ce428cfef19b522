"""Colours as PowerPoint changes them, and how well they are told apart."""

from __future__ import annotations

import colorsys
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import asdict

from deckgen.themes.tokens import ColorTokens

LEAST_CONTRAST = 4.5
"""Of text and its ground, WCAG 2.1, 1.4.3 …"""
LARGE_CONTRAST = 3.0
"""… and of large text."""
MIDDLE = 0.18
"""Relative luminance that white and black stand out from alike."""
BLACK, WHITE = "000000", "FFFFFF"
DEEPEST = 8
"""Roles may name roles so often."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours in hexadecimal digits, from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(4096)
def luminance(value: str) -> float:
    """Relative luminance of six hexadecimal digits, from 0 to 1 (WCAG 2.1)."""
    red, green, blue = _linear(value)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_dark(value: str) -> bool:
    """True for six hexadecimal digits from which white stands out more than black."""
    return luminance(value) < MIDDLE


def gray(light: float) -> str:
    """The grey of that relative luminance, in six hexadecimal digits (WCAG 2.1)."""
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return f"{round(255 * min(1.0, max(0.0, value))):02X}" * 3


@lru_cache(4096)
def mixed(above: str, below: str, opacity: float) -> str:
    """What six digits of `above` come to, at that opacity (0 to 1), over six digits of `below`."""
    pairs = ((int(above[i : i + 2], 16), int(below[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(under + (over - under) * opacity):02X}" for over, under in pairs)


@lru_cache(4096)
def shaded(value: str, change: str) -> str:
    """`60` is its luminance times 0.6, `40+60` that times 0.4 plus 0.6: PowerPoint's `lumMod` and `lumOff` (ECMA-376
    part 1, §20.1.2.3.20 and 21)."""
    share, _, more = change.partition("+")
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = min(1.0, light * float(share) / 100 + float(more or 0) / 100)
    return "".join(f"{round(255 * c):02X}" for c in colorsys.hls_to_rgb(hue, light, saturation))


def deepened(value: str, ground: str, least: float = LEAST_CONTRAST) -> str:
    """Six digits as they are, or as much darker or lighter as they must be to be read on `ground`."""
    dark = luminance(value) < luminance(ground)
    for share in range(100, 0, -4):
        shade = shaded(value, f"{share}" if dark else f"{share}+{100 - share}")
        if contrast(shade, ground) >= least:
            return shade
    return "000000" if contrast("000000", ground) > contrast("FFFFFF", ground) else "FFFFFF"


def applied(value: str, palette: Mapping[str, str]) -> str:
    """Six hexadecimal digits of a colour of the format's (or six digits) with its changes (`dk1@60+40`)."""
    base, *changes = value.split("@")
    digits = palette.get(base, base)
    for change in changes:
        digits = shaded(digits, change)
    return digits


def roles_of(tokens: ColorTokens, palette: Mapping[str, str]) -> dict[str, str]:
    """Each role as a colour of the format's with its changes, and no other role in it."""
    named: dict[str, str] = asdict(tokens)

    def settled(value: str, depth: int = 0) -> str:
        base, at, changes = value.partition("@")
        if base not in named:
            return value
        if depth > DEEPEST:  # two that name each other
            return "dk1"
        return settled(named[base], depth + 1) + at + changes

    if not named["muted"]:
        named["muted"] = _muted(settled(named["text"]), settled(named["ground"]), palette)
    return {name: settled(value) for name, value in named.items()}


def _muted(text: str, ground: str, palette: Mapping[str, str]) -> str:
    """The text's colour as far towards the ground as can be read on it."""
    below = applied(ground, palette)
    dark = luminance(applied(text, palette)) < luminance(below)
    for share in range(40, 100, 5):
        value = f"{text}@{share}+{100 - share}" if dark else f"{text}@{share}"
        if contrast(applied(value, palette), below) >= LEAST_CONTRAST:
            return value
    return text


_EYES = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
)
"""What eyes make of linear red, green and blue: most; without red cones; without green ones (Viénot, Brettel and Mollon
1999, “Digital video colourmaps for checking the legibility of displays by dichromats”)."""
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)


@lru_cache(1024)
def told_apart(one: str, other: str) -> float:
    """How far two colours in hexadecimal digits are from each other for the eyes that tell them apart worst (CIE 1976
    ΔE*ab; about 2 is the least that is seen side by side)."""
    return min(math.dist(a, b) for a, b in zip(_seen(one), _seen(other), strict=True))


def _linear(value: str) -> tuple[float, ...]:
    channels = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


@lru_cache(4096)
def _seen(value: str) -> list[tuple[float, float, float]]:
    """L*, a*, b* of a colour as each kind of eye has it."""
    found, linear = [], _linear(value)
    for eye in _EYES:
        x, y, z = (
            _root(value / white)
            for value, white in zip(_times(_XYZ, _times(eye, linear)), _WHITE, strict=True)
        )
        found.append((116 * y - 16, 500 * (x - y), 200 * (y - z)))
    return found


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116
