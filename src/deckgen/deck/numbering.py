"""Numbers of list items as they are written."""

from __future__ import annotations

from deckgen.deck.blocks import Delimiter, Numbering

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST_ROMAN = 3999


def number_text(number: int, numbering: Numbering = "1", delimiter: Delimiter = ".") -> str:
    """`iv)`, `(c)`, `7.`"""
    text = (
        _letters(number) if numbering in ("a", "A") else _roman(number) if numbering != "1" else str(number)
    )
    text = text.upper() if numbering in ("A", "I") else text
    return f"({text})" if delimiter == "()" else f"{text}{delimiter}"


def _letters(number: int) -> str:
    """`a` … `z`, `aa` …; digits for what is before them."""
    if number < 1:
        return str(number)
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    """Digits for what Romans could not write."""
    if not 0 < number <= MOST_ROMAN:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += count * sign
    return text


def roman_value(text: str) -> int:
    """The number that a Roman numeral is; 0 for what is none."""
    rest, value = text.lower(), 0
    for step, sign in _ROMAN:
        while rest.startswith(sign):
            rest, value = rest[len(sign) :], value + step
    return value if not rest and _roman(value) == text.lower() else 0
