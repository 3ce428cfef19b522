"""`Numbers` → a spreadsheet's format code that writes the same."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from deckgen.layout.charts.model import Tick
from deckgen.layout.charts.numbers import (
    MINUS,
    NARROW_SPACE,
    ONE,
    Numbers,
    day_form,
    power_for,
    scale_letters,
)
from deckgen.writers.pptx.xml import region

_LCIDS = {
    "en-US": 0x409, "en-GB": 0x809, "fr-FR": 0x40C, "fr-CA": 0xC0C, "fr-CH": 0x100C, "fr-BE": 0x80C,
    "de-DE": 0x407, "de-AT": 0xC07, "de-CH": 0x807, "es-ES": 0xC0A, "es-MX": 0x80A, "it-IT": 0x410,
    "pt-PT": 0x816, "pt-BR": 0x416, "nl-NL": 0x413, "ja-JP": 0x411, "zh-CN": 0x804, "zh-TW": 0x404,
    "ko-KR": 0x412, "ar-SA": 0x401, "he-IL": 0x40D, "ru-RU": 0x419, "pl-PL": 0x415, "sv-SE": 0x41D,
    "da-DK": 0x406, "fi-FI": 0x40B, "nb-NO": 0x414, "cs-CZ": 0x405, "tr-TR": 0x41F, "uk-UA": 0x422,
    "el-GR": 0x408, "hu-HU": 0x40E, "ro-RO": 0x418, "vi-VN": 0x42A, "th-TH": 0x41E, "hi-IN": 0x439,
    "fa-IR": 0x429, "id-ID": 0x421,
}  # fmt: skip
"""Windows' numbers for languages (MS-LCID, 2.2): format codes name a language by them."""


def format_code(numbers: Numbers, ticks: Sequence[Tick] = ()) -> str:
    """The code; `ticks` are what a code with cases must be able to write.

    A code has at most three cases, of which the last has no condition (ECMA-376 part 1, §18.8.31).
    """
    before, unit = _quoted(numbers.before), _quoted(numbers.behind)
    values = sorted({tick.value for tick in ticks}, reverse=True)
    match numbers.style:
        case "date":
            # A bare stroke is the sign that a language has between the parts of a date.
            days = {
                "dd/mm": 'dd"/"mm',
                "dd.mm.": 'dd"."mm"."',
                "m/d": 'm"/"d',
                "d mmm": 'd" "mmm',
                "mmm d": 'mmm" "d',
            }
            day = days[day_form(numbers.lang)]
            month = 'mmm" "yyyy' if "mmm" in day else 'mm"/"yyyy'
            code = {"year": "yyyy", "month": month, "day": day}[numbers.precision]
            is_english = "mmm" in code and not numbers.lang
            return (_ENGLISH if is_english else _locale(numbers)) + code
        case "exponent":
            code = _digits(numbers) + "E+0" + unit
            head = _locale(numbers) + before
            return f'{head}{code};{_locale(numbers)}"{MINUS}"{before}{code};{head}0{unit}'
        case "scientific":
            return _cases([(value, _quoted(numbers.text(value))) for value in values]) or "General"
        case "compact":
            return _compact(numbers, values)
        case "plain":
            code = before + _digits(numbers) + unit
            if numbers.below_one and numbers.digits:
                whole = before + _digits(replace(numbers, digits=0)) + unit
                code = before + "0." + "#" * numbers.digits + unit
                return _cases([(ONE, _locale(numbers) + whole), (0.0, _locale(numbers) + code)], exact=True)
            below = f';{_locale(numbers)}"{MINUS}"{code}' if values and values[-1] < 0 else ""
            return _locale(numbers) + code + below


def percent_code(numbers: Numbers) -> str:
    """For shares of 1: the sign itself makes a percentage, what stands before it is text."""
    locale = _locale(numbers) if numbers.digits else ""
    return f"{locale}{_digits(numbers)}{_quoted(numbers.unit[:-1])}%"


def _digits(numbers: Numbers) -> str:
    whole = "#,##0" if numbers.grouped else "0"
    return whole + ("." + "0" * numbers.digits if numbers.digits else "")


def _compact(numbers: Numbers, values: Sequence[float]) -> str:
    """Each comma after the digits divides by a thousand."""
    letters = scale_letters(numbers.lang)
    unit = _quoted(numbers.behind)

    def case(power: int, sign: str = "") -> str:
        head = _locale(numbers) + sign + _quoted(numbers.before)
        if not power:
            return head + _digits(replace(numbers, grouped=False, digits=numbers.unscaled)) + unit
        letter = _quoted(NARROW_SPACE + letters[power] + numbers.behind)
        return head + _digits(numbers) + "," * (power // 3) + letter

    if numbers.power:
        return f"{case(numbers.power)};{case(numbers.power, _quoted(MINUS))};{case(0)}"
    powers = {power_for(value, numbers.lang) if value >= 999.5 else 0 for value in values}
    used = sorted(powers, reverse=True) or sorted(letters, reverse=True)[-3:]
    return _cases([(0.9995 * 10**power, case(power)) for power in used], exact=True)


def _cases(cases: Sequence[tuple[float, str]], *, exact: bool = False) -> str:
    """`[>=…]…;[>=…]…;…`; thresholds stand between the values unless they are `exact`."""
    kept = list(cases[:3])
    parts = []
    for (value, code), (below, _) in itertools.pairwise(kept):
        threshold = value if exact else (value * below) ** 0.5 if below > 0 else value
        # Written out: nothing says that a condition may have an exponent.
        parts.append(f"[>={Decimal(f'{threshold:.6G}'):f}]{code}")
    return ";".join([*parts, *(code for _, code in kept[-1:])])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "''") + '"' if text else ""


_ENGLISH = "[$-409]"
"""Names of months in a deck that says no language."""


def _locale(numbers: Numbers) -> str:
    """Makes the decimal sign that of the deck's language, where the program allows it."""
    code = _LCIDS.get(region(numbers.lang)) or _LCIDS.get(region(numbers.lang[:2]))
    return f"[$-{code:X}]" if code else ""
