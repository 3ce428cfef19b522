"""LaTeX in the fields of bibliographies as plain text: letters, signs, and what is said of small formulas."""

from __future__ import annotations

import contextlib
import re

from deckgen.patterns import regex

_HELD = {"<": "\ue300", ">": "\ue301", "~": "\ue302"}
"""Signs that others would take for tags and spaces → what stands for them meanwhile."""
_FORMULA = regex(r"(?<!\\)\$([^$]*)\$")
_STYLED = regex(
    r"\\(?:text\w{2}|emph|mathrm|mathit|mathbf|mathcal|mathsf|operatorname|mbox|uppercase)\s*\{([^{}]*)\}"
)
_QUOTED = regex(r"\\enquote\s*\{([^{}]*)\}")
_LINK = regex(r"\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}|\\url\s*\{([^{}]*)\}")
_DOUBLE = regex(r"\\mathbb\s*\{?([A-Z])\}?")
_SCRIPT = regex(r"([\^_])(?:\{([^{}]*)\}|(\\?\w))")
_ACCENT = regex(r"""(\\["'`^~=.])\s*(?:\{\\([ij])\s*\}|\\([ij])(?![A-Za-z])\s*)""")
_SPACES = {
    r"\,": "\u202f",
    r"\;": " ",
    r"\:": " ",
    r"\!": "",
    r"\-": "\u00ad",
    r"\ ": " ",
    r"\slash": "/",
    r"\/": "",
}
_LETTERS = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_UP = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def plain_text(value: str, *, is_address: bool = False) -> str:
    """A field's value with LaTeX's commands carried out; braces stay, which keep capitals. An address is as it is."""
    if is_address:
        bare = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", value).replace("\\_", "_").replace("\\%", "%")
        return _held(bare)
    if not re.search(r"[\\$<>~]|--", value):
        return value
    import latexcodec  # noqa: F401 - it adds a codec

    value = _LINK.sub(lambda match: match[1] or match[2], value)
    value = _QUOTED.sub("“\\1”", value)
    value = _STYLED.sub(r"\1", value)
    value = _ACCENT.sub(lambda match: f"{match[1]}{{{match[2] or match[3]}}}", value)
    for command, sign in _SPACES.items():
        value = value.replace(command, sign)
    value = _FORMULA.sub(lambda match: _formula(match[1]), value)
    with contextlib.suppress(ValueError, UnicodeError):  # it is no LaTeX
        value = value.encode().decode("latex+utf-8")
    return _held(value.replace("\\$", "$"))


def _held(text: str) -> str:
    for sign, meanwhile in _HELD.items():
        text = text.replace(sign, meanwhile)
    return text


def with_signs(text: str) -> str:
    """`text` with the signs that were held back."""
    for sign, meanwhile in _HELD.items():
        text = text.replace(meanwhile, sign)
    return text


def _formula(latex: str) -> str:
    """What a small formula says."""
    latex = _DOUBLE.sub(lambda match: _LETTERS.get(match[1], match[1]), latex)
    latex = _STYLED.sub(r"\1", latex)
    try:
        latex = f"${latex}$".encode().decode("latex+utf-8").replace("$", "")
    except (ValueError, UnicodeError):
        return latex
    latex = _SCRIPT.sub(lambda match: _raised(match[1], match[2] or match[3] or ""), latex)
    return re.sub(r"\\([A-Za-z]+)", r"\1", latex).replace("{", "").replace("}", "")


def _raised(sign: str, said: str) -> str:
    table = _UP if sign == "^" else _DOWN
    written = said.translate(table)
    return written if all(ord(char) > 127 for char in written) else f"{sign}{said}" if len(said) > 1 else said
