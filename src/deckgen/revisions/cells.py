"""Cells of rows of values, as their author separates and writes them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from math import isclose

from deckgen.charts.cells import day
from deckgen.patterns import regex


def row_text(cells: Sequence[str], sign: str) -> str:
    """Cells with a sign between them, in quotes where they hold it."""
    target = StringIO()
    csv.writer(target, delimiter=sign, lineterminator="").writerow(cells)
    return target.getvalue()


def as_there(number: str, other: str) -> str:
    """A number with the decimal sign that another has."""
    return (
        number.replace(".", ",")
        if "," in other and "." not in other and parsed(number) is not None
        else number
    )


def cells_of(row: str, sign: str) -> list[str]:
    """What stands between the signs."""
    return next(csv.reader(StringIO(row), delimiter=sign), [])


def parsed(text: str) -> float | None:
    """The number, with either decimal sign; None for no number."""
    try:
        return float(re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")) if text.strip() else None
    except ValueError:
        return None


def is_same(name: str, cell: str) -> bool:
    """True for the same name, and for the same number or day, however it is written."""
    number = parsed(name)
    if name.strip() == cell.strip():
        return True
    read = (parsed(cell), parsed(cell.replace(".", "")) if _GROUPED.fullmatch(cell.strip()) else None)
    return number is not None and (any(is_near(number, each) for each in read) or number == day(cell))


_GROUPED = regex(r"[+−-]?[1-9]\d{0,2}(?:\.\d{3})+")
"""`1.300`, where points divide thousands."""


EXACT = 1e-12
"""Of a number, by how much another may differ from it: programs write fifteen digits of sixteen."""


def is_near(one: float | None, other: float | None) -> bool:
    """True for the same number, or none twice, however many digits of it a program keeps."""
    return one == other or (one is not None and other is not None and isclose(one, other, rel_tol=EXACT))


def number_text(value: float | None) -> str:
    """A number as it is typed; nothing for none."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.12g}"
