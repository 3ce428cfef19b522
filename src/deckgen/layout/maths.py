"""How large a formula is: TeX's rules for fractions, roots, scripts and limits, in the page's own math font.

Sizes are in em of the text around the formula. Chromium draws the formula with that font; PowerPoint with
Cambria Math, whose letters are about as wide.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import uharfbuzz as harfbuzz
from msgspec import Struct

from deckgen.deck.maths import Formula, MathNode
from deckgen.themes.typefaces import fallback_file

MATH_FONT = "stix-two-math"
SCRIPT = 0.7
"""Type size of scripts over their base's, and of theirs over that, down to `SMALLEST`."""
SMALLEST = 0.5
RULE = 0.066
"""Thickness of a fraction's bar."""
GAP = 0.18
"""Between a fraction's bar and what stands above and below it, displayed."""
SHIFT = 0.6
"""From the baseline to those of a fraction's parts in a line (measured in Chromium)."""
ASCENT, DESCENT = 0.72, 0.24
_LARGE = "∑∏∐∫∬∭∮∯⋂⋃⨀⨁⨂⋁⋀"
_THICK = frozenset("⪯⪰=<>≤≥≠≈≡∼≃≅∝∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦⟶⟹⟺∣∥≪≫≺≻⊢⊨:∴∵⟵⟸≔↑↓⊥∋")
_MEDIUM = frozenset("+-−±∓×÷⋅·∗∘∪∩∧∨⊕⊗⊖⊙∖/")
_ACCENTS = frozenset("^˜~¯‾˙¨→⃗ˇ˘´`\u0302\u0303\u0304")


class Extent(Struct, frozen=True):
    """Width, and how far it goes above and below the baseline."""

    width: float
    up: float
    down: float

    @property
    def height(self) -> float:
        """All of it."""
        return self.up + self.down

    def scaled(self, factor: float) -> Extent:
        """At another size."""
        return Extent(self.width * factor, self.up * factor, self.down * factor)


@cache
def _font() -> harfbuzz.Font:
    return harfbuzz.Font(
        harfbuzz.Face(harfbuzz.Blob.from_file_path(str(fallback_file(MATH_FONT, bold=False))))
    )


@cache
def _advance(char: str) -> float:
    font = _font()
    glyph = font.get_nominal_glyph(ord(char))
    return 0.6 if glyph is None else font.get_glyph_h_advance(glyph) / font.face.upem


def _width(text: str) -> float:
    return sum(map(_advance, text))


def italic(text: str) -> str:
    """Single letters in formulas are italic: their own characters in Unicode (U+1D434 on)."""
    if len(text) != 1:
        return text
    code = ord(text)
    if "a" <= text <= "z":
        return "ℎ" if text == "h" else chr(0x1D44E + code - ord("a"))
    if "A" <= text <= "Z":
        return chr(0x1D434 + code - ord("A"))
    if "α" <= text <= "ω":
        return chr(0x1D6FC + code - ord("α"))
    return text


def measure(formula: Formula) -> Extent:
    """The extent of a formula in em."""
    return _extent(formula.root, formula.display)


def _extent(node: MathNode, display: bool) -> Extent:
    match node.name:
        case "identifier":
            text = node.text if node.variant == "normal" else italic(node.text)
            bold = 1.08 if "bold" in node.variant else 1.0
            return Extent(_width(text) * bold, ASCENT, 0.22)
        case "number" | "text":
            return Extent(_width(node.text), ASCENT, 0.22)
        case "operator":
            return _operator(node, display)
        case "space":
            return Extent(node.width, 0.0, 0.0)
        case "row" | "td":
            return _row(node.children, display)
        case "fraction":
            return _fraction(node, display)
        case "root":
            inner = _extent(node.children[0], display)
            degree = _extent(node.children[1], False).width * SMALLEST if len(node.children) > 1 else 0.0
            return Extent(inner.width + 0.75 + max(0.0, degree - 0.3), inner.up + 0.2, inner.down + 0.06)
        case "sub" | "sup" | "subsup":
            return _scripts(node, display)
        case "under" | "over" | "underover":
            return _limits(node, display)
        case "table":
            return _table(node)
        case "tr":
            return _row(node.children, display)
        case "box":
            inner = _extent(node.children[0], display)
            return Extent(inner.width + 0.6, inner.up + 0.3, inner.down + 0.3)
        case "phantom" | "strike":
            return _extent(node.children[0], display)


def _operator(node: MathNode, display: bool) -> Extent:
    text = node.text
    if text in _LARGE and text:
        scale = (1.4 if text not in "∫∬∭∮∯" else 1.3) if display else 1.0
        return Extent(_width(text) * scale + 0.17, 1.1 if display else 0.85, 0.6 if display else 0.35)
    space = 0.56 if text in _THICK else 0.44 if text in _MEDIUM else 0.17 if text in ",;" else 0.0
    return Extent(_width(text) + space, ASCENT, DESCENT)


def _row(children: tuple[MathNode, ...], display: bool) -> Extent:
    """One beside the other; fences are as high as what they enclose."""
    extents = [_extent(child, display) for child in children]
    up = max((e.up for e in extents), default=0.5)
    down = max((e.down for e in extents), default=0.2)
    width = sum(e.width for e in extents)
    fences = sum(child.name == "operator" and child.stretchy for child in children)
    return Extent(width + fences * 0.12 * max(0.0, up + down - 1.2), up, down)


def _fraction(node: MathNode, display: bool) -> Extent:
    scale = 1.0 if display else SCRIPT
    top, bottom = (_extent(child, False).scaled(scale) for child in node.children)
    gap = GAP if display else 0.08
    axis = 0.26
    up, down = axis + RULE / 2 + gap + top.height, bottom.height + gap + RULE / 2 - axis
    if not display:
        up, down = max(up, SHIFT + top.up), max(down, SHIFT + bottom.down)
    return Extent(max(top.width, bottom.width) + 0.24, up, down)


def _scripts(node: MathNode, display: bool) -> Extent:
    base = _extent(node.children[0], display)
    scripts = [_extent(child, False).scaled(SCRIPT) for child in node.children[1:]]
    width = max(script.width for script in scripts) + 0.06
    up, down = base.up, base.down
    if node.name in ("sub", "subsup"):
        down = max(down, base.down - 0.24 + 0.2 + scripts[0].height * 0.55)
    if node.name in ("sup", "subsup"):
        up = max(up, base.up - 0.36 + scripts[-1].height * 0.85)
    return Extent(base.width + width, up, down)


def _limits(node: MathNode, display: bool) -> Extent:
    base = _extent(node.children[0], display)
    others = node.children[1:]
    up, down, width = base.up, base.down, base.width
    if not display and node.children[0].text in _LARGE and node.children[0].text:  # beside it, in a line
        widest = max((_extent(other, False).width * SCRIPT for other in others), default=0.0)
        return Extent(width + widest + 0.06, max(up, 0.95), max(down, 0.45))
    for index, other in enumerate(others):
        above = node.name == "over" or (node.name == "underover" and index == 1)
        if other.name == "operator" and (
            other.text in _ACCENTS or unicodedata.combining(other.text[:1] or " ")
        ):
            up += 0.14
            continue
        if other.name == "operator" and other.text in "⏞⏟⎴⎵→←_":
            up, down = (up + 0.3, down) if above else (up, down + 0.3)
            continue
        extent = _extent(other, False).scaled(SCRIPT)
        width = max(width, extent.width)
        if above:
            up += extent.height + 0.14
        else:
            down += extent.height + 0.14
    return Extent(width, up, down)


def _table(node: MathNode) -> Extent:
    rows = [[_extent(cell, node.bare) for cell in row.children] for row in node.children]
    columns = max((len(row) for row in rows), default=1)
    widths = [max((row[i].width for row in rows if i < len(row)), default=0.0) for i in range(columns)]
    heights = [
        max(1.0, max((c.up for c in r), default=0.7) + max((c.down for c in r), default=0.3)) + 0.4
        for r in rows
    ]
    total = sum(heights)
    return Extent(sum(widths) + 0.8 * columns, total / 2 + 0.26, total / 2 - 0.26)
