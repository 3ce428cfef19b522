"""Colours as PowerPoint changes them, and how well they are told apart."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from functools import lru_cache

from msgspec.structs import asdict

from deckgen.themes.tokens import ColorTokens

LEAST_CONTRAST = 4.5
"""Of text and its ground, WCAG 2.1, 1.4.3."""
DEEPEST = 8
"""Roles may name roles so often."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours in hexadecimal digits, from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(4096)
def luminance(value: str) -> float:
    """Relative luminance of six hexadecimal digits, from 0 to 1 (WCAG 2.1)."""
    channels = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def gray(light: float) -> str:
    """The grey of that relative luminance, in six hexadecimal digits (WCAG 2.1)."""
    value = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return f"{round(255 * min(1.0, max(0.0, value))):02X}" * 3


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
