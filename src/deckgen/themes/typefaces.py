"""The font files that deckgen ships: the metric twins in subsets, and what stands in for them."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from deckgen.resources import shipped

FALLBACKS = (
    "noto-sans-arabic", "noto-sans-hebrew", "noto-sans-thai", "noto-sans-devanagari",
    "noto-sans-math", "noto-sans-symbols-2", "noto-sans-symbols",
)  # fmt: skip
"""Fonts for characters that a twin does not have, in the order in which they are tried."""
FALLBACK_FAMILY = "deckgen-fallback"
"""Their name in the page, all under one."""
FIXED_FAMILY = "deckgen-fixed"
"""The name of the font behind that of code: boxes, arrows and ticks are as wide as a letter there."""
FIXED_WIDTH = 1233 / 2048
"""Width in em of each of its letters (the `hmtx` table of DejaVu Sans Mono), for which nobody need open it."""


class Subset(Struct, frozen=True):
    """Part of a twin, as a browser fetches it."""

    name: str
    unicode_range: str
    """As CSS has it."""
    ranges: tuple[tuple[int, int], ...]

    def covers(self, codepoint: int) -> bool:
        """True if a browser looks for the character here."""
        return any(low <= codepoint <= high for low, high in self.ranges)


WHOLE = Subset("own", "U+0-10FFFF", ((0, 0x10FFFF),))
"""A font that a brand brings is one file."""


@cache
def subsets(twin: str) -> tuple[Subset, ...]:
    """The subsets of a twin, Latin first."""
    text = shipped("web", "fonts", f"{twin}-ranges.json").read_text(encoding="utf-8")
    found = [Subset(name, ranges, _parse(ranges)) for name, ranges in json.loads(text).items()]
    return tuple(sorted(found, key=lambda subset: subset.name != "latin"))


def twin_file(twin: str, subset: str, *, bold: bool, italic: bool, kind: str = "ttf") -> Path:
    """One subset of one face, as `ttf` or `woff2`."""
    weight, style = (700 if bold else 400), ("italic" if italic else "normal")
    return shipped("web", "fonts", f"{twin}-{subset}-{weight}-{style}.{kind}")


def fallback_file(family: str, *, bold: bool) -> Path:
    """A fallback font, upright; the regular face where there is no bold one."""
    path = shipped("web", "fonts", f"{family}-{700 if bold else 400}.ttf")
    return path if path.is_file() else shipped("web", "fonts", f"{family}-400.ttf")


@cache
def fixed_file(*, bold: bool) -> Path | None:
    """The font of fixed width that Matplotlib brings (DejaVu Sans Mono); nothing where it comes without its fonts."""
    spec = find_spec("matplotlib")
    folders = spec.submodule_search_locations if spec else None
    name = f"DejaVuSansMono{'-Bold' if bold else ''}.ttf"
    paths = (Path(folder, "mpl-data", "fonts", "ttf", name) for folder in folders or ())
    return next((path for path in paths if path.is_file()), None)


def _parse(unicode_range: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in unicode_range.replace("U+", "").split(","):
        low, _, high = part.partition("-")
        found.append((int(low, 16), int(high or low, 16)))
    return tuple(found)
