"""A formula as a tree: the elements of MathML Core that every formula comes down to."""

from typing import Literal, TypeAlias

from deckgen.model import Model

MathName: TypeAlias = Literal[
    "identifier", "number", "operator", "text", "space",
    "row", "fraction", "root", "sub", "sup", "subsup", "under", "over", "underover",
    "table", "tr", "td", "box", "strike", "phantom",
]  # fmt: skip
MathVariant: TypeAlias = Literal[
    "",
    "normal",
    "bold",
    "italic",
    "bold-italic",
    "double-struck",
    "script",
    "fraktur",
    "sans-serif",
    "monospace",
]


class MathNode(Model, frozen=True, eq=False, kw_only=True):
    """One element.

    `root` has what stands under it and, if it is not a square root, its degree; scripts and limits have their
    base first, then what stands below, then above.
    """

    name: MathName
    children: tuple["MathNode", ...] = ()
    text: str = ""
    variant: MathVariant = ""
    stretchy: bool = False
    """An operator that grows with what it stands beside."""
    bare: bool = False
    """A fraction without its bar; a table whose columns stand close together."""
    align: Literal["", "left", "center", "right"] = ""
    width: float = 0.0
    """Of a space, in em."""
    color: str = ""
    """Of letters, numbers and signs, in hexadecimal digits; nothing for that of the text."""


class Formula(Model, frozen=True, eq=False):
    """A formula, on a line of its own if it is `display`."""

    root: MathNode
    display: bool = False
    latex: str = ""
    """What it was read from."""


def styled(text: str, variant: MathVariant) -> str:
    """`text` in the characters that Unicode has for the variant (bold, double-struck, script …)."""
    if variant in ("", "normal", "italic"):
        return text
    return "".join(_styled_char(char, variant) for char in text)


_EXCEPTIONS = {
    "double-struck": "DOUBLE-STRUCK", "script": "SCRIPT", "fraktur": "BLACK-LETTER",
}  # fmt: skip
_NAMES = {
    "bold": "BOLD", "bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK", "script": "SCRIPT",
    "fraktur": "FRAKTUR", "sans-serif": "SANS-SERIF", "monospace": "MONOSPACE",
}  # fmt: skip


def _styled_char(char: str, variant: str) -> str:
    import unicodedata

    if char.isdigit() and char.isascii():
        rest = f"DIGIT {unicodedata.name(char).removeprefix('DIGIT ')}"
        variant = "bold" if variant == "bold-italic" else variant
    elif char.isalpha() and char.isascii():
        rest = f"{'CAPITAL' if char.isupper() else 'SMALL'} {char.upper()}"
    elif "Α" <= char <= "ω":
        rest = unicodedata.name(char).removeprefix("GREEK ").replace("LETTER ", "")
    else:
        return char
    names = [f"MATHEMATICAL {_NAMES[variant]} {rest}"]
    if variant in _EXCEPTIONS:
        names.append(f"{_EXCEPTIONS[variant]} {rest}")
    for name in names:
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return char


def primes_of(node: MathNode) -> str:
    """The primes that are all a superscript has."""
    said = node.text + "".join(map(primes_of, node.children))
    has_only = node.name in ("row", "identifier", "operator") and not node.color
    return said if has_only and said and not said.strip("′″‴⁗") else ""
