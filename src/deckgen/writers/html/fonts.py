"""The fonts that travel inside the page: only the faces and subsets that its text uses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from deckgen.resources import shipped
from deckgen.writers.html.frames import data_uri


@dataclass(frozen=True, slots=True, order=True)
class FaceUse:
    """One face of a twin font."""

    twin: str
    bold: bool
    italic: bool


def font_faces(characters: Iterable[str], faces: Iterable[FaceUse]) -> Iterator[str]:
    """`@font-face` rules for `faces`, each with the subsets that `characters` need."""
    codepoints = frozenset(map(ord, characters))
    for face in sorted(faces):
        weight, style = (700 if face.bold else 400), ("italic" if face.italic else "normal")
        ranges = json.loads(shipped("web", "fonts", f"{face.twin}-ranges.json").read_text(encoding="utf-8"))
        for subset, unicode_range in ranges.items():
            if not _covers(unicode_range, codepoints):
                continue
            file = shipped("web", "fonts", f"{face.twin}-{subset}-{weight}-{style}.woff2")
            uri = data_uri(file.read_bytes(), "font/woff2")
            yield (
                f"@font-face{{font-family:{face.twin};font-weight:{weight};font-style:{style};"
                f"src:url({uri}) format('woff2');unicode-range:{unicode_range}}}"
            )


def _covers(unicode_range: str, codepoints: frozenset[int]) -> bool:
    return any(low <= point <= high for low, high in _parse(unicode_range) for point in codepoints)


@cache
def _parse(unicode_range: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in unicode_range.replace("U+", "").split(","):
        low, _, high = part.partition("-")
        found.append((int(low, 16), int(high or low, 16)))
    return tuple(found)
