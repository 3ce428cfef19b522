"""Measuring the words of charts."""

from __future__ import annotations

from msgspec import Struct

from deckgen.layout.fonts import Face, Fonts
from deckgen.patterns import regex

_HYPHEN = regex(r"(?<=\w{3}-)(?=\w{3})")
"""Between the parts of a name such as `Nordrhein-Westfalen`."""


class Ruler(Struct, frozen=True):
    """Widths of text in the theme's body font, in points."""

    regular: Face
    bold: Face

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Of the longest line of `text`."""
        face = self.bold if bold else self.regular
        return max(face.width(line) for line in text.split("\n")) * size

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False) -> str:
        """`text` with line breaks at spaces, and behind hyphens in words that are too long, such that its lines are at
        most `width` wide, if they can be."""
        lines: list[str] = []
        for word in text.split():
            whole = self.width(word, size, bold=bold) <= width
            for number, part in enumerate([word] if whole else _HYPHEN.split(word)):
                longer = f"{lines[-1]}{'' if number else ' '}{part}" if lines else part
                if lines and self.width(longer, size, bold=bold) <= width:
                    lines[-1] = longer
                else:
                    lines.append(part)
        return "\n".join(lines)

    def cut(self, text: str, width: float, size: float) -> str:
        """`text` with “…” at the end of each line that is too long."""
        lines = []
        for line in text.split("\n"):
            kept = line
            while len(kept) > 1 and self.width(kept + "…", size) > width:
                kept = kept[:-1]
            lines.append(line if self.width(line, size) <= width else kept.rstrip() + "…")
        return "\n".join(lines)


def ruler_of(fonts: Fonts) -> Ruler:
    """The ruler of a theme's fonts."""
    return Ruler(fonts.face("body"), fonts.face("body", bold=True))
