"""siunitx: numbers, angles and quantities in LaTeX's own words."""

from __future__ import annotations

import re

from deckgen.patterns import regex

_QUANTITY = regex(r"\\(num|ang|si|unit|SI|qty)\s*(?:\[[^\]]*\])?\{([^{}]*)\}(?:\{([^{}]*)\})?")
_UNITS = {
    "metre": "m", "meter": "m", "second": "s", "gram": "g", "kilogram": "kg", "litre": "L", "liter": "L",
    "hertz": "Hz", "newton": "N", "joule": "J", "watt": "W", "volt": "V", "ampere": "A", "ohm": "Ω", "kelvin": "K",
    "celsius": "°C", "degreeCelsius": "°C", "percent": "%", "mole": "mol", "pascal": "Pa", "byte": "B", "bit": "bit",
    "hour": "h", "minute": "min", "day": "d", "electronvolt": "eV", "tesla": "T", "farad": "F", "degree": "°",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "milli": "m", "micro": "µ", "nano": "n", "centi": "c",
    "per": "/", "squared": "²", "cubed": "³", "square": "²", "cubic": "³",
}  # fmt: skip


def measured(latex: str) -> str:
    """`latex` with what is known of them written out; what is not stays, and is reported."""

    def written(match: re.Match[str]) -> str:
        name, first, second = match[1], match[2], match[3]
        if name in ("num", "ang") and second is None:
            number = _number(first)
            return f"{number}^{{\\circ}}" if name == "ang" else number
        if name in ("si", "unit") and second is None:
            return _unit(first) or match[0]
        if name in ("SI", "qty") and second is not None and (unit := _unit(second)):
            return f"{_number(first)}\\,{unit}"
        return match[0]

    return _QUANTITY.sub(written, latex)


def _number(text: str) -> str:
    """`1.5e3` as a power of ten."""
    match = re.fullmatch(r"\s*([-+]?[\d.,\s]*?)[eE]([-+]?\d+)\s*", text)
    if match is None:
        return text.strip()
    return f"{match[1].strip()}\\times 10^{{{match[2]}}}" if match[1].strip() else f"10^{{{match[2]}}}"


def _unit(text: str) -> str:
    """A unit as upright text; nothing for one that is not known."""
    words = re.findall(r"\\[A-Za-z]+|[^\\\s]+", text)
    known = [_UNITS.get(word[1:], "") if word.startswith("\\") else word for word in words]
    return f"\\text{{{''.join(known)}}}" if known and all(known) else ""
