"""Words in diagrams: their lines, and how much room these take."""

from __future__ import annotations

from msgspec import Struct

from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.model import LINE_HEIGHT
from deckgen.patterns import regex

CRUMB = 2
"""Characters that have no line of their own."""
_GAP = regex(r"(?<![«=<>≤≥±])[^\S\u00a0\u202f]+(?![»:;!?=<>≤≥±])")
"""Where a line may end; not inside the guillemets of a word, around a sign between two values, nor at a no-break
space."""


class Words(Struct, frozen=True):
    """Lines of one size, as wide and high as they are (pt)."""

    lines: tuple[str, ...]
    size: float
    width: float
    bold: bool = False

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * LINE_HEIGHT * self.size

    @property
    def text(self) -> str:
        """The lines as one."""
        return "\n".join(self.lines)


def set_words(text: str, width: float, size: float, ruler: Ruler, *, bold: bool = False) -> Words:
    """`text` in lines of `width` points; its own line feeds end one, too."""
    lines = tuple(line for part in text.split("\n") for line in _wrapped(part, width, size, ruler, bold))
    return Words(lines, size, max((ruler.width(line, size, bold=bold) for line in lines), default=0.0), bold)


def _wrapped(text: str, width: float, size: float, ruler: Ruler, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in _GAP.split(text.strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ruler.width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 1 and len(lines[-1]) <= CRUMB:
        lines[-2:] = [f"{lines[-2]} {lines[-1]}"]
    return lines
