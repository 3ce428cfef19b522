"""Marp: what it writes into an image's alternative text are instructions, not text."""

from __future__ import annotations

import re

_KEYWORD = re.compile(
    r"bg|left|right|fit|contain|cover|auto|vertical|\d+%|"
    r"(?:left|right|w|h|width|height|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|"
    r"opacity|saturate|sepia)(?::\S+)"
)


def image_words(alt: str) -> tuple[str, str]:
    """The alternative text without Marp's keywords, and the width that they ask for."""
    words = alt.split()
    rest = [word for word in words if not _KEYWORD.fullmatch(word)]
    widths = [word.partition(":")[2] for word in words if re.fullmatch(r"(w|width):\S+", word)]
    return " ".join(rest), widths[0] if widths else ""
