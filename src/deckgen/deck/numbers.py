"""Numbers that are shown for themselves."""

from __future__ import annotations

from deckgen.patterns import regex

NUMBER_LENGTH = 14
"""Characters of one big number."""
_UNIT = r"(?:[^\W\d]\S{0,7}|[%％‰°€$£¥￥]\S{0,3})"
_NUMBER = regex(
    r"[^\w\s]{0,2}\s?(?:[約约近超逾]|[^\W\d]{1,3}\s)?\d[\d\s.,'’/·:×xe^+−½¼¾⅓⅔-]*(?:\s?h\s?\d{1,2})?"
    rf"(?:\s?(?:of|out of|in|von|auf|sur|de|su|di|z|van|på|av)\s\d[\d\s.,]*)?(?:\s?{_UNIT})?(?:\s{_UNIT})?"
    rf"(?:\s\d[\d.,]*\s?{_UNIT})?"
)
"""A sign or currency, digits, perhaps of how many, a unit or two (`Mio. €`), and a smaller one (`12 h 25 min`)."""
MAGNITUDE = (
    r"(?:[kKMmB]|bn|tn|Mio\.?|Mrd\.?|Mds?|Tsd\.?|thousand|mille|[mbt]r?illions?|milliards?|Million(?:en)?|"
    r"Milliarden?|millones|mil|milioni|miliardi)"
)
"""How many times a number is meant."""
_IN_WORDS = regex(r"[約约]?[一二三四五六七八九十百千万萬億亿兆]{1,6}[割倍人件年円元社台次％%]")
"""`三割`"""
_LONG = 22
_MANY = regex(rf"[^\w\s]?\d[\d.,]*\s{MAGNITUDE}\s\S+")
"""`1.3 billion tonnes`."""
_YEAR = regex(r"[12]\d{3}")
_COUNTED = regex(r"\d{1,2}\.?|\d+(?:\.\d+)+\.?")
"""`3` or `2.1` before a title that says nothing else counts slides."""
_CHAPTER = regex(rf"\d{{1,2}}(?:[.)]\s|(?:\.\d{{1,2}})+\.?\s+(?!{MAGNITUDE}\b)[A-ZÀ-Þ][^\W\d]{{2,}})")
"""`1. The problem`, `1.1 Scope`."""
_NAMED = regex(r"(?![A-Z]{3}\b|Rs\b|kr\b|Fr\b|zł\b|Kč\b)[^\W\d]{2,3}\s\d{1,2}")
"""`Lab 1`, but `USD 12`."""

TOTAL = regex(
    r"(?i:(?:sub-?|grand )?totals?(?:e|aux)?|sommes?|sum|summe|gesamt|insgesamt|ensemble|suma|totaal|итого|всего|合計|"
    r"总计|總計)\b"
)
"""How the name of a row or column begins that is the sum of the others."""


def is_number(text: str) -> bool:
    """True for a number with its unit, and little else; none that only counts."""
    is_long = len(text) > NUMBER_LENGTH
    if _IN_WORDS.fullmatch(text):
        return True
    if _CHAPTER.match(text) or _NAMED.fullmatch(text):
        return False
    return len(text) <= _LONG and bool((_MANY if is_long else _NUMBER).fullmatch(text))


def is_year(text: str) -> bool:
    """True for four digits of our times."""
    return bool(_YEAR.fullmatch(text))


def is_fact(text: str) -> bool:
    """True for a number that can hardly be anything else but one to be shown."""
    return is_number(text) and not is_year(text) and not _COUNTED.fullmatch(text)
