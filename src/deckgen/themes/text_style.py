"""How a template sets text. Lengths are points."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from deckgen.model import Model

Caps: TypeAlias = Literal["", "all", "small"]


class TextStyle(Model, frozen=True, kw_only=True):
    """One level of a place for text."""

    size: float
    color: str
    """Six hexadecimal digits."""
    shaded: bool = False
    """It is the first one of a gradient, which few programs show in text."""
    bold: bool = False
    italic: bool = False
    caps: Caps = ""
    tracking: float = 0.0
    """Added between letters at its own size."""
    align: Literal["left", "center", "right"] = "left"
    font: str = ""
    """The family, or `+mj-lt` and `+mn-lt` for the theme's."""
    left: float = 0.0
    """Where lines start, from the place's inner edge …"""
    hanging: float = 0.0
    """… and how far before that the first one does."""
    marker: str = ""
    """The bullet, as any font has it; nothing for none, or for a number."""
    pictured: bool = False
    """It is a picture, which the sign stands for."""
    marker_font: str = ""
    """The family of that, if it has one which has the very sign."""
    marker_color: str = ""
    """Six hexadecimal digits, or nothing for the text's."""
    marker_size: float = 1.0
    """Over that of the text."""
    line: float = 1.0
    """Distance of lines, over the usual one."""
    right_to_left: bool = False

    @property
    def is_plain(self) -> bool:
        """Upright, from the left, in the theme's font."""
        looks = self.bold or self.italic or self.caps or self.tracking or self.right_to_left
        return not looks and self.align == "left" and self.font in ("", "+mn-lt")

    def tracking_at(self, size: float) -> float:
        """What is added between letters of text at another size, where words look alike."""
        return self.tracking * size / max(1.0, self.size)


def first_listed(styles: Sequence[TextStyle]) -> int:
    """The level, from 0, at which a place's lists begin: some templates have plain text at the first."""
    return next((level for level, style in enumerate(styles[:3]) if style.marker), 0)


def first_plain(styles: Sequence[TextStyle]) -> int:
    """The level, from 0, at which a place's text begins: some templates have bold headings at the first, and text below
    them."""
    if not styles or not styles[0].bold or styles[0].marker:
        return 0
    return next((level for level, style in enumerate(styles[:3]) if not style.bold), 0)
