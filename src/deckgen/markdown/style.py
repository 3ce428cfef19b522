"""How an author writes Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct


class Style(Struct, frozen=True):
    """The signs that one author prefers to others that mean the same."""

    bullet: str = "-"
    strong: str = "**"
    emphasis: str = "*"
    number: str = "."
    """Behind the number of a list's item."""
    indent: int = 2
    """Columns by which a list below a bullet stands in."""


def style_of(text: str) -> Style:
    """What the author of a text uses most."""
    usual = Style()
    bullets = re.findall(r"^[ \t]*([-*+])[ \t]+\S", text, re.MULTILINE)
    numbers = re.findall(r"^[ \t]*\d+([.)])[ \t]+\S", text, re.MULTILINE)
    strong = re.findall(r"(?<![\w*_])(\*\*|__)(?=\w)", text)
    emphasis = re.findall(r"(?<![\w*_])([*_])(?=\w)", text)
    indents = [
        str(len(each)) for each in re.findall(r"^[-*+][ \t].*\n([ ]{2,4})[-*+][ \t]", text, re.MULTILINE)
    ]
    return Style(
        bullet=_most(bullets, usual.bullet),
        strong=_most(strong, usual.strong),
        emphasis=_most(emphasis, usual.emphasis),
        number=_most(numbers, usual.number),
        indent=int(_most(indents, str(usual.indent))),
    )


def _most(found: Iterable[str], usual: str) -> str:
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted else usual
