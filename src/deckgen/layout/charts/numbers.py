"""Numbers and dates as a chart writes them, in the deck's language."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from deckgen.deck.charts import NumberStyle
from deckgen.model import Model

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
_POINT = {"en", "ja", "zh", "ko", "he", "th", "hi", "ar", "fa"}
"""Languages with a decimal point; the others have a comma."""
_DOTS = {"de", "es", "it", "pt", "nl", "tr", "id", "da", "el", "ro", "vi"}
"""Languages that group thousands with dots; the others with the point have commas, the rest spaces."""
SCALES: Mapping[str, Mapping[int, str]] = {
    "fr": {3: "k", 6: "M", 9: "Md"},
    "de": {3: "Tsd.", 6: "Mio.", 9: "Mrd."},
    "en": {3: "k", 6: "M", 9: "B", 12: "T"},
    "es": {3: "mil", 6: "M", 12: "B"},
    "ca": {3: "k", 6: "M", 12: "B"},
    "it": {3: "mila", 6: "Mln", 9: "Mld", 12: "Bln"},
    "pt": {3: "mil", 6: "mi", 9: "bi", 12: "tri"},
    "nl": {3: "K", 6: "mln.", 9: "mld.", 12: "bln."},
    "pl": {3: "tys.", 6: "mln", 9: "mld", 12: "bln"},
    "sv": {3: "tn", 6: "mn", 9: "md", 12: "bn"},
    "da": {3: "t", 6: "mio.", 9: "mia.", 12: "bio."},
    **{key: {3: "k", 6: "mill.", 9: "mrd.", 12: "bill."} for key in ("nb", "nn", "no")},
    "fi": {3: "t.", 6: "milj.", 9: "mrd.", 12: "bilj."},
    **{key: {3: "tis.", 6: "mil.", 9: "mld.", 12: "bil."} for key in ("cs", "sk")},
    "hr": {3: "tis.", 6: "mil.", 9: "mlr.", 12: "bil."},
    "hu": {3: "E", 6: "M", 9: "Mrd", 12: "B"},
    "ro": {3: "K", 6: "mil.", 9: "mld.", 12: "tril."},
    "ru": {3: "тыс.", 6: "млн", 9: "млрд", 12: "трлн"},
    "uk": {3: "тис.", 6: "млн", 9: "млрд", 12: "трлн"},
    "bg": {3: "хил.", 6: "млн.", 9: "млрд.", 12: "трлн."},
    "el": {3: "χιλ.", 6: "εκ.", 9: "δισ.", 12: "τρισ."},
    "tr": {3: "B", 6: "Mn", 9: "Mr", 12: "Tn"},
}
"""Powers of ten → the letters that stand for them: a billion is a thousand times as much in some languages.
Unicode CLDR, short compact decimal patterns."""
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
NARROW_SPACE = "\u202f"
_SIGN_FIRST = {"", "en", "ja", "zh", "ko", "hi", "th"}
"""Languages with the sign of a currency before the number; the others have it behind. Unicode CLDR, number patterns."""
_IN_REGION: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("de-ch", "de-li", "it-ch", "en-ch"), (".", "’")),
    **dict.fromkeys(
        (
            "es-mx",
            "es-us",
            "es-419",
            "es-pe",
            "es-gt",
            "es-hn",
            "es-ni",
            "es-pa",
            "es-sv",
            "es-do",
            "es-pr",
            "es-cu",
        ),
        (".", ","),
    ),
    "fr-ch": (",", "’"),
    "en-za": (",", NARROW_SPACE),
}
"""Both signs where a country has others than its language. Unicode CLDR, number symbols."""
_MONEY = {"$", "£", "€", "¥", "₹", "₩", "US$", "A$", "C$"}


MINUS = "−"
"""As wide as a digit, where a hyphen is easily overlooked."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DOTTED = {"de", "da", "nb", "nn", "no", "fi", "pl", "cs", "sk", "sl", "hr", "sr", "ru", "uk", "bg", "tr", "et", "lv",
           "ro", "is", "mk"}  # fmt: skip
"""Languages that write a day as `05.01.`; most others write `05/01`. Unicode CLDR, date patterns."""


def day_form(lang: str) -> Literal["d mmm", "mmm d", "dd.mm.", "m/d", "dd/mm"]:
    """How a day is written without its year: with the month's name in English, where the order of numbers is not the
    same everywhere, and in decks that say no language."""
    short, _, region = lang.replace("_", "-").lower().partition("-")
    if short in ("", "en"):
        return "mmm d" if region in ("us", "ph") else "d mmm"
    if short in ("ja", "zh", "ko", "hu", "lt"):
        return "m/d"
    return "dd.mm." if short in _DOTTED else "dd/mm"


def named_months(dates: Sequence[date], lang: str) -> tuple[str, ...]:
    """The months of these days by their names in the language, with the year where it begins."""
    years = [each.year for each in dates]
    return tuple(
        by_name(each, "LLL" if before == each.year else "LLL y", lang)
        for each, before in zip(dates, (0, *years), strict=False)
    )


def by_name(when: date, pattern: str, lang: str) -> str:
    """A day as a `pattern` of Unicode's has it (LLL is a month's short name, EEE a day's), in the language."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(lang or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return format_date(when, pattern, locale)


def is_money(unit: str) -> bool:
    """True for the sign of a currency."""
    return unit.removeprefix(NARROW_SPACE) in _MONEY


def decimal_sign(lang: str) -> str:
    """What stands between a number's units and tenths."""
    if there := _IN_REGION.get(lang.replace("_", "-").lower()):
        return there[0]
    return "." if not lang or lang[:2].lower() in _POINT else ","


def group_sign(lang: str) -> str:
    """What stands between thousands and hundreds."""
    if there := _IN_REGION.get(lang.replace("_", "-").lower()):
        return there[1]
    short = lang[:2].lower()
    if not short or short in _POINT:
        return ","
    return "." if short in _DOTS else NARROW_SPACE


def scale_letters(lang: str) -> Mapping[int, str]:
    """Powers of ten → the letters that stand for them; as in English where a language is not known."""
    return SCALES.get(lang[:2].lower(), SCALES["en"])


def power_for(most: float, lang: str) -> int:
    """The largest power with a letter that `most` reaches, at least 3."""
    return max((power for power in scale_letters(lang) if most >= 0.9995 * 10**power), default=3)


TINY = 1e-3
"""Numbers that are all less are powers of ten."""
LEAST_COMPACT = 999.5
"""What is less is no thousand."""
LEAST_MILLIONS = 1e6
"""What numbers without a style of their own reach before they are compact."""
ONE = 0.999999
"""What is as much as 1."""


class Numbers(Model, frozen=True, kw_only=True):
    """A way to write numbers: the text here, the format code in the spreadsheet's own language."""

    style: NumberStyle = "plain"
    digits: int = 0
    """Decimals …"""
    below_one: bool = False
    """… which only numbers below 1 have, on an axis of powers, and no more than they need."""
    unscaled: int = 0
    """Decimals of compact numbers that are less than a thousand."""
    power: int = 0
    """Compact numbers all count thousands (3), millions (6) or billions (9); 0 lets each choose."""
    unit: str = ""
    grouped: bool = False
    """Thousands are set apart."""
    precision: Literal["year", "month", "day"] = "year"
    """Of dates."""
    lang: str = ""

    @property
    def before(self) -> str:
        """The unit, where the language has it before the number …"""
        is_first = is_money(self.unit) and self.lang[:2].lower() in _SIGN_FIRST
        return self.unit.removeprefix(NARROW_SPACE) if is_first else ""

    @property
    def behind(self) -> str:
        """… or behind it."""
        return "" if self.before else self.unit

    def text(self, value: float) -> str:
        """`value` as it is written."""
        if self.style == "date":
            return self._date(value)
        text = self._number(value)
        sign = MINUS if text.startswith(MINUS) else ""
        return f"{sign}{self.before}{text.removeprefix(sign)}{self.behind}"

    def _number(self, value: float) -> str:
        match self.style:
            case "scientific":
                return power_of_ten(value)
            case "compact":
                return self._compact(value)
            case "exponent" if not value:
                return "0"
            case "exponent":
                factor, _, power = f"{value:.{self.digits}E}".partition("E")
                text = factor.replace(".", decimal_sign(self.lang))
                return f"{text}E{power[0]}{power[1:].lstrip('0') or '0'}"
        if self.below_one:
            return self._plain(value, 0 if abs(value) >= ONE else decimals((value,), self.digits))
        return self._plain(value, self.digits)

    def _date(self, value: float) -> str:
        day = EPOCH + timedelta(days=math.floor(value))
        match self.precision:
            case "year":
                return str(day.year)
            case "month" if "mmm" in day_form(self.lang):
                return f"{_MONTHS[day.month - 1]} {day.year}"
            case "month":
                return f"{day.month:02}/{day.year}"
        match day_form(self.lang):
            case "d mmm":
                return f"{day.day} {_MONTHS[day.month - 1]}"
            case "mmm d":
                return f"{_MONTHS[day.month - 1]} {day.day}"
            case "dd.mm.":
                return f"{day.day:02}.{day.month:02}."
            case "m/d":
                return f"{day.month}/{day.day}"
        return f"{day.day:02}/{day.month:02}"

    def _plain(self, value: float, digits: int) -> str:
        near = _rounded(abs(value), digits)
        sign = MINUS if value < 0 and near else ""
        text = f"{near:,f}" if self.grouped else f"{near:f}"
        whole, _, tenths = text.partition(".")
        whole = whole.replace(",", group_sign(self.lang))
        return sign + whole + (decimal_sign(self.lang) + tenths if tenths else "")

    def _compact(self, value: float) -> str:
        power = self.power or (power_for(abs(value), self.lang) if abs(value) >= LEAST_COMPACT else 0)
        if not value or not power:
            return self._plain(value, self.unscaled if value else 0)
        return self._plain(value / 10**power, self.digits) + NARROW_SPACE + scale_letters(self.lang)[power]


def _rounded(value: float, digits: int) -> Decimal:
    """With so many decimals; a half goes up, as in spreadsheets."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _EXACT)


_EXACT = Context(prec=400, traps=[])


def power_of_ten(value: float) -> str:
    """10ⁿ, with a factor where there is one; 1 as itself."""
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(value)) + 1e-9)
    factor = round(value / 10**exponent, 2)
    power = "10" + str(exponent).translate(_SUPERSCRIPTS)
    if factor == 1:
        return "1" if exponent == 0 else power
    return f"{factor:g}×{power}"


def decimals(values: tuple[float, ...], most: int = 4) -> int:
    """As many decimals as tell these values apart from their rounding, at most `most`."""
    for digits in range(most):
        if all(abs(value - round(value, digits)) < 1e-6 * max(1e-3, abs(value)) for value in values):
            return digits
    return most


def plain_numbers(values: tuple[float, ...], unit: str, lang: str, *, most_digits: int = 4) -> Numbers:
    """As exact as tells these values apart; money has two decimals or none, and its thousands set apart."""
    digits, most = decimals(values, most_digits), max(map(abs, values), default=0.0)
    if is_money(unit):
        digits = 2 if digits == 1 else digits
    grouped = most >= (1_000 if is_money(unit) else 10_000)
    return Numbers(style="plain", digits=digits, unit=unit, grouped=grouped, lang=lang)


def is_compact(style: NumberStyle | None, most: float) -> bool:
    """True for numbers up to `most` that are written in thousands, millions or billions."""
    return most >= LEAST_COMPACT if style == "compact" else style is None and most >= LEAST_MILLIONS


def tiny_numbers(values: Sequence[float], unit: str, lang: str) -> Numbers | None:
    """Powers of ten for what would be rounded to nothing; None where that is not so."""
    if not 0 < max(map(abs, values), default=0.0) < TINY:
        return None
    return exponents(values, unit, lang)


def exponents(values: Sequence[float], unit: str, lang: str) -> Numbers:
    """Powers of ten with a factor, of one decimal where any needs it."""
    factors = (abs(value) / 10 ** math.floor(math.log10(abs(value))) for value in values if value)
    digits = int(any(round(factor, 3) % 1 for factor in factors))
    return Numbers(style="exponent", digits=digits, unit=unit, lang=lang)


def day_number(day: date) -> float:
    """A date as spreadsheets count it."""
    return float((day - EPOCH).days)
