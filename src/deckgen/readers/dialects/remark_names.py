"""What remark's marks are, and what classes mean in its decks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from deckgen.patterns import regex

PUT, FOLDED, SHOWN = "\ue004", "\ue005", "\ue006"
"""Begins a line that holds others; stands between two of those; and behind the last, before the line's own text."""
OPENING = r"(?<![\w)])((?:\.[A-Za-z_][\w-]*)+)\["
PICTURE = regex(r"(!\[[^\[\]\n]*\]\([^()\n]*\))(?:\{[^{}\n]*\})?")
"""A picture, and what is said of it."""
_COLORS = frozenset(
    ("black", "white", "red", "green", "blue", "yellow", "orange", "purple", "gray", "grey", "brown", "pink", "cyan",
     "magenta", "navy", "teal", "crimson", "darkred", "darkgreen", "darkblue", "tomato", "gold", "violet", "salmon")
)  # fmt: skip
_STYLES: Mapping[str, str] = {
    "bold": "font-weight:bold", "b": "font-weight:bold", "strong": "font-weight:bold", "italic": "font-style:italic",
    "italics": "font-style:italic", "it": "font-style:italic", "tiny": "font-size:60%", "large": "font-size:130%",
    "larger": "font-size:130%", "Large": "font-size:150%", "LARGE": "font-size:180%", "big": "font-size:150%",
    "huge": "font-size:200%", "Huge": "font-size:250%", "footnote": "font-size:80%",
}  # fmt: skip
_WIDTHS: Mapping[str, str] = {
    "pull-left": "47%",
    "pull-right": "47%",
    "left-column": "20%",
    "right-column": "75%",
    "left-code": "38%",
    "right-plot": "60%",
}
_SIZE = regex(r"font-?(\d{2,3})")


@cache
def is_column(name: str) -> bool:
    """True for a class of boxes that stand side by side."""
    return bool(
        re.fullmatch(
            r"pull-(?:left|right)(?:-[\w-]+)?|(?:left|right)-(?:column|col|code|plot|side)"
            r"|(?:left|right)col(?:umn)?|col(?:umn)?-(?:left|right)|column|col|col-\d{1,2}",
            name,
        )
    )


def width_of(column: str) -> str:
    """Of a column that may not be as wide as its neighbours; nothing for one that is."""
    twelfths = column.removeprefix("col-")  # of a grid, as Bootstrap has it
    if twelfths.isdecimal() and 0 < int(twelfths) <= 12:
        return f"{int(twelfths) / 12:.2%}"
    return _WIDTHS.get(column, "")


def class_style(at: Mapping[str, str]) -> str:
    """What classes mean in the style sheets of nearly all decks, though remark's own has none of them."""
    return ";".join(filter(None, map(style_of, at.get("class", "").split())))


def style_of(name: str) -> str:
    """What one of them means, as CSS."""
    if name in _COLORS:
        return f"color:{name}"
    size = _SIZE.fullmatch(name)
    return f"font-size:{size[1]}%" if size else _STYLES.get(name, "")


def is_page(path: str, text: str) -> bool:
    """True for a page of HTML's with a deck in it."""
    return path.lower().endswith((".html", ".htm")) and "remark.create" in text and "<textarea" in text


def is_xaringan(values: Mapping[str, str]) -> bool:
    """True for what xaringan makes slides of."""
    return any("xaringan" in key or "moon_reader" in key for key in (values.get("output", ""), *values))
