"""Formulas as MathML Core, which browsers draw themselves (W3C, MathML Core, 2024)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

from msgspec.structs import replace

from deckgen.deck.maths import Formula, MathNode, primes_of, styled

_TAGS = {"identifier": "mi", "number": "mn", "operator": "mo", "text": "mtext"}
_SHAPES = {
    "sub": "msub", "sup": "msup", "subsup": "msubsup", "under": "munder", "over": "mover", "underover": "munderover",
    "tr": "mtr", "phantom": "mphantom", "row": "mrow",
}  # fmt: skip
_LINES = {"strike": "updiagonalstrike", "box": "box"}
_STRUT = '<mspace width="0em" height="0.7em" depth="0.15em"></mspace>'
_TALL = frozenset(("fraction", "table", "under", "over", "underover", "box"))
_FENCES = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉")
_BARS = frozenset("|‖")
_STIFF = frozenset((*_FENCES, *"→←↔⇒⇐⇔↦⟶⟵⟷⟹⟸⟺⟼"))
"""What is as long as it is: browsers draw some arrows out, with much room below what stands above them."""
_CLOSE = _BARS | {"/"}
"""Signs with no space around them in TeX, and some in MathML."""
_SIGNS = frozenset("+-−±∓")
_CLOSING = frozenset(")]}⟩⌋⌉!′")
_ACCENTS = frozenset("^ˆ~˜¯‾→⃗˙¨ˇ˘´`⏞⏟_←\u0302\u0303\u0304")


def mathml(formula: Formula, *, color: str = "", in_line: bool = False) -> str:
    """`<math>`, with what it was read from as its alternative text; with a `color` it is a document of its own. One in
    a line of text (`in_line`) is as large as one on its own line, if its author has it so, and stands in the line."""
    shown = ' displaystyle="true"' if in_line else ' display="block"'
    display = shown if formula.display else ""
    own = f' xmlns="http://www.w3.org/1998/Math/MathML" mathcolor="#{color}"'
    about = own if color else f' alttext="{escape(formula.latex)}"'
    return f"<math{display}{about}>{_node(formula.root, alone=bool(color))}</math>"


def _node(node: MathNode, *, alone: bool) -> str:
    """A node; in a document of its own (`alone`), lines around and through it are elements, not styles."""
    signs = _signs(node.children)
    inner = "".join(
        _token(child, is_sign=True) if at in signs else _node(child, alone=alone)
        for at, child in enumerate(node.children)
    )
    match node.name:
        case "sup" | "subsup" if primes := primes_of(node.children[-1]):
            # Fonts have them as high as they stand: browsers would raise them once more, and make them small.
            first, *others = (_node(child, alone=alone) for child in node.children[:-1])
            marked = f'<mrow>{first}<mo lspace="0em" rspace="0em">{primes}</mo></mrow>'
            return f"<msub>{marked}{others[0]}</msub>" if others else marked
        case "identifier" | "number" | "operator" | "text":
            return _token(node)
        case "space":
            return f'<mspace width="{node.width:g}em"></mspace>'
        case "fraction":
            return f'<mfrac linethickness="0">{inner}</mfrac>' if node.bare else f"<mfrac>{inner}</mfrac>"
        case "root":
            # Without a strut, the sign over a small letter hangs below the line.
            base, index = inner, ""
            if len(node.children) > 1:
                base, index = (_node(child, alone=alone) for child in node.children[:2])
                return f"<mroot><mrow>{_STRUT}{base}</mrow>{index}</mroot>"
            return f"<msqrt>{_STRUT}{base}</msqrt>"
        case "under" | "over" if not alone and (drawn := _drawn(node)):
            return f'<mrow class="{drawn}">{_node(node.children[0], alone=alone)}</mrow>'
        case "under" | "over":
            mark = node.children[1]
            accent = "accent" if node.name == "over" else "accentunder"
            is_accent = mark.name == "operator" and mark.text in _ACCENTS
            said = f' {accent}="true"' if is_accent else ""
            return f"<{_SHAPES[node.name]}{said}>{inner}</{_SHAPES[node.name]}>"
        case "row" if not _is_tall(node):
            parts = (
                _token(child, is_sign=True) if at in signs else _level(child, alone=alone)
                for at, child in enumerate(node.children)
            )
            return f"<mrow>{''.join(parts)}</mrow>"
        case "sub" | "sup" | "subsup" | "underover" | "tr" | "phantom" | "row":
            return f"<{_SHAPES[node.name]}>{inner}</{_SHAPES[node.name]}>"
        case "table":
            close = ' class="pairs" columnspacing="0em" displaystyle="true"' if node.bare else ""
            return f"<mtable{close}>{inner}</mtable>"
        case "td":
            # Cells hold blocks, which browsers move only with words of their own.
            sides = f"text-align:{node.align};text-align:-moz-{node.align};text-align:-webkit-{node.align}"
            align = f' style="{sides}" columnalign="{node.align}"' if node.align else ""
            return f"<mtd{align}>{inner}</mtd>"
        case "strike" | "box" if alone:
            return f'<menclose notation="{_LINES[node.name]}">{inner}</menclose>'
        case "strike":
            line = "transparent 48%,currentColor 48%,currentColor 52%,transparent 52%"
            return f'<mrow style="background:linear-gradient(to top right,{line})">{inner}</mrow>'
        case "box":
            return f'<mrow style="border:1px solid;padding:.25em">{inner}</mrow>'
        case _:
            assert_never(node.name)


_MARKS = {"―": "line", "¯": "line", "‾": "line", "_": "line", "→": "right", "←": "left", "↔": "both", "⏞": "brace",
          "⏟": "brace"}  # fmt: skip
"""Marks as long as what they stand above or below, by the names of the page's classes for them."""


def _drawn(node: MathNode) -> str:
    """The classes of a mark that the page draws: browsers draw out few of them, and some with pieces missing. Over a
    single letter it is as long as it is."""
    base, mark = node.children[:2]
    name = _MARKS.get(mark.text, "") if mark.name == "operator" else ""
    is_long = len(base.children) > 1 or len(base.text) > 1 or name == "brace" or mark.text == "―"
    return f"mark {name} {node.name}" if name and is_long else ""


def _signs(row: Sequence[MathNode]) -> frozenset[int]:
    """Which of a row's operators are signs of what stands behind them: at its beginning, or behind another operator
    (D. Knuth, The TeXbook, appendix G, rule 5)."""
    found, free, is_open = [], True, False
    for at, node in enumerate(row):
        is_operator = node.name == "operator"
        if is_operator and node.text in _SIGNS and free and at + 1 < len(row):
            found.append(at)
        if is_operator and node.text in _BARS:
            is_open = not is_open
        free = node.name == "space" or (
            is_operator and (is_open if node.text in _BARS else node.text not in _CLOSING)
        )
    return frozenset(found)


def _is_tall(node: MathNode) -> bool:
    """True if fences around it have to grow."""
    return node.name in _TALL or any(map(_is_tall, node.children))


def _level(node: MathNode, *, alone: bool) -> str:
    """`node` beside nothing tall, where TeX leaves fences as they are and browsers take the next size for
    a mere descender (D. Knuth, The TeXbook, appendix G, rule 19)."""
    is_fence = node.name == "operator" and node.stretchy and node.text in _FENCES
    return _token(replace(node, stretchy=False)) if is_fence else _node(node, alone=alone)


def _token(node: MathNode, *, is_sign: bool = False) -> str:
    tag = _TAGS[node.name]
    text = escape(styled(node.text, node.variant), quote=False)
    color = f' mathcolor="#{node.color}"' if node.color else ""
    if node.name == "operator":
        if not node.text:
            return ""
        stretchy = ' stretchy="true"' if node.stretchy else ' stretchy="false"' if node.text in _STIFF else ""
        close = ' lspace="0em" rspace="0em"' if is_sign or node.text in _CLOSE else ""
        form = ' form="prefix"' if is_sign else ""
        return f"<mo{form}{stretchy}{close}{color}>{text}</mo>"
    upright = ' mathvariant="normal"' if node.variant == "normal" and len(node.text) == 1 else ""
    return f"<{tag}{upright}{color}>{text}</{tag}>"
