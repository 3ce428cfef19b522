"""Words in an image's alternative text that are instructions, and no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from deckgen.deck.blocks import Figure
from deckgen.deck.slides import Backdrop
from deckgen.patterns import regex
from deckgen.readers.slice_model import SlideSettings
from deckgen.source import Span

_FILTER = (
    r"(?:blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia)(?::\S+)?"
)
_OF_IMAGES = regex(rf"(?:w|h|width|height):\S+|{_FILTER}")
_OF_BACKGROUNDS = regex(
    rf"bg|(?:left|right)(?::\S+)?|fit|contain|cover|auto|vertical|[\d.]+%|{_OF_IMAGES.pattern}"
)


def image_words(words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The alternative text without its keywords, and the width and height that they ask for."""
    keyword = _OF_BACKGROUNDS if "bg" in words else _OF_IMAGES
    rest = [word for word in words if not keyword.fullmatch(word)]
    asked = {}
    for word in words:
        name, colon, value = word.partition(":")
        if colon and name in ("w", "width", "h", "height"):
            asked["width" if name[0] == "w" else "height"] = value
    return " ".join(rest), asked


def backdrop(figure: Figure, words: Sequence[str], span: Span) -> SlideSettings:
    """A picture behind the slide or at its side: `![bg left:40% blur:4px](…)`."""
    said = {name: value for name, _, value in (word.partition(":") for word in words)}
    side: Literal["", "left", "right"] = "left" if "left" in said else "right" if "right" in said else ""
    _, asked = image_words(words)
    share = next((word for word in words if re.fullmatch(r"[\d.]+%", word)), "")
    return SlideSettings(
        {}, span,
        pictures=(
            Backdrop(
                figure=figure, side=side, share=_share(said.get("left") or said.get("right") or "", 0.5),
                stacked="vertical" in said, contain="contain" in said or "fit" in said,
                width=asked.get("width", "") or share or ("auto" if "auto" in said else ""),
                height=asked.get("height", ""),
                opacity=_share(said.get("opacity", ""), 0.5 if "opacity" in said else 1.0),
                brightness=_share(said.get("brightness", ""), 1.5 if "brightness" in said else 1.0),
                blur=_number(said.get("blur", ""), 10.0) if "blur" in said else 0.0,
            ),
        ),
    )  # fmt: skip


def _share(text: str, default: float) -> float:
    """`40%` or `.4`"""
    value = _number(text, default)
    return value / 100 if text.endswith("%") else value


def _number(text: str, default: float) -> float:
    match = re.match(r"\d*\.?\d+", text)
    return float(match[0]) if match else default
