"""What stands in the cells of a chart's data: numbers, dates, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from deckgen.layout.charts.numbers import NARROW_SPACE, day_number
from deckgen.patterns import regex
from deckgen.source import Source, Span

MISSING = frozenset(
    ("", "na", "n/a", "n.a.", "nan", "null", "none", "-", "–", "—", "nd", "n.d.", "n/d", "nc", "n.c.", "s.o.", "?", "…",
     "...", "..", ":", "#n/a", "#n/d", "#nv", "#na", "#div/0!", "#wert!", "#value!", "#valeur!", "#ref!", "#bezug!",
     "#num!", "#nombre!", "#zahl!", "#name?", "#nom?", "#null!", "#nul!")
)  # fmt: skip
"""Cells that say that there is no value: as people, statistical offices and spreadsheets write it."""
_SPACES = regex(r"[\s\u00a0\u202f\u2009'’]")
_THOUSANDS = regex(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_NUMBER = regex(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_MONEY = r"(?:US|CA|A|C|R)?\$|[€£¥₹₩₽]|CHF|EUR|USD|GBP|SEK|NOK|DKK|PLN|Fr\.|kr\.?|zł|Kč|Ft"
_UNITS = regex(
    rf"(?P<front>{_MONEY})?(?P<bare>.*?)(?P<space>[\s\u00a0\u202f\u2009]*)(?P<behind>[%‰]|{_MONEY})?"
)
_MARK = regex(r"(?<=\d)[\s\u00a0]*(?:\[\w{1,3}\]|[*†‡]{1,3})$")
"""Of a footnote."""
_IN_BRACKETS = regex(r"\(([^()]*\d[^()]*)\)")
"""A number less than nothing, as accountants write it."""
LEAST, MOST = 1e-100, 1e100
"""Beyond them, arithmetic on an axis ends."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Spreadsheets count days from 1900 on."""
CENTURY = 70
"""Two digits from here on are a year before 2000."""
_DATE = regex(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})([T ].*)?)?|/(\d{1,2})/(\d{1,2})([T ].*)?)")
_IN_PARTS = regex(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})|(\d{2})([/.])(\d{2})\6(\d{2})")
_TIME = regex(r".*[T ](\d{1,2}:\d{2})(?::[\d.]+)?(?:Z|[+-]\d{2}:?\d{2})?")


class Cell(Struct, frozen=True):
    """One cell as it is written, and where."""

    text: str
    span: Span
    source: Source | None
    """The file that it stands in; None for the deck itself."""


def known(cells: Sequence[Cell]) -> list[str]:
    """The texts of the cells that say something."""
    return [cell.text for cell in cells if cell.text.lower() not in MISSING]


# -- numbers ----------------------------------------------------------------------------------


def _bare(text: str) -> str:
    """A number without its unit, spaces and marks, and with a hyphen for any minus."""
    text = _MARK.sub("", text.strip())
    if match := _IN_BRACKETS.fullmatch(text):
        text = f"-{match[1]}"
    sign = text[:1] if text[:1] in "-+−–" else ""
    match = _UNITS.fullmatch(text.removeprefix(sign).strip())
    bare = _SPACES.sub("", sign + match["bare"] if match else text).replace("−", "-").replace("–", "-")
    bare = bare[:-2] if bare.endswith((".-", ",-")) else bare  # `999.-`
    return f"-{bare[:-1]}" if bare.endswith("-") and bare[:1].isdecimal() else bare


def unit_of(cells: Sequence[Cell]) -> str:
    """The sign that the numbers of a column have, behind a space where they do; nothing if they have several."""
    found = set()
    for text in known(cells):
        match = _UNITS.fullmatch(_MARK.sub("", text.strip()).lstrip("-+−–(").rstrip(")"))
        if match and (sign := match["front"] or match["behind"]):
            is_close = sign in ("%", "‰") and not match["space"]
            found.add(sign if is_close else NARROW_SPACE + sign)
    return found.pop() if len(found) == 1 else ""


def number(text: str, decimal: str) -> float | None:
    """A number as people write it: `1 234,5`, `1.234,5`, `1,234.5`, `12 %`, `$1,234`, `(45.00)`, `5.76e23`; None if it
    is none, or one that no axis can show (beyond 10¹⁰⁰).

    `decimal` is the sign before the tenths, where a number does not tell: of two signs the last one is, one that comes
    twice is none. A point is read as one too where it can't divide thousands.
    """
    bare = _bare(text)
    other = "." if decimal == "," else ","
    unsigned = bare.lstrip("+-")
    groups = _THOUSANDS.fullmatch(unsigned)
    sign = groups[1] if groups else ""
    several = (
        bare.count(sign) > 1 and (sign == other or sign == ",") if sign else False
    )  # `10.100.200.254` is none
    if sign and (sign == other == "," or several or ("," in bare and "." in bare)):
        bare = bare.replace(sign, "").replace(",", ".")
    elif decimal == ",":
        bare = bare.replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        return None
    value = float(bare)
    return value if value == 0 or LEAST <= abs(value) <= MOST else None


_SIGNED = regex(r"[+-]?(?P<whole>\d+)(?P<rest>(?:[.,]\d+)+)")


def decimal_in(columns: Sequence[Sequence[Cell]], separator: str, default: str) -> str:
    """The sign before the tenths in a table's columns of numbers: the one that can't divide thousands in any of them;
    else `default`. Where commas part the cells, one in a number divides thousands; where semicolons do, so do points
    in a column of whole numbers."""
    sure: set[str] = set()
    whole: set[str] = set()
    for cells in columns:
        bare = [_bare(text) for text in known(cells)]
        found = [match for text in bare if (match := _SIGNED.fullmatch(text))]
        if len(found) + sum(text.lstrip("+-").isdecimal() for text in bare) < len(bare):
            continue  # names, dates
        for match in found:
            signs = [char for char in match["rest"] if not char.isdecimal()]
            last, behind = signs[-1], len(match["rest"].rpartition(signs[-1])[2])
            if len(set(signs)) > 1:
                sure.add(last)
            elif len(signs) > 1:
                sure.add("." if last == "," else ",")
            elif behind != 3 or len(match["whole"]) > 3 or match["whole"][0] == "0":
                sure.add(last)
            elif len(found) < len(bare) or separator == last:
                whole.add(last)
    if len(sure) == 1:
        return sure.pop()
    if not sure and "," in whole and separator == ",":
        return "."
    return "," if not sure and "." in whole and separator in ";\t" else default


def all_numbers(cells: Sequence[Cell], decimal: str) -> bool:
    """True if every cell that says something is a number."""
    texts = known(cells)
    return bool(texts) and all(number(text, decimal) is not None for text in texts)


MOSTLY = 2 / 3
"""Of cells that are numbers: the others are slips."""


def mostly_numbers(cells: Sequence[Cell], decimal: str) -> bool:
    """True if most cells that say something are."""
    texts = known(cells)
    return sum(number(text, decimal) is not None for text in texts) >= max(1, MOSTLY * len(texts))


# -- dates ------------------------------------------------------------------------------------


def day(text: str, *, month_first: bool = False) -> float | None:
    """A date (`2020-05-28`, `2020-05`, `28/05/2020`; `05/28/2020` with the month first) as spreadsheets count it."""
    parts = _parts(text.strip(), month_first=month_first)
    if parts is None:
        return None
    try:
        return day_number(date(*parts)) if FIRST_YEAR <= parts[0] <= LAST_YEAR else None
    except ValueError:
        return None


def _parts(text: str, *, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day of what looks like a date, whether there is such a day or not."""
    if match := _DATE.fullmatch(text):
        return int(match[1]), int(match[2] or match[5]), int(match[3] or match[6] or 1)
    if match := _IN_PARTS.fullmatch(text):
        one, other, year = int(match[1] or match[5]), int(match[3] or match[7]), int(match[4] or match[8])
        year += 0 if match[4] else 1900 if year >= CENTURY else 2000
        month, of_month = (one, other) if month_first else (other, one)
        return year, month, of_month
    return None


def has_month_first(cells: Sequence[Cell], default: bool) -> bool:
    """True for a column of dates whose first number is the month: where the others can't be; else as by `default`."""
    matches = [match for text in known(cells) if (match := _IN_PARTS.fullmatch(text.strip()))]
    firsts = [int(match[1] or match[5]) for match in matches]
    others = [int(match[3] or match[7]) for match in matches]
    if max(firsts, default=0) > 12:
        return False
    return max(others, default=0) > 12 or default


def all_days(cells: Sequence[Cell], *, month_first: bool = False) -> bool:
    """True if every cell that says something looks like a date, and most are one. Hours are no days."""
    texts = [text.strip() for text in known(cells)]
    if not texts or any(_parts(text, month_first=month_first) is None for text in texts):
        return False
    days = [day(text, month_first=month_first) for text in texts]
    if 2 * sum(each is not None for each in days) <= len(days):
        return False
    times = {
        (each, match[1]) for each, text in zip(days, texts, strict=True) if (match := _TIME.fullmatch(text))
    }
    return len(times) == len({each for each, _ in times})


def hours(texts: Sequence[str]) -> tuple[str, ...]:
    """What stands along an axis: where all of it is of one day, the hours alone."""
    matches = [_TIME.fullmatch(text) for text in texts]
    if len(texts) > 1 and len({text[:10] for text in texts}) == 1 and all(matches):
        return tuple(match[1] for match in matches if match)
    return tuple(texts)
